import type { DBCluster, DBInstance, VpcSecurityGroupMembership } from "@aws-sdk/client-rds";
import { tagList } from "../tags.js";
import type { RdsContext } from "./context.js";
import type { ClusterRecord, InstanceRecord } from "./records.js";
import { renderSubnetGroup } from "./subnet-groups.js";

const BACKUP_WINDOW = "03:30-04:00";
const MAINTENANCE_WINDOW = "sun:05:00-sun:05:30";
const CERTIFICATE_AUTHORITY = "rds-ca-rsa2048-g1";

const securityGroups = (ids: readonly string[] | undefined): VpcSecurityGroupMembership[] =>
  (ids ?? []).map((VpcSecurityGroupId) => ({ VpcSecurityGroupId, Status: "active" }));

const masterUserSecret = (record: {
  managedSecretArn?: string;
  settings: { MasterUserSecretKmsKeyId?: string | undefined };
}) =>
  record.managedSecretArn === undefined
    ? undefined
    : {
        SecretArn: record.managedSecretArn,
        SecretStatus: "active",
        KmsKeyId: record.settings.MasterUserSecretKmsKeyId,
      };

/** The address for reading: that of the first reader in service; the writer's where there is none, as on Aurora. */
function readerAddress(context: RdsContext, { identifier, endpoint }: ClusterRecord): string {
  const readers = context
    .members(identifier)
    .filter((member) => member.writer !== true && member.status === "available");
  // A cluster shows one port for both of its endpoints.
  const reader = readers.find((member) => member.server?.endpoint.port === endpoint.port);
  return reader?.server?.endpoint.host ?? endpoint.host;
}

/** A cluster as DescribeDBClusters shows it. */
export function renderCluster(context: RdsContext, record: ClusterRecord): DBCluster {
  const { settings } = record;
  const members = context.members(record.identifier);
  const group =
    settings.DBSubnetGroupName === undefined ? undefined : context.store.subnetGroups.get(settings.DBSubnetGroupName);
  const serverless = record.engineMode === "serverless";
  return {
    AllocatedStorage: settings.AllocatedStorage ?? 1,
    AvailabilityZones: settings.AvailabilityZones ?? [...new Set(group?.subnets.map((subnet) => subnet.zone) ?? [])],
    BackupRetentionPeriod: settings.BackupRetentionPeriod ?? 1,
    CharacterSetName: settings.CharacterSetName,
    DatabaseName: settings.DatabaseName,
    DBClusterIdentifier: record.identifier,
    DBClusterParameterGroup: settings.DBClusterParameterGroupName,
    DBSubnetGroup: settings.DBSubnetGroupName ?? "default",
    Status: record.status,
    Endpoint: record.endpoint.host,
    ReaderEndpoint: serverless ? undefined : readerAddress(context, record),
    MultiAZ: new Set(members.map((member) => member.availabilityZone)).size > 1,
    Engine: settings.Engine,
    EngineVersion: record.engineVersion,
    LatestRestorableTime: new Date(context.environment.clock.now()),
    Port: record.endpoint.port,
    MasterUsername: record.masterUsername,
    PreferredBackupWindow: settings.PreferredBackupWindow ?? BACKUP_WINDOW,
    PreferredMaintenanceWindow: settings.PreferredMaintenanceWindow ?? MAINTENANCE_WINDOW,
    ReadReplicaIdentifiers: [],
    DBClusterMembers: members.map((member) => ({
      DBInstanceIdentifier: member.identifier,
      IsClusterWriter: member.writer === true,
      DBClusterParameterGroupStatus: member.pendingReboot === true ? "pending-reboot" : "in-sync",
      PromotionTier: member.settings.PromotionTier ?? 1,
    })),
    VpcSecurityGroups: securityGroups(settings.VpcSecurityGroupIds),
    StorageEncrypted: settings.StorageEncrypted ?? serverless,
    KmsKeyId: settings.KmsKeyId,
    DbClusterResourceId: record.resourceId,
    DBClusterArn: record.arn,
    AssociatedRoles: (settings.AssociatedRoles ?? []).map(({ RoleArn, FeatureName }) => ({
      RoleArn,
      FeatureName,
      Status: "ACTIVE",
    })),
    IAMDatabaseAuthenticationEnabled: settings.EnableIAMDatabaseAuthentication ?? false,
    ClusterCreateTime: new Date(record.created),
    EnabledCloudwatchLogsExports: settings.EnableCloudwatchLogsExports,
    Capacity: serverless ? (record.paused === true ? 0 : (settings.ScalingConfiguration?.MinCapacity ?? 2)) : undefined,
    EngineMode: record.engineMode,
    ScalingConfigurationInfo: serverless
      ? {
          MinCapacity: 2,
          MaxCapacity: 16,
          AutoPause: true,
          SecondsUntilAutoPause: 300,
          TimeoutAction: "RollbackCapacityChange",
          SecondsBeforeTimeout: 300,
          ...settings.ScalingConfiguration,
        }
      : undefined,
    ServerlessV2ScalingConfiguration: settings.ServerlessV2ScalingConfiguration,
    DBClusterInstanceClass: settings.DBClusterInstanceClass,
    StorageType: settings.StorageType ?? (settings.Engine?.startsWith("aurora") === true ? "aurora" : "io1"),
    Iops: settings.Iops,
    PubliclyAccessible: settings.PubliclyAccessible,
    AutoMinorVersionUpgrade: settings.AutoMinorVersionUpgrade ?? true,
    DeletionProtection: settings.DeletionProtection ?? false,
    HttpEndpointEnabled: settings.EnableHttpEndpoint ?? false,
    ActivityStreamStatus: "stopped",
    CopyTagsToSnapshot: settings.CopyTagsToSnapshot ?? false,
    CrossAccountClone: false,
    DomainMemberships: [],
    TagList: tagList(record.tags),
    NetworkType: settings.NetworkType ?? "IPV4",
    MonitoringInterval: settings.MonitoringInterval,
    MonitoringRoleArn: settings.MonitoringRoleArn,
    DatabaseInsightsMode: settings.DatabaseInsightsMode,
    PerformanceInsightsEnabled: settings.EnablePerformanceInsights,
    PerformanceInsightsKMSKeyId: settings.PerformanceInsightsKMSKeyId,
    PerformanceInsightsRetentionPeriod: settings.PerformanceInsightsRetentionPeriod,
    MasterUserSecret: masterUserSecret(record),
    EngineLifecycleSupport: settings.EngineLifecycleSupport,
  };
}

/** Where an instance is reached; undefined while it has no server. */
export function instanceEndpoint(
  context: RdsContext,
  record: InstanceRecord,
): { host: string; port: number } | undefined {
  if (record.server !== undefined) return record.server.endpoint;
  const cluster = record.settings.DBClusterIdentifier;
  return cluster !== undefined && record.writer === true ? context.store.clusters.get(cluster)?.endpoint : undefined;
}

/** An instance as DescribeDBInstances shows it. */
export function renderInstance(context: RdsContext, record: InstanceRecord): DBInstance {
  const { settings } = record;
  const endpoint = instanceEndpoint(context, record);
  const cluster =
    settings.DBClusterIdentifier === undefined ? undefined : context.store.clusters.get(settings.DBClusterIdentifier);
  // What belongs to the cluster is shown as the cluster has it.
  const shared = cluster?.settings ?? settings;
  const group =
    shared.DBSubnetGroupName === undefined ? undefined : context.store.subnetGroups.get(shared.DBSubnetGroupName);
  const replicas = context.store.instances.list().filter((other) => other.replicaOf === record.identifier);
  const ready = record.status !== "creating";
  return {
    DBInstanceIdentifier: record.identifier,
    DBInstanceClass: settings.DBInstanceClass,
    Engine: settings.Engine,
    DBInstanceStatus: record.status,
    MasterUsername: record.masterUsername,
    DBName: cluster === undefined ? settings.DBName : cluster.settings.DatabaseName,
    Endpoint: ready && endpoint !== undefined ? { Address: endpoint.host, Port: endpoint.port } : undefined,
    AllocatedStorage: settings.AllocatedStorage ?? 1,
    InstanceCreateTime: ready ? new Date(record.created) : undefined,
    PreferredBackupWindow: settings.PreferredBackupWindow ?? BACKUP_WINDOW,
    BackupRetentionPeriod: shared.BackupRetentionPeriod ?? 1,
    DBSecurityGroups: [],
    VpcSecurityGroups: securityGroups(shared.VpcSecurityGroupIds),
    DBParameterGroups: [
      {
        DBParameterGroupName: settings.DBParameterGroupName,
        ParameterApplyStatus: record.pendingReboot === true ? "pending-reboot" : "in-sync",
      },
    ],
    AvailabilityZone: record.availabilityZone,
    DBSubnetGroup: group === undefined ? undefined : renderSubnetGroup(group),
    PreferredMaintenanceWindow: settings.PreferredMaintenanceWindow ?? MAINTENANCE_WINDOW,
    PendingModifiedValues: {},
    MultiAZ: settings.MultiAZ ?? false,
    EngineVersion: record.engineVersion,
    AutoMinorVersionUpgrade: settings.AutoMinorVersionUpgrade ?? true,
    ReadReplicaSourceDBInstanceIdentifier: record.replicaOf,
    ReadReplicaDBInstanceIdentifiers: replicas.map((replica) => replica.identifier),
    LicenseModel:
      settings.LicenseModel ?? (settings.Engine === "postgres" ? "postgresql-license" : "general-public-license"),
    Iops: settings.Iops,
    StorageThroughput: settings.StorageThroughput,
    OptionGroupMemberships:
      settings.OptionGroupName === undefined ? [] : [{ OptionGroupName: settings.OptionGroupName, Status: "in-sync" }],
    CharacterSetName: settings.CharacterSetName,
    PubliclyAccessible: settings.PubliclyAccessible ?? false,
    StorageType: settings.StorageType ?? (cluster === undefined ? "gp2" : "aurora"),
    DbInstancePort: 0,
    DBClusterIdentifier: settings.DBClusterIdentifier,
    StorageEncrypted: shared.StorageEncrypted ?? false,
    KmsKeyId: shared.KmsKeyId,
    DbiResourceId: record.resourceId,
    CACertificateIdentifier: settings.CACertificateIdentifier ?? CERTIFICATE_AUTHORITY,
    DomainMemberships: [],
    CopyTagsToSnapshot: settings.CopyTagsToSnapshot ?? false,
    MonitoringInterval: settings.MonitoringInterval ?? 0,
    MonitoringRoleArn: settings.MonitoringRoleArn,
    PromotionTier: cluster === undefined ? settings.PromotionTier : (settings.PromotionTier ?? 1),
    DBInstanceArn: record.arn,
    IAMDatabaseAuthenticationEnabled: shared.EnableIAMDatabaseAuthentication ?? false,
    PerformanceInsightsEnabled: settings.EnablePerformanceInsights ?? false,
    PerformanceInsightsKMSKeyId: settings.PerformanceInsightsKMSKeyId,
    PerformanceInsightsRetentionPeriod: settings.PerformanceInsightsRetentionPeriod,
    EnabledCloudwatchLogsExports: settings.EnableCloudwatchLogsExports,
    DeletionProtection: settings.DeletionProtection ?? false,
    AssociatedRoles: [],
    MaxAllocatedStorage: settings.MaxAllocatedStorage,
    TagList: tagList(record.tags),
    NetworkType: settings.NetworkType ?? "IPV4",
    BackupTarget: "region",
    MasterUserSecret: masterUserSecret(record),
    DedicatedLogVolume: settings.DedicatedLogVolume ?? false,
    StatusInfos:
      record.statusReason === undefined
        ? undefined
        : [{ StatusType: "rockpool", Normal: false, Status: record.status, Message: record.statusReason }],
  };
}
