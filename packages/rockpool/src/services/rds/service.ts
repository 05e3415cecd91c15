import type * as rds from "@aws-sdk/client-rds";
import type { Endpoint, EngineFamily } from "../../engines/contract.js";
import { RockpoolError } from "../../errors.js";
import type { AnyOperation, CallContext, Permission, Service } from "../contract.js";
import { engineFacts } from "./catalog.js";
import { runsWithoutInstances, startClusterServer } from "./cluster-server.js";
import { bringUpCluster, clusterOperations } from "./clusters.js";
import { RdsContext, type RdsOptions } from "./context.js";
import { beginFinalSnapshot } from "./deletion.js";
import { engineVersionOperations } from "./engine-versions.js";
import { instanceOperations } from "./instance-operations.js";
import { bringUpInstance, startInstanceServer } from "./instances.js";
import { modifyClusterOperations } from "./modify-cluster.js";
import { modifyInstanceOperations } from "./modify-instance.js";
import {
  CLUSTER_GROUPS,
  INSTANCE_GROUPS,
  parameterGroupOperations,
  renderClusterGroup,
  renderInstanceGroup,
} from "./parameter-groups.js";
import { permissions } from "./permissions.js";
import { instanceEndpoint } from "./render.js";
import { replicaOperations } from "./replicas.js";
import { reviveServers } from "./revive.js";
import { snapshotOperations } from "./snapshot-operations.js";
import { subnetGroupOperations } from "./subnet-groups.js";
import { taggingOperations } from "./tagging.js";

export type { EngineProvider } from "./servers.js";
export type { ManagedSecrets, RdsOptions, SubnetLookup } from "./context.js";

function operations(context: RdsContext) {
  const instanceGroups = parameterGroupOperations(context, INSTANCE_GROUPS);
  const clusterGroups = parameterGroupOperations(context, CLUSTER_GROUPS);
  return {
    ...clusterOperations(context),
    ...modifyClusterOperations(context),
    ...instanceOperations(context),
    ...replicaOperations(context),
    ...modifyInstanceOperations(context),
    ...subnetGroupOperations(context),
    ...snapshotOperations(context),
    ...taggingOperations(context),
    ...engineVersionOperations(),

    CreateDBParameterGroup: (_call: CallContext, input: rds.CreateDBParameterGroupMessage) => ({
      DBParameterGroup: renderInstanceGroup(instanceGroups.create(input)),
    }),
    ModifyDBParameterGroup: async (_call: CallContext, input: rds.ModifyDBParameterGroupMessage) => ({
      DBParameterGroupName: await instanceGroups.modify(input),
    }),
    ResetDBParameterGroup: async (_call: CallContext, input: rds.ResetDBParameterGroupMessage) => ({
      DBParameterGroupName: await instanceGroups.reset(input),
    }),
    DeleteDBParameterGroup: (_call: CallContext, input: rds.DeleteDBParameterGroupMessage) =>
      instanceGroups.remove(input),
    DescribeDBParameterGroups: (_call: CallContext, input: rds.DescribeDBParameterGroupsMessage) => {
      const { items, Marker } = instanceGroups.list(input);
      return { DBParameterGroups: items.map(renderInstanceGroup), Marker };
    },
    DescribeDBParameters: (_call: CallContext, input: rds.DescribeDBParametersMessage) =>
      instanceGroups.parameters(input),

    CreateDBClusterParameterGroup: (_call: CallContext, input: rds.CreateDBClusterParameterGroupMessage) => ({
      DBClusterParameterGroup: renderClusterGroup(clusterGroups.create(input)),
    }),
    ModifyDBClusterParameterGroup: async (_call: CallContext, input: rds.ModifyDBClusterParameterGroupMessage) => ({
      DBClusterParameterGroupName: await clusterGroups.modify(input),
    }),
    ResetDBClusterParameterGroup: async (_call: CallContext, input: rds.ResetDBClusterParameterGroupMessage) => ({
      DBClusterParameterGroupName: await clusterGroups.reset(input),
    }),
    DeleteDBClusterParameterGroup: (_call: CallContext, input: rds.DeleteDBClusterParameterGroupMessage) =>
      clusterGroups.remove(input),
    DescribeDBClusterParameterGroups: (_call: CallContext, input: rds.DescribeDBClusterParameterGroupsMessage) => {
      const { items, Marker } = clusterGroups.list(input);
      return { DBClusterParameterGroups: items.map(renderClusterGroup), Marker };
    },
    DescribeDBClusterParameters: (_call: CallContext, input: rds.DescribeDBClusterParametersMessage) =>
      clusterGroups.parameters(input),
  } satisfies Record<string, AnyOperation>;
}

export type RdsOperations = ReturnType<typeof operations>;

/** What a secret needs to know of the database it is attached to, in the values that AWS writes. */
export interface DatabaseConnection {
  readonly engine: "postgres" | "mysql" | "mariadb";
  readonly host: string;
  readonly port: number;
  readonly dbname?: string;
  readonly dbClusterIdentifier?: string;
  readonly dbInstanceIdentifier?: string;
}

/** What the Data API needs to know of a cluster. */
export interface DataApiTarget {
  readonly arn: string;
  readonly identifier: string;
  readonly family: EngineFamily;
  /** `v1`: Aurora Serverless v1. `v2`: everything else. */
  readonly generation: "v1" | "v2";
  readonly status: string;
  readonly httpEndpointEnabled: boolean;
  /** Whether the cluster computes at all: a provisioned one needs an instance. */
  readonly hasInstance: boolean;
  readonly databaseName?: string;
  readonly endpoint: Endpoint;
}

export interface RdsService extends Service<RdsOperations> {
  /** Resolves once the database takes logins. Rejects with the reason when it failed, or when it is gone. */
  whenAvailable(kind: "cluster" | "instance", identifier: string, signal?: AbortSignal): Promise<void>;
  /** Resolves once the record is gone. */
  whenDeleted(kind: "cluster" | "instance", identifier: string, signal?: AbortSignal): Promise<void>;
  whenSnapshotAvailable(kind: "cluster" | "instance", snapshot: string, signal?: AbortSignal): Promise<void>;
  /** The snapshot of a `DeletionPolicy: Snapshot`, see {@link beginFinalSnapshot}; resolves once it is complete. */
  keepSnapshot(kind: "cluster" | "instance", identifier: string, snapshot: string, signal?: AbortSignal): Promise<void>;
  /** For `AWS::SecretsManager::SecretTargetAttachment`. Throws AWS's error when the target does not exist. */
  databaseConnection(targetType: string, targetId: string): DatabaseConnection;
  /** The cluster behind a Data API call; undefined when there is none of this very ARN. */
  dataApiTarget(resourceArn: string): DataApiTarget | undefined;
  /** Starts the servers that were there when the pool ended. One that does not start leaves its record `failed`. */
  recover(): Promise<void>;
  /** Ends what only waits (also for a download), finishes other work under way, then stops all servers. Their data stays. */
  close(): Promise<void>;
}

/** The rds service: the only owner of database records, and of the servers behind them. */
export function createRdsService(options: RdsOptions): RdsService {
  const context = new RdsContext(options);
  const { store, changes } = context;
  reviveServers(context);

  /** Nobody waits longer than the service lives. */
  const orClosing = (signal: AbortSignal | undefined): AbortSignal =>
    AbortSignal.any([context.closing.signal, ...(signal === undefined ? [] : [signal])]);

  const record = (kind: "cluster" | "instance", identifier: string) =>
    kind === "cluster" ? store.clusters.get(identifier.toLowerCase()) : store.instances.get(identifier.toLowerCase());

  async function whenAvailable(kind: "cluster" | "instance", identifier: string, signal?: AbortSignal): Promise<void> {
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

  async function whenDeleted(kind: "cluster" | "instance", identifier: string, signal?: AbortSignal): Promise<void> {
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

  async function whenSnapshotAvailable(
    kind: "cluster" | "instance",
    snapshot: string,
    signal?: AbortSignal,
  ): Promise<void> {
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

  async function keepSnapshot(
    kind: "cluster" | "instance",
    identifier: string,
    snapshot: string,
    signal?: AbortSignal,
  ): Promise<void> {
    if (beginFinalSnapshot(context, kind, identifier, snapshot)) await whenSnapshotAvailable(kind, snapshot, signal);
  }

  function databaseConnection(targetType: string, targetId: string): DatabaseConnection {
    if (targetType === "AWS::RDS::DBCluster") {
      const cluster = context.cluster(targetId);
      return {
        engine: engineFacts(cluster.settings.Engine ?? "").secretEngine,
        host: cluster.endpoint.host,
        port: cluster.endpoint.port,
        ...(cluster.settings.DatabaseName === undefined ? {} : { dbname: cluster.settings.DatabaseName }),
        dbClusterIdentifier: cluster.identifier,
      };
    }
    if (targetType !== "AWS::RDS::DBInstance") {
      throw new RockpoolError("SecretTarget", `a secret cannot be attached to a ${targetType}`, {
        hint: "Use AWS::RDS::DBInstance or AWS::RDS::DBCluster as TargetType.",
      });
    }
    const instance = context.instance(targetId);
    const endpoint = instanceEndpoint(context, instance);
    if (endpoint === undefined)
      throw new RockpoolError("SecretTarget", `the DB instance ${instance.identifier} has no endpoint yet`);
    return {
      engine: engineFacts(instance.settings.Engine ?? "").secretEngine,
      host: endpoint.host,
      port: endpoint.port,
      ...(instance.settings.DBName === undefined || instance.settings.DBName === ""
        ? {}
        : { dbname: instance.settings.DBName }),
      dbInstanceIdentifier: instance.identifier,
    };
  }

  function dataApiTarget(resourceArn: string): DataApiTarget | undefined {
    const cluster = store.clusters.list().find((candidate) => candidate.arn === resourceArn);
    if (cluster === undefined) return undefined;
    const { settings } = cluster;
    return {
      arn: cluster.arn,
      identifier: cluster.identifier,
      family: engineFacts(settings.Engine ?? "").family,
      generation: cluster.engineMode === "serverless" ? "v1" : "v2",
      status: cluster.status,
      httpEndpointEnabled: settings.EnableHttpEndpoint ?? false,
      hasInstance:
        runsWithoutInstances(cluster) || context.members(cluster.identifier).some((member) => member.writer === true),
      ...(settings.DatabaseName === undefined ? {} : { databaseName: settings.DatabaseName }),
      endpoint: cluster.endpoint,
    };
  }

  /** Sources before their replicas; a status that a crash left half-way is brought to its end. */
  async function recover(): Promise<void> {
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
      else if (instance.status !== "deleting") {
        work.push(
          context.workOnInstance(instance, async () => {
            await startInstanceServer(context, identifier);
            context.changeInstance(identifier, { status: "available", pendingReboot: false });
          }),
        );
      }
    }
    await Promise.all(work);
    await finishDeletions();
  }

  /** A deletion that a crash interrupted goes on without its final snapshot when that is there, and is left to be repeated when not. */
  async function finishDeletions(): Promise<void> {
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

  async function close(): Promise<void> {
    context.closing.abort(new RockpoolError("PoolEnds", "the pool ends"));
    await context.background.idle();
    await context.servers.close();
  }

  return {
    sdkName: "rds",
    signingName: "rds",
    operations: operations(context),
    permissions: (operation: string, input: Readonly<Record<string, unknown>>): Permission[] =>
      permissions(context, operation, input),
    model: () => import("@aws-sdk/client-rds"),
    whenAvailable,
    whenDeleted,
    whenSnapshotAvailable,
    keepSnapshot,
    databaseConnection,
    dataApiTarget,
    recover,
    close,
  };
}
