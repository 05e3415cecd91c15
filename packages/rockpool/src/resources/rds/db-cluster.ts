import type { CreateDBClusterMessage, DBCluster, ModifyDBClusterMessage } from "@aws-sdk/client-rds";
import type { JsonObject, ResourceHandler, ResourceState } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { ownerCall } from "../../services/contract.js";
import type { RdsService } from "../../services/rds/service.js";
import { isOwn } from "../ownership.js";
import { object, objectList, optionalBoolean, optionalNumber, optionalText, tags, text } from "../properties.js";
import { refuseProperties } from "../record-handler.js";
import {
  type PropertyTable,
  changedOnly,
  identifierOf,
  ifExists,
  logExportChange,
  read,
  updateTags,
} from "./database.js";

const IDENTIFIER_LENGTH = 63;

/** Under the same name in CreateDBCluster and ModifyDBCluster. */
const CHANGEABLE: PropertyTable = {
  texts: [
    "EngineVersion",
    "DBClusterParameterGroupName",
    "PreferredBackupWindow",
    "PreferredMaintenanceWindow",
    "Domain",
    "DomainIAMRoleName",
    "DBClusterInstanceClass",
    "StorageType",
    "NetworkType",
    "MonitoringRoleArn",
    "DatabaseInsightsMode",
    "EngineLifecycleSupport",
    "MasterUserPassword",
  ] satisfies ReadonlyArray<keyof CreateDBClusterMessage & keyof ModifyDBClusterMessage>,
  numbers: [
    "BackupRetentionPeriod",
    "Port",
    "BacktrackWindow",
    "AllocatedStorage",
    "Iops",
    "MonitoringInterval",
    "PerformanceInsightsRetentionPeriod",
  ] satisfies ReadonlyArray<keyof CreateDBClusterMessage & keyof ModifyDBClusterMessage>,
  booleans: [
    "EnableIAMDatabaseAuthentication",
    "DeletionProtection",
    "EnableHttpEndpoint",
    "CopyTagsToSnapshot",
    "AutoMinorVersionUpgrade",
    "ManageMasterUserPassword",
    "EnableLocalWriteForwarding",
    "EnableGlobalWriteForwarding",
  ] satisfies ReadonlyArray<keyof CreateDBClusterMessage & keyof ModifyDBClusterMessage>,
  lists: ["VpcSecurityGroupIds"] satisfies ReadonlyArray<keyof CreateDBClusterMessage & keyof ModifyDBClusterMessage>,
};

/** Only in CreateDBCluster: a change of them is a new cluster. */
const AT_CREATION: PropertyTable = {
  texts: [
    "MasterUsername",
    "DatabaseName",
    "DBSubnetGroupName",
    "EngineMode",
    "KmsKeyId",
    "GlobalClusterIdentifier",
    "ReplicationSourceIdentifier",
    "ClusterScalabilityType",
  ],
  numbers: [],
  booleans: ["StorageEncrypted", "PubliclyAccessible"],
  lists: ["AvailabilityZones", "EnableCloudwatchLogsExports"],
};

/** What AWS would do and Rockpool cannot. */
const NOT_RUN = [
  "SourceDBClusterIdentifier",
  "SourceDbClusterResourceId",
  "RestoreType",
  "RestoreToTime",
  "UseLatestRestorableTime",
  "DBSystemId",
  "SourceRegion",
];

/** The properties that both calls take under another name or in another shape. */
function reshaped(properties: JsonObject) {
  const serverless = object(properties, "ServerlessV2ScalingConfiguration");
  const scaling = object(properties, "ScalingConfiguration");
  const kmsKeyId = optionalText(object(properties, "MasterUserSecret"), "KmsKeyId");
  return {
    ...(kmsKeyId === undefined ? {} : { MasterUserSecretKmsKeyId: kmsKeyId }),
    ...(properties["PerformanceInsightsEnabled"] === undefined
      ? {}
      : { EnablePerformanceInsights: optionalBoolean(properties, "PerformanceInsightsEnabled") }),
    ...(properties["PerformanceInsightsKmsKeyId"] === undefined
      ? {}
      : { PerformanceInsightsKMSKeyId: optionalText(properties, "PerformanceInsightsKmsKeyId") }),
    ...(properties["ServerlessV2ScalingConfiguration"] === undefined
      ? {}
      : {
          ServerlessV2ScalingConfiguration: {
            MinCapacity: optionalNumber(serverless, "MinCapacity"),
            MaxCapacity: optionalNumber(serverless, "MaxCapacity"),
            SecondsUntilAutoPause: optionalNumber(serverless, "SecondsUntilAutoPause"),
          },
        }),
    ...(properties["ScalingConfiguration"] === undefined
      ? {}
      : {
          ScalingConfiguration: {
            MinCapacity: optionalNumber(scaling, "MinCapacity"),
            MaxCapacity: optionalNumber(scaling, "MaxCapacity"),
            AutoPause: optionalBoolean(scaling, "AutoPause"),
            SecondsUntilAutoPause: optionalNumber(scaling, "SecondsUntilAutoPause"),
            SecondsBeforeTimeout: optionalNumber(scaling, "SecondsBeforeTimeout"),
            TimeoutAction: optionalText(scaling, "TimeoutAction"),
          },
        }),
  };
}

/** AWS::RDS::DBCluster. `Ref`: its identifier. */
export function dbCluster({ rds, environment }: { rds: RdsService; environment: Environment }): ResourceHandler {
  const call = ownerCall(environment.account.accountId, environment.account.partition);
  const { operations } = rds;
  const find = (DBClusterIdentifier: string): DBCluster | undefined =>
    ifExists(() => operations.DescribeDBClusters(call, { DBClusterIdentifier }).DBClusters?.[0]);

  function state(identifier: string): ResourceState {
    const cluster = find(identifier);
    const secretArn = cluster?.MasterUserSecret?.SecretArn;
    return {
      physicalId: identifier,
      attributes: {
        DBClusterArn: cluster?.DBClusterArn ?? "",
        DBClusterResourceId: cluster?.DbClusterResourceId ?? "",
        "Endpoint.Address": cluster?.Endpoint ?? "",
        "Endpoint.Port": String(cluster?.Port ?? ""),
        "ReadEndpoint.Address": cluster?.ReaderEndpoint ?? "",
        ...(secretArn === undefined ? {} : { "MasterUserSecret.SecretArn": secretArn }),
      },
    };
  }

  async function make(
    identifier: string,
    properties: JsonObject,
    Tags: Array<{ Key: string; Value: string }>,
  ): Promise<void> {
    const input = {
      ...read(properties, AT_CREATION),
      ...read(properties, CHANGEABLE),
      ...reshaped(properties),
      AssociatedRoles: objectList(properties, "AssociatedRoles").map((role) => ({
        RoleArn: text(role, "RoleArn"),
        FeatureName: optionalText(role, "FeatureName"),
      })),
      DBClusterIdentifier: identifier,
      Engine: text(properties, "Engine"),
      Tags,
    };
    const SnapshotIdentifier = optionalText(properties, "SnapshotIdentifier");
    if (SnapshotIdentifier === undefined) await operations.CreateDBCluster(call, input);
    else await operations.RestoreDBClusterFromSnapshot(call, { ...input, SnapshotIdentifier });
  }

  return {
    async create(context, properties) {
      refuseProperties(context, properties, NOT_RUN);
      const identifier = identifierOf(context, properties, "DBClusterIdentifier", IDENTIFIER_LENGTH);
      const before = find(identifier);
      if (before === undefined || !isOwn(context, before.TagList ?? []))
        await make(identifier, properties, tags(context, properties));
      context.initiated(identifier);
      await rds.whenAvailable("cluster", identifier, context.signal);
      // A restored cluster has the password of its snapshot until it gets the given one.
      const MasterUserPassword = optionalText(properties, "MasterUserPassword");
      const ManageMasterUserPassword = optionalBoolean(properties, "ManageMasterUserPassword");
      if (
        properties["SnapshotIdentifier"] !== undefined &&
        (MasterUserPassword !== undefined || ManageMasterUserPassword === true)
      ) {
        await operations.ModifyDBCluster(call, {
          DBClusterIdentifier: identifier,
          MasterUserPassword,
          ManageMasterUserPassword,
        });
        await rds.whenAvailable("cluster", identifier, context.signal);
      }
      return state(identifier);
    },

    async update(context, physicalId, before, after) {
      refuseProperties(context, after, NOT_RUN);
      await rds.whenAvailable("cluster", physicalId, context.signal);
      const changed = changedOnly(
        { ...read(before, CHANGEABLE), ...reshaped(before) },
        { ...read(after, CHANGEABLE), ...reshaped(after) },
      );
      const CloudwatchLogsExportConfiguration = logExportChange(before, after);
      if (Object.keys(changed).length > 0 || CloudwatchLogsExportConfiguration !== undefined) {
        await operations.ModifyDBCluster(call, {
          ...changed,
          CloudwatchLogsExportConfiguration,
          DBClusterIdentifier: physicalId,
          ApplyImmediately: true,
        });
        await rds.whenAvailable("cluster", physicalId, context.signal);
      }
      updateTags(rds, call, find(physicalId)?.DBClusterArn ?? "", context, after);
      return state(physicalId);
    },

    async delete(context, physicalId) {
      const cluster = find(physicalId);
      if (cluster === undefined) return;
      if (cluster.Status !== "deleting")
        operations.DeleteDBCluster(call, { DBClusterIdentifier: physicalId, SkipFinalSnapshot: true });
      await rds.whenDeleted("cluster", physicalId, context.signal);
    },

    snapshot: (context, physicalId, _properties, snapshotName) =>
      rds.keepSnapshot("cluster", physicalId, snapshotName.toLowerCase(), context.signal),

    needsReplacement: (changed) => changed.includes("Engine") || changed.includes("MasterUsername"),
    defaultDeletionPolicy: () => "Snapshot",
  };
}
