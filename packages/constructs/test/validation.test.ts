import { aws_rds as rds, CfnParameter, Duration, Token, type Stack } from "aws-cdk-lib";
import {
  AuroraMysqlEngineVersion,
  AuroraPostgresEngineVersion,
  ClusterInstance,
  Credentials,
  DatabaseClusterEngine,
  type DatabaseClusterProps,
  ServerlessCluster,
} from "cdk-rockpool";
import { describe, expect, test } from "vitest";
import { clusterIn, MYSQL } from "./support/cluster.ts";
import { synth } from "./support/synth.ts";

const build = (props: Partial<DatabaseClusterProps>) => synth((stack) => clusterIn(stack, props));

describe("what RDS would refuse after minutes is refused at synthesis", () => {
  test.each<[Partial<DatabaseClusterProps>, string]>([
    [
      { defaultDatabaseName: "x-db" },
      'defaultDatabaseName is "x-db"; it must be 1 to 63 letters, digits or underscores, not beginning with a digit',
    ],
    [{ defaultDatabaseName: "1db" }, 'defaultDatabaseName is "1db"'],
    [{ engine: MYSQL, defaultDatabaseName: "x".repeat(65) }, "it must be 1 to 64 letters"],
    [
      { clusterIdentifier: "My_Cluster" },
      'clusterIdentifier is "My_Cluster"; it must be 1 to 63 letters, digits or hyphens, beginning with a letter',
    ],
    [{ clusterIdentifier: "a--b" }, "two in a row"],
    [{ clusterIdentifier: "ab-" }, "without a hyphen at the end"],
    [
      { credentials: Credentials.fromGeneratedSecret("admin") },
      'the master user name is "admin", a name that the engine keeps for itself',
    ],
    [
      { credentials: Credentials.fromUsername("1boss") },
      'the master user name is "1boss"; it must be 1 to 63 letters, digits or underscores, beginning with a letter',
    ],
    [{ port: 80 }, "port is 80; it must be from 1150 to 65535"],
    [{ backup: { retention: Duration.days(40) } }, "backup.retention is 40 days; it must be from 1 to 35 days"],
    [
      { backup: { retention: Duration.days(7), preferredWindow: "1:00-2:00" } },
      'backup.preferredWindow is "1:00-2:00"; it must read hh24:mi-hh24:mi',
    ],
    [
      { backup: { retention: Duration.days(7), preferredWindow: "01:00-01:20" } },
      "lasts 20 minutes; it must last 30 minutes or more",
    ],
    [
      { preferredMaintenanceWindow: "Sunday 23:45" },
      'preferredMaintenanceWindow is "Sunday 23:45"; it must read ddd:hh24:mi-ddd:hh24:mi',
    ],
    [{ preferredMaintenanceWindow: "Sun:23:45-Mon:00:00" }, "lasts 15 minutes"],
    [
      {
        preferredMaintenanceWindow: "Sun:23:30-Mon:00:30",
        backup: { retention: Duration.days(1), preferredWindow: "00:00-01:00" },
      },
      "overlaps preferredMaintenanceWindow",
    ],
    [
      {
        preferredMaintenanceWindow: "Mon:00:00-Mon:00:30",
        backup: { retention: Duration.days(1), preferredWindow: "23:45-00:15" },
      },
      "overlaps preferredMaintenanceWindow",
    ],
    [
      { writer: ClusterInstance.provisioned("W", { preferredMaintenanceWindow: "never" }) },
      'Stack/Db/W: preferredMaintenanceWindow is "never"',
    ],
    [{ backtrackWindow: Duration.hours(1) }, "only Aurora MySQL can backtrack"],
    [
      { engine: MYSQL, backtrackWindow: Duration.hours(80) },
      "backtrackWindow is 288000 seconds; it must be from 0 to 259200 seconds",
    ],
    [
      { readers: Array.from({ length: 16 }, (_, index) => ClusterInstance.serverlessV2(`R${index}`)) },
      "the number of instances is 17; it must be from 1 to 16",
    ],
    [
      {
        engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_15_6 }),
        serverlessV2MinCapacity: 0,
      },
      "serverlessV2MinCapacity is 0, but aurora-postgresql 15.6 cannot pause",
    ],
    [
      {
        engine: DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_3_04_0 }),
        serverlessV2MinCapacity: 0,
      },
      "aurora-mysql 8.0.mysql_aurora.3.04.0 cannot pause",
    ],
  ])("%j", (props, words) => {
    expect(() => build(props)).toThrow(words);
    expect(() => build(props)).toThrow(/^Stack\/Db/);
  });
});

describe("what RDS takes is taken", () => {
  test.each<Partial<DatabaseClusterProps>>([
    { defaultDatabaseName: "my_db1", clusterIdentifier: "a", port: 1150 },
    { engine: MYSQL, credentials: Credentials.fromGeneratedSecret("admin"), backtrackWindow: Duration.hours(72) },
    {
      backup: { retention: Duration.days(35), preferredWindow: "23:45-00:15" },
      preferredMaintenanceWindow: "sun:00:15-sun:00:45",
    },
    {
      engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_4 }),
      serverlessV2MinCapacity: 0,
    },
    {
      engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.of("20.1", "20") }),
      serverlessV2MinCapacity: 0,
    },
  ])("%j", (props) => {
    expect(build(props).errors).toBe(0);
  });

  test("a version and a list of logs of deploy time are taken as they are", () => {
    const { errors } = synth((stack) => {
      const version = AuroraPostgresEngineVersion.of(new CfnParameter(stack, "Version").valueAsString, "16");
      clusterIn(stack, {
        engine: DatabaseClusterEngine.auroraPostgres({ version }),
        serverlessV2MinCapacity: 0,
        cloudwatchLogsExports: new CfnParameter(stack, "Logs", { type: "CommaDelimitedList" }).valueAsList,
      });
    });
    expect(errors).toBe(0);
  });

  test("values of deploy time are taken as they are", () => {
    const { errors } = synth((stack) => {
      const text = (name: string) => new CfnParameter(stack, name).valueAsString;
      const number = (name: string) => Token.asNumber({ Ref: name });
      clusterIn(stack, {
        defaultDatabaseName: text("Database"),
        clusterIdentifier: text("Identifier"),
        credentials: Credentials.fromUsername(text("User")),
        port: number("Port"),
        serverlessV2MinCapacity: number("Min"),
        serverlessV2MaxCapacity: number("Max"),
        preferredMaintenanceWindow: text("Window"),
        cloudwatchLogsExports: [text("Log")],
        backup: { retention: Duration.days(number("Days")), preferredWindow: text("Backup") },
        writer: ClusterInstance.provisioned("Writer", { promotionTier: number("Tier") }),
      });
    });
    expect(errors).toBe(0);
  });
});

describe("what is in doubt is a warning that can be acknowledged", () => {
  const ids = (make: (stack: Stack) => void) =>
    synth(make)
      .warnings.map(({ id }) => id)
      .filter((id) => id.startsWith("cdk-rockpool:"));

  test("a version that RDS no longer offers", () => {
    const version = AuroraPostgresEngineVersion.VER_15_4;
    expect(ids((stack) => clusterIn(stack, { engine: DatabaseClusterEngine.auroraPostgres({ version }) }))).toEqual([
      "cdk-rockpool:engineVersionWithdrawn",
    ]);
    expect(ids((stack) => clusterIn(stack))).toEqual([]);
  });

  test("Serverless v1", () => {
    expect(ids((stack) => new ServerlessCluster(stack, "Db", { engine: MYSQL }))).toEqual([
      "cdk-rockpool:auroraServerlessV1Retired",
    ]);
  });

  test("checks look at engines of aws-cdk-lib too", () => {
    const engine = rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_15_4 });
    expect(ids((stack) => clusterIn(stack, { engine }))).toEqual(["cdk-rockpool:engineVersionWithdrawn"]);
  });
});
