/** One table of the engine catalogue and the version class that is made of it. */
export interface Table {
  /** The file in src/engines/catalogue and in src/engines/versions. */
  readonly file: string;
  /** The engine types whose versions the table holds. */
  readonly engines: readonly string[];
  readonly className: VersionClass;
  /** What the members of the class begin with: `mysql` makes `mysqlFullVersion`. */
  readonly prefix: string;
  readonly title: string;
  readonly deprecated?: string;
  /** Major version that `of` takes when none is given. */
  readonly defaultMajor?: string;
  /** Type of the features that `of` takes. */
  readonly featuresType?: string;
  /** What an engine asks its version for besides its two numbers. The names are those of `aws-cdk-lib/aws-rds`, so that versions cross. */
  readonly internals: readonly Internal[];
  /** What the constant of a version is called. */
  readonly constantOf: (version: string) => string;
  /** The major version, from what parameter group families and support calendars call it. */
  readonly majorOf: (major: string) => string;
}

/** An internal member of a version class. */
export interface Internal {
  readonly name: string;
  readonly type: string;
  readonly doc: string;
  /** Its value, from the arguments `fullVersion`, `majorVersion` and `features`. */
  readonly value: string;
  readonly imports: readonly string[];
}

export type VersionClass =
  | "AuroraEngineVersion"
  | "AuroraMysqlEngineVersion"
  | "AuroraPostgresEngineVersion"
  | "MariaDbEngineVersion"
  | "MysqlEngineVersion"
  | "PostgresEngineVersion"
  | "OracleEngineVersion"
  | "SqlServerEngineVersion";

/** The features that a version may have, as `describe-db-engine-versions` names them. */
export const FEATURES = ["s3Import", "s3Export"];

export const TABLES: readonly Table[] = [
  {
    file: "aurora",
    engines: ["aurora"],
    className: "AuroraEngineVersion",
    prefix: "aurora",
    title: "Aurora MySQL 1",
    deprecated: "use `AuroraMysqlEngineVersion` instead",
    defaultMajor: "5.6",
    internals: [],
    constantOf: (version) => (version === "5.6.10a" ? "VER_10A" : auroraMysqlConstant(version)),
    majorOf: same,
  },
  {
    file: "aurora-mysql",
    engines: ["aurora-mysql"],
    className: "AuroraMysqlEngineVersion",
    prefix: "auroraMysql",
    title: "Aurora MySQL",
    defaultMajor: "5.7",
    internals: [
      {
        name: "_combineImportAndExportRoles",
        type: "boolean | undefined",
        doc: "Whether one role serves both directions of S3.",
        value: "combinesS3Roles(majorVersion)",
        imports: ["combinesS3Roles"],
      },
      {
        name: "_serverlessV2AutoPauseSupported",
        type: "boolean | undefined",
        doc: "Whether Aurora Serverless v2 can pause at 0 ACUs.",
        value: 'supportsAutoPause("aurora-mysql", fullVersion)',
        imports: ["supportsAutoPause"],
      },
    ],
    constantOf: auroraMysqlConstant,
    majorOf: same,
  },
  {
    file: "aurora-postgresql",
    engines: ["aurora-postgresql"],
    className: "AuroraPostgresEngineVersion",
    prefix: "auroraPostgres",
    title: "Aurora PostgreSQL",
    featuresType: "AuroraPostgresEngineFeatures",
    internals: [
      {
        name: "_features",
        type: "rds.ClusterEngineFeatures",
        doc: "What this version can do.",
        value: "auroraPostgresFeatures(features, fullVersion)",
        imports: ["auroraPostgresFeatures"],
      },
    ],
    constantOf,
    majorOf: same,
  },
  {
    file: "mariadb",
    engines: ["mariadb"],
    className: "MariaDbEngineVersion",
    prefix: "mariaDb",
    title: "MariaDB",
    internals: [],
    constantOf,
    majorOf: same,
  },
  {
    file: "mysql",
    engines: ["mysql"],
    className: "MysqlEngineVersion",
    prefix: "mysql",
    title: "MySQL",
    internals: [],
    constantOf,
    majorOf: same,
  },
  {
    file: "postgres",
    engines: ["postgres"],
    className: "PostgresEngineVersion",
    prefix: "postgres",
    title: "PostgreSQL",
    featuresType: "PostgresEngineFeatures",
    internals: [
      {
        name: "_features",
        type: "rds.InstanceEngineFeatures",
        doc: "What this version can do.",
        value: "s3Features(features)",
        imports: ["s3Features"],
      },
    ],
    constantOf,
    majorOf: same,
  },
  {
    file: "oracle",
    engines: ["oracle-se2", "oracle-se2-cdb", "oracle-ee", "oracle-ee-cdb"],
    className: "OracleEngineVersion",
    prefix: "oracle",
    title: "Oracle",
    internals: [],
    // A release update names its month twice, e.g. 19.0.0.0.ru-2024-01.rur-2024-01.r1.
    constantOf: (version) => constantOf(version.replace(/\bru-/, "").replace(/\.rur-\d+-\d+/, "")),
    majorOf: same,
  },
  {
    file: "sqlserver",
    engines: ["sqlserver-se", "sqlserver-ex", "sqlserver-web", "sqlserver-ee"],
    className: "SqlServerEngineVersion",
    prefix: "sqlServer",
    title: "SQL Server",
    internals: [],
    constantOf: (version) => constantOf(version.replace(/^(\d+)\.00$/, "$1")),
    majorOf: (major) => major.replace(/^(\d+)\.0$/, "$1.00"),
  },
];

function constantOf(version: string): string {
  return `VER_${version.toUpperCase().replace(/[^A-Z0-9]/g, "_")}`;
}

function auroraMysqlConstant(version: string): string {
  return constantOf(version.replace(/^.*mysql_aurora\./, ""));
}

function same(major: string): string {
  return major;
}
