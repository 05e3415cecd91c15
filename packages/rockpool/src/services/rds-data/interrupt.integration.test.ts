import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RockpoolError } from "../../errors.js";
import type { PoolEvent } from "../../events.js";
import { testEnvironment } from "../../testing/environment.js";
import { type TestDataApi, testDataApi } from "./testing.js";

const ENGINES = [
  { engine: "aurora-postgresql", sleep: "SELECT pg_sleep(1)::text", end: "pg_terminate_backend" },
  { engine: "aurora-mysql", sleep: "SELECT sleep(1)", end: "KILL" },
] as const;
const DAY = 24 * 60 * 60_000;
const WHY = "the server takes no more connections";

describe.each(ENGINES)("a statement that cannot be stopped, on $engine, is told of", ({ engine, sleep, end }) => {
  const clock = { offset: 0, now: () => Date.now() + clock.offset };
  const environment = testEnvironment({ clock });
  const events: PoolEvent[] = [];
  environment.events.subscribe((event) => events.push(event));
  const notices = () => events.flatMap((event) => (event.kind === "notice" ? [event] : []));
  let api: TestDataApi;
  let failing: TestDataApi;
  let target: Awaited<ReturnType<TestDataApi["cluster"]>>;
  let identifier: string | undefined;

  beforeAll(async () => {
    api = testDataApi(environment);
    target = await api.cluster({ engine });
    identifier = api.rds.dataApiTarget(target.resourceArn)?.identifier;
    failing = testDataApi(environment, {
      statementTimeout: 200,
      target: (arn) => {
        const cluster = api.rds.dataApiTarget(arn);
        return cluster && { ...cluster, interrupt: () => Promise.reject(new RockpoolError("Full", WHY)) };
      },
      readSecret: (_call, arn) => ({ arn, name: arn, value: api.secrets.get(arn) ?? "" }),
    });
  });
  afterAll(async () => {
    await failing.close();
    await api.close();
    environment[Symbol.dispose]();
  });

  const expected = () => ({
    kind: "notice",
    level: "warning",
    code: "rds-data.interrupt",
    message: expect.stringMatching(
      new RegExp(`^A statement on the DB cluster ${identifier} could not be stopped: ${WHY}\\. .*${end}\\W.*\\d+`),
    ),
  });

  test("when its time is up", async () => {
    events.length = 0;
    await expect(failing.data.operations.ExecuteStatement(api.call, { ...target, sql: sleep })).rejects.toMatchObject({
      code: "StatementTimeoutException",
    });
    expect(notices().filter(({ code }) => code === "rds-data.interrupt")).toEqual([expected()]);
    expect(JSON.stringify(notices())).not.toContain("sleep");
  });

  test("when its transaction's is", async () => {
    const { transactionId } = await failing.data.operations.BeginTransaction(api.call, target);
    events.length = 0;
    const carryOn = { ...target, sql: sleep, transactionId, continueAfterTimeout: true };
    await expect(failing.data.operations.ExecuteStatement(api.call, carryOn)).rejects.toMatchObject({
      code: "StatementTimeoutException",
    });
    clock.offset += DAY;
    const { resourceArn, secretArn } = target;
    await expect(
      failing.data.operations.RollbackTransaction(api.call, { resourceArn, secretArn, transactionId }),
    ).rejects.toMatchObject({ code: "TransactionNotFoundException" });
    expect(notices().filter(({ code }) => code === "rds-data.interrupt")).toEqual([expected()]);
  });
});
