import { aws_ec2 as ec2, aws_iam as iam, aws_s3 as s3, CfnParameter, Duration, Fn, type Stack } from "aws-cdk-lib";
import {
  Credentials,
  DatabaseInstance,
  DatabaseInstanceEngine,
  DatabaseInstanceFromSnapshot,
  type DatabaseInstanceProps,
  DatabaseInstanceReadReplica,
  type ISubnetGroup,
  type RotationSingleUserOptions,
  SubnetGroup,
  type DatabaseInstanceReadReplicaProps,
  LicenseModel,
  MysqlEngineVersion,
  OracleEngineVersion,
  PostgresEngineVersion,
  SqlServerEngineVersion,
  StorageType,
} from "cdk-rockpool";
import { describe, expect, test } from "vitest";
import { vpcIn } from "./support/cluster.ts";
import { synth } from "./support/synth.ts";

const POSTGRES = DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_16_4 });
const MYSQL = DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.VER_8_4_6 });
const ORACLE = DatabaseInstanceEngine.oracleSe2({ version: OracleEngineVersion.VER_19_0_0_0_2023_10_R1 });
const SQL_SERVER = DatabaseInstanceEngine.sqlServerEe({ version: SqlServerEngineVersion.VER_16_00_4095_4_V1 });
const ISOLATED = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };

function instanceIn(stack: Stack, props: Partial<DatabaseInstanceProps> = {}): DatabaseInstance {
  return new DatabaseInstance(stack, "Db", { engine: POSTGRES, vpc: vpcIn(stack), vpcSubnets: ISOLATED, ...props });
}

function replicaIn(
  stack: Stack,
  props: Partial<DatabaseInstanceReadReplicaProps>,
  source: Partial<DatabaseInstanceProps> = {},
): DatabaseInstanceReadReplica {
  const sourceDatabaseInstance = instanceIn(stack, source);
  return new DatabaseInstanceReadReplica(stack, "Replica", {
    sourceDatabaseInstance,
    vpc: sourceDatabaseInstance.vpc,
    vpcSubnets: ISOLATED,
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.T3, ec2.InstanceSize.SMALL),
    ...props,
  });
}

/** Ids of our warnings. */
const warned = (make: (stack: Stack) => void) =>
  synth(make)
    .warnings.map(({ id }) => id)
    .filter((id) => id.startsWith("cdk-rockpool:"));

describe("what RDS would refuse after minutes is refused at synthesis", () => {
  test.each<[string, Partial<DatabaseInstanceProps>, string]>([
    ["a malformed identifier", { instanceIdentifier: "My_Db" }, 'instanceIdentifier is "My_Db"; it must be 1 to 63'],
    ["a privileged port", { port: 80 }, "port is 80; it must be from 1150 to 65535"],
    [
      "a port that SQL Server's machines use",
      { engine: SQL_SERVER, port: 3389 },
      "port is 3389, which is taken on the machines of sqlserver-ee; choose another one than 1234, 1434",
    ],
    ["backups for a day and a half", { backupRetention: Duration.hours(36) }, "backupRetention is 1.5 days"],
    [
      "monitoring in parts of a second",
      { monitoringInterval: Duration.millis(1500) },
      "in seconds is 1.5; it must be one of",
    ],
    [
      "backups for too long",
      { backupRetention: Duration.days(36) },
      "backupRetention is 36 days; it must be from 0 to 35",
    ],
    [
      "a malformed backup window",
      { preferredBackupWindow: "1-2" },
      'preferredBackupWindow is "1-2"; it must read hh24:mi-hh24:mi',
    ],
    ["a short maintenance window", { preferredMaintenanceWindow: "Sun:01:00-Sun:01:10" }, "lasts 10 minutes"],
    [
      "windows that overlap",
      { preferredBackupWindow: "01:00-02:00", preferredMaintenanceWindow: "Sun:01:30-Sun:02:30" },
      "preferredBackupWindow 01:00-02:00 overlaps preferredMaintenanceWindow Sun:01:30-Sun:02:30",
    ],
    [
      "a monitoring interval that there is not",
      { monitoringInterval: Duration.seconds(7) },
      "monitoringInterval in seconds is 7; it must be one of 0, 1, 5, 10, 15, 30, 60",
    ],
    ["a database name with a hyphen", { databaseName: "x-db" }, 'databaseName is "x-db"; it must be 1 to 63 letters'],
    [
      "a database on SQL Server",
      { engine: SQL_SERVER, databaseName: "app" },
      'databaseName is "app", but sqlserver-ee creates no database with the instance',
    ],
    ["a long SID", { engine: ORACLE, databaseName: "TOOLONGSID" }, 'databaseName is "TOOLONGSID"; it must be 1 to 8'],
    [
      "a reserved user of PostgreSQL",
      { credentials: Credentials.fromGeneratedSecret("admin") },
      'the master user name is "admin", a name that the engine keeps for itself',
    ],
    [
      "a reserved user of Oracle",
      { engine: ORACLE, credentials: Credentials.fromGeneratedSecret("System") },
      'the master user name is "System", a name that the engine keeps for itself',
    ],
    [
      "a reserved user of SQL Server",
      { engine: SQL_SERVER, credentials: Credentials.fromGeneratedSecret("sa") },
      'the master user name is "sa"',
    ],
    [
      "too little gp2",
      { allocatedStorage: 10 },
      "allocatedStorage of gp2 is 10 GiB; it must be from 20 to 65536 GiB in steps of 1",
    ],
    ["a broken size", { allocatedStorage: 20.5 }, "allocatedStorage of gp2 is 20.5 GiB"],
    ["too little io1", { storageType: StorageType.IO1, allocatedStorage: 50 }, "allocatedStorage of io1 is 50 GiB"],
    ["too much magnetic", { storageType: StorageType.STANDARD, allocatedStorage: 4000 }, "from 5 to 3072 GiB"],
    [
      "IOPS of small gp3",
      { storageType: StorageType.GP3, iops: 3000 },
      "iops is given for 100 GiB of gp3 storage; postgres takes it from 400 GiB on, so leave it out or allocate more",
    ],
    [
      "throughput of small gp3",
      { engine: MYSQL, storageType: StorageType.GP3, storageThroughput: 500, allocatedStorage: 399 },
      "storageThroughput is given for 399 GiB of gp3 storage; mysql takes it from 400 GiB on",
    ],
    [
      "IOPS of small gp3 on Oracle",
      { engine: ORACLE, storageType: StorageType.GP3, iops: 12_000, allocatedStorage: 199 },
      "oracle-se2 takes it from 200 GiB on",
    ],
    [
      "IOPS below what gp3 has anyway",
      { storageType: StorageType.GP3, iops: 3000, allocatedStorage: 400 },
      "iops of gp3 is 3000; it must be 12000 or more",
    ],
    [
      "throughput below what gp3 has anyway",
      { storageType: StorageType.GP3, storageThroughput: 125, allocatedStorage: 400 },
      "storageThroughput of gp3 is 125; it must be 500 or more",
    ],
    [
      "few provisioned IOPS",
      { storageType: StorageType.IO2, iops: 500 },
      "iops of io2 is 500; it must be 1000 or more",
    ],
    [
      "a limit below the size",
      { allocatedStorage: 200, maxAllocatedStorage: 100 },
      "maxAllocatedStorage 100 GiB is below allocatedStorage 200 GiB",
    ],
  ])("%s", (_name, props, words) => {
    const build = () => synth((stack) => instanceIn(stack, props));
    expect(build).toThrow(words);
    expect(build).toThrow(/^Stack\/Db: /);
  });

  test.each<[string, Partial<DatabaseInstanceReadReplicaProps>, Partial<DatabaseInstanceProps>, string]>([
    [
      "a replica of a source without backups",
      {},
      { backupRetention: Duration.days(0) },
      "the source Stack/Db has backupRetention 0",
    ],
    [
      "a replica with IOPS and without a size",
      { storageType: StorageType.IO1, iops: 3000 },
      {},
      "the replica has io1 storage, whose IOPS RDS takes together with a size only",
    ],
    ["a replica with io2 and without a size", { storageType: StorageType.IO2 }, {}, "give allocatedStorage"],
  ])("%s", (_name, props, source, words) => {
    const build = () => synth((stack) => replicaIn(stack, props, source));
    expect(build).toThrow(words);
    expect(build).toThrow(/^Stack\/Replica: /);
  });
});

describe("what RDS takes is taken without a word", () => {
  test.each<[string, Partial<DatabaseInstanceProps>]>([
    ["PostgreSQL at the limits", { allocatedStorage: 65_536, port: 1150, backupRetention: Duration.days(35) }],
    ["admin on MySQL", { engine: MYSQL, credentials: Credentials.fromGeneratedSecret("admin"), databaseName: "app" }],
    ["small io1 on SQL Server", { engine: SQL_SERVER, storageType: StorageType.IO1, allocatedStorage: 20 }],
    [
      "processors and a licence on Oracle",
      { engine: ORACLE, processorFeatures: { coreCount: 2 }, licenseModel: LicenseModel.LICENSE_INCLUDED },
    ],
    ["all logs of MySQL", { engine: MYSQL, cloudwatchLogsExports: ["audit", "error", "general", "slowquery"] }],
    ["storage that grows", { allocatedStorage: 100, maxAllocatedStorage: 110 }],
    [
      "Performance Insights on a small class of PostgreSQL",
      {
        enablePerformanceInsights: true,
        instanceType: ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.MICRO),
      },
    ],
  ])("%s", (_name, props) => {
    expect(warned((stack) => instanceIn(stack, props))).toEqual([]);
  });

  test("values of deploy time are taken as they are", () => {
    const ids = warned((stack) => {
      const number = (name: string) => new CfnParameter(stack, name, { type: "Number" }).valueAsNumber;
      instanceIn(stack, {
        engine: SQL_SERVER,
        storageType: StorageType.GP3,
        allocatedStorage: number("Size"),
        maxAllocatedStorage: number("Limit"),
        iops: number("Iops"),
        storageThroughput: number("Throughput"),
        port: number("Port"),
        databaseName: new CfnParameter(stack, "Database").valueAsString,
        monitoringInterval: undefined,
        backupRetention: Duration.days(number("Days")),
      });
    });
    expect(ids).toEqual([]);
  });

  test("the size of a snapshot is not known, so that nothing is checked against it", () => {
    const ids = warned((stack) => {
      new DatabaseInstanceFromSnapshot(stack, "Db", {
        engine: POSTGRES,
        vpc: vpcIn(stack),
        vpcSubnets: ISOLATED,
        snapshotIdentifier: "of-500-gib",
        storageType: StorageType.GP3,
        iops: 12_000,
        maxAllocatedStorage: 50,
      });
    });
    expect(ids).toEqual([]);
  });

  test("engines that are not known are not checked against those that are", () => {
    const engine = {
      engineType: "db2-se",
      singleUserRotationApplication: POSTGRES.singleUserRotationApplication,
      multiUserRotationApplication: POSTGRES.multiUserRotationApplication,
      bindToInstance: () => ({}),
    };
    const props = { engine, cloudwatchLogsExports: ["diag.log"], licenseModel: LicenseModel.BRING_YOUR_OWN_LICENSE };
    expect(warned((stack) => instanceIn(stack, props))).toEqual([]);
  });
});

describe("what is in doubt is a warning that can be acknowledged", () => {
  test.each<[string, Partial<DatabaseInstanceProps>, string]>([
    ["iops where there are none to set", { iops: 3000 }, "iopsIgnored"],
    ["storage that never grows", { allocatedStorage: 100, maxAllocatedStorage: 105 }, "storageCannotGrow"],
    ["a log that is not known", { cloudwatchLogsExports: ["error"] }, "unknownLogType"],
    [
      "a licence that is not known",
      { engine: MYSQL, licenseModel: LicenseModel.LICENSE_INCLUDED },
      "licenseNotOffered",
    ],
    ["a licence on PostgreSQL", { licenseModel: LicenseModel.GENERAL_PUBLIC_LICENSE }, "licenseNotOffered"],
    ["processors of MySQL", { engine: MYSQL, processorFeatures: { coreCount: 1 } }, "processorFeaturesNotOffered"],
    ["IAM authentication on Oracle", { engine: ORACLE, iamAuthentication: true }, "iamAuthenticationNotOffered"],
    [
      "Performance Insights on a small class of MySQL",
      {
        engine: MYSQL,
        enablePerformanceInsights: true,
        instanceType: ec2.InstanceType.of(ec2.InstanceClass.T3, ec2.InstanceSize.MICRO),
      },
      "performanceInsightsNotOffered",
    ],
    [
      "a version that RDS no longer offers",
      { engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_10_7 }) },
      "engineVersionWithdrawn",
    ],
  ])("%s", (_name, props, id) => {
    expect(warned((stack) => instanceIn(stack, props))).toEqual([`cdk-rockpool:${id}`]);
  });

  test("an S3 role that stays without use", () => {
    const ids = warned((stack) =>
      instanceIn(stack, { engine: ORACLE, s3ExportBuckets: [new s3.Bucket(stack, "Bucket")] }),
    );
    expect(ids).toEqual(["cdk-rockpool:s3ExportRoleNotAssociated"]);
    const both = warned((stack) => {
      const role = new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") });
      instanceIn(stack, { engine: ORACLE, s3ImportRole: role, s3ExportRole: role });
    });
    expect(both).toEqual([]);
  });

  test("a single subnet, unless a subnet group is given", () => {
    const placed = (stack: Stack, subnetGroup?: ISubnetGroup) => {
      const vpc = new ec2.Vpc(stack, "Small", { maxAzs: 1, restrictDefaultSecurityGroup: false });
      new DatabaseInstance(stack, "Db", { engine: POSTGRES, vpc, subnetGroup });
    };
    expect(warned((stack) => placed(stack))).toEqual(["cdk-rockpool:tooFewSubnets"]);
    expect(warned((stack) => placed(stack, SubnetGroup.fromSubnetGroupName(stack, "Group", "theirs")))).toEqual([]);
  });

  test("subnets that are all in one availability zone, unless that is known at deploy time only", () => {
    const placed = (stack: Stack, availabilityZones: string[], privateSubnetIds: string[]) => {
      const vpc = ec2.Vpc.fromVpcAttributes(stack, "Theirs", { vpcId: "vpc-1", availabilityZones, privateSubnetIds });
      new DatabaseInstance(stack, "Db", { engine: POSTGRES, vpc });
    };
    expect(warned((stack) => placed(stack, ["a"], ["subnet-1", "subnet-2"]))).toEqual([
      "cdk-rockpool:oneAvailabilityZone",
    ]);
    expect(warned((stack) => placed(stack, ["a", "b"], ["subnet-1", "subnet-2"]))).toEqual([]);
    const split = (name: string) => Fn.split(",", Fn.importValue(name), 2);
    expect(warned((stack) => placed(stack, split("zones"), split("subnets")))).toEqual([]);
  });

  test("a public address in subnets that are not public", () => {
    expect(warned((stack) => instanceIn(stack, { publiclyAccessible: true }))).toEqual([
      "cdk-rockpool:publicInPrivateSubnets",
    ]);
  });

  test("a rotation function without a way to Secrets Manager", () => {
    const rotated = (
      options: (db: DatabaseInstance) => RotationSingleUserOptions,
      use?: (db: DatabaseInstance) => void,
    ) =>
      warned((stack) => {
        const db = instanceIn(stack);
        use?.(db);
        db.addRotationSingleUser(options(db));
      });
    const endpoint = (db: DatabaseInstance) =>
      db.vpc.addInterfaceEndpoint("Secrets", { service: ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER });
    expect(rotated(() => ({}))).toEqual(["cdk-rockpool:rotationWithoutWayOut"]);
    expect(rotated((db) => ({ endpoint: endpoint(db) }))).toEqual([]);
    expect(rotated(() => ({}), endpoint)).toEqual([]);
  });
});
