import type { Environment } from "../environment.js";
import { RockpoolError } from "../errors.js";
import { cacheDirectory } from "./cache.js";
import type { Engine } from "./contract.js";
import { PostgresEngine } from "./postgres/index.js";
import { MysqlEngine } from "./mysql/index.js";
import { reapProcesses } from "./reap.js";
import { type RunAs, unprivileged } from "./runas.js";
import { type EngineContext, processDirectory } from "./server.js";

export { allocateEndpoint } from "./endpoints.js";
export { spawnSupervised } from "./supervisor.js";

/** The database engines of one pool. */
export interface Engines {
  readonly postgres: Engine;
  readonly mysql: Engine;
  /** The family that runs an RDS engine; undefined for those that it cannot run here (`oracle-ee`, `sqlserver-se`, `db2-se` ...). */
  forEngine(rdsEngine: string): Engine | undefined;
  /** Gives up what is being fetched, and stops every running server in order. Their data stay. */
  close(): Promise<void>;
  /** Ends what an earlier pool on this state directory left running; returns the process ids. Call it once the directory is locked. */
  reap(stateDirectory: string): Promise<number[]>;
}

const FAMILIES: Readonly<Record<string, "postgres" | "mysql">> = {
  postgres: "postgres",
  "aurora-postgresql": "postgres",
  mysql: "mysql",
  mariadb: "mysql",
  aurora: "mysql",
  "aurora-mysql": "mysql",
};

/** Nothing is looked for, fetched or started until it is needed; `prepare()` of an engine does the first two ahead of need. */
export function createEngines(options: {
  readonly environment: Environment;
  readonly cacheDirectory?: string;
  readonly runAs?: RunAs;
}): Engines {
  const { environment } = options;
  const seen = new Set<string>();
  const closing = new AbortController();
  const context: EngineContext = {
    environment,
    cacheDirectory: options.cacheDirectory ?? cacheDirectory(),
    runAs: () => options.runAs ?? unprivileged(),
    closing: closing.signal,
    running: new Set(),
    noticeOnce(key, code, message, level = "info") {
      if (seen.has(key)) return;
      seen.add(key);
      environment.events.emit({ kind: "notice", level, code, message });
    },
  };
  const engines = { postgres: new PostgresEngine(context), mysql: new MysqlEngine(context) };
  return {
    ...engines,
    forEngine: (rdsEngine) => {
      const family = FAMILIES[rdsEngine];
      return family === undefined ? undefined : engines[family];
    },
    close: async () => {
      closing.abort(new RockpoolError("PoolEnds", "the pool ends"));
      await Promise.all([engines.postgres.idle(), engines.mysql.idle()]);
      await Promise.all([...context.running].map((server) => server.stop()));
    },
    reap: (stateDirectory) => reapProcesses(processDirectory(stateDirectory)),
  };
}
