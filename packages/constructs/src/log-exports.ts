import * as logs from "aws-cdk-lib/aws-logs";
import { Token } from "aws-cdk-lib/core";
import type * as iam from "aws-cdk-lib/aws-iam";
import type * as rds from "aws-cdk-lib/aws-rds";
import type { Construct } from "constructs";
import { invalid } from "./validation/invalid";

/** The log properties of a cluster or an instance. */
export interface LogProps {
  readonly cloudwatchLogsExports?: string[];
  readonly cloudwatchLogsRetention?: logs.RetentionDays;
  readonly cloudwatchLogsRetentionRole?: iam.IRole;
}

/**
 * The log groups of a database's exported logs, by log type. RDS makes the groups; only their retention is set here. Without a retention
 * there are none, as in `aws-cdk-lib`: what an app does with each group would come into templates that do not have it.
 */
export function exportedLogGroups(
  scope: Construct,
  props: LogProps,
  kind: "cluster" | "instance",
  identifier: string,
): { [type: string]: logs.ILogGroup } {
  const groups: { [type: string]: logs.ILogGroup } = {};
  const { cloudwatchLogsRetention: retention, cloudwatchLogsRetentionRole: role } = props;
  if (!retention) return groups;
  for (const type of props.cloudwatchLogsExports ?? []) {
    const logGroupName = `/aws/rds/${kind}/${identifier}/${type}`;
    new logs.LogRetention(scope, `LogRetention${type}`, { logGroupName, retention, role });
    groups[type] = logs.LogGroup.fromLogGroupName(scope, `LogGroup${identifier}${type}`, logGroupName);
  }
  return groups;
}

/** Ends synthesis when a cluster's engine does not have a log that is to be exported. */
export function checkLogTypes(
  scope: Construct,
  { engine, cloudwatchLogsExports }: LogProps & { readonly engine: rds.IClusterEngine },
): void {
  // The types in a list of deploy time do not look like tokens.
  if (Token.isUnresolved(cloudwatchLogsExports)) return;
  const unknown = (cloudwatchLogsExports ?? []).filter(
    (type) => !Token.isUnresolved(type) && !engine.supportedLogTypes.includes(type),
  );
  if (unknown.length > 0) {
    invalid(
      scope,
      `cloudwatchLogsExports has ${unknown.join(", ")}; ${engine.engineType} has ${engine.supportedLogTypes.join(", ")}; for a type that is newer than this release, set EnableCloudwatchLogsExports of the CfnDBCluster with addPropertyOverride()`,
    );
  }
}
