import { HINTS } from "./hints.js";
import type { ExecuteStatementRequest } from "@aws-sdk/client-rds-data";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { type TestDataApi, testDataApi } from "./testing.js";

type Extra = Omit<ExecuteStatementRequest, "resourceArn" | "secretArn" | "sql">;

const environment = testEnvironment();
let api: TestDataApi;
let v1: { resourceArn: string; secretArn: string; database: string };
let v2: { resourceArn: string; secretArn: string; database: string };
const run = (target: typeof v1, sql: string, extra: Extra = {}) =>
  api.data.operations.ExecuteStatement(api.call, { ...target, sql, ...extra });

beforeAll(async () => {
  api = testDataApi(environment);
  [v1, v2] = await Promise.all([
    api.cluster({ engine: "aurora-mysql", engineMode: "serverless" }),
    api.cluster({ engine: "aurora-mysql" }),
  ]);
});
afterAll(async () => {
  await api.close();
  environment[Symbol.dispose]();
});

describe("metadata", () => {
  test("a column keeps its name under an alias, and tells table, key and sign", async () => {
    await run(v2, "CREATE TABLE keyed (id int unsigned AUTO_INCREMENT PRIMARY KEY, label varchar(10))");
    const { columnMetadata } = await run(v2, "SELECT id AS number, label, 1 AS one FROM keyed AS k", {
      includeResultMetadata: true,
    });
    expect(columnMetadata?.[0]).toEqual({
      arrayBaseColumnType: 0,
      isAutoIncrement: true,
      isCaseSensitive: false,
      isCurrency: false,
      isSigned: false,
      label: "number",
      name: "id",
      nullable: 0,
      precision: 10,
      scale: 0,
      schemaName: "",
      tableName: "k",
      type: 4,
      typeName: "INT UNSIGNED",
    });
    expect(columnMetadata?.slice(1).map(({ name, tableName, nullable }) => [name, tableName, nullable])).toEqual([
      ["label", "k", 1],
      ["one", "", 0],
    ]);
  });
});

test("JSON that an expression makes is named so, in both protocols", async () => {
  for (const parameters of [[], [{ name: "a", value: { longValue: 1 } }]]) {
    const given = parameters.length === 0 ? "1" : ":a";
    const { columnMetadata, records } = await run(v2, `SELECT JSON_OBJECT('a', ${given}) AS j`, {
      includeResultMetadata: true,
      parameters,
    });
    expect(columnMetadata?.map(({ typeName, type }) => [typeName, type])).toEqual([["JSON", -1]]);
    expect(records).toEqual([[{ stringValue: '{"a": 1}' }]]);
  }
});

describe("statements", () => {
  test.each(["SELECT ANY_VALUE(1)", "SELECT j ->> '$.a' FROM (SELECT '{}' AS j) AS t", "SELECT @@nothing_such"])(
    "the log says of %s that MariaDB may be what lacks it",
    async (sql) => {
      await expect(run(v2, sql)).rejects.toMatchObject({ hint: HINTS.standIn.mysql });
    },
  );

  test("the log says of MariaDB's number for a text that is no JSON which one MySQL has", async () => {
    await run(v2, "CREATE TABLE documents (j json)");
    await expect(run(v2, "INSERT INTO documents VALUES ('{')")).rejects.toMatchObject({
      message: expect.stringContaining("; Error code: 4025; SQLState: 23000"),
      hint: HINTS.standInCheck.mysql,
    });
  });

  test("an insert tells the key that it made, alone and in a batch", async () => {
    await run(v2, "CREATE TABLE counted (id bigint AUTO_INCREMENT PRIMARY KEY, label varchar(10))");
    expect(await run(v2, "INSERT INTO counted (label) VALUES ('a')")).toEqual({
      generatedFields: [{ longValue: 1 }],
      numberOfRecordsUpdated: 1,
    });
    const { updateResults } = await api.data.operations.BatchExecuteStatement(api.call, {
      ...v2,
      sql: "INSERT INTO counted (label) VALUES (:l)",
      parameterSets: ["b", "c"].map((stringValue) => [{ name: "l", value: { stringValue } }]),
    });
    expect(updateResults).toEqual([{ generatedFields: [{ longValue: 2 }] }, { generatedFields: [{ longValue: 3 }] }]);
    expect(await run(v2, "UPDATE counted SET label = 'x'")).toEqual({ generatedFields: [], numberOfRecordsUpdated: 3 });
    expect(await run(v2, "UPDATE counted SET label = 'x'")).toEqual({ generatedFields: [], numberOfRecordsUpdated: 0 });
  });

  test("an insert of several rows tells each key on the first generation, the first one's on the second", async () => {
    const insert = "INSERT INTO several (label) VALUES ('a'), ('b'), ('c')";
    for (const [target, fields] of [
      [v1, [{ longValue: 1 }, { longValue: 2 }, { longValue: 3 }]],
      [v2, [{ longValue: 1 }]],
    ] as const) {
      await run(target, "CREATE TABLE several (id int AUTO_INCREMENT PRIMARY KEY, label varchar(10))");
      expect(await run(target, insert)).toEqual({ generatedFields: fields, numberOfRecordsUpdated: 3 });
    }
  });

  test("rows as JSON are for queries; what else gives rows gives them as records", async () => {
    const json = { formatRecordsAs: "JSON" } as const;
    expect(await run(v2, "/* all */ (SELECT 1 AS a)", json)).toEqual({
      formattedRecords: '[{"a":1}]',
      numberOfRecordsUpdated: 0,
    });
    expect(Object.keys(await run(v2, "SHOW TABLES", json))).toEqual(["records", "numberOfRecordsUpdated"]);
  });

  test("a question mark of the text is no parameter", async () => {
    const one = { parameters: [{ name: "a", value: { longValue: 1 } }] };
    await expect(run(v2, "SELECT ?, :a", one)).rejects.toMatchObject({ code: "DatabaseErrorException" });
    await expect(run(v2, "SELECT ?")).rejects.toMatchObject({
      message:
        "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '?' at line 1; Error code: 1064; SQLState: 42000",
    });
    await expect(run(v1, "SELECT ?")).rejects.toMatchObject({ message: "No value specified for parameter 1." });
  });

  test("an empty text is an error of the database", async () => {
    for (const target of [v1, v2])
      await expect(run(target, "")).rejects.toMatchObject({
        message: "Query was empty; Error code: 1065; SQLState: 42000",
      });
  });

  test("a count can be a parameter", async () => {
    expect(
      (await run(v2, "SELECT 1 LIMIT :n", { parameters: [{ name: "n", value: { longValue: 0 } }] })).records,
    ).toEqual([]);
  });

  test("a double that MySQL does not have is refused: MariaDB would store 0 in its place", async () => {
    await run(v2, "CREATE TABLE prices (price decimal(10, 2))");
    for (const doubleValue of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const given: Extra = { parameters: [{ name: "p", value: { doubleValue } }] };
      const message = `Parameter p is ${doubleValue}, which MySQL does not have`;
      await expect(run(v2, "INSERT INTO prices VALUES (:p)", given)).rejects.toMatchObject({
        code: "ValidationException",
        message,
      });
      await expect(run(v1, "SELECT :p", given)).rejects.toMatchObject({ code: "BadRequestException", message });
    }
    expect((await run(v2, "SELECT * FROM prices")).records).toEqual([]);
  });

  test("the statements of the first article run as they are, with a schema that counts for nothing", async () => {
    const given: Extra = { schema: "mysql" };
    await run(v1, "create table pets(id varchar(200), type varchar(200), price float)", given);
    await run(v1, 'insert into pets values (111, "dog", 123)', given);
    expect(await run(v1, "select * from pets", given)).toEqual({
      numberOfRecordsUpdated: 0,
      records: [[{ stringValue: "111" }, { stringValue: "dog" }, { doubleValue: 123 }]],
    });
  });

  test("no database is selected unless one is named, and USE does not last", async () => {
    const nowhere = { ...v2, database: "" };
    expect((await run(nowhere, "SELECT DATABASE()")).records).toEqual([[{ isNull: true }]]);
    await run(nowhere, "USE app");
    expect((await run(nowhere, "SELECT DATABASE()")).records).toEqual([[{ isNull: true }]]);
    await run(v2, "USE mysql");
    expect((await run(v2, "SELECT DATABASE()")).records).toEqual([[{ stringValue: "app" }]]);
  });

  test("a procedure answers with its first result", async () => {
    await expect(run(v2, "CREATE PROCEDURE two() BEGIN SELECT 1; SELECT 2; END")).rejects.toMatchObject({
      message: "Multistatements aren't supported.",
    });
    await run(v2, "CREATE PROCEDURE one() SELECT 1 AS first");
    expect((await run(v2, "CALL one()")).records).toEqual([[{ longValue: 1 }]]);
  });
});

describe("errors", () => {
  test("have the words of each generation", async () => {
    await expect(run(v2, "SELECT * FROM nothing_here")).rejects.toMatchObject({
      code: "DatabaseErrorException",
      message: "Table 'app.nothing_here' doesn't exist; Error code: 1146; SQLState: 42S02",
    });
    await expect(run(v1, "SELECT * FROM nothing_here")).rejects.toMatchObject({
      code: "BadRequestException",
      message: "Table 'app.nothing_here' doesn't exist; Error code: 1146; SQLState: 42S02",
    });
    await expect(run({ ...v2, database: "nowhere" }, "SELECT 1")).rejects.toMatchObject({
      code: "DatabaseErrorException",
      message: "Unknown database 'nowhere'; Error code: 1049; SQLState: 42000",
    });
    await expect(run(v1, "SELECT 1; SELECT 2")).rejects.toMatchObject({
      code: "BadRequestException",
      message: "Multistatements aren't supported.",
    });
  });
});
