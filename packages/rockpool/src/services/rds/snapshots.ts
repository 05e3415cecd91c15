import { rm } from "node:fs/promises";
import { AwsError, messageOf } from "../../errors.js";
import type { Collection } from "../../state/state.js";
import { engineFacts } from "./catalog.js";
import { startClusterServer } from "./cluster-server.js";
import type { RdsContext } from "./context.js";
import { instanceParameters } from "./parameters.js";
import type { ClusterRecord, InstanceRecord, ServerRecord, SnapshotRecord } from "./records.js";
import { identifier as checkIdentifier } from "./validation.js";

type Source = ClusterRecord | InstanceRecord;
type SnapshotSource = Omit<
  SnapshotRecord,
  "identifier" | "arn" | "status" | "created" | "directory" | "tags" | "source"
>;

/**
 * Registers a snapshot of a cluster in state `creating`. Returns the work that takes it, to be run among the
 * cluster's own background work; a server that does not run is started for it.
 */
export function takeClusterSnapshot(
  context: RdsContext,
  cluster: ClusterRecord,
  name: string,
  why: "manual" | "final",
  tags = cluster.tags,
): () => Promise<void> {
  const { clusterSnapshots } = context.store;
  if (clusterSnapshots.has(name))
    throw new AwsError(
      "DBClusterSnapshotAlreadyExistsFault",
      `Cannot create the cluster snapshot because one with the identifier ${name} already exists.`,
    );
  register(
    context,
    clusterSnapshots,
    "cluster-snapshot",
    name,
    cluster,
    {
      engine: cluster.settings.Engine ?? "",
      engineVersion: cluster.engineVersion,
      engineMode: cluster.engineMode,
      port: cluster.endpoint.port,
      masterUsername: cluster.masterUsername,
      sealedPassword: cluster.sealedPassword,
      ...(cluster.settings.DatabaseName === undefined ? {} : { databaseName: cluster.settings.DatabaseName }),
      ...vpc(context, cluster.settings.DBSubnetGroupName),
      settings: cluster.settings,
    },
    why === "final" && cluster.settings.CopyTagsToSnapshot !== true ? {} : tags,
  );
  return () =>
    take(context, clusterSnapshots, name, async () => {
      const before = context.cluster(cluster.identifier).server;
      // A cluster that is paused is resumed for it, and not paused at once again.
      const wasRunning =
        before !== undefined &&
        (context.servers.isRunning(before.id) || context.cluster(cluster.identifier).paused === true);
      if (before === undefined || !context.servers.isRunning(before.id))
        await startClusterServer(context, cluster.identifier);
      const { server } = context.cluster(cluster.identifier);
      if (server === undefined) throw new Error(`DB cluster ${cluster.identifier} has no server`);
      return { server, wasRunning };
    });
}

/** The same for an instance with a server of its own. */
export function takeInstanceSnapshot(
  context: RdsContext,
  instance: InstanceRecord,
  name: string,
  why: "manual" | "final",
  tags = instance.tags,
): () => Promise<void> {
  const { snapshots } = context.store;
  const { server } = instance;
  if (snapshots.has(name))
    throw new AwsError(
      "DBSnapshotAlreadyExistsFault",
      `Cannot create the snapshot because a snapshot with the identifier ${name} already exists.`,
    );
  if (server === undefined)
    throw new AwsError(
      "InvalidDBInstanceStateFault",
      `DB instance ${instance.identifier} has no storage to take a snapshot of; its status is ${instance.status}.`,
    );
  register(
    context,
    snapshots,
    "snapshot",
    name,
    instance,
    {
      engine: instance.settings.Engine ?? "",
      engineVersion: instance.engineVersion,
      port: server.endpoint.port,
      masterUsername: instance.masterUsername,
      sealedPassword: instance.sealedPassword,
      ...(instance.settings.DBName === undefined ? {} : { databaseName: instance.settings.DBName }),
      availabilityZone: instance.availabilityZone,
      ...vpc(context, instance.settings.DBSubnetGroupName),
      settings: instance.settings,
    },
    why === "final" && instance.settings.CopyTagsToSnapshot !== true ? {} : tags,
  );
  return () =>
    take(context, snapshots, name, async () => {
      const wasRunning = context.servers.isRunning(server.id);
      if (!wasRunning) await context.servers.up(server, instanceParameters(context, instance));
      return { server, wasRunning };
    });
}

function vpc(context: RdsContext, subnetGroup: string | undefined): { vpcId?: string } {
  const vpcId = subnetGroup === undefined ? undefined : context.store.subnetGroups.get(subnetGroup)?.vpcId;
  return vpcId === undefined ? {} : { vpcId };
}

function register(
  context: RdsContext,
  snapshots: Collection<SnapshotRecord>,
  arnPart: string,
  name: string,
  source: Source,
  facts: SnapshotSource,
  tags: SnapshotRecord["tags"],
): void {
  checkIdentifier(name, arnPart === "snapshot" ? "DBSnapshotIdentifier" : "DBClusterSnapshotIdentifier", 255);
  snapshots.put(name, {
    identifier: name,
    arn: context.arn(`${arnPart}:${name}`),
    status: "creating",
    created: context.environment.clock.now(),
    source: { identifier: source.identifier, resourceId: source.resourceId, created: source.created },
    directory: `${context.environment.state.subdirectory("snapshots", arnPart)}/${name}`,
    tags,
    ...facts,
  });
}

async function take(
  context: RdsContext,
  snapshots: Collection<SnapshotRecord>,
  name: string,
  runningServer: () => Promise<{ server: ServerRecord; wasRunning: boolean }>,
): Promise<void> {
  const record = snapshots.get(name);
  if (record === undefined) return;
  try {
    await rm(record.directory, { recursive: true, force: true });
    const { server, wasRunning } = await runningServer();
    await context.servers.server(server.id).snapshot(record.directory);
    if (!wasRunning) await context.servers.down(server.id);
    snapshots.put(name, { ...record, status: "available" });
  } catch (error) {
    snapshots.put(name, { ...record, status: "failed" });
    context.warn("rds.snapshot", `snapshot ${name} of ${record.source.identifier} failed: ${messageOf(error)}`);
    throw error;
  } finally {
    context.changes.announce(`snapshot:${name}`);
  }
}

/** A snapshot that can be restored, by identifier or ARN. */
export function restorable(
  record: SnapshotRecord | undefined,
  fault: AwsError,
  engine: string | undefined,
): SnapshotRecord {
  if (record === undefined) throw fault;
  if (record.status !== "available")
    throw new AwsError(
      "InvalidDBSnapshotStateFault",
      `The snapshot ${record.identifier} is not available; its status is ${record.status}.`,
    );
  if (engine !== undefined && engineFacts(engine).engine !== record.engine) {
    throw new AwsError(
      "InvalidParameterCombination",
      `The snapshot ${record.identifier} was taken of the engine ${record.engine} and can't be restored to ${engine}.`,
    );
  }
  return record;
}
