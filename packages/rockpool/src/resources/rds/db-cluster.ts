import type { CreateDBClusterMessage, DBCluster, ModifyDBClusterMessage } from "@aws-sdk/client-rds";
import type { JsonObject, ResourceHandler, ResourceState } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { ownerCall } from "../../services/contract.js";
import type { RdsService } from "../../services/rds/service.js";
import { object, objectList, optionalBoolean, optionalNumber, optionalText, text } from "../properties.js";
import { type PropertyTable, ifExists, read } from "./database.js";
import { lifecycle } from "./lifecycle.js";

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

  const changeable = (properties: JsonObject) => ({ ...read(properties, CHANGEABLE), ...reshaped(properties) });

  return {
    ...lifecycle(rds, call, {
      kind: "cluster",
      identifierProperty: "DBClusterIdentifier",
      snapshotProperty: "SnapshotIdentifier",
      notRun: NOT_RUN,
      changeable,
      find(identifier) {
        const cluster = find(identifier);
        return cluster && { arn: cluster.DBClusterArn ?? "", status: cluster.Status };
      },
      state,
      async make(creating, identifier, properties, Tags) {
        const input = {
          ...read(properties, AT_CREATION),
          ...changeable(properties),
          AssociatedRoles: objectList(properties, "AssociatedRoles").map((role) => ({
            RoleArn: text(role, "RoleArn"),
            FeatureName: optionalText(role, "FeatureName"),
          })),
          DBClusterIdentifier: identifier,
          Engine: text(properties, "Engine"),
          Tags,
        };
        const SnapshotIdentifier = optionalText(properties, "SnapshotIdentifier");
        if (SnapshotIdentifier === undefined) await operations.CreateDBCluster(creating, input);
        else await operations.RestoreDBClusterFromSnapshot(creating, { ...input, SnapshotIdentifier });
      },
      modify: (DBClusterIdentifier, change, changed) =>
        operations.ModifyDBCluster(call, { ...changed, ...change, DBClusterIdentifier }),
      delete: (DBClusterIdentifier) =>
        operations.DeleteDBCluster(call, { DBClusterIdentifier, SkipFinalSnapshot: true }),
    }),
    needsReplacement: (changed) => changed.includes("Engine") || changed.includes("MasterUsername"),
    defaultDeletionPolicy: () => "Snapshot",
  };
}
