import { aws_rds as rds, Stack } from "aws-cdk-lib";
import * as rockpool from "cdk-rockpool";
import { describe, expect, test } from "vitest";
import type { Rds } from "./kit.ts";

const ours = rockpool as unknown as Rds;

const CLUSTERS = [
  ["AuroraEngineVersion", "aurora"],
  ["AuroraMysqlEngineVersion", "auroraMysql"],
  ["AuroraPostgresEngineVersion", "auroraPostgres"],
] as const;

const INSTANCES = [
  ["MariaDbEngineVersion", "mariaDb"],
  ["MysqlEngineVersion", "mysql"],
  ["PostgresEngineVersion", "postgres"],
  ["OracleEngineVersion", "oracleSe2"],
  ["OracleEngineVersion", "oracleSe2Cdb"],
  ["OracleEngineVersion", "oracleEe"],
  ["OracleEngineVersion", "oracleEeCdb"],
  ["SqlServerEngineVersion", "sqlServerSe"],
  ["SqlServerEngineVersion", "sqlServerEx"],
  ["SqlServerEngineVersion", "sqlServerWeb"],
  ["SqlServerEngineVersion", "sqlServerEe"],
] as const;

const constants = (module: Rds, name: (typeof CLUSTERS | typeof INSTANCES)[number][0]) =>
  Object.entries(module[name]).filter(([key]) => key.startsWith("VER_"));

/** What every engine says of itself. */
const common = ({
  engineType,
  engineVersion,
  parameterGroupFamily,
  engineFamily,
  defaultUsername,
  singleUserRotationApplication,
  multiUserRotationApplication,
}: rds.IClusterEngine | rds.IInstanceEngine) => ({
  engineType,
  engineVersion,
  parameterGroupFamily,
  engineFamily,
  defaultUsername,
  singleUserRotationApplication,
  multiUserRotationApplication,
});

function cluster(engine: rds.IClusterEngine) {
  const { port, features, parameterGroup } = engine.bindToCluster(new Stack(), {});
  const pauses = features?.serverlessV2AutoPauseSupported ?? false;
  return {
    ...common(engine),
    supportedLogTypes: engine.supportedLogTypes,
    combineImportAndExportRoles: engine.combineImportAndExportRoles ?? false,
    port,
    features: { ...features, serverlessV2AutoPauseSupported: pauses },
    group: parameterGroup?.bindToCluster({}).parameterGroupName,
  };
}

function instance(engine: rds.IInstanceEngine) {
  const { features, optionGroup } = engine.bindToInstance(new Stack(), {});
  return { ...common(engine), supportsReadReplicaBackups: engine.supportsReadReplicaBackups, features, optionGroup };
}

describe("the engine catalogue has every version of aws-cdk-lib", () => {
  test.each(CLUSTERS)("%s, for clusters made with %s", (name, engine) => {
    const described = (module: Rds) =>
      constants(module, name).map(([key, version]) => [
        key,
        cluster(module.DatabaseClusterEngine[engine]({ version })),
      ]);
    expect(Object.fromEntries(described(ours))).toEqual(Object.fromEntries(described(rds)));
    expect(constants(ours, name).length).toBeGreaterThan(20);
  });

  test.each(INSTANCES)("%s, for instances made with %s", (name, engine) => {
    const described = (module: Rds) =>
      constants(module, name).map(([key, version]) => [
        key,
        instance(module.DatabaseInstanceEngine[engine]({ version })),
      ]);
    expect(Object.fromEntries(described(ours))).toEqual(Object.fromEntries(described(rds)));
    expect(constants(ours, name).length).toBeGreaterThan(90);
  });

  test("engines without a version are the same", () => {
    const named = (module: Rds) => Object.entries(module.DatabaseInstanceEngine);
    const described = (module: Rds) =>
      Object.fromEntries(named(module).map(([key, engine]) => [key, instance(engine)]));
    // Oracle SE and SE1 cannot be declared in aws-cdk-lib 2 any more, but are there at run time.
    const { ORACLE_SE: _se, ORACLE_SE1: _se1, ...theirs } = described(rds);
    expect(described(ours)).toEqual(theirs);
    expect(Object.keys(theirs)).toHaveLength(11);
  });
});

describe("versions without a constant", () => {
  test.each([
    ["8.0.mysql_aurora.3.20.1", "8.0"],
    ["8.0.mysql_aurora.3.07.9", "8.0"],
    ["8.4.mysql_aurora.4.01.0", "8.4"],
    ["5.7.mysql_aurora.2.08.1", undefined],
  ])("Aurora MySQL %j of %j is the same", (full, major) => {
    const made = (module: Rds) =>
      cluster(module.DatabaseClusterEngine.auroraMysql({ version: module.AuroraMysqlEngineVersion.of(full, major) }));
    expect(made(ours)).toEqual(made(rds));
  });

  test.each([
    ["99.1", undefined],
    ["99.1", {}],
    ["99.1", { s3Import: true }],
    ["99.1", { s3Import: false, s3Export: true }],
    ["16.2", { s3Import: false, serverlessV2AutoPauseSupported: true }],
  ])("PostgreSQL %j with features %j is the same", (full, features) => {
    const aurora = (module: Rds) =>
      cluster(
        module.DatabaseClusterEngine.auroraPostgres({
          version: module.AuroraPostgresEngineVersion.of(full, "16", features),
        }),
      );
    const server = (module: Rds) =>
      instance(
        module.DatabaseInstanceEngine.postgres({ version: module.PostgresEngineVersion.of(full, "16", features) }),
      );
    expect(aurora(ours)).toEqual(aurora(rds));
    expect(server(ours)).toEqual(server(rds));
  });

  test.each(["17.00", "17.0", "17", "17.01", "100.00"])("SQL Server's major version %j is the same", (major) => {
    const made = (module: Rds) =>
      instance(
        module.DatabaseInstanceEngine.sqlServerEe({ version: module.SqlServerEngineVersion.of("17.00.1.1.v1", major) }),
      );
    expect(made(ours)).toEqual(made(rds));
  });
});

describe("versions cross between the modules", () => {
  test.each(CLUSTERS)("%s, for clusters made with %s", (name, engine) => {
    const described = (module: Rds, versions: Rds) =>
      constants(versions, name).map(([key, version]) => [
        key,
        cluster(module.DatabaseClusterEngine[engine]({ version })),
      ]);
    const own = Object.fromEntries(described(rds, rds));
    expect(Object.fromEntries(described(ours, rds))).toEqual(own);
    expect(Object.fromEntries(described(rds, ours))).toEqual(own);
  });

  test.each(INSTANCES)("%s, for instances made with %s", (name, engine) => {
    const described = (module: Rds, versions: Rds) =>
      constants(versions, name).map(([key, version]) => [
        key,
        instance(module.DatabaseInstanceEngine[engine]({ version })),
      ]);
    const own = Object.fromEntries(described(rds, rds));
    expect(Object.fromEntries(described(ours, rds))).toEqual(own);
    expect(Object.fromEntries(described(rds, ours))).toEqual(own);
  });

  test("and the compiler lets them", () => {
    const [version, other] = [rockpool.PostgresEngineVersion.VER_17_5, rds.PostgresEngineVersion.VER_17_5];
    expect(instance(rds.DatabaseInstanceEngine.postgres({ version }))).toEqual(
      instance(rockpool.DatabaseInstanceEngine.postgres({ version: other })),
    );
  });
});
