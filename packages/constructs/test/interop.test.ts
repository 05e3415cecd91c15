import {
  aws_backup as backup,
  aws_cloudwatch as cloudwatch,
  aws_ec2 as ec2,
  aws_iam as iam,
  aws_rds as rds,
  type Stack,
} from "aws-cdk-lib";
import {
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
  DatabaseInstance,
  DatabaseInstanceEngine,
  DatabaseInstanceReadReplica,
  DatabaseSecret,
  Endpoint,
  type IClusterEngine,
  type IDatabaseCluster,
  type IDatabaseInstance,
  type IInstanceEngine,
  ParameterGroup,
  PostgresEngineVersion,
  ServerlessCluster,
  SubnetGroup,
} from "cdk-rockpool";
import { expect, test } from "vitest";
import { clusterIn, MYSQL, POSTGRES, vpcIn } from "./support/cluster.ts";
import { synth } from "./support/synth.ts";

// The compiler is half of these tests: what is assigned here must fit without a cast.

test("our cluster is accepted where aws-cdk-lib asks for its own", () => {
  const { template } = synth((stack) => {
    const cluster = clusterIn(stack);
    const theirs: rds.IDatabaseCluster = cluster;
    const ours: IDatabaseCluster = theirs;
    new rds.DatabaseProxy(stack, "Proxy", {
      proxyTarget: rds.ProxyTarget.fromCluster(ours),
      vpc: cluster.vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      secrets: cluster.secret ? [cluster.secret] : [],
    });
    const plan = backup.BackupPlan.dailyWeeklyMonthly5YearRetention(stack, "Plan");
    plan.addSelection("Selection", { resources: [backup.BackupResource.fromRdsDatabaseCluster(cluster)] });
    new cloudwatch.Alarm(stack, "Alarm", {
      metric: cluster.metricCPUUtilization(),
      threshold: 90,
      evaluationPeriods: 1,
    });
  });
  const types = Object.values(template.Resources).map(({ Type }) => Type);
  expect(types).toEqual(
    expect.arrayContaining(["AWS::RDS::DBProxy", "AWS::Backup::BackupSelection", "AWS::CloudWatch::Alarm"]),
  );
});

test("our engines, groups and secrets fit into clusters of aws-cdk-lib", () => {
  const { template } = synth((stack) => {
    const engine: rds.IClusterEngine = POSTGRES;
    const vpc = vpcIn(stack);
    const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
    const subnetGroup: rds.ISubnetGroup = new SubnetGroup(stack, "Subnets", { vpc, vpcSubnets, description: "ours" });
    const parameterGroup: rds.IParameterGroup = new ParameterGroup(stack, "Group", { engine });
    const secret: rds.DatabaseSecret = new DatabaseSecret(stack, "Secret", { username: "boss" });
    new rds.DatabaseCluster(stack, "Db", {
      engine,
      vpc,
      vpcSubnets,
      subnetGroup,
      parameterGroup,
      credentials: rds.Credentials.fromSecret(secret),
      writer: rds.ClusterInstance.serverlessV2("Writer"),
    });
  });
  expect(JSON.stringify(template)).toContain('"Family":"aurora-postgresql16"');
});

test("engines and groups of aws-cdk-lib fit into our clusters", () => {
  const build = (engine: IClusterEngine) => (stack: Stack) => {
    const vpc = vpcIn(stack);
    const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
    new DatabaseCluster(stack, "Db", {
      engine,
      vpc,
      vpcSubnets,
      parameterGroup: new rds.ParameterGroup(stack, "Group", { engine }),
      subnetGroup: new rds.SubnetGroup(stack, "Subnets", { vpc, vpcSubnets, description: "theirs" }),
      credentials: rds.Credentials.fromGeneratedSecret("boss"),
      writer: ClusterInstance.serverlessV2("Writer"),
    });
  };
  const theirs = rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_8 });
  expect(synth(build(theirs)).template).toEqual(synth(build(POSTGRES)).template);
});

test("our serverless cluster is accepted where aws-cdk-lib asks for its own", () => {
  const { template } = synth((stack) => {
    const cluster: rds.IServerlessCluster = new ServerlessCluster(stack, "Db", { engine: MYSQL });
    cluster.grantDataApiAccess(new iam.User(stack, "User"));
  });
  expect(JSON.stringify(template)).toContain('"EnableHttpEndpoint":true');
});

test("our instance is accepted where aws-cdk-lib asks for its own, and the other way round", () => {
  const build = (ours: boolean) => (stack: Stack) => {
    const vpc = vpcIn(stack);
    const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
    const made = { vpc, vpcSubnets };
    const engine: IInstanceEngine = ours
      ? rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16_4 })
      : DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_16_4 });
    const source: rds.IDatabaseInstance = ours
      ? new DatabaseInstance(stack, "Db", { ...made, engine })
      : new rds.DatabaseInstance(stack, "Db", { ...made, engine });
    const known: IDatabaseInstance = source;
    const instanceType = ec2.InstanceType.of(ec2.InstanceClass.T3, ec2.InstanceSize.SMALL);
    if (ours)
      new rds.DatabaseInstanceReadReplica(stack, "Replica", { ...made, instanceType, sourceDatabaseInstance: known });
    else new DatabaseInstanceReadReplica(stack, "Replica", { ...made, instanceType, sourceDatabaseInstance: known });
    new rds.DatabaseProxy(stack, "Proxy", {
      ...made,
      proxyTarget: rds.ProxyTarget.fromInstance(source),
      secrets: [new DatabaseSecret(stack, "App", { username: "app" }).attach(source)],
    });
    const plan = backup.BackupPlan.dailyWeeklyMonthly5YearRetention(stack, "Plan");
    plan.addSelection("Selection", { resources: [backup.BackupResource.fromRdsDatabaseInstance(source)] });
  };
  const { template } = synth(build(true));
  expect(template).toEqual(synth(build(false)).template);
  expect(Object.values(template.Resources).map(({ Type }) => Type)).toEqual(
    expect.arrayContaining([
      "AWS::RDS::DBProxy",
      "AWS::Backup::BackupSelection",
      "AWS::SecretsManager::SecretTargetAttachment",
    ]),
  );
});

test("an endpoint is an endpoint in both modules", () => {
  const endpoint: rds.Endpoint = new Endpoint("host", 5432);
  expect(endpoint.socketAddress).toBe("host:5432");
  expect(new rds.Endpoint("host", 5432).socketAddress).toBe(endpoint.socketAddress);
});

test("unversioned engines are there", () => {
  expect([DatabaseClusterEngine.AURORA_MYSQL.engineType, DatabaseClusterEngine.AURORA_POSTGRESQL.engineType]).toEqual([
    "aurora-mysql",
    "aurora-postgresql",
  ]);
});

test("a subclass of an instance finds what the resource is made of", () => {
  class Audited extends DatabaseInstance {
    public readonly told: unknown[];
    public constructor(stack: Stack, id: string) {
      super(stack, id, {
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_16_4 }),
        vpc: vpcIn(stack),
        vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
        port: 6543,
      });
      this.told = [
        this.newCfnProps.port,
        this.newCfnProps.engine,
        this.sourceCfnProps.engine,
        this.instanceType.toString(),
        this.vpcPlacement?.subnetType,
        this.manageMasterUserPassword,
      ];
    }
  }
  let told: unknown[] = [];
  synth((stack) => {
    told = new Audited(stack, "Db").told;
  });
  expect(told).toEqual(["6543", undefined, "postgres", "m5.large", "Isolated", false]);
});
