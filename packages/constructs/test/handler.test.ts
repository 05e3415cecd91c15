import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FarSide, startFarSide } from "./support/aws.ts";
import { CLUSTER_ARN, eventFor, invoke, SECRET_ARN } from "./support/invoke.ts";

const PETS = [
  "create table Pets(id varchar(200), type varchar(200), price float);",
  "insert into Pets values ('111', 'dog', 123)",
];

const RESUMING = { status: 400, type: "DatabaseResumingException", message: "Wait." };

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
    expect(executed()).toEqual([
      "select 1",
      "create table Pets(id varchar(200), type varchar(200), price float)",
      PETS[1],
    ]);
    expect(operations()).not.toContain("BeginTransaction");
    expect(side.calls[1].body).not.toHaveProperty("transactionId");
    expect(side.responses[0].Status).toBe("SUCCESS");
  });

  test("a PostgreSQL statement that cannot run in a transaction runs outside of one", async () => {
    await invoke(side, eventFor(side, { statements: ["create index concurrently i on t(x)"] }));
    expect(executed()).toEqual(["select 1", "create index concurrently i on t(x)"]);
    expect(operations()).not.toContain("BeginTransaction");
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
      count === 3
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

  test("on MySQL the wait is on a harmless statement, and the script's own begin once the database is up", async () => {
    side.answer = (_call, count) => (count <= 2 ? RESUMING : undefined);
    await invoke(side, eventFor(side, { dialect: "mysql", statements: ["insert into t values (1)"] }));
    expect(executed()).toEqual(["select 1", "select 1", "select 1", "insert into t values (1)"]);
    expect(side.responses[0].Status).toBe("SUCCESS");
  });

  test.each([
    [1, "insert into t values (1)"],
    [2, "insert into t values (2)"],
  ])("statement %i is not repeated when its answer got lost: it may have run", async (number, sql) => {
    side.answer = ({ body }) =>
      body.sql === sql
        ? { status: 400, type: "BadRequestException", message: "Communications link failure" }
        : undefined;
    const statements = ["insert into t values (1)", "insert into t values (2)"];
    await invoke(side, eventFor(side, { dialect: "mysql", statements }));
    expect(executed()).toEqual(["select 1", ...statements.slice(0, number)]);
    expect(side.responses[0]).toMatchObject({
      Status: "FAILED",
      Reason: `init.sql#${number} (line 1): Communications link failure; ${number - 1} of 2 statements were applied before it, and it is not known whether it was applied itself`,
    });
  });

  test("a commit whose answer got lost leaves open whether the script was applied", async () => {
    side.answer = ({ operation }) =>
      operation === "CommitTransaction"
        ? { status: 500, type: "InternalServerErrorException", message: "it went wrong" }
        : undefined;
    await invoke(side, eventFor(side));
    expect(side.responses[0].Reason).toMatch(
      /^the end of the transaction: it went wrong; it is not known whether the script was applied/,
    );
  });

  test("a commit that the database refuses leaves nothing", async () => {
    side.answer = ({ operation }) =>
      operation === "CommitTransaction"
        ? { status: 400, type: "DatabaseErrorException", message: "ERROR: deferred; SQLState: 23503" }
        : undefined;
    await invoke(side, eventFor(side));
    expect(side.responses[0].Reason).toBe(
      "the end of the transaction: ERROR: deferred; SQLState: 23503; nothing was applied",
    );
  });

  test.each(["postgresql", "mysql"] as const)(
    "a %s database that does not come up in time is the reason that is given",
    async (dialect) => {
      side.answer = () => RESUMING;
      await invoke(side, eventFor(side, { dialect }), 4_500);
      expect(side.responses[0]).toMatchObject({ Status: "FAILED" });
      expect(side.responses[0].Reason).toMatch(
        /^the first call to the database: .*the database was resuming or starting \(Wait\.\); raise its timeout; nothing was applied$/,
      );
    },
  );

  test("a first call that is refused says where, and that nothing was applied", async () => {
    side.answer = () => ({ status: 403, type: "AccessDeniedException", message: "no rds-data:BeginTransaction" });
    const { log } = await invoke(side, eventFor(side));
    expect(side.responses[0].Reason).toBe(
      "the first call to the database: no rds-data:BeginTransaction; nothing was applied",
    );
    expect(log).toContain("the first call to the database AccessDeniedException");
  });

  test.each(["x", "é", "\u0001", '"'])(
    "a reason of very many %j fits into a response, and keeps its end",
    async (character) => {
      side.answer = ({ operation }) =>
        operation === "Execute"
          ? { status: 400, type: "DatabaseErrorException", message: character.repeat(6_000) }
          : undefined;
      await invoke(side, eventFor(side));
      const bytes = Buffer.byteLength(JSON.stringify(side.responses[0]));
      expect(bytes).toBeLessThanOrEqual(4_096);
      expect(bytes).toBeGreaterThan(4_000);
      expect(side.responses[0].Reason).toMatch(/^init\.sql#1 \(line 1\): .*; nothing was applied$/s);
    },
  );

  test("a rollback that never ends does not hold the answer back", async () => {
    side.answer = ({ operation }) =>
      operation === "Execute" || operation === "RollbackTransaction" ? "never" : undefined;
    const begun = Date.now();
    await invoke(side, eventFor(side), 4_500);
    expect(Date.now() - begun).toBeLessThan(4_500);
    expect(side.responses[0]).toMatchObject({ Status: "FAILED", Reason: expect.stringContaining("init.sql#1") });
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
    expect(operations()).toEqual(["BeginTransaction", "Execute", "Execute", "CommitTransaction"]);
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
      Reason: expect.stringMatching(
        /^the reading of the script: .* is not the one of this deployment .*; nothing was applied$/,
      ),
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

  test("an update with the same script runs nothing and reads nothing, so that a rollback with the old properties succeeds", async () => {
    const physicalId = await create();
    const event = eventFor(side, { type: "Update", statements: PETS, physicalId });
    side.objects.clear();
    await invoke(side, event);
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
