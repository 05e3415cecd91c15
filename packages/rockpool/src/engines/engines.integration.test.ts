import { createInterface } from "node:readline";
import { join } from "node:path";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import mysql from "mysql2/promise";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PoolEvent } from "../events.js";
import { testEnvironment } from "../testing/environment.js";
import { runProgram } from "../testing/subprocess.js";
import type { EngineServer, ServerOptions } from "./contract.js";
import { allocateEndpoint, createEngines, type Engines } from "./index.js";
import { commandLine } from "./reap.js";

type Row = Record<string, unknown>;
interface Login {
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
}

/** For machines that are busy with other things. */
const PATIENT = { timeout: 20_000 };

const MASTER = { user: "root_user", password: 'it\'s a "secret" \\ 1' };

const ENGINES = [
  {
    engine: "aurora-postgresql",
    version: "16.6",
    port: 5432,
    standin: /^PostgreSQL 18\.\d+ stands in for aurora-postgresql 16\.6$/,
    /** Of the server in `directory`. */
    pidFile: join("data", "postmaster.pid"),
    missing: /database "nowhere" does not exist/,
    refused: /password authentication failed/,
    forbidden: "COPY (SELECT 1) TO '/tmp/rockpool-forbidden'",
    forbiddenError: /permission denied to COPY to a file/,
    allowed: [
      "CREATE EXTENSION pg_stat_statements",
      "CREATE DATABASE more",
      "CREATE ROLE reader LOGIN PASSWORD 'p'",
      "GRANT rds_iam TO reader",
      "CREATE SCHEMA s",
    ],
    parameters: {
      work_mem: "8192",
      max_connections: "77",
      "rds.force_ssl": "1",
      effective_io_concurrency: "{DBInstanceVCPU*2}",
    },
    changed: { work_mem: "9216", max_connections: "78" },
    live: "SELECT setting AS v FROM pg_settings WHERE name = 'work_mem'",
    restart: "SELECT setting AS v FROM pg_settings WHERE name = 'max_connections'",
    version_: "SELECT aurora_version() AS v",
    versionIs: "16.6.0",
    admin: "rdsadmin",
    adminRefused: /pg_hba.conf rejects connection/,
    async query(server: EngineServer, sql: string, login: Login = {}): Promise<Row[]> {
      const client = new pg.Client({ ...server.endpoint, ...MASTER, database: "app", ...login });
      client.on("error", () => undefined);
      await client.connect();
      try {
        return (await client.query<Row>(sql)).rows;
      } finally {
        await client.end();
      }
    },
  },
  {
    engine: "aurora-mysql",
    version: "8.0.mysql_aurora.3.08.0",
    port: 3306,
    standin: /stands in for aurora-mysql 8\.0\.mysql_aurora\.3\.08\.0/,
    pidFile: "server.pid",
    missing: /Unknown database 'nowhere'/,
    refused: /Access denied/,
    forbidden: "SELECT 1 INTO OUTFILE '/tmp/rockpool-forbidden'",
    forbiddenError: /Access denied/,
    allowed: [
      "CREATE DATABASE more",
      "CREATE USER reader@'%' IDENTIFIED BY 'p'",
      "GRANT SELECT, INSERT ON more.* TO reader@'%'",
      "CREATE FUNCTION one() RETURNS int DETERMINISTIC RETURN 1",
    ],
    parameters: {
      long_query_time: "3",
      back_log: "71",
      innodb_buffer_pool_size: "{DBInstanceClassMemory*3/4}",
      time_zone: "US/Pacific",
    },
    changed: { long_query_time: "4", back_log: "72" },
    live: "SELECT round(@@GLOBAL.long_query_time) AS v",
    restart: "SELECT @@back_log AS v",
    version_: "SELECT VERSION() AS v",
    versionIs: "8.0.39",
    admin: "rdsadmin",
    adminRefused: /Access denied/,
    async query(server: EngineServer, sql: string, login: Login = {}): Promise<Row[]> {
      const client = await mysql.createConnection({ ...server.endpoint, ...MASTER, database: "app", ...login });
      client.on("error", () => undefined);
      try {
        const [rows] = await client.query(sql);
        return Array.isArray(rows) ? rows.map((row) => Object.fromEntries(Object.entries(row))) : [];
      } finally {
        await client.end();
      }
    },
  },
] as const;

/** Where there is no setpriv, servers are watched through a pipe. */
const withoutSetpriv = mkdtempSync(join(tmpdir(), "rockpool-path-"));
for (const name of ["cp", "chown", "true", "unshare"]) {
  const program = ["/usr/bin", "/bin"].map((directory) => join(directory, name)).find((file) => existsSync(file));
  if (program !== undefined) symlinkSync(program, join(withoutSetpriv, name));
}
afterAll(() => rmSync(withoutSetpriv, { recursive: true, force: true }));

const MECHANISMS = [
  { name: "as this machine does it", path: process.env["PATH"] },
  { name: "without setpriv", path: withoutSetpriv },
];

for (const engine of ENGINES) {
  describe(`${engine.engine}`, () => {
    const environment = testEnvironment();
    const events: PoolEvent[] = [];
    environment.events.subscribe((event) => events.push(event));
    let engines: Engines;
    let server: EngineServer;

    const optionsFor = async (id: string, more: Partial<ServerOptions> = {}): Promise<ServerOptions> => ({
      id,
      directory: environment.state.subdirectory("servers", id),
      endpoint: await allocateEndpoint({
        id: `${environment.state.directory}/${id}`,
        defaultPort: engine.port,
        taken: [],
      }),
      engine: engine.engine,
      engineVersion: engine.version,
      masterUsername: MASTER.user,
      masterPassword: MASTER.password,
      databaseName: "app",
      parameters: {},
      durability: "durable",
      ...more,
    });
    const family = (): NonNullable<ReturnType<Engines["forEngine"]>> => {
      const found = engines.forEngine(engine.engine);
      if (found === undefined) throw new Error(`no family runs ${engine.engine}`);
      return found;
    };
    const rows = async (of: EngineServer): Promise<unknown[]> =>
      (await engine.query(of, "SELECT n FROM numbers ORDER BY n")).map((row) => row["n"]);

    beforeAll(async () => {
      engines = createEngines({ environment });
      server = await family().create(await optionsFor("db-main", { parameters: engine.parameters }));
      await server.start();
      await engine.query(server, "CREATE TABLE numbers (n int PRIMARY KEY)");
      await engine.query(server, "INSERT INTO numbers VALUES (1)");
    });
    afterAll(async () => {
      await engines.close();
      environment[Symbol.dispose]();
    });

    it("says which server stands in, once, and which parameters it does not apply", () => {
      const notices = events.flatMap((event) =>
        event.kind === "notice" && event.code !== "engine.fetch" ? [event] : [],
      );
      expect(notices.map((notice) => notice.code)).toEqual(["engine.standin", "engine.parameters"]);
      expect(notices[0]?.message).toMatch(engine.standin);
      expect(events).toContainEqual(
        expect.objectContaining({
          kind: "engine",
          server: "db-main",
          status: "available",
          milliseconds: expect.any(Number),
        }),
      );
      expect(JSON.stringify(events)).not.toContain("secret");
    });

    it("presents itself as the version that was asked for", async () => {
      expect(await engine.query(server, engine.version_)).toEqual([{ v: engine.versionIs }]);
    });

    it("refuses a wrong password, an unknown database and its own superuser over TCP", async () => {
      await expect(engine.query(server, "SELECT 1", { password: "wrong" })).rejects.toThrow(engine.refused);
      await expect(engine.query(server, "SELECT 1", { database: "nowhere" })).rejects.toThrow(engine.missing);
      await expect(engine.query(server, "SELECT 1", { user: engine.admin, password: "" })).rejects.toThrow(
        engine.adminRefused,
      );
    });

    it("lets the master user do what RDS lets it do, and no more", async () => {
      for (const statement of engine.allowed) await engine.query(server, statement);
      await expect(engine.query(server, engine.forbidden)).rejects.toThrow(engine.forbiddenError);
    });

    it("applies a parameter at once where it can, and says which ones wait for a restart", async () => {
      const [live, waiting] = Object.entries(engine.changed);
      expect(await server.setParameters(engine.changed)).toEqual([waiting?.[0]]);
      await expect.poll(async () => String((await engine.query(server, engine.live))[0]?.["v"])).toBe(live?.[1]);
      expect(String((await engine.query(server, engine.restart))[0]?.["v"])).not.toBe(waiting?.[1]);
      await server.stop();
      await server.start();
      expect(String((await engine.query(server, engine.restart))[0]?.["v"])).toBe(waiting?.[1]);
    });

    it("keeps its rows over a stop and a start, also of another pool", async () => {
      await server.stop();
      expect(server.isRunning()).toBe(false);
      await expect(engine.query(server, "SELECT 1")).rejects.toThrow("ECONNREFUSED");
      server = await family().open(await optionsFor("db-main"));
      await server.start();
      expect(await rows(server)).toEqual([1]);
    });

    it("keeps committed rows when the server is killed, and reports the crash", async () => {
      await engine.query(server, "INSERT INTO numbers VALUES (2)");
      process.kill(
        Number.parseInt(
          readFileSync(join(environment.state.directory, "servers", "db-main", engine.pidFile), "utf8"),
          10,
        ),
        "SIGKILL",
      );
      await expect.poll(() => server.isRunning(), PATIENT).toBe(false);
      expect(events.at(-1)).toMatchObject({ status: "failed", detail: expect.stringContaining("server.log") });
      await server.start();
      expect(await rows(server)).toEqual([1, 2]);
    });

    it("changes the master password", async () => {
      await server.setMasterPassword("another");
      await expect(engine.query(server, "SELECT 1")).rejects.toThrow(engine.refused);
      await engine.query(server, "SELECT 1", { password: "another" });
      await server.setMasterPassword(MASTER.password);
      await engine.query(server, "SELECT 1");
    });

    it("restores a snapshot, taken while rows are written, with a password of its own", async () => {
      let writing = true;
      const writer = (async () => {
        for (let n = 1000; writing; n++) await engine.query(server, `INSERT INTO numbers VALUES (${n})`);
      })();
      const snapshot = environment.state.subdirectory("snapshots", "one");
      await server.snapshot(snapshot);
      writing = false;
      await writer;
      await engine.query(server, "DELETE FROM numbers WHERE n >= 1000");

      const copy = await family().restore(await optionsFor("db-restored", { masterPassword: "fresh" }), snapshot);
      await copy.start();
      const restored = await engine.query(copy, "SELECT n FROM numbers ORDER BY n", { password: "fresh" });
      expect(restored.slice(0, 2)).toEqual([{ n: 1 }, { n: 2 }]);
      await expect(engine.query(copy, "SELECT 1")).rejects.toThrow(engine.refused);
      await copy.destroy();
      expect(await rows(server)).toEqual([1, 2]);
    });

    it("makes a read replica that follows its source, and promotes it", async () => {
      const replica = await family().replicate(await optionsFor("db-replica"), server);
      await replica.start();
      expect(await rows(replica)).toEqual([1, 2]);
      await engine.query(server, "INSERT INTO numbers VALUES (3)");
      await expect.poll(() => rows(replica), PATIENT).toEqual([1, 2, 3]);
      await expect(engine.query(replica, "INSERT INTO numbers VALUES (4)")).rejects.toThrow(/read.only/);

      await replica.stop();
      await engine.query(server, "INSERT INTO numbers VALUES (5)");
      await replica.start();
      await expect.poll(() => rows(replica), PATIENT).toEqual([1, 2, 3, 5]);

      await replica.promote();
      await engine.query(replica, "INSERT INTO numbers VALUES (6)");
      await replica.stop();
      await replica.start();
      await engine.query(replica, "INSERT INTO numbers VALUES (7)");
      expect(await rows(server)).toEqual([1, 2, 3, 5]);
      await replica.destroy();
    });

    it("explains a server that cannot start with the words of its log", async () => {
      const bad = await family().create(await optionsFor("db-bad", { endpoint: server.endpoint }));
      await expect(bad.start()).rejects.toMatchObject({
        code: "ServerFailed",
        message: expect.stringMatching(/ended while starting[^]*(address|Address)/),
      });
      expect(bad.isRunning()).toBe(false);
      await bad.destroy();
    });

    it("works in a directory too deep for a socket's path", async () => {
      const deep = await family().create(
        await optionsFor("db-deep", { directory: environment.state.subdirectory("x".repeat(60), "y".repeat(60)) }),
      );
      await deep.start();
      expect(Buffer.byteLength(deep.socketPath)).toBeLessThan(104);
      await deep.destroy();
    });

    it.each(MECHANISMS)(
      "leaves no process two seconds after the pool was killed, and starts again ($name)",
      async ({ path }) => {
        const options = await optionsFor("db-orphan");
        const pool = runProgram(
          `
        import { testEnvironment } from ${JSON.stringify(join(import.meta.dirname, "../testing/environment.ts"))};
        import { createEngines } from ${JSON.stringify(join(import.meta.dirname, "index.ts"))};
        const environment = testEnvironment();
        const engine = createEngines({ environment }).forEngine(${JSON.stringify(engine.engine)});
        const server = await engine.create(${JSON.stringify(options)});
        await server.start();
        console.log("started");
      `,
          { env: { ...process.env, PATH: path } },
        );
        if (pool.stdout === null) throw new Error("no output");
        await createInterface(pool.stdout)[Symbol.asyncIterator]().next();
        const pid = Number.parseInt(readFileSync(join(options.directory, engine.pidFile), "utf8"), 10);
        expect(commandLine(pid)).toContain(options.directory);
        pool.kill("SIGKILL");
        const deadline = Date.now() + 2000;
        while (commandLine(pid) !== "") {
          if (Date.now() > deadline) throw new Error(`still runs: ${commandLine(pid)}`);
          await sleep(10);
        }
        const again = await family().open(options);
        await again.start();
        await engine.query(again, "SELECT 1");
        await again.destroy();
      },
    );
  });
}

it("runs no Oracle, SQL Server or Db2", () => {
  using environment = testEnvironment();
  const engines = createEngines({ environment });
  expect(["oracle-ee", "sqlserver-ex", "db2-se"].map((name) => engines.forEngine(name))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
