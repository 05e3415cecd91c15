import { aws_ec2 as ec2, type aws_rds as rds, Duration, SecretValue, type Stack } from "aws-cdk-lib";
import { describe, expect, test } from "vitest";
import { networkIn } from "./differential/network.ts";
import { ours, type Rds, theirs } from "./support/libraries.ts";
import { synth } from "./support/synth.ts";

// An app may change over one construct at a time: a database of the one library takes every part of the other.

/** A database by the module `m` whose parts come from the module `part`. */
type Exchange = (m: Rds, part: Rds, stack: Stack, vpc: ec2.IVpc) => void;

const clusterEngine = (m: Rds) =>
  m.DatabaseClusterEngine.auroraPostgres({ version: m.AuroraPostgresEngineVersion.VER_16_4 });
const mysqlCluster = (m: Rds) =>
  m.DatabaseClusterEngine.auroraMysql({ version: m.AuroraMysqlEngineVersion.VER_3_08_0 });
const instanceEngine = (m: Rds) => m.DatabaseInstanceEngine.postgres({ version: m.PostgresEngineVersion.VER_16_4 });
const subnetGroup = (m: Rds, stack: Stack, vpc: ec2.IVpc) =>
  new m.SubnetGroup(stack, "Subnets", { vpc, description: "exchanged" });
const clusterOf = (m: Rds, stack: Stack, vpc: ec2.IVpc, props: Partial<rds.DatabaseClusterProps> = {}) =>
  new m.DatabaseCluster(stack, "Cluster", {
    engine: clusterEngine(m),
    writer: m.ClusterInstance.serverlessV2("Writer"),
    vpc,
    ...props,
  });
const instanceOf = (m: Rds, stack: Stack, vpc: ec2.IVpc, props: Partial<rds.DatabaseInstanceProps> = {}) =>
  new m.DatabaseInstance(stack, "Instance", { engine: instanceEngine(m), vpc, ...props });

const EXCHANGES: Readonly<Record<string, Exchange>> = {
  "a cluster takes engine, parameter group, subnet group, credentials and members": (m, part, stack, vpc) => {
    const engine = mysqlCluster(part);
    clusterOf(m, stack, vpc, {
      engine,
      parameterGroup: new part.ParameterGroup(stack, "Parameters", { engine, parameters: { time_zone: "UTC" } }),
      subnetGroup: subnetGroup(part, stack, vpc),
      credentials: part.Credentials.fromGeneratedSecret("boss", { excludeCharacters: "/@" }),
      writer: part.ClusterInstance.provisioned("Writer", { caCertificate: part.CaCertificate.RDS_CA_RSA2048_G1 }),
      readers: [part.ClusterInstance.serverlessV2("Reader", { scaleWithWriter: true })],
    });
  },
  "a cluster takes a secret and its credentials": (m, part, stack, vpc) => {
    const secret = new part.DatabaseSecret(stack, "Secret", { username: "boss", dbname: "shop" });
    clusterOf(m, stack, vpc, { credentials: part.Credentials.fromSecret(secret) });
  },
  "a cluster restored from a snapshot takes credentials for it": (m, part, stack, vpc) => {
    new m.DatabaseClusterFromSnapshot(stack, "Cluster", {
      engine: clusterEngine(part),
      snapshotIdentifier: "backup",
      snapshotCredentials: part.SnapshotCredentials.fromGeneratedSecret("boss"),
      writer: m.ClusterInstance.serverlessV2("Writer"),
      vpc,
    });
  },
  "a serverless cluster takes engine, groups and credentials": (m, part, stack, vpc) => {
    const engine = part.DatabaseClusterEngine.auroraMysql({ version: part.AuroraMysqlEngineVersion.VER_2_11_2 });
    new m.ServerlessCluster(stack, "Serverless", {
      engine,
      vpc,
      subnetGroup: subnetGroup(part, stack, vpc),
      parameterGroup: part.ParameterGroup.fromParameterGroupName(stack, "Parameters", "default.aurora-mysql5.7"),
      credentials: part.Credentials.fromUsername("boss"),
      scaling: { minCapacity: part.AuroraCapacityUnit.ACU_2, autoPause: Duration.minutes(10) },
    });
  },
  "an instance takes engine, groups, options and credentials": (m, part, stack, vpc) => {
    const engine = part.DatabaseInstanceEngine.mysql({ version: part.MysqlEngineVersion.VER_8_0_39 });
    instanceOf(m, stack, vpc, {
      engine,
      subnetGroup: subnetGroup(part, stack, vpc),
      parameterGroup: new part.ParameterGroup(stack, "Parameters", { engine }),
      optionGroup: new part.OptionGroup(stack, "Options", {
        engine,
        configurations: [{ name: "MEMCACHED", port: 11211, vpc }],
      }),
      credentials: part.Credentials.fromPassword("boss", SecretValue.ssmSecure("password", "1")),
    });
  },
  "a read replica takes its source": (m, part, stack, vpc) => {
    new m.DatabaseInstanceReadReplica(stack, "Replica", {
      sourceDatabaseInstance: instanceOf(part, stack, vpc, { backupRetention: Duration.days(1) }),
      instanceType: ec2.InstanceType.of(ec2.InstanceClass.R6G, ec2.InstanceSize.LARGE),
      vpc,
    });
  },
  "an instance restored from a snapshot takes credentials for it": (m, part, stack, vpc) => {
    new m.DatabaseInstanceFromSnapshot(stack, "Instance", {
      engine: instanceEngine(part),
      snapshotIdentifier: "backup",
      credentials: part.SnapshotCredentials.fromGeneratedSecret("boss"),
      vpc,
    });
  },
  "proxies take clusters and instances as targets": (m, part, stack, vpc) => {
    const cluster = clusterOf(part, stack, vpc);
    const instance = instanceOf(part, stack, vpc);
    const targets = [m.ProxyTarget.fromCluster(cluster), m.ProxyTarget.fromInstance(instance)];
    for (const [index, proxyTarget] of targets.entries())
      new m.DatabaseProxy(stack, `Proxy${index}`, {
        proxyTarget,
        secrets: [new part.DatabaseSecret(stack, `Secret${index}`, { username: "app" })],
        sessionPinningFilters: [part.SessionPinningFilter.EXCLUDE_VARIABLE_SETS],
        vpc,
      });
  },
  "proxies take targets that are made already": (m, part, stack, vpc) => {
    new m.DatabaseProxy(stack, "Proxy", {
      proxyTarget: part.ProxyTarget.fromCluster(clusterOf(m, stack, vpc)),
      secrets: [new m.DatabaseSecret(stack, "Secret", { username: "app" })],
      vpc,
    });
  },
  "rotation of several users takes secrets": (m, part, stack, vpc) => {
    const cluster = clusterOf(m, stack, vpc);
    cluster.addRotationSingleUser();
    const app = new part.DatabaseSecret(stack, "App", { username: "app", masterSecret: cluster.secret });
    cluster.addRotationMultiUser("App", { secret: app.attach(cluster) });
  },
  "imported databases take engines": (m, part, stack, vpc) => {
    const imported = m.DatabaseCluster.fromDatabaseClusterAttributes(stack, "Imported", {
      clusterIdentifier: "imported",
      clusterEndpointAddress: "host",
      port: 5432,
      engine: clusterEngine(part),
      securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-12345678")],
    });
    imported.addProxy("Proxy", { vpc, secrets: [new part.DatabaseSecret(stack, "Secret", { username: "app" })] });
    new part.DatabaseSecret(stack, "Another", { username: "boss" }).attach(imported);
  },
};

describe.each(Object.entries(EXCHANGES))("%s", (_name, exchange) => {
  const build = (m: Rds, part: Rds) => synth((stack) => exchange(m, part, stack, networkIn(stack))).template;

  test.each([
    ["ours with parts of theirs", ours, theirs],
    ["theirs with parts of ours", theirs, ours],
    ["ours with parts of ours", ours, ours],
  ] as const)("%s", (_combination, m, part) => {
    expect(build(m, part)).toEqual(build(theirs, theirs));
  });
});
