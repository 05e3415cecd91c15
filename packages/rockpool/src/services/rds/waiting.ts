import { RockpoolError } from "../../errors.js";
import type { RdsContext } from "./context.js";

type Kind = "cluster" | "instance";

/** Waits for what happens after a request was answered. */
export interface Waiting {
  /** Resolves once the database takes logins. Rejects with the reason when it failed, or when it is gone. */
  whenAvailable(kind: Kind, identifier: string, signal?: AbortSignal): Promise<void>;
  /** Resolves once the record is gone. */
  whenDeleted(kind: Kind, identifier: string, signal?: AbortSignal): Promise<void>;
  whenSnapshotAvailable(kind: Kind, snapshot: string, signal?: AbortSignal): Promise<void>;
}

export function waiting(context: RdsContext): Waiting {
  const { store, changes } = context;

  /** Nobody waits longer than the service lives. */
  const orClosing = (signal: AbortSignal | undefined): AbortSignal =>
    AbortSignal.any([context.closing.signal, ...(signal === undefined ? [] : [signal])]);

  const record = (kind: Kind, identifier: string) =>
    kind === "cluster" ? store.clusters.get(identifier.toLowerCase()) : store.instances.get(identifier.toLowerCase());

  async function whenAvailable(kind: Kind, identifier: string, signal?: AbortSignal): Promise<void> {
    await changes.until(
      `${kind}:${identifier.toLowerCase()}`,
      () => {
        const found = record(kind, identifier);
        if (found === undefined)
          throw new RockpoolError("DatabaseGone", `the DB ${kind} ${identifier} was deleted while it was waited for`);
        if (found.status === "failed")
          throw new RockpoolError("DatabaseFailed", found.statusReason ?? `the DB ${kind} ${identifier} failed`);
        return found.status === "available" || found.status === "stopped" ? true : undefined;
      },
      orClosing(signal),
    );
  }

  async function whenDeleted(kind: Kind, identifier: string, signal?: AbortSignal): Promise<void> {
    await changes.until(
      `${kind}:${identifier.toLowerCase()}`,
      () => {
        const found = record(kind, identifier);
        if (found?.status === "failed")
          throw new RockpoolError(
            "DatabaseFailed",
            found.statusReason ?? `the DB ${kind} ${identifier} could not be deleted`,
          );
        return found === undefined ? true : undefined;
      },
      orClosing(signal),
    );
  }

  async function whenSnapshotAvailable(kind: Kind, snapshot: string, signal?: AbortSignal): Promise<void> {
    await changes.until(
      `snapshot:${snapshot}`,
      () => {
        const found = (kind === "cluster" ? store.clusterSnapshots : store.snapshots).get(snapshot);
        if (found === undefined || found.status === "failed")
          throw new RockpoolError("SnapshotFailed", `the snapshot ${snapshot} could not be taken`);
        return found.status === "available" ? true : undefined;
      },
      orClosing(signal),
    );
  }

  return { whenAvailable, whenDeleted, whenSnapshotAvailable };
}
