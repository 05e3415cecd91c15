import { aws_iam as iam, Duration, SecretValue, Token } from "aws-cdk-lib";
import type { aws_ec2 as ec2, aws_rds as rds, Stack } from "aws-cdk-lib";
import type { Rds } from "./scenarios.ts";

/** Props that both modules refuse; ours in the words of `words`. */
export interface Refusal {
  readonly name: string;
  readonly build: (module: Rds, stack: Stack, vpc: ec2.IVpc) => void;
  readonly words: RegExp;
}

const postgres = (m: Rds) =>
  m.DatabaseClusterEngine.auroraPostgres({ version: m.AuroraPostgresEngineVersion.VER_16_4 });
const mysql = (m: Rds) => m.DatabaseClusterEngine.auroraMysql({ version: m.AuroraMysqlEngineVersion.VER_3_08_0 });

function cluster(
  name: string,
  words: RegExp,
  props: (m: Rds, vpc: ec2.IVpc, stack: Stack) => Partial<rds.DatabaseClusterProps>,
): Refusal {
  return {
    name,
    words,
    build: (m, stack, vpc) =>
      new m.DatabaseCluster(stack, "Db", {
        engine: postgres(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("Writer"),
        ...props(m, vpc, stack),
      }),
  };
}

function serverless(
  name: string,
  words: RegExp,
  props: (m: Rds, vpc: ec2.IVpc, stack: Stack) => Partial<rds.ServerlessClusterProps>,
): Refusal {
  return {
    name,
    words,
    build: (m, stack, vpc) => new m.ServerlessCluster(stack, "Db", { engine: mysql(m), vpc, ...props(m, vpc, stack) }),
  };
}

export const REFUSALS: readonly Refusal[] = [
  cluster("capacities the wrong way round", /serverlessV2MinCapacity 4 is above serverlessV2MaxCapacity 2/, () => ({
    serverlessV2MinCapacity: 4,
    serverlessV2MaxCapacity: 2,
  })),
  cluster("a maximum below 1", /serverlessV2MaxCapacity is 0.5; it must be from 1 to 256 in steps of 0.5/, () => ({
    serverlessV2MaxCapacity: 0.5,
  })),
  cluster("a maximum above 256", /serverlessV2MaxCapacity is 256.5/, () => ({ serverlessV2MaxCapacity: 256.5 })),
  cluster("a maximum between the steps", /serverlessV2MaxCapacity is 1.3/, () => ({ serverlessV2MaxCapacity: 1.3 })),
  cluster("a negative minimum", /serverlessV2MinCapacity is -1/, () => ({ serverlessV2MinCapacity: -1 })),
  cluster(
    "a pause that is too short",
    /serverlessV2AutoPauseDuration is 60 seconds; it must be from 300 to 86400 seconds/,
    () => ({ serverlessV2MinCapacity: 0, serverlessV2AutoPauseDuration: Duration.minutes(1) }),
  ),
  cluster("no writer", /the cluster has no writer/, () => ({ writer: undefined })),
  cluster("no VPC", /the cluster has no VPC/, () => ({ vpc: undefined })),
  cluster("two VPCs", /vpc and instanceProps.vpc are both given/, (_m, vpc) => ({
    writer: undefined,
    instanceProps: { vpc },
  })),
  cluster(
    "a writer and instanceProps",
    /writer or readers are given together with instances or instanceProps/,
    (_m, vpc) => ({ vpc: undefined, instanceProps: { vpc } }),
  ),
  cluster("a writer and instances", /writer or readers are given together/, () => ({ instances: 3 })),
  cluster("no instances", /instances is 0; it must be from 1 to 16/, (_m, vpc) => ({
    vpc: undefined,
    writer: undefined,
    instances: 0,
    instanceProps: { vpc },
  })),
  cluster("a number of instances that is not known", /instances is a value of deploy time/, (_m, vpc) => ({
    vpc: undefined,
    writer: undefined,
    instances: Token.asNumber({ Ref: "N" }),
    instanceProps: { vpc },
  })),
  cluster("a promotion tier over 15", /promotionTier is 16; it must be from 0 to 15/, (m) => ({
    readers: [m.ClusterInstance.provisioned("R", { promotionTier: 16 })],
  })),
  cluster("a parameter group and parameters", /parameterGroup and parameters are both given/, (m, _vpc, stack) => ({
    parameters: { a: "1" },
    parameterGroup: m.ParameterGroup.fromParameterGroupName(stack, "G", "g"),
  })),
  cluster("PostgreSQL without a version", /has no version, so its parameter group family is not known/, (m) => ({
    engine: m.DatabaseClusterEngine.AURORA_POSTGRESQL,
  })),
  cluster(
    "a log that there is not",
    /cloudwatchLogsExports has nope; aurora-postgresql has postgresql, iam-db-auth-error, instance/,
    () => ({ cloudwatchLogsExports: ["nope"] }),
  ),
  cluster(
    "a monitoring interval that there is not",
    /monitoringInterval in seconds is 7; it must be one of 0, 1, 5, 10, 15, 30, 60/,
    () => ({ monitoringInterval: Duration.seconds(7) }),
  ),
  cluster("monitoring of the cluster without an interval", /needs monitoringInterval/, () => ({
    enableClusterLevelEnhancedMonitoring: true,
  })),
  cluster("advanced Database Insights with 7 days", /it needs PerformanceInsightRetention.MONTHS_15/, (m) => ({
    databaseInsightsMode: m.DatabaseInsightsMode.ADVANCED,
  })),
  cluster("Performance Insights off with a retention", /enablePerformanceInsights is false, but/, () => ({
    enablePerformanceInsights: false,
    performanceInsightRetention: 7,
  })),
  cluster(
    "an instance whose Performance Insights differ",
    /performanceInsightRetention of the instance W is 7, and 31 on the cluster/,
    (m) => ({
      performanceInsightRetention: 31,
      writer: m.ClusterInstance.serverlessV2("W", { enablePerformanceInsights: true }),
    }),
  ),
  cluster(
    "a managed password with another one",
    /manageMasterUserPassword takes credentials with username and encryptionKey only, but \w+, \w+ is given/,
    (m) => ({
      manageMasterUserPassword: true,
      credentials: m.Credentials.fromPassword("boss", SecretValue.unsafePlainText("x")),
    }),
  ),
  cluster("a replica with credentials", /credentials are given for a replica/, (m) => ({
    replicationSourceIdentifier: "source",
    credentials: m.Credentials.fromUsername("boss"),
  })),
  cluster(
    "a replica with a managed password",
    /manageMasterUserPassword is given for a replica; it takes over the users of its source/,
    () => ({ replicationSourceIdentifier: "source", manageMasterUserPassword: true }),
  ),
  cluster(
    "both spellings of the scalability type",
    /clusterScalabilityType and clusterScailabilityType are both given; keep clusterScalabilityType/,
    (m) => ({
      clusterScalabilityType: m.ClusterScalabilityType.STANDARD,
      clusterScailabilityType: m.ClusterScailabilityType.STANDARD,
    }),
  ),
  cluster("S3 import on a version without it", /aurora-postgresql 10.4 has no s3Import feature/, (m, _vpc, stack) => ({
    engine: m.DatabaseClusterEngine.auroraPostgres({ version: m.AuroraPostgresEngineVersion.VER_10_4 }),
    s3ImportRole: new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") }),
  })),
  serverless("subnets without a VPC", /vpcSubnets is given without a VPC/, () => ({ vpc: undefined, vpcSubnets: {} })),
  serverless("a subnet group without a VPC", /subnetGroup is given without a VPC/, (m, _vpc, stack) => ({
    vpc: undefined,
    subnetGroup: m.SubnetGroup.fromSubnetGroupName(stack, "G", "g"),
  })),
  serverless("security groups without a VPC", /securityGroups is given without a VPC/, () => ({
    vpc: undefined,
    securityGroups: [],
  })),
  serverless("scaling the wrong way round", /scaling.minCapacity 8 is above scaling.maxCapacity 4/, (m) => ({
    scaling: { minCapacity: m.AuroraCapacityUnit.ACU_8, maxCapacity: m.AuroraCapacityUnit.ACU_4 },
  })),
  serverless("a pause that is too short", /scaling.autoPause is 60 seconds/, () => ({
    scaling: { autoPause: Duration.minutes(1) },
  })),
  serverless(
    "a scaling timeout that is too long",
    /scaling.timeout is 1200 seconds; it must be from 60 to 600 seconds/,
    () => ({ scaling: { timeout: Duration.minutes(20) } }),
  ),
  serverless("backups kept for too long", /backupRetention is 40 days; it must be from 1 to 35 days/, () => ({
    backupRetention: Duration.days(40),
  })),
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
  {
    name: "a grant on an imported cluster that was not told to have the Data API",
    words: /import the cluster with dataApiEnabled: true/,
    build: (m, stack) =>
      m.DatabaseCluster.fromDatabaseClusterAttributes(stack, "Db", { clusterIdentifier: "theirs" }).grantDataApiAccess(
        new iam.User(stack, "User"),
      ),
  },
  {
    name: "the same rotation twice",
    words: /the single user rotation is there already/,
    build: (m, stack, vpc) => {
      const db = new m.DatabaseCluster(stack, "Db", {
        engine: postgres(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("W"),
      });
      db.addRotationSingleUser();
      db.addRotationSingleUser();
    },
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
  {
    name: "a rotation without a secret",
    words: /needs the master user's secret/,
    build: (m, stack, vpc) =>
      new m.DatabaseCluster(stack, "Db", {
        engine: postgres(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("W"),
        credentials: m.Credentials.fromPassword("boss", SecretValue.unsafePlainText("x")),
      }).addRotationSingleUser(),
  },
  {
    name: "the endpoint of an imported cluster that was not told",
    words: /clusterEndpointAddress of this imported cluster is not known/,
    build: (m, stack) =>
      m.DatabaseCluster.fromDatabaseClusterAttributes(stack, "Db", { clusterIdentifier: "theirs" }).clusterEndpoint,
  },
  {
    name: "a parameter group without a family",
    words: /has no version/,
    build: (m, stack) => new m.ParameterGroup(stack, "Group", { engine: m.DatabaseClusterEngine.AURORA_POSTGRESQL }),
  },
];
