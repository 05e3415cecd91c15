import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testEnvironment } from "../../../testing/environment.js";
import type { ColumnMetadata } from "../fields.js";
import { type TestDataApi, measuredMetadata, testDataApi } from "../testing.js";

/** What MariaDB's JDBC driver says of every type, measured. */
const MEASURED = measuredMetadata(readFileSync(new URL("metadata.tsv", import.meta.url), "utf8"));

/** Where answers of the live service, on MySQL, are known to differ from what that driver says on MariaDB, and why. */
const LIVE: Readonly<Record<string, Partial<ColumnMetadata>>> = {
  // Fixtures of client suites have INT and INT UNSIGNED.
  id: { typeName: "INT" },
  i: { typeName: "INT" },
  iu: { typeName: "INT UNSIGNED" },
  lit: { typeName: "INT" },
  // MySQL's own drivers name these types as they were declared.
  tu: { typeName: "TINYINT UNSIGNED" },
  tt: { typeName: "TINYTEXT" },
  // MariaDB has no type JSON of its own; clients parse by this name.
  j: { typeName: "JSON" },
};

const TABLE = `CREATE TABLE meta_t (
  id int AUTO_INCREMENT PRIMARY KEY, t tinyint, t1 tinyint(1), bo boolean, tu tinyint unsigned, sm smallint,
  smu smallint unsigned, md mediumint, mdu mediumint unsigned, i int, iu int unsigned, b bigint, bu bigint unsigned, f float,
  d double, de decimal(10,4), bit1 bit(1), bit8 bit(8), ch char(10), v varchar(255), vb varbinary(20), bi binary(16),
  tt tinytext, tx text, mt mediumtext, lt longtext, tb tinyblob, bl blob, mb mediumblob, lb longblob, da date, ti time,
  ti3 time(3), dtm datetime, dtm6 datetime(6), ts timestamp NULL, y year, j json, en enum('a','b'), se set('a','b'),
  p point) DEFAULT CHARSET utf8mb4`;

const EXPRESSIONS = "1 AS lit, 'x' AS strlit, NULL AS nul, i + 1 AS expr, count(*) AS cnt, now() AS nw, 1.5 AS deci";

const environment = testEnvironment();
let api: TestDataApi;
const columns = new Map<string, ColumnMetadata>();
beforeAll(async () => {
  api = testDataApi(environment);
  const target = await api.cluster({ engine: "aurora-mysql" });
  const { transactionId } = await api.data.operations.BeginTransaction(api.call, target);
  const run = (sql: string) =>
    api.data.operations.ExecuteStatement(api.call, { ...target, sql, transactionId, includeResultMetadata: true });
  await run(TABLE);
  // A count beside plain columns.
  await run("SET sql_mode = ''");
  // The driver was asked about the inner side of an outer join: no column is NOT NULL there.
  const { columnMetadata } = await run(
    `SELECT meta_t.*, ${EXPRESSIONS} FROM (SELECT 1) AS one LEFT JOIN meta_t ON false LIMIT 0`,
  );
  for (const column of columnMetadata ?? []) columns.set(column.label, column);
});
afterAll(async () => {
  await api.close();
  environment[Symbol.dispose]();
});

test.each(MEASURED)("the column $label is described as the JDBC driver does", (row) => {
  expect(columns.get(row.label)).toEqual({ ...row, arrayBaseColumnType: 0, ...LIVE[row.label] });
});

test("every column is in the measured table", () => {
  expect([...columns.keys()].toSorted()).toEqual(MEASURED.map(({ label }) => label).toSorted());
});
