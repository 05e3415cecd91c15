import fc from "fast-check";
import mysql from "mysql2";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testEnvironment } from "../../../testing/environment.js";
import { TEST_PASSWORD } from "../../rds/testing.js";
import { type TestDataApi, testDataApi } from "../testing.js";
import { marked, scanMysql } from "./scanner.js";

const environment = testEnvironment();
let api: TestDataApi;
let connection: mysql.Connection;

/** How many parameters the server itself sees. */
const parametersOf = (sql: string): Promise<unknown> =>
  new Promise((resolve, reject) =>
    connection.prepare(sql, (error, statement) => {
      if (error === null) resolve(Reflect.get(statement, "parameters").length);
      else reject(error);
    }),
  );

beforeAll(async () => {
  api = testDataApi(environment);
  const { resourceArn } = await api.cluster({ engine: "aurora-mysql" });
  const endpoint = api.rds.dataApiTarget(resourceArn)?.endpoint;
  connection = mysql.createConnection({ ...endpoint, user: "owner", password: TEST_PASSWORD, charset: "utf8mb4" });
});
afterAll(async () => {
  connection.destroy();
  await api.close();
  environment[Symbol.dispose]();
});

const EXPRESSIONS = [
  ":a",
  ":b1",
  "':a'",
  "'it''s :a'",
  String.raw`'\':a'`,
  String.raw`"\":a;"`,
  `":a""'"`,
  "1 AS `:a``:b`",
  "/* :a */ :b",
  "1 -- :a\n",
  "1--:a",
  "1 # :a '\n",
  "/*! :a */",
  "/*!50000 1 + :a */",
  "1 /*:a;*/",
  "@x := :a",
];

test("the server finds as many parameters as the scanner, which goes by its rules", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...EXPRESSIONS), { minLength: 1, maxLength: 6 }), async (chosen) => {
      const sql = `SELECT ${chosen.join(", ")}`;
      const { text, order } = marked(scanMysql(sql));
      expect(await parametersOf(text)).toBe(order.length);
      expect(await parametersOf(sql.replaceAll(/:(?:a|b1?)/g, "?"))).toBe(order.length);
    }),
    { numRuns: 100 },
  );
});
