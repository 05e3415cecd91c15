import { rm } from "node:fs/promises";
import type { Engine, EngineServer, ServerOptions } from "../../engines/contract.js";
import type { Environment } from "../../environment.js";
import { RockpoolError } from "../../errors.js";
import { Door } from "./door.js";
import type { ServerRecord } from "./records.js";

/** What the rds service needs of the engines. */
export interface EngineProvider {
  /** The engine that runs an RDS engine, e.g. PostgreSQL for `aurora-postgresql`. */
  forEngine(rdsEngine: string): Engine | undefined;
}

export type Parameters = Readonly<Record<string, string>>;

/** The database servers of this pool: makes, opens, starts, stops and removes them by their records. */
export class Servers {
  readonly #environment: Environment;
  readonly #engines: EngineProvider;
  readonly #durability: ServerOptions["durability"];
  readonly #closing: AbortSignal;
  readonly #ownerOf: (id: string) => string | undefined;
  readonly #running = new Map<string, EngineServer>();
  readonly #doors = new Map<string, Door>();
  #onGone: ((id: string, reason: string) => void) | undefined;

  /** `closing` gives up waiting for the programs of an engine; `ownerOf` says to what a server belongs, for messages. */
  constructor(
    environment: Environment,
    engines: EngineProvider,
    durability: ServerOptions["durability"],
    closing: AbortSignal,
    ownerOf: (id: string) => string | undefined,
  ) {
    this.#environment = environment;
    this.#engines = engines;
    this.#durability = durability;
    this.#closing = closing;
    this.#ownerOf = ownerOf;
  }

  /** Calls `listener` when a server ends by itself. There is one listener. */
  onGone(listener: (id: string, reason: string) => void): void {
    this.#onGone = listener;
  }

  isRunning(id: string): boolean {
    return this.#running.get(id)?.isRunning() ?? false;
  }

  /** Makes or opens the server of a record and starts it. Returns once the master user can log in. */
  async up(record: ServerRecord, parameters: Parameters): Promise<void> {
    const known = this.#running.get(record.id);
    if (known?.isRunning() === true) return;
    // The server needs the address.
    this.#doors.get(record.id)?.leave();
    this.#doors.delete(record.id);
    const server = known ?? (record.made ? await this.#open(record, parameters) : await this.#make(record, parameters));
    await server.start();
    this.#running.set(record.id, server);
    if (record.passwordChanged === true) {
      await server.setMasterPassword(this.#environment.state.vault.unseal(record.sealedPassword));
    }
  }

  /** Stops a server, and calls `wake` as soon as somebody connects to its address, who is passed on once it is up again. */
  async pause(record: ServerRecord, wake: () => Promise<void>): Promise<void> {
    await this.down(record.id);
    const door = await Door.open(record.endpoint, wake);
    if (door !== undefined) this.#doors.set(record.id, door);
  }

  /** Stops a server in an orderly way. Nothing happens when it does not run. */
  async down(id: string): Promise<void> {
    this.#shut(id);
    const server = this.#running.get(id);
    // Opened anew next time, so that changed parameters and passwords come into force.
    this.#running.delete(id);
    if (server?.isRunning() === true) await server.stop();
  }

  /** Removes the server and its data. */
  async destroy(record: ServerRecord): Promise<void> {
    this.#shut(record.id);
    const server = this.#running.get(record.id) ?? (record.made ? await this.#open(record, {}) : undefined);
    this.#running.delete(record.id);
    if (server !== undefined) await server.destroy();
    await rm(this.#directory(record.id), { recursive: true, force: true });
  }

  /** The running server; throws when it does not run. */
  server(id: string): EngineServer {
    const server = this.#running.get(id);
    if (server === undefined) throw new RockpoolError("ServerNotRunning", `the database server ${id} does not run`);
    return server;
  }

  async close(): Promise<void> {
    for (const id of this.#doors.keys()) this.#shut(id);
    await Promise.allSettled([...this.#running.keys()].map((id) => this.down(id)));
  }

  #shut(id: string): void {
    this.#doors.get(id)?.shut();
    this.#doors.delete(id);
  }

  async #make(record: ServerRecord, parameters: Parameters): Promise<EngineServer> {
    const engine = this.#engine(record.engine);
    const options = this.#options(record, parameters);
    // What a crash left half-made is of no use.
    await rm(options.directory, { recursive: true, force: true });
    await engine.prepare(this.#closing);
    switch (record.origin.kind) {
      case "empty":
        return engine.create(options);
      case "snapshot":
        return engine.restore(options, record.origin.directory);
      case "replica":
        return engine.replicate(options, this.server(record.origin.sourceServerId));
    }
  }

  async #open(record: ServerRecord, parameters: Parameters): Promise<EngineServer> {
    const engine = this.#engine(record.engine);
    await engine.prepare(this.#closing);
    return engine.open(this.#options(record, parameters));
  }

  #options(record: ServerRecord, parameters: Parameters): ServerOptions {
    const owner = this.#ownerOf(record.id);
    return {
      id: record.id,
      ...(owner === undefined ? {} : { owner }),
      directory: this.#directory(record.id),
      endpoint: record.endpoint,
      engine: record.engine,
      engineVersion: record.engineVersion,
      masterUsername: record.masterUsername,
      masterPassword: this.#environment.state.vault.unseal(record.sealedPassword),
      ...(record.databaseName === undefined ? {} : { databaseName: record.databaseName }),
      parameters,
      durability: this.#durability,
      onGone: (reason) => this.#onGone?.(record.id, reason),
    };
  }

  #engine(rdsEngine: string): Engine {
    const engine = this.#engines.forEngine(rdsEngine);
    if (engine === undefined) throw new RockpoolError("EngineNotRun", `no engine runs ${rdsEngine} here`);
    return engine;
  }

  #directory(id: string): string {
    return `${this.#environment.state.subdirectory("databases")}/${id}`;
  }
}
