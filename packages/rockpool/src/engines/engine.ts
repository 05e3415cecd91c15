import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { messageOf, RockpoolError } from "../errors.js";
import { copyTree } from "./cache.js";
import type { Engine, EngineFamily, EngineReport, EngineServer, ServerOptions } from "./contract.js";
import { unlessAborted } from "./run.js";
import type { EngineContext, SupervisedServer } from "./server.js";

/** What both families do the same way: servers are clones of a template directory, of a snapshot, or of another server. */
export abstract class CloningEngine<
  Prepared extends { readonly templateData: string },
  Server extends SupervisedServer,
> implements Engine {
  abstract readonly family: EngineFamily;
  protected readonly context: EngineContext;
  #prepared: Promise<Prepared> | undefined;

  constructor(context: EngineContext) {
    this.context = context;
  }

  /** Finds or fetches the programs and makes the template. */
  protected abstract load(): Promise<Prepared>;
  /** Also says, once, what stands in for the engine that is asked for. */
  protected abstract server(options: ServerOptions, prepared: Prepared): Server;
  protected abstract isOwn(server: EngineServer): server is Server;
  /** Gives the files to the user that the server runs as. */
  protected abstract own(directory: string): Promise<void>;
  /** Copies the data of `source`, such that `replica` follows it once it is started. */
  protected abstract copyForReplica(source: Server, replica: Server): Promise<void>;
  /** Makes copied data a server of its own. */
  protected abstract detach(dataDirectory: string): Promise<void>;
  abstract report(): Promise<EngineReport>;

  async prepare(signal?: AbortSignal): Promise<void> {
    await unlessAborted(this.#prepare(), signal);
  }

  /** Resolves once nothing is being prepared. */
  async idle(): Promise<void> {
    await Promise.allSettled([this.#prepared]);
  }

  async create(options: ServerOptions): Promise<EngineServer> {
    const { templateData } = await this.#prepare();
    return this.#make(options, (server) => copyTree(templateData, server.dataDirectory));
  }

  async open(options: ServerOptions): Promise<EngineServer> {
    const server = this.server(options, await this.#prepare());
    if (existsSync(server.dataDirectory)) return server;
    throw new RockpoolError("ServerMissing", `there is no database server in ${options.directory}`, {
      hint: "Its directory was removed. Delete the resource, or restore it from a snapshot.",
    });
  }

  async restore(options: ServerOptions, snapshotDirectory: string): Promise<EngineServer> {
    const data = join(snapshotDirectory, "data");
    if (!existsSync(data)) throw new RockpoolError("SnapshotMissing", `there is no snapshot in ${snapshotDirectory}`);
    return this.#make(options, async (server) => {
      await copyTree(data, server.dataDirectory);
      await this.detach(server.dataDirectory);
    });
  }

  async replicate(options: ServerOptions, source: EngineServer): Promise<EngineServer> {
    if (!this.isOwn(source))
      throw new RockpoolError(
        "WrongFamily",
        `${source.id} is no ${this.family} server, so ${options.id} cannot be its replica`,
      );
    if (!source.isRunning()) {
      throw new RockpoolError("ServerStopped", `server ${source.id} is stopped, so a replica of it cannot be made`, {
        hint: "Start it first.",
      });
    }
    return this.#make(options, (replica) => this.copyForReplica(source, replica));
  }

  async #make(options: ServerOptions, fill: (server: Server) => Promise<void>): Promise<Server> {
    const server = this.server(options, await this.#prepare());
    server.emit("creating");
    try {
      if (existsSync(server.dataDirectory)) {
        throw new RockpoolError("ServerExists", `${options.directory} already holds a database server`, {
          hint: "Open it, or destroy it first.",
        });
      }
      await mkdir(options.directory, { recursive: true, mode: 0o700 });
      await server.expectBootstrap();
      try {
        await fill(server);
        await this.own(options.directory);
      } catch (error) {
        await rm(server.dataDirectory, { recursive: true, force: true });
        throw error;
      }
    } catch (error) {
      server.emit("failed", { detail: messageOf(error) });
      throw error;
    }
    return server;
  }

  #prepare(): Promise<Prepared> {
    const prepared = (this.#prepared ??= this.load());
    // A failure may be mended while the pool runs.
    prepared.catch(() => (this.#prepared = undefined));
    return prepared;
  }
}
