import { clusterEngines, type EngineFacts, majorVersion, noVersion, resolveVersion } from "./catalog.js";
import type { RdsContext } from "./context.js";
import type { ClusterSettings } from "./records.js";
import { subnetGroup } from "./subnet-groups.js";
import { backupRetention, invalidCombination, invalidValue } from "./validation.js";

/** Requests that AWS would carry out and Rockpool cannot: refused, not recorded. */
const NOT_RUN: ReadonlyArray<keyof ClusterSettings> = [
  "ReplicationSourceIdentifier",
  "GlobalClusterIdentifier",
  "EnableLimitlessDatabase",
];

type Scaling = Pick<
  ClusterSettings,
  "ScalingConfiguration" | "ServerlessV2ScalingConfiguration" | "EnableHttpEndpoint"
>;

/** Checks what AWS would check of a new cluster beside names and passwords. Answers its engine mode. */
export function checkClusterSettings(
  context: RdsContext,
  settings: ClusterSettings,
  facts: EngineFacts,
): "provisioned" | "serverless" {
  if (!clusterEngines.includes(facts.engine))
    throw invalidValue(`Invalid DB engine: ${facts.engine}. A DB cluster takes ${clusterEngines.join(", ")}.`);
  for (const member of NOT_RUN) {
    if (settings[member] !== undefined && settings[member] !== false) {
      throw invalidCombination(
        `Rockpool cannot run a DB cluster with ${member}. Remove it to deploy the cluster on its own.`,
      );
    }
  }
  const engineMode = settings.EngineMode ?? "provisioned";
  if (engineMode !== "provisioned" && engineMode !== "serverless")
    throw invalidValue(`The engine mode ${engineMode} you requested is currently unavailable.`);
  if (engineMode === "serverless" && !facts.aurora)
    throw invalidCombination(`The engine mode serverless isn't supported for the engine ${facts.engine}.`);
  if (settings.EnableHttpEndpoint === true && !facts.aurora)
    throw invalidCombination(`EnableHttpEndpoint isn't supported for the engine ${facts.engine}.`);
  if (!facts.aurora && settings.DBClusterInstanceClass === undefined) {
    throw invalidCombination(
      `DBClusterInstanceClass must be specified for a Multi-AZ DB cluster of the engine ${facts.engine}.`,
    );
  }
  checkScaling(settings, engineMode);
  backupRetention(settings.BackupRetentionPeriod, 1);
  if (settings.DBSubnetGroupName !== undefined) subnetGroup(context, settings.DBSubnetGroupName);
  return engineMode;
}

/**
 * The version of a new cluster. Serverless v1 had defaults of its own; a default parameter group of another major, which
 * templates of its time name, stands for that major.
 */
export function clusterVersion(
  facts: EngineFacts,
  settings: Pick<ClusterSettings, "EngineVersion" | "DBClusterParameterGroupName">,
  engineMode: string,
): string {
  const serverless = engineMode === "serverless";
  const named = Object.keys(facts.majors).find(
    (major) => settings.DBClusterParameterGroupName === `default.${facts.engine}${major}`,
  );
  const version = resolveVersion(
    facts,
    settings.EngineVersion ?? (serverless ? (named ?? facts.serverlessMajor) : undefined),
  );
  if (!serverless && facts.serverlessOnly?.includes(majorVersion(facts, version) ?? "") === true)
    throw noVersion(facts, version);
  return version;
}

/** The capacity rules of both serverless generations. */
export function checkScaling(settings: Scaling, engineMode: string): void {
  const first = settings.ScalingConfiguration;
  if (first !== undefined) {
    if (engineMode !== "serverless")
      throw invalidCombination(
        "ScalingConfiguration can only be specified for DB clusters of the engine mode serverless.",
      );
    checkOrder(first.MinCapacity, first.MaxCapacity);
    if (
      first.SecondsUntilAutoPause !== undefined &&
      (first.SecondsUntilAutoPause < 300 || first.SecondsUntilAutoPause > 86_400)
    ) {
      throw invalidValue(
        `Invalid SecondsUntilAutoPause ${first.SecondsUntilAutoPause}. Valid values are 300 to 86400.`,
      );
    }
  }
  const second = settings.ServerlessV2ScalingConfiguration;
  if (second !== undefined) {
    if (engineMode === "serverless")
      throw invalidCombination(
        "ServerlessV2ScalingConfiguration can't be specified for DB clusters of the engine mode serverless.",
      );
    for (const capacity of [second.MinCapacity, second.MaxCapacity]) {
      if (capacity !== undefined && (capacity < 0 || capacity > 256 || !Number.isInteger(capacity * 2))) {
        throw invalidValue(
          `Serverless v2 capacity ${capacity} isn't valid. Valid values are 0 to 256 in steps of 0.5.`,
        );
      }
    }
    if (second.MaxCapacity !== undefined && second.MaxCapacity < 1)
      throw invalidValue("Serverless v2 maximum capacity must be at least 1.");
    checkOrder(second.MinCapacity, second.MaxCapacity);
  }
}

function checkOrder(minimum: number | undefined, maximum: number | undefined): void {
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
    throw invalidValue(`The minimum capacity ${minimum} is greater than the maximum capacity ${maximum}.`);
  }
}
