import type { CreateDBInstanceMessage, DBInstance, ModifyDBInstanceMessage } from "@aws-sdk/client-rds";
import type { JsonObject, ResourceHandler, ResourceState } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { ownerCall } from "../../services/contract.js";
import type { RdsService } from "../../services/rds/service.js";
import { isOwn } from "../ownership.js";
import { objectList, object, optionalBoolean, optionalText, tags, text, textList } from "../properties.js";
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

  async function make(
    identifier: string,
    properties: JsonObject,
    Tags: Array<{ Key: string; Value: string }>,
  ): Promise<void> {
    const input = {
      ...read(properties, AT_CREATION),
      ...read(properties, CHANGEABLE),
      ...reshaped(properties),
      DBInstanceIdentifier: identifier,
      Tags,
    };
    const SourceDBInstanceIdentifier = optionalText(properties, "SourceDBInstanceIdentifier");
    const DBSnapshotIdentifier = optionalText(properties, "DBSnapshotIdentifier");
    if (SourceDBInstanceIdentifier !== undefined && SourceDBInstanceIdentifier !== "") {
      await rds.whenAvailable("instance", identifierOfArn(SourceDBInstanceIdentifier));
      await operations.CreateDBInstanceReadReplica(call, { ...input, SourceDBInstanceIdentifier });
    } else if (DBSnapshotIdentifier !== undefined && DBSnapshotIdentifier !== "") {
      await operations.RestoreDBInstanceFromDBSnapshot(call, {
        ...input,
        DBSnapshotIdentifier,
        Engine: optionalText(properties, "Engine"),
      });
    } else {
      await operations.CreateDBInstance(call, {
        ...input,
        DBInstanceClass: optionalText(properties, "DBInstanceClass"),
        Engine: engineOf(properties),
      });
    }
  }

  /** A member of a cluster has the cluster's engine. */
  function engineOf(properties: JsonObject): string {
    const engine = optionalText(properties, "Engine");
    const DBClusterIdentifier = optionalText(properties, "DBClusterIdentifier");
    if (engine !== undefined || DBClusterIdentifier === undefined) return text(properties, "Engine");
    return operations.DescribeDBClusters(call, { DBClusterIdentifier }).DBClusters?.[0]?.Engine ?? "";
  }

  return {
    async create(context, properties) {
      refuseProperties(context, properties, NOT_RUN);
      const identifier = identifierOf(context, properties, "DBInstanceIdentifier", IDENTIFIER_LENGTH);
      const before = find(identifier);
      if (before === undefined || !isOwn(context, before.TagList ?? []))
        await make(identifier, properties, tags(context, properties));
      context.initiated(identifier);
      await rds.whenAvailable("instance", identifier, context.signal);
      // A restored instance has the password of its snapshot until it gets the given one.
      const MasterUserPassword = optionalText(properties, "MasterUserPassword");
      const ManageMasterUserPassword = optionalBoolean(properties, "ManageMasterUserPassword");
      if (
        properties["DBSnapshotIdentifier"] !== undefined &&
        (MasterUserPassword !== undefined || ManageMasterUserPassword === true)
      ) {
        await operations.ModifyDBInstance(call, {
          DBInstanceIdentifier: identifier,
          MasterUserPassword,
          ManageMasterUserPassword,
        });
        await rds.whenAvailable("instance", identifier, context.signal);
      }
      return state(identifier);
    },

    async update(context, physicalId, before, after) {
      refuseProperties(context, after, NOT_RUN);
      await rds.whenAvailable("instance", physicalId, context.signal);
      if (before["SourceDBInstanceIdentifier"] !== undefined && after["SourceDBInstanceIdentifier"] === undefined) {
        operations.PromoteReadReplica(call, { DBInstanceIdentifier: physicalId });
      }
      await rds.whenAvailable("instance", physicalId, context.signal);
      const changed = changedOnly(
        { ...read(before, CHANGEABLE), ...reshaped(before) },
        { ...read(after, CHANGEABLE), ...reshaped(after) },
      );
      const CloudwatchLogsExportConfiguration = logExportChange(before, after);
      if (Object.keys(changed).length > 0 || CloudwatchLogsExportConfiguration !== undefined) {
        await operations.ModifyDBInstance(call, {
          ...changed,
          CloudwatchLogsExportConfiguration,
          DBInstanceIdentifier: physicalId,
          ApplyImmediately: true,
        });
        await rds.whenAvailable("instance", physicalId, context.signal);
      }
      updateTags(rds, call, find(physicalId)?.DBInstanceArn ?? "", context, after);
      return state(physicalId);
    },

    async delete(context, physicalId) {
      const instance = find(physicalId);
      if (instance === undefined) return;
      if (instance.DBInstanceStatus !== "deleting")
        operations.DeleteDBInstance(call, { DBInstanceIdentifier: physicalId, SkipFinalSnapshot: true });
      await rds.whenDeleted("instance", physicalId, context.signal);
    },

    snapshot: (context, physicalId, _properties, snapshotName) =>
      rds.keepSnapshot("instance", physicalId, snapshotName.toLowerCase(), context.signal),

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
