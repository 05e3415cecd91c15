import { type aws_ec2 as ec2, type aws_rds as rds, CfnParameter, Duration, type Stack, Token } from "aws-cdk-lib";
import { mysql, postgres, type Rds, type Refusal, type Scenario } from "../kit.ts";

type Props = (m: Rds, stack: Stack, vpc: ec2.IVpc) => Partial<rds.DatabaseClusterProps>;

const limitlessVersion = (m: Rds) =>
  m.DatabaseClusterEngine.auroraPostgres({ version: m.AuroraPostgresEngineVersion.VER_16_4_LIMITLESS });

/** All that Aurora Limitless Database wants. */
const wanted: Props = (m, _stack, vpc) => ({
  vpc,
  engine: limitlessVersion(m),
  enablePerformanceInsights: true,
  performanceInsightRetention: m.PerformanceInsightRetention.MONTHS_1,
  monitoringInterval: Duration.seconds(30),
  enableClusterLevelEnhancedMonitoring: true,
  storageType: m.DBClusterStorageType.AURORA_IOPT1,
  cloudwatchLogsExports: ["postgresql"],
});

type Spelling = "clusterScalabilityType" | "clusterScailabilityType";

const spelled = (m: Rds, spelling: Spelling): Partial<rds.DatabaseClusterProps> =>
  spelling === "clusterScalabilityType"
    ? { clusterScalabilityType: m.ClusterScalabilityType.LIMITLESS }
    : { clusterScailabilityType: m.ClusterScailabilityType.LIMITLESS };

/** A limitless cluster, in one of the two spellings of the property. */
function limitless(name: string, spelling: Spelling, props: Props = () => ({})): Scenario {
  return {
    name: `${name} (${spelling})`,
    build: (m, stack, vpc) =>
      new m.DatabaseCluster(stack, "Db", {
        engine: limitlessVersion(m),
        ...wanted(m, stack, vpc),
        ...spelled(m, spelling),
        ...props(m, stack, vpc),
      }),
  };
}

/** What breaks each of the rules. aws-cdk-lib looks at them for the old spelling alone. */
const BROKEN: readonly (readonly [string, RegExp, Props])[] = [
  [
    "a version that is not made for it",
    /needs a version of aurora-postgresql that is made for it, but the engine is aurora-postgresql 16.4/,
    (m) => ({ engine: postgres(m) }),
  ],
  [
    "MySQL",
    /but the engine is aurora-mysql 8.0.mysql_aurora.3.08.0; use e.g./,
    (m) => ({ engine: mysql(m), cloudwatchLogsExports: ["error"] }),
  ],
  [
    "no version",
    /but the engine is aurora-postgresql; use e.g./,
    (m, stack) => ({
      engine: m.DatabaseClusterEngine.AURORA_POSTGRESQL,
      parameterGroup: m.ParameterGroup.fromParameterGroupName(stack, "Group", "theirs"),
    }),
  ],
  [
    "Performance Insights without a time",
    /enablePerformanceInsights is true with performanceInsightRetention unset/,
    () => ({ performanceInsightRetention: undefined }),
  ],
  [
    "no Performance Insights",
    /enablePerformanceInsights is unset with performanceInsightRetention unset/,
    () => ({ enablePerformanceInsights: undefined, performanceInsightRetention: undefined }),
  ],
  [
    "Performance Insights for a week",
    /enablePerformanceInsights is true with performanceInsightRetention 7; use true with PerformanceInsightRetention.MONTHS_1/,
    (m) => ({ performanceInsightRetention: m.PerformanceInsightRetention.DEFAULT }),
  ],
  [
    "no enhanced monitoring",
    /needs enhanced monitoring of the cluster; set monitoringInterval/,
    () => ({ monitoringInterval: undefined, enableClusterLevelEnhancedMonitoring: undefined }),
  ],
  [
    "enhanced monitoring of instances",
    /enableClusterLevelEnhancedMonitoring: true/,
    () => ({ enableClusterLevelEnhancedMonitoring: false }),
  ],
  [
    "no storage type",
    /but storageType is unset; use DBClusterStorageType.AURORA_IOPT1/,
    () => ({ storageType: undefined }),
  ],
  ["standard storage", /but storageType is aurora;/, (m) => ({ storageType: m.DBClusterStorageType.AURORA })],
  ["no exported logs", /needs exported logs/, () => ({ cloudwatchLogsExports: undefined })],
  ["an empty list of logs", /needs exported logs/, () => ({ cloudwatchLogsExports: [] })],
];

export const scenarios: readonly Scenario[] = [
  limitless("a limitless cluster", "clusterScalabilityType"),
  limitless("a limitless cluster", "clusterScailabilityType"),
  limitless("instances that a limitless cluster does not have", "clusterScalabilityType", (m) => ({
    writer: m.ClusterInstance.serverlessV2("Writer"),
    readers: [m.ClusterInstance.serverlessV2("Reader")],
  })),
  limitless("readers that a limitless cluster does not have", "clusterScalabilityType", (m) => ({
    readers: [m.ClusterInstance.serverlessV2("Reader")],
  })),
  limitless("values of deploy time", "clusterScalabilityType", (m, stack) => ({
    engine: m.DatabaseClusterEngine.auroraPostgres({
      version: m.AuroraPostgresEngineVersion.of(new CfnParameter(stack, "Version").valueAsString, "16"),
    }),
    performanceInsightRetention: Token.asNumber({ Ref: "Retention" }),
  })),
  limitless("a number of instances that a limitless cluster does not have", "clusterScailabilityType", () => ({
    instances: 3,
  })),
  limitless("a limitless cluster with advanced insights and a port", "clusterScailabilityType", (m) => ({
    databaseInsightsMode: m.DatabaseInsightsMode.ADVANCED,
    performanceInsightRetention: m.PerformanceInsightRetention.MONTHS_15,
    port: 5433,
    serverlessV2MaxCapacity: 10,
  })),
  {
    name: "a limitless version on a cluster with instances",
    build: (m, stack, vpc) =>
      new m.DatabaseCluster(stack, "Db", {
        engine: limitlessVersion(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("Writer"),
      }),
  },
];

export const refusals: readonly Refusal[] = [
  ...BROKEN.map(([name, words, props]) => ({ ...limitless(name, "clusterScailabilityType", props), words })),
  ...(["writer", "readers"] as const).map((prop) => ({
    ...limitless(prop, "clusterScailabilityType", (m) =>
      prop === "writer"
        ? { writer: m.ClusterInstance.serverlessV2("Writer") }
        : { readers: [m.ClusterInstance.serverlessV2("Reader")] },
    ),
    words: /needs no instances, but writer or readers are given/,
  })),
  {
    name: "a restored limitless cluster without logs",
    words: /needs exported logs/,
    build: (m, stack, vpc) =>
      new m.DatabaseClusterFromSnapshot(stack, "Db", {
        engine: limitlessVersion(m),
        ...wanted(m, stack, vpc),
        ...spelled(m, "clusterScailabilityType"),
        snapshotIdentifier: "snapshot",
        cloudwatchLogsExports: undefined,
      }),
  },
];

export const refusedByOursAlone: readonly Refusal[] = BROKEN.map(([name, words, props]) => ({
  ...limitless(name, "clusterScalabilityType", props),
  words,
}));
