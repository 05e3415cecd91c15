import { Duration, type Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, _rds: Rds, { instance, cluster }: Given) {
  // The number of database connections in use (average over 5 minutes)
  const dbConnections = instance.metricDatabaseConnections();

  // Average CPU utilization over 5 minutes
  const cpuUtilization = cluster.metricCPUUtilization();

  // The average amount of time taken per disk I/O operation (average over 1 minute)
  const readLatency = instance.metric("ReadLatency", { statistic: "Average", period: Duration.seconds(60) });
  return { dbConnections, cpuUtilization, readLatency };
}
