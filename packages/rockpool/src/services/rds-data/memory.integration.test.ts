import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { type TestDataApi, testDataApi } from "./testing.js";

const WARM = 2000;
const STATEMENTS = 5000;
/** In bytes: a leak of half a kilobyte a statement goes over it. */
const GROWTH = 2.5 * 1024 * 1024;

describe.each(["aurora-postgresql", "aurora-mysql"])("on %s", (engine) => {
  const environment = testEnvironment();
  let api: TestDataApi;
  let target: { resourceArn: string; secretArn: string; database: string };

  beforeAll(async () => {
    api = testDataApi(environment);
    target = await api.cluster({ engine });
    await api.data.operations.ExecuteStatement(api.call, { ...target, sql: "CREATE TABLE kept (id int, name text)" });
  });
  afterAll(async () => {
    await api.close();
    environment[Symbol.dispose]();
  });

  /** Statements of every kind, each with a text of its own, so that nothing can be remembered by its text unnoticed. */
  async function run(count: number): Promise<void> {
    const { operations } = api.data;
    let left = count;
    const work = async (): Promise<void> => {
      while (left > 0) {
        const n = left--;
        const parameters = [{ name: "name", value: { stringValue: `name ${n}` } }];
        if (n % 10 === 0) {
          const { transactionId } = await operations.BeginTransaction(api.call, target);
          const sql = `INSERT INTO kept VALUES (${n}, :name)`;
          await operations.ExecuteStatement(api.call, { ...target, transactionId, sql, parameters });
          await operations.RollbackTransaction(api.call, { ...target, transactionId });
        } else if (n % 10 === 1) {
          const failing = operations.ExecuteStatement(api.call, { ...target, sql: `SELECT ${n} FROM none_such_${n}` });
          await failing.catch(() => undefined);
        } else {
          const sql = `SELECT ${n}, :name, repeat('x', 1000) AS column_${n}`;
          await operations.ExecuteStatement(api.call, { ...target, sql, parameters, includeResultMetadata: true });
        }
      }
    };
    await Promise.all(Array.from({ length: 8 }, work));
  }

  test("the heap does not grow with the number of statements", { timeout: 300_000 }, async () => {
    setFlagsFromString("--expose-gc");
    const collect: unknown = runInNewContext("gc");
    const heap = (): number => {
      if (typeof collect === "function") collect();
      return process.memoryUsage().heapUsed;
    };
    await run(WARM);
    const before = heap();
    await run(STATEMENTS);
    expect(typeof collect).toBe("function");
    expect(heap() - before).toBeLessThan(GROWTH);
  });
});
