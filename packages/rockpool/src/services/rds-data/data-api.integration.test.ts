import type { ExecuteStatementRequest, SqlParameter } from "@aws-sdk/client-rds-data";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { HINTS } from "./hints.js";
import { type TestDataApi, testDataApi } from "./testing.js";

type Extra = Omit<ExecuteStatementRequest, "resourceArn" | "secretArn" | "sql">;
const DUPLICATE = {
  "aurora-postgresql": 'ERROR: duplicate key value violates unique constraint "items_pkey"; SQLState: 23505',
  "aurora-mysql": "Duplicate entry '1' for key 'PRIMARY'; Error code: 1062; SQLState: 23000",
};

/** What holds for both families, on the second generation. */
describe.each(["aurora-postgresql", "aurora-mysql"] as const)("the Data API on %s", (engine) => {
  const environment = testEnvironment();
  let api: TestDataApi;
  let target: { resourceArn: string; secretArn: string; database: string };
  const run = (sql: string, extra: Extra = {}) =>
    api.data.operations.ExecuteStatement(api.call, { ...target, sql, ...extra });
  const ends = (transactionId: string) => ({
    resourceArn: target.resourceArn,
    secretArn: target.secretArn,
    transactionId,
  });

  beforeAll(async () => {
    api = testDataApi(environment);
    target = await api.cluster({ engine });
    await run("CREATE TABLE items (id int PRIMARY KEY, name varchar(20))");
  });
  afterAll(async () => {
    await api.close();
    environment[Symbol.dispose]();
  });

  test("answers rows, counts and nothing else, as the kind of statement asks", async () => {
    expect(await run("CREATE TABLE IF NOT EXISTS shapes (id int)")).toEqual({
      generatedFields: [],
      numberOfRecordsUpdated: 0,
    });
    expect(await run("INSERT INTO shapes VALUES (1), (2)")).toEqual({ generatedFields: [], numberOfRecordsUpdated: 2 });
    expect(await run("SELECT id FROM shapes ORDER BY id")).toEqual({
      records: [[{ longValue: 1 }], [{ longValue: 2 }]],
      numberOfRecordsUpdated: 0,
    });
    expect(await run("SELECT id FROM shapes WHERE id = 9;")).toEqual({ records: [], numberOfRecordsUpdated: 0 });
    expect(await run("DELETE FROM shapes")).toEqual({ generatedFields: [], numberOfRecordsUpdated: 2 });
  });

  test("binds each kind of value", async () => {
    const parameters: SqlParameter[] = [
      { name: "s", value: { stringValue: "it's :not a ? parameter \\" } },
      { name: "l", value: { longValue: 42 } },
      { name: "d", value: { doubleValue: 2.5 } },
      { name: "n", value: { isNull: true } },
      { name: "b", value: { blobValue: Buffer.from([0, 255, 39]) } },
    ];
    const { records } = await run("SELECT :s, :l, :d, :n, :b, :s", { parameters });
    expect(records).toEqual([
      [
        { stringValue: "it's :not a ? parameter \\" },
        { longValue: 42 },
        { doubleValue: 2.5 },
        { isNull: true },
        { blobValue: Buffer.from([0, 255, 39]) },
        { stringValue: "it's :not a ? parameter \\" },
      ],
    ]);
  });

  test("a parameter that the text does not name is ignored, of two with one name the last counts", async () => {
    const parameters = [1, 2].map((longValue) => ({ name: "a", value: { longValue } }));
    const others = [{ name: "other", value: { stringValue: "x" } }];
    expect((await run("SELECT :a", { parameters: [...parameters, ...others] })).records).toEqual([[{ longValue: 2 }]]);
  });

  test("metadata come with rows only, also with none of them, and once asked for", async () => {
    const asked = { includeResultMetadata: true };
    const empty = await run("SELECT id FROM items WHERE id = -1", asked);
    expect([empty.records, empty.columnMetadata?.map(({ label }) => label)]).toEqual([[], ["id"]]);
    expect(Object.keys(await run("DELETE FROM items WHERE id = -1", asked))).toEqual([
      "generatedFields",
      "numberOfRecordsUpdated",
    ]);
    expect(Object.keys(await run("SELECT 1"))).toEqual(["records", "numberOfRecordsUpdated"]);
  });

  test("CREATE DATABASE runs by itself, and the new database can be named in a call", async () => {
    await run("CREATE DATABASE beside");
    const name = engine === "aurora-mysql" ? "SELECT DATABASE()" : "SELECT current_database()";
    expect((await run(name, { database: "beside" })).records).toEqual([[{ stringValue: "beside" }]]);
  });

  test("a transaction keeps its session: savepoints, temporary tables and prepared statements work in it", async () => {
    const { transactionId } = await api.data.operations.BeginTransaction(api.call, target);
    const inside = (sql: string) => run(sql, { transactionId });
    await inside("CREATE TEMPORARY TABLE scratch (id int)");
    await inside("SAVEPOINT here");
    await inside("INSERT INTO scratch VALUES (1)");
    expect((await inside("SELECT count(*) FROM scratch")).records).toEqual([[{ longValue: 1 }]]);
    await inside(engine === "aurora-mysql" ? "PREPARE p FROM 'SELECT 7'" : "PREPARE p AS SELECT 7");
    expect((await inside("EXECUTE p")).records).toEqual([[{ longValue: 7 }]]);
    await inside("ROLLBACK TO SAVEPOINT here");
    await api.data.operations.RollbackTransaction(api.call, ends(transactionId));
    await expect(run("SELECT * FROM scratch")).rejects.toMatchObject({ code: "DatabaseErrorException" });
  });

  test("an empty parameter set runs the statement once", async () => {
    await run("CREATE TABLE counted_once (id int)");
    await api.data.operations.BatchExecuteStatement(api.call, {
      ...target,
      sql: "INSERT INTO counted_once VALUES (1)",
      parameterSets: [[]],
    });
    expect((await run("SELECT count(*) FROM counted_once")).records).toEqual([[{ longValue: 1 }]]);
  });

  test("a refusal's log line says what to do instead, without statement or values", async () => {
    const said: string[] = [];
    const unsubscribe = environment.events.subscribe((event) => {
      if (event.kind === "notice" && event.code === "rds-data.refused") said.push(event.message);
    });
    const secret = { name: "a", value: { arrayValue: { stringValues: ["very-secret"] } } };
    await expect(run("SELECT :a AS hidden_name", { parameters: [secret] })).rejects.toThrow("not supported");
    unsubscribe();
    expect(said).toEqual([
      expect.stringContaining("ValidationException. A parameter cannot be an array. Pass one text"),
    ]);
    expect(said.join()).not.toMatch(/very-secret|hidden_name/);
  });

  test("ExecuteSql is deprecated", async () => {
    const call = { dbClusterOrInstanceArn: target.resourceArn, awsSecretStoreArn: target.secretArn };
    await expect(
      api.data.operations.ExecuteSql(api.call, { ...call, sqlStatements: "SELECT 1" }),
    ).rejects.toMatchObject({
      code: "BadRequestException",
      message: "This API is deprecated and not available. Use ExecuteStatement API instead",
    });
  });

  test("a text of 65,536 characters runs, a longer one does not", async () => {
    const text = (length: number): string => `SELECT '${"🐘".repeat(length - "SELECT ''".length)}'`;
    expect((await run(text(65_536))).records).toHaveLength(1);
    await expect(run(text(65_537))).rejects.toMatchObject({
      code: "ValidationException",
      message: expect.stringContaining("at 'sql' failed to satisfy constraint: Member must have length less than or"),
    });
  });

  test("keeps every digit of a 64-bit integer", async () => {
    const { records } = await run("SELECT 9007199254740993, -9223372036854775807");
    expect(records).toEqual([[{ longValue: 9007199254740993n }, { longValue: -9223372036854775807n }]]);
    const asText = await run("SELECT 9007199254740993", { resultSetOptions: { longReturnType: "STRING" } });
    expect(asText.records).toEqual([[{ stringValue: "9007199254740993" }]]);
  });

  test("decimals are numbers where that is asked for", async () => {
    const decimals = ["12.50", "12", "-9223372036854775808", "9223372036854775808", "0.00"];
    const sql = `SELECT ${decimals.map((text) => `CAST(${text} AS decimal(30, ${text.split(".")[1]?.length ?? 0}))`).join(", ")}`;
    const asText = await run(sql);
    expect(asText.records).toEqual([decimals.map((stringValue) => ({ stringValue }))]);
    const { records } = await run(sql, {
      resultSetOptions: { decimalReturnType: "DOUBLE_OR_LONG", longReturnType: "STRING" },
    });
    expect(records).toEqual([
      [
        { doubleValue: 12.5 },
        { longValue: 12 },
        { longValue: -9223372036854775808n },
        { doubleValue: 9223372036854775808 },
        { doubleValue: 0 },
      ],
    ]);
  });

  test("a transaction is seen outside only once it is committed", async () => {
    const { transactionId } = await api.data.operations.BeginTransaction(api.call, target);
    expect(transactionId).toMatch(/^AV2vr\/[A-Za-z0-9+/=]{178}$/);
    await run("INSERT INTO items VALUES (10, 'in')", { transactionId });
    expect((await run("SELECT 1 FROM items WHERE id = 10")).records).toEqual([]);
    expect(await api.data.operations.CommitTransaction(api.call, ends(transactionId))).toEqual({
      transactionStatus: "Transaction Committed",
    });
    expect((await run("SELECT name FROM items WHERE id = 10")).records).toEqual([[{ stringValue: "in" }]]);
    await expect(api.data.operations.CommitTransaction(api.call, ends(transactionId))).rejects.toMatchObject({
      code: "TransactionNotFoundException",
      message: `Transaction ${transactionId} is not found. One previous call resulted in a termination of your transaction.`,
    });
  });

  test("a rolled back transaction leaves nothing, also after an error in it", async () => {
    const { transactionId } = await api.data.operations.BeginTransaction(api.call, target);
    await run("INSERT INTO items VALUES (11, 'gone')", { transactionId });
    await expect(run("SELECT * FROM no_such_table", { transactionId })).rejects.toMatchObject({
      code: "DatabaseErrorException",
    });
    expect(await api.data.operations.RollbackTransaction(api.call, ends(transactionId))).toEqual({
      transactionStatus: "Rollback Complete",
    });
    expect((await run("SELECT 1 FROM items WHERE id = 11")).records).toEqual([]);
  });

  test("a transaction runs one statement at a time", async () => {
    const { transactionId } = await api.data.operations.BeginTransaction(api.call, target);
    const sleep = engine === "aurora-mysql" ? "SELECT sleep(0.3)" : "SELECT pg_sleep(0.3)::text";
    const slow = run(sleep, { transactionId });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(run("SELECT 1", { transactionId })).rejects.toMatchObject({
      code: "DatabaseErrorException",
      message: "Transaction is still running a query",
    });
    await slow;
    await api.data.operations.RollbackTransaction(api.call, ends(transactionId));
  });

  test("a session keeps nothing from one call to the next", async () => {
    await run(engine === "aurora-mysql" ? "SET @left = 1" : "SET statement_timeout = 12345");
    const { records } = await run(engine === "aurora-mysql" ? "SELECT @left" : "SHOW statement_timeout");
    expect(records).toEqual([[engine === "aurora-mysql" ? { isNull: true } : { stringValue: "0" }]]);
    const zone = await run(engine === "aurora-mysql" ? "SELECT @@time_zone" : "SHOW TimeZone");
    expect(zone.records).toEqual([[{ stringValue: engine === "aurora-mysql" ? "+00:00" : "UTC" }]]);
  });

  test("a batch is all or nothing", async () => {
    const batch = (ids: number[]) =>
      api.data.operations.BatchExecuteStatement(api.call, {
        ...target,
        sql: "INSERT INTO items VALUES (:id, 'batch')",
        parameterSets: ids.map((id) => [{ name: "id", value: { longValue: id } }]),
      });
    expect(await batch([])).toEqual({ updateResults: [] });
    expect(await batch([20, 21])).toEqual({ updateResults: [{ generatedFields: [] }, { generatedFields: [] }] });
    await expect(batch([22, 20])).rejects.toMatchObject({ code: "DatabaseErrorException" });
    expect((await run("SELECT count(*) FROM items WHERE name = 'batch'")).records).toEqual([[{ longValue: 2 }]]);
  });

  test("rows as JSON keep the labels", async () => {
    const { formattedRecords, records, columnMetadata } = await run(
      "SELECT 1 AS id, 'Jane' AS name, NULL AS nothing, 1.50 AS price",
      { formatRecordsAs: "JSON", includeResultMetadata: true },
    );
    expect([formattedRecords, records, columnMetadata]).toEqual([
      '[{"id":1,"name":"Jane","nothing":null,"price":"1.50"}]',
      undefined,
      undefined,
    ]);
  });

  test("values as JSON are numbers, texts, base64 and what else JSON has", async () => {
    const parameters = [
      { name: "whole", value: { doubleValue: 10 } },
      { name: "tiny", value: { doubleValue: Number.MIN_VALUE } },
      { name: "huge", value: { doubleValue: Number.MAX_VALUE } },
      { name: "bytes", value: { blobValue: Buffer.from("hi") } },
      { name: "text", value: { stringValue: 'a"b\n' } },
    ];
    const names = parameters.map(({ name }) => `:${name} AS ${name}`);
    const { formattedRecords } = await run(`SELECT ${names.join(", ")}, 9007199254740993 AS long_one`, {
      parameters,
      formatRecordsAs: "JSON",
    });
    expect(formattedRecords).toBe(
      String.raw`[{"whole":10.0,"tiny":4.9E-324,"huge":1.7976931348623157E308,"bytes":"aGk=","text":"a\"b\n","long_one":9007199254740993}]`,
    );
    await expect(run("SELECT 1 AS id, 2 AS id", { formatRecordsAs: "JSON" })).rejects.toMatchObject({
      code: "ValidationException",
      hint: HINTS.repeatedLabel,
    });
  });

  test("errors of the database come with its words and codes", async () => {
    await run("INSERT INTO items VALUES (1, 'one')");
    await expect(run("INSERT INTO items VALUES (1, 'two')")).rejects.toMatchObject({
      code: "DatabaseErrorException",
      message: DUPLICATE[engine],
    });
  });

  test.each([
    ["several statements", "SELECT 1; SELECT 2", {}, "ValidationException", "Multistatements aren't supported."],
    ["a schema", "SELECT 1", { schema: "mysql" }, "ValidationException", "The schema parameter isn't supported"],
    ["a parameter that is not given", "SELECT :gone", {}, "ValidationException", "Cannot find parameter: gone"],
    [
      "a parameter without a name",
      "SELECT 1",
      { parameters: [{ value: { longValue: 1 } }] },
      "ValidationException",
      "Named parameter name is empty",
    ],
    [
      "an unknown type hint",
      "SELECT 1",
      { parameters: [{ name: "a", value: { stringValue: "x" }, typeHint: JSON.parse('"MONEY"') }] },
      "ValidationException",
      "1 validation error detected: Value 'MONEY' at 'parameters.1.member.typeHint' failed to satisfy constraint: Member must satisfy enum value set: [JSON, UUID, TIMESTAMP, DATE, TIME, DECIMAL]",
    ],
    [
      "an unknown format",
      "SELECT 1",
      { formatRecordsAs: JSON.parse('"XML"') },
      "ValidationException",
      "1 validation error detected: Value 'XML' at 'formatRecordsAs' failed to satisfy constraint: Member must satisfy enum value set: [NONE, JSON]",
    ],
    [
      "array parameters",
      "SELECT :a",
      { parameters: [{ name: "a", value: { arrayValue: { longValues: [1] } } }] },
      "ValidationException",
      "Array parameters are not supported.",
    ],
    [
      "a parameter without a value",
      "SELECT :a",
      { parameters: [{ name: "a", value: { isNull: false } }] },
      "ValidationException",
      'Parameter "a" has value with no field set',
    ],
    [
      "a transaction that never was",
      "SELECT 1",
      { transactionId: "AV2vr/none" },
      "TransactionNotFoundException",
      "Transaction AV2vr/none is not found.",
    ],
  ])("%s: refused", async (_title, sql, extra: Extra, code, message) => {
    await expect(run(sql, extra)).rejects.toMatchObject({ code, message });
  });

  test.each([1.5, 5e-324, 1e308, 2 ** 63])(
    "a longValue of %d is no whole number of 64 bits: refused",
    async (longValue) => {
      await expect(run("SELECT :n", { parameters: [{ name: "n", value: { longValue } }] })).rejects.toMatchObject({
        code: "BadRequestException",
        message: "The request could not be read: NUMBER_VALUE cannot be converted to Long",
      });
    },
  );

  test("a result of more than one mebibyte is refused and ends its transaction", async () => {
    const { transactionId } = await api.data.operations.BeginTransaction(api.call, target);
    await expect(run("SELECT repeat('x', 1048577)", { transactionId })).rejects.toMatchObject({
      code: "UnsupportedResultException",
      message: "The result exceeds the size limit 1 MB.",
    });
    await expect(run("SELECT 1", { transactionId })).rejects.toMatchObject({ code: "TransactionNotFoundException" });
    expect((await run("SELECT repeat('x', 1000000)")).records?.[0]?.[0]).toMatchObject({
      stringValue: "x".repeat(1_000_000),
    });
  });

  test("the limit counts the data, not the JSON: two octets a row, four a column, and the values", async () => {
    const columns = 10;
    const row = (octets: number): string =>
      `SELECT ${Array.from({ length: columns }, () => `repeat('x', ${octets / columns})`).join(", ")}`;
    const atLimit = 1_048_576 - 2 - 4 * columns - 4;
    expect((await run(`${row(atLimit)}`)).records).toHaveLength(1);
    await expect(run(row(atLimit + columns))).rejects.toMatchObject({ code: "UnsupportedResultException" });
    const blob = { parameters: [{ name: "b", value: { blobValue: Buffer.alloc(1_048_570, 255) } }] };
    expect((await run("SELECT :b", blob)).records).toHaveLength(1);
  });

  test("secrets that are missing, malformed or wrong are told apart", async () => {
    await expect(
      run("SELECT 1", {}).then(() =>
        api.data.operations.ExecuteStatement(api.call, { ...target, secretArn: "arn:none-such", sql: "SELECT 1" }),
      ),
    ).rejects.toMatchObject({ code: "SecretsErrorException" });
    api.secrets.set("arn:bad-one", "not json");
    await expect(
      api.data.operations.ExecuteStatement(api.call, { ...target, secretArn: "arn:bad-one", sql: "SELECT 1" }),
    ).rejects.toMatchObject({ code: "InvalidSecretException" });
    api.secrets.set("arn:wrong-one", JSON.stringify({ username: "owner", password: "wrong-password" }));
    await expect(
      api.data.operations.ExecuteStatement(api.call, { ...target, secretArn: "arn:wrong-one", sql: "SELECT 1" }),
    ).rejects.toMatchObject({ code: "DatabaseErrorException" });
  });

  test("open transactions, however many, keep no other call waiting", async () => {
    const begun = await Promise.all(
      Array.from({ length: 25 }, () => api.data.operations.BeginTransaction(api.call, target)),
    );
    expect((await run("SELECT 1")).records).toEqual([[{ longValue: 1 }]]);
    await Promise.all(
      begun.map(({ transactionId }) => api.data.operations.RollbackTransaction(api.call, ends(transactionId))),
    );
  });

  test("calls in parallel beyond the number of sessions all get their answer", async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        run("SELECT :i", { parameters: [{ name: "i", value: { longValue: index } }] }),
      ),
    );
    expect(answers.map(({ records }) => records?.[0]?.[0])).toEqual(
      Array.from({ length: 50 }, (_, longValue) => ({ longValue })),
    );
  });
});
