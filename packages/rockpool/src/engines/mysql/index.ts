import { messageOf, RockpoolError } from "../../errors.js";
import type { EngineReport, EngineServer, ServerOptions } from "../contract.js";
import { CloningEngine } from "../engine.js";
import { type Binaries, findBinaries, findOrFetchBinaries } from "./binaries.js";
import { hasApt } from "./debian.js";
import { missing } from "./differences.js";
import { makePrimary, makeReplica } from "./replica.js";
import { MysqlServer } from "./server.js";
import { prepareTemplate } from "./template.js";
import { LATEST_MYSQL, mysqlVersion } from "./versions.js";

interface Prepared {
  readonly binaries: Binaries;
  readonly templateData: string;
}

/** The MySQL family: `mysql`, `mariadb` and `aurora-mysql`. */
export class MysqlEngine extends CloningEngine<Prepared, MysqlServer> {
  readonly family = "mysql";

  async report(): Promise<EngineReport> {
    let found: Binaries | undefined;
    try {
      found = await findBinaries(this.context.cacheDirectory);
    } catch (error) {
      return { family: this.family, available: false, detail: messageOf(error) };
    }
    if (found !== undefined) {
      const detail =
        found.flavour === "mariadb"
          ? `stands in for mysql and aurora-mysql, without ${missing(found.version, LATEST_MYSQL)
              .map(({ what }) => what)
              .join(", ")}`
          : "stands in for every version of mysql, aurora-mysql and mariadb";
      return { family: this.family, available: true, product: found.product, binaries: found.program, detail };
    }
    if (await hasApt())
      return {
        family: this.family,
        available: true,
        detail: "no server is installed; MariaDB's Debian package will be fetched into the cache when one is needed",
      };
    return {
      family: this.family,
      available: false,
      detail: "no MySQL or MariaDB server was found; install one, or set ROCKPOOL_MYSQLD",
    };
  }

  protected async load(): Promise<Prepared> {
    const binaries = await findOrFetchBinaries(this.context);
    return { binaries, templateData: await prepareTemplate(binaries, this.context.cacheDirectory) };
  }

  protected server(options: ServerOptions, { binaries }: Prepared): MysqlServer {
    const wanted = `${options.engine} ${options.engineVersion}`.trim();
    const isAsked =
      options.engine === binaries.flavour &&
      binaries.version.startsWith(options.engineVersion.split(".").slice(0, 2).join("."));
    if (!isAsked) {
      const mysql = mysqlVersion(options.engine, options.engineVersion);
      const lacks = binaries.flavour === "mariadb" && mysql !== undefined ? missing(binaries.version, mysql).length : 0;
      const differences =
        lacks === 0 ? "" : `, without ${lacks} things of MySQL ${mysql} that \`rockpool doctor\` lists`;
      this.context.noticeOnce(
        `standin ${wanted}`,
        "engine.standin",
        `${binaries.product} stands in for ${wanted}${differences}`,
      );
    }
    return new MysqlServer(this.context, options, binaries);
  }

  protected isOwn(server: EngineServer): server is MysqlServer {
    return server instanceof MysqlServer;
  }

  protected own(): Promise<void> {
    // Unlike PostgreSQL these servers run as whoever we are.
    return Promise.resolve();
  }

  protected async copyForReplica(source: MysqlServer, replica: MysqlServer): Promise<void> {
    if (!source.product.startsWith("MariaDB")) {
      throw new RockpoolError(
        "ReplicaUnsupported",
        `read replicas run on MariaDB here; ${source.id} runs on ${source.product}`,
        { hint: "Set ROCKPOOL_MYSQLD to a mariadbd program." },
      );
    }
    const position = await source.copyWithPosition(replica.dataDirectory);
    await makePrimary(replica.dataDirectory);
    await makeReplica(replica.dataDirectory, position);
    replica.follow(source);
  }

  protected detach(dataDirectory: string): Promise<void> {
    return makePrimary(dataDirectory);
  }
}
