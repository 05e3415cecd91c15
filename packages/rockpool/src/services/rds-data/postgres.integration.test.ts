import type { ExecuteStatementRequest, Field as GivenField, SqlParameter } from "@aws-sdk/client-rds-data";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import type { Field } from "./fields.js";
import { HINTS } from "./hints.js";
import { TEST_PASSWORD } from "../rds/testing.js";
import { type TestDataApi, testDataApi } from "./testing.js";

type Extra = Omit<ExecuteStatementRequest, "resourceArn" | "secretArn" | "sql">;

const environment = testEnvironment();
let api: TestDataApi;
let v1: { resourceArn: string; secretArn: string; database: string };
let v2: { resourceArn: string; secretArn: string; database: string };
const run = (target: typeof v1, sql: string, extra: Extra = {}) =>
  api.data.operations.ExecuteStatement(api.call, { ...target, sql, ...extra });
const value = async (target: typeof v1, sql: string, extra: Extra = {}): Promise<Field | undefined> =>
  (await run(target, sql, extra)).records?.[0]?.[0];

beforeAll(async () => {
  api = testDataApi(environment);
  [v1, v2] = await Promise.all([
    api.cluster({ engine: "aurora-postgresql", engineMode: "serverless" }),
    api.cluster({ engine: "aurora-postgresql" }),
  ]);
});
afterAll(async () => {
  await api.close();
  environment[Symbol.dispose]();
});

describe("values", () => {
  test("what returns nothing cannot be returned by the second generation, and is empty on the first", async () => {
    const sql = "SELECT pg_advisory_xact_lock_shared(1)";
    await expect(run(v2, sql)).rejects.toMatchObject({
      code: "UnsupportedResultException",
      message: "The result contains the unsupported data type VOID.",
      hint: HINTS.unsupportedType.postgres,
    });
    expect(await value(v1, sql)).toEqual({ stringValue: "" });
  });
});

describe("parameters", () => {
  const one = (parameter: Omit<SqlParameter, "name">): Extra => ({ parameters: [{ name: "p", ...parameter }] });

  test("a null fits every column, a JSON hint a json column, a long an int2 one", async () => {
    await run(v2, "CREATE TABLE anything (i int, n numeric, t text, a int[], j json, s int2)");
    await run(v2, "INSERT INTO anything VALUES (:p, :p2, :p3, :p4, :j, :s)", {
      parameters: [
        ...["p", "p2", "p3", "p4"].map((name) => ({ name, value: { isNull: true } })),
        { name: "j", value: { stringValue: '{"a":1}' }, typeHint: "JSON" },
        { name: "s", value: { longValue: 7 } },
      ],
    });
    expect((await run(v2, "SELECT i, a, j, s FROM anything")).records).toEqual([
      [{ isNull: true }, { isNull: true }, { stringValue: '{"a":1}' }, { longValue: 7 }],
    ]);
  });

  test("what is missing is told by the database, when it needs it", async () => {
    const missing = { code: "ValidationException", message: "Cannot find parameter: gone" };
    await expect(run(v2, "SELECT :p, :gone", one({ value: { longValue: 1 } }))).rejects.toMatchObject(missing);
    await expect(run(v2, "SELECT 1 WHERE :p IS NULL", one({ value: { isNull: true } }))).rejects.toMatchObject({
      message: "ERROR: could not determine data type of parameter $1; SQLState: 42P18",
      hint: HINTS.untypedNull.postgres,
    });
    await expect(run(v2, "SELECT 1 WHERE :gone IS NULL")).rejects.toMatchObject(missing);
    await expect(run(v2, "SELECT (ARRAY[1,2])[1:2]")).rejects.toMatchObject({
      code: "DatabaseErrorException",
      message: 'ERROR: syntax error at or near "$1"; Position: 22; SQLState: 42601',
    });
    expect(await value(v2, "SELECT (ARRAY[1,2])[1 : 2]")).toEqual({ arrayValue: { longValues: [1, 2] } });
    await expect(run(v2, "SELECT $1")).rejects.toMatchObject({
      code: "DatabaseErrorException",
      message: 'ERROR: bind message supplies 0 parameters, but prepared statement "" requires 1; SQLState: 08P01',
    });
    await expect(run(v1, "SELECT :gone")).rejects.toMatchObject({ ...missing, code: "BadRequestException" });
  });

  test("in dollar quotes a name is replaced by the second generation, which the pool notices", async () => {
    const codes: string[] = [];
    const unsubscribe = environment.events.subscribe((event) => {
      if (event.kind === "notice") codes.push(event.code);
    });
    expect(await value(v2, "SELECT $$a :b c$$")).toEqual({ stringValue: "a $1 c" });
    expect((await run(v2, "SELECT $$a :b c$$, :p", one({ value: { longValue: 7 } }))).records).toEqual([
      [{ stringValue: "a $2 c" }, { longValue: 7 }],
    ]);
    unsubscribe();
    expect(codes).toEqual(["rds-data.dollarQuotes", "rds-data.dollarQuotes"]);
    expect(await value(v1, "SELECT $$a :b c$$")).toEqual({ stringValue: "a :b c" });
  });

  test("strings go on on later lines, behind comments too, by the rules of the first one", async () => {
    const sql = "SELECT E'a\\':a' -- :c;\n-- '\n  'b\\':b;' /* :d */ , 'x\\' ";
    expect((await run(v2, sql)).records).toEqual([[{ stringValue: "a':ab':b;" }, { stringValue: "x\\" }]]);
  });

  test("a question mark is an operator of the second generation, a parameter without value of the first", async () => {
    const sql = `SELECT '{"k": 1}'::jsonb ? 'k'`;
    expect(await value(v2, sql)).toEqual({ booleanValue: true });
    await expect(run(v1, sql)).rejects.toMatchObject({
      code: "BadRequestException",
      message: "No value specified for parameter 1.",
      hint: HINTS.positionalParameter.postgres,
    });
    const doubled = `SELECT '{"k??": 1}'::jsonb ?? :p`;
    expect(await value(v1, doubled, one({ value: { stringValue: "k??" } }))).toEqual({ booleanValue: true });
    await expect(run(v2, doubled, one({ value: { stringValue: "k??" } }))).rejects.toMatchObject({
      message: expect.stringContaining("operator does not exist: jsonb ?? text"),
    });
  });

  test("arrays and empty values have the first generation's exception on that", async () => {
    const refused: ReadonlyArray<[GivenField, string]> = [
      [{ arrayValue: { longValues: [1] } }, "Array parameters are not supported."],
      [{ isNull: false }, 'Parameter "p" has value with no field set'],
    ];
    for (const [given, message] of refused) {
      await expect(run(v1, "SELECT :p", one({ value: given }))).rejects.toMatchObject({
        code: "BadRequestException",
        message,
      });
    }
  });

  test("a time without seconds is refused before the database sees it", async () => {
    await expect(
      run(v2, "SELECT :p", one({ value: { stringValue: "09:00" }, typeHint: "TIME" })),
    ).rejects.toMatchObject({ message: "Parse Error for Time: premature end of input" });
    await expect(
      run(v1, "SELECT :p", one({ value: { stringValue: "2023-08-15T19:57:42.417Z" }, typeHint: "TIMESTAMP" })),
    ).rejects.toMatchObject({
      code: "BadRequestException",
      message: 'Cannot parse date or time "2023-08-15T19:57:42.417Z"',
    });
  });
});

test("an empty text does nothing, and is no error", async () => {
  for (const target of [v1, v2])
    expect(await run(target, "")).toEqual({ generatedFields: [], numberOfRecordsUpdated: 0 });
});

describe("errors", () => {
  test("a wrong password, an unknown database and an unknown cluster", async () => {
    api.secrets.set("arn:wrong-password", JSON.stringify({ username: "owner", password: "not-it-at-all" }));
    await expect(run({ ...v2, secretArn: "arn:wrong-password" }, "SELECT 1")).rejects.toMatchObject({
      code: "DatabaseErrorException",
      message: 'FATAL: password authentication failed for user "owner"; SQLState: 28P01',
    });
    await expect(run({ ...v2, database: "nowhere" }, "SELECT 1")).rejects.toMatchObject({
      code: "DatabaseErrorException",
      message: 'FATAL: database "nowhere" does not exist; SQLState: 3D000',
    });
    const resourceArn = "arn:aws:rds:us-east-1:000000000000:cluster:nobody";
    await expect(run({ ...v2, resourceArn }, "SELECT 1")).rejects.toMatchObject({
      code: "HttpEndpointNotEnabledException",
      message: `HttpEndpoint is not enabled for resource ${resourceArn}`,
    });
  });

  test("a cluster whose endpoint is off, in the exception of each generation", async () => {
    for (const [target, code] of [
      [v1, "BadRequestException"],
      [v2, "HttpEndpointNotEnabledException"],
    ] as const) {
      api.rds.operations.DisableHttpEndpoint(api.call, { ResourceArn: target.resourceArn });
      await expect(run(target, "SELECT 1")).rejects.toMatchObject({
        code,
        message: `HttpEndpoint is not enabled for resource ${target.resourceArn}`,
      });
      api.rds.operations.EnableHttpEndpoint(api.call, { ResourceArn: target.resourceArn });
    }
  });

  test("a text where another type is wanted fails, with advice for the log", async () => {
    const id = { name: "id", value: { stringValue: "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11" } };
    await run(v2, "CREATE TABLE keys (id uuid, due timestamp)");
    await expect(run(v2, "SELECT * FROM keys WHERE id = :id", { parameters: [id] })).rejects.toMatchObject({
      message: expect.stringContaining("operator does not exist: uuid = text; Hint: "),
      hint: HINTS.textParameter.postgres,
    });
    await expect(run(v2, "INSERT INTO keys (due) VALUES (:id)", { parameters: [id] })).rejects.toMatchObject({
      message:
        'ERROR: column "due" is of type timestamp without time zone but expression is of type text; Hint: You will need to rewrite or cast the expression.; Position: 32; SQLState: 42804',
      hint: HINTS.textParameter.postgres,
    });
    await expect(run(v1, "SELECT 1 = :id", { parameters: [id] })).rejects.toMatchObject({
      message: expect.stringContaining("operator does not exist: integer = character varying"),
      hint: HINTS.textParameter.postgres,
    });
    expect((await run(v2, "SELECT * FROM keys WHERE id = :id::uuid", { parameters: [id] })).records).toEqual([]);
    const hinted = { parameters: [{ ...id, typeHint: "UUID" as const }] };
    expect((await run(v2, "SELECT * FROM keys WHERE id = :id", hinted)).records).toEqual([]);
  });

  test("COPY is refused and costs nothing but its session", async () => {
    const codes = [
      [v1, "BadRequestException"],
      [v2, "DatabaseErrorException"],
    ] as const;
    for (const [target, code] of codes) {
      await run(target, "CREATE TABLE copied (id int)");
      await expect(run(target, "COPY copied TO STDOUT")).rejects.toMatchObject({
        code,
        message: "unexpected message: CopyOutResponse",
        hint: HINTS.copy.postgres,
      });
      await expect(run(target, "COPY copied FROM STDIN")).rejects.toMatchObject({
        code,
        message: "unexpected message: CopyInResponse",
        hint: HINTS.copy.postgres,
      });
      expect(await value(target, "SELECT 1")).toEqual({ longValue: 1 });
    }
  });

  test("after an error in a transaction the others fail, and a commit is refused", async () => {
    const { transactionId } = await api.data.operations.BeginTransaction(api.call, v2);
    await expect(run(v2, "SELECT 1/0", { transactionId })).rejects.toMatchObject({
      message: "ERROR: division by zero; SQLState: 22012",
    });
    await expect(run(v2, "SELECT 1", { transactionId })).rejects.toMatchObject({
      message:
        "ERROR: current transaction is aborted, commands ignored until end of transaction block; SQLState: 25P02",
    });
    const ends = { resourceArn: v2.resourceArn, secretArn: v2.secretArn, transactionId };
    await expect(api.data.operations.CommitTransaction(api.call, ends)).rejects.toMatchObject({
      code: "DatabaseErrorException",
    });
  });
});

describe("statements", () => {
  test("run outside of any transaction of ours", async () => {
    await run(v2, "VACUUM");
    await run(v2, "CREATE TABLE indexed (id int)");
    await run(v2, "CREATE INDEX CONCURRENTLY indexed_id ON indexed (id)");
    expect(await run(v2, "DROP INDEX CONCURRENTLY indexed_id")).toEqual({
      generatedFields: [],
      numberOfRecordsUpdated: 0,
    });
  });

  test("several: all run on the first generation, in one transaction, and the first one's result is the answer", async () => {
    expect((await run(v1, "SELECT 1; CREATE TABLE second_one (id int);")).records).toEqual([[{ longValue: 1 }]]);
    expect(await value(v1, "SELECT to_regclass('second_one')::text")).toEqual({ stringValue: "second_one" });
    await expect(run(v1, "CREATE TABLE third_one (id int); SELECT 1/0")).rejects.toMatchObject({
      code: "BadRequestException",
    });
    expect(await value(v1, "SELECT to_regclass('third_one')::text")).toEqual({ isNull: true });
    expect((await run(v1, "SELECT 1", { schema: "mysql" })).records).toEqual([[{ longValue: 1 }]]);
  });

  test("a batch gives the rows that it inserted, on the first generation only", async () => {
    for (const [target, fields] of [
      [v1, [{ longValue: 1 }, { stringValue: "a" }, { isNull: true }]],
      [v2, []],
    ] as const) {
      await run(target, "CREATE TABLE made (id serial, label text, at timestamp)");
      const batch = async (sql: string) =>
        (
          await api.data.operations.BatchExecuteStatement(api.call, {
            ...target,
            sql,
            parameterSets: [[{ name: "l", value: { stringValue: "a" } }]],
          })
        ).updateResults;
      expect(await batch("INSERT INTO made (label) VALUES (:l); -- one")).toEqual([{ generatedFields: fields }]);
      expect(await batch("UPDATE made SET label = :l")).toEqual([{ generatedFields: [] }]);
      expect(await batch("SELECT label FROM made WHERE label = :l")).toEqual([{ generatedFields: [] }]);
    }
  });

  test("the sets of a batch may differ in their types, and each has its own rows", async () => {
    await run(v1, "CREATE TABLE mixed (id serial, label text)");
    const { updateResults } = await api.data.operations.BatchExecuteStatement(api.call, {
      ...v1,
      sql: "INSERT INTO mixed (label) VALUES (:l)",
      parameterSets: [
        { stringValue: "a" },
        { stringValue: "b" },
        { isNull: true },
        { isNull: true },
        { stringValue: "c" },
      ].map((value) => [{ name: "l", value }]),
    });
    const labels = [
      { stringValue: "a" },
      { stringValue: "b" },
      { isNull: true },
      { isNull: true },
      { stringValue: "c" },
    ];
    expect(updateResults).toEqual(
      labels.map((label, index) => ({ generatedFields: [{ longValue: index + 1 }, label] })),
    );
    expect((await run(v1, "SELECT label FROM mixed ORDER BY id")).records).toEqual(labels.map((label) => [label]));
  });

  test.each(["INSERT INTO shown VALUES (1) RETURNING id", "SHOW server_version_num", "EXPLAIN SELECT 1"])(
    "%s gives records, also when JSON is asked for",
    async (sql) => {
      await run(v2, "CREATE TABLE IF NOT EXISTS shown (id int)");
      const { formattedRecords, numberOfRecordsUpdated, ...rest } = await run(v2, sql, { formatRecordsAs: "JSON" });
      expect([formattedRecords, numberOfRecordsUpdated, Object.keys(rest)]).toEqual([undefined, 0, ["records"]]);
    },
  );

  test("the first generation makes a busy transaction's calls wait", async () => {
    const { transactionId } = await api.data.operations.BeginTransaction(api.call, v1);
    const slow = run(v1, "SELECT pg_sleep(0.1)::text", { transactionId });
    expect(await value(v1, "SELECT 2", { transactionId })).toEqual({ longValue: 2 });
    await slow;
    await api.data.operations.RollbackTransaction(api.call, {
      resourceArn: v1.resourceArn,
      secretArn: v1.secretArn,
      transactionId,
    });
  });

  test("no session stays in a transaction, whatever was sent", async () => {
    await run(v2, "BEGIN");
    await run(v2, "SELECT 1");
    const target = api.rds.dataApiTarget(v2.resourceArn);
    const client = new pg.Client({
      host: target?.endpoint.host,
      port: target?.endpoint.port,
      user: "owner",
      password: TEST_PASSWORD,
      database: "app",
    });
    await client.connect();
    const inTransaction = async (): Promise<unknown> =>
      (
        await client.query(
          "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'rds-data' AND state LIKE 'idle in%'",
        )
      ).rows[0];
    await expect.poll(inTransaction, { timeout: 2000 }).toEqual({ n: 0 });
    await client.end();
  });
});

test("transactions end when nobody uses them, and say so", async () => {
  const brief = testDataApi(environment, {
    transactionLimits: { idle: 100, total: 60_000 },
    target: (arn) => api.rds.dataApiTarget(arn),
    readSecret: (_call, arn) => ({ arn, name: arn, value: api.secrets.get(arn) ?? "" }),
  });
  const { transactionId } = await brief.data.operations.BeginTransaction(brief.call, v2);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await expect(
    brief.data.operations.ExecuteStatement(brief.call, { ...v2, sql: "SELECT 1", transactionId }),
  ).rejects.toMatchObject({
    code: "TransactionNotFoundException",
    message: `Transaction ${transactionId} is not found. Transaction may be expired.`,
  });
  await brief.data.close();
});

test("the rest of a result far beyond the limit is not waited for", async () => {
  // Tens of millions of rows, which the server makes as it goes.
  const sql = "SELECT repeat('x', 1000) FROM pg_class a, pg_class b, pg_class c";
  const started = performance.now();
  await expect(run(v2, sql)).rejects.toMatchObject({
    code: "UnsupportedResultException",
    message: "The result exceeds the size limit 1 MB.",
  });
  expect(performance.now() - started).toBeLessThan(5000);
  expect(await value(v2, "SELECT 1")).toEqual({ longValue: 1 });
});
