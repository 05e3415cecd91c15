import type { RdsContext } from "./context.js";
import type { ClusterRecord, InstanceRecord, ServerRecord } from "./records.js";

/** The parameters of a cluster's server: its group's, overridden by those of the writer's group. */
export function clusterParameters(context: RdsContext, cluster: ClusterRecord): Record<string, string> {
  const writer = context.members(cluster.identifier).find((member) => member.writer === true);
  return context.parameters({
    cluster: cluster.settings.DBClusterParameterGroupName,
    instance: writer?.settings.DBParameterGroupName,
  });
}

/** The parameters of an instance with a server of its own. */
export function instanceParameters(context: RdsContext, instance: InstanceRecord): Record<string, string> {
  const clusterIdentifier = instance.settings.DBClusterIdentifier;
  const cluster = clusterIdentifier === undefined ? undefined : context.store.clusters.get(clusterIdentifier);
  return context.parameters({
    cluster: cluster?.settings.DBClusterParameterGroupName,
    instance: instance.settings.DBParameterGroupName,
  });
}

/** Brings the parameters of a group into force on the running servers that use it; what needs a reboot is noted on the instances. */
export async function applyParameters(context: RdsContext, kind: "instance" | "cluster", group: string): Promise<void> {
  const { clusters, instances } = context.store;
  const usesGroup = (instance: InstanceRecord): boolean =>
    kind === "instance" && instance.settings.DBParameterGroupName === group;
  for (const cluster of clusters.list()) {
    const members = context.members(cluster.identifier);
    const uses =
      kind === "cluster"
        ? cluster.settings.DBClusterParameterGroupName === group
        : members.some((member) => member.writer === true && usesGroup(member));
    if (!uses || cluster.server === undefined) continue;
    const waiting = await applyTo(context, cluster.server, clusterParameters(context, cluster));
    if (waiting) for (const member of members) context.changeInstance(member.identifier, { pendingReboot: true });
  }
  for (const instance of instances.list()) {
    const clusterGroup =
      instance.settings.DBClusterIdentifier === undefined
        ? undefined
        : clusters.get(instance.settings.DBClusterIdentifier)?.settings.DBClusterParameterGroupName;
    const uses = kind === "cluster" ? clusterGroup === group : usesGroup(instance);
    if (!uses || instance.server === undefined) continue;
    if (await applyTo(context, instance.server, instanceParameters(context, instance))) {
      context.changeInstance(instance.identifier, { pendingReboot: true });
    }
  }
}

/** Whether something waits for a reboot. */
async function applyTo(
  context: RdsContext,
  server: ServerRecord,
  parameters: Record<string, string>,
): Promise<boolean> {
  if (!context.servers.isRunning(server.id)) return false;
  const waiting = await context.servers.server(server.id).setParameters(parameters);
  return waiting.length > 0;
}
