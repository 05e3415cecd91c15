import { readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PoolEvent } from "../../events.js";
import { testEnvironment } from "../../testing/environment.js";
import { type TestDataApi, testDataApi } from "../rds-data/testing.js";

let environment: ReturnType<typeof testEnvironment>;
let api: TestDataApi;
beforeEach(() => {
  environment = testEnvironment();
  api = testDataApi(environment);
});
afterEach(async () => {
  await api.close();
  environment[Symbol.dispose]();
});

/** The process ids of the running servers. */
const processes = (): number[] =>
  readdirSync(join(environment.state.directory, "processes")).map((name) => Number.parseInt(name, 10));
const cluster = () => api.rds.operations.DescribeDBClusters(api.call, {}).DBClusters?.[0];
const writer = () => api.rds.operations.DescribeDBInstances(api.call, {}).DBInstances?.[0];

describe.each(["aurora-postgresql", "aurora-mysql"] as const)("an %s server that is killed", (engine) => {
  test("is started again, with all its data, and the Data API goes on", async () => {
    const target = await api.cluster({ engine });
    const run = (sql: string) => api.data.operations.ExecuteStatement(api.call, { ...target, sql });
    await run("CREATE TABLE kept (n int)");
    await run("INSERT INTO kept VALUES (7)");

    const seen: Array<string | undefined> = [];
    environment.events.subscribe((event: PoolEvent) => {
      if (event.kind === "engine") seen.push(`${event.status}: ${cluster()?.Status} ${writer()?.DBInstanceStatus}`);
    });
    const [pid, ...others] = processes();
    expect([pid, others]).toEqual([expect.any(Number), []]);
    if (pid !== undefined) process.kill(pid, "SIGKILL");
    await expect.poll(() => cluster()?.Status, { interval: 5, timeout: 5_000 }).toBe("starting");
    await api.rds.whenAvailable("cluster", cluster()?.DBClusterIdentifier ?? "", AbortSignal.timeout(10_000));
    expect((await run("SELECT n FROM kept")).records).toEqual([[{ longValue: 7 }]]);
    expect([cluster()?.Status, writer()?.DBInstanceStatus]).toEqual(["available", "available"]);
    expect(processes()).not.toEqual([pid]);
    expect(seen[0]).toBe("failed: available available");
    expect(seen.at(-1)).toBe("available: starting rebooting");
  });
});

test("a server that does not come back is left failed, with the reason", { timeout: 40_000 }, async () => {
  await api.cluster({ engine: "aurora-postgresql" });
  const databases = environment.state.subdirectory("databases");
  const [directory = ""] = readdirSync(databases);
  const [pid] = processes();
  renameSync(join(databases, directory, "data", "global"), join(databases, directory, "data", "lost"));
  if (pid !== undefined) process.kill(pid, "SIGKILL");
  await expect.poll(() => cluster()?.Status, { timeout: 30_000 }).toBe("failed");
  expect(writer()?.DBInstanceStatus).toBe("failed");
  expect(writer()?.StatusInfos?.[0]?.Message).toMatch(
    /ended by itself, and starting it again failed 5 times: .*PostgreSQL/s,
  );
});
