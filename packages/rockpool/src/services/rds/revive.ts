import { setTimeout as sleep } from "node:timers/promises";
import { RockpoolError, reasonOf } from "../../errors.js";
import { startClusterServer } from "./cluster-server.js";
import type { RdsContext } from "./context.js";
import { startInstanceServer } from "./instances.js";
import type { Status } from "./records.js";

/** How long to wait in front of each try to start a server again, in milliseconds: so many tries there are. */
const WAITS = [0, 500, 1000, 3000, 8000];
/** Tries that are longer ago, in milliseconds, do not count any more. */
const MEMORY = 60_000;

/** In these a database is to have no server. */
const AT_REST: readonly Status[] = ["stopping", "stopped", "deleting"];

/** The database whose data a server holds. */
interface Owner {
  readonly status: Status;
  /** Writes the status, with the reason of a failure. */
  show(status: "starting" | "available" | "failed", reason?: string): void;
  start(): Promise<void>;
  inOrder(work: () => Promise<void>): Promise<void>;
}

/**
 * Starts servers that end by themselves again, as RDS does: the database is `rebooting` (a cluster `starting`) and then `available`.
 * One that does not come back, or never for long, is left `failed` with the reason.
 */
export function reviveServers(context: RdsContext): void {
  const tries = new Map<string, number[]>();
  const { signal } = context.closing;

  context.servers.onGone((id, reason) => {
    const owner = ownerOf(context, id);
    if (signal.aborted || owner === undefined) return;
    if (owner.status === "available") owner.show("starting");
    void owner.inOrder(() => revive(id, reason));
  });

  async function revive(id: string, why: string): Promise<void> {
    let reason = why;
    for (;;) {
      const owner = ownerOf(context, id);
      if (signal.aborted || owner === undefined || AT_REST.includes(owner.status)) return;
      if (context.servers.isRunning(id)) {
        owner.show("available");
        return;
      }
      const now = context.environment.clock.now();
      const recent = (tries.get(id) ?? []).filter((time) => now - time < MEMORY);
      const wait = WAITS[recent.length];
      if (wait === undefined) {
        tries.delete(id);
        reason = `the database server ended by itself, and starting it again failed ${WAITS.length} times: ${reason}`;
        owner.show("failed", reason);
        throw new RockpoolError("DatabaseFailed", reason);
      }
      tries.set(id, [...recent, now]);
      // Closing ends the wait.
      await sleep(wait, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await owner.start().catch((error: unknown) => (reason = reasonOf(error)));
    }
  }
}

/** Of instances RDS says `rebooting`. */
const memberStatus = (shown: Status): Status => (shown === "starting" ? "rebooting" : shown);

function ownerOf(context: RdsContext, serverId: string): Owner | undefined {
  const cluster = context.store.clusters.list().find(({ server }) => server?.id === serverId);
  if (cluster !== undefined) {
    const { identifier, status } = cluster;
    return {
      status,
      show(shown, statusReason) {
        const writer = context.members(identifier).find((member) => member.writer === true);
        if (writer !== undefined && !AT_REST.includes(writer.status))
          context.changeInstance(writer.identifier, { status: memberStatus(shown), statusReason });
        context.changeCluster(identifier, { status: shown, statusReason });
      },
      start: () => startClusterServer(context, identifier),
      inOrder: (work) => context.workOnCluster(identifier, work),
    };
  }
  const instance = context.store.instances.list().find(({ server }) => server?.id === serverId);
  if (instance === undefined) return undefined;
  const { identifier, status } = instance;
  return {
    status,
    show: (shown, statusReason) =>
      void context.changeInstance(identifier, { status: memberStatus(shown), statusReason }),
    start: () => startInstanceServer(context, identifier),
    inOrder: (work) => context.workOnInstance(instance, work),
  };
}
