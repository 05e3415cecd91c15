import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseStack } from "../testing/database-stack.js";
import { noProcessesOn } from "../testing/leftovers.js";
import { startTestPool } from "../testing/test-pool.js";
import { startPool } from "./pool.js";

let directory = "";
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "rockpool-lifecycle-"));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Runs `action` with temporary files in a directory of its own, and answers what is left there. */
async function leftInTemporary(action: () => Promise<void>): Promise<string[]> {
  const temporary = mkdtempSync(join(directory, "tmp-"));
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = temporary;
  try {
    await action();
    await noProcessesOn(temporary);
    return readdirSync(temporary);
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}

test("a pool without a state directory leaves nothing when it stops, stops once, and refuses to start on a taken port", async () => {
  const left = await leftInTemporary(async () => {
    await using pool = await startPool();
    const port = Number(new URL(pool.endpoint).port);
    await expect(startPool({ port })).rejects.toMatchObject({
      code: "PortInUse",
      message: `port ${port} on 127.0.0.1 is in use`,
      hint: expect.stringContaining("--port"),
    });
    expect((await fetch(pool.endpoint)).status).toBe(200);
    await Promise.all([pool.stop(), pool.stop()]);
    await expect(fetch(pool.endpoint)).rejects.toThrow("fetch failed");
  });
  expect(left).toEqual([]);
});

test("a second pool on the same state directory is refused, and the first goes on", async () => {
  await using pool = await startTestPool();
  await expect(startPool({ stateDirectory: pool.directory })).rejects.toMatchObject({
    code: "StateInUse",
    message: `another pool (process ${process.pid}) runs on ${pool.directory}`,
    hint: expect.stringMatching(/rockpool stop.*--state/),
  });
  const template = { Resources: { A: { Type: "AWS::SSM::Parameter", Properties: { Type: "String", Value: "a" } } } };
  const { stacks } = await pool.deployTemplate("after", template);
  expect(stacks[0]).toMatchObject({ status: "CREATE_COMPLETE" });
});

test("a pool that is stopped and started again has its stacks, its credentials and its rows", async () => {
  const stateDirectory = join(directory, "again");
  const statement = (outputs: Readonly<Record<string, string>>, sql: string) => ({
    resourceArn: outputs["ClusterArn"],
    secretArn: outputs["SecretArn"],
    database: "testdb",
    sql,
    formatRecordsAs: "JSON",
  });
  const first = await startTestPool({ stateDirectory });
  const { stacks } = await first.deployTemplate("pets", databaseStack());
  const { outputs = {} } = stacks[0] ?? {};
  await first.call("rds-data", "ExecuteStatement", statement(outputs, "create table Pets as select 'Rex' as name"));
  await first[Symbol.asyncDispose]();

  await using second = await startTestPool({ stateDirectory });
  expect(second.credentials).toEqual(first.credentials);
  expect(await second.call("rds-data", "ExecuteStatement", statement(outputs, "select * from Pets"))).toMatchObject({
    formattedRecords: '[{"name":"Rex"}]',
  });
  expect((await second.deployTemplate("pets", databaseStack())).stacks[0]).toMatchObject({ changed: false, outputs });
});

test("a deployment that is under way when its pool stops is told so, and rolled back by the next", async () => {
  const stateDirectory = join(directory, "interrupted");
  const first = await startTestPool({ stateDirectory });
  const deploying = first.deployTemplate("pets", databaseStack({ sql: { Create: ["select pg_sleep(30)"] } }));
  // Taken at once: it fails while the pool stops, before anybody could await it.
  const outcome = deploying.catch((error: unknown) => error);
  await new Promise<void>((resolve) => {
    first.events.subscribe((event) => {
      if (event.kind === "stack" && event.logicalResourceId === "Content") resolve();
    });
  });
  await first[Symbol.asyncDispose]();
  expect(await outcome).toMatchObject({
    code: "PoolStopped",
    message: "the pool was stopped while stack pets was in CREATE_IN_PROGRESS",
  });

  await using second = await startTestPool({ stateDirectory });
  await expect
    .poll(() => second.call("cloudformation", "DescribeStacks", { StackName: "pets" }), { timeout: 20_000 })
    .toMatchObject({ Stacks: [{ StackStatus: "ROLLBACK_COMPLETE" }] });
  expect(await second.call("rds", "DescribeDBClusters")).toMatchObject({ DBClusters: [] });
});
