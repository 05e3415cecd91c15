import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FarSide, startFarSide } from "./support/aws.ts";
import { CLUSTER_ARN, eventFor, invoke, SECRET_ARN } from "./support/invoke.ts";

const PETS = [
  "create table Pets(id varchar(200), type varchar(200), price float);",
  "insert into Pets values ('111', 'dog', 123)",
];

let side: FarSide;
beforeEach(async () => {
  side = await startFarSide();
});
afterEach(() => side[Symbol.asyncDispose]());

const operations = () => side.calls.map((call) => call.operation);
const executed = () => side.calls.filter((call) => call.operation === "Execute").map((call) => call.body.sql);

describe("on creation", () => {
  test("PostgreSQL statements run in order, one call each, in one transaction", async () => {
    await invoke(side, eventFor(side, { statements: PETS }));
    expect(operations()).toEqual(["BeginTransaction", "Execute", "Execute", "CommitTransaction"]);
    expect(executed()).toEqual(["create table Pets(id varchar(200), type varchar(200), price float)", PETS[1]]);
    expect(side.calls[1].body).toMatchObject({
      resourceArn: CLUSTER_ARN,
      secretArn: SECRET_ARN,
      database: "testdb",
      transactionId: "tx-1",
    });
    expect(side.responses).toEqual([
      expect.objectContaining({
        Status: "SUCCESS",
        RequestId: expect.any(String),
        LogicalResourceId: "Init",
        PhysicalResourceId: expect.stringMatching(/^Shop\/Init\/testdb\/[0-9a-f]{8}\/[0-9a-f]{64}$/),
        Data: { StatementCount: 2, ScriptHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      }),
    ]);
  });

  test("MySQL statements run one by one, without a transaction", async () => {
    await invoke(side, eventFor(side, { dialect: "mysql", statements: PETS }));
    expect(operations()).toEqual(["Execute", "Execute"]);
    expect(side.calls[0].body).not.toHaveProperty("transactionId");
    expect(side.responses[0].Status).toBe("SUCCESS");
  });

  test("a PostgreSQL statement that cannot run in a transaction runs outside of one", async () => {
    await invoke(side, eventFor(side, { statements: ["create index concurrently i on t(x)"] }));
    expect(operations()).toEqual(["Execute"]);
  });

  test("a failing statement rolls back, and the reason names it with the database's words, which the log does not repeat", async () => {
    side.answer = ({ body }) =>
      String(body.sql).startsWith("insert")
        ? {
            status: 400,
            type: "DatabaseErrorException",
            message:
              'ERROR: duplicate key value violates unique constraint "pk"; Detail: Key (id)=(s3cret) already exists.; SQLState: 23505',
          }
        : undefined;
    const { log } = await invoke(
      side,
      eventFor(side, { statements: ["create table t(id int);\ninsert into t values ('s3cret')"] }),
    );
    expect(operations()).toEqual(["BeginTransaction", "Execute", "Execute", "RollbackTransaction"]);
    expect(side.responses[0]).toMatchObject({ Status: "FAILED", PhysicalResourceId: expect.stringMatching(/^Init\//) });
    expect(side.responses[0].Reason).toMatch(
      /^init\.sql#2 \(line 2\): ERROR: duplicate key .* SQLState: 23505; nothing was applied$/,
    );
    expect(log).toContain("init.sql#2 (line 2) DatabaseErrorException (SQLState 23505)");
    expect(log).not.toMatch(/s3cret|insert into|create table|secret-access-key/);
  });

  test("on MySQL the reason says how many statements were applied", async () => {
    side.answer = (_call, count) =>
      count === 2
        ? {
            status: 400,
            type: "DatabaseErrorException",
            message: "Table 'x' doesn't exist; Error code: 1146; SQLState: 42S02",
          }
        : undefined;
    await invoke(side, eventFor(side, { dialect: "mysql", statements: PETS }));
    expect(side.responses[0].Reason).toMatch(/^init\.sql#2 \(line 1\): .*; 1 of 2 statements were applied before it$/);
  });

  test.each([
    [
      "DatabaseResumingException",
      "The Aurora DB instance db is resuming after being auto-paused. Please wait a few seconds and try again.",
    ],
    ["DatabaseUnavailableException", "The database is unavailable."],
    ["BadRequestException", "Communications link failure"],
  ])("a database that is not up yet (%s) is waited for on the first call", async (type, message) => {
    side.answer = (_call, count) => (count <= 2 ? { status: 400, type, message } : undefined);
    await invoke(side, eventFor(side));
    expect(operations()).toEqual([
      "BeginTransaction",
      "BeginTransaction",
      "BeginTransaction",
      "Execute",
      "CommitTransaction",
    ]);
    expect(side.responses[0].Status).toBe("SUCCESS");
  });

  test("no later call is repeated: the statement may have run", async () => {
    side.answer = (_call, count) =>
      count === 3 ? { status: 400, type: "BadRequestException", message: "Communications link failure" } : undefined;
    await invoke(
      side,
      eventFor(side, { dialect: "mysql", statements: ["select 1", "select 2", "insert into t values (1)"] }),
    );
    expect(executed()).toEqual(["select 1", "select 2", "insert into t values (1)"]);
    expect(side.responses[0]).toMatchObject({ Status: "FAILED", Reason: expect.stringContaining("init.sql#3") });
  });

  test("a statement that never ends is given up in time to say so", async () => {
    side.answer = ({ operation }) => (operation === "Execute" ? "never" : undefined);
    await invoke(side, eventFor(side), 4_500);
    expect(operations()).toEqual(["BeginTransaction", "Execute", "RollbackTransaction"]);
    expect(side.responses[0]).toMatchObject({
      Status: "FAILED",
      Reason: expect.stringContaining("init.sql#1 (line 1): the time of the initializer was up"),
    });
  });

  test("the same request twice runs its SQL once", async () => {
    const event = eventFor(side, { statements: PETS });
    await invoke(side, [event, event]);
    expect(executed()).toHaveLength(2);
    expect(side.responses).toHaveLength(2);
    expect(side.responses[1]).toEqual(side.responses[0]);
  });

  test("a script that is not the deployment's own does not run", async () => {
    const event = eventFor(side);
    side.objects.set(
      "/assets/script.json",
      JSON.stringify({ dialect: "postgresql", sources: [{ name: "init.sql", text: "drop table t" }] }),
    );
    await invoke(side, event);
    expect(side.calls).toEqual([]);
    expect(side.responses[0]).toMatchObject({
      Status: "FAILED",
      Reason: expect.stringContaining("is not the one of this deployment"),
    });
  });

  test("an answer that CloudFormation does not take is sent again", async () => {
    side.refusals.push(503, 503);
    await invoke(side, eventFor(side));
    expect(side.responses).toHaveLength(1);
  });
});

describe("afterwards", () => {
  async function create(options = {}): Promise<string> {
    await invoke(side, eventFor(side, { statements: PETS, ...options }));
    const id = String(side.responses.at(-1)?.PhysicalResourceId);
    side.calls.length = 0;
    side.responses.length = 0;
    return id;
  }

  test("an update with the same script runs nothing, so that a rollback with the old properties succeeds", async () => {
    const physicalId = await create();
    await invoke(side, eventFor(side, { type: "Update", statements: PETS, physicalId }));
    expect(side.calls).toEqual([]);
    expect(side.responses[0]).toMatchObject({
      Status: "SUCCESS",
      PhysicalResourceId: physicalId,
      Data: { StatementCount: 2 },
    });
  });

  test.each([
    ["script", { statements: [...PETS, "select 1"] }, "the script of this initializer has changed"],
    ["cluster", { clusterArn: `${CLUSTER_ARN}-new` }, "was replaced by another one"],
    ["database", { databaseName: "other" }, "was replaced by another one"],
  ])(
    "an update with another %s is refused with what to do, and keeps the physical id",
    async (_what, change, words) => {
      const physicalId = await create();
      await invoke(side, eventFor(side, { type: "Update", statements: PETS, physicalId, ...change }));
      expect(side.calls).toEqual([]);
      expect(side.responses[0]).toMatchObject({ Status: "FAILED", PhysicalResourceId: physicalId });
      expect(side.responses[0].Reason).toContain(words);
      expect(side.responses[0].Reason).toContain("another DatabaseInitializer");
    },
  );

  test("a deletion connects to nothing, not even to the script", async () => {
    const event = eventFor(side, { type: "Delete", physicalId: "Shop/Init/testdb/0/0" });
    side.objects.clear();
    await invoke(side, event);
    expect(side.calls).toEqual([]);
    expect(side.responses[0]).toMatchObject({ Status: "SUCCESS", PhysicalResourceId: "Shop/Init/testdb/0/0" });
  });
});
