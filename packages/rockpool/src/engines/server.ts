import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Environment } from "../environment.js";
import { messageOf, RockpoolError } from "../errors.js";
import type { Endpoint, EngineServer, ServerOptions } from "./contract.js";
import type { RunAs } from "./runas.js";
import { removeShortPath, shortPath } from "./socket.js";
import { spawnSupervised, type SuperviseOptions, type Supervised } from "./supervisor.js";

/** What the servers of one pool share. */
export interface EngineContext {
  readonly environment: Environment;
  readonly cacheDirectory: string;
  /** How to run a program that refuses root. */
  readonly runAs: () => RunAs;
  /** Aborts when the engines close: what is being fetched is given up. */
  readonly closing: AbortSignal;
  /** Running servers, for an orderly end. */
  readonly running: Set<SupervisedServer>;
  /** Emits a notice the first time that `key` is seen. */
  noticeOnce(key: string, code: string, message: string, level?: "info" | "warning"): void;
}

export interface LaunchCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** In front of the command, see runas.ts. */
  readonly prefix?: readonly string[];
}

/** How long a server may take to accept logins; recovery after a crash included. */
const START_LIMIT = 60_000;
/** How long an orderly stop may take before the server is killed. Nothing committed is lost then. */
const STOP_LIMIT = 20_000;
const LOG_LIMIT = 5_000_000;

/** The life of a database server, the same for both families: directories, start, stop, crash, removal. */
export abstract class SupervisedServer implements EngineServer {
  readonly id: string;
  readonly endpoint: Endpoint;
  protected readonly context: EngineContext;
  protected readonly options: ServerOptions;
  /** Whether the start was announced; an end after that comes as a surprise. */
  #announced = false;
  #process: Supervised | undefined;
  /** Operations run one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(context: EngineContext, options: ServerOptions) {
    this.context = context;
    this.options = options;
    this.id = options.id;
    this.endpoint = options.endpoint;
  }

  /** Ends the server in order. */
  protected abstract readonly stopSignal: NodeJS.Signals;
  /** Ends the server at once, when its data will not be needed. */
  protected abstract readonly dropSignal: NodeJS.Signals;
  /** What runs, e.g. `PostgreSQL 18.4`. */
  abstract readonly product: string;
  /** Writes the configuration and says what to run. */
  protected abstract launch(): Promise<LaunchCommand>;
  /** Whether the server takes connections. Called every few milliseconds; must be cheap. */
  protected abstract isReady(): Promise<boolean>;
  /** Master user, its password and initial database; on a replica, nothing that writes. Runs after the first start; may run twice after a crash. */
  protected abstract bootstrap(): Promise<void>;
  /** A login as the master user over TCP; throws when refused. */
  protected abstract login(): Promise<void>;
  /** A consistent copy of the data directory. */
  protected abstract copyData(to: string): Promise<void>;
  abstract setMasterPassword(password: string): Promise<void>;
  abstract activity(): Promise<{ sessions: number; mark: string }>;
  abstract loginMark(username: string): Promise<string | undefined>;
  abstract interrupt(connection: number): Promise<void>;
  abstract setParameters(parameters: Readonly<Record<string, string>>): Promise<string[]>;
  abstract promote(): Promise<void>;

  /** Holds nothing but the server's data files. */
  get dataDirectory(): string {
    return join(this.options.directory, "data");
  }

  /** A short path to the directory with the server's socket, which only this user can enter. */
  get socketDirectory(): string {
    return shortPath(join(this.options.directory, "socket"));
  }

  abstract get socketPath(): string;

  isRunning(): boolean {
    return this.#process?.isAlive() ?? false;
  }

  start(): Promise<void> {
    return this.inTurn(async () => {
      if (this.isRunning()) return;
      const since = performance.now();
      this.emit("starting");
      try {
        await this.#startProcess();
        const isNew = !existsSync(this.#marker);
        if (isNew) await this.bootstrap();
        await this.#verifyLogin(isNew);
        if (isNew) await writeFile(this.#marker, "");
      } catch (error) {
        await this.#end(this.dropSignal);
        this.emit("failed", { detail: messageOf(error) });
        throw error;
      }
      this.#announced = true;
      this.emit("available", { milliseconds: Math.round(performance.now() - since), detail: this.product });
    });
  }

  stop(): Promise<void> {
    return this.inTurn(async () => {
      if (!this.isRunning()) return;
      const since = performance.now();
      await this.#end(this.stopSignal);
      this.emit("stopped", { milliseconds: Math.round(performance.now() - since) });
    });
  }

  destroy(): Promise<void> {
    return this.inTurn(async () => {
      await this.#end(this.dropSignal);
      removeShortPath(join(this.options.directory, "socket"));
      await rm(this.options.directory, { recursive: true, force: true, maxRetries: 5 });
      this.emit("deleted");
    });
  }

  snapshot(directory: string): Promise<void> {
    return this.inTurn(async () => {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await this.copyData(join(directory, "data"));
    });
  }

  /** The next start makes the master user and initial database; on data that have them already, it sets the password. */
  async expectBootstrap(): Promise<void> {
    await rm(this.#marker, { force: true });
  }

  get #marker(): string {
    return join(this.options.directory, "bootstrapped");
  }

  protected get processId(): number | undefined {
    return this.#process?.pid;
  }

  protected get logFile(): string {
    return join(this.options.directory, "server.log");
  }

  protected inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(action);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  emit(
    status: "creating" | "starting" | "available" | "stopped" | "failed" | "deleted",
    more: { milliseconds?: number; detail?: string } = {},
  ): void {
    this.context.environment.events.emit({
      kind: "engine",
      server: this.id,
      engine: this.options.engine,
      status,
      ...more,
    });
  }

  async #startProcess(): Promise<void> {
    await mkdir(join(this.options.directory, "socket"), { recursive: true, mode: 0o700 });
    const { command, args, env, prefix = [] } = await this.launch();
    if (existsSync(this.logFile) && statSync(this.logFile).size > LOG_LIMIT)
      renameSync(this.logFile, `${this.logFile}.1`);
    const log = openSync(this.logFile, "a", 0o600);
    const from = statSync(this.logFile).size;
    const supervise: SuperviseOptions = {
      signal: this.stopSignal,
      prefix,
      stdio: ["ignore", log, log],
      record: { directory: processDirectory(this.context.environment.state.directory), marker: this.dataDirectory },
      ...(env === undefined ? {} : { env }),
    };
    let process: Supervised;
    try {
      process = await spawnSupervised(command, args, supervise);
    } finally {
      closeSync(log);
    }
    this.#process = process;
    this.#announced = false;
    this.context.running.add(this);
    void process.exited.then(() => this.#gone(process));
    const deadline = performance.now() + START_LIMIT;
    while (!(await this.isReady())) {
      if (!process.isAlive()) throw this.#failure("ended while starting", from);
      if (performance.now() > deadline)
        throw this.#failure(`did not accept connections within ${START_LIMIT / 1000} s`, from);
      await sleep(5);
    }
  }

  /** A master user who changed the password by SQL locks the pool out, but not itself: that is no failed start. */
  async #verifyLogin(mustSucceed: boolean): Promise<void> {
    try {
      await this.login();
    } catch (error) {
      if (mustSucceed || !this.isRunning()) throw error;
    }
  }

  #failure(what: string, from: number): RockpoolError {
    const log = readFileSync(this.logFile).subarray(from).toString("utf8").trim().split("\n").slice(-6).join("\n");
    return new RockpoolError(
      "ServerFailed",
      `${this.product} server ${this.id} ${what}${log === "" ? "" : `:\n${log}`}`,
      {
        hint: `Its whole log is ${this.logFile}.`,
      },
    );
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const process = this.#process;
    if (process === undefined || !process.isAlive()) return;
    this.#process = undefined;
    process.end(signal);
    const timer = setTimeout(() => process.kill(), STOP_LIMIT);
    await process.exited;
    clearTimeout(timer);
  }

  #gone(process: Supervised): void {
    if (this.#process !== undefined && this.#process !== process) return;
    this.context.running.delete(this);
    if (this.#process === process) {
      this.#process = undefined;
      if (!this.#announced) return;
      const detail = `${this.product} ended by itself; see ${this.logFile}`;
      this.emit("failed", { detail });
      this.options.onGone?.(detail);
    }
  }
}

/** Where the processes of a pool are remembered. */
export function processDirectory(stateDirectory: string): string {
  return join(stateDirectory, "processes");
}
