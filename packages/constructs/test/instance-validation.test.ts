import { aws_ec2 as ec2, aws_iam as iam, aws_s3 as s3, CfnParameter, Duration, Fn, type Stack } from "aws-cdk-lib";
import {
  Credentials,
  DatabaseInstance,
  DatabaseInstanceEngine,
  DatabaseInstanceFromSnapshot,
  type DatabaseInstanceProps,
  type ISubnetGroup,
  type RotationSingleUserOptions,
  SubnetGroup,
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

/** Ids of our warnings. */
const warned = (make: (stack: Stack) => void) =>
  synth(make)
    .warnings.map(({ id }) => id)
    .filter((id) => id.startsWith("cdk-rockpool:"));

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

  test("a list of logs of deploy time is taken as it is", () => {
    const ids = warned((stack) => {
      instanceIn(stack, {
        cloudwatchLogsExports: new CfnParameter(stack, "Logs", { type: "CommaDelimitedList" }).valueAsList,
      });
    });
    expect(ids).toEqual([]);
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
