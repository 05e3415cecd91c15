import type { CreateDBInstanceMessage, DBInstance, ModifyDBInstanceMessage } from "@aws-sdk/client-rds";
import type { JsonObject, ResourceHandler, ResourceState } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { ownerCall } from "../../services/contract.js";
import type { RdsService } from "../../services/rds/service.js";
import { objectList, object, optionalText, text, textList } from "../properties.js";
import { type PropertyTable, ifExists, read } from "./database.js";
import { lifecycle } from "./lifecycle.js";

/** Under the same name in CreateDBInstance and ModifyDBInstance. */
const CHANGEABLE: PropertyTable = {
  texts: [
    "DBInstanceClass",
    "DBParameterGroupName",
    "PreferredMaintenanceWindow",
    "PreferredBackupWindow",
    "EngineVersion",
    "LicenseModel",
    "OptionGroupName",
    "StorageType",
    "CACertificateIdentifier",
    "Domain",
    "DomainIAMRoleName",
    "MonitoringRoleArn",
    "PerformanceInsightsKMSKeyId",
    "NetworkType",
    "DatabaseInsightsMode",
    "EngineLifecycleSupport",
    "MasterUserPassword",
  ] satisfies ReadonlyArray<keyof CreateDBInstanceMessage & keyof ModifyDBInstanceMessage>,
  numbers: [
    "AllocatedStorage",
    "BackupRetentionPeriod",
    "Iops",
    "StorageThroughput",
    "MonitoringInterval",
    "PromotionTier",
    "PerformanceInsightsRetentionPeriod",
    "MaxAllocatedStorage",
  ] satisfies ReadonlyArray<keyof CreateDBInstanceMessage & keyof ModifyDBInstanceMessage>,
  booleans: [
    "MultiAZ",
    "AutoMinorVersionUpgrade",
    "CopyTagsToSnapshot",
    "PubliclyAccessible",
    "EnableIAMDatabaseAuthentication",
    "EnablePerformanceInsights",
    "DeletionProtection",
    "ManageMasterUserPassword",
    "DedicatedLogVolume",
  ] satisfies ReadonlyArray<keyof CreateDBInstanceMessage & keyof ModifyDBInstanceMessage>,
  lists: [],
};

/** Only in CreateDBInstance: a change of them is a new instance. */
const AT_CREATION: PropertyTable = {
  texts: [
    "DBName",
    "MasterUsername",
    "AvailabilityZone",
    "DBSubnetGroupName",
    "CharacterSetName",
    "NcharCharacterSetName",
    "DBClusterIdentifier",
    "KmsKeyId",
    "Timezone",
    "BackupTarget",
  ],
  // A text in the template, a number in the API.
  numbers: ["Port"],
  booleans: ["StorageEncrypted"],
  lists: ["EnableCloudwatchLogsExports"],
};

/** What AWS would do and Rockpool cannot. */
const NOT_RUN = [
  "DBSecurityGroups",
  "SourceDBClusterIdentifier",
  "SourceDBInstanceAutomatedBackupsArn",
  "SourceDbiResourceId",
  "SourceRegion",
  "DBClusterSnapshotIdentifier",
  "RestoreTime",
  "UseLatestRestorableTime",
  "CustomIAMInstanceProfile",
  "DBSystemId",
  "TdeCredentialArn",
  "AdditionalStorageVolumes",
  "AutomaticBackupReplicationRegion",
];

/** The properties that both calls take under another name or in another shape. */
function reshaped(properties: JsonObject) {
  const kmsKeyId = optionalText(object(properties, "MasterUserSecret"), "KmsKeyId");
  return {
    ...(kmsKeyId === undefined ? {} : { MasterUserSecretKmsKeyId: kmsKeyId }),
    ...(properties["VPCSecurityGroups"] === undefined
      ? {}
      : { VpcSecurityGroupIds: textList(properties, "VPCSecurityGroups") }),
    ...(properties["ProcessorFeatures"] === undefined
      ? {}
      : {
          ProcessorFeatures: objectList(properties, "ProcessorFeatures").map((feature) => ({
            Name: optionalText(feature, "Name"),
            Value: optionalText(feature, "Value"),
          })),
        }),
  };
}

/** AWS::RDS::DBInstance, alone, in a cluster, from a snapshot or as a read replica. `Ref`: its identifier. */
export function dbInstance({ rds, environment }: { rds: RdsService; environment: Environment }): ResourceHandler {
  const call = ownerCall(environment.account.accountId, environment.account.partition);
  const { operations } = rds;
  const find = (DBInstanceIdentifier: string): DBInstance | undefined =>
    ifExists(() => operations.DescribeDBInstances(call, { DBInstanceIdentifier }).DBInstances?.[0]);

  function state(identifier: string): ResourceState {
    const instance = find(identifier);
    const secretArn = instance?.MasterUserSecret?.SecretArn;
    return {
      physicalId: identifier,
      attributes: {
        DBInstanceArn: instance?.DBInstanceArn ?? "",
        DbiResourceId: instance?.DbiResourceId ?? "",
        "Endpoint.Address": instance?.Endpoint?.Address ?? "",
        "Endpoint.Port": String(instance?.Endpoint?.Port ?? ""),
        "CertificateDetails.CAIdentifier": instance?.CACertificateIdentifier ?? "",
        DBInstanceStatus: instance?.DBInstanceStatus ?? "",
        ReadReplicaDBInstanceIdentifiers: instance?.ReadReplicaDBInstanceIdentifiers ?? [],
        ...(secretArn === undefined ? {} : { "MasterUserSecret.SecretArn": secretArn }),
      },
    };
  }

  const changeable = (properties: JsonObject) => ({ ...read(properties, CHANGEABLE), ...reshaped(properties) });

  /** A member of a cluster has the cluster's engine. */
  function engineOf(properties: JsonObject): string {
    const engine = optionalText(properties, "Engine");
    const DBClusterIdentifier = optionalText(properties, "DBClusterIdentifier");
    if (engine !== undefined || DBClusterIdentifier === undefined) return text(properties, "Engine");
    return operations.DescribeDBClusters(call, { DBClusterIdentifier }).DBClusters?.[0]?.Engine ?? "";
  }

  return {
    ...lifecycle(rds, call, {
      kind: "instance",
      identifierProperty: "DBInstanceIdentifier",
      snapshotProperty: "DBSnapshotIdentifier",
      notRun: NOT_RUN,
      changeable,
      find(identifier) {
        const instance = find(identifier);
        return (
          instance && {
            arn: instance.DBInstanceArn ?? "",
            status: instance.DBInstanceStatus,
          }
        );
      },
      state,
      async make(creating, identifier, properties, Tags) {
        const input = {
          ...read(properties, AT_CREATION),
          ...changeable(properties),
          DBInstanceIdentifier: identifier,
          Tags,
        };
        const SourceDBInstanceIdentifier = optionalText(properties, "SourceDBInstanceIdentifier");
        const DBSnapshotIdentifier = optionalText(properties, "DBSnapshotIdentifier");
        if (SourceDBInstanceIdentifier !== undefined && SourceDBInstanceIdentifier !== "") {
          await rds.whenAvailable("instance", identifierOfArn(SourceDBInstanceIdentifier));
          await operations.CreateDBInstanceReadReplica(creating, { ...input, SourceDBInstanceIdentifier });
        } else if (DBSnapshotIdentifier !== undefined && DBSnapshotIdentifier !== "") {
          await operations.RestoreDBInstanceFromDBSnapshot(creating, {
            ...input,
            DBSnapshotIdentifier,
            Engine: optionalText(properties, "Engine"),
          });
        } else {
          await operations.CreateDBInstance(creating, {
            ...input,
            DBInstanceClass: optionalText(properties, "DBInstanceClass"),
            Engine: engineOf(properties),
          });
        }
      },
      prepare(DBInstanceIdentifier, before, after) {
        if (before["SourceDBInstanceIdentifier"] !== undefined && after["SourceDBInstanceIdentifier"] === undefined)
          operations.PromoteReadReplica(call, { DBInstanceIdentifier });
      },
      modify: (DBInstanceIdentifier, change, changed) =>
        operations.ModifyDBInstance(call, { ...changed, ...change, DBInstanceIdentifier }),
      delete: (DBInstanceIdentifier) =>
        operations.DeleteDBInstance(call, { DBInstanceIdentifier, SkipFinalSnapshot: true }),
    }),

    needsReplacement(changed, before, after) {
      // Taking the snapshot or the source away leaves the instance as it is.
      const newSource = (name: string): boolean =>
        changed.includes(name) && after[name] !== undefined && after[name] !== "" && before[name] !== after[name];
      return (
        changed.includes("Engine") ||
        changed.includes("AvailabilityZone") ||
        newSource("DBSnapshotIdentifier") ||
        newSource("SourceDBInstanceIdentifier")
      );
    },
    defaultDeletionPolicy: (properties) =>
      optionalText(properties, "DBClusterIdentifier") === undefined ? "Snapshot" : "Delete",
  };
}

/** The identifier of an identifier or ARN. */
function identifierOfArn(idOrArn: string): string {
  return idOrArn.slice(idOrArn.lastIndexOf(":") + 1);
}
