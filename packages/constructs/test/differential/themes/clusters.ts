import { aws_ec2 as ec2, aws_iam as iam, aws_kms as kms, CfnOutput, Duration, RemovalPolicy, Token } from "aws-cdk-lib";
import type { aws_rds as rds, Stack } from "aws-cdk-lib";
import { CfnDBSubnetGroup } from "aws-cdk-lib/aws-rds";
import { cluster, mysql, postgres, type Rds, refusedCluster, type Refusal, type Scenario } from "../kit.ts";

export const scenarios: readonly Scenario[] = [
  cluster("enhanced monitoring of the cluster, switched off", () => ({
    monitoringInterval: Duration.seconds(0),
    enableClusterLevelEnhancedMonitoring: true,
  })),
  cluster("no backtracking on PostgreSQL", () => ({ backtrackWindow: Duration.seconds(0) })),
  cluster("PostgreSQL with a serverless writer", () => ({})),
  cluster("MySQL with a provisioned writer", (m) => ({
    engine: mysql(m),
    writer: m.ClusterInstance.provisioned("Writer"),
  })),
  cluster("MySQL without a version", (m) => ({ engine: m.DatabaseClusterEngine.AURORA_MYSQL })),
  cluster("Aurora MySQL 1 without a version", (m) => ({ engine: m.DatabaseClusterEngine.AURORA })),
  cluster("Aurora MySQL 1", (m) => ({
    engine: m.DatabaseClusterEngine.aurora({ version: m.AuroraEngineVersion.VER_1_22_2 }),
  })),
  cluster("a version made with of()", (m) => ({
    engine: m.DatabaseClusterEngine.auroraPostgres({
      version: m.AuroraPostgresEngineVersion.of("16.99", "16", { s3Import: true }),
    }),
  })),
  cluster("a default database, an identifier and a port", () => ({
    defaultDatabaseName: "testdb",
    clusterIdentifier: "Upper-Case",
    port: 5555,
  })),
  cluster("an identifier as it is, with the flag off", () => ({ clusterIdentifier: "Upper-Case" }), {
    "@aws-cdk/aws-rds:lowercaseDbIdentifier": false,
  }),
  cluster("the Data API", () => ({ enableDataApi: true })),
  cluster("serverless capacities with a pause", () => ({
    serverlessV2MinCapacity: 0,
    serverlessV2MaxCapacity: 40.5,
    serverlessV2AutoPauseDuration: Duration.minutes(10),
  })),
  ...[
    RemovalPolicy.DESTROY,
    RemovalPolicy.RETAIN,
    RemovalPolicy.SNAPSHOT,
    RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  ].map((removalPolicy) => cluster(`removal policy ${removalPolicy}`, () => ({ removalPolicy }))),
  cluster("a retained cluster without protection", () => ({
    removalPolicy: RemovalPolicy.RETAIN,
    deletionProtection: false,
  })),
  cluster("encryption with the account's key", () => ({ storageEncrypted: true })),
  cluster("encryption with a key", (_m, stack) => ({ storageEncryptionKey: new kms.Key(stack, "Key") })),
  cluster("encryption switched off, with a key", (_m, stack) => ({
    storageEncrypted: false,
    storageEncryptionKey: new kms.Key(stack, "Key"),
  })),
  cluster("backups, backtracking and windows", (m) => ({
    engine: mysql(m),
    backup: { retention: Duration.days(7), preferredWindow: "01:00-02:00" },
    backtrackWindow: Duration.hours(24),
    preferredMaintenanceWindow: "Sun:23:45-Mon:00:15",
  })),
  cluster("the remaining flags of a cluster", (m) => ({
    iamAuthentication: true,
    storageType: m.DBClusterStorageType.AURORA_IOPT1,
    networkType: m.NetworkType.DUAL,
    copyTagsToSnapshot: false,
    autoMinorVersionUpgrade: false,
    enableLocalWriteForwarding: true,
    engineLifecycleSupport: m.EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT_DISABLED,
    deleteAutomatedBackups: false,
    clusterScalabilityType: m.ClusterScalabilityType.STANDARD,
  })),
  cluster("a limitless cluster", (m) => ({
    engine: m.DatabaseClusterEngine.auroraPostgres({ version: m.AuroraPostgresEngineVersion.VER_16_4_LIMITLESS }),
    writer: undefined,
    clusterScalabilityType: m.ClusterScalabilityType.LIMITLESS,
    enablePerformanceInsights: true,
    performanceInsightRetention: m.PerformanceInsightRetention.MONTHS_1,
    monitoringInterval: Duration.seconds(30),
    enableClusterLevelEnhancedMonitoring: true,
    storageType: m.DBClusterStorageType.AURORA_IOPT1,
    cloudwatchLogsExports: ["postgresql"],
  })),
  cluster("subnets that are named one by one", (_m, _stack, vpc) => ({ vpcSubnets: { subnets: vpc.privateSubnets } })),
  cluster("no security groups", () => ({ securityGroups: [] })),
  cluster("empty parameters", () => ({ parameters: {} })),
  cluster("equal capacities", () => ({ serverlessV2MinCapacity: 4, serverlessV2MaxCapacity: 4 })),
  cluster("a pause of a cluster that does not pause", () => ({ serverlessV2AutoPauseDuration: Duration.minutes(5) })),
  cluster("capacities of readers alone", (m) => ({
    writer: m.ClusterInstance.provisioned("Writer"),
    readers: [m.ClusterInstance.serverlessV2("Reader", { scaleWithWriter: true })],
    serverlessV2MinCapacity: 1,
  })),
  cluster("values of deploy time", () => ({
    clusterIdentifier: Token.asString({ Ref: "Name" }),
    port: Token.asNumber({ Ref: "Port" }),
    serverlessV2MinCapacity: Token.asNumber({ Ref: "Min" }),
    serverlessV2MaxCapacity: Token.asNumber({ Ref: "Max" }),
    monitoringInterval: Duration.seconds(Token.asNumber({ Ref: "Interval" })),
    backup: {
      retention: Duration.days(Token.asNumber({ Ref: "Days" })),
      preferredWindow: Token.asString({ Ref: "Window" }),
    },
  })),
  cluster("MySQL without a version, down to nothing", (m) => ({
    engine: m.DatabaseClusterEngine.AURORA_MYSQL,
    serverlessV2MinCapacity: 0,
  })),
  ...[true, false].map((lower) =>
    cluster(
      `identifiers of a cluster and of instanceProps, with lower case ${lower ? "on" : "off"}`,
      (_m, _stack, vpc) => ({ clusterIdentifier: "Upper", instanceIdentifierBase: "Base", instanceProps: { vpc } }),
      { "@aws-cdk/aws-rds:lowercaseDbIdentifier": lower },
    ),
  ),
  ...[RemovalPolicy.SNAPSHOT, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE].map((removalPolicy) =>
    cluster(`removal policy ${removalPolicy} with instanceProps`, (_m, _stack, vpc) => ({
      removalPolicy,
      instanceProps: { vpc },
    })),
  ),
  {
    name: "the subnet group of a cluster, seen by a class that extends it",
    build: (m, stack, vpc) => new CfnOutput(stack, "Name", { value: derived(m, stack, vpc).name }),
  },
  {
    name: "grants, outputs, endpoints and references",
    build: (m, stack, vpc) => {
      const db = new m.DatabaseCluster(stack, "Db", {
        engine: postgres(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("W"),
        readers: [m.ClusterInstance.serverlessV2("R", { scaleWithWriter: true })],
      });
      const user = new iam.User(stack, "User");
      db.grantDataApiAccess(user);
      db.grantConnect(user, "bob");
      db.connections.allowDefaultPortFromAnyIpv4();
      db.connections.allowFrom(ec2.Peer.ipv4("10.0.0.0/8"), ec2.Port.allTcp());
      const values = [
        db.clusterArn,
        db.clusterIdentifier,
        db.clusterResourceIdentifier,
        db.secret?.secretArn,
        db.dbClusterRef.dbClusterArn,
      ]
        .concat(
          [db.clusterEndpoint, db.clusterReadEndpoint, ...db.instanceEndpoints].map(
            (endpoint) => endpoint.socketAddress,
          ),
          db.instanceIdentifiers,
        )
        .concat([
          Token.asString(db.metricCPUUtilization().toMetricConfig()),
          Token.asString(db.metricACUUtilization().toMetricConfig()),
        ]);
      new CfnOutput(stack, "Values", { value: stack.toJsonString(values) });
    },
  },
];

/** A cluster of a user's own class, which sees what is protected. */
const derived = (m: Rds, stack: Stack, vpc: ec2.IVpc, subnetGroup?: rds.DatabaseClusterProps["subnetGroup"]) => {
  class Derived extends m.DatabaseCluster {
    public get name(): string {
      return this.subnetGroup.subnetGroupName;
    }
  }
  return new Derived(stack, "Db", {
    engine: postgres(m),
    vpc,
    subnetGroup,
    writer: m.ClusterInstance.serverlessV2("Writer"),
  });
};

export const refusals: readonly Refusal[] = [
  {
    name: "the subnet group of a cluster that was given a reference to one",
    words: /the subnet group was given as a reference only/,
    build: (m, stack, vpc) => {
      const subnetIds = vpc.privateSubnets.map(({ subnetId }) => subnetId);
      const group = new CfnDBSubnetGroup(stack, "Subnets", { dbSubnetGroupDescription: "mine", subnetIds });
      return derived(m, stack, vpc, group).name;
    },
  },
  refusedCluster("readers and instanceProps", /writer or readers are given together with instances/, (m, _s, vpc) => ({
    vpc: undefined,
    writer: undefined,
    readers: [m.ClusterInstance.serverlessV2("Reader")],
    instanceProps: { vpc },
  })),
  refusedCluster(
    "capacities the wrong way round",
    /serverlessV2MinCapacity 4 is above serverlessV2MaxCapacity 2/,
    () => ({
      serverlessV2MinCapacity: 4,
      serverlessV2MaxCapacity: 2,
    }),
  ),
  refusedCluster(
    "a maximum below 1",
    /serverlessV2MaxCapacity is 0.5; it must be from 1 to 256 in steps of 0.5/,
    () => ({
      serverlessV2MaxCapacity: 0.5,
    }),
  ),
  refusedCluster("a maximum above 256", /serverlessV2MaxCapacity is 256.5/, () => ({ serverlessV2MaxCapacity: 256.5 })),
  refusedCluster("a maximum between the steps", /serverlessV2MaxCapacity is 1.3/, () => ({
    serverlessV2MaxCapacity: 1.3,
  })),
  refusedCluster("a negative minimum", /serverlessV2MinCapacity is -1/, () => ({ serverlessV2MinCapacity: -1 })),
  refusedCluster(
    "a pause that is too short",
    /serverlessV2AutoPauseDuration is 60 seconds; it must be from 300 to 86400 seconds/,
    () => ({ serverlessV2MinCapacity: 0, serverlessV2AutoPauseDuration: Duration.minutes(1) }),
  ),
  ...(["serverless", "provisioned"] as const).map((kind) =>
    refusedCluster(
      `a pause on a version that has none, of a ${kind} writer`,
      /serverlessV2AutoPauseDuration is given, but aurora-postgresql 16.1 is not known to pause; .* a version that can/,
      (m) => ({
        engine: m.DatabaseClusterEngine.auroraPostgres({ version: m.AuroraPostgresEngineVersion.VER_16_1 }),
        serverlessV2AutoPauseDuration: Duration.minutes(10),
        writer: kind === "serverless" ? m.ClusterInstance.serverlessV2("W") : m.ClusterInstance.provisioned("W"),
      }),
    ),
  ),
  refusedCluster(
    "a pause of an engine without a version",
    /aurora-mysql without a version is not known to pause/,
    (m) => ({
      engine: m.DatabaseClusterEngine.AURORA_MYSQL,
      serverlessV2AutoPauseDuration: Duration.minutes(10),
    }),
  ),
  refusedCluster("no writer", /the cluster has no writer/, () => ({ writer: undefined })),
  refusedCluster("no VPC", /the cluster has no VPC/, () => ({ vpc: undefined })),
  refusedCluster("PostgreSQL without a version", /has no version, so its parameter group family is not known/, (m) => ({
    engine: m.DatabaseClusterEngine.AURORA_POSTGRESQL,
  })),
  refusedCluster(
    "both spellings of the scalability type",
    /clusterScalabilityType and clusterScailabilityType are both given; keep clusterScalabilityType/,
    (m) => ({
      clusterScalabilityType: m.ClusterScalabilityType.STANDARD,
      clusterScailabilityType: m.ClusterScailabilityType.STANDARD,
    }),
  ),
  {
    name: "a grant while the Data API is off",
    words: /set enableDataApi: true/,
    build: (m, stack, vpc) =>
      new m.DatabaseCluster(stack, "Db", {
        engine: postgres(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("W"),
        enableDataApi: false,
      }).grantDataApiAccess(new iam.User(stack, "User")),
  },
  ...(["single", "multi"] as const).map((kind): Refusal => ({
    name: `a ${kind} user rotation of a password that RDS manages`,
    words: new RegExp(`RDS rotates the master user's password itself.*so a ${kind} user rotation`),
    build: (m, stack, vpc) => {
      const db = new m.DatabaseCluster(stack, "Db", {
        engine: postgres(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("W"),
        manageMasterUserPassword: true,
      });
      if (kind === "single") db.addRotationSingleUser();
      else db.addRotationMultiUser("User", { secret: new m.DatabaseSecret(stack, "User", { username: "app" }) });
    },
  })),
];

export const refusedByOursAlone: readonly Refusal[] = [
  refusedCluster("down to nothing on a version that cannot pause", /aurora-postgresql 15.6 cannot pause/, (m) => ({
    engine: m.DatabaseClusterEngine.auroraPostgres({ version: m.AuroraPostgresEngineVersion.VER_15_6 }),
    serverlessV2MinCapacity: 0,
  })),
  refusedCluster("a maintenance window of no shape", /it must read ddd:hh24:mi-ddd:hh24:mi/, () => ({
    preferredMaintenanceWindow: "Sunday night",
  })),
  refusedCluster("backtracking on PostgreSQL", /only Aurora MySQL can backtrack/, () => ({
    backtrackWindow: Duration.hours(1),
  })),
];
