import { once } from "node:events";
import { type Socket, connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import mysql from "mysql2/promise";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { TEST_PASSWORD } from "../rds/testing.js";
import type { Dialect } from "./dialect.js";
import { GENERATIONS } from "./generation.js";
import { mysqlDialect } from "./mysql/session.js";
import { postgresDialect } from "./postgres/session.js";
import { type TestDataApi, testDataApi } from "./testing.js";

const ENGINES = ["aurora-postgresql", "aurora-mysql"] as const;
const MINUTE = 60_000;
const SLEEP = { "aurora-postgresql": "SELECT pg_sleep(20)::text", "aurora-mysql": "SELECT sleep(20)" };
/** How many of them run. */
const SLEEPING = {
  "aurora-postgresql":
    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(20%' AND state = 'active' AND pid <> pg_backend_pid()",
  "aurora-mysql":
    "SELECT count(*) FROM information_schema.processlist WHERE info LIKE '%sleep(20%' AND id <> connection_id()",
};
const COUNT = {
  "aurora-postgresql": "SELECT count(*) FROM pg_stat_activity WHERE usename = 'owner' AND pid <> pg_backend_pid()",
  "aurora-mysql": "SELECT count(*) FROM information_schema.processlist WHERE user = 'owner' AND id <> connection_id()",
};

describe.each(ENGINES)("the sessions of the Data API on %s", (engine) => {
  const clock = { offset: 0, now: () => Date.now() + clock.offset };
  const environment = testEnvironment({ clock });
  let api: TestDataApi;
  let target: { resourceArn: string; secretArn: string; database: string };
  const endpoint = () => {
    const found = api.target(target.resourceArn);
    return found.endpoint;
  };
  const run = (sql: string, extra: { transactionId?: string; secretArn?: string } = {}) =>
    api.data.operations.ExecuteStatement(api.call, { ...target, sql, ...extra });
  const begin = async () => (await api.data.operations.BeginTransaction(api.call, target)).transactionId;
  const rollback = (transactionId: string) =>
    api.data.operations.RollbackTransaction(api.call, { ...target, transactionId });
  /** Runs SQL as a client of the wire protocol does, past the Data API. */
  async function overTheWire(sql: string, user = "owner", password = TEST_PASSWORD): Promise<unknown> {
    const login = { ...endpoint(), user, password, database: "app" };
    if (engine === "aurora-mysql") {
      const client = await mysql.createConnection(login);
      const [rows] = await client.query({ sql, rowsAsArray: true });
      await client.end();
      return Array.isArray(rows) && Array.isArray(rows[0]) ? rows[0][0] : undefined;
    }
    const client = new pg.Client(login);
    await client.connect();
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: "array" });
    await client.end();
    return rows[0]?.[0];
  }
  const connections = async (): Promise<number> => Number(await overTheWire(COUNT[engine]));
  async function until(expected: number): Promise<void> {
    for (let tries = 0; (await connections()) !== expected; tries += 1) {
      if (tries > 400) throw new Error(`${await connections()} connections are open, not ${expected}`);
      await sleep(50);
    }
  }
  const changePassword = (user: string, password: string): string =>
    engine === "aurora-mysql"
      ? `ALTER USER '${user}'@'%' IDENTIFIED BY '${password}'`
      : `ALTER ROLE ${user} PASSWORD '${password}'`;

  beforeAll(async () => {
    api = testDataApi(environment, { statementTimeout: 1000 });
    const family = engine === "aurora-mysql" ? "aurora-mysql8.0" : "aurora-postgresql17";
    const DBClusterParameterGroupName = `few-${engine}`;
    api.rds.operations.CreateDBClusterParameterGroup(api.call, {
      DBClusterParameterGroupName,
      DBParameterGroupFamily: family,
      Description: "few connections",
    });
    await api.rds.operations.ModifyDBClusterParameterGroup(api.call, {
      DBClusterParameterGroupName,
      Parameters: [{ ParameterName: "max_connections", ParameterValue: "19", ApplyMethod: "pending-reboot" }],
    });
    target = await api.cluster({ engine, settings: { DBClusterParameterGroupName } });
    await run(
      engine === "aurora-mysql"
        ? "CREATE USER 'worker'@'%' IDENTIFIED BY 'worker-1'"
        : "CREATE ROLE worker LOGIN PASSWORD 'worker-1'",
    );
    if (engine === "aurora-mysql") await run("GRANT ALL ON app.* TO 'worker'@'%'");
    api.secrets.set("arn:worker-secret", JSON.stringify({ username: "worker", password: "worker-1" }));
  });
  afterAll(async () => {
    await api.close();
    environment[Symbol.dispose]();
  });

  test("calls one after the other have one session, also those that come while it is made as new", async () => {
    for (const pause of [async () => undefined, () => new Promise(setImmediate), () => sleep(1), () => sleep(25)])
      for (let call = 0; call < 10; call += 1) {
        await run("SELECT 1");
        await pause();
      }
    expect(api.data.connections(endpoint())).toBe(1);
  });

  test("calls in parallel leave a quarter of the server's connections to others", async () => {
    const most: number[] = [];
    const answers = Promise.all(Array.from({ length: 60 }, (_, i) => run(`SELECT ${i}`)));
    let done = false;
    const watching = (async () => {
      while (!done) {
        most.push(api.data.connections(endpoint()));
        await new Promise(setImmediate);
      }
    })();
    expect((await answers).map(({ records }) => records?.[0]?.[0])).toEqual(
      Array.from({ length: 60 }, (_, longValue) => ({ longValue })),
    );
    done = true;
    await watching;
    // PostgreSQL keeps three of the 19 for administrators.
    expect(Math.max(...most)).toBe(engine === "aurora-mysql" ? 14 : 12);
  });

  test("transactions take no more than three quarters of that, and the next one is refused in the database's words", async () => {
    const limit = engine === "aurora-mysql" ? 10 : 9;
    const begun = await Promise.all(Array.from({ length: limit }, begin));
    await expect(begin()).rejects.toMatchObject({
      code: "DatabaseErrorException",
      message:
        engine === "aurora-mysql"
          ? "Too many connections; Error code: 1040; SQLState: 08004"
          : "FATAL: sorry, too many clients already; SQLState: 53300",
    });
    expect((await run("SELECT 1")).records).toEqual([[{ longValue: 1 }]]);
    await Promise.all(begun.map(rollback));
    await rollback(await begin());
  });

  test("a transaction is rolled back three minutes after its last call, and its connection is gone", async () => {
    await run("CREATE TABLE IF NOT EXISTS kept (id int)");
    const id = await begin();
    await run("INSERT INTO kept VALUES (1)", { transactionId: id });
    clock.offset += 2.9 * MINUTE;
    await run("INSERT INTO kept VALUES (2)", { transactionId: id });
    clock.offset += 3 * MINUTE;
    await expect(run("SELECT 1", { transactionId: id })).rejects.toMatchObject({
      code: "TransactionNotFoundException",
      message: `Transaction ${id} is not found. Transaction may be expired.`,
    });
    expect((await run("SELECT count(*) FROM kept")).records).toEqual([[{ longValue: 0 }]]);
  });

  test("a transaction ends after 24 hours however busy it is", async () => {
    const id = await begin();
    for (let minutes = 0; minutes < 24 * 60 - 3; minutes += 2.5) {
      await run("SELECT 1", { transactionId: id });
      clock.offset += 2.5 * MINUTE;
    }
    await run("SELECT 1", { transactionId: id });
    clock.offset += 2.9 * MINUTE;
    await expect(rollback(id)).rejects.toMatchObject({ message: expect.stringContaining("may be expired") });
  });

  test("abandoned transactions leave no connection behind", async () => {
    const before = await connections();
    await Promise.all(Array.from({ length: 8 }, begin));
    expect(await connections()).toBeGreaterThanOrEqual(8);
    clock.offset += 4 * MINUTE;
    // Swept by the service itself, without a call.
    await until(Math.min(before, await connections()));
    expect(await connections()).toBeLessThanOrEqual(before);
  });

  test("the id of a transaction is good for its cluster and its database user alone", async () => {
    const id = await begin();
    await expect(run("SELECT 1", { transactionId: id, secretArn: "arn:worker-secret" })).rejects.toMatchObject({
      code: "TransactionNotFoundException",
      message: `Transaction ${id} is not found.`,
    });
    await rollback(id);
    await expect(rollback(id)).rejects.toMatchObject({
      message: `Transaction ${id} is not found. One previous call resulted in a termination of your transaction.`,
    });
  });

  test("a password that was changed past the Data API ends the sessions of the old one at once", async () => {
    const secretArn = "arn:worker-secret";
    await run("SELECT 1", { secretArn });
    await overTheWire(changePassword("worker", "worker-2"));
    await sleep(60);
    await expect(run("SELECT 1", { secretArn })).rejects.toMatchObject({ code: "DatabaseErrorException" });
    api.secrets.set(secretArn, JSON.stringify({ username: "worker", password: "worker-2" }));
    expect((await run("SELECT 1", { secretArn })).records).toEqual([[{ longValue: 1 }]]);
    // Through the Data API there is not even a moment between.
    await run(changePassword("worker", "worker-3"));
    await expect(run("SELECT 1", { secretArn })).rejects.toMatchObject({ code: "DatabaseErrorException" });
    api.secrets.set(secretArn, JSON.stringify({ username: "worker", password: "worker-3" }));
    await run("SELECT 1", { secretArn });
  });

  test("a secret that changed before its password did is not served by a session of the former one", async () => {
    const secretArn = "arn:worker-secret";
    await run("SELECT 1", { secretArn });
    api.secrets.set(secretArn, JSON.stringify({ username: "worker", password: "worker-4" }));
    await expect(run("SELECT 1", { secretArn })).rejects.toMatchObject({ code: "DatabaseErrorException" });
    await run(changePassword("worker", "worker-4"));
    await run("SELECT 1", { secretArn });
  });

  test("a statement that takes too long is stopped, also in the server, and its session serves the next call", async () => {
    await expect(run(SLEEP[engine])).rejects.toMatchObject({
      code: "StatementTimeoutException",
      message: "Request timed out",
    });
    expect(Number(await overTheWire(SLEEPING[engine]))).toBe(0);
    expect((await run("SELECT 1")).records).toEqual([[{ longValue: 1 }]]);
  });

  test("a statement is stopped also when its user's password has changed in the meantime", async () => {
    api.secrets.set("arn:passing-secret", JSON.stringify({ username: "passing", password: "passing-1" }));
    await run(
      engine === "aurora-mysql"
        ? "CREATE USER 'passing'@'%' IDENTIFIED BY 'passing-1'"
        : "CREATE ROLE passing LOGIN PASSWORD 'passing-1'",
    );
    if (engine === "aurora-mysql") await run("GRANT ALL ON app.* TO 'passing'@'%'");
    const call = run(SLEEP[engine], { secretArn: "arn:passing-secret" }).catch((error: unknown) => error);
    await sleep(200);
    expect(Number(await overTheWire(SLEEPING[engine]))).toBe(1);
    await run(changePassword("passing", "passing-2"));
    expect(await call).toMatchObject({ code: "StatementTimeoutException" });
    expect(Number(await overTheWire(SLEEPING[engine]))).toBe(0);
  });

  test("nothing of a session is seen by the next call: settings, temporary tables, locks, prepared statements", async () => {
    const leaks: Record<(typeof ENGINES)[number], Array<[leave: string, look: string, fresh: unknown]>> = {
      "aurora-postgresql": [
        ["SET search_path = pg_catalog", "SHOW search_path", { stringValue: '"$user", public' }],
        ["SET ROLE worker", "SELECT current_user::text", { stringValue: "owner" }],
        [
          "SELECT set_config('app.left', 'x', false)",
          "SELECT nullif(current_setting('app.left', true), '')",
          { isNull: true },
        ],
        ["CREATE TEMP TABLE left_over (a int)", "SELECT to_regclass('left_over')::text", { isNull: true }],
        ["PREPARE left_over AS SELECT 1", "SELECT count(*) FROM pg_prepared_statements", { longValue: 0 }],
        [
          "SELECT pg_advisory_lock(42)::text",
          "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'",
          { longValue: 0 },
        ],
        ["BEGIN", "SELECT pg_current_xact_id_if_assigned()::text", { isNull: true }],
        ["LISTEN left_over", "SELECT count(*) FROM pg_listening_channels()", { longValue: 0 }],
      ],
      "aurora-mysql": [
        ["SET @left_over = 1", "SELECT @left_over", { isNull: true }],
        ["SET sql_mode = 'ANSI_QUOTES'", "SELECT @@sql_mode LIKE '%ANSI_QUOTES%'", { longValue: 0 }],
        ["USE mysql", "SELECT DATABASE()", { stringValue: "app" }],
        ["SELECT GET_LOCK('left_over', 1)", "SELECT IS_FREE_LOCK('left_over')", { longValue: 1 }],
        ["SET autocommit = 0", "SELECT @@autocommit", { longValue: 1 }],
        ["SET time_zone = '+05:00'", "SELECT @@time_zone", { stringValue: "+00:00" }],
      ],
    };
    if (engine === "aurora-postgresql") await run("GRANT worker TO owner");
    for (const [leave, look, fresh] of leaks[engine]) {
      // The next call comes at once, and resets the session on its way, or after the session was made as new. What all
      // sessions see, such as a lock, may stay until then.
      for (const pause of /lock/i.test(leave) ? [60] : [0, 60]) {
        await run(leave);
        if (pause > 0) await sleep(pause);
        expect([leave, pause, (await run(look)).records?.[0]?.[0]]).toEqual([leave, pause, fresh]);
      }
    }
  });

  test("a session that the server ended is not handed to the next call", async () => {
    const end =
      engine === "aurora-mysql" ? "KILL CONNECTION CONNECTION_ID()" : "SELECT pg_terminate_backend(pg_backend_pid())";
    for (let round = 0; round < 10; round += 1) {
      await expect(run(end)).rejects.toMatchObject({ code: "DatabaseErrorException" });
      // With a transaction of its own, which cannot be rolled back any more.
      const batch = api.data.operations.BatchExecuteStatement(api.call, {
        ...target,
        sql: end,
        parameterSets: [[], []],
      });
      await expect(batch).rejects.toMatchObject({ code: "DatabaseErrorException" });
      expect((await run("SELECT 1")).records).toEqual([[{ longValue: 1 }]]);
    }
  });

  test("a statement whose connection breaks in the middle fails at once, not when its time is up", async () => {
    const { host, port } = endpoint();
    const sockets: Socket[] = [];
    const between = createServer((socket) => {
      const server = connect(port, host);
      for (const each of [socket, server]) sockets.push(each.on("error", () => undefined));
      socket.pipe(server).pipe(socket);
    });
    await once(between.listen(0, "127.0.0.1"), "listening");
    const address = between.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const dialect: Dialect = engine === "aurora-mysql" ? mysqlDialect : postgresDialect;
    const user = { username: "owner", password: TEST_PASSWORD };
    const login = { host: "127.0.0.1", port: address.port, ...user, interrupt: async () => undefined };
    const session = await dialect.open({ ...login, database: "app" });
    const statement = dialect.prepare(SLEEP[engine], GENERATIONS.v2, "call").bind([]);
    const how = {
      generation: GENERATIONS.v2,
      decimals: "STRING",
      longs: "LONG",
      metadata: false,
      sizeLimit: 1000,
    } as const;
    setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, 100);
    await expect(session.execute(statement, how)).rejects.toThrow(/connection/i);
    expect(session.alive).toBe(false);
    between.close();
  }, 10_000);

  test("sessions that nobody uses are closed, also one that a transaction had while all others went", async () => {
    const transaction = await begin();
    await Promise.all(Array.from({ length: 5 }, () => run("SELECT 1")));
    await until(1);
    await rollback(transaction ?? "");
    await Promise.all(Array.from({ length: 5 }, () => run("SELECT 1")));
    expect(api.data.connections(endpoint())).toBeGreaterThan(0);
    const since = performance.now();
    await until(0);
    expect(performance.now() - since).toBeGreaterThan(5000);
    expect(api.data.connections(endpoint())).toBe(0);
  }, 60_000);
});
