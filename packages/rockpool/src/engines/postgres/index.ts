import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { messageOf, RockpoolError } from "../../errors.js";
import { copyTree } from "../cache.js";
import type { Engine, EngineReport, EngineServer, ServerOptions } from "../contract.js";
import { handOver, unprivileged } from "../runas.js";
import type { EngineContext } from "../server.js";
import { type Binaries, findBinaries, installedPackage, packageName } from "./binaries.js";
import { makePrimary, makeStandby } from "./replica.js";
import { PostgresServer } from "./server.js";
import { prepareTemplate, type Template } from "./template.js";

/** The PostgreSQL family: `postgres` and `aurora-postgresql`. */
export class PostgresEngine implements Engine {
  readonly family = "postgres";
  readonly #context: EngineContext;
  #prepared: Promise<{ binaries: Binaries; template: Template }> | undefined;

  constructor(context: EngineContext) {
    this.#context = context;
  }

  async prepare(): Promise<void> {
    await this.#prepare();
  }

  async create(options: ServerOptions): Promise<EngineServer> {
    const { template } = await this.#prepare();
    return this.#make(options, (data) => copyTree(template.dataDirectory, data));
  }

  async open(options: ServerOptions): Promise<EngineServer> {
    const server = await this.#server(options);
    if (!existsSync(server.dataDirectory)) {
      throw new RockpoolError("ServerMissing", `there is no database server in ${options.directory}`, {
        hint: "Its data directory was removed. Delete the resource, or restore it from a snapshot.",
      });
    }
    return server;
  }

  async restore(options: ServerOptions, snapshotDirectory: string): Promise<EngineServer> {
    return this.#make(options, async (data) => {
      await copyTree(join(snapshotDirectory, "data"), data);
      await makePrimary(data);
    });
  }

  async replicate(options: ServerOptions, source: EngineServer): Promise<EngineServer> {
    if (!(source instanceof PostgresServer))
      throw new RockpoolError(
        "WrongFamily",
        `${source.id} is no PostgreSQL server, so ${options.id} cannot be its replica`,
      );
    if (!source.isRunning())
      throw new RockpoolError("ServerStopped", `server ${source.id} is stopped, so a replica of it cannot be made`, {
        hint: "Start it first.",
      });
    const server = await this.#make(options, async (data) => {
      // The snapshot's layout is a directory with `data` in it, as is the server's.
      await source.snapshot(options.directory);
      await makeStandby(data, options.id, source);
    });
    await server.expectBootstrap(false);
    return server;
  }

  async report(): Promise<EngineReport> {
    const found = await installedPackage();
    if (found === undefined)
      return { family: "postgres", available: false, detail: `the npm package ${packageName()} is not installed` };
    return {
      family: "postgres",
      available: true,
      product: `PostgreSQL ${found.version.replace(/^(\d+\.\d+).*/, "$1")}`,
      binaries: found.directory,
      detail: "stands in for every version of postgres and aurora-postgresql",
    };
  }

  async #make(options: ServerOptions, fill: (dataDirectory: string) => Promise<void>): Promise<PostgresServer> {
    const server = await this.#server(options);
    server.emit("creating");
    try {
      await mkdir(options.directory, { recursive: true, mode: 0o700 });
      await fill(server.dataDirectory);
      await handOver(options.directory, unprivileged());
      await server.expectBootstrap(true);
    } catch (error) {
      server.emit("failed", { detail: messageOf(error) });
      throw error;
    }
    return server;
  }

  async #server(options: ServerOptions): Promise<PostgresServer> {
    const { binaries, template } = await this.#prepare();
    const asked = Number.parseInt(options.engineVersion, 10);
    const product = `PostgreSQL ${binaries.version}`;
    // RDS's versions are PostgreSQL's own; a minor release off is no stand-in.
    if (asked !== binaries.major || options.engine !== "postgres") {
      const wanted = `${options.engine} ${options.engineVersion}`.trim();
      this.#context.noticeOnce(`standin ${wanted}`, "engine.standin", `${product} stands in for ${wanted}`);
    }
    return new PostgresServer(this.#context, options, binaries, template);
  }

  #prepare(): Promise<{ binaries: Binaries; template: Template }> {
    this.#prepared ??= this.#load();
    // A failure may be mended while the pool runs.
    this.#prepared.catch(() => (this.#prepared = undefined));
    return this.#prepared;
  }

  async #load(): Promise<{ binaries: Binaries; template: Template }> {
    const { cacheDirectory } = this.#context;
    const binaries = await findBinaries(cacheDirectory);
    return { binaries, template: await prepareTemplate(binaries, cacheDirectory) };
  }
}
