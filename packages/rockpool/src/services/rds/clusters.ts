import type {
  CreateDBClusterMessage,
  CreateDBClusterResult,
  DBClusterMessage,
  DeleteDBClusterMessage,
  DeleteDBClusterResult,
  DescribeDBClustersMessage,
  StartDBClusterMessage,
  StartDBClusterResult,
  StopDBClusterMessage,
  StopDBClusterResult,
} from "@aws-sdk/client-rds";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { type EngineFacts, engineFacts } from "./catalog.js";
import { checkClusterSettings, clusterVersion } from "./cluster-rules.js";
import { runsWithoutInstances, startClusterServer } from "./cluster-server.js";
import { type RdsContext, requestTags } from "./context.js";
import { refuseClusterDeletion } from "./deletion.js";
import { type FilterTable, describe, named } from "./describe.js";
import { type MasterPassword, newMasterPassword, writeRecord } from "./master-password.js";
import { CLUSTER_GROUPS, fittingGroup } from "./parameter-groups.js";
import { instanceParameters } from "./parameters.js";
import type { ClusterRecord, Origin } from "./records.js";
import { renderCluster } from "./render.js";
import { takeClusterSnapshot } from "./snapshots.js";
import * as check from "./validation.js";

/** A new cluster's record, put into the store; its server comes up in the background. */
export async function addCluster(
  context: RdsContext,
  call: CallContext,
  cluster: {
    identifier: string;
    settings: ClusterRecord["settings"];
    facts: EngineFacts;
    engineMode: string;
    masterUsername: string;
    /** Asked for when all else is known to be right: it may make a secret. */
    password: () => MasterPassword | Promise<MasterPassword>;
    origin: Origin;
    tags: ClusterRecord["tags"];
  },
): Promise<ClusterRecord> {
  const { identifier, settings, facts, password, ...rest } = cluster;
  const endpoint = await context.endpoint(identifier, check.port(settings.Port, facts));
  const engineVersion = clusterVersion(facts, settings, rest.engineMode);
  const group = settings.DBClusterParameterGroupName;
  const DBClusterParameterGroupName = fittingGroup(context, CLUSTER_GROUPS, group, facts, engineVersion);
  const record: ClusterRecord = {
    identifier,
    arn: context.arn(`cluster:${identifier}`),
    resourceId: context.resourceId("cluster"),
    status: "creating",
    engineVersion,
    created: context.environment.clock.now(),
    endpoint,
    settings: { ...settings, DBClusterParameterGroupName },
    ...(await password()),
    ...rest,
  };
  await writeRecord(context, call, record, () => {
    // Another call may have made one in the meantime.
    refuseExistingCluster(context, identifier);
    context.store.clusters.put(identifier, record);
    call.written?.(identifier);
  });
  context.noteModelled(record.settings);
  void bringUpCluster(context, record);
  return record;
}

/** The background work of a cluster in state `creating`; also after a crash. */
export function bringUpCluster(context: RdsContext, record: ClusterRecord): Promise<void> {
  return context.workOnCluster(record.identifier, async () => {
    if (runsWithoutInstances(record)) await startClusterServer(context, record.identifier);
    context.changeCluster(record.identifier, { status: "available" });
  });
}

/** Throws AWS's error when a cluster of this name exists. */
export function refuseExistingCluster(context: RdsContext, identifier: string): void {
  if (context.store.clusters.has(identifier))
    throw new AwsError("DBClusterAlreadyExistsFault", "DB Cluster already exists");
}

const FILTERS = (context: RdsContext): FilterTable<ClusterRecord> => ({
  "db-cluster-id": (cluster, values) => named(cluster.identifier, values),
  "db-cluster-resource-id": (cluster, values) => values.includes(cluster.resourceId),
  engine: (cluster, values) => values.includes(cluster.settings.Engine ?? ""),
  domain: (cluster, values) => values.includes(cluster.settings.Domain ?? ""),
  "clone-group-id": () => false,
  "db-instance-id": (cluster, values) =>
    context.members(cluster.identifier).some((member) => named(member.identifier, values)),
});

export function clusterOperations(context: RdsContext) {
  return {
    async CreateDBCluster(call: CallContext, input: CreateDBClusterMessage): Promise<CreateDBClusterResult> {
      const {
        DBClusterIdentifier,
        MasterUserPassword,
        Tags,
        TagSpecifications: _specifications,
        PreSignedUrl: _url,
        ...settings
      } = input;
      const identifier = check.identifier(DBClusterIdentifier, "DBClusterIdentifier");
      const facts = engineFacts(input.Engine ?? "");
      const engineMode = checkClusterSettings(context, settings, facts);
      clusterVersion(facts, input, engineMode);
      const username = check.masterUsername(input.MasterUsername, facts);
      refuseExistingCluster(context, identifier);
      const given = { ...settings, MasterUserPassword };
      const database = { kind: "cluster", arn: context.arn(`cluster:${identifier}`), username, facts } as const;
      const record = await addCluster(context, call, {
        identifier,
        settings: {
          ...settings,
          DatabaseName: check.databaseName(input.DatabaseName, "DatabaseName", facts),
          DBSubnetGroupName: settings.DBSubnetGroupName?.toLowerCase(),
        },
        facts,
        engineMode,
        masterUsername: username,
        password: () => newMasterPassword(context, call, given, database),
        origin: { kind: "empty" },
        tags: requestTags({ Tags }),
      });
      return { DBCluster: renderCluster(context, record) };
    },

    DescribeDBClusters(_call: CallContext, input: DescribeDBClustersMessage): DBClusterMessage {
      const found =
        input.DBClusterIdentifier === undefined
          ? context.store.clusters.list()
          : [context.cluster(input.DBClusterIdentifier)];
      const { items, Marker } = describe(found, (cluster) => cluster.identifier, input, FILTERS(context));
      return { DBClusters: items.map((cluster) => renderCluster(context, cluster)), Marker };
    },

    DeleteDBCluster(call: CallContext, input: DeleteDBClusterMessage): DeleteDBClusterResult {
      const cluster = context.cluster(input.DBClusterIdentifier);
      const { identifier } = cluster;
      refuseClusterDeletion(context, cluster);
      if (cluster.status === "deleting")
        throw new AwsError("InvalidDBClusterStateFault", `DB Cluster ${identifier} is already being deleted.`);
      const snapshot = check.finalSnapshot(input);
      const takeSnapshot =
        snapshot === undefined ? undefined : takeClusterSnapshot(context, cluster, snapshot, "final");
      const record = context.changeCluster(identifier, { status: "deleting" });
      void context.workOnCluster(identifier, async () => {
        if (takeSnapshot !== undefined) await takeSnapshot();
        const { server, managedSecretArn } = context.cluster(identifier);
        if (server !== undefined) await context.servers.destroy(server);
        if (managedSecretArn !== undefined) await context.secrets.delete(call, managedSecretArn);
        context.store.clusters.delete(identifier);
        context.changes.announce(`cluster:${identifier}`);
      });
      return { DBCluster: renderCluster(context, record) };
    },

    StopDBCluster(_call: CallContext, input: StopDBClusterMessage): StopDBClusterResult {
      const cluster = context.cluster(input.DBClusterIdentifier);
      if (cluster.status !== "available")
        throw new AwsError("InvalidDBClusterStateFault", `DbCluster ${cluster.identifier} is not in available state.`);
      if (cluster.engineMode === "serverless")
        throw new AwsError("InvalidDBClusterStateFault", "Stopping a serverless DB cluster isn't supported.");
      const members = context.members(cluster.identifier);
      for (const member of members) context.changeInstance(member.identifier, { status: "stopping" });
      const record = context.changeCluster(cluster.identifier, { status: "stopping", paused: undefined });
      void context.workOnCluster(cluster.identifier, async () => {
        await Promise.all(
          members.flatMap(({ server }) => (server === undefined ? [] : [context.servers.down(server.id)])),
        );
        if (cluster.server !== undefined) await context.servers.down(cluster.server.id);
        for (const member of members) context.changeInstance(member.identifier, { status: "stopped" });
        context.changeCluster(cluster.identifier, { status: "stopped" });
      });
      return { DBCluster: renderCluster(context, record) };
    },

    StartDBCluster(_call: CallContext, input: StartDBClusterMessage): StartDBClusterResult {
      const cluster = context.cluster(input.DBClusterIdentifier);
      if (cluster.status !== "stopped")
        throw new AwsError(
          "InvalidDBClusterStateFault",
          `DbCluster ${cluster.identifier} is in ${cluster.status} state but expected it to be one of stopped.`,
        );
      const members = context.members(cluster.identifier);
      for (const member of members) context.changeInstance(member.identifier, { status: "starting" });
      const record = context.changeCluster(cluster.identifier, { status: "starting" });
      void context.workOnCluster(cluster.identifier, async () => {
        if (cluster.server !== undefined) await startClusterServer(context, cluster.identifier);
        for (const member of members) {
          if (member.server !== undefined) await context.servers.up(member.server, instanceParameters(context, member));
          context.changeInstance(member.identifier, { status: "available", pendingReboot: false });
        }
        context.changeCluster(cluster.identifier, { status: "available" });
      });
      return { DBCluster: renderCluster(context, record) };
    },
  };
}
