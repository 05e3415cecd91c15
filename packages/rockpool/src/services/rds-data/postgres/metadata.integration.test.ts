import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testEnvironment } from "../../../testing/environment.js";
import { type TestDataApi, testDataApi } from "../testing.js";

/** What the PostgreSQL JDBC driver 42.5 says of every type, measured. */
const MEASURED = readFileSync(new URL("metadata.tsv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t"));

const TABLE = `CREATE TABLE meta_t (
  id serial NOT NULL, bs bigserial NOT NULL, ss smallserial NOT NULL, idn int GENERATED ALWAYS AS IDENTITY, b bool, i2 int2,
  i4 int4 NOT NULL, i8 int8, n numeric, n10_2 numeric(10,2), n5 numeric(5), r real, d float8, t text, v varchar, v20 varchar(20),
  ch char(10), nm name, cc "char", by bytea, dt date, ti time, ti3 time(3), tz timetz, ts timestamp, ts3 timestamp(3),
  tsz timestamptz, iv interval, j json, jb jsonb, u uuid, x xml, ip inet, ci cidr, mac macaddr, mo money, bit1 bit, bit8 bit(8),
  vb varbit, pt point, e meta_e, dm meta_d, o oid, rc regclass, tsv tsvector, r4 int4range, nr numrange, ia int[], ta text[],
  va varchar(5)[], na numeric(10,2)[], ba bool[], ua uuid[], ja jsonb[], tsa timestamptz[], da date[], ea meta_e[], ba2 bytea[])`;

const EXPRESSIONS =
  "1 AS lit, 'x' AS strlit, NULL AS nul, count(*) OVER () AS cnt, i4 + 1 AS expr, id AS aliased, now() AS nw, 1.5 AS dec";

const environment = testEnvironment();
let api: TestDataApi;
let target: { resourceArn: string; secretArn: string; database: string };
beforeAll(async () => {
  api = testDataApi(environment);
  target = await api.cluster({ engine: "aurora-postgresql" });
});
afterAll(async () => {
  await api.close();
  environment[Symbol.dispose]();
});

test("column metadata are those of the JDBC driver, also without a row", async () => {
  const run = (sql: string) =>
    api.data.operations.ExecuteStatement(api.call, { ...target, sql, includeResultMetadata: true });
  await run("CREATE TYPE meta_e AS ENUM ('a')");
  await run("CREATE DOMAIN meta_d AS int4");
  await run(TABLE);
  const answer = await run(`SELECT *, ${EXPRESSIONS} FROM meta_t`);
  expect(answer.records).toEqual([]);
  const ours = answer.columnMetadata?.map((column) =>
    [
      column.label,
      column.name,
      column.typeName,
      column.type,
      column.precision,
      column.scale,
      column.nullable,
      column.isAutoIncrement,
      column.isSigned,
      column.isCaseSensitive,
      column.isCurrency,
      column.schemaName,
      column.tableName,
    ].join(" | "),
  );
  expect(ours).toEqual(MEASURED.map((row) => row.slice(0, 13).join(" | ")));
  expect(answer.columnMetadata?.map((column) => column.arrayBaseColumnType).filter((type) => type !== 0)).toEqual([
    4, 12, 12, 2, -7, 1111, 1111, 93, 91, 12, -2,
  ]);
});
