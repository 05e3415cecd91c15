import type { ExecuteStatementRequest, SqlParameter } from "@aws-sdk/client-rds-data";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AwsError } from "../../errors.js";
import { testEnvironment } from "../../testing/environment.js";
import { HINTS } from "./hints.js";
import { type TestDataApi, testDataApi } from "./testing.js";

type Value = Pick<SqlParameter, "value" | "typeHint">;
const text = (stringValue: string, typeHint?: SqlParameter["typeHint"]): Value => ({
  value: { stringValue },
  typeHint,
});
const long: Value = { value: { longValue: 1 } };
const double: Value = { value: { doubleValue: 1.25 } };
const none: Value = { value: { isNull: true } };
const array: Value = { value: { arrayValue: { longValues: [1] } } };
const P = HINTS.textParameter.postgres;
const L = HINTS.longParameter.postgres;

/** What fails, with the values of `:a` and `:b`; what the log says of it; and what of that advice works. */
interface Row {
  readonly sql: string;
  readonly given?: readonly Value[];
  readonly hint: string | undefined;
  readonly works?: readonly [sql: string, ...given: Value[]];
  readonly extra?: Pick<ExecuteStatementRequest, "schema" | "database">;
}

const POSTGRES: readonly Row[] = [
  { sql: "SELECT 1 = :a", given: [text("1")], hint: P, works: ["SELECT 1 = :a", text("1", "DECIMAL")] },
  { sql: "SELECT 1 = :a", given: [text("1")], hint: P, works: ["SELECT 1 = :a::int", text("1")] },
  { sql: "SELECT sum(:a)", given: [text("1")], hint: P },
  { sql: "SELECT CASE WHEN true THEN 1 ELSE :a END", given: [text("1")], hint: P },
  { sql: "SELECT 1 = 'a'::text", hint: undefined },
  { sql: "SELECT 1 = 'a'::text, :a", given: [long], hint: undefined },
  { sql: "SELECT 1 = 'a'::text, :a", given: [text("1", "DECIMAL")], hint: undefined },
  { sql: "SELECT 1 = 'a'::text, :a", given: [none], hint: undefined },
  {
    sql: "SELECT 1 WHERE :a IS NULL OR 'x' = :a",
    given: [none],
    hint: HINTS.untypedNull.postgres,
    works: ["SELECT 1 WHERE :a::text IS NULL OR 'x' = :a::text", none],
  },
  { sql: "SELECT to_char(:a, 'YYYY')", given: [none], hint: HINTS.untypedNull.postgres },
  {
    sql: "CREATE EXTENSION aws_lambda",
    hint: HINTS.extension.postgres,
    works: ["SELECT name FROM pg_available_extensions"],
  },
  {
    sql: "SELECT interval :a",
    given: [text("1 day")],
    hint: HINTS.parameterPlace.postgres,
    works: ["SELECT now() + :a::interval", text("1 day")],
  },
  { sql: "SELECT left('abc', :a)", given: [long], hint: L, works: ["SELECT left('abc', :a::int)", long] },
  { sql: "SELECT make_date(:a, 1, 1)", given: [long], hint: L, works: ["SELECT make_date(:a::int, 1, 1)", long] },
  { sql: "SELECT current_date + :a", given: [long], hint: L, works: ["SELECT current_date + :a::int", long] },
  {
    sql: "SELECT generate_subscripts(ARRAY[1], :a)",
    given: [long],
    hint: L,
    works: ["SELECT generate_subscripts(ARRAY[1], :a::int)", long],
  },
  { sql: "SELECT ARRAY[1] @> ARRAY[:a]", given: [long], hint: L, works: ["SELECT ARRAY[1] @> ARRAY[:a::int]", long] },
  { sql: "SELECT true = :a", given: [long], hint: L, works: ["SELECT true = :a", { value: { booleanValue: true } }] },
  { sql: "SELECT left('abc', 1::bigint)", hint: undefined },
  { sql: "SELECT left('abc', 1::bigint), :a", given: [text("1")], hint: undefined },
  { sql: "SELECT 'a'::text = :a, :b", given: [long, text("1")], hint: `${P} ${L}` },
  {
    sql: "SELECT round(:a, 1)",
    given: [double],
    hint: HINTS.doubleParameter.postgres,
    works: ["SELECT round(:a::numeric, 1)", double],
  },
  {
    sql: "SELECT :a % 1",
    given: [double],
    hint: HINTS.doubleParameter.postgres,
    works: ["SELECT :a % 1", text("1.25", "DECIMAL")],
  },
  { sql: "SELECT round(1.25::float8, 1)", hint: undefined },
  {
    sql: "SELECT 1 = ANY (:a)",
    given: [text("1,2")],
    hint: HINTS.arrayParameter.postgres,
    works: ["SELECT 1 = ANY (string_to_array(:a, ',')::int[])", text("1,2")],
  },
  { sql: "SELECT 1 = ANY (1)", hint: undefined },
  { sql: "SELECT $1 IS NULL", hint: undefined },
  { sql: "SELECT :a", given: [array], hint: HINTS.arrayParameter.postgres },
  { sql: "SELECT :gone", hint: HINTS.missingParameter.postgres },
  { sql: "SELECT 1", extra: { schema: "s" }, hint: HINTS.schemaParameter.postgres },
  { sql: "SELECT 1; SELECT 2", hint: HINTS.severalStatements.postgres },
  {
    sql: "SELECT :a",
    given: [text("2026-01-02T03:04:05+02:00", "TIMESTAMP")],
    hint: HINTS.temporalFormat.postgres,
    works: ["SELECT :a::timestamptz", text("2026-01-02T03:04:05+02:00")],
  },
  {
    sql: "SELECT * FROM :a",
    given: [text("seen")],
    hint: HINTS.parameterPlace.postgres,
    works: ["SELECT * FROM seen"],
  },
  {
    sql: "SET work_mem = :a",
    given: [text("8MB")],
    hint: HINTS.parameterPlace.postgres,
    works: ["SELECT set_config('work_mem', :a, true)", text("8MB")],
  },
  { sql: "CREATE VIEW one AS SELECT :a AS a", given: [text("1")], hint: HINTS.parameterPlace.postgres },
  { sql: "CREATE TABLE filled (a int DEFAULT :a)", given: [long], hint: HINTS.parameterPlace.postgres },
  { sql: "SELECT (ARRAY[1, 2])[1:2]", hint: HINTS.parameterPlace.postgres, works: ["SELECT (ARRAY[1, 2])[1 : 2]"] },
  { sql: "SELEKT 1", hint: undefined },
  { sql: "DROP DATABASE app", hint: HINTS.databaseInUse.postgres },
  { sql: "DROP ROLE owner", hint: undefined },
];

const MYSQL: readonly Row[] = [
  {
    sql: "SELECT ?, :a",
    given: [long],
    hint: HINTS.positionalParameter.mysql,
    works: ["SELECT :b, :a", long, long],
  },
  { sql: "SELECT ?", hint: HINTS.parameterPlace.mysql, works: ["SELECT '?'"] },
  { sql: "SELECT * FROM :a", given: [text("seen")], hint: HINTS.parameterPlace.mysql, works: ["SELECT * FROM seen"] },
  { sql: "EXECUTE p USING :a", given: [long], hint: HINTS.parameterPlace.mysql },
  { sql: "SELECT ':a' FORM seen", given: [long], hint: HINTS.standIn.mysql },
  { sql: "EXECUTE IMMEDIATE 'SELECT ?'", hint: HINTS.preparedVariables.mysql },
  { sql: "SELECT 'a' LIKE 'b' ESCAPE 'xx'", hint: undefined },
  { sql: "SELEKT 1", hint: HINTS.standIn.mysql },
  { sql: "CALL none_such()", hint: undefined },
  { sql: "SELECT none_such()", hint: HINTS.standIn.mysql },
  { sql: "CREATE VIEW one AS SELECT :a AS a", given: [long], hint: HINTS.parameterPlace.mysql },
  {
    sql: "SELECT * FROM seen",
    extra: { database: undefined },
    hint: HINTS.noDatabase.mysql,
    works: ["SELECT * FROM app.seen"],
  },
  {
    sql: "INSERT INTO seen VALUES (:a)",
    given: [text("2026-01-02T03:04:05Z")],
    hint: HINTS.temporalFormat.mysql,
    works: ["INSERT INTO seen VALUES (:a)", text("2026-01-02 03:04:05")],
  },
  { sql: "INSERT INTO seen SELECT 1 WHERE CAST('x' AS int)", hint: undefined },
  {
    sql: "SELECT :a",
    given: [array],
    hint: HINTS.arrayParameter.mysql,
    works: ["SELECT FIND_IN_SET(1, :a)", text("1,2")],
  },
  { sql: "SELECT :gone", hint: HINTS.missingParameter.mysql },
  { sql: "SELECT 1", extra: { schema: "s" }, hint: HINTS.schemaParameter.mysql, works: ["SELECT * FROM app.seen"] },
  { sql: "SELECT 1; SELECT 2", hint: HINTS.severalStatements.mysql },
  {
    sql: "SELECT :a",
    given: [text("2026-01-02T03:04:05+02:00", "TIMESTAMP")],
    hint: HINTS.temporalFormat.mysql,
    works: [
      "INSERT INTO seen VALUES (CONVERT_TZ(:a, '+02:00', '+00:00'))",
      text("2026-01-02 03:04:05.123", "TIMESTAMP"),
    ],
  },
];

describe.each([
  ["aurora-postgresql", POSTGRES],
  ["aurora-mysql", MYSQL],
] as const)("what the log says of a refusal fits it, on %s:", (engine, rows) => {
  const environment = testEnvironment();
  let api: TestDataApi;
  let target: { resourceArn: string; secretArn: string; database: string };
  const run = (sql: string, given: readonly Value[] = [], more: Partial<ExecuteStatementRequest> = {}) =>
    api.data.operations.ExecuteStatement(api.call, {
      ...target,
      sql,
      parameters: given.map((value, index) => ({ name: "ab".charAt(index), ...value })),
      ...more,
    });
  const hintOf = (call: Promise<unknown>): Promise<string | undefined> =>
    call.then(
      () => "it did not fail",
      (error: unknown) => (error instanceof AwsError ? error.hint : `it failed otherwise: ${String(error)}`),
    );

  beforeAll(async () => {
    api = testDataApi(environment);
    target = await api.cluster({ engine });
    await run(engine === "aurora-mysql" ? "CREATE TABLE seen (at datetime(3))" : "CREATE TABLE seen (at timestamp)");
  });
  afterAll(async () => {
    await api.close();
    environment[Symbol.dispose]();
  });

  test.each(rows)("$sql $given", async ({ sql, given, hint, extra }) => {
    expect(await hintOf(run(sql, given, extra))).toBe(hint);
  });

  const advised = rows.flatMap(({ works }) => {
    if (works === undefined) return [];
    const [sql, ...given] = works;
    return [{ sql, given }];
  });
  test.each(advised)("works: $sql", async ({ sql, given }) => {
    await expect(run(sql, given)).resolves.toBeDefined();
  });

  if (engine === "aurora-mysql") return;

  test("a batch is asked for the parameters of all its sets", async () => {
    const sets = [none, long].map((value) => [{ name: "a", ...value }]);
    const batch = { ...target, sql: "INSERT INTO seen SELECT now() WHERE true = :a", parameterSets: sets };
    expect(await hintOf(api.data.operations.BatchExecuteStatement(api.call, batch))).toBe(L);
  });

  test("a transaction that has failed, and how to go on behind one", async () => {
    const { transactionId } = await api.data.operations.BeginTransaction(api.call, target);
    const inside = (sql: string) => run(sql, [], { transactionId });
    await inside("SAVEPOINT s");
    await hintOf(inside("SELECT 1/0"));
    expect(await hintOf(inside("SELECT 1"))).toBe(HINTS.failedTransaction.postgres);
    await inside("ROLLBACK TO s");
    expect((await inside("SELECT 1")).records).toEqual([[{ longValue: 1 }]]);
    await hintOf(inside("SELECT 1/0"));
    const { resourceArn, secretArn } = target;
    const commit = api.data.operations.CommitTransaction(api.call, { resourceArn, secretArn, transactionId });
    expect(await hintOf(commit)).toBe(HINTS.failedCommit.postgres);
    const over = api.data.operations.RollbackTransaction(api.call, { resourceArn, secretArn, transactionId });
    await expect(over).rejects.toMatchObject({ code: "TransactionNotFoundException" });
  });

  test("a database that a transaction has open, and how to be rid of it", async () => {
    await run("CREATE DATABASE busy");
    await api.data.operations.BeginTransaction(api.call, { ...target, database: "busy" });
    expect(await hintOf(run("DROP DATABASE busy"))).toBe(HINTS.databaseInUse.postgres);
    await expect(run("DROP DATABASE busy WITH (FORCE)", [], { database: "postgres" })).resolves.toBeDefined();
  });
});
