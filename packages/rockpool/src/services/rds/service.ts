import type * as rds from "@aws-sdk/client-rds";
import type { Endpoint, EngineFamily } from "../../engines/contract.js";
import { RockpoolError } from "../../errors.js";
import { SNAPSHOT_KEPT } from "../../events.js";
import type { AnyOperation, CallContext, Permission, Service } from "../contract.js";
import { engineFacts } from "./catalog.js";
import { runsWithoutInstances } from "./cluster-server.js";
import { autoPause } from "./auto-pause.js";
import { clusterOperations } from "./clusters.js";
import { RdsContext, type RdsOptions } from "./context.js";
import { beginFinalSnapshot } from "./deletion.js";
import { engineVersionOperations } from "./engine-versions.js";
import { instanceOperations } from "./instance-operations.js";
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
import { recover } from "./recovery.js";
import { instanceEndpoint } from "./render.js";
import { replicaOperations } from "./replicas.js";
import { reviveServers } from "./revive.js";
import { snapshotOperations } from "./snapshot-operations.js";
import { subnetGroupOperations } from "./subnet-groups.js";
import { taggingOperations } from "./tagging.js";
import type { ClusterRecord } from "./records.js";
import { type Waiting, waiting } from "./waiting.js";

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
  /** See `EngineServer.loginMark`. */
  loginMark(username: string): Promise<string | undefined>;
  /** See `EngineServer.interrupt`. */
  interrupt(connection: number): Promise<void>;
  /** The instance whose database is asked; undefined for Serverless v1, which has none. */
  readonly writer?: string;
  /** The database rests: `resume` starts it, and resolves once it takes logins. */
  readonly paused: boolean;
  resume(): Promise<void>;
  /** A call uses the database: it does not pause soon. */
  active(): void;
}

export interface RdsService extends Service<RdsOperations>, Waiting {
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
  const { store } = context;
  const waits = waiting(context);
  reviveServers(context);
  const pauses = autoPause(context, options.pauseLookMilliseconds);

  async function keepSnapshot(
    kind: "cluster" | "instance",
    identifier: string,
    snapshot: string,
    signal?: AbortSignal,
  ): Promise<void> {
    if (!beginFinalSnapshot(context, kind, identifier, snapshot)) return;
    await waits.whenSnapshotAvailable(kind, snapshot, signal);
    const command = kind === "cluster" ? "delete-db-cluster-snapshot --db-cluster" : "delete-db-snapshot --db";
    const message = `Of the DB ${kind} ${identifier} the snapshot ${snapshot} is kept. \`rockpool exec -- aws rds ${command}-snapshot-identifier ${snapshot}\` deletes it.`;
    options.environment.events.emit({ kind: "notice", level: "info", code: SNAPSHOT_KEPT, message });
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

  const targets = { revision: "", byArn: new Map<string, DataApiTarget>() };

  /** Asked for every call of the Data API: made anew only when a record has changed. */
  function dataApiTarget(resourceArn: string): DataApiTarget | undefined {
    const revision = `${store.clusters.revision} ${store.instances.revision}`;
    if (targets.revision !== revision) {
      targets.byArn = new Map(store.clusters.list().map((cluster) => [cluster.arn, targetOf(cluster)]));
      targets.revision = revision;
    }
    return targets.byArn.get(resourceArn);
  }

  function targetOf(cluster: ClusterRecord): DataApiTarget {
    const { settings } = cluster;
    const writer = context.members(cluster.identifier).find((member) => member.writer === true);
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
      ...(writer === undefined ? {} : { writer: writer.identifier }),
      paused: cluster.paused === true,
      resume: () => pauses.resume(cluster.identifier),
      active: () => pauses.active(cluster.identifier),
      loginMark: async (username) =>
        cluster.server === undefined ? undefined : context.servers.server(cluster.server.id).loginMark(username),
      interrupt: async (connection) => {
        if (cluster.server !== undefined) await context.servers.server(cluster.server.id).interrupt(connection);
      },
    };
  }

  async function close(): Promise<void> {
    pauses.close();
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
    ...waits,
    keepSnapshot,
    databaseConnection,
    dataApiTarget,
    recover: () => recover(context, pauses),
    close,
  };
}
