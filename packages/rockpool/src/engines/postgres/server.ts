import { existsSync, readdirSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { RockpoolError } from "../../errors.js";
import { commandLine } from "../reap.js";
import { handOver } from "../runas.js";
import { type EngineContext, type LaunchCommand, SupervisedServer } from "../server.js";
import type { ServerOptions } from "../contract.js";
import type { Binaries } from "./binaries.js";
import { identifier, lastingClient, literal, withClient } from "./client.js";
import { applyParameters, configuration } from "./parameters.js";
import { scramVerifier } from "./roles.js";
import { copyWhileRunning, copyWhileStopped } from "./snapshot.js";
import type { Template } from "./template.js";

/** Sessions of users, and how many of all kinds have begun. */
const ACTIVITY = `SELECT (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend' AND usename <> 'rdsadmin') AS open,
  (SELECT sum(sessions)::text FROM pg_stat_database) AS begun`;
/** The role (its row does not change when its VALID UNTIL passes), what sessions of it begin with, and who may connect. */
const LOGIN_MARK = `SELECT md5(concat(r::text, coalesce(rolvaliduntil, 'infinity') < now(),
  (SELECT string_agg(s::text, '' ORDER BY setdatabase, setrole) FROM pg_db_role_setting s WHERE setrole IN (0, r.oid)),
  (SELECT string_agg(oid || datacl::text, '' ORDER BY oid) FROM pg_database WHERE datacl IS NOT NULL))) AS mark
  FROM pg_authid r WHERE rolname = $1`;
const WATCHING_MILLISECONDS = 60 * 60_000;

/** One PostgreSQL server with a data directory of its own. */
export class PostgresServer extends SupervisedServer {
  // A fast shutdown: open sessions end, a checkpoint is written.
  protected readonly stopSignal = "SIGINT";
  // An immediate one: the same without the checkpoint, but nothing stays in shared memory.
  protected readonly dropSignal = "SIGQUIT";
  readonly product: string;
  readonly #binaries: Binaries;
  readonly #template: Template;
  #parameters: Readonly<Record<string, string>>;
  #masterPassword: string;
  /** One connection as long as the server runs: each new one would look like a user's. */
  readonly #watching = lastingClient(() => this.admin(), WATCHING_MILLISECONDS);
  readonly #asking = lastingClient(() => this.admin());

  constructor(context: EngineContext, options: ServerOptions, binaries: Binaries, template: Template) {
    super(context, options);
    this.product = `PostgreSQL ${binaries.version}`;
    this.#binaries = binaries;
    this.#template = template;
    this.#parameters = options.parameters;
    this.#masterPassword = options.masterPassword;
  }

  get socketPath(): string {
    return join(this.socketDirectory, `.s.PGSQL.${this.endpoint.port}`);
  }

  /** Connection settings of the superuser; they work through the socket only. */
  admin(database = "postgres"): pg.ClientConfig {
    return { host: this.socketDirectory, port: this.endpoint.port, user: "rdsadmin", database };
  }

  protected async launch(): Promise<LaunchCommand> {
    await this.#dropForeignPid();
    await this.#configure();
    await handOver(this.socketDirectory, this.context.runAs());
    return {
      command: join(this.#binaries.root, "bin", "postgres"),
      args: ["-D", this.dataDirectory],
      // The environment of our caller (PGDATA, LC_ALL ...) is none of the server's business.
      env: { PATH: process.env["PATH"], TZ: "UTC", LC_ALL: "C.UTF-8" },
      prefix: this.context.runAs().prefix,
    };
  }

  protected async isReady(): Promise<boolean> {
    const [pid, , , , , , , status] = (await this.#pidFile()).split("\n");
    // The file may be of the server before this one; `ready` then stands there too.
    if (status?.trim() !== "ready") return false;
    return Number(pid) === this.processId || commandLine(Number(pid)).includes(this.dataDirectory);
  }

  protected async bootstrap(): Promise<void> {
    // A standby has what its source has.
    if (existsSync(join(this.dataDirectory, "standby.signal"))) return;
    const { masterUsername, databaseName, engine, engineVersion } = this.options;
    const master = identifier(masterUsername);
    const password = literal(scramVerifier(this.#masterPassword, this.context.environment.random));
    if (engine.startsWith("aurora")) {
      for (const database of ["template1", "postgres"]) {
        await withClient(this.admin(database), (client) => client.query(auroraVersion(engineVersion)));
      }
    }
    await withClient(this.admin(), async (client) => {
      const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [masterUsername]);
      if (rowCount === 0) {
        await client.query(
          `CREATE ROLE ${master} LOGIN CREATEDB CREATEROLE PASSWORD ${password} VALID UNTIL 'infinity';
           GRANT rds_superuser TO ${master} WITH ADMIN OPTION;
           ALTER DATABASE postgres OWNER TO ${master}`,
        );
      } else {
        await client.query(`ALTER ROLE ${master} LOGIN PASSWORD ${password}`);
      }
      if (databaseName === undefined) return;
      const existing = await client.query("SELECT FROM pg_database WHERE datname = $1", [databaseName]);
      // Its owner owns schema public through pg_database_owner, and may so create there.
      if (existing.rowCount === 0) await client.query(`CREATE DATABASE ${identifier(databaseName)} OWNER ${master}`);
    });
  }

  protected async login(): Promise<void> {
    const { host, port } = this.endpoint;
    const database = this.options.databaseName ?? "postgres";
    await withClient(
      { host, port, user: this.options.masterUsername, password: this.#masterPassword, database },
      (client) => client.query("SELECT 1"),
    );
  }

  setMasterPassword(password: string): Promise<void> {
    return this.inTurn(async () => {
      const verifier = literal(scramVerifier(password, this.context.environment.random));
      this.#mustRun("change the master password");
      await withClient(this.admin(), (client) =>
        client.query(`ALTER ROLE ${identifier(this.options.masterUsername)} PASSWORD ${verifier}`),
      );
      this.#masterPassword = password;
    });
  }

  async activity(): Promise<{ sessions: number; mark: string }> {
    const { rows } = await this.#watching.use((client) => client.query<{ open: number; begun: string }>(ACTIVITY));
    return { sessions: rows[0]?.open ?? 0, mark: rows[0]?.begun ?? "" };
  }

  async loginMark(username: string): Promise<string | undefined> {
    const { rows } = await this.#asking.use((client) =>
      // Under a name the server plans it once: calls wait for it.
      client.query<{ mark: string }>({ name: "login-mark", text: LOGIN_MARK, values: [username] }),
    );
    return rows[0]?.mark;
  }

  async interrupt(connection: number): Promise<void> {
    // On a connection of its own: those that are shared may wait for what is to be stopped.
    await withClient(this.admin(), (client) => client.query("SELECT pg_cancel_backend($1)", [connection]));
  }

  setParameters(parameters: Readonly<Record<string, string>>): Promise<string[]> {
    return this.inTurn(async () => {
      const before = this.#sortParameters().applied;
      this.#parameters = parameters;
      const after = this.#sortParameters().applied;
      const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
        (name) => before.get(name) !== after.get(name),
      );
      if (!this.isRunning()) return [];
      await this.#configure();
      await withClient(this.admin(), (client) => client.query("SELECT pg_reload_conf()"));
      return changed.filter((name) => this.#template.settings.get(name) === "postmaster");
    });
  }

  promote(): Promise<void> {
    return this.inTurn(async () => {
      this.#mustRun("be promoted");
      await withClient(this.admin(), (client) => client.query("SELECT pg_promote(true, 60)"));
    });
  }

  protected async copyData(to: string): Promise<void> {
    if (this.isRunning()) await copyWhileRunning(this.admin(), this.dataDirectory, to);
    else await copyWhileStopped(this.dataDirectory, to);
  }

  async #configure(): Promise<void> {
    const { applied, ignored } = this.#sortParameters();
    if (ignored.length > 0) {
      const names = ignored.toSorted().join(", ");
      this.context.noticeOnce(
        `${this.id} ${names}`,
        "engine.parameters",
        `${this.options.owner ?? this.id}: ${this.product} runs without these parameters, which are managed or not known here: ${names}`,
      );
    }
    await writeFile(
      join(this.dataDirectory, "postgresql.conf"),
      configuration(this.options, this.socketDirectory, this.#template.settings, applied),
      { mode: 0o600 },
    );
  }

  #sortParameters(): ReturnType<typeof applyParameters> {
    const directory = [join(this.#binaries.root, "lib", "postgresql"), join(this.#binaries.root, "lib")].find((path) =>
      existsSync(path),
    );
    const libraries =
      directory === undefined ? [] : readdirSync(directory).map((file) => file.replace(/\.(so|dylib|dll)$/, ""));
    return applyParameters(this.#parameters, this.#template.settings, new Set(libraries));
  }

  /**
   * After a crash of the machine the process id in the pid file may belong to any program, and PostgreSQL would refuse to start.
   * The file stays when it is merely stale: PostgreSQL reads from it which shared memory to check for survivors.
   */
  async #dropForeignPid(): Promise<void> {
    const pid = Number((await this.#pidFile()).split("\n")[0]);
    if (pid > 0 && commandLine(pid) !== "" && !commandLine(pid).includes(this.dataDirectory))
      await rm(join(this.dataDirectory, "postmaster.pid"), { force: true });
  }

  async #pidFile(): Promise<string> {
    return readFile(join(this.dataDirectory, "postmaster.pid"), "utf8").catch(() => "");
  }

  #mustRun(what: string): void {
    if (this.isRunning()) return;
    throw new RockpoolError("ServerStopped", `server ${this.id} is stopped and so cannot ${what}`, {
      hint: "Start it first.",
    });
  }
}

/** Aurora's function, which clients use to recognise it; in pg_catalog, as there. */
function auroraVersion(engineVersion: string): string {
  const version = /^\d+\.\d+$/.test(engineVersion) ? `${engineVersion}.0` : engineVersion;
  return `SET allow_system_table_mods = on;
    CREATE OR REPLACE FUNCTION pg_catalog.aurora_version() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS ${literal(`SELECT ${literal(version)}::text`)}`;
}
