import type {
  CreateDBClusterSnapshotMessage,
  CreateDBClusterSnapshotResult,
  CreateDBSnapshotMessage,
  CreateDBSnapshotResult,
  DBClusterSnapshot,
  DBClusterSnapshotMessage,
  DBSnapshot,
  DBSnapshotMessage,
  DeleteDBClusterSnapshotMessage,
  DeleteDBClusterSnapshotResult,
  DeleteDBSnapshotMessage,
  DeleteDBSnapshotResult,
  DescribeDBClusterSnapshotsMessage,
  DescribeDBSnapshotsMessage,
  RestoreDBClusterFromSnapshotMessage,
  RestoreDBClusterFromSnapshotResult,
  RestoreDBInstanceFromDBSnapshotMessage,
  RestoreDBInstanceFromDBSnapshotResult,
} from "@aws-sdk/client-rds";
import { rm } from "node:fs/promises";
import { AwsError } from "../../errors.js";
import type { Collection } from "../../state/state.js";
import type { CallContext } from "../contract.js";
import { tagList } from "../tags.js";
import { engineFacts } from "./catalog.js";
import { checkClusterSettings } from "./cluster-rules.js";
import { addCluster, refuseExistingCluster } from "./clusters.js";
import { type RdsContext, lastPart, requestTags } from "./context.js";
import { describe, named } from "./describe.js";
import { addInstance, refuseExistingInstance } from "./instances.js";
import type { SnapshotRecord } from "./records.js";
import { renderCluster, renderInstance } from "./render.js";
import { restorable, takeClusterSnapshot, takeInstanceSnapshot } from "./snapshots.js";
import * as check from "./validation.js";

function common(record: SnapshotRecord) {
  return {
    SnapshotCreateTime: new Date(record.created),
    Engine: record.engine,
    EngineVersion: record.engineVersion,
    AllocatedStorage: record.settings.AllocatedStorage ?? 1,
    Status: record.status,
    Port: record.port,
    VpcId: record.vpcId,
    MasterUsername: record.masterUsername,
    LicenseModel: record.engine.endsWith("postgres") ? "postgresql-license" : "general-public-license",
    SnapshotType: "manual",
    PercentProgress: record.status === "available" ? 100 : 0,
    KmsKeyId: record.settings.KmsKeyId,
    IAMDatabaseAuthenticationEnabled: record.settings.EnableIAMDatabaseAuthentication ?? false,
    TagList: tagList(record.tags),
    StorageType: record.settings.StorageType,
  };
}

function renderClusterSnapshot(record: SnapshotRecord): DBClusterSnapshot {
  return {
    ...common(record),
    DBClusterSnapshotIdentifier: record.identifier,
    DBClusterSnapshotArn: record.arn,
    DBClusterIdentifier: record.source.identifier,
    DbClusterResourceId: record.source.resourceId,
    ClusterCreateTime: new Date(record.source.created),
    EngineMode: record.engineMode,
    StorageEncrypted: record.settings.StorageEncrypted ?? false,
  };
}

function renderSnapshot(record: SnapshotRecord): DBSnapshot {
  return {
    ...common(record),
    DBSnapshotIdentifier: record.identifier,
    DBSnapshotArn: record.arn,
    DBInstanceIdentifier: record.source.identifier,
    DbiResourceId: record.source.resourceId,
    InstanceCreateTime: new Date(record.source.created),
    AvailabilityZone: record.availabilityZone,
    Encrypted: record.settings.StorageEncrypted ?? false,
    SnapshotTarget: "region",
    OriginalSnapshotCreateTime: new Date(record.created),
  };
}

export function snapshotOperations(context: RdsContext) {
  const { snapshots, clusterSnapshots } = context.store;
  const clusterSnapshotNotFound = (name: string | undefined): AwsError =>
    new AwsError("DBClusterSnapshotNotFoundFault", `DBClusterSnapshot not found: ${lastPart(name)}`);
  const snapshotNotFound = (name: string | undefined): AwsError =>
    new AwsError("DBSnapshotNotFoundFault", `DBSnapshot not found: ${lastPart(name)}`);

  function selected(
    all: Collection<SnapshotRecord>,
    name: string | undefined,
    source: string | undefined,
    type: string | undefined,
    notFound: (name: string | undefined) => AwsError,
  ): SnapshotRecord[] {
    const record = name === undefined ? undefined : all.get(lastPart(name));
    if (name !== undefined && record === undefined) throw notFound(name);
    // Rockpool takes no automated snapshots.
    const found = (record === undefined ? all.list() : [record]).filter(() => type === undefined || type === "manual");
    return source === undefined ? found : found.filter((snapshot) => snapshot.source.identifier === lastPart(source));
  }

  return {
    CreateDBClusterSnapshot(_call: CallContext, input: CreateDBClusterSnapshotMessage): CreateDBClusterSnapshotResult {
      const cluster = context.cluster(input.DBClusterIdentifier);
      if (cluster.status !== "available") {
        throw new AwsError(
          "InvalidDBClusterStateFault",
          `Can't create a snapshot because the database cluster ${cluster.identifier} isn't currently in the available state.`,
        );
      }
      const name = check.identifier(input.DBClusterSnapshotIdentifier, "DBClusterSnapshotIdentifier", 255);
      const take = takeClusterSnapshot(context, cluster, name, "manual", {
        ...(cluster.settings.CopyTagsToSnapshot === true ? cluster.tags : {}),
        ...requestTags(input),
      });
      void context.background.run(`cluster:${cluster.identifier}`, () => take().catch(() => undefined));
      return { DBClusterSnapshot: rendered(clusterSnapshots, name, renderClusterSnapshot) };
    },

    DescribeDBClusterSnapshots(_call: CallContext, input: DescribeDBClusterSnapshotsMessage): DBClusterSnapshotMessage {
      const found = selected(
        clusterSnapshots,
        input.DBClusterSnapshotIdentifier,
        input.DBClusterIdentifier,
        input.SnapshotType,
        clusterSnapshotNotFound,
      );
      const { items, Marker } = describe(found, (record) => record.identifier, input, {
        "db-cluster-id": (record, values) => named(record.source.identifier, values),
        "db-cluster-snapshot-id": (record, values) => named(record.identifier, values),
        engine: (record, values) => values.includes(record.engine),
        "snapshot-type": (_record, values) => values.includes("manual"),
      });
      return { DBClusterSnapshots: items.map(renderClusterSnapshot), Marker };
    },

    async DeleteDBClusterSnapshot(
      _call: CallContext,
      input: DeleteDBClusterSnapshotMessage,
    ): Promise<DeleteDBClusterSnapshotResult> {
      const record = clusterSnapshots.get(lastPart(input.DBClusterSnapshotIdentifier));
      if (record === undefined) throw clusterSnapshotNotFound(input.DBClusterSnapshotIdentifier);
      if (record.status === "creating")
        throw new AwsError(
          "InvalidDBClusterSnapshotStateFault",
          `The cluster snapshot ${record.identifier} is not in the available state.`,
        );
      await remove(clusterSnapshots, record);
      return { DBClusterSnapshot: renderClusterSnapshot(record) };
    },

    CreateDBSnapshot(_call: CallContext, input: CreateDBSnapshotMessage): CreateDBSnapshotResult {
      const instance = context.instance(input.DBInstanceIdentifier);
      if (instance.settings.DBClusterIdentifier !== undefined) {
        throw check.invalidValue(
          "The specified instance is a member of a cluster and a snapshot cannot be created directly. Please use the CreateDBClusterSnapshot API instead.",
        );
      }
      if (instance.status !== "available" && instance.status !== "stopped") {
        throw new AwsError(
          "InvalidDBInstanceStateFault",
          `Cannot create a snapshot because the database instance ${instance.identifier} is not currently in the available state.`,
        );
      }
      const name = check.identifier(input.DBSnapshotIdentifier, "DBSnapshotIdentifier", 255);
      const take = takeInstanceSnapshot(context, instance, name, "manual", {
        ...(instance.settings.CopyTagsToSnapshot === true ? instance.tags : {}),
        ...requestTags(input),
      });
      void context.background.run(`instance:${instance.identifier}`, () => take().catch(() => undefined));
      return { DBSnapshot: rendered(snapshots, name, renderSnapshot) };
    },

    DescribeDBSnapshots(_call: CallContext, input: DescribeDBSnapshotsMessage): DBSnapshotMessage {
      const found = selected(
        snapshots,
        input.DBSnapshotIdentifier,
        input.DBInstanceIdentifier,
        input.SnapshotType,
        snapshotNotFound,
      );
      const { items, Marker } = describe(found, (record) => record.identifier, input, {
        "db-instance-id": (record, values) => named(record.source.identifier, values),
        "db-snapshot-id": (record, values) => named(record.identifier, values),
        "dbi-resource-id": (record, values) => values.includes(record.source.resourceId),
        engine: (record, values) => values.includes(record.engine),
        "snapshot-type": (_record, values) => values.includes("manual"),
      });
      return { DBSnapshots: items.map(renderSnapshot), Marker };
    },

    async DeleteDBSnapshot(_call: CallContext, input: DeleteDBSnapshotMessage): Promise<DeleteDBSnapshotResult> {
      const record = snapshots.get(lastPart(input.DBSnapshotIdentifier));
      if (record === undefined) throw snapshotNotFound(input.DBSnapshotIdentifier);
      if (record.status === "creating")
        throw new AwsError(
          "InvalidDBSnapshotStateFault",
          `The snapshot ${record.identifier} is not in the available state.`,
        );
      await remove(snapshots, record);
      return { DBSnapshot: renderSnapshot(record) };
    },

    async RestoreDBClusterFromSnapshot(
      call: CallContext,
      input: RestoreDBClusterFromSnapshotMessage,
    ): Promise<RestoreDBClusterFromSnapshotResult> {
      const {
        DBClusterIdentifier,
        SnapshotIdentifier,
        Tags,
        TagSpecifications: _specifications,
        EnableVPCNetworking: _vpc,
        EnableInternetAccessGateway: _gateway,
        ...settings
      } = input;
      const identifier = check.identifier(DBClusterIdentifier, "DBClusterIdentifier");
      refuseExistingCluster(context, identifier);
      const snapshot = restorable(
        clusterSnapshots.get(lastPart(SnapshotIdentifier)),
        clusterSnapshotNotFound(SnapshotIdentifier),
        input.Engine,
      );
      const facts = engineFacts(snapshot.engine);
      const engineMode = checkClusterSettings(
        context,
        { ...settings, EngineMode: settings.EngineMode ?? snapshot.engineMode },
        facts,
      );
      const record = await addCluster(context, call, {
        identifier,
        settings: {
          ...settings,
          Engine: snapshot.engine,
          EngineVersion: settings.EngineVersion ?? snapshot.engineVersion,
          DatabaseName: snapshot.databaseName,
          MasterUsername: snapshot.masterUsername,
          Port: settings.Port ?? snapshot.port,
          DBSubnetGroupName: settings.DBSubnetGroupName?.toLowerCase(),
        },
        facts,
        engineMode,
        masterUsername: snapshot.masterUsername,
        password: () => ({ sealedPassword: snapshot.sealedPassword }),
        origin: { kind: "snapshot", directory: snapshot.directory },
        tags: requestTags({ Tags }),
      });
      return { DBCluster: renderCluster(context, record) };
    },

    async RestoreDBInstanceFromDBSnapshot(
      call: CallContext,
      input: RestoreDBInstanceFromDBSnapshotMessage,
    ): Promise<RestoreDBInstanceFromDBSnapshotResult> {
      const identifier = check.identifier(input.DBInstanceIdentifier, "DBInstanceIdentifier");
      refuseExistingInstance(context, identifier);
      const snapshot = restorable(
        snapshots.get(lastPart(input.DBSnapshotIdentifier)),
        snapshotNotFound(input.DBSnapshotIdentifier),
        input.Engine,
      );
      const record = await addInstance(context, call, {
        identifier,
        settings: {
          Engine: snapshot.engine,
          EngineVersion: snapshot.engineVersion,
          DBInstanceClass:
            input.DBInstanceClass ??
            ("DBInstanceClass" in snapshot.settings ? snapshot.settings.DBInstanceClass : undefined),
          MasterUsername: snapshot.masterUsername,
          DBName: snapshot.databaseName,
          Port: input.Port ?? snapshot.port,
          AllocatedStorage: input.AllocatedStorage ?? snapshot.settings.AllocatedStorage,
          AvailabilityZone: input.AvailabilityZone,
          DBSubnetGroupName: input.DBSubnetGroupName,
          MultiAZ: input.MultiAZ,
          PubliclyAccessible: input.PubliclyAccessible,
          DBParameterGroupName: input.DBParameterGroupName,
          VpcSecurityGroupIds: input.VpcSecurityGroupIds,
          DeletionProtection: input.DeletionProtection,
          CopyTagsToSnapshot: input.CopyTagsToSnapshot,
          StorageType: input.StorageType,
          EnableIAMDatabaseAuthentication: input.EnableIAMDatabaseAuthentication,
          EnableCloudwatchLogsExports: input.EnableCloudwatchLogsExports,
        },
        masterUsername: snapshot.masterUsername,
        password: () => ({ sealedPassword: snapshot.sealedPassword }),
        origin: { kind: "snapshot", directory: snapshot.directory },
        tags: requestTags(input),
      });
      return { DBInstance: renderInstance(context, record) };
    },
  };

  async function remove(all: Collection<SnapshotRecord>, record: SnapshotRecord): Promise<void> {
    all.delete(record.identifier);
    await rm(record.directory, { recursive: true, force: true });
  }
}

function rendered<T>(
  all: Collection<SnapshotRecord>,
  name: string,
  render: (record: SnapshotRecord) => T,
): T | undefined {
  const record = all.get(name);
  return record === undefined ? undefined : render(record);
}
