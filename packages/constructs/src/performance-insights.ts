import type * as kms from "aws-cdk-lib/aws-kms";
import { Annotations } from "aws-cdk-lib/core";
import type { IConstruct } from "constructs";
import { DatabaseInsightsMode, PerformanceInsightRetention } from "./enums";
import { invalid } from "./validation/invalid";

/** The Performance Insights properties of a cluster, of an instance, or of `instanceProps`. */
export interface InsightsProps<Key extends kms.IKeyRef> {
  readonly enablePerformanceInsights?: boolean;
  readonly performanceInsightRetention?: PerformanceInsightRetention;
  readonly performanceInsightEncryptionKey?: Key;
  readonly databaseInsightsMode?: DatabaseInsightsMode;
}

/** What they come to. */
export interface Insights<Key extends kms.IKeyRef = kms.IKey> {
  readonly enabled: boolean;
  readonly retention?: PerformanceInsightRetention;
  readonly key?: Key;
}

/** Performance Insights is on when asked for, or when another property makes sense only then. */
export function insightsOf<Key extends kms.IKeyRef>(props: InsightsProps<Key>): Insights<Key> {
  const { performanceInsightRetention: retention, performanceInsightEncryptionKey: key } = props;
  const enabled = props.enablePerformanceInsights ?? isImplied(props);
  return { enabled, key, retention: enabled ? (retention ?? PerformanceInsightRetention.DEFAULT) : undefined };
}

/** The same, ending synthesis for properties that contradict each other. */
export function checkedInsights<Key extends kms.IKeyRef>(scope: IConstruct, props: InsightsProps<Key>): Insights<Key> {
  for (const { message } of contradictions(props)) invalid(scope, message);
  return insightsOf(props);
}

/** The same, with warnings: databases that come from another one get by with properties that contradict each other. */
export function doubtedInsights<Key extends kms.IKeyRef>(scope: IConstruct, props: InsightsProps<Key>): Insights<Key> {
  for (const { id, message } of contradictions(props)) {
    Annotations.of(scope).addWarningV2(`cdk-rockpool:${id}`, message);
  }
  return insightsOf(props);
}

function isImplied(props: InsightsProps<kms.IKeyRef>): boolean {
  return (
    props.performanceInsightRetention !== undefined ||
    props.performanceInsightEncryptionKey !== undefined ||
    props.databaseInsightsMode === DatabaseInsightsMode.ADVANCED
  );
}

function contradictions(props: InsightsProps<kms.IKeyRef>): { id: string; message: string }[] {
  const { performanceInsightRetention: retention, databaseInsightsMode: mode } = props;
  const found = [];
  if (props.enablePerformanceInsights === false && isImplied(props)) {
    found.push({
      id: "performanceInsightsOff",
      message:
        "enablePerformanceInsights is false, but another property asks for Performance Insights; leave one of them out",
    });
  }
  if (mode === DatabaseInsightsMode.ADVANCED && retention !== PerformanceInsightRetention.MONTHS_15) {
    found.push({
      id: "advancedInsightsRetention",
      message: `databaseInsightsMode is advanced with performanceInsightRetention ${retention ?? "unset"}; it needs PerformanceInsightRetention.MONTHS_15`,
    });
  }
  return found;
}
