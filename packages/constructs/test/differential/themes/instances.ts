import {
  aws_ec2 as ec2,
  aws_iam as iam,
  aws_kms as kms,
  aws_s3 as s3,
  CfnOutput,
  CfnParameter,
  Duration,
  RemovalPolicy,
} from "aws-cdk-lib";
import type { aws_rds as rds, Stack } from "aws-cdk-lib";
import * as cxapi from "aws-cdk-lib/cx-api";
import {
  instance,
  mysqlInstance,
  oracle,
  postgresInstance,
  refusedInstance,
  type Refusal,
  type Scenario,
  sqlServer,
} from "../kit.ts";

const LOWER_CASE = "@aws-cdk/aws-rds:lowercaseDbIdentifier";

/** Everything that an instance tells those who use it. */
export function tellAll(db: rds.IDatabaseInstance, stack: Stack): void {
  const { dbInstanceIdentifier, dbInstanceArn } = db.dbInstanceRef;
  const attachment = db.asSecretAttachmentTarget();
  new CfnOutput(stack, `${db.node.id}Values`, {
    value: stack.toJsonString([
      db.instanceIdentifier,
      db.instanceArn,
      db.dbInstanceEndpointAddress,
      db.dbInstanceEndpointPort,
      db.instanceResourceId,
      db.instanceEndpoint.socketAddress,
      db.engine?.engineType ?? "no engine",
      dbInstanceIdentifier,
      dbInstanceArn,
      attachment.targetId,
      attachment.targetType,
    ]),
  });
}

const role = (stack: Stack, service = "rds.amazonaws.com") =>
  new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal(service) });

/** The flags that `cdk init` sets, all to what it sets them to or all to false. */
function recommendedFlags(on: boolean): Record<string, unknown> {
  const flags = Object.entries(cxapi.CURRENTLY_RECOMMENDED_FLAGS).filter(([, value]) => value === true);
  return Object.fromEntries(flags.map(([flag]) => [flag, on]));
}

const engines: readonly Scenario[] = (
  [
    ["MariaDB", (m) => m.DatabaseInstanceEngine.mariaDb({ version: m.MariaDbEngineVersion.VER_10_11 })],
    ["MySQL", mysqlInstance],
    ["PostgreSQL", postgresInstance],
    ["Oracle SE2", oracle],
    ["Oracle EE", (m) => m.DatabaseInstanceEngine.oracleEe({ version: m.OracleEngineVersion.VER_19_0_0_0_2020_04_R1 })],
    ["SQL Server EE", sqlServer],
    ["SQL Server Express", (m) => m.DatabaseInstanceEngine.SQL_SERVER_EX],
    ["MySQL without a version", (m) => m.DatabaseInstanceEngine.MYSQL],
    ["PostgreSQL without a version", (m) => m.DatabaseInstanceEngine.POSTGRES],
  ] satisfies [string, (m: typeof rds) => rds.IInstanceEngine][]
).map(([name, engine]) => instance(name, (m) => ({ engine: engine(m) })));

const policies: readonly Scenario[] = (["DESTROY", "RETAIN", "SNAPSHOT", "RETAIN_ON_UPDATE_OR_DELETE"] as const).map(
  (policy) => instance(`removal policy ${policy}`, () => ({ removalPolicy: RemovalPolicy[policy] })),
);

export const scenarios: readonly Scenario[] = [
  ...engines,
  ...policies,
  instance("retained, not protected", () => ({ removalPolicy: RemovalPolicy.RETAIN, deletionProtection: false })),
  instance("protected", () => ({ deletionProtection: true })),
  instance("what an instance tells", () => ({}), tellAll),
  instance("class and port", () => ({
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.R6G, ec2.InstanceSize.XLARGE2),
    port: 6543,
  })),
  instance("two zones", () => ({ multiAz: true })),
  instance("one zone, said so", () => ({ multiAz: false })),
  instance("a zone", () => ({ availabilityZone: "us-east-1a" })),
  instance("an identifier in mixed case", () => ({ instanceIdentifier: "MyDb" }), tellAll, { [LOWER_CASE]: true }),
  instance("an identifier in mixed case, flag off", () => ({ instanceIdentifier: "MyDb" }), tellAll, {
    [LOWER_CASE]: false,
  }),
  instance(
    "an identifier of deploy time",
    (_m, stack) => ({ instanceIdentifier: new CfnParameter(stack, "Name").valueAsString }),
    tellAll,
  ),
  instance("processors of its own", (m) => ({
    engine: oracle(m),
    processorFeatures: { coreCount: 4, threadsPerCore: 1 },
  })),
  instance("cores alone", (m) => ({ engine: oracle(m), processorFeatures: { coreCount: 4 } })),
  instance("threads alone", (m) => ({ engine: sqlServer(m), processorFeatures: { threadsPerCore: 1 } })),
  instance("no processor features in particular", (m) => ({ engine: oracle(m), processorFeatures: {} })),
  instance("public subnets", () => ({ vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } })),
  instance("public subnets, not accessible", () => ({
    vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
    publiclyAccessible: false,
  })),
  instance("subnets by their name", () => ({ vpcSubnets: { subnetGroupName: "Public" } })),
  instance("subnets one by one", (_m, _stack, vpc) => ({ vpcSubnets: { subnets: vpc.publicSubnets } })),
  instance("a subnet group and a selection of nothing", (m, stack) => ({
    subnetGroup: m.SubnetGroup.fromSubnetGroupName(stack, "Group", "theirs"),
    vpcSubnets: { subnetGroupName: "none" },
  })),
  instance("isolated subnets", () => ({ vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } })),
  instance("accessible from the internet", () => ({ publiclyAccessible: true })),
  instance("a security group of the app", (_m, stack, vpc) => ({
    securityGroups: [new ec2.SecurityGroup(stack, "Group", { vpc })],
  })),
  instance("no security group", () => ({ securityGroups: [] })),
  instance("a subnet group of the app", (m, stack, vpc) => ({
    subnetGroup: new m.SubnetGroup(stack, "Group", { vpc, description: "mine" }),
  })),
  instance("a retained instance in a subnet group of the app", (m, stack, vpc) => ({
    removalPolicy: RemovalPolicy.RETAIN,
    subnetGroup: new m.SubnetGroup(stack, "Group", { vpc, description: "mine" }),
  })),
  instance(
    "connections",
    () => ({}),
    (db, stack) => {
      db.connections.allowDefaultPortFromAnyIpv4("open");
      db.connections.allowDefaultPortFrom(new ec2.SecurityGroup(stack, "Other", { vpc: db.vpc }));
    },
  ),
  ...(["IPV4", "DUAL", "IPV6"] as const).map((type) =>
    instance(`network type ${type}`, (m) => ({ networkType: m.NetworkType[type] })),
  ),
  instance("a certificate authority", (m) => ({ caCertificate: m.CaCertificate.RDS_CA_ECC384_G1 })),
  instance("a parameter group of the app", (m, stack) => ({
    parameterGroup: new m.ParameterGroup(stack, "Group", { engine: postgresInstance(m), parameters: { a: "b" } }),
  })),
  instance("an imported parameter group", (m, stack) => ({
    parameterGroup: m.ParameterGroup.fromParameterGroupName(stack, "Group", "theirs"),
  })),
  instance("parameters", () => ({ parameters: { log_statement: "all" } })),
  instance("an option group of the app", (m, stack) => ({
    engine: oracle(m),
    optionGroup: new m.OptionGroup(stack, "Options", { engine: oracle(m), configurations: [{ name: "XMLDB" }] }),
  })),
  instance("an imported option group", (m, stack) => ({
    engine: oracle(m),
    optionGroup: m.OptionGroup.fromOptionGroupName(stack, "Options", "theirs"),
  })),
  instance("backups", () => ({
    backupRetention: Duration.days(14),
    preferredBackupWindow: "01:00-02:00",
    deleteAutomatedBackups: false,
    copyTagsToSnapshot: false,
  })),
  instance("no backups", () => ({ backupRetention: Duration.days(0) })),
  instance("maintenance", () => ({
    preferredMaintenanceWindow: "Sun:23:45-Mon:00:15",
    autoMinorVersionUpgrade: false,
    allowMajorVersionUpgrade: true,
    applyImmediately: false,
  })),
  instance("changes at once", () => ({ applyImmediately: true })),
  ...(["OPEN_SOURCE_RDS_EXTENDED_SUPPORT", "OPEN_SOURCE_RDS_EXTENDED_SUPPORT_DISABLED"] as const).map((support) =>
    instance(`lifecycle ${support}`, (m) => ({ engineLifecycleSupport: m.EngineLifecycleSupport[support] })),
  ),
  ...(["LICENSE_INCLUDED", "BRING_YOUR_OWN_LICENSE", "GENERAL_PUBLIC_LICENSE"] as const).map((license) =>
    instance(`licence ${license}`, (m) => ({ engine: oracle(m), licenseModel: m.LicenseModel[license] })),
  ),
  instance("a database", () => ({ databaseName: "app" })),
  instance("a character set", (m) => ({ engine: oracle(m), characterSetName: "AL32UTF8", databaseName: "ORCL" })),
  instance("a time zone", (m) => ({ engine: sqlServer(m), timezone: "Pacific Standard Time" })),
  instance("a directory", () => ({ domain: "d-1234567890" })),
  instance("a directory and a role for it", (_m, stack) => ({ domain: "d-1234567890", domainRole: role(stack) })),
  instance("an imported role for the directory", (_m, stack) => ({
    domain: "d-1234567890",
    domainRole: iam.Role.fromRoleName(stack, "Role", "theirs"),
  })),
  instance("a role for no directory", (_m, stack) => ({ domainRole: role(stack) })),
  {
    name: "values of deploy time",
    build: (m, stack, vpc) => {
      const text = (name: string) => new CfnParameter(stack, name).valueAsString;
      const number = (name: string) => new CfnParameter(stack, name, { type: "Number" }).valueAsNumber;
      new m.DatabaseInstance(stack, "Db", {
        engine: postgresInstance(m),
        vpc,
        instanceType: new ec2.InstanceType(text("Class")),
        port: number("Port"),
        databaseName: text("Database"),
        credentials: m.Credentials.fromUsername(text("User")),
        backupRetention: Duration.days(number("Days")),
        preferredBackupWindow: text("Backup"),
        preferredMaintenanceWindow: text("Maintenance"),
        storageType: m.StorageType.GP3,
        allocatedStorage: number("Size"),
        maxAllocatedStorage: number("Limit"),
        iops: number("Iops"),
        cloudwatchLogsExports: [text("Log")],
        availabilityZone: text("Zone"),
        domain: text("Domain"),
        characterSetName: text("Characters"),
        storageEncryptionKey: kms.Key.fromKeyArn(stack, "Key", "arn:aws:kms:us-east-1:123456789012:key/1"),
      });
    },
  },
  ...["every recommended feature flag on", "every recommended feature flag off"].map((name) =>
    instance(
      name,
      (m, stack) => ({
        instanceIdentifier: "MyDb",
        parameters: { a: "b" },
        storageEncryptionKey: new kms.Key(stack, "Key"),
        domain: "d-1",
        monitoringInterval: Duration.seconds(30),
        cloudwatchLogsExports: ["postgresql"],
        cloudwatchLogsRetention: 30,
        s3ImportBuckets: [new s3.Bucket(stack, "Bucket")],
        credentials: m.Credentials.fromGeneratedSecret("boss"),
      }),
      (db, stack) => {
        tellAll(db, stack);
        db.addRotationSingleUser();
        db.grantConnect(role(stack));
        db.addProxy("Proxy", { vpc: db.vpc, secrets: db.secret ? [db.secret] : [] });
        db.onEvent("Event");
      },
      recommendedFlags(name.endsWith("on")),
    ),
  ),
  instance("a lifecycle of MySQL", (m) => ({
    engine: mysqlInstance(m),
    engineLifecycleSupport: m.EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT,
  })),
  {
    name: "two instances side by side",
    build: (m, stack, vpc) => {
      const engine = mysqlInstance(m);
      const one = new m.DatabaseInstance(stack, "One", { engine, vpc });
      const two = new m.DatabaseInstance(stack, "Two", { engine, vpc, securityGroups: one.connections.securityGroups });
      two.node.addDependency(one);
    },
  },
];

export const refusals: readonly Refusal[] = [
  refusedInstance("backups for a day and a half", /backupRetention is 1.5 days; it must be from 0 to 35/, () => ({
    backupRetention: Duration.hours(36),
  })),
  refusedInstance("two zones and a zone", /availabilityZone is us-east-1a on an instance with multiAz/, () => ({
    multiAz: true,
    availabilityZone: "us-east-1a",
  })),
  refusedInstance("parameters beside a group", /parameterGroup and parameters are both given/, (m, stack) => ({
    parameters: { a: "b" },
    parameterGroup: m.ParameterGroup.fromParameterGroupName(stack, "Group", "theirs"),
  })),
  refusedInstance("parameters of an engine without a version", /the engine postgres has no version/, (m) => ({
    engine: m.DatabaseInstanceEngine.POSTGRES,
    parameters: { a: "b" },
  })),
  ...["MARIADB", "ORACLE_EE", "SQL_SERVER_WEB"].map((engine) =>
    refusedInstance(
      `a lifecycle of ${engine}`,
      /engineLifecycleSupport is given for .*; only mysql and postgres/,
      (m) => ({
        engine: Object.entries(m.DatabaseInstanceEngine).find(([name]) => name === engine)?.[1],
        engineLifecycleSupport: m.EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT,
      }),
    ),
  ),
  refusedInstance("a time zone on PostgreSQL", /timezone is given, but postgres instances have no timezone/, () => ({
    timezone: "UTC",
  })),
  refusedInstance("a time zone on MySQL", /timezone is given, but mysql/, (m) => ({
    engine: mysqlInstance(m),
    timezone: "UTC",
  })),
  refusedInstance("a time zone on Oracle", /timezone is given, but oracle-se2/, (m) => ({
    engine: oracle(m),
    timezone: "UTC",
  })),
  refusedInstance("a directory on MariaDB", /domain is given, but mariadb/, (m) => ({
    engine: m.DatabaseInstanceEngine.MARIADB,
    domain: "d-1234567890",
  })),
];

export const refusedByOursAlone: readonly Refusal[] = [
  refusedInstance("a malformed identifier", /instanceIdentifier is "My_Db"; it must be 1 to 63/, () => ({
    instanceIdentifier: "My_Db",
  })),
  refusedInstance("a privileged port", /port is 80; it must be from 1150 to 65535/, () => ({ port: 80 })),
  refusedInstance(
    "a port that SQL Server's machines use",
    /port is 3389, which is taken on the machines of sqlserver-ee; choose another one than 1234, 1434/,
    (m) => ({ engine: sqlServer(m), port: 3389 }),
  ),
  refusedInstance("backups for too long", /backupRetention is 36 days; it must be from 0 to 35 days/, () => ({
    backupRetention: Duration.days(36),
  })),
  refusedInstance("a malformed backup window", /preferredBackupWindow is "1-2"; it must read hh24:mi-hh24:mi/, () => ({
    preferredBackupWindow: "1-2",
  })),
  refusedInstance("a short maintenance window", /preferredMaintenanceWindow .* lasts 10 minutes/, () => ({
    preferredMaintenanceWindow: "Sun:01:00-Sun:01:10",
  })),
  refusedInstance(
    "windows that overlap",
    /preferredBackupWindow 01:00-02:00 overlaps preferredMaintenanceWindow Sun:01:30-Sun:02:30/,
    () => ({ preferredBackupWindow: "01:00-02:00", preferredMaintenanceWindow: "Sun:01:30-Sun:02:30" }),
  ),
  refusedInstance("a database name with a hyphen", /databaseName is "x-db"; it must be 1 to 63 letters/, () => ({
    databaseName: "x-db",
  })),
  refusedInstance("a database on SQL Server", /sqlserver-ee creates no database with the instance/, (m) => ({
    engine: sqlServer(m),
    databaseName: "app",
  })),
  refusedInstance("a long SID", /databaseName is "TOOLONGSID"; it must be 1 to 8 characters/, (m) => ({
    engine: oracle(m),
    databaseName: "TOOLONGSID",
  })),
];
