import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { databaseStack, functionRole, inlineFunction } from "../testing/database-stack.js";
import { processesOn } from "../testing/leftovers.js";
import { startTestPool, type Template, type TestPool } from "../testing/test-pool.js";

interface Left {
  readonly Stacks?: readonly { readonly StackStatus?: string }[];
  readonly DBClusters?: readonly unknown[];
  readonly DBInstances?: readonly unknown[];
  readonly SecretList?: readonly unknown[];
  readonly Functions?: readonly unknown[];
}

/** What of a stack's resources is still there. */
async function left(pool: TestPool): Promise<unknown[]> {
  const { DBClusters = [] } = await pool.call<Left>("rds", "DescribeDBClusters");
  const { DBInstances = [] } = await pool.call<Left>("rds", "DescribeDBInstances");
  const { SecretList = [] } = await pool.call<Left>("secretsmanager", "ListSecrets");
  const { Functions = [] } = await pool.call<Left>("lambda", "ListFunctions");
  return [...DBClusters, ...DBInstances, ...SecretList, ...Functions];
}

const status = async (pool: TestPool, StackName: string): Promise<string | undefined> =>
  (await pool.call<Left>("cloudformation", "DescribeStacks", { StackName })).Stacks?.[0]?.StackStatus;

const rows = async (pool: TestPool, outputs: Readonly<Record<string, string>>, sql: string): Promise<unknown> => {
  const { formattedRecords = "[]" } = await pool.call<{ formattedRecords?: string }>("rds-data", "ExecuteStatement", {
    resourceArn: outputs["ClusterArn"],
    secretArn: outputs["SecretArn"],
    database: "testdb",
    sql,
    formatRecordsAs: "JSON",
  });
  return JSON.parse(formattedRecords);
};

describe("SQL that fails in a custom resource", () => {
  test("rolls the stack back with the database's words as the reason; mended, the next deployment succeeds", async () => {
    await using pool = await startTestPool();
    const table = "create table Pets(id varchar(20), name varchar(20))";
    const broken = databaseStack({ sql: { Create: [table, "insert into Pest values ('1', 'Rex')"] } });
    await expect(pool.deployTemplate("pets", broken)).rejects.toMatchObject({
      code: "DeployFailed",
      message: expect.stringMatching(
        /^stack pets ended in ROLLBACK_COMPLETE: Content \(Custom::Content\): .*relation "pest" does not exist/,
      ),
      hint: expect.stringContaining("deploy again"),
    });
    expect(await status(pool, "pets")).toBe("ROLLBACK_COMPLETE");
    expect(await left(pool)).toEqual([]);
    expect(processesOn(pool.directory).filter((line) => line.includes("postgres"))).toEqual([]);

    const mended = databaseStack({ sql: { Create: [table, "insert into Pets values ('1', 'Rex')"] } });
    const { stacks } = await pool.deployTemplate("pets", mended);
    expect(stacks[0]).toMatchObject({ status: "CREATE_COMPLETE", changed: true });
    expect(await rows(pool, stacks[0]?.outputs ?? {}, "select * from Pets")).toEqual([{ id: "1", name: "Rex" }]);
  });

  test("in a delete leaves the stack with the reason, and a delete after the mend finishes", async () => {
    await using pool = await startTestPool();
    const { stacks } = await pool.deployTemplate("pets", databaseStack({ sql: { Delete: ["drop table Pets"] } }));
    await expect(pool.destroy("pets")).rejects.toMatchObject({
      code: "DeleteFailed",
      message: expect.stringMatching(/^stack pets ended in DELETE_FAILED: Content .*table "pets" does not exist/),
    });
    // What the function needs is still there.
    await rows(pool, stacks[0]?.outputs ?? {}, "create table Pets(id varchar(20))");
    await pool.destroy("pets");
    expect(await left(pool)).toEqual([]);
  });
});

describe("no MySQL server to be had", () => {
  const saved = { ...process.env };
  const empty = mkdtempSync(join(tmpdir(), "rockpool-empty-"));
  afterEach(() => {
    process.env = { ...saved };
  });
  afterAll(() => rmSync(empty, { recursive: true, force: true }));

  const cases: ReadonlyArray<[string, Record<string, string>, RegExp]> = [
    [
      "because the setting names none",
      { ROCKPOOL_MYSQLD: join(empty, "mysqld") },
      /ROCKPOOL_MYSQLD is \S+, which is no mysqld or mariadbd .* Set it to the path of the server program/,
    ],
    [
      "because there is none, and no apt to fetch one with",
      { ROCKPOOL_CACHE: join(empty, "cache"), PATH: empty, ROCKPOOL_MYSQLD: "" },
      /no MySQL or MariaDB server was found on this machine. Install one, .* or set ROCKPOOL_MYSQLD/,
    ],
  ];
  test.each(cases)("%s: the reason says how to get one, and the stack rolls back", async (_name, env, reason) => {
    Object.assign(process.env, env);
    await using pool = await startTestPool();
    const failed = pool.deployTemplate("pets", databaseStack({ engine: "aurora-mysql" }));
    await expect(failed).rejects.toMatchObject({ code: "DeployFailed", message: expect.stringMatching(reason) });
    await expect(failed).rejects.toThrow("ended in ROLLBACK_COMPLETE");
    expect(await left(pool)).toEqual([]);
  });
});

describe("the function of a custom resource", () => {
  let pool: TestPool;
  beforeAll(async () => {
    pool = await startTestPool({ customResourceGraceSeconds: 0.5 });
  });
  afterAll(() => pool[Symbol.asyncDispose]());

  /** A stack of one custom resource whose function's body is `code`; `answer(changes)` sends an answer. */
  const stack = (code: string, properties: Record<string, unknown> = {}): Template => ({
    Resources: {
      Role: functionRole(),
      Worker: inlineFunction(`
        exports.handler = async (event, context) => {
          const { StackId, RequestId, LogicalResourceId, RequestType } = event;
          const answer = (changes = {}) => fetch(event.ResponseURL, { method: "PUT", body: JSON.stringify({
            StackId, RequestId, LogicalResourceId, PhysicalResourceId: "thing", Status: "SUCCESS", ...changes }) });
          const isCreate = RequestType === "Create";
          ${code}
        };`),
      Thing: {
        Type: "Custom::Thing",
        Properties: { ServiceToken: { "Fn::GetAtt": ["Worker", "Arn"] }, ...properties },
      },
    },
    Outputs: { Answer: { Value: { "Fn::GetAtt": ["Thing", "Answer"] } } },
  });

  const failures: ReadonlyArray<[string, string, Record<string, unknown>, string | RegExp]> = [
    [
      "throws",
      `if (isCreate) throw new TypeError("no tide"); await answer();`,
      {},
      /Worker\S* failed .*TypeError: no tide/,
    ],
    [
      "never answers",
      `if (!isCreate) await answer();`,
      {},
      /failed to stabilize in expected time.* ended without an answer/,
    ],
    [
      "outlasts its ServiceTimeout",
      `if (isCreate) await new Promise((done) => setTimeout(done, 10_000)); await answer();`,
      { ServiceTimeout: 3 },
      "Custom Resource failed to stabilize in expected time",
    ],
    ["exits", `if (isCreate) process.exit(3); await answer();`, {}, /Worker\S* failed .*Runtime.ExitError/],
    [
      "says FAILED",
      `await answer(isCreate ? { Status: "FAILED", Reason: "the tide is out" } : {});`,
      {},
      /Received response status \[FAILED\] from custom resource. Message returned: the tide is out/,
    ],
    ["answers nonsense", `await answer(isCreate ? { Status: "MAYBE" } : {});`, {}, "Invalid Status"],
    ["answers for another", `await answer(isCreate ? { RequestId: "0" } : {});`, {}, "Invalid RequestId"],
    [
      "answers at length",
      `await answer(isCreate ? { Data: { a: "x".repeat(5000) } } : {});`,
      {},
      "Response object is too long",
    ],
  ];

  test.each(failures)(
    "that %s fails the create with its reason, and the stack is gone",
    async (_name, code, properties, reason) => {
      const name = `thing-${failures.findIndex(([, text]) => text === code)}`;
      const failed = pool.deployTemplate(name, stack(code, properties));
      await expect(failed).rejects.toMatchObject({ code: "DeployFailed", message: expect.stringMatching(reason) });
      await expect(failed).rejects.toThrow("ended in ROLLBACK_COMPLETE: Thing (Custom::Thing)");
      expect(await left(pool)).toEqual([]);
    },
  );

  test("that answers twice is heard once, also when the second answer is another", async () => {
    const code = `await answer({ Data: { Answer: "first" } });
      const second = await answer({ Status: "FAILED", Data: { Answer: "second" } });
      console.log("second answer: " + second.status);`;
    const { stacks } = await pool.deployTemplate("twice", stack(code));
    expect(stacks[0]).toMatchObject({ status: "CREATE_COMPLETE", outputs: { Answer: "first" } });
    await pool.destroy("twice");
    expect(await left(pool)).toEqual([]);
  });

  test.each([
    [
      "throws",
      `if (RequestType === "Delete" && !process.env.MENDED) throw new Error("rocks"); await answer({Data: {Answer: "1"}});`,
      /rocks/,
    ],
    [
      "never answers",
      `if (isCreate || process.env.MENDED) await answer({Data: {Answer: "1"}});`,
      /failed to stabilize/,
    ],
    [
      "says FAILED",
      `await answer(isCreate || process.env.MENDED ? {Data: {Answer: "1"}} : { Status: "FAILED", Reason: "stuck" });`,
      /stuck/,
    ],
  ])(
    "that %s on delete leaves DELETE_FAILED and itself, and the delete after the mend succeeds",
    async (_name, code, reason) => {
      await pool.deployTemplate("stuck", stack(code));
      const failed = pool.destroy("stuck");
      await expect(failed).rejects.toMatchObject({ code: "DeleteFailed", message: expect.stringMatching(reason) });
      expect(await status(pool, "stuck")).toBe("DELETE_FAILED");
      const { Functions = [] } = await pool.call<{ Functions?: { FunctionName: string }[] }>("lambda", "ListFunctions");
      expect(Functions).toHaveLength(1);
      await pool.call("lambda", "UpdateFunctionConfiguration", {
        FunctionName: Functions[0]?.FunctionName,
        Environment: { Variables: { MENDED: "yes" } },
      });
      await pool.destroy("stuck");
      expect(await left(pool)).toEqual([]);
    },
  );
});
