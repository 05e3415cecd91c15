import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { type TestDataApi, testDataApi } from "./testing.js";

const SECRET = "arn:aws:secretsmanager:us-east-1:000000000000:secret:";

describe("what a caller leaves on a session", () => {
  const environment = testEnvironment();
  let api: TestDataApi;
  type Target = { resourceArn: string; secretArn: string; database: string };
  let postgres: Target;
  let mysql: Target;
  const run = async (
    target: Target,
    sql: string,
    extra: { includeResultMetadata?: boolean; secretArn?: string } = {},
  ) => api.data.operations.ExecuteStatement(api.call, { ...target, sql, ...extra });
  const value = async (target: Target, sql: string) => (await run(target, sql)).records?.[0]?.[0];

  beforeAll(async () => {
    api = testDataApi(environment);
    [postgres, mysql] = await Promise.all([
      api.cluster({ engine: "aurora-postgresql" }),
      api.cluster({ engine: "aurora-mysql" }),
    ]);
  });
  afterAll(async () => {
    await api.close();
    environment[Symbol.dispose]();
  });

  test("cannot make the next calls fail, though it makes the reset fail", async () => {
    const poison = `DO $x$ BEGIN
      FOR i IN 1..60 LOOP EXECUTE 'CREATE TEMP TABLE t' || i || ' (a int PRIMARY KEY, b text)'; END LOOP;
      PERFORM set_config('statement_timeout', '1', false);
    END $x$`;
    const next: ReadonlyArray<() => Promise<unknown>> = [
      () => value(postgres, "SELECT 1"),
      () => api.data.operations.BeginTransaction(api.call, postgres),
      () =>
        api.data.operations.BatchExecuteStatement(api.call, {
          ...postgres,
          sql: "SET DateStyle = ISO",
          parameterSets: [[], []],
        }),
    ];
    for (const call of next) {
      const poisoned = await run(postgres, poison);
      expect(poisoned.numberOfRecordsUpdated).toBe(0);
      await expect(call()).resolves.toBeDefined();
    }
  });

  test("costs its session nothing when it is a transaction that SQL has opened", async () => {
    const before = await value(postgres, "SELECT pg_backend_pid()");
    await run(postgres, "BEGIN");
    await sleep(100);
    expect(await value(postgres, "SELECT pg_backend_pid()")).toEqual(before);
  });

  test("is no role, neither one more nor one less", async () => {
    await run(mysql, "CREATE ROLE reader");
    await run(mysql, "GRANT reader TO owner");
    await run(mysql, "SET ROLE reader");
    expect(await value(mysql, "SELECT CURRENT_ROLE()")).toEqual({ isNull: true });
    await run(mysql, "SET DEFAULT ROLE reader");
    expect(await value(mysql, "SELECT CURRENT_ROLE()")).toEqual({ stringValue: "reader" });
    await run(mysql, "SET ROLE NONE");
    expect(await value(mysql, "SELECT CURRENT_ROLE()")).toEqual({ stringValue: "reader" });
    await sleep(100);
    const id = await value(mysql, "SELECT CONNECTION_ID()");
    await sleep(100);
    expect(await value(mysql, "SELECT CONNECTION_ID()")).toEqual(id);
  });

  test("is no other mode of SQL than that of the first call", async () => {
    // Nobody has had a session with this database.
    const target = { ...mysql, database: "information_schema" };
    const modes = () => value(target, "SELECT CONCAT_WS(' ', @@sql_mode, @@autocommit, @@collation_connection)");
    const fresh = await modes();
    await sleep(100);
    expect(await modes()).toEqual(fresh);
  });

  describe("is nothing that has gone wrong", () => {
    const looks = [
      "SHOW WARNINGS",
      "SHOW COUNT(*) ERRORS",
      "SELECT @@error_count",
      "SELECT @@warning_count + :n",
      "SHOW SESSION STATUS LIKE 'Com_kill'",
      "CALL look()",
      "EXECUTE IMMEDIATE 'SHOW ERRORS'",
    ];
    const seen = async (sql: string, extra: { transactionId?: string } = {}) => {
      const parameters = sql.includes(":n") ? [{ name: "n", value: { longValue: 0 } }] : [];
      const { records } = await api.data.operations.ExecuteStatement(api.call, { ...mysql, ...extra, sql, parameters });
      return records;
    };
    const fresh = new Map<string, unknown>();

    beforeAll(async () => {
      await run(mysql, "CREATE PROCEDURE look() SHOW WARNINGS");
      for (const [index, sql] of looks.entries()) {
        // A database that nobody has had a session with.
        const database = `nobodys${index}`;
        await run(mysql, `CREATE DATABASE ${database}`);
        const text = sql.replace("look", "app.look").replace(":n", "0");
        fresh.set(sql, (await run({ ...mysql, database }, text)).records);
      }
    });

    test.each(looks)("for %s, neither of another call nor of the reset", async (sql) => {
      for (const before of ["DO 1", "DO 1 / 0", "DROP TABLE IF EXISTS none_such", "SELECT * FROM none_such"]) {
        for (const pause of [0, 60]) {
          await run(mysql, before).catch(() => undefined);
          if (pause > 0) await sleep(pause);
          expect([before, pause, await seen(sql)]).toEqual([before, pause, fresh.get(sql)]);
        }
        await run(mysql, before).catch(() => undefined);
        const { transactionId } = await api.data.operations.BeginTransaction(api.call, mysql);
        expect([before, await seen(sql, { transactionId })]).toEqual([before, fresh.get(sql)]);
        await api.data.operations.RollbackTransaction(api.call, { ...mysql, transactionId });
      }
    });
  });

  test("is no number of changed rows, whether the next call comes at once or later", async () => {
    const seen = new Set<string>();
    for (const before of ["DO 1", "DO 1 / 0"]) {
      for (const pause of [0, 3, 60]) {
        await run(mysql, before).catch(() => undefined);
        if (pause > 0) await sleep(pause);
        seen.add(JSON.stringify((await run(mysql, "SELECT ROW_COUNT()")).records));
      }
    }
    expect([...seen]).toEqual([JSON.stringify([[{ longValue: 0 }]])]);
  });

  test("is no statement that it had profiled, in a call or a transaction", async () => {
    const profiles = () =>
      Promise.all(["SHOW PROFILES", "SELECT * FROM information_schema.PROFILING"].map((sql) => run(mysql, sql)));
    const none = [expect.objectContaining({ records: [] }), expect.objectContaining({ records: [] })];
    await run(mysql, "CREATE PROCEDURE keep() SET profiling = 1");
    const ways = ["SET profiling = 1", "CALL keep()", "EXECUTE IMMEDIATE CONCAT('SET profi', 'ling = 1')"];
    for (const way of ways) {
      for (const pause of [0, 60]) {
        await run(mysql, way);
        if (pause > 0) await sleep(pause);
        await run(mysql, "SELECT 'secret'");
        expect([way, await profiles()]).toEqual([way, none]);
      }
    }
    for (const pause of [0, 60]) {
      const { transactionId } = await api.data.operations.BeginTransaction(api.call, mysql);
      for (const sql of ["SET @@SESSION.`profiling` = ON", "SELECT 'secret'"])
        await api.data.operations.ExecuteStatement(api.call, { ...mysql, transactionId, sql });
      const own = await api.data.operations.ExecuteStatement(api.call, {
        ...mysql,
        transactionId,
        sql: "SHOW PROFILES",
      });
      expect(own.records).toHaveLength(1);
      if (pause > 0)
        await api.data.operations.ExecuteStatement(api.call, { ...mysql, transactionId, sql: "SET profiling = 0" });
      await api.data.operations.CommitTransaction(api.call, { ...mysql, transactionId });
      if (pause > 0) await sleep(pause);
      expect(await profiles()).toEqual(none);
    }
  });

  test("is no name of a type that has another one by now", async () => {
    const typeName = async (sql: string) =>
      (await run(postgres, sql, { includeResultMetadata: true })).columnMetadata?.[0]?.typeName;
    await run(postgres, "CREATE TYPE mood AS ENUM ('good')");
    expect(await typeName("SELECT 'good'::mood")).toBe("mood");
    await run(postgres, "ALTER TYPE mood RENAME TO humour");
    expect(await typeName("SELECT 'good'::humour")).toBe("humour");
  });

  test("is no login that has expired since", async () => {
    const secretArn = `${SECRET}guest`;
    api.secrets.set(secretArn, JSON.stringify({ username: "guest", password: "guest-1" }));
    await run(postgres, "CREATE ROLE guest LOGIN PASSWORD 'guest-1'");
    const until = new Date(Date.now() + 700);
    await run(postgres, `ALTER ROLE guest VALID UNTIL '${until.toISOString()}'`);
    const call = () => run(postgres, "SELECT 1", { secretArn });
    await expect(call()).resolves.toBeDefined();
    await sleep(until.getTime() - Date.now() + 100);
    await expect(call()).rejects.toThrow("password authentication failed");
  });
});
