import { Annotations } from "aws-cdk-lib/core";
import type * as kms from "aws-cdk-lib/aws-kms";
import type { IConstruct } from "constructs";
import { type IAuroraClusterInstance, InstanceType } from "../cluster-instance-props";
import type { PerformanceInsightRetention } from "../enums";
import type { Insights } from "../performance-insights";
import { invalid } from "./invalid";

/** Readers up to this tier have the capacity of the writer, if they are serverless ones. */
const FAILOVER_TIER = 1;

/** Performance Insights of an instance, or of all that `instanceProps` describes. */
export interface MemberInsights {
  /** What messages call it. */
  readonly name: string;
  readonly enabled?: boolean;
  readonly retention?: PerformanceInsightRetention;
  readonly key?: kms.IKey;
}

/** An instance's Performance Insights settings must not contradict the cluster's. */
export function checkMemberInsights(cluster: IConstruct, insights: Insights, member: MemberInsights): void {
  if (!insights.enabled) return;
  if (member.enabled === false) {
    Annotations.of(cluster).addWarningV2(
      "@aws-cdk/aws-rds:instancePerformanceInsightsOverridden",
      `Performance Insights is on for the cluster, so RDS turns it on for ${member.name} too, where it is off`,
    );
    return;
  }
  if (!member.enabled) return;
  if (member.retention !== insights.retention) {
    invalid(
      cluster,
      `performanceInsightRetention of ${member.name} is ${member.retention}, and ${insights.retention} on the cluster; give both the same`,
    );
  }
  if (member.key && insights.key && member.key.keyArn !== insights.key.keyArn) {
    invalid(cluster, `performanceInsightEncryptionKey of ${member.name} is not the cluster's; give both the same`);
  }
}

/** Warns of readers that could not carry the writer's load when they take its place. */
export function warnAboutFailover(
  cluster: IConstruct,
  writer: IAuroraClusterInstance,
  readers: IAuroraClusterInstance[],
): void {
  if (readers.length === 0) return;
  const highest = Math.min(...readers.map((reader) => reader.tier));
  const serverless = readers.filter((reader) => reader.type === InstanceType.SERVERLESS_V2);
  const provisioned = readers.filter((reader) => reader.type === InstanceType.PROVISIONED);
  if (provisioned.length === 0 && highest > FAILOVER_TIER) {
    Annotations.of(cluster).addWarningV2(
      "@aws-cdk/aws-rds:noFailoverServerlessReaders",
      `all readers are serverless and in promotion tier ${highest} or higher, so none has the capacity of the writer when it takes its place; give one of them scaleWithWriter: true`,
    );
    return;
  }
  if (serverless.some((reader) => reader.tier === highest) && highest > FAILOVER_TIER) {
    Annotations.of(cluster).addWarningV2(
      "@aws-cdk/aws-rds:serverlessInHighestTier2-15",
      `serverless readers are in the lowest promotion tier, ${highest}, so one of them may take the writer's place without its capacity; put a reader that has it into a lower tier`,
    );
  }
  const others = provisioned.filter((reader) => reader.instanceSize !== writer.instanceSize);
  if (writer.type === InstanceType.PROVISIONED && others.length > 0) {
    Annotations.of(cluster).addWarningV2(
      "@aws-cdk/aws-rds:provisionedReadersDontMatchWriter",
      `readers may take the writer's place, but ${others.map((reader) => reader.instanceSize).join(", ")} is not its class, ${writer.instanceSize}`,
    );
  }
}
