import { Duration } from "aws-cdk-lib";
import { cluster, instance, refusedCluster, type Refusal, type Rds, type Scenario } from "../kit.ts";

const auroraPostgres = (m: Rds, full: string, major: string) =>
  m.DatabaseClusterEngine.auroraPostgres({ version: m.AuroraPostgresEngineVersion.of(full, major) });
const auroraMysql = (m: Rds, full: string) =>
  m.DatabaseClusterEngine.auroraMysql({ version: m.AuroraMysqlEngineVersion.of(full) });

/** Versions in forms that no constant has, and what hangs on them. */
export const scenarios: readonly Scenario[] = [
  cluster("a major version alone", (m) => ({ engine: auroraPostgres(m, "16", "16") })),
  cluster("a version of another major version", (m) => ({ engine: auroraPostgres(m, "16.4", "15") })),
  cluster("a version of three numbers that pauses", (m) => ({
    engine: auroraPostgres(m, "16.3.1", "16"),
    serverlessV2MinCapacity: 0,
  })),
  cluster("a version of MySQL without its patch", (m) => ({ engine: auroraMysql(m, "8.0.mysql_aurora.3.08") })),
  cluster("a version of MySQL without Aurora's own", (m) => ({ engine: auroraMysql(m, "8.0") })),
  cluster("a version of an ended major version", (m) => ({
    engine: m.DatabaseClusterEngine.auroraPostgres({ version: m.AuroraPostgresEngineVersion.VER_11_9 }),
  })),
  instance("a withdrawn version of the newest major version", (m) => ({
    engine: m.DatabaseInstanceEngine.mysql({ version: m.MysqlEngineVersion.VER_8_4_3 }),
  })),
  instance("a withdrawn version of an instance", (m) => ({
    engine: m.DatabaseInstanceEngine.postgres({ version: m.PostgresEngineVersion.VER_11_1 }),
  })),
];

export const refusals: readonly Refusal[] = [
  refusedCluster("a pause of a major version alone", /aurora-postgresql 16 is not known to pause/, (m) => ({
    engine: auroraPostgres(m, "16", "16"),
    serverlessV2AutoPauseDuration: Duration.minutes(10),
  })),
];
