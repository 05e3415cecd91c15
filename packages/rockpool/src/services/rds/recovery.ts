import type { AutoPause } from "./auto-pause.js";
import { runsWithoutInstances, startClusterServer } from "./cluster-server.js";
import { bringUpCluster } from "./clusters.js";
import type { RdsContext } from "./context.js";
import { bringUpInstance, startInstanceServer } from "./instances.js";
import type { InstanceRecord } from "./records.js";

/** Starts the servers that were there when the pool ended: sources before their replicas. A status that a crash left half-way is brought to its end. */
export async function recover(context: RdsContext, { rest }: Pick<AutoPause, "rest">): Promise<void> {
  const { store } = context;
  for (const snapshots of [store.snapshots, store.clusterSnapshots]) {
    for (const snapshot of snapshots.list()) {
      if (snapshot.status === "creating") snapshots.put(snapshot.identifier, { ...snapshot, status: "failed" });
    }
  }
  const work: Array<Promise<void>> = [];
  for (const cluster of store.clusters.list()) {
    const { identifier } = cluster;
    if (cluster.status === "creating" || cluster.status === "failed") work.push(bringUpCluster(context, cluster));
    else if (cluster.status === "stopped" || cluster.status === "stopping")
      context.changeCluster(identifier, { status: "stopped" });
    else if (cluster.paused === true && cluster.status !== "deleting") work.push(rest(identifier));
    else if (cluster.status !== "deleting") {
      work.push(
        context.workOnCluster(identifier, async () => {
          const hasWriter = context
            .members(identifier)
            .some((member) => member.writer === true && member.status !== "creating");
          if (cluster.server !== undefined && (runsWithoutInstances(cluster) || hasWriter))
            await startClusterServer(context, identifier);
          context.changeCluster(identifier, { status: "available" });
        }),
      );
    }
  }
  const instances = store.instances
    .list()
    .toSorted((a, b) => Number(a.replicaOf !== undefined) - Number(b.replicaOf !== undefined));
  for (const instance of instances) {
    const { identifier } = instance;
    if (instance.status === "creating" || instance.status === "failed") work.push(bringUpInstance(context, instance));
    else if (instance.status === "stopped" || instance.status === "stopping")
      context.changeInstance(identifier, { status: "stopped" });
    else if (instance.status !== "deleting" && !restsWithCluster(context, instance)) {
      work.push(
        context.workOnInstance(instance, async () => {
          await startInstanceServer(context, identifier);
          context.changeInstance(identifier, { status: "available", pendingReboot: false });
        }),
      );
    }
  }
  await Promise.all(work);
  finishDeletions(context);
}

/** Whether the instance is a member of a paused cluster, and so is paused, too. */
function restsWithCluster({ store }: RdsContext, { settings }: InstanceRecord): boolean {
  return (
    settings.DBClusterIdentifier !== undefined && store.clusters.get(settings.DBClusterIdentifier)?.paused === true
  );
}

/** A deletion that a crash interrupted is left to be repeated. */
function finishDeletions(context: RdsContext): void {
  const { store } = context;
  for (const instance of store.instances.list().filter((candidate) => candidate.status === "deleting")) {
    context.changeInstance(instance.identifier, {
      status: "failed",
      statusReason: "the pool ended while the DB instance was being deleted; delete it again",
    });
  }
  for (const cluster of store.clusters.list().filter((candidate) => candidate.status === "deleting")) {
    context.changeCluster(cluster.identifier, {
      status: "failed",
      statusReason: "the pool ended while the DB cluster was being deleted; delete it again",
    });
  }
}
