import type * as kms from "aws-cdk-lib/aws-kms";
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
export function instanceInsights<Key extends kms.IKeyRef>(scope: IConstruct, props: InsightsProps<Key>): Insights<Key> {
  const {
    performanceInsightRetention: retention,
    performanceInsightEncryptionKey: key,
    databaseInsightsMode: mode,
  } = props;
  const advanced = mode === DatabaseInsightsMode.ADVANCED;
  const implied = retention !== undefined || key !== undefined || advanced;
  if (props.enablePerformanceInsights === false && implied) {
    invalid(
      scope,
      "enablePerformanceInsights is false, but another property asks for Performance Insights; leave one of them out",
    );
  }
  if (advanced && retention !== PerformanceInsightRetention.MONTHS_15) {
    invalid(
      scope,
      `databaseInsightsMode is advanced with performanceInsightRetention ${retention ?? "unset"}; it needs PerformanceInsightRetention.MONTHS_15`,
    );
  }
  const enabled = props.enablePerformanceInsights ?? implied;
  return { enabled, key, retention: enabled ? (retention ?? PerformanceInsightRetention.DEFAULT) : undefined };
}
