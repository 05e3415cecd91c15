import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PoolEvent } from "../../events.js";
import { testEnvironment } from "../../testing/environment.js";
import { type TestDataApi, testDataApi } from "./testing.js";

describe.each(["aurora-postgresql", "aurora-mysql"] as const)("inside a transaction of the API, on %s", (engine) => {
  const environment = testEnvironment();
  const events: PoolEvent[] = [];
  environment.events.subscribe((event) => events.push(event));
  const warnings = () =>
    events.flatMap((event) =>
      event.kind === "notice" && event.code === "rds-data.transactionControl" ? [event.message] : [],
    );
  let api: TestDataApi;
  let target: Awaited<ReturnType<TestDataApi["cluster"]>>;
  let transactionId: string;
  const run = (sql: string, more: { transactionId?: string } = {}) =>
    api.data.operations.ExecuteStatement(api.call, { ...target, sql, ...more });
  const rows = async () => (await run("SELECT id FROM kept")).records?.length;
  const rollback = async () => {
    const { resourceArn, secretArn } = target;
    const input = { resourceArn, secretArn, transactionId };
    return (await api.data.operations.RollbackTransaction(api.call, input)).transactionStatus;
  };

  beforeAll(async () => {
    api = testDataApi(environment);
    target = await api.cluster({ engine });
    await run("CREATE TABLE kept (id int)");
  });
  afterAll(async () => {
    await api.close();
    environment[Symbol.dispose]();
  });
  beforeEach(async () => {
    await run("DELETE FROM kept");
    events.length = 0;
    ({ transactionId } = await api.data.operations.BeginTransaction(api.call, target));
    await run("INSERT INTO kept VALUES (1)", { transactionId });
  });

  test("COMMIT as a text commits, the API's transaction stays open, and the log says which operation to call", async () => {
    await run("/* app */ commit;", { transactionId });
    expect(await rows()).toBe(1);
    await run("SELECT 1", { transactionId });
    expect(await rollback()).toBe("Rollback Complete");
    expect(await rows()).toBe(1);
    expect(warnings()).toEqual([expect.stringMatching(/^rds-data:ExecuteStatement on \w+ .*CommitTransaction/)]);
  });

  test("ROLLBACK as a text takes back, and BEGIN as one has its line too, savepoints have none", async () => {
    await run("SAVEPOINT here", { transactionId });
    await run("ROLLBACK TO SAVEPOINT here", { transactionId });
    await run("ROLLBACK WORK TO here", { transactionId });
    expect(warnings()).toEqual([]);
    await run("ROLLBACK", { transactionId });
    await run("BEGIN", { transactionId });
    await rollback();
    expect(await rows()).toBe(0);
    expect(warnings()).toHaveLength(2);
  });

  test("DDL commits what went before on MySQL, as AWS documents it, and is part of the transaction on PostgreSQL", async () => {
    await run("CREATE TABLE made (id int)", { transactionId });
    await rollback();
    expect(await rows()).toBe(engine === "aurora-mysql" ? 1 : 0);
    const made = run("SELECT id FROM made").then(
      () => true,
      () => false,
    );
    expect(await made).toBe(engine === "aurora-mysql");
    expect(warnings()).toEqual([]);
  });
});
