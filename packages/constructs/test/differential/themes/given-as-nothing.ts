import { aws_ec2 as ec2, aws_iam as iam } from "aws-cdk-lib";
import {
  instance,
  of,
  oracle,
  postgres,
  postgresInstance,
  refusedCluster,
  type Refusal,
  type Scenario,
} from "../kit.ts";

/** TypeScript has no null here. */
const nulls = (...names: string[]): Record<string, unknown> => Object.fromEntries(names.map((name) => [name, null]));

/** Properties that are given as undefined or as an empty text, and lists that name a thing twice: they are in apps that run. */
export const scenarios: readonly Scenario[] = [
  {
    name: "undefined options of rotations",
    build: (m, stack, vpc) => {
      const nothing = { excludeCharacters: undefined, vpcSubnets: undefined, automaticallyAfter: undefined };
      const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
      const writer = m.ClusterInstance.serverlessV2("Writer");
      const databases = [
        new m.DatabaseCluster(stack, "Cluster", { engine: postgres(m), vpc, vpcSubnets, writer }),
        new m.DatabaseInstance(stack, "Instance", { engine: postgresInstance(m), vpc, vpcSubnets }),
        new m.ServerlessCluster(stack, "Serverless", { engine: postgres(m), vpc, vpcSubnets }),
      ];
      for (const database of databases) {
        database.addRotationSingleUser(nothing);
        const { secret: masterSecret } = database;
        const secret = new m.DatabaseSecret(stack, `${database.node.id}User`, { username: "app", masterSecret });
        database.addRotationMultiUser("User", { ...nothing, secret: secret.attach(database) });
      }
    },
  },
  {
    name: "empty descriptions of groups",
    build: (m, stack) => {
      const group = new m.ParameterGroup(stack, "Parameters", { engine: postgres(m), description: "" });
      group.bindToCluster({});
      group.bindToInstance({});
      new m.OptionGroup(stack, "Options", { engine: oracle(m), configurations: [], description: "" });
    },
  },
  {
    name: "empty names and windows",
    build: (m, stack, vpc) => {
      const preferredMaintenanceWindow = "";
      const preferredBackupWindow = "";
      const writer = m.ClusterInstance.provisioned("Writer", { preferredMaintenanceWindow });
      const names = { clusterIdentifier: "", defaultDatabaseName: "" };
      new m.DatabaseCluster(stack, "Cluster", {
        engine: postgres(m),
        vpc,
        writer,
        ...names,
        preferredMaintenanceWindow,
      });
      new m.DatabaseInstance(stack, "Instance", {
        engine: postgresInstance(m),
        vpc,
        instanceIdentifier: "",
        databaseName: "",
        domain: "",
        preferredMaintenanceWindow,
        preferredBackupWindow,
      });
      new m.ParameterGroup(stack, "Parameters", { engine: postgres(m), name: "" }).bindToCluster({});
      new m.OptionGroup(stack, "Options", { engine: oracle(m), configurations: [], optionGroupName: "" });
    },
  },
  instance("a managed password with empty texts", (m) => ({
    manageMasterUserPassword: true,
    credentials: m.Credentials.fromUsername("boss", { secretName: "", excludeCharacters: "" }),
  })),
  instance(
    "a login of nobody in particular",
    () => ({}),
    (db, stack) => db.grantConnect(new iam.User(stack, "User"), ""),
  ),
  {
    name: "null, as JavaScript without types may have it",
    build: (m, stack, vpc) => {
      const nothing = nulls("removalPolicy", "copyTagsToSnapshot", "securityGroups", "subnetGroup", "parameterGroup");
      const ofNew = nulls("monitoringRole", "domain", "domainRole", "s3ImportBuckets", "s3ExportRole", "storageType");
      const cluster = nulls(
        "clusterIdentifier",
        "port",
        "instances",
        "instanceProps",
        "backup",
        "readers",
        "serverlessV2MinCapacity",
      );
      const instance = nulls(
        "instanceIdentifier",
        "backupRetention",
        "vpcSubnets",
        "monitoringInterval",
        "iops",
        "allocatedStorage",
      );
      const writer = m.ClusterInstance.serverlessV2("Writer", nulls("instanceIdentifier", "parameters"));
      const all = { ...nothing, vpc };
      new m.DatabaseCluster(stack, "Cluster", { ...all, ...ofNew, ...cluster, engine: postgres(m), writer });
      new m.ServerlessCluster(stack, "Serverless", {
        ...all,
        ...nulls("clusterIdentifier", "scaling"),
        engine: postgres(m),
      });
      const db = new m.DatabaseInstance(stack, "Db", { ...all, ...ofNew, ...instance, engine: postgresInstance(m) });
      const secrets = db.secret ? [db.secret] : [];
      db.addProxy("Proxy", { vpc, secrets, ...nulls("dbProxyName", "idleClientTimeout", "requireTLS") });
      const clusterIdentifier = "theirs";
      m.DatabaseCluster.fromDatabaseClusterAttributes(stack, "Imported", { clusterIdentifier, ...nulls("port") });
      m.ServerlessCluster.fromServerlessClusterAttributes(stack, "V1", { clusterIdentifier, ...nulls("port") });
      new m.SubnetGroup(stack, "Subnets", { vpc, description: "mine", ...nulls("subnetGroupName", "vpcSubnets") });
    },
  },
  {
    name: "versions that are not there, as of a constant that is none",
    build: (m, stack, vpc) => {
      const engines = m.DatabaseInstanceEngine;
      for (const [index, none] of [of("version", undefined), nulls("version")].entries()) {
        const made = [
          engines.mariaDb({ version: m.MariaDbEngineVersion.VER_10_11, ...none }),
          engines.mysql({ version: m.MysqlEngineVersion.VER_8_0_39, ...none }),
          engines.postgres({ version: m.PostgresEngineVersion.VER_16_4, ...none }),
          engines.oracleEe({ version: m.OracleEngineVersion.VER_19, ...none }),
          engines.sqlServerEx({ version: m.SqlServerEngineVersion.VER_15, ...none }),
        ];
        for (const engine of made) new m.DatabaseInstance(stack, `${engine.engineType}${index}`, { engine, vpc });
      }
    },
  },
  instance("null for what Performance Insights goes by", () => nulls("performanceInsightRetention")),
  {
    name: "the same log twice",
    build: (m, stack, vpc) => {
      const cloudwatchLogsExports = ["postgresql", "postgresql"];
      const writer = m.ClusterInstance.serverlessV2("Writer");
      new m.DatabaseCluster(stack, "Cluster", { engine: postgres(m), vpc, writer, cloudwatchLogsExports });
      new m.DatabaseInstance(stack, "Instance", { engine: postgresInstance(m), vpc, cloudwatchLogsExports });
    },
  },
];

export const refusals: readonly Refusal[] = [
  refusedCluster("a cluster of a version that is null", /has no version/, (m) => ({
    engine: m.DatabaseClusterEngine.auroraPostgres({
      version: m.AuroraPostgresEngineVersion.VER_16_4,
      ...nulls("version"),
    }),
  })),
  {
    name: "a login on an imported instance whose resource id is null",
    words: /instanceResourceId/,
    build: (m, stack) =>
      m.DatabaseInstance.fromDatabaseInstanceAttributes(stack, "Db", {
        instanceIdentifier: "theirs",
        instanceEndpointAddress: "host",
        port: 5432,
        securityGroups: [],
        ...nulls("instanceResourceId"),
      }).grantConnect(new iam.User(stack, "User"), "bob"),
  },
];
