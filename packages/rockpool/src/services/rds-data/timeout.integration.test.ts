import type { ExecuteStatementRequest } from "@aws-sdk/client-rds-data";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { type TestDataApi, testDataApi } from "./testing.js";

type Extra = Omit<ExecuteStatementRequest, "resourceArn" | "secretArn" | "sql">;

const ENGINES = [
  { engine: "aurora-postgresql", sleep: "pg_sleep(5) IS NOT NULL", nap: "pg_sleep(1.2) IS NOT NULL" },
  { engine: "aurora-mysql", sleep: "sleep(5) = 0", nap: "sleep(1.2) = 0" },
] as const;

/** A second instead of 45. */
const STATEMENT_MILLISECONDS = 1000;

describe.each(ENGINES)("a statement that takes too long, on $engine", ({ engine, sleep, nap }) => {
  const environment = testEnvironment();
  let api: TestDataApi;
  let hasty: TestDataApi;
  let target: Awaited<ReturnType<TestDataApi["cluster"]>>;
  const run = (sql: string, extra: Extra = {}) =>
    api.data.operations.ExecuteStatement(api.call, { ...target, sql, ...extra });
  const hurry = (sql: string, extra: Extra = {}) =>
    hasty.data.operations.ExecuteStatement(api.call, { ...target, sql, ...extra });
  const ends = (transactionId: string) => ({
    resourceArn: target.resourceArn,
    secretArn: target.secretArn,
    transactionId,
  });

  beforeAll(async () => {
    api = testDataApi(environment);
    target = await api.cluster({ engine });
    hasty = testDataApi(environment, {
      statementTimeout: STATEMENT_MILLISECONDS,
      target: (arn) => api.rds.dataApiTarget(arn),
      readSecret: (_call, arn) => ({ arn, name: arn, value: api.secrets.get(arn) ?? "" }),
    });
    await run("CREATE TABLE slow (id int)");
    await run("CREATE TABLE one (id int)");
    await run("INSERT INTO one VALUES (1)");
  });
  afterAll(async () => {
    await hasty.close();
    await api.close();
    environment[Symbol.dispose]();
  });

  test("is interrupted and undone", async () => {
    await expect(hurry(`INSERT INTO slow SELECT 1 FROM one WHERE ${sleep}`)).rejects.toMatchObject({
      code: "StatementTimeoutException",
      fields: { dbConnectionId: expect.any(Number) },
    });
    expect((await run("SELECT id FROM slow WHERE id = 1")).records).toEqual([]);
  });

  test("goes on and counts with continueAfterTimeout", async () => {
    const insert = `INSERT INTO slow SELECT 2 FROM one WHERE ${nap}`;
    await expect(hurry(insert, { continueAfterTimeout: true })).rejects.toMatchObject({
      code: "StatementTimeoutException",
      hint: expect.stringContaining("goes on: do not repeat it"),
    });
    const found = async () => (await run("SELECT id FROM slow WHERE id = 2")).records;
    await expect.poll(found, { timeout: 5000 }).toEqual([[{ longValue: 2 }]]);
  });

  test("leaves its transaction to be rolled back; on MySQL the rest of it stays", async () => {
    const { transactionId } = await hasty.data.operations.BeginTransaction(api.call, target);
    await hurry("INSERT INTO slow VALUES (3)", { transactionId });
    await expect(hurry(`INSERT INTO slow SELECT 4 FROM one WHERE ${sleep}`, { transactionId })).rejects.toMatchObject({
      code: "StatementTimeoutException",
    });
    const next = await hurry("SELECT 1", { transactionId }).then(
      ({ records }) => records,
      ({ message }: Error) => message,
    );
    expect(next).toEqual(
      engine === "aurora-mysql"
        ? [[{ longValue: 1 }]]
        : "ERROR: current transaction is aborted, commands ignored until end of transaction block; SQLState: 25P02",
    );
    await hasty.data.operations.RollbackTransaction(api.call, ends(transactionId));
    expect((await run("SELECT id FROM slow WHERE id > 2")).records).toEqual([]);
  });
});
