import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testEnvironment } from "../../../testing/environment.js";
import { GENERATIONS } from "../generation.js";
import { type TestDataApi, testDataApi } from "../testing.js";
import { ERROR_SETUP, MYSQL_ERRORS, POSTGRES_ERRORS } from "./errors.js";
import { shown } from "./page.js";
import { PARAMETERS } from "./parameters.js";
import type { Given, ValueRow } from "./row.js";

const ENGINES = [
  { engine: "aurora-postgresql", errors: POSTGRES_ERRORS, parameters: PARAMETERS },
  { engine: "aurora-mysql", errors: MYSQL_ERRORS, parameters: [] },
] as const;

describe.each(ENGINES)("$engine", ({ engine, errors, parameters }) => {
  describe.each(["v1", "v2"] as const)("on %s", (generation) => {
    const environment = testEnvironment();
    let api: TestDataApi;
    let run: (
      sql: string,
      given?: ReadonlyArray<{ readonly given: Given; readonly hint?: ValueRow["hint"] }>,
    ) => ReturnType<TestDataApi["data"]["operations"]["ExecuteStatement"]>;

    beforeAll(async () => {
      api = testDataApi(environment);
      const target = await api.cluster({ engine, ...(generation === "v1" ? { engineMode: "serverless" } : {}) });
      run = (sql, given = []) =>
        api.data.operations.ExecuteStatement(api.call, {
          ...target,
          sql,
          parameters: given.map((value, index) => ({
            name: "abc".charAt(index),
            value: value.given,
            typeHint: value.hint,
          })),
        });
      for (const sql of ERROR_SETUP) await run(sql);
    });
    afterAll(async () => {
      await api.close();
      environment[Symbol.dispose]();
    });

    test.each(errors.map((row) => ({ ...row, message: row[generation] })))("$sql: $message", async (row) => {
      await expect(
        run(
          row.sql,
          row.given?.map((given) => ({ given })),
        ),
      ).rejects.toMatchObject({
        code: GENERATIONS[generation].databaseError,
        message: row.message,
      });
    });

    const typed = parameters.map((row) => ({ ...row, value: shown(row.given), type: row[generation] ?? row.v2 }));
    test.each(typed)("$value with hint $hint is bound as $type", async ({ type, ...row }) => {
      expect((await run("SELECT pg_typeof(:a)::text", [row])).records).toEqual([[{ stringValue: type }]]);
    });
  });
});
