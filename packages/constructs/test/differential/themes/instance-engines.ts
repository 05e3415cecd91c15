import { aws_ec2 as ec2, aws_iam as iam, aws_s3 as s3, CfnOutput, CfnParameter, RemovalPolicy } from "aws-cdk-lib";
import type { aws_rds as rds, Stack } from "aws-cdk-lib";
import { Construct } from "constructs";
import { instance, mysqlInstance, oracle, type Rds, type Refusal, type Scenario } from "../kit.ts";

/** Every instance engine, in a version. */
const ENGINES: Readonly<Record<string, (m: Rds) => rds.IInstanceEngine>> = {
  mariadb: (m) => m.DatabaseInstanceEngine.mariaDb({ version: m.MariaDbEngineVersion.VER_11_4_4 }),
  mysql: (m) => m.DatabaseInstanceEngine.mysql({ version: m.MysqlEngineVersion.VER_8_4_8 }),
  postgres: (m) => m.DatabaseInstanceEngine.postgres({ version: m.PostgresEngineVersion.VER_16_10 }),
  "oracle-se2": (m) => m.DatabaseInstanceEngine.oracleSe2({ version: m.OracleEngineVersion.VER_19_0_0_0_2025_07_R1 }),
  "oracle-se2-cdb": (m) => m.DatabaseInstanceEngine.oracleSe2Cdb({ version: m.OracleEngineVersion.VER_21 }),
  "oracle-ee": (m) => m.DatabaseInstanceEngine.oracleEe({ version: m.OracleEngineVersion.VER_19 }),
  "oracle-ee-cdb": (m) =>
    m.DatabaseInstanceEngine.oracleEeCdb({ version: m.OracleEngineVersion.VER_21_0_0_0_2025_07_R1 }),
  "sqlserver-se": (m) => m.DatabaseInstanceEngine.sqlServerSe({ version: m.SqlServerEngineVersion.VER_15 }),
  "sqlserver-ex": (m) =>
    m.DatabaseInstanceEngine.sqlServerEx({ version: m.SqlServerEngineVersion.VER_16_00_4236_2_V1 }),
  "sqlserver-web": (m) =>
    m.DatabaseInstanceEngine.sqlServerWeb({ version: m.SqlServerEngineVersion.VER_14_00_3515_1_V1 }),
  "sqlserver-ee": (m) => m.DatabaseInstanceEngine.sqlServerEe({ version: m.SqlServerEngineVersion.VER_16 }),
};

const MAJORLESS = {
  oracle: (m: Rds) => m.DatabaseInstanceEngine.ORACLE_EE,
  "SQL Server": (m: Rds) => m.DatabaseInstanceEngine.SQL_SERVER_WEB,
};

const OF_ITS_OWN = { domain: "d-1234567890", timezone: "Central Standard Time" };

const role = (scope: Construct, id: string) =>
  new iam.Role(scope, id, { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") });

/** Binds an engine as an instance does, and shows what it answers in the template. */
function bind(stack: Stack, id: string, engine: rds.IInstanceEngine, options: rds.InstanceEngineBindOptions): void {
  const { features, optionGroup } = engine.bindToInstance(new Construct(stack, id), options);
  new CfnOutput(stack, `${id}Answer`, { value: stack.toJsonString({ features, group: optionGroup?.optionGroupName }) });
}

const each = <T>(make: (engine: (m: Rds) => rds.IInstanceEngine, name: string) => T): T[] =>
  Object.entries(ENGINES).map(([name, engine]) => make(engine, name));

export const scenarios: readonly Scenario[] = [
  instance("what Oracle does not have", (m) => ({
    engine: oracle(m),
    iamAuthentication: true,
    processorFeatures: { coreCount: 2 },
  })),
  instance("what PostgreSQL does not have", (m) => ({
    licenseModel: m.LicenseModel.GENERAL_PUBLIC_LICENSE,
    processorFeatures: { coreCount: 2 },
  })),
  instance("Performance Insights on a class that has none", (m) => ({
    engine: mysqlInstance(m),
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.T3, ec2.InstanceSize.SMALL),
    enablePerformanceInsights: true,
  })),
  ...each((engine, name) => ({
    name: `${name} without roles`,
    build: (m: Rds, stack: Stack) => {
      const optionGroup = new m.OptionGroup(stack, "Options", { engine: engine(m), configurations: [] });
      bind(stack, "Bare", engine(m), {});
      bind(stack, "WithGroup", engine(m), { optionGroup });
      if (name !== "mariadb") bind(stack, "WithDomain", engine(m), { domain: OF_ITS_OWN.domain });
      if (name.startsWith("sqlserver")) bind(stack, "WithTimezone", engine(m), OF_ITS_OWN);
    },
  })),
  ...each((engine, name) => ({
    name: `${name} with roles for S3`,
    build: (m: Rds, stack: Stack) => {
      const [one, other] = [role(stack, "One"), role(stack, "Other")];
      const optionGroup = new m.OptionGroup(stack, "Options", {
        engine: engine(m),
        configurations: [{ name: "TEST", settings: { a: "b" } }],
      });
      const s3ExportRole = name.startsWith("sqlserver") ? one : other;
      bind(stack, "Import", engine(m), { s3ImportRole: one });
      bind(stack, "Export", engine(m), { s3ExportRole: other });
      bind(stack, "Both", engine(m), { s3ImportRole: one, s3ExportRole });
      bind(stack, "BothWithGroup", engine(m), { s3ImportRole: one, s3ExportRole, optionGroup });
    },
  })),
  ...each((engine, name) => ({
    name: `an imported option group for ${name}`,
    build: (m: Rds, stack: Stack) => {
      const optionGroup = m.OptionGroup.fromOptionGroupName(stack, "Options", "theirs");
      bind(stack, "Instance", engine(m), { optionGroup, s3ImportRole: role(stack, "Role") });
    },
  })),
  ...each((engine, name) => ({
    name: `parameter groups for ${name}`,
    build: (m: Rds, stack: Stack) => {
      m.ParameterGroup.forInstance(stack, "Own", { engine: engine(m), parameters: { a: "1" } });
      const bound = new m.ParameterGroup(stack, "Bound", { engine: engine(m), removalPolicy: RemovalPolicy.RETAIN });
      bound.addParameter("b", "2");
      new CfnOutput(stack, "Name", { value: bound.bindToInstance({}).parameterGroupName });
      new m.ParameterGroup(stack, "Unused", { engine: engine(m) });
    },
  })),
  ...each((engine, name) => ({
    name: `an instance of ${name} with buckets, options and parameters`,
    build: (m: Rds, stack: Stack, vpc: ec2.IVpc) => {
      const role = new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") });
      new m.DatabaseInstance(stack, "Db", {
        engine: engine(m),
        vpc,
        optionGroup: new m.OptionGroup(stack, "Options", { engine: engine(m), configurations: [] }),
        parameters: { a: "1" },
        ...(/^(mysql|mariadb)$/.test(name) ? {} : { s3ImportBuckets: [new s3.Bucket(stack, "In")] }),
        ...(name.startsWith("oracle") ? { s3ExportBuckets: [new s3.Bucket(stack, "Out")] } : {}),
        ...(name === "mariadb" ? {} : { domain: OF_ITS_OWN.domain, domainRole: role }),
        ...(name.startsWith("sqlserver") ? { timezone: OF_ITS_OWN.timezone } : {}),
      });
    },
  })),
  {
    name: "engines without a version need no option group of their own",
    build: (m, stack) => {
      const optionGroup = m.OptionGroup.fromOptionGroupName(stack, "Options", "theirs");
      for (const engine of [m.DatabaseInstanceEngine.ORACLE_SE2, m.DatabaseInstanceEngine.SQL_SERVER_SE]) {
        const id = engine.engineType;
        bind(stack, `${id}Bare`, engine, {});
        bind(stack, `${id}Group`, engine, { optionGroup, s3ImportRole: role(stack, `${id}Role`) });
      }
      bind(stack, "Postgres", m.DatabaseInstanceEngine.POSTGRES, { s3ImportRole: role(stack, "Role") });
    },
  },
  {
    name: "a version of PostgreSQL that cannot reach S3",
    build: (m, stack) => {
      const engine = m.DatabaseInstanceEngine.postgres({ version: m.PostgresEngineVersion.VER_10_4 });
      bind(stack, "Instance", engine, { s3ImportRole: role(stack, "Role") });
    },
  },
  {
    name: "versions without a constant",
    build: (m, stack) => {
      const Engine = m.DatabaseInstanceEngine;
      const engines = [
        Engine.mariaDb({ version: m.MariaDbEngineVersion.of("12.3.1", "12.3") }),
        Engine.mysql({ version: m.MysqlEngineVersion.of("9.7.1", "9.7") }),
        Engine.postgres({ version: m.PostgresEngineVersion.of("19.1", "19") }),
        Engine.postgres({ version: m.PostgresEngineVersion.of("19.2", "19", { s3Import: true, s3Export: true }) }),
        Engine.postgres({ version: m.PostgresEngineVersion.of("19.3", "19", { s3Import: false, s3Export: true }) }),
        Engine.oracleEe({ version: m.OracleEngineVersion.of("26.0.0.0.ru-2026-10.rur-2026-10.r1", "26") }),
        Engine.sqlServerEx({ version: m.SqlServerEngineVersion.of("17.00.1000.7.v1", "17.00") }),
      ];
      for (const [index, engine] of engines.entries()) {
        bind(stack, `Engine${index}`, engine, { s3ImportRole: role(stack, `Role${index}`) });
        m.ParameterGroup.forInstance(stack, `Group${index}`, { engine });
        new m.OptionGroup(stack, `Options${index}`, { engine, configurations: [] });
      }
    },
  },
  {
    name: "empty values count as none",
    build: (m, stack) => bind(stack, "Instance", m.DatabaseInstanceEngine.MARIADB, { domain: "", timezone: "" }),
  },
  {
    name: "a domain and a time zone that are known at deployment",
    build: (m, stack) => {
      const value = new CfnParameter(stack, "Value").valueAsString;
      const engine = m.DatabaseInstanceEngine.sqlServerEe({ version: m.SqlServerEngineVersion.VER_16 });
      bind(stack, "Instance", engine, { domain: value, timezone: value });
    },
  },
];

export const refusals: readonly Refusal[] = [
  ...each((engine, name) => ({ engine, name }))
    .filter(({ name }) => !name.startsWith("sqlserver"))
    .map(({ engine, name }) => ({
      name: `a time zone for ${name}`,
      words: new RegExp(`timezone is given, but ${name} instances have no timezone; leave it out, or use sqlserver-se`),
      build: (m: Rds, stack: Stack) => bind(stack, "Instance", engine(m), { timezone: OF_ITS_OWN.timezone }),
    })),
  {
    name: "a domain for MariaDB",
    words: /domain is given, but mariadb instances have no domain; leave it out, or use mysql/,
    build: (m, stack) => bind(stack, "Instance", m.DatabaseInstanceEngine.MARIADB, { domain: OF_ITS_OWN.domain }),
  },
  ...["sqlserver-se", "sqlserver-ex", "sqlserver-web", "sqlserver-ee"].map((name) => ({
    name: `two roles for S3 on ${name}`,
    words: /s3ImportRole and s3ExportRole differ, but .* give the same role twice/,
    build: (m: Rds, stack: Stack) =>
      bind(stack, "Instance", ENGINES[name](m), {
        s3ImportRole: role(stack, "In"),
        s3ExportRole: role(stack, "Out"),
      }),
  })),
  ...Object.entries(MAJORLESS).map(([name, engine]) => ({
    name: `a role for S3 on ${name} without a version`,
    words: /has no version, but an option group belongs to a major version/,
    build: (m: Rds, stack: Stack) => bind(stack, "Instance", engine(m), { s3ImportRole: role(stack, "Role") }),
  })),
  {
    name: "a parameter group of an instance engine without a version",
    words: /the engine mysql has no version/,
    build: (m, stack) => m.ParameterGroup.forInstance(stack, "Group", { engine: m.DatabaseInstanceEngine.MYSQL }),
  },
];
