import { aws_iam as iam, aws_secretsmanager as secretsmanager } from "aws-cdk-lib";
import type { aws_rds as rds, Stack } from "aws-cdk-lib";
import { cluster, instance, type Scenario, serverless } from "../kit.ts";

const APPLICATIONS = {
  singleUserRotationApplication: secretsmanager.SecretRotationApplication.MYSQL_ROTATION_SINGLE_USER,
  multiUserRotationApplication: secretsmanager.SecretRotationApplication.MYSQL_ROTATION_MULTI_USER,
};

/** An engine that neither module knows, for clusters: whoever implements the interface may leave much of it out. */
function clusterEngine(
  props: Partial<rds.IClusterEngine> = {},
  config: rds.ClusterEngineConfig = {},
): rds.IClusterEngine {
  return {
    engineType: "docdb-like",
    supportedLogTypes: ["audit"],
    ...APPLICATIONS,
    bindToCluster: () => config,
    ...props,
  };
}

/** The same, for instances. */
function instanceEngine(props: Partial<rds.IInstanceEngine> = {}): rds.IInstanceEngine {
  return { engineType: "db2-like", ...APPLICATIONS, bindToInstance: () => ({}), ...props };
}

const role = (stack: Stack, name: string) =>
  new iam.Role(stack, name, { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") });

const VERSION = { fullVersion: "1.2", majorVersion: "1" };

export const scenarios: readonly Scenario[] = [
  cluster("a cluster of an engine of one's own", (m) => ({
    engine: clusterEngine(),
    credentials: m.Credentials.fromGeneratedSecret("boss"),
    defaultDatabaseName: "app",
  })),
  cluster("a cluster of an engine that says nothing of S3", (_m, stack) => ({
    engine: clusterEngine(),
    s3ImportRole: role(stack, "Import"),
    s3ExportRole: role(stack, "Export"),
  })),
  cluster("a cluster of an engine that says nothing of S3, with one role", (_m, stack) => {
    const both = role(stack, "Both");
    return { engine: clusterEngine(), s3ImportRole: both, s3ExportRole: both };
  }),
  cluster("an engine that does not say whether it can pause", () => ({
    engine: clusterEngine({ engineVersion: VERSION }),
    serverlessV2MinCapacity: 0,
  })),
  serverless("a serverless cluster of an engine of one's own", () => ({
    engine: clusterEngine(),
    defaultDatabaseName: "app",
  })),
  instance("an instance of an engine of one's own", (m) => ({
    engine: instanceEngine(),
    credentials: m.Credentials.fromGeneratedSecret("boss"),
    databaseName: "app",
    cloudwatchLogsExports: ["audit"],
    licenseModel: m.LicenseModel.LICENSE_INCLUDED,
  })),
  instance("an instance of an engine of one's own in a version", () => ({
    engine: instanceEngine({ engineVersion: VERSION }),
  })),
];
