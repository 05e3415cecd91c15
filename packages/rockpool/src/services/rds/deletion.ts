import { AwsError } from "../../errors.js";
import type { Collection } from "../../state/state.js";
import type { RdsContext } from "./context.js";
import type { ClusterRecord, InstanceRecord, SnapshotRecord } from "./records.js";
import { takeClusterSnapshot, takeInstanceSnapshot } from "./snapshots.js";
import * as check from "./validation.js";

/** Throws AWS's error when a cluster may not be deleted as it is. */
export function refuseClusterDeletion(context: RdsContext, cluster: ClusterRecord): void {
  if (cluster.settings.DeletionProtection === true)
    throw check.invalidCombination(
      "Cannot delete protected Cluster, please disable deletion protection and try again.",
    );
  if (context.members(cluster.identifier).some((member) => member.status !== "deleting"))
    throw new AwsError(
      "InvalidDBClusterStateFault",
      "Cluster cannot be deleted, it still contains DB instances in non-deleting state.",
    );
}

/** Throws AWS's error when an instance may not be deleted as it is. */
export function refuseInstanceDeletion(instance: InstanceRecord): void {
  if (instance.settings.DeletionProtection === true)
    throw check.invalidCombination(
      "Cannot delete protected DB Instance, please disable deletion protection and try again.",
    );
}

/**
 * Begins the snapshot that a `DeletionPolicy: Snapshot` asks for in front of a deletion; answers whether there is one to wait for.
 * It may be repeated: a snapshot of this name is taken anew while the database is in service, since its data may have changed,
 * and kept when the database no longer is. Nothing is taken of a database that is gone, that never came up, or whose data are its cluster's,
 * nor of a read replica: RDS has no final snapshots of those.
 *
 * @throws AwsError when the deletion would be refused, or when the name belongs to a snapshot of another database
 */
export function beginFinalSnapshot(
  context: RdsContext,
  kind: "cluster" | "instance",
  identifier: string,
  name: string,
): boolean {
  const { clusters, instances, clusterSnapshots, snapshots } = context.store;
  const database = (kind === "cluster" ? clusters : instances).get(identifier);
  if (database === undefined || database.status === "deleting") return false;
  if (database.status === "failed" && database.server?.made !== true) return false;
  if (kind === "cluster") {
    const cluster = context.cluster(identifier);
    refuseClusterDeletion(context, cluster);
    return begin(context, clusterSnapshots, name, cluster, `cluster:${identifier}`, () =>
      takeClusterSnapshot(context, cluster, name, "final"),
    );
  }
  const instance = context.instance(identifier);
  if (instance.settings.DBClusterIdentifier !== undefined || instance.replicaOf !== undefined) return false;
  refuseInstanceDeletion(instance);
  return begin(context, snapshots, name, instance, `instance:${identifier}`, () =>
    takeInstanceSnapshot(context, instance, name, "final"),
  );
}

function begin(
  context: RdsContext,
  snapshots: Collection<SnapshotRecord>,
  name: string,
  database: ClusterRecord | InstanceRecord,
  key: string,
  register: () => () => Promise<void>,
): boolean {
  const known = snapshots.get(name);
  if (known?.source.resourceId === database.resourceId) {
    if (known.status === "creating" || (known.status === "available" && database.status === "failed")) return true;
    snapshots.delete(name);
  }
  const take = register();
  // A failure is on the snapshot's record, for those who wait for it.
  void context.background.run(key, () => take().catch(() => undefined));
  return true;
}
