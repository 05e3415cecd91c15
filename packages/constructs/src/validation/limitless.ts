import { Annotations, Token } from "aws-cdk-lib/core";
import type { IConstruct } from "constructs";
import type { DatabaseClusterBaseProps } from "../cluster-props";
import { ClusterScailabilityType, ClusterScalabilityType, DBClusterStorageType } from "../enums";
import { invalid } from "./invalid";

/** What Aurora Limitless Database wants, and what to do where it is not so. */
const RULES: readonly {
  readonly holds: (props: DatabaseClusterBaseProps) => boolean;
  readonly otherwise: (props: DatabaseClusterBaseProps) => string;
}[] = [
  {
    holds: ({ engine: { engineVersion } }) =>
      Token.isUnresolved(engineVersion?.fullVersion) || /limitless/.test(engineVersion?.fullVersion ?? ""),
    otherwise: ({ engine: { engineType, engineVersion } }) =>
      `a version of aurora-postgresql that is made for it, but the engine is ${[engineType, engineVersion?.fullVersion].join(" ").trim()}; use e.g. AuroraPostgresEngineVersion.VER_16_4_LIMITLESS`,
  },
  {
    // In the right spelling of the property aws-cdk-lib passes over them, so there may be stacks that have them.
    holds: ({ clusterScalabilityType, writer, readers }) =>
      clusterScalabilityType !== undefined || (!writer && !readers),
    otherwise: () => "no instances, but writer or readers are given; leave them out, a shard group takes their place",
  },
  {
    holds: ({ enablePerformanceInsights: enabled, performanceInsightRetention: retention }) =>
      enabled === true && retention !== undefined && (Token.isUnresolved(retention) || retention >= 31),
    otherwise: ({ enablePerformanceInsights: enabled, performanceInsightRetention: retention }) =>
      `Performance Insights for 31 days or more, but enablePerformanceInsights is ${enabled ?? "unset"} with performanceInsightRetention ${retention ?? "unset"}; use true with PerformanceInsightRetention.MONTHS_1`,
  },
  {
    holds: (props) => props.monitoringInterval !== undefined && props.enableClusterLevelEnhancedMonitoring === true,
    otherwise: () =>
      "enhanced monitoring of the cluster; set monitoringInterval, and enableClusterLevelEnhancedMonitoring: true",
  },
  {
    holds: ({ storageType }) => storageType === DBClusterStorageType.AURORA_IOPT1,
    otherwise: ({ storageType }) =>
      `I/O-optimized storage, but storageType is ${storageType ?? "unset"}; use DBClusterStorageType.AURORA_IOPT1`,
  },
  {
    holds: ({ cloudwatchLogsExports }) => (cloudwatchLogsExports ?? []).length > 0,
    otherwise: () => `exported logs; use cloudwatchLogsExports: ["postgresql"]`,
  },
];

/** Whether a cluster is a limitless one, in either spelling of the property. */
export function isLimitless(props: DatabaseClusterBaseProps): boolean {
  return (
    props.clusterScalabilityType === ClusterScalabilityType.LIMITLESS ||
    props.clusterScailabilityType === ClusterScailabilityType.LIMITLESS
  );
}

/** Ends synthesis when a limitless cluster lacks what RDS wants of it. */
export function checkLimitless(scope: IConstruct, props: DatabaseClusterBaseProps): void {
  if (!isLimitless(props)) return;
  const broken = RULES.find(({ holds }) => !holds(props));
  if (broken) invalid(scope, `Aurora Limitless Database needs ${broken.otherwise(props)}`);
  if (props.writer || props.readers) {
    Annotations.of(scope).addWarningV2(
      "cdk-rockpool:limitlessWithoutInstances",
      "Aurora Limitless Database has a shard group and no instances, so writer and readers have no effect; leave them out",
    );
  }
}
