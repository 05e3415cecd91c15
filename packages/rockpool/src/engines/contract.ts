/** What the rds service needs of a database engine. `postgres/` and `mysql/` implement it with the same file names. */

/** The engine families that Rockpool can run. */
export type EngineFamily = "postgres" | "mysql";

/** Where clients reach a server. */
export interface Endpoint {
  /** A loopback address; on Linux each server has one of its own, so that it can keep its default port. */
  readonly host: string;
  readonly port: number;
}

export interface ServerOptions {
  /** Names the server in events and process listings, e.g. `db-ABCDEFGHIJKLM`. */
  readonly id: string;
  /** What the server belongs to, for messages, e.g. `DB cluster pets`. Default: its id. */
  readonly owner?: string;
  /** The server's own directory; holds data, socket, pid and log files. Removed by `destroy`. */
  readonly directory: string;
  readonly endpoint: Endpoint;
  /** The RDS engine, e.g. `aurora-postgresql`, and its version as the template gives it. */
  readonly engine: string;
  readonly engineVersion: string;
  readonly masterUsername: string;
  readonly masterPassword: string;
  /** Created together with the server. */
  readonly databaseName?: string;
  /** Settings of the parameter groups, already merged. Unknown or managed ones are reported by a notice, not applied. */
  readonly parameters: Readonly<Record<string, string>>;
  /** `durable`: fsync stays on. `ephemeral` (tests): survives `kill -9` of the process, not of the machine. */
  readonly durability: "durable" | "ephemeral";
  /** Called when the server, once available, ends by itself. It may be started again. */
  readonly onGone?: (reason: string) => void;
}

/** One running or stopped database server. */
export interface EngineServer {
  readonly id: string;
  readonly endpoint: Endpoint;
  /** The server's unix socket, in a directory that only this user can enter; the pool and its gateway connect here. */
  readonly socketPath: string;
  /** Starts the server; returns once it accepts logins of the master user. */
  start(): Promise<void>;
  /** Stops it in an orderly way. `pause` and `resume` are the serverless words for the same. */
  stop(): Promise<void>;
  isRunning(): boolean;
  /** Stops the server and removes its directory. */
  destroy(): Promise<void>;
  setMasterPassword(password: string): Promise<void>;
  /** The open sessions of others than the pool itself, and a text that changes with each session that begins. */
  activity(): Promise<{ readonly sessions: number; readonly mark: string }>;
  /**
   * A text that changes whenever a login of this user would come to something else: the server judges it anew (password,
   * expiry, the right to connect), or the session begins with other settings. Undefined for no such user.
   */
  loginMark(username: string): Promise<string | undefined>;
  /** Stops the statement that runs on a connection, whoever's it is; the connection stays. `connection`: the server's own number of it. */
  interrupt(connection: number): Promise<void>;
  /** Settings that can change without a restart are applied; returns the names of those that need one. */
  setParameters(parameters: Readonly<Record<string, string>>): Promise<string[]>;
  /** A consistent copy of the data into `directory`, while the server runs. */
  snapshot(directory: string): Promise<void>;
  /** Makes a running replica a server of its own that accepts writes. */
  promote(): Promise<void>;
}

/** What stands in for what, e.g. MariaDB 10.11 for aurora-mysql 8.0. */
export interface EngineReport {
  readonly family: EngineFamily;
  readonly available: boolean;
  /** e.g. `PostgreSQL 18.4` or `MariaDB 10.11.19`. */
  readonly product?: string;
  readonly binaries?: string;
  /** Why it is not available, or what differs from the engine it stands in for. */
  readonly detail: string;
}

export interface Engine {
  readonly family: EngineFamily;
  /** Finds or fetches the server programs and prepares the template directory. Idempotent; may be called ahead of need. `signal` ends the wait. */
  prepare(signal?: AbortSignal): Promise<void>;
  /** Makes a new server from the template (not started). */
  create(options: ServerOptions): Promise<EngineServer>;
  /** The server whose directory exists already, e.g. after a restart of the pool (not started). */
  open(options: ServerOptions): Promise<EngineServer>;
  /** Makes a new server from a snapshot (not started); the master password is set to that of the options. */
  restore(options: ServerOptions, snapshotDirectory: string): Promise<EngineServer>;
  /** Makes a streaming read replica of a running server (not started). */
  replicate(options: ServerOptions, source: EngineServer): Promise<EngineServer>;
  /** For `rockpool doctor`: what is there, without fetching anything. */
  report(): Promise<EngineReport>;
}
