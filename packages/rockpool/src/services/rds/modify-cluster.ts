import type { EnableHttpEndpointResponse, ModifyDBClusterMessage, ModifyDBClusterResult } from "@aws-sdk/client-rds";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { engineFacts, majorVersion, resolveVersion } from "./catalog.js";
import { checkScaling } from "./cluster-rules.js";
import type { RdsContext } from "./context.js";
import { logExports } from "./log-exports.js";
import { changeMasterPassword } from "./master-password.js";
import { CLUSTER_GROUPS, fittingGroup } from "./parameter-groups.js";
import { clusterParameters } from "./parameters.js";
import type { ClusterSettings } from "./records.js";
import { renderCluster } from "./render.js";
import * as check from "./validation.js";

/** Members of the request that are stored under the same name and mean nothing to the server. */
const PLAIN = [
  "BackupRetentionPeriod",
  "VpcSecurityGroupIds",
  "OptionGroupName",
  "PreferredBackupWindow",
  "PreferredMaintenanceWindow",
  "EnableIAMDatabaseAuthentication",
  "BacktrackWindow",
  "Domain",
  "DomainIAMRoleName",
  "DeletionProtection",
  "EnableHttpEndpoint",
  "CopyTagsToSnapshot",
  "DBClusterInstanceClass",
  "AllocatedStorage",
  "StorageType",
  "Iops",
  "AutoMinorVersionUpgrade",
  "NetworkType",
  "MonitoringInterval",
  "MonitoringRoleArn",
  "DatabaseInsightsMode",
  "EnablePerformanceInsights",
  "PerformanceInsightsKMSKeyId",
  "PerformanceInsightsRetentionPeriod",
  "EnableLocalWriteForwarding",
  "CACertificateIdentifier",
] as const satisfies ReadonlyArray<keyof ModifyDBClusterMessage & keyof ClusterSettings>;

/** Changes that need more than a setting: refused until the server can carry them out. */
const NOT_RUN = ["NewDBClusterIdentifier", "Port", "EngineMode"] as const satisfies ReadonlyArray<
  keyof ModifyDBClusterMessage
>;

export function modifyClusterOperations(context: RdsContext) {
  function httpEndpoint(resourceArn: string | undefined, enabled: boolean): EnableHttpEndpointResponse {
    const cluster = context.cluster(resourceArn);
    if (!(cluster.settings.Engine ?? "").startsWith("aurora")) {
      throw new AwsError(
        "InvalidResourceStateFault",
        `The HTTP endpoint isn't supported for the DB cluster ${cluster.identifier}.`,
      );
    }
    context.changeCluster(cluster.identifier, { settings: { ...cluster.settings, EnableHttpEndpoint: enabled } });
    return { ResourceArn: cluster.arn, HttpEndpointEnabled: enabled };
  }

  return {
    async ModifyDBCluster(call: CallContext, input: ModifyDBClusterMessage): Promise<ModifyDBClusterResult> {
      const cluster = context.cluster(input.DBClusterIdentifier);
      const { identifier } = cluster;
      if (cluster.status !== "available" && cluster.status !== "stopped") {
        throw new AwsError(
          "InvalidDBClusterStateFault",
          `DB cluster ${identifier} is not available for modification; its status is ${cluster.status}.`,
        );
      }
      for (const member of NOT_RUN) {
        const same = member === "Port" && input.Port === cluster.endpoint.port;
        if (input[member] !== undefined && !same) {
          throw check.invalidCombination(
            `Rockpool cannot change ${member} of a DB cluster; make a new cluster instead.`,
          );
        }
      }
      const facts = engineFacts(cluster.settings.Engine ?? "");
      checkScaling(input, cluster.engineMode);
      check.backupRetention(input.BackupRetentionPeriod, 1);
      const engineVersion =
        input.EngineVersion === undefined ? cluster.engineVersion : resolveVersion(facts, input.EngineVersion);
      if (majorVersion(facts, engineVersion) !== majorVersion(facts, cluster.engineVersion)) {
        throw check.invalidCombination(
          `Rockpool cannot upgrade DB cluster ${identifier} from ${cluster.engineVersion} to ${engineVersion}: a major version upgrade isn't supported.`,
        );
      }
      const settings: ClusterSettings = {
        ...cluster.settings,
        ...Object.fromEntries(PLAIN.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]]))),
        ...(input.ScalingConfiguration === undefined
          ? {}
          : { ScalingConfiguration: { ...cluster.settings.ScalingConfiguration, ...input.ScalingConfiguration } }),
        ...(input.ServerlessV2ScalingConfiguration === undefined
          ? {}
          : {
              ServerlessV2ScalingConfiguration: {
                ...cluster.settings.ServerlessV2ScalingConfiguration,
                ...input.ServerlessV2ScalingConfiguration,
              },
            }),
        EnableCloudwatchLogsExports: logExports(
          cluster.settings.EnableCloudwatchLogsExports,
          input.CloudwatchLogsExportConfiguration,
        ),
        ...(input.DBClusterParameterGroupName === undefined
          ? {}
          : {
              DBClusterParameterGroupName: fittingGroup(
                context,
                CLUSTER_GROUPS,
                input.DBClusterParameterGroupName,
                facts,
                engineVersion,
              ),
            }),
      };
      const password = await changeMasterPassword(context, call, "cluster", cluster, input);
      const record = context.changeCluster(identifier, {
        settings,
        engineVersion,
        status: cluster.status === "stopped" ? "stopped" : "modifying",
        ...password,
      });
      void context.workOnCluster(identifier, async () => {
        const { server, status } = context.cluster(identifier);
        if (server !== undefined && context.servers.isRunning(server.id)) {
          const running = context.servers.server(server.id);
          if (password !== undefined) await running.setMasterPassword(context.unseal(password.sealedPassword));
          if (settings.DBClusterParameterGroupName !== cluster.settings.DBClusterParameterGroupName) {
            await running.setParameters(clusterParameters(context, context.cluster(identifier)));
            for (const member of context.members(identifier))
              context.changeInstance(member.identifier, { pendingReboot: true });
          }
        }
        if (status === "modifying") context.changeCluster(identifier, { status: "available" });
      });
      return { DBCluster: renderCluster(context, record) };
    },

    EnableHttpEndpoint: (_call: CallContext, input: { ResourceArn: string | undefined }) =>
      httpEndpoint(input.ResourceArn, true),
    DisableHttpEndpoint: (_call: CallContext, input: { ResourceArn: string | undefined }) =>
      httpEndpoint(input.ResourceArn, false),
  };
}
