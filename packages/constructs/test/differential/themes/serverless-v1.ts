import {
  aws_ec2 as ec2,
  aws_iam as iam,
  aws_kms as kms,
  CfnOutput,
  Duration,
  RemovalPolicy,
  SecretValue,
} from "aws-cdk-lib";
import type { aws_rds as rds, Stack } from "aws-cdk-lib";
import { mysql57, postgres, type Rds, refusedServerless, serverless, type Refusal, type Scenario } from "../kit.ts";

export const scenarios: readonly Scenario[] = [
  serverless("Serverless v1 of Aurora MySQL 1", (m) => ({ engine: m.DatabaseClusterEngine.AURORA })),
  {
    name: "references to Serverless v1 clusters",
    build: (m, stack, vpc) => {
      const clusterIdentifier = "theirs";
      const clusters = [
        new m.ServerlessCluster(stack, "Made", { engine: mysql57(m), vpc }),
        m.ServerlessCluster.fromServerlessClusterAttributes(stack, "Imported", { clusterIdentifier }),
      ];
      for (const { node, dbClusterRef } of clusters)
        new CfnOutput(stack, `Ref${node.id}`, { value: stack.toJsonString(dbClusterRef) });
    },
  },
  serverless("Serverless v1 on MySQL", () => ({})),
  serverless("Serverless v1 on PostgreSQL", (m) => ({ engine: postgres(m) })),
  serverless("Serverless v1 with everything", (m, stack) => ({
    enableDataApi: true,
    defaultDatabaseName: "testdb",
    clusterIdentifier: "Upper",
    backupRetention: Duration.days(3),
    deletionProtection: true,
    copyTagsToSnapshot: false,
    removalPolicy: RemovalPolicy.DESTROY,
    storageEncryptionKey: new kms.Key(stack, "Key"),
    credentials: m.Credentials.fromGeneratedSecret("boss"),
    parameterGroup: new m.ParameterGroup(stack, "Group", { engine: mysql57(m), parameters: { a: "1" } }),
    scaling: {
      minCapacity: m.AuroraCapacityUnit.ACU_8,
      maxCapacity: m.AuroraCapacityUnit.ACU_32,
      autoPause: Duration.minutes(10),
      timeout: Duration.minutes(2),
      timeoutAction: m.TimeoutAction.FORCE_APPLY_CAPACITY_CHANGE,
    },
  })),
  serverless("Serverless v1 that never pauses, retained", () => ({
    scaling: { autoPause: Duration.minutes(0) },
    removalPolicy: RemovalPolicy.RETAIN,
  })),
  serverless("Serverless v1 with an empty scaling", () => ({ scaling: {} })),
  serverless("Serverless v1 in isolated subnets, with security groups", (_m, stack, vpc) => ({
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    securityGroups: [new ec2.SecurityGroup(stack, "Group", { vpc })],
  })),
  serverless("Serverless v1 in a subnet group", (m, stack, vpc) => ({
    subnetGroup: new m.SubnetGroup(stack, "Subnets", { vpc, description: "mine" }),
  })),
  serverless("Serverless v1 kept on update or deletion", () => ({
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  })),
  serverless("Serverless v1 with the least capacity alone", (m) => ({
    scaling: { minCapacity: m.AuroraCapacityUnit.ACU_4 },
  })),
  serverless("Serverless v1 with a password", (m) => ({
    credentials: m.Credentials.fromPassword("boss", SecretValue.ssmSecure("/password", "1")),
  })),
  serverless("Serverless v1 with the Data API off", () => ({ enableDataApi: false })),
  serverless("Serverless v1 without a VPC", () => ({ vpc: undefined })),
  {
    name: "Serverless v1 with grants and rotation, and an imported one",
    build: (m, stack, vpc) => {
      const db = new m.ServerlessCluster(stack, "Db", { engine: mysql57(m), vpc });
      const user = new iam.User(stack, "User");
      db.grantDataApiAccess(user);
      db.addRotationSingleUser();
      db.connections.allowDefaultPortFromAnyIpv4();
      const theirs = m.ServerlessCluster.fromServerlessClusterAttributes(stack, "Theirs", {
        clusterIdentifier: "theirs",
        port: 3306,
        clusterEndpointAddress: "w",
        readerEndpointAddress: "r",
        secret: db.secret,
        securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-12345678")],
      });
      theirs.connections.allowDefaultPortFrom(db);
      theirs.grantDataApiAccess(user);
      new CfnOutput(stack, "Values", {
        value: [
          db.clusterArn,
          db.clusterEndpoint.socketAddress,
          db.clusterReadEndpoint.socketAddress,
          theirs.clusterArn,
          theirs.clusterEndpoint.socketAddress,
        ].join(),
      });
    },
  },
];

/** What both refuse to do with a Serverless v1 cluster that they take. */
function refusedUse(
  name: string,
  words: RegExp,
  props: (m: Rds, vpc: ec2.IVpc) => Partial<rds.ServerlessClusterProps>,
  use: (db: rds.ServerlessCluster, m: Rds, stack: Stack) => void,
): Refusal {
  return {
    name,
    words,
    build: (m, stack, vpc) => {
      const db = new m.ServerlessCluster(stack, "Db", { engine: mysql57(m), ...props(m, vpc) });
      use(db, m, stack);
    },
  };
}

const withPassword = (m: Rds, vpc: ec2.IVpc) => ({
  vpc,
  credentials: m.Credentials.fromPassword("boss", SecretValue.ssmSecure("/password", "1")),
});
const rotateApp = (db: rds.ServerlessCluster, m: Rds, stack: Stack) =>
  db.addRotationMultiUser("App", { secret: new m.DatabaseSecret(stack, "App", { username: "app" }) });

const imported = (m: Rds, stack: Stack) =>
  m.ServerlessCluster.fromServerlessClusterAttributes(stack, "Db", { clusterIdentifier: "theirs", port: 3306 });

export const refusals: readonly Refusal[] = [
  {
    name: "the endpoint of an imported Serverless v1 cluster whose port was not told",
    words: /clusterEndpointAddress or port of this imported cluster is not known/,
    build: (m, stack) =>
      m.ServerlessCluster.fromServerlessClusterAttributes(stack, "Db", {
        clusterIdentifier: "theirs",
        clusterEndpointAddress: "writer",
      }).clusterEndpoint,
  },
  refusedUse(
    "rotation without a VPC",
    /a single user rotation needs a VPC for its function/,
    () => ({}),
    (db) => db.addRotationSingleUser(),
  ),
  refusedUse("rotation of another user without a VPC", /a multi user rotation needs a VPC/, () => ({}), rotateApp),
  refusedUse("rotation without a secret", /a single user rotation needs the master user's secret/, withPassword, (db) =>
    db.addRotationSingleUser(),
  ),
  refusedUse(
    "rotation of another user without a secret",
    /a multi user rotation needs the master user's secret/,
    withPassword,
    rotateApp,
  ),
  refusedUse(
    "the same rotation twice",
    /the single user rotation is there already/,
    (_m, vpc) => ({ vpc }),
    (db) => {
      db.addRotationSingleUser();
      db.addRotationSingleUser();
    },
  ),
  refusedUse(
    "a grant while the Data API is off",
    /the Data API of this cluster is off/,
    () => ({ enableDataApi: false }),
    (db, _m, stack) => db.grantDataApiAccess(new iam.User(stack, "User")),
  ),
  {
    name: "the endpoint of an imported Serverless v1 cluster that was not told",
    words: /clusterEndpointAddress or port of this imported cluster is not known/,
    build: (m, stack) => imported(m, stack).clusterEndpoint,
  },
  {
    name: "the reader endpoint of an imported Serverless v1 cluster that was not told",
    words: /readerEndpointAddress or port of this imported cluster is not known/,
    build: (m, stack) => imported(m, stack).clusterReadEndpoint,
  },
  refusedServerless("Serverless v1 on PostgreSQL without a version", /has no version/, (m) => ({
    engine: m.DatabaseClusterEngine.AURORA_POSTGRESQL,
  })),
  refusedServerless("a scaling timeout that is too short", /scaling.timeout is 59 seconds/, () => ({
    scaling: { timeout: Duration.seconds(59) },
  })),
  refusedServerless("a pause that is too long", /scaling.autoPause is 172800 seconds/, () => ({
    scaling: { autoPause: Duration.days(2) },
  })),
  refusedServerless("subnets without a VPC", /vpcSubnets is given without a VPC/, () => ({
    vpc: undefined,
    vpcSubnets: {},
  })),
  refusedServerless("a subnet group without a VPC", /subnetGroup is given without a VPC/, (m, stack) => ({
    vpc: undefined,
    subnetGroup: m.SubnetGroup.fromSubnetGroupName(stack, "G", "g"),
  })),
  refusedServerless("security groups without a VPC", /securityGroups is given without a VPC/, () => ({
    vpc: undefined,
    securityGroups: [],
  })),
  refusedServerless("scaling the wrong way round", /scaling.minCapacity 8 is above scaling.maxCapacity 4/, (m) => ({
    scaling: { minCapacity: m.AuroraCapacityUnit.ACU_8, maxCapacity: m.AuroraCapacityUnit.ACU_4 },
  })),
  refusedServerless("a pause that is too short", /scaling.autoPause is 60 seconds/, () => ({
    scaling: { autoPause: Duration.minutes(1) },
  })),
  refusedServerless(
    "a scaling timeout that is too long",
    /scaling.timeout is 1200 seconds; it must be from 60 to 600 seconds/,
    () => ({ scaling: { timeout: Duration.minutes(20) } }),
  ),
  refusedServerless("backups kept for too long", /backupRetention is 40 days; it must be from 1 to 35 days/, () => ({
    backupRetention: Duration.days(40),
  })),
];
