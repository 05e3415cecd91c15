import type { ExecuteStatementRequest, SqlParameter } from "@aws-sdk/client-rds-data";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { TEST_PASSWORD } from "../rds/testing.js";
import { type TestDataApi, testDataApi } from "./testing.js";

type Extra = Omit<Partial<ExecuteStatementRequest>, "sql">;

const CLUSTERS = [
  { engine: "aurora-postgresql", code: "DatabaseErrorException", request: "ValidationException" },
  {
    engine: "aurora-postgresql",
    engineMode: "serverless",
    code: "BadRequestException",
    request: "BadRequestException",
  },
  { engine: "aurora-mysql", code: "DatabaseErrorException", request: "ValidationException" },
] as const;

describe.each(CLUSTERS)("the character U+0000 on $engine $engineMode", ({ code, request, ...options }) => {
  const environment = testEnvironment();
  const isMysql = options.engine === "aurora-mysql";
  let api: TestDataApi;
  let target: { resourceArn: string; secretArn: string; database: string };

  beforeAll(async () => {
    api = testDataApi(environment);
    target = await api.cluster(options);
  });
  afterAll(async () => {
    await api.close();
    environment[Symbol.dispose]();
  });

  const answer = (sql: string, extra: Extra = {}): Promise<unknown> =>
    api.data.operations.ExecuteStatement(api.call, { ...target, sql, ...extra }).then(
      ({ records }) => records,
      (error: unknown) => error,
    );
  const refused = { code, message: 'ERROR: invalid byte sequence for encoding "UTF8": 0x00; SQLState: 22021' };
  const aborted = { message: expect.stringContaining("current transaction is aborted") };
  const parameters: SqlParameter[] = [{ name: "a", value: { stringValue: "a\0b" } }];

  test.each([
    ["in a text parameter", "SELECT :a AS a", { parameters }],
    ["in the statement's text", "SELECT 'a\0b' AS a", {}],
  ])("%s is a character on MySQL, and the error of PostgreSQL", async (_place, sql, extra) => {
    expect(await answer(sql, extra)).toMatchObject(isMysql ? [[{ stringValue: "a\0b" }]] : refused);
    expect(await answer("SELECT 1")).toEqual([[{ longValue: 1 }]]);
  });

  test("in a transaction: fails it on PostgreSQL as any other error does, and leaves it be on MySQL", async () => {
    const { transactionId } = await api.data.operations.BeginTransaction(api.call, target);
    expect(await answer("SELECT 'a\0b'", { transactionId })).toMatchObject(
      isMysql ? [[{ stringValue: "a\0b" }]] : refused,
    );
    expect(await answer("SELECT 1", { transactionId })).toMatchObject(isMysql ? [[{ longValue: 1 }]] : aborted);
    await api.data.operations.RollbackTransaction(api.call, { ...target, transactionId });
  });

  test("is no part of a database's name, nor of a login: neither may end where the server stops reading", async () => {
    expect(await answer("SELECT 1", { database: "app\0x" })).toMatchObject({
      code: request,
      message: "The database name contains the character U+0000",
    });
    const secretArn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:zero";
    api.secrets.set(secretArn, JSON.stringify({ username: "owner\0x", password: TEST_PASSWORD }));
    expect(await answer("SELECT 1", { secretArn })).toMatchObject({
      code: isMysql || code === "DatabaseErrorException" ? "InvalidSecretException" : "BadRequestException",
    });
  });
});
