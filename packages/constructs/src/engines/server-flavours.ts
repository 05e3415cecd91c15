import type * as rds from "aws-cdk-lib/aws-rds";
import { SecretRotationApplication } from "aws-cdk-lib/aws-secretsmanager";

/** Everything that tells one engine of database instances from another. */
export interface Flavour {
  /** What a proxy calls the engine; left out where there are no proxies for it. */
  readonly engineFamily?: string;
  /** What follows the engine type in the name of a parameter group family. */
  readonly familyOf: (majorVersion: string) => string;
  /** The master user's name; `admin` where left out. */
  readonly defaultUsername?: string;
  readonly rotation: { readonly single: SecretRotationApplication; readonly multi: SecretRotationApplication };
  /** The features that an engine without a version, or any version of it, has. */
  readonly features?: rds.InstanceEngineFeatures;
  readonly supportsReadReplicaBackups?: boolean;
  /** Properties of an instance that the engine cannot use. */
  readonly refuses: readonly ("domain" | "timezone")[];
  /** The option by which the engine reaches S3; left out where the associated role is enough. */
  readonly s3Option?: S3Option;
}

/** The option by which an engine reaches S3. */
export interface S3Option {
  /** Whether the option names the role, so that both directions must share it. */
  readonly oneRole: boolean;
  readonly configuration: (roleArn: string) => rds.OptionConfiguration;
}

const S3_INTEGRATION = { s3Import: "S3_INTEGRATION", s3Export: "S3_INTEGRATION" };

const MYSQL: Flavour = {
  engineFamily: "MYSQL",
  familyOf: (majorVersion) => majorVersion,
  rotation: {
    single: SecretRotationApplication.MYSQL_ROTATION_SINGLE_USER,
    multi: SecretRotationApplication.MYSQL_ROTATION_MULTI_USER,
  },
  supportsReadReplicaBackups: true,
  refuses: ["timezone"],
};

const MARIADB: Flavour = {
  ...MYSQL,
  rotation: {
    single: SecretRotationApplication.MARIADB_ROTATION_SINGLE_USER,
    multi: SecretRotationApplication.MARIADB_ROTATION_MULTI_USER,
  },
  refuses: ["domain", "timezone"],
};

const POSTGRES: Flavour = {
  engineFamily: "POSTGRESQL",
  familyOf: (majorVersion) => majorVersion,
  defaultUsername: "postgres",
  rotation: {
    single: SecretRotationApplication.POSTGRES_ROTATION_SINGLE_USER,
    multi: SecretRotationApplication.POSTGRES_ROTATION_MULTI_USER,
  },
  features: { s3Import: "s3Import" },
  refuses: ["timezone"],
};

const ORACLE: Flavour = {
  familyOf: (majorVersion) => `-${majorVersion}`,
  rotation: {
    single: SecretRotationApplication.ORACLE_ROTATION_SINGLE_USER,
    multi: SecretRotationApplication.ORACLE_ROTATION_MULTI_USER,
  },
  features: S3_INTEGRATION,
  refuses: ["timezone"],
  // The option lets the instance use whichever roles are associated with it.
  s3Option: { oneRole: false, configuration: () => ({ name: "S3_INTEGRATION", version: "1.0" }) },
};

const SQL_SERVER: Flavour = {
  engineFamily: "SQLSERVER",
  // Major version 15.00 has the family 15.0.
  familyOf: (majorVersion) => `-${majorVersion.replace(/\.00$/, ".0")}`,
  rotation: {
    single: SecretRotationApplication.SQLSERVER_ROTATION_SINGLE_USER,
    multi: SecretRotationApplication.SQLSERVER_ROTATION_MULTI_USER,
  },
  features: S3_INTEGRATION,
  refuses: [],
  // Native backup and restore goes through a role that the option names.
  s3Option: {
    oneRole: true,
    configuration: (roleArn) => ({ name: "SQLSERVER_BACKUP_RESTORE", settings: { IAM_ROLE_ARN: roleArn } }),
  },
};

/** The types of the engines of database instances. */
export type EngineType =
  | "mariadb"
  | "mysql"
  | "postgres"
  | "oracle-se2"
  | "oracle-se2-cdb"
  | "oracle-ee"
  | "oracle-ee-cdb"
  | "sqlserver-se"
  | "sqlserver-ex"
  | "sqlserver-web"
  | "sqlserver-ee";

/** The engines of database instances. */
export const FLAVOURS: Readonly<Record<EngineType, Flavour>> = {
  mariadb: MARIADB,
  mysql: MYSQL,
  postgres: POSTGRES,
  "oracle-se2": ORACLE,
  "oracle-se2-cdb": ORACLE,
  "oracle-ee": ORACLE,
  "oracle-ee-cdb": ORACLE,
  "sqlserver-se": SQL_SERVER,
  "sqlserver-ex": SQL_SERVER,
  "sqlserver-web": SQL_SERVER,
  "sqlserver-ee": SQL_SERVER,
};
