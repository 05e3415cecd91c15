import {
  aws_ec2 as ec2,
  aws_iam as iam,
  aws_kms as kms,
  aws_s3 as s3,
  aws_secretsmanager as secretsmanager,
  Duration,
  RemovalPolicy,
} from "aws-cdk-lib";
import type { aws_rds as rds, Stack } from "aws-cdk-lib";
import { mysqlInstance, oracle, postgresInstance, type Rds, type Refusal, type Scenario } from "../kit.ts";
import { insightsOfOthers } from "./instance-snapshots.ts";
import { tellAll } from "./instances.ts";

const CORRECT_RESOURCE_ID = "@aws-cdk/aws-rds:setCorrectValueForDatabaseInstanceReadReplicaInstanceResourceId";

type Replica = rds.DatabaseInstanceReadReplica;
type Props = (m: Rds, stack: Stack, vpc: ec2.IVpc) => Partial<rds.DatabaseInstanceReadReplicaProps>;
type Use = (replica: Replica, stack: Stack, m: Rds, vpc: ec2.IVpc) => void;

function replica(name: string, props: Props, use?: Use, context?: Record<string, unknown>): Scenario {
  return {
    name,
    context,
    build: (m, stack, vpc) => {
      const given = props(m, stack, vpc);
      const made = new m.DatabaseInstanceReadReplica(stack, "Replica", {
        vpc,
        instanceType: ec2.InstanceType.of(ec2.InstanceClass.T3, ec2.InstanceSize.SMALL),
        sourceDatabaseInstance:
          given.sourceDatabaseInstance ?? new m.DatabaseInstance(stack, "Source", { engine: mysqlInstance(m), vpc }),
        ...given,
      });
      use?.(made, stack, m, vpc);
    },
  };
}
const refused = (name: string, words: RegExp, props: Props, use?: Use): Refusal => ({
  ...replica(name, props, use),
  words,
});

const source = (m: Rds, stack: Stack, vpc: ec2.IVpc, engine: rds.IInstanceEngine) =>
  new m.DatabaseInstance(stack, "Source", { engine, vpc });
const imported = (m: Rds, stack: Stack, engine?: rds.IInstanceEngine) =>
  m.DatabaseInstance.fromDatabaseInstanceAttributes(stack, "Source", {
    instanceIdentifier: "theirs",
    instanceEndpointAddress: "host",
    port: 3306,
    securityGroups: [],
    engine,
  });
const bob = (stack: Stack) => new iam.User(stack, "User");

export const scenarios: readonly Scenario[] = [
  replica("a replica", () => ({}), tellAll, { [CORRECT_RESOURCE_ID]: true }),
  replica("a replica, the ARN as resource id", () => ({}), tellAll, { [CORRECT_RESOURCE_ID]: false }),
  replica(
    "a login on a replica",
    () => ({}),
    (db, stack) => db.grantConnect(bob(stack), "bob"),
    {
      [CORRECT_RESOURCE_ID]: true,
    },
  ),
  replica(
    "a login on a replica, the ARN as resource id",
    () => ({}),
    (db, stack) => db.grantConnect(bob(stack), "bob"),
    {
      [CORRECT_RESOURCE_ID]: false,
    },
  ),
  replica("of PostgreSQL", (m, stack, vpc) => ({ sourceDatabaseInstance: source(m, stack, vpc, postgresInstance(m)) })),
  replica("of Oracle", (m, stack, vpc) => ({ sourceDatabaseInstance: source(m, stack, vpc, oracle(m)) })),
  replica("of an imported instance", (m, stack) => ({ sourceDatabaseInstance: imported(m, stack, mysqlInstance(m)) })),
  replica("of an instance whose engine is not known", (m, stack) => ({ sourceDatabaseInstance: imported(m, stack) })),
  replica("a replica with a size", () => ({ allocatedStorage: 500 })),
  replica("a replica with a size, of an instance whose engine is not known", (m, stack) => ({
    sourceDatabaseInstance: imported(m, stack),
    allocatedStorage: 500,
  })),
  replica("a replica with a size and IOPS", (m) => ({
    allocatedStorage: 500,
    storageType: m.StorageType.IO1,
    iops: 5000,
  })),
  replica("a replica with io2 and no IOPS in particular", (m) => ({
    allocatedStorage: 500,
    storageType: m.StorageType.IO2,
  })),
  replica("a replica with gp3, IOPS and throughput", (m) => ({
    allocatedStorage: 500,
    storageType: m.StorageType.GP3,
    iops: 12_000,
    storageThroughput: 500,
  })),
  replica("a replica with gp3", (m) => ({ storageType: m.StorageType.GP3 })),
  replica("a replica that grows", () => ({ maxAllocatedStorage: 1000 })),
  replica("a directory of a replica", (m, stack, vpc) => ({
    sourceDatabaseInstance: source(m, stack, vpc, postgresInstance(m)),
    domain: "d-1",
  })),
  replica("a directory of a replica whose engine is not known", (m, stack) => ({
    sourceDatabaseInstance: imported(m, stack),
    domain: "d-1",
  })),
  replica("a lifecycle of a replica whose engine is not known", (m, stack) => ({
    sourceDatabaseInstance: imported(m, stack),
    engineLifecycleSupport: m.EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT,
  })),
  ...insightsOfOthers.map(([name, props]) => replica(name, props)),
  replica("an encrypted replica", () => ({ storageEncrypted: true })),
  replica("a replica with a key", (_m, stack) => ({ storageEncryptionKey: new kms.Key(stack, "Key") })),
  replica("a replica with a key and a false", (_m, stack) => ({
    storageEncrypted: false,
    storageEncryptionKey: new kms.Key(stack, "Key"),
  })),
  replica("backups of a replica", () => ({ backupRetention: Duration.days(7), preferredBackupWindow: "03:00-04:00" })),
  replica("no backups of a replica, said so", () => ({ backupRetention: Duration.days(0) })),
  replica("backups of a replica whose engine is not known", (m, stack) => ({
    sourceDatabaseInstance: imported(m, stack),
    backupRetention: Duration.days(7),
  })),
  replica("buckets and roles of a replica", (_m, stack) => ({
    s3ImportBuckets: [new s3.Bucket(stack, "In")],
    s3ExportRole: new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") }),
  })),
  replica("groups of a replica", (m, stack) => ({
    parameterGroup: new m.ParameterGroup(stack, "Group", { engine: mysqlInstance(m), parameters: { a: "b" } }),
    optionGroup: m.OptionGroup.fromOptionGroupName(stack, "Options", "theirs"),
    subnetGroup: m.SubnetGroup.fromSubnetGroupName(stack, "Subnets", "theirs"),
    securityGroups: [],
  })),
  replica("everything else", (m) => ({
    instanceIdentifier: "MyReplica",
    availabilityZone: "us-east-1b",
    port: 3307,
    vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
    publiclyAccessible: false,
    networkType: m.NetworkType.DUAL,
    caCertificate: m.CaCertificate.RDS_CA_RSA4096_G1,
    iamAuthentication: true,
    copyTagsToSnapshot: false,
    deleteAutomatedBackups: false,
    monitoringInterval: Duration.seconds(15),
    performanceInsightRetention: m.PerformanceInsightRetention.LONG_TERM,
    cloudwatchLogsExports: ["error"],
    cloudwatchLogsRetention: 7,
    autoMinorVersionUpgrade: false,
    preferredMaintenanceWindow: "Sun:05:00-Sun:06:00",
    deletionProtection: true,
    removalPolicy: RemovalPolicy.DESTROY,
    domain: "d-1",
    processorFeatures: { coreCount: 1 },
    applyImmediately: true,
    engineLifecycleSupport: m.EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT_DISABLED,
  })),
  replica("a retained replica in two zones", () => ({ removalPolicy: RemovalPolicy.RETAIN, multiAz: true })),
  replica("a replica of a replica", (m, stack, vpc) => ({
    sourceDatabaseInstance: new m.DatabaseInstanceReadReplica(stack, "First", {
      vpc,
      sourceDatabaseInstance: source(m, stack, vpc, mysqlInstance(m)),
      instanceType: ec2.InstanceType.of(ec2.InstanceClass.T3, ec2.InstanceSize.SMALL),
    }),
  })),
  replica(
    "metrics and events of a replica",
    () => ({}),
    (db, stack) => {
      db.metricCPUUtilization().createAlarm(stack, "Alarm", { threshold: 90, evaluationPeriods: 1 });
      db.onEvent("Event");
      db.connections.allowDefaultPortFromAnyIpv4();
    },
  ),
];

export const refusals: readonly Refusal[] = [
  refused("backups of a replica of PostgreSQL", /replicas of postgres have no automated backups/, (m, stack, vpc) => ({
    sourceDatabaseInstance: source(m, stack, vpc, postgresInstance(m)),
    backupRetention: Duration.days(1),
  })),
  refused("backups of a replica of Oracle", /replicas of oracle-se2 have no automated backups/, (m, stack, vpc) => ({
    sourceDatabaseInstance: source(m, stack, vpc, oracle(m)),
    backupRetention: Duration.days(0),
  })),
  refused("a lifecycle of a replica of Oracle", /only mysql and postgres have extended support/, (m, stack, vpc) => ({
    sourceDatabaseInstance: source(m, stack, vpc, oracle(m)),
    engineLifecycleSupport: m.EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT,
  })),
  refused("throughput of a replica's gp2", /storageThroughput is given for gp2/, () => ({ storageThroughput: 500 })),
  refused("two zones and a zone", /on an instance with multiAz/, () => ({ multiAz: true, availabilityZone: "a" })),
  refused(
    "a login without a user",
    /the master user of this instance is not known/,
    () => ({}),
    (db, stack) => db.grantConnect(bob(stack)),
  ),
  refused(
    "a login where IAM authentication is off",
    /IAM authentication is off/,
    () => ({ iamAuthentication: false }),
    (db, stack) => db.grantConnect(bob(stack), "bob"),
  ),
  refused(
    "a proxy for a replica",
    /engine/,
    () => ({}),
    (db, stack, _m, vpc) => db.addProxy("Proxy", { vpc, secrets: [new secretsmanager.Secret(stack, "Login")] }),
  ),
];

export const refusedByOursAlone: readonly Refusal[] = [
  refused("a source without backups", /the source Stack\/Source has backupRetention 0/, (m, stack, vpc) => ({
    sourceDatabaseInstance: new m.DatabaseInstance(stack, "Source", {
      engine: mysqlInstance(m),
      vpc,
      backupRetention: Duration.days(0),
    }),
  })),
  ...(["IO1", "IO2"] as const).map((type) =>
    refused(
      `${type} without a size`,
      /storage, whose IOPS RDS takes together with a size only; give allocatedStorage/,
      (m) => ({
        storageType: m.StorageType[type],
      }),
    ),
  ),
];
