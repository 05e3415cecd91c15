import { aws_logs as logs, type Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, rds: Rds, { vpc, myLogsPublishingRole }: Given) {
  // Exporting logs from a cluster
  const cluster = new rds.DatabaseCluster(this, "Database", {
    engine: rds.DatabaseClusterEngine.aurora({
      version: rds.AuroraEngineVersion.VER_1_17_9,
    }),
    instanceProps: {
      vpc,
    },
    cloudwatchLogsExports: ["error", "general", "slowquery", "audit"], // Export all available MySQL-based logs
    cloudwatchLogsRetention: logs.RetentionDays.THREE_MONTHS, // Optional - default is to never expire logs
    cloudwatchLogsRetentionRole: myLogsPublishingRole,
  });

  // Exporting logs from an instance
  const instance = new rds.DatabaseInstance(this, "Instance", {
    engine: rds.DatabaseInstanceEngine.postgres({
      version: rds.PostgresEngineVersion.VER_12_3,
    }),
    vpc,
    cloudwatchLogsExports: ["postgresql"],
  });
  return { cluster, instance };
}
