import { AwsError } from "../../errors.js";
import type { EngineFacts } from "./catalog.js";
import { runsWithoutInstances } from "./cluster-server.js";
import type { RdsContext } from "./context.js";
import type { ClusterRecord, InstanceSettings } from "./records.js";
import { subnetGroup } from "./subnet-groups.js";
import { backupRetention, invalidCombination, invalidValue } from "./validation.js";

const INSTANCE_CLASS = /^db\.[a-z0-9]+(\.[a-z0-9-]+)+$/;
const SERVERLESS_CLASS = "db.serverless";

/** GiB. Storage types have higher minimums of their own; below and above these AWS refuses in any case. */
const STORAGE = { minimum: 5, maximum: 65_536 };

/** What a member of a cluster takes from the cluster, with the words of AWS's refusal. */
const CLUSTER_OWNED: ReadonlyArray<readonly [keyof InstanceSettings, string]> = [
  ["MasterUsername", "master user name"],
  ["DBName", "database name"],
  ["BackupRetentionPeriod", "backup retention period"],
  ["ManageMasterUserPassword", "master user password"],
];

/** Requests that AWS would carry out and Rockpool cannot: refused, not recorded. */
const NOT_RUN: ReadonlyArray<keyof InstanceSettings> = ["MultiTenant", "CustomIamInstanceProfile"];

export function checkInstanceSettings(
  context: RdsContext,
  settings: InstanceSettings,
  facts: EngineFacts,
  cluster: ClusterRecord | undefined,
): void {
  for (const member of NOT_RUN) {
    if (settings[member] !== undefined && settings[member] !== false)
      throw invalidCombination(`Rockpool cannot run a DB instance with ${member}.`);
  }
  const instanceClass = settings.DBInstanceClass;
  if (instanceClass === undefined)
    throw new AwsError("MissingParameter", "The request must contain the parameter DBInstanceClass.");
  if (instanceClass !== SERVERLESS_CLASS && !INSTANCE_CLASS.test(instanceClass))
    throw invalidValue(`Invalid DB Instance class: ${instanceClass}`);
  if (cluster === undefined) checkStandalone(context, settings, facts);
  else checkMember(settings, facts, cluster, instanceClass);
}

function checkMember(
  settings: InstanceSettings,
  facts: EngineFacts,
  cluster: ClusterRecord,
  instanceClass: string,
): void {
  if (cluster.settings.Engine !== facts.engine) {
    throw invalidCombination(
      `The engine name requested for your DB instance (${facts.engine}) doesn't match the engine name of your DB cluster (${cluster.settings.Engine ?? ""}).`,
    );
  }
  if (runsWithoutInstances(cluster)) {
    throw new AwsError(
      "InvalidDBClusterStateFault",
      `DB instances can't be added to the DB cluster ${cluster.identifier}: RDS runs its instances itself.`,
    );
  }
  for (const [member, words] of CLUSTER_OWNED) {
    if (settings[member] !== undefined && settings[member] !== false) {
      throw invalidCombination(
        `The requested DB Instance will be a member of a DB Cluster. Set ${words} for the DB Cluster.`,
      );
    }
  }
  if (instanceClass === SERVERLESS_CLASS && cluster.settings.ServerlessV2ScalingConfiguration === undefined) {
    throw invalidCombination(
      "Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance.",
    );
  }
  const encrypted = cluster.settings.StorageEncrypted ?? false;
  if (settings.StorageEncrypted !== undefined && settings.StorageEncrypted !== encrypted) {
    throw invalidCombination(
      `If you specify storageEncrypted for instance that will be part of cluster it should match cluster setting; requested: ${settings.StorageEncrypted}, cluster: ${encrypted}`,
    );
  }
  if (settings.PromotionTier !== undefined && (settings.PromotionTier < 0 || settings.PromotionTier > 15)) {
    throw invalidValue(`Invalid promotion tier ${settings.PromotionTier}. Valid values are 0 to 15.`);
  }
}

function checkStandalone(context: RdsContext, settings: InstanceSettings, facts: EngineFacts): void {
  if (facts.aurora)
    throw invalidCombination(`The engine ${facts.engine} requires a DB cluster: specify DBClusterIdentifier.`);
  if (settings.DBInstanceClass === SERVERLESS_CLASS)
    throw invalidCombination(`The instance class db.serverless isn't supported for the engine ${facts.engine}.`);
  const storage = settings.AllocatedStorage;
  if (storage === undefined)
    throw new AwsError("MissingParameter", "The request must contain the parameter AllocatedStorage.");
  if (storage < STORAGE.minimum || storage > STORAGE.maximum) {
    throw invalidValue(
      `Invalid storage size for engine name ${facts.engine} and storage type ${settings.StorageType ?? "gp2"}: ${storage}`,
    );
  }
  if (settings.MultiAZ === true && settings.AvailabilityZone !== undefined) {
    throw invalidCombination("Requesting a specific availability zone is not valid for Multi-AZ instances.");
  }
  backupRetention(settings.BackupRetentionPeriod, 0);
  if (settings.DBSubnetGroupName !== undefined) subnetGroup(context, settings.DBSubnetGroupName);
}
