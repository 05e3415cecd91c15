import { messageOf } from "../../errors.js";
import { startClusterServer } from "./cluster-server.js";
import type { RdsContext } from "./context.js";
import { startInstanceServer } from "./instances.js";
import type { ClusterRecord, ServerRecord } from "./records.js";

/** How often clusters that may pause are looked at, in milliseconds. */
const LOOK_MILLISECONDS = 15_000;
/** AWS's default, and the least it takes. */
const DEFAULT_SECONDS = 300;
const SERVERLESS_CLASS = "db.serverless";

/** When a cluster was last seen in use, and by what the next use will show. */
interface Use {
  at: number;
  mark: string;
}

/** The automatic pause of serverless clusters: their servers stop when nobody uses them, and come back when somebody does. */
export interface AutoPause {
  /** A call of the Data API uses the cluster now. */
  active(identifier: string): void;
  /** Starts what was paused; resolves once it takes logins. */
  resume(identifier: string): Promise<void>;
  /** Puts a cluster that the pool's end found paused back to rest. */
  rest(identifier: string): Promise<void>;
  close(): void;
}

/** After how many seconds without use a cluster pauses; undefined: never. */
export function secondsUntilPause(context: RdsContext, cluster: ClusterRecord): number | undefined {
  const { ScalingConfiguration: first, ServerlessV2ScalingConfiguration: second } = cluster.settings;
  if (cluster.engineMode === "serverless")
    return first?.AutoPause === false ? undefined : (first?.SecondsUntilAutoPause ?? DEFAULT_SECONDS);
  const members = context.members(cluster.identifier);
  const serverless = members.every(({ settings }) => settings.DBInstanceClass === SERVERLESS_CLASS);
  return second?.MinCapacity === 0 && serverless && members.length > 0
    ? (second.SecondsUntilAutoPause ?? DEFAULT_SECONDS)
    : undefined;
}

export function autoPause(context: RdsContext, lookMilliseconds = LOOK_MILLISECONDS): AutoPause {
  const { clock, events } = context.environment;
  const uses = new Map<string, Use>();
  const resuming = new Map<string, Promise<void>>();
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    looking ??= look().finally(() => (looking = undefined));
  }, lookMilliseconds).unref();

  const note = (message: string): void => events.emit({ kind: "notice", level: "info", code: "rds.pause", message });

  /** The cluster's own server and those of its readers. */
  function serversOf({ identifier, server }: ClusterRecord): ServerRecord[] {
    return [server, ...context.members(identifier).map((member) => member.server)].filter((one) => one !== undefined);
  }

  async function look(): Promise<void> {
    for (const cluster of context.store.clusters.list()) {
      const seconds = secondsUntilPause(context, cluster);
      if (seconds === undefined || cluster.status !== "available" || cluster.paused === true) {
        uses.delete(cluster.identifier);
        continue;
      }
      try {
        if (await idleFor(cluster, seconds)) await pause(cluster.identifier, seconds);
      } catch {
        // A server that is being stopped or restarted cannot be asked: that is a use, too.
        uses.delete(cluster.identifier);
      }
    }
  }

  /** Whether nobody has used the cluster for so long. Open sessions are a use, and so are those that came and went. */
  async function idleFor(cluster: ClusterRecord, seconds: number): Promise<boolean> {
    const activity = await Promise.all(serversOf(cluster).map(({ id }) => context.servers.server(id).activity()));
    const mark = activity.map((one) => one.mark).join(" ");
    const use = uses.get(cluster.identifier);
    const now = clock.now();
    if (use === undefined || use.mark !== mark || activity.some(({ sessions }) => sessions > 0)) {
      uses.set(cluster.identifier, { at: now, mark });
      return false;
    }
    return now - use.at >= seconds * 1000;
  }

  async function pause(identifier: string, seconds: number): Promise<void> {
    const before = uses.get(identifier)?.at;
    await context.workOnCluster(identifier, async () => {
      const cluster = context.store.clusters.get(identifier);
      // Something may have come in between.
      if (cluster?.status !== "available" || uses.get(identifier)?.at !== before) return;
      context.changeCluster(identifier, { paused: true });
      await stopServers(cluster);
      note(
        `DB cluster ${identifier} was not used for ${seconds} s and is paused; a Data API call or a connection resumes it`,
      );
    });
  }

  async function stopServers(cluster: ClusterRecord): Promise<void> {
    for (const server of serversOf(cluster).toReversed())
      await context.servers.pause(server, () => resume(cluster.identifier));
  }

  async function start(identifier: string): Promise<void> {
    const cluster = context.store.clusters.get(identifier);
    if (cluster?.status !== "available") return;
    const since = performance.now();
    uses.delete(identifier);
    await startClusterServer(context, identifier);
    for (const member of context.members(identifier)) await startInstanceServer(context, member.identifier);
    note(`DB cluster ${identifier} is resumed after ${Math.round(performance.now() - since)} ms`);
  }

  function resume(identifier: string): Promise<void> {
    const known = resuming.get(identifier);
    if (known !== undefined) return known;
    let failure: unknown;
    const resumed = context
      .workOnCluster(identifier, async () => {
        try {
          await start(identifier);
        } catch (error) {
          failure = error;
          throw error;
        }
      })
      .then(() => {
        if (failure !== undefined) throw new Error(messageOf(failure), { cause: failure });
      })
      .finally(() => resuming.delete(identifier));
    resuming.set(identifier, resumed);
    return resumed;
  }

  return {
    active(identifier) {
      const use = uses.get(identifier);
      if (use !== undefined) use.at = clock.now();
    },
    resume,
    rest: (identifier) => context.workOnCluster(identifier, () => stopServers(context.cluster(identifier))),
    close: () => clearInterval(timer),
  };
}
