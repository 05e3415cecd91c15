import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testEnvironment } from "../../../testing/environment.js";
import type { ColumnMetadata } from "../fields.js";
import { type TestDataApi, measuredMetadata, testDataApi } from "../testing.js";

/** What the PostgreSQL JDBC driver 42.5 says of every type, measured. */
const MEASURED = measuredMetadata(readFileSync(new URL("metadata.tsv", import.meta.url), "utf8"));

/** The element types of the arrays among them. */
const ELEMENTS: Readonly<Record<string, number>> = {
  ia: 4,
  ta: 12,
  va: 12,
  na: 2,
  ba: -7,
  ua: 1111,
  ja: 1111,
  tsa: 93,
  da: 91,
  ea: 12,
  ba2: -2,
};

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
const columns = new Map<string, ColumnMetadata>();
beforeAll(async () => {
  api = testDataApi(environment);
  const target = await api.cluster({ engine: "aurora-postgresql" });
  const run = (sql: string) =>
    api.data.operations.ExecuteStatement(api.call, { ...target, sql, includeResultMetadata: true });
  await run("CREATE TYPE meta_e AS ENUM ('a')");
  await run("CREATE DOMAIN meta_d AS int4");
  await run(TABLE);
  // No row: types that cannot be returned can be described.
  const { columnMetadata } = await run(`SELECT *, ${EXPRESSIONS} FROM meta_t`);
  for (const column of columnMetadata ?? []) columns.set(column.label, column);
});
afterAll(async () => {
  await api.close();
  environment[Symbol.dispose]();
});

test.each(MEASURED)("the column $label is described as the JDBC driver does", (row) => {
  expect(columns.get(row.label)).toEqual({ ...row, arrayBaseColumnType: ELEMENTS[row.label] ?? 0 });
});

test("every column is in the measured table", () => {
  expect([...columns.keys()].toSorted()).toEqual(MEASURED.map(({ label }) => label).toSorted());
});
