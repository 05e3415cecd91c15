import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { testEnvironment } from "../../../testing/environment.js";
import { TEST_PASSWORD } from "../../rds/testing.js";
import { type Login, NotReset, type Outcome, type Session } from "../dialect.js";
import type { Field } from "../fields.js";
import { GENERATIONS } from "../generation.js";
import { type TestDataApi, testDataApi } from "../testing.js";
import { type MysqlStatement, prepareMysql } from "./parameters.js";
import { mysqlDialect } from "./session.js";

const MEBIBYTE = 1_048_576;
const OPTIONS = {
  generation: GENERATIONS.v2,
  decimals: "STRING",
  longs: "LONG",
  metadata: false,
  sizeLimit: MEBIBYTE,
} as const;

describe("a session on MySQL", () => {
  const environment = testEnvironment();
  let api: TestDataApi;
  let login: Login;
  const opened: Array<Session<MysqlStatement>> = [];

  async function open(database: string | null = "app"): Promise<Session<MysqlStatement>> {
    const session = await mysqlDialect.open({ ...login, database: database ?? undefined });
    opened.push(session);
    return session;
  }
  const bound = (sql: string, ...values: Field[]): MysqlStatement =>
    prepareMysql(sql, GENERATIONS.v2, "call").bind(values.map((value, index) => ({ name: `p${index}`, value })));
  const run = (session: Session<MysqlStatement>, sql: string, ...values: Field[]): Promise<Outcome> =>
    session.execute(bound(sql, ...values), OPTIONS);
  async function rowsOf(table: string): Promise<unknown> {
    const session = await open();
    return (await run(session, `SELECT * FROM ${table}`)).rows;
  }

  const DBClusterParameterGroupName = "of-the-session";
  const parameter = (ParameterName: string, ParameterValue: string, ApplyMethod: "immediate" | "pending-reboot") =>
    api.rds.operations.ModifyDBClusterParameterGroup(api.call, {
      DBClusterParameterGroupName,
      Parameters: [{ ParameterName, ParameterValue, ApplyMethod }],
    });

  beforeAll(async () => {
    api = testDataApi(environment);
    api.rds.operations.CreateDBClusterParameterGroup(api.call, {
      DBClusterParameterGroupName,
      DBParameterGroupFamily: "aurora-mysql8.0",
      Description: "packets that are longer than one of the protocol",
    });
    await parameter("max_allowed_packet", String(64 * MEBIBYTE), "pending-reboot");
    const { resourceArn } = await api.cluster({ engine: "aurora-mysql", settings: { DBClusterParameterGroupName } });
    const target = api.target(resourceArn);
    login = {
      ...target.endpoint,
      username: "owner",
      password: TEST_PASSWORD,
      database: "app",
      interrupt: (connection) => target.interrupt(connection),
    };
  });
  afterEach(() => {
    for (const session of opened.splice(0)) session.close();
  });
  afterAll(async () => {
    await api.close();
    environment[Symbol.dispose]();
  });

  test("runs nothing when a statement cannot be prepared, neither it nor the one before it", async () => {
    const session = await open();
    await run(session, "CREATE TABLE once (a int)");
    await run(session, "INSERT INTO once VALUES (:p0)", { longValue: 1 });
    await session.executeAll([bound("INSERT INTO once VALUES (:p0)", { longValue: 2 })], OPTIONS);
    for (const sql of ["INSERT INTO none_such VALUES (:p0)", "SELEKT :p0", "INSERT INTO once VALUES (:p0, :p0)"])
      await expect(run(session, sql, { longValue: 3 })).rejects.toMatchObject({ errno: expect.any(Number) });
    await expect(run(session, "SELECT ?, :p0", { longValue: 3 })).rejects.toMatchObject({ errno: 1210 });
    expect(await rowsOf("once")).toEqual([[{ longValue: 1 }], [{ longValue: 2 }]]);
  });

  test("leaves no prepared statement on the server", async () => {
    const session = await open();
    const count = async () => {
      const { rows } = await run(session, "SHOW SESSION STATUS LIKE 'Prepared_stmt_count'");
      return rows;
    };
    const before = await count();
    await run(session, "SELECT :p0", { longValue: 1 });
    await session.executeAll(
      Array.from({ length: 3 }, () => bound("DO :p0", { longValue: 1 })),
      OPTIONS,
    );
    await run(session, "SELECT ?, :p0", { longValue: 3 }).catch(() => undefined);
    expect(await count()).toEqual(before);
  });

  describe("that another call has used", () => {
    test("is as new for the next statement, which goes out with the reset", async () => {
      const session = await open();
      await run(session, "SET @a = 1, sql_mode = '', time_zone = '+09:00', NAMES latin1");
      await run(session, "CREATE TEMPORARY TABLE mine (a int)");
      await session.reset();
      const { rows } = await run(session, "SELECT @a, @@sql_mode = @@GLOBAL.sql_mode, @@time_zone, DATABASE(), 'é'");
      expect(rows).toEqual([
        [{ isNull: true }, { longValue: 1 }, { stringValue: "+00:00" }, { stringValue: "app" }, { stringValue: "é" }],
      ]);
      await expect(run(session, "SELECT * FROM mine")).rejects.toMatchObject({ errno: 1146 });
    });

    test("is in its own database again when no statement comes at once", async () => {
      const session = await open();
      await run(session, "USE mysql");
      await session.reset();
      await session.settle();
      expect((await run(session, "SELECT DATABASE()")).rows).toEqual([[{ stringValue: "app" }]]);
    });

    test("keeps the settings of the API when the server's own change", async () => {
      const settings = "SELECT @@time_zone, @@collation_connection = @@GLOBAL.collation_connection";
      const old = await open();
      const { rows } = await run(old, settings);
      await old.reset();
      await parameter("time_zone", "+05:00", "immediate");
      try {
        // It would have them after the reset.
        await expect(run(old, settings)).rejects.toBeInstanceOf(NotReset);
        const young = await open();
        for (let times = 0; times < 2; times += 1) {
          expect((await run(young, settings)).rows).toEqual(rows);
          await young.reset();
        }
      } finally {
        await parameter("time_zone", "+00:00", "immediate");
      }
    });

    test.each([
      ["with another role", "app", "SET ROLE other"],
      ["in a database, where none was named", null, "USE app"],
      ["in another database", "app", "USE mysql"],
      ["without its database, which is gone", "passing", "DROP DATABASE passing"],
    ])("%s, runs nothing more", async (_what, database, sql) => {
      const admin = await open();
      await run(admin, "CREATE OR REPLACE TABLE app.not_yet (a int) ENGINE = MyISAM");
      if (sql.includes("ROLE")) {
        await run(admin, "CREATE ROLE other");
        await run(admin, "GRANT other TO owner");
      }
      for (const values of [[], [{ longValue: 1 }]]) {
        if (database === "passing") await run(admin, "CREATE DATABASE passing");
        const session = await open(database);
        await run(session, sql);
        await session.reset();
        const insert = run(session, `INSERT INTO app.not_yet VALUES (${values.length === 0 ? "1" : ":p0"})`, ...values);
        await expect(insert).rejects.toBeInstanceOf(NotReset);
        expect(session.alive).toBe(false);
      }
      expect(await rowsOf("not_yet")).toEqual([]);
    });

    test("lets go at once of a transaction, and with the reset of everything else", async () => {
      const [holder, other] = [await open(), await open()];
      await run(holder, "CREATE TABLE held (a int)");
      await run(holder, "START TRANSACTION");
      await run(holder, "INSERT INTO held VALUES (1)");
      await holder.reset();
      await run(other, "SET lock_wait_timeout = 1");
      await run(other, "DROP TABLE held");
      await run(holder, "SELECT GET_LOCK('mine', 0)");
      await holder.reset();
      await holder.settle();
      expect((await run(other, "SELECT GET_LOCK('mine', 0)")).rows).toEqual([[{ longValue: 1 }]]);
    });
  });

  test("whose connection the server ends fails what runs, and is not alive", async () => {
    const session = await open();
    const failing = run(session, "SELECT sleep(:p0)", { longValue: 20 }).catch((error: unknown) => error);
    const killer = await open();
    await run(killer, `KILL ${session.processId}`);
    expect(await failing).toBeInstanceOf(Error);
    expect(session.alive).toBe(false);
    await expect(run(session, "SELECT 1")).rejects.toThrow("connection");
  });

  test("that is closed fails what runs", async () => {
    const session = await open();
    const sleeping = run(session, "SELECT sleep(20)");
    setTimeout(() => session.close(), 50);
    await expect(sleeping).rejects.toThrow("closed");
  });

  describe("with much to send or to read", () => {
    test("takes parameters that are longer than one packet of the protocol", async () => {
      const session = await open();
      const four = "čtyři ".repeat(600_000).slice(0, 4 * MEBIBYTE - 7);
      const octets = Buffer.byteLength(four);
      const sum = await run(
        session,
        `SELECT ${Array.from({ length: 5 }, () => "LENGTH(:p0)").join(" + ")}, MD5(:p0) = MD5(:p0)`,
        {
          stringValue: four,
        },
      );
      expect(5 * octets).toBeGreaterThan(16 * MEBIBYTE);
      expect(sum.rows).toEqual([[{ longValue: 5 * octets }, { longValue: 1 }]]);
    });

    test.each([15 * MEBIBYTE, 16 * MEBIBYTE - 1, 40 * MEBIBYTE])(
      "finds a value of %d bytes too large, and reads no more of it than it must",
      async (octets) => {
        const session = await open();
        await expect(run(session, `SELECT REPEAT('x', ${octets})`)).rejects.toThrow("exceeds the size limit");
        expect(session.alive).toBe(octets < 16 * MEBIBYTE - 1);
      },
    );

    test("reads over what a procedure gives behind its first result, however much it is", async () => {
      const session = await open();
      const procedure = `SELECT 1 AS a; SELECT REPEAT('x', ${17 * MEBIBYTE}) FROM seq_1_to_2; INSERT INTO after VALUES (1)`;
      await run(session, "CREATE TABLE after (a int)");
      await run(session, `CREATE PROCEDURE much() BEGIN ${procedure}; END`);
      expect(await run(session, "CALL much()")).toMatchObject({ rows: [[{ longValue: 1 }]], labels: ["a"] });
      expect((await run(session, "SELECT a FROM after WHERE a = :p0", { longValue: 1 })).rows).toHaveLength(1);
    });

    test("tells of an error behind rows that have come", async () => {
      const session = await open();
      await run(session, "CREATE PROCEDURE broken() BEGIN SELECT 1; SELECT * FROM none_such; END");
      await expect(run(session, "CALL broken()")).rejects.toMatchObject({ errno: 1146 });
      expect((await run(session, "SELECT 2")).rows).toEqual([[{ longValue: 2 }]]);
    });
  });

  describe.each(["InnoDB", "MyISAM"])("a batch in a table of %s", (engine) => {
    test("ends with the first set that fails, and the sets behind it are not done", async () => {
      const session = await open();
      await run(session, `CREATE OR REPLACE TABLE sets (a int PRIMARY KEY) ENGINE = ${engine}`);
      await session.begin();
      const sets = [1, 2, 2, 3].map((longValue) => bound("INSERT INTO sets VALUES (:p0)", { longValue }));
      await expect(session.executeAll(sets, OPTIONS)).rejects.toMatchObject({ errno: 1062 });
      await session.commit();
      expect(await rowsOf("sets")).toEqual([[{ longValue: 1 }], [{ longValue: 2 }]]);
    });

    test("may have a type of its own for each value", async () => {
      const session = await open();
      await run(session, `CREATE OR REPLACE TABLE sets (a varchar(20)) ENGINE = ${engine}`);
      const values: Field[] = [
        { longValue: 1 },
        { stringValue: "b" },
        { isNull: true },
        { doubleValue: 0.5 },
        { booleanValue: true },
      ];
      const outcomes = await session.executeAll(
        values.map((value) => bound("INSERT INTO sets VALUES (:p0)", value)),
        OPTIONS,
      );
      expect(outcomes.map(({ updated }) => updated)).toEqual([1, 1, 1, 1, 1]);
      expect(await rowsOf("sets")).toEqual(
        ["1", "b", null, "0.5", "1"].map((text) => [text === null ? { isNull: true } : { stringValue: text }]),
      );
    });
  });
});
