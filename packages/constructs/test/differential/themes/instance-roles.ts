import { aws_iam as iam, aws_s3 as s3 } from "aws-cdk-lib";
import type { aws_rds as rds, Stack } from "aws-cdk-lib";
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

const bucket = (stack: Stack, id: string) => new s3.Bucket(stack, id);
const role = (stack: Stack, id: string) =>
  new iam.Role(stack, id, { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") });

/** Every way to give buckets and roles that all engines with S3 take. */
const WAYS: readonly [string, (stack: Stack) => Partial<rds.DatabaseInstanceProps>][] = [
  ["buckets to import", (stack) => ({ s3ImportBuckets: [bucket(stack, "A"), bucket(stack, "B")] })],
  ["a role to import", (stack) => ({ s3ImportRole: role(stack, "In") })],
  ["no buckets, said so", () => ({ s3ImportBuckets: [], s3ExportBuckets: [] })],
];
/** Those that engines with S3 in both directions take besides. */
const BOTH_WAYS: typeof WAYS = [
  ["buckets to export", (stack) => ({ s3ExportBuckets: [bucket(stack, "A")] })],
  ["a role to export", (stack) => ({ s3ExportRole: role(stack, "Out") })],
  ["buckets for both", (stack) => ({ s3ImportBuckets: [bucket(stack, "A")], s3ExportBuckets: [bucket(stack, "B")] })],
  [
    "a role to import, buckets to export",
    (stack) => ({ s3ImportRole: role(stack, "In"), s3ExportBuckets: [bucket(stack, "B")] }),
  ],
  [
    "buckets to import, a role to export",
    (stack) => ({ s3ImportBuckets: [bucket(stack, "A")], s3ExportRole: role(stack, "Out") }),
  ],
  [
    "one role for both",
    (stack) => {
      const both = role(stack, "Both");
      return { s3ImportRole: both, s3ExportRole: both };
    },
  ],
];
const TWO_ROLES: (typeof WAYS)[number] = [
  "two roles",
  (stack) => ({ s3ImportRole: role(stack, "In"), s3ExportRole: role(stack, "Out") }),
];

const on = (
  engineName: string,
  engine: (m: typeof rds) => rds.IInstanceEngine,
  ways: typeof WAYS,
): readonly Scenario[] =>
  ways.map(([name, props]) =>
    instance(`${engineName}: ${name}`, (m, stack) => ({ engine: engine(m), ...props(stack) })),
  );

export const scenarios: readonly Scenario[] = [
  ...on("PostgreSQL", postgresInstance, [...WAYS, ...BOTH_WAYS, TWO_ROLES]),
  ...on("Oracle", oracle, [...WAYS, ...BOTH_WAYS, TWO_ROLES]),
  ...on("SQL Server", sqlServer, [...WAYS, ...BOTH_WAYS]),
  instance("Oracle: buckets and an option group", (m, stack) => ({
    engine: oracle(m),
    s3ImportBuckets: [bucket(stack, "A")],
    optionGroup: new m.OptionGroup(stack, "Options", { engine: oracle(m), configurations: [{ name: "XMLDB" }] }),
  })),
  instance("SQL Server: buckets and an imported option group", (m, stack) => ({
    engine: sqlServer(m),
    s3ImportBuckets: [bucket(stack, "A")],
    optionGroup: m.OptionGroup.fromOptionGroupName(stack, "Options", "theirs"),
  })),
];

export const refusals: readonly Refusal[] = [
  refusedInstance("buckets and a role to import", /s3ImportRole and s3ImportBuckets are both given/, (_m, stack) => ({
    s3ImportRole: role(stack, "In"),
    s3ImportBuckets: [bucket(stack, "A")],
  })),
  refusedInstance("buckets and a role to export", /s3ExportRole and s3ExportBuckets are both given/, (_m, stack) => ({
    s3ExportRole: role(stack, "Out"),
    s3ExportBuckets: [bucket(stack, "A")],
  })),
  refusedInstance("MySQL: buckets to import", /mysql 8\.0\.39 has no S3 Import/, (m, stack) => ({
    engine: mysqlInstance(m),
    s3ImportBuckets: [bucket(stack, "A")],
  })),
  refusedInstance("MariaDB: a role to export", /mariadb has no S3 Export/, (m, stack) => ({
    engine: m.DatabaseInstanceEngine.MARIADB,
    s3ExportRole: role(stack, "Out"),
  })),
  refusedInstance("PostgreSQL that is too old: buckets to export", /postgres 10\.7 has no S3 Export/, (m, stack) => ({
    engine: m.DatabaseInstanceEngine.postgres({ version: m.PostgresEngineVersion.VER_10_7 }),
    s3ExportBuckets: [bucket(stack, "A")],
  })),
  refusedInstance("SQL Server: two roles", /s3ImportRole and s3ExportRole differ/, (m, stack) => ({
    engine: sqlServer(m),
    ...TWO_ROLES[1](stack),
  })),
  refusedInstance("SQL Server without a version: buckets", /version/, (m, stack) => ({
    engine: m.DatabaseInstanceEngine.SQL_SERVER_EE,
    s3ImportBuckets: [bucket(stack, "A")],
  })),
];
