import { expect, test } from "vitest";
import type { PoolFile } from "../pool/pool-file.js";
import { type CliHome, cliHome } from "../testing/cli.js";
import { databaseStack } from "../testing/database-stack.js";
import { noProcessesOn, processesOn } from "../testing/leftovers.js";
import { PoolClient } from "./client.js";
import { EXIT } from "./command.js";

type Outputs = Readonly<Record<string, string>>;

const pets = JSON.stringify(databaseStack({ sql: { Create: ["create table Pets(id int primary key)"] } }));
const clientOf = (home: CliHome, pool: PoolFile): PoolClient => new PoolClient(home.state, pool);
const statement = (client: PoolClient, outputs: Outputs, sql: string): Promise<{ formattedRecords?: string }> =>
  client.call("rds-data", "ExecuteStatement", {
    resourceArn: outputs["ClusterArn"],
    secretArn: outputs["SecretArn"],
    database: "testdb",
    sql,
    formatRecordsAs: "JSON",
  });
const outputsOf = async (home: CliHome, stack: string): Promise<Outputs> => {
  const outputs: Outputs = JSON.parse((await home.run("outputs", stack, "--json")).stdout);
  return outputs;
};
const stacksOf = async (home: CliHome): Promise<Array<{ name: string; status: string }>> => {
  const listed: { stacks: Array<{ name: string; status: string }> } = JSON.parse(
    (await home.run("ls", "--json")).stdout,
  );
  return listed.stacks;
};

test("kill -9 of a pool with data leaves no process; the next start has every row that was committed", async () => {
  await using home = cliHome({ "pets.yaml": pets });
  const pool = await home.startPool();
  expect((await home.run("deploy", "pets.yaml")).code).toBe(EXIT.ok);
  const outputs = await outputsOf(home, "pets");

  // Rows go in one by one until the pool is gone; what was answered is committed.
  const client = clientOf(home, pool);
  let committed = 0;
  const writing = (async () => {
    for (;;) {
      await statement(client, outputs, `insert into Pets values (${committed + 1})`);
      committed += 1;
      if (committed === 40) process.kill(pool.pid, "SIGKILL");
    }
  })();
  await expect(writing).rejects.toThrow(/pool at .* (went away|does not answer)/);
  await noProcessesOn(home.state);

  const { code, stderr } = await home.run("ls");
  expect(stderr).toMatch(/no pool runs on/);
  expect(code).toBe(EXIT.refused);

  const again = await home.startPool();
  expect(await stacksOf(home)).toMatchObject([{ name: "pets", status: "CREATE_COMPLETE" }]);
  const { formattedRecords = "" } = await statement(clientOf(home, again), outputs, "select id from Pets order by id");
  const rows: Array<{ id: number }> = JSON.parse(formattedRecords);
  expect(committed).toBeGreaterThanOrEqual(40);
  // The row under way may be there or not.
  expect([committed, committed + 1]).toContain(rows.length);
  expect(rows.map(({ id }) => id)).toEqual(rows.map((_row, index) => index + 1));
  expect((await home.run("destroy", "pets")).code).toBe(EXIT.ok);
});

/** A create that is under way for seconds. */
const slow = JSON.stringify(
  databaseStack({ sql: { Create: ["create table Pets(id int primary key)", "select pg_sleep(5)"] } }),
);

/** Moments of that create: at a line of progress, or some milliseconds after its beginning. */
const MOMENTS: ReadonlyArray<readonly [string, string | number]> = [
  ["as it begins", "CREATE_IN_PROGRESS"],
  ["once the cluster is there", "Cluster AWS::RDS::DBCluster"],
  ["at a random moment", Math.round(100 + Math.random() * 2000)],
  ["while the content is written", "Instance AWS::RDS::DBInstance"],
];

test.each(MOMENTS)(
  "kill -9 in the middle of a create, %s (%s): the next start rolls it back",
  async (_name, moment) => {
    await using home = cliHome({ "pets.yaml": slow });
    const pool = await home.startPool();
    const deploy = home.start(["deploy", "pets.yaml"]);
    await deploy.printed(typeof moment === "string" ? moment : "CREATE_IN_PROGRESS");
    if (typeof moment === "number") await new Promise((done) => setTimeout(done, moment));
    process.kill(pool.pid, "SIGKILL");
    const { code, stderr } = await deploy.ended;
    expect(stderr).toMatch(/the pool at \S+ (went away before it answered|does not answer)[^]*Start it again/);
    expect(code).toBe(EXIT.failed);
    await noProcessesOn(home.state);

    const again = await home.startPool();
    const status = async () => JSON.parse((await home.run("ls", "--json")).stdout);
    await expect
      .poll(status, { timeout: 20_000, interval: 100 })
      .toMatchObject({ stacks: [{ name: "pets", status: "ROLLBACK_COMPLETE" }], databases: [] });
    expect(processesOn(home.state).filter((line) => /postgres/.test(line))).toEqual([]);
    const events = (await home.run("events")).stdout;
    expect(events).toMatch(/ROLLBACK_IN_PROGRESS +pets +The pool was stopped in the middle of the operation/);

    home.write({ "pets.yaml": pets });
    expect((await home.run("deploy", "pets.yaml")).code).toBe(EXIT.ok);
    const outputs = await outputsOf(home, "pets");
    expect(await statement(clientOf(home, again), outputs, "select id from Pets")).toMatchObject({
      formattedRecords: "[]",
    });
  },
);

test("kill -9 in the middle of a delete: the next start finishes it", async () => {
  await using home = cliHome({ "pets.yaml": pets });
  const pool = await home.startPool();
  expect((await home.run("deploy", "pets.yaml")).code).toBe(EXIT.ok);
  const destroy = home.start(["destroy", "pets"]);
  await destroy.printed("Content Custom::Content");
  process.kill(pool.pid, "SIGKILL");
  await destroy.ended;
  await noProcessesOn(home.state);
  await home.startPool();
  await expect.poll(() => stacksOf(home), { timeout: 20_000, interval: 100 }).toEqual([]);
  expect(JSON.parse((await home.run("ls", "--json")).stdout)).toMatchObject({ databases: [] });
});
