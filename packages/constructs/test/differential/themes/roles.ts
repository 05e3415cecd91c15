import { aws_iam as iam, aws_s3 as s3, Duration } from "aws-cdk-lib";
import { cluster, mysql, mysql57, refusedCluster, type Refusal, type Scenario } from "../kit.ts";

export const scenarios: readonly Scenario[] = [
  cluster("a role for imports alone, where one role serves both directions", (m, stack) => ({
    engine: mysql(m),
    s3ImportRole: new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") }),
  })),
  cluster("S3 import and export on MySQL 8", (m, stack) => ({
    engine: mysql(m),
    s3ImportBuckets: [new s3.Bucket(stack, "In")],
    s3ExportBuckets: [new s3.Bucket(stack, "Out")],
  })),
  cluster("S3 import and export on MySQL 5.7, with parameters", (m, stack) => ({
    engine: mysql57(m),
    parameters: { a: "1" },
    s3ImportBuckets: [new s3.Bucket(stack, "In")],
    s3ExportBuckets: [new s3.Bucket(stack, "Out")],
  })),
  cluster("S3 import and export on PostgreSQL", (_m, stack) => ({
    s3ImportBuckets: [new s3.Bucket(stack, "In")],
    s3ExportBuckets: [new s3.Bucket(stack, "Out")],
  })),
  cluster("S3 export alone, with a role", (m, stack) => ({
    engine: mysql(m),
    s3ExportRole: new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") }),
  })),
  cluster("buckets to import, which the role of exports reads on MySQL 8", (m, stack) => ({
    engine: mysql(m),
    s3ImportBuckets: [new s3.Bucket(stack, "In")],
    s3ExportRole: new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") }),
  })),
  cluster("S3 export buckets alone on MySQL 8", (m, stack) => ({
    engine: mysql(m),
    s3ExportBuckets: [new s3.Bucket(stack, "Out")],
  })),
  cluster("S3 on a PostgreSQL version without a constant", (m, stack) => ({
    engine: m.DatabaseClusterEngine.auroraPostgres({
      version: m.AuroraPostgresEngineVersion.of("19.2", "19", { s3Import: true, s3Export: true }),
    }),
    s3ImportBuckets: [new s3.Bucket(stack, "In")],
    s3ExportBuckets: [new s3.Bucket(stack, "Out")],
  })),
  cluster("a pause on a PostgreSQL version without a constant", (m) => ({
    engine: m.DatabaseClusterEngine.auroraPostgres({
      version: m.AuroraPostgresEngineVersion.of("12.99", "12", { serverlessV2AutoPauseSupported: true }),
    }),
    serverlessV2MinCapacity: 0,
    serverlessV2AutoPauseDuration: Duration.minutes(10),
  })),
  cluster("one role for S3 import and export", (_m, stack) => {
    const role = new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") });
    return { s3ImportRole: role, s3ExportRole: role };
  }),
  cluster("two roles for S3 import and export, on MySQL 8", (m, stack) => ({
    engine: mysql(m),
    s3ImportRole: new iam.Role(stack, "In", { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") }),
    s3ExportRole: new iam.Role(stack, "Out", { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") }),
  })),
  cluster("empty lists of buckets", () => ({ s3ImportBuckets: [], s3ExportBuckets: [] })),
  cluster("a directory without a name", () => ({ domain: "" })),
  cluster("a directory", () => ({ domain: "d-1234567890" })),
  cluster("a directory, with a role", (_m, stack) => ({
    domain: "d-1234567890",
    domainRole: new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") }),
  })),
];

export const refusals: readonly Refusal[] = [
  ...(["Import", "Export"] as const).map((direction) =>
    refusedCluster(
      `an S3 ${direction} role and buckets`,
      new RegExp(`s3${direction}Role and s3${direction}Buckets are both given`),
      (_m, stack) => ({
        [`s3${direction}Role`]: new iam.Role(stack, "Role", {
          assumedBy: new iam.ServicePrincipal("rds.amazonaws.com"),
        }),
        [`s3${direction}Buckets`]: [new s3.Bucket(stack, "Bucket")],
      }),
    ),
  ),
  refusedCluster("S3 import on a version without it", /aurora-postgresql 10.4 has no s3Import feature/, (m, stack) => ({
    engine: m.DatabaseClusterEngine.auroraPostgres({ version: m.AuroraPostgresEngineVersion.VER_10_4 }),
    s3ImportRole: new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") }),
  })),
];
