import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type mysql from "mysql2/promise";
import { RockpoolError } from "../../errors.js";
import type { ServerOptions } from "../contract.js";
import { type EngineContext, type LaunchCommand, SupervisedServer } from "../server.js";
import { masterStatements, passwordStatement } from "./accounts.js";
import type { Binaries } from "./binaries.js";
import { identifier, lastingClient, withClient } from "./client.js";
import { applyParameters, fileOptions, serverOptions } from "./parameters.js";
import { atPosition, connect, isReplica, type LogPosition, promote, replicationAccount } from "./replica.js";
import { copyWhileRunning, copyWhileStopped } from "./snapshot.js";

/** ER_UNKNOWN_SYSTEM_VARIABLE and ER_INCORRECT_GLOBAL_LOCAL_VAR: "is a read only variable". */
const UNKNOWN_VARIABLE = 1193;
const READ_ONLY_VARIABLE = 1238;

const WATCHING_MILLISECONDS = 60 * 60_000;

/** One MariaDB or MySQL server with a data directory of its own. */
export class MysqlServer extends SupervisedServer {
  protected readonly stopSignal = "SIGTERM";
  protected readonly dropSignal = "SIGKILL";
  readonly product: string;
  readonly #binaries: Binaries;
  #parameters: Readonly<Record<string, string>>;
  #masterPassword: string;
  /** How often settings have changed: sessions that began before have the old ones. */
  #changes = 0;
  /** One connection as long as the server runs: each new one would look like a user's. */
  readonly #watching = lastingClient(() => this.admin(), WATCHING_MILLISECONDS);
  readonly #asking = lastingClient(() => this.admin());
  /** The source that the next start connects this server to. */
  #source: MysqlServer | undefined;

  constructor(context: EngineContext, options: ServerOptions, binaries: Binaries) {
    super(context, options);
    this.product = binaries.product;
    this.#binaries = binaries;
    this.#parameters = options.parameters;
    this.#masterPassword = options.masterPassword;
  }

  get socketPath(): string {
    return join(this.socketDirectory, "mysqld.sock");
  }

  /** Connection settings of the superuser; they work through the socket only. */
  admin(): mysql.ConnectionOptions {
    return { socketPath: this.socketPath, user: "rdsadmin" };
  }

  /** From the next start on this server follows `source`. */
  follow(source: MysqlServer): void {
    this.#source = source;
  }

  protected async launch(): Promise<LaunchCommand> {
    const temporary = join(this.options.directory, "tmp");
    await mkdir(temporary, { recursive: true, mode: 0o700 });
    // A socket of the server before this one would look like an answer.
    await rm(this.socketPath, { force: true });
    const paths = {
      directory: temporary,
      socket: this.socketPath,
      pid: this.#pidFile,
      readOnly: isReplica(this.dataDirectory),
    };
    const { applied, ignored } = applyParameters(this.#parameters);
    if (ignored.length > 0) this.#noticeIgnored(ignored);
    return {
      command: this.#binaries.program,
      args: [
        ...fileOptions(this.#binaries, this.dataDirectory),
        ...serverOptions(this.options, this.#binaries, paths, applied),
      ],
      env: this.#binaries.env,
    };
  }

  protected async isReady(): Promise<boolean> {
    if (!existsSync(this.socketPath)) return false;
    try {
      await withClient(this.admin(), (client) => client.query("SELECT 1"));
      return true;
    } catch {
      return false;
    }
  }

  protected async bootstrap(): Promise<void> {
    if (isReplica(this.dataDirectory)) {
      if (this.#source === undefined)
        throw new RockpoolError("ReplicaUnfinished", `replica ${this.id} was never connected to its source`, {
          hint: "Delete it and create it again.",
        });
      const account = await replicationAccount(this.#source.admin(), this.id, this.context.environment.random);
      await connect(this.admin(), this.dataDirectory, this.#source.endpoint, account);
      return;
    }
    const { masterUsername, databaseName } = this.options;
    await withClient(this.admin(), async (client) => {
      for (const statement of masterStatements(masterUsername, this.#masterPassword, this.#binaries))
        await client.query(statement);
      if (databaseName !== undefined) await client.query(`CREATE DATABASE IF NOT EXISTS ${identifier(databaseName)}`);
    });
  }

  protected async login(): Promise<void> {
    const { host, port } = this.endpoint;
    await withClient({ host, port, user: this.options.masterUsername, password: this.#masterPassword }, (client) =>
      client.query("SELECT 1"),
    );
  }

  setMasterPassword(password: string): Promise<void> {
    return this.inTurn(async () => {
      this.#mustRun("change the master password");
      await withClient(this.admin(), (client) =>
        client.query(passwordStatement(this.options.masterUsername, password, this.#binaries)),
      );
      this.#masterPassword = password;
    });
  }

  async activity(): Promise<{ sessions: number; mark: string }> {
    return this.#watching.use(async (client) => {
      const [sessions] = await client.query<mysql.RowDataPacket[]>(
        "SELECT COUNT(*) AS open FROM information_schema.processlist WHERE user NOT IN ('rdsadmin', 'system user', 'event_scheduler') AND command NOT IN ('Daemon', 'Binlog Dump')",
      );
      const [begun] = await client.query<mysql.RowDataPacket[]>("SHOW GLOBAL STATUS LIKE 'Connections'");
      return { sessions: Number(sessions[0]?.["open"]), mark: String(begun[0]?.["Value"]) };
    });
  }

  async loginMark(username: string): Promise<string | undefined> {
    const table =
      this.#binaries.flavour === "mysql"
        ? "SELECT MD5(GROUP_CONCAT(host, plugin, authentication_string, account_locked, password_expired)) AS mark FROM mysql.user WHERE user = ?"
        : "SELECT MD5(GROUP_CONCAT(host, priv)) AS mark FROM mysql.global_priv WHERE user = ?";
    const [rows] = await this.#asking.use((client) => client.query<mysql.RowDataPacket[]>(table, [username]));
    const mark: unknown = rows[0]?.["mark"];
    return typeof mark === "string" ? `${mark} ${this.#changes}` : undefined;
  }

  async interrupt(connection: number): Promise<void> {
    // On a connection of its own: those that are shared may wait for what is to be stopped.
    await withClient(this.admin(), (client) => client.query(`KILL QUERY ${connection}`));
  }

  setParameters(parameters: Readonly<Record<string, string>>): Promise<string[]> {
    return this.inTurn(async () => {
      const before = applyParameters(this.#parameters).applied;
      const { applied: after, ignored } = applyParameters(parameters);
      this.#parameters = parameters;
      if (ignored.length > 0) this.#noticeIgnored(ignored);
      if (!this.isRunning()) return [];
      const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
        (name) => before.get(name) !== after.get(name),
      );
      const pending: string[] = [];
      await withClient(this.admin(), async (client) => {
        for (const name of changed) {
          // What was taken out of the group goes back to the server's default at its next start.
          const outcome = await setGlobal(client, name, after.get(name));
          if (outcome === "restart") pending.push(name);
          if (outcome === "unknown") this.#noticeIgnored([name]);
        }
      });
      this.#changes += 1;
      return pending;
    });
  }

  promote(): Promise<void> {
    return this.inTurn(async () => {
      this.#mustRun("be promoted");
      await promote(this.admin(), this.dataDirectory);
    });
  }

  /** A copy for a replica, and where in the binary log it was taken. */
  copyWithPosition(to: string): Promise<LogPosition> {
    return this.inTurn(() => atPosition(this.admin(), () => this.copyData(to)));
  }

  protected async copyData(to: string): Promise<void> {
    if (this.isRunning()) await copyWhileRunning(Number(await readFile(this.#pidFile, "utf8")), this.dataDirectory, to);
    else await copyWhileStopped(this.dataDirectory, to);
  }

  get #pidFile(): string {
    return join(this.options.directory, "server.pid");
  }

  #noticeIgnored(names: readonly string[]): void {
    const list = names.toSorted().join(", ");
    this.context.noticeOnce(
      `${this.id} ${list}`,
      "engine.parameters",
      `${this.options.owner ?? this.id}: ${this.product} runs without these parameters, which are managed or not known here: ${list}`,
    );
  }

  #mustRun(what: string): void {
    if (this.isRunning()) return;
    throw new RockpoolError("ServerStopped", `server ${this.id} is stopped and so cannot ${what}`, {
      hint: "Start it first.",
    });
  }
}

async function setGlobal(
  client: mysql.Connection,
  name: string,
  value: string | undefined,
): Promise<"set" | "restart" | "unknown"> {
  try {
    const number = value !== undefined && /^-?\d+(\.\d+)?$/.test(value);
    await client.query(
      `SET GLOBAL ${identifier(name)} = ${value === undefined ? "DEFAULT" : number ? value : "?"}`,
      value === undefined || number ? [] : [value],
    );
    return "set";
  } catch (error) {
    const code = error instanceof Error && "errno" in error ? error.errno : undefined;
    if (code === UNKNOWN_VARIABLE) return "unknown";
    if (code === READ_ONLY_VARIABLE) return "restart";
    throw error;
  }
}
