import { dirname, join } from "node:path";
import type { EngineReport, EngineServer, ServerOptions } from "../contract.js";
import { CloningEngine } from "../engine.js";
import { handOver } from "../runas.js";
import { type Binaries, findBinaries, installedPackage, packageName } from "./binaries.js";
import { makePrimary, makeStandby } from "./replica.js";
import { PostgresServer } from "./server.js";
import { prepareTemplate, type Template } from "./template.js";

interface Prepared {
  readonly binaries: Binaries;
  readonly template: Template;
  readonly templateData: string;
}

/** The PostgreSQL family: `postgres` and `aurora-postgresql`. */
export class PostgresEngine extends CloningEngine<Prepared, PostgresServer> {
  readonly family = "postgres";

  async report(): Promise<EngineReport> {
    const found = await installedPackage();
    if (found === undefined)
      return { family: this.family, available: false, detail: `the npm package ${packageName()} is not installed` };
    return {
      family: this.family,
      available: true,
      product: `PostgreSQL ${found.version.replace(/^(\d+\.\d+).*/, "$1")}`,
      binaries: join(found.directory, "native", "bin"),
      detail: "stands in for every version of postgres and aurora-postgresql",
    };
  }

  protected async load(): Promise<Prepared> {
    const { cacheDirectory } = this.context;
    const binaries = await findBinaries(cacheDirectory);
    const template = await prepareTemplate(binaries, cacheDirectory, this.context.runAs());
    return { binaries, template, templateData: template.dataDirectory };
  }

  protected server(options: ServerOptions, { binaries, template }: Prepared): PostgresServer {
    // RDS's versions are PostgreSQL's own; a minor release off is no stand-in.
    if (options.engine !== "postgres" || Number.parseInt(options.engineVersion, 10) !== binaries.major) {
      const wanted = `${options.engine} ${options.engineVersion}`.trim();
      this.context.noticeOnce(
        `standin ${wanted}`,
        "engine.standin",
        `PostgreSQL ${binaries.version} stands in for ${wanted}`,
      );
    }
    return new PostgresServer(this.context, options, binaries, template);
  }

  protected isOwn(server: EngineServer): server is PostgresServer {
    return server instanceof PostgresServer;
  }

  protected own(directory: string): Promise<void> {
    return handOver(directory, this.context.runAs());
  }

  protected async copyForReplica(source: PostgresServer, replica: PostgresServer): Promise<void> {
    // A snapshot's layout is a directory with `data` in it, as a server's is.
    await source.snapshot(dirname(replica.dataDirectory));
    await makePrimary(replica.dataDirectory);
    await makeStandby(replica.dataDirectory, replica.id, source);
  }

  protected detach(dataDirectory: string): Promise<void> {
    return makePrimary(dataDirectory);
  }
}
