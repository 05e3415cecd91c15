import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AwsError } from "../../../errors.js";
import { testEnvironment } from "../../../testing/environment.js";
import { type TestDataApi, testDataApi } from "../testing.js";
import { MYSQL_TYPES } from "./mysql.js";
import { shown } from "./page.js";
import { POSTGRES_SETUP, POSTGRES_TYPES } from "./postgres.js";
import { type Refused, type TypeRow, type ValueRow, isRefused, long } from "./row.js";

const ENGINES: ReadonlyArray<{ engine: string; setup: readonly string[]; types: readonly TypeRow[] }> = [
  { engine: "aurora-postgresql", setup: POSTGRES_SETUP, types: POSTGRES_TYPES },
  { engine: "aurora-mysql", setup: [], types: MYSQL_TYPES },
];

function errorOf(refused: Refused): { code: string; message: string } {
  if ("unsupported" in refused) {
    const message = `The result contains the unsupported data type ${refused.unsupported}.`;
    return { code: "UnsupportedResultException", message };
  }
  return refused.refused === "InternalFailure"
    ? { code: "InternalFailure", message: "" }
    : { code: "UnsupportedResultException", message: "The result contains a multidimensional array" };
}

describe.each(ENGINES)("every type of $engine", ({ engine, setup, types }) => {
  describe.each(["v1", "v2"] as const)("on %s", (generation) => {
    const environment = testEnvironment();
    let api: TestDataApi;
    let run: (
      sql: string,
      value?: Pick<ValueRow, "given" | "hint">,
    ) => ReturnType<TestDataApi["data"]["operations"]["ExecuteStatement"]>;

    beforeAll(async () => {
      api = testDataApi(environment);
      const target = await api.cluster({ engine, ...(generation === "v1" ? { engineMode: "serverless" } : {}) });
      run = (sql, value) =>
        api.data.operations.ExecuteStatement(api.call, {
          ...target,
          sql,
          includeResultMetadata: true,
          parameters: value === undefined ? [] : [{ name: "v", value: value.given, typeHint: value.hint }],
        });
      for (const sql of setup) await run(sql);
      for (const [index, { type }] of types.entries()) await run(`CREATE TABLE t${index} (id int, v ${type})`);
    });
    afterAll(async () => {
      await api.close();
      environment[Symbol.dispose]();
    });

    test.each(types.map(({ type, described }, index) => ({ type, described, index })))(
      "$type is described, also without a row",
      async ({ described, index }) => {
        const { records, columnMetadata } = await run(`SELECT v FROM t${index} WHERE id = -1`);
        expect(records).toEqual([]);
        const [typeName, type, precision, scale, isSigned, isCaseSensitive, arrayBaseColumnType = 0] = described;
        const expected = { typeName, type, precision, scale, isSigned, isCaseSensitive, arrayBaseColumnType };
        expect(columnMetadata).toEqual([expect.objectContaining({ label: "v", name: "v", ...expected })]);
      },
    );

    const values = types.flatMap(({ type, values: rows }, index) =>
      rows.map((row, id) => {
        const expected = generation === "v1" ? (row.v1 ?? row.v2) : row.v2;
        return { type, index, id, row, expected, given: shown(row.given), returned: shown(expected) };
      }),
    );

    test.each(values)("$type: $given becomes $returned", async ({ index, id, row, expected: prepared }) => {
      await run(`INSERT INTO t${index} (id, v) VALUES (${id}, ${row.as ?? ":v"})`, row);
      // Without and with a parameter: MySQL answers in a protocol of its own to each.
      const unprepared = row.unprepared ?? prepared;
      for (const [expected, where, given] of [
        [unprepared, `${id}`],
        [prepared, ":v", { given: long(id) }],
      ] as const) {
        const outcome = await run(`SELECT v FROM t${index} WHERE id = ${where}`, given).then(
          ({ records }) => records,
          ({ code, message }: AwsError) => ({ code, message }),
        );
        expect(outcome).toEqual(isRefused(expected) ? errorOf(expected) : [[expected]]);
      }
    });
  });
});
