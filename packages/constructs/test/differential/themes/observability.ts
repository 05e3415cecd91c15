import { aws_iam as iam, aws_kms as kms, CfnOutput, Duration } from "aws-cdk-lib";
import type { aws_rds as rds, Stack } from "aws-cdk-lib";
import { cluster, mysql, postgres, refusedCluster, type Refusal, type Scenario } from "../kit.ts";

const monitoringRole = (stack: Stack) =>
  new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("monitoring.rds.amazonaws.com") });

const METRICS = [
  "metricACUUtilization",
  "metricCPUUtilization",
  "metricDatabaseConnections",
  "metricDeadlocks",
  "metricEngineUptime",
  "metricFreeLocalStorage",
  "metricFreeableMemory",
  "metricNetworkReceiveThroughput",
  "metricNetworkThroughput",
  "metricNetworkTransmitThroughput",
  "metricServerlessDatabaseCapacity",
  "metricSnapshotStorageUsed",
  "metricTotalBackupStorageBilled",
  "metricVolumeBytesUsed",
  "metricVolumeReadIOPs",
  "metricVolumeWriteIOPs",
] as const;

export const scenarios: readonly Scenario[] = [
  cluster("enhanced monitoring of instances", () => ({ monitoringInterval: Duration.seconds(60) })),
  cluster("enhanced monitoring of the cluster, with a role", (_m, stack) => ({
    monitoringInterval: Duration.seconds(60),
    enableClusterLevelEnhancedMonitoring: true,
    monitoringRole: monitoringRole(stack),
  })),
  cluster("enhanced monitoring switched off", () => ({ monitoringInterval: Duration.seconds(0) })),
  cluster("a monitoring role without an interval", (_m, stack) => ({ monitoringRole: monitoringRole(stack) })),
  cluster("a monitoring role with an interval of 0", (_m, stack) => ({
    monitoringInterval: Duration.seconds(0),
    monitoringRole: monitoringRole(stack),
  })),
  cluster("a monitoring role without an interval, for instanceProps", (_m, stack, vpc) => ({
    instanceProps: { vpc },
    monitoringRole: monitoringRole(stack),
  })),
  {
    name: "the monitoring role that a cluster tells",
    build: (m, stack, vpc) => {
      const arnOf = (id: string, props: Partial<rds.DatabaseClusterProps>) =>
        new m.DatabaseCluster(stack, id, {
          engine: postgres(m),
          vpc,
          writer: m.ClusterInstance.serverlessV2("Writer"),
          ...props,
        }).monitoringRole?.roleArn ?? "none";
      const role = monitoringRole(stack);
      const interval = Duration.seconds(30);
      const arns = [
        arnOf("Nothing", {}),
        arnOf("RoleAlone", { monitoringRole: role }),
        arnOf("Interval", { monitoringInterval: interval }),
        arnOf("Both", { monitoringInterval: interval, monitoringRole: role }),
      ];
      new CfnOutput(stack, "Roles", { value: arns.join() });
    },
  },
  cluster("Performance Insights of the cluster", (_m, stack) => ({
    performanceInsightEncryptionKey: new kms.Key(stack, "Key"),
  })),
  cluster("Performance Insights of the cluster, off on an instance", (m) => ({
    enablePerformanceInsights: true,
    writer: m.ClusterInstance.serverlessV2("Writer", { enablePerformanceInsights: false }),
  })),
  cluster("Performance Insights switched off", () => ({ enablePerformanceInsights: false })),
  cluster("advanced Database Insights", (m) => ({
    databaseInsightsMode: m.DatabaseInsightsMode.ADVANCED,
    performanceInsightRetention: m.PerformanceInsightRetention.MONTHS_15,
  })),
  cluster("log exports with a retention", () => ({
    cloudwatchLogsExports: ["postgresql"],
    cloudwatchLogsRetention: 30,
  })),
  cluster("log exports with a retention and a role that sets it", (_m, stack) => ({
    cloudwatchLogsExports: ["postgresql"],
    cloudwatchLogsRetention: 30,
    cloudwatchLogsRetentionRole: new iam.Role(stack, "Role", {
      assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com"),
    }),
  })),
  ...[undefined, 30].map((cloudwatchLogsRetention): Scenario => ({
    name: `the groups of the logs of a cluster, retained for ${cloudwatchLogsRetention ?? "no"} days`,
    build: (m, stack, vpc) => {
      const writer = m.ClusterInstance.serverlessV2("Writer");
      const props = { engine: mysql(m), vpc, writer, cloudwatchLogsExports: ["error"], cloudwatchLogsRetention };
      const db = new m.DatabaseCluster(stack, "Db", props);
      for (const group of Object.values(db.cloudwatchLogGroups)) group.grantRead(new iam.User(stack, "User"));
      new CfnOutput(stack, "Types", { value: `groups: ${Object.keys(db.cloudwatchLogGroups).join()}` });
    },
  })),
  {
    name: "every metric of a cluster",
    build: (m, stack, vpc) => {
      const db = new m.DatabaseCluster(stack, "Db", {
        engine: mysql(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("W"),
      });
      for (const props of [undefined, { period: Duration.minutes(1), statistic: "Maximum" }]) {
        const metrics = METRICS.map((name) => db[name](props).toMetricConfig().metricStat);
        new CfnOutput(stack, props ? "Shaped" : "Plain", {
          value: stack.toJsonString([...metrics, db.metric("Queries", props).toMetricConfig().metricStat]),
        });
      }
    },
  },
];

export const refusals: readonly Refusal[] = [
  refusedCluster(
    "a log that there is not",
    /cloudwatchLogsExports has nope; aurora-postgresql has postgresql, iam-db-auth-error, instance; for a type that is newer/,
    () => ({ cloudwatchLogsExports: ["nope"] }),
  ),
  refusedCluster(
    "a monitoring interval that there is not",
    /monitoringInterval in seconds is 7; it must be one of 0, 1, 5, 10, 15, 30, 60/,
    () => ({ monitoringInterval: Duration.seconds(7) }),
  ),
  refusedCluster("monitoring of the cluster without an interval", /needs monitoringInterval/, () => ({
    enableClusterLevelEnhancedMonitoring: true,
  })),
  refusedCluster("advanced Database Insights with 7 days", /it needs PerformanceInsightRetention.MONTHS_15/, (m) => ({
    databaseInsightsMode: m.DatabaseInsightsMode.ADVANCED,
  })),
  refusedCluster("Performance Insights off with a retention", /enablePerformanceInsights is false, but/, () => ({
    enablePerformanceInsights: false,
    performanceInsightRetention: 7,
  })),
  refusedCluster(
    "an instance whose Performance Insights differ",
    /performanceInsightRetention of the instance W is 7, and 31 on the cluster/,
    (m) => ({
      performanceInsightRetention: 31,
      writer: m.ClusterInstance.serverlessV2("W", { enablePerformanceInsights: true }),
    }),
  ),
];
