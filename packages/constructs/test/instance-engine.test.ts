import { aws_ec2 as ec2, aws_iam as iam, aws_rds as rds, Annotations, Stack, Token } from "aws-cdk-lib";
import {
  AuroraEngineVersion,
  AuroraPostgresEngineVersion,
  AuroraMysqlEngineVersion,
  DatabaseClusterEngine,
  DatabaseInstanceEngine,
  type IInstanceEngine,
  MariaDbEngineVersion,
  MysqlEngineVersion,
  OptionGroup,
  OracleEngineVersion,
  ParameterGroup,
  PostgresEngineVersion,
  SqlServerEngineVersion,
} from "cdk-rockpool";
import { Construct } from "constructs";
import { describe, expect, test } from "vitest";
import { warnAboutVersion } from "../src/engines/support.ts";
import { vpcIn } from "./support/cluster.ts";
import { synth } from "./support/synth.ts";

const ENGINES: Readonly<Record<string, [ours: IInstanceEngine, theirs: rds.IInstanceEngine]>> = {
  mysql: [
    DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.VER_8_4_8 }),
    rds.DatabaseInstanceEngine.mysql({ version: rds.MysqlEngineVersion.VER_8_4_8 }),
  ],
  postgres: [
    DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_7 }),
    rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17_7 }),
  ],
  "oracle-se2": [
    DatabaseInstanceEngine.oracleSe2({ version: OracleEngineVersion.VER_19_0_0_0_2020_04_R1 }),
    rds.DatabaseInstanceEngine.oracleSe2({ version: rds.OracleEngineVersion.VER_19_0_0_0_2020_04_R1 }),
  ],
  "sqlserver-ee": [
    DatabaseInstanceEngine.sqlServerEe({ version: SqlServerEngineVersion.VER_16 }),
    rds.DatabaseInstanceEngine.sqlServerEe({ version: rds.SqlServerEngineVersion.VER_16 }),
  ],
};

describe("our engines and groups fit into instances of aws-cdk-lib", () => {
  test.each(Object.entries(ENGINES))("%s", (name, [ours, theirs]) => {
    const build = (engine: rds.IInstanceEngine, groups: typeof rds | typeof OURS) => (stack: Stack) => {
      const role = new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") });
      const optionGroup: rds.IOptionGroup = new groups.OptionGroup(stack, "Options", { engine, configurations: [] });
      const parameterGroup: rds.IParameterGroup = new groups.ParameterGroup(stack, "Parameters", { engine });
      new rds.DatabaseInstance(stack, "Db", {
        engine,
        vpc: vpcIn(stack),
        vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
        optionGroup,
        parameterGroup,
        ...(name === "mysql" ? {} : { s3ImportRole: role, s3ExportRole: role }),
      });
    };
    expect(synth(build(ours, OURS)).template).toEqual(synth(build(theirs, rds)).template);
  });
});

const OURS = { OptionGroup, ParameterGroup };

describe("an imported option group", () => {
  test.each([
    ["oracle-se2", ["cdk-rockpool:importedOptionGroupWithoutS3"]],
    ["sqlserver-ee", ["cdk-rockpool:importedOptionGroupWithoutS3"]],
    ["postgres", []],
  ])("that must have the option for S3 already: %s", (name, ids) => {
    const { warnings } = synth((stack) => {
      ENGINES[name][0].bindToInstance(new Construct(stack, "Db"), {
        optionGroup: OptionGroup.fromOptionGroupName(stack, "Options", "theirs"),
        s3ImportRole: iam.Role.fromRoleArn(stack, "Role", "arn:aws:iam::123456789012:role/s3"),
      });
    });
    expect(warnings.map(({ id }) => id)).toEqual(ids);
  });
});

test("one role under two ids is one role for SQL Server", () => {
  const { template } = synth((stack) => {
    const role = (id: string) => iam.Role.fromRoleArn(stack, id, "arn:aws:iam::123456789012:role/s3");
    ENGINES["sqlserver-ee"][0].bindToInstance(new Construct(stack, "Db"), {
      s3ImportRole: role("In"),
      s3ExportRole: role("Out"),
    });
  });
  expect(JSON.stringify(template)).toContain('"Value":"arn:aws:iam::123456789012:role/s3"');
});

test("security groups of an option without port and VPC have no effect, which is said", () => {
  const { warnings } = synth((stack) => {
    const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-12345678")];
    const configurations = [{ name: "OEM", securityGroups }];
    new OptionGroup(stack, "Options", { engine: ENGINES["oracle-se2"][0], configurations });
  });
  expect(warnings).toEqual([{ path: "/Stack/Options", id: "cdk-rockpool:optionSecurityGroupsIgnored" }]);
});

describe("advice on versions", () => {
  const warned = (engine: rds.IEngine, acknowledge?: string) =>
    synth((stack) => {
      if (acknowledge !== undefined) Annotations.of(stack).acknowledgeWarning(acknowledge);
      warnAboutVersion(new Construct(stack, "Db"), engine);
    }).warnings.map(({ id }) => id);

  test.each([
    ["MariaDB 10.2", DatabaseInstanceEngine.mariaDb({ version: MariaDbEngineVersion.VER_10_2 })],
    ["MySQL 5.7.44", DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.VER_5_7_44 })],
    ["PostgreSQL 15.4", DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_15_4 })],
    ["Oracle 18", DatabaseInstanceEngine.oracleEeCdb({ version: OracleEngineVersion.VER_18 })],
    ["SQL Server 2012", DatabaseInstanceEngine.sqlServerWeb({ version: SqlServerEngineVersion.VER_11 })],
    ["Aurora MySQL", DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_2_02_3 })],
    ["an engine of aws-cdk-lib", rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_15_4 })],
  ])("warns of a withdrawn version: %s", (_name, engine) => {
    expect(warned(engine)).toEqual(["cdk-rockpool:engineVersionWithdrawn"]);
    expect(warned(engine, "cdk-rockpool:engineVersionWithdrawn")).toEqual([]);
  });

  test.each([
    ["a newer version", MysqlEngineVersion.of("8.4.99", "8.4")],
    ["a newer major version", MysqlEngineVersion.of("10.1.0", "10.1")],
    ["a slip", MysqlEngineVersion.of("8.o.40", "8.0")],
  ])("warns of %s made with of(), and refuses nothing", (_name, version) => {
    expect(warned(DatabaseInstanceEngine.mysql({ version }))).toEqual(["cdk-rockpool:engineVersionUnknown"]);
    expect(warned(DatabaseInstanceEngine.mysql({ version }), "cdk-rockpool:engineVersionUnknown")).toEqual([]);
  });

  test("warns of a version under another major version, which would make a parameter group of the wrong family", () => {
    // The major version of Aurora MySQL is 5.7 unless it is given.
    const version = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.08.0");
    expect(warned(DatabaseClusterEngine.auroraMysql({ version }))).toEqual(["cdk-rockpool:engineMajorVersion"]);
  });

  test("names a version that is offered", () => {
    const messageOf = (engine: rds.IEngine) => {
      const stack = new Stack(undefined, "Stack", { analyticsReporting: false });
      warnAboutVersion(stack, engine);
      return stack.node.metadata.map(({ data }) => String(data)).join();
    };
    const message = (version: PostgresEngineVersion) => messageOf(DatabaseInstanceEngine.postgres({ version }));
    const newest = /choose a newer version, e\.g\. (?:1[89]|[2-9]\d)\.\d+/.source;
    expect(message(PostgresEngineVersion.VER_15_4)).toMatch(new RegExp(`${newest}, or 15\\.\\d+ to stay with 15 `));
    // RDS offers these to those who pay for extended support.
    expect(message(PostgresEngineVersion.VER_11_1)).toMatch(
      new RegExp(`${newest}, or 11\\.22-rds\\.\\d+ to stay with 11 `),
    );
    expect(message(PostgresEngineVersion.VER_10_4)).toMatch(new RegExp(`${newest} `));
    const aurora = (version: AuroraPostgresEngineVersion) =>
      messageOf(DatabaseClusterEngine.auroraPostgres({ version }));
    expect(aurora(AuroraPostgresEngineVersion.of("16.99", "16"))).toMatch(/newest version of 16 is 16\.\d+;/);
    expect(aurora(AuroraPostgresEngineVersion.of("16.99-limitless", "16"))).toMatch(
      /newest version of 16 is 16\.\d+-limitless;/,
    );
    const version = AuroraEngineVersion.VER_1_22_2;
    expect(messageOf(DatabaseClusterEngine.aurora({ version }))).toMatch(
      /cannot be created with it; it offers no version of this engine, so choose another one/,
    );
    expect(message(PostgresEngineVersion.of("15.1", "15"))).toMatch(
      /newest version of 15 is 15\.\d+; check the spelling/,
    );
  });

  test.each([
    ["a version with a constant", DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.VER_8_4_8 })],
    ["a major version alone", DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.of("8.4", "8.4") })],
    ["no version", DatabaseInstanceEngine.ORACLE_EE],
    [
      "an engine without a catalogue",
      { engineType: "db2-se", engineVersion: { fullVersion: "11", majorVersion: "11" } },
    ],
    [
      "a version that is known at deployment",
      DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.of(Token.asString({ Ref: "Version" }), "8.0") }),
    ],
  ])("says nothing of %s", (_name, engine) => {
    expect(warned(engine)).toEqual([]);
  });
});
