import type { ModifyDBInstanceMessage, ModifyDBInstanceResult } from "@aws-sdk/client-rds";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { engineFacts, majorVersion, resolveVersion } from "./catalog.js";
import type { RdsContext } from "./context.js";
import { checkInstanceSettings } from "./instance-rules.js";
import { logExports } from "./log-exports.js";
import { changeMasterPassword } from "./master-password.js";
import { INSTANCE_GROUPS, fittingGroup } from "./parameter-groups.js";
import { clusterParameters, instanceParameters } from "./parameters.js";
import type { InstanceSettings } from "./records.js";
import { renderInstance } from "./render.js";
import * as check from "./validation.js";

/** Members of the request that are stored under the same name and mean nothing to the server. */
const PLAIN = [
  "AllocatedStorage",
  "DBInstanceClass",
  "VpcSecurityGroupIds",
  "BackupRetentionPeriod",
  "PreferredBackupWindow",
  "PreferredMaintenanceWindow",
  "MultiAZ",
  "AutoMinorVersionUpgrade",
  "LicenseModel",
  "Iops",
  "StorageThroughput",
  "OptionGroupName",
  "StorageType",
  "CACertificateIdentifier",
  "Domain",
  "DomainIAMRoleName",
  "CopyTagsToSnapshot",
  "MonitoringInterval",
  "MonitoringRoleArn",
  "PubliclyAccessible",
  "PromotionTier",
  "EnableIAMDatabaseAuthentication",
  "DatabaseInsightsMode",
  "EnablePerformanceInsights",
  "PerformanceInsightsKMSKeyId",
  "PerformanceInsightsRetentionPeriod",
  "DeletionProtection",
  "MaxAllocatedStorage",
  "NetworkType",
] as const satisfies ReadonlyArray<keyof ModifyDBInstanceMessage & keyof InstanceSettings>;

/** Changes that need more than a setting: refused until the server can carry them out. */
const NOT_RUN = [
  "NewDBInstanceIdentifier",
  "DBPortNumber",
  "DBSubnetGroupName",
  "Engine",
] as const satisfies ReadonlyArray<keyof ModifyDBInstanceMessage>;

export function modifyInstanceOperations(context: RdsContext) {
  return {
    async ModifyDBInstance(call: CallContext, input: ModifyDBInstanceMessage): Promise<ModifyDBInstanceResult> {
      const instance = context.instance(input.DBInstanceIdentifier);
      const { identifier } = instance;
      if (instance.status !== "available" && instance.status !== "stopped") {
        throw new AwsError(
          "InvalidDBInstanceStateFault",
          `Database instance is not in available state: ${identifier} is ${instance.status}.`,
        );
      }
      for (const member of NOT_RUN) {
        const same =
          (member === "Engine" && input.Engine === instance.settings.Engine) ||
          (member === "DBPortNumber" && input.DBPortNumber === instance.server?.endpoint.port);
        if (input[member] !== undefined && !same) {
          throw check.invalidCombination(
            `Rockpool cannot change ${member} of a DB instance; make a new instance instead.`,
          );
        }
      }
      const facts = engineFacts(instance.settings.Engine ?? "");
      const member = instance.settings.DBClusterIdentifier;
      const engineVersion =
        input.EngineVersion === undefined ? instance.engineVersion : resolveVersion(facts, input.EngineVersion);
      if (majorVersion(facts, engineVersion) !== majorVersion(facts, instance.engineVersion)) {
        throw check.invalidCombination(
          `Rockpool cannot upgrade DB instance ${identifier} from ${instance.engineVersion} to ${engineVersion}: a major version upgrade isn't supported.`,
        );
      }
      const changesPassword = input.MasterUserPassword !== undefined || input.RotateMasterUserPassword === true;
      if (changesPassword && member !== undefined) {
        throw check.invalidCombination(
          "The specified DB Instance is a member of a DB Cluster. Modify the master user password of the DB Cluster using the ModifyDbCluster API",
        );
      }
      const changed: InstanceSettings = {
        ...instance.settings,
        ...Object.fromEntries(PLAIN.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]]))),
        EnableCloudwatchLogsExports: logExports(
          instance.settings.EnableCloudwatchLogsExports,
          input.CloudwatchLogsExportConfiguration,
        ),
        ...(input.DBParameterGroupName === undefined
          ? {}
          : {
              DBParameterGroupName: fittingGroup(
                context,
                INSTANCE_GROUPS,
                input.DBParameterGroupName,
                facts,
                engineVersion,
              ),
            }),
      };
      // The rules of creation hold; the zone that a Multi-AZ instance got is no request for one.
      checkInstanceSettings(
        context,
        changed.MultiAZ === true ? { ...changed, AvailabilityZone: undefined } : changed,
        facts,
        member === undefined ? undefined : context.cluster(member),
      );
      if ((input.AllocatedStorage ?? Infinity) < (instance.settings.AllocatedStorage ?? 0)) {
        throw check.invalidCombination(
          "Requested storage size is less than the current one: the allocated storage of a DB instance can't be reduced.",
        );
      }
      const password = await changeMasterPassword(context, call, "db", instance, input);
      const record = context.changeInstance(identifier, {
        settings: changed,
        engineVersion,
        status: instance.status === "stopped" ? "stopped" : "modifying",
        ...password,
      });
      void context.workOnInstance(record, async () => {
        const cluster = instance.writer === true && member !== undefined ? context.cluster(member) : undefined;
        const server = cluster?.server ?? record.server;
        if (server !== undefined && context.servers.isRunning(server.id)) {
          const running = context.servers.server(server.id);
          if (password !== undefined) await running.setMasterPassword(context.unseal(password.sealedPassword));
          if (changed.DBParameterGroupName !== instance.settings.DBParameterGroupName) {
            await running.setParameters(
              cluster === undefined
                ? instanceParameters(context, context.instance(identifier))
                : clusterParameters(context, cluster),
            );
            // A group that is newly associated comes into force in full with the next reboot only.
            context.changeInstance(identifier, { pendingReboot: true });
          }
        }
        if (context.instance(identifier).status === "modifying")
          context.changeInstance(identifier, { status: "available" });
      });
      return { DBInstance: renderInstance(context, record) };
    },
  };
}
