import * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import { AuroraEngine } from "./aurora-engine";
import type { AuroraMysqlEngineVersion } from "./versions/aurora-mysql-version";
import type { AuroraPostgresEngineVersion } from "./versions/aurora-postgresql-version";
import type { AuroraEngineVersion } from "./versions/aurora-version";
import type { IClusterEngine } from "./engine";

/**
 * The version that `DatabaseClusterEngine.aurora` takes.
 *
 * @deprecated use `AuroraMysqlClusterEngineProps` instead
 */
export interface AuroraClusterEngineProps {
  /** The version. */
  readonly version: AuroraEngineVersion;
}

/** The version that `DatabaseClusterEngine.auroraMysql` takes. */
export interface AuroraMysqlClusterEngineProps {
  /** The version. */
  readonly version: AuroraMysqlEngineVersion;
}

/** The version that `DatabaseClusterEngine.auroraPostgres` takes. */
export interface AuroraPostgresClusterEngineProps {
  /** The version. */
  readonly version: AuroraPostgresEngineVersion;
}

const MYSQL_FAMILY = {
  engineFamily: "MYSQL",
  supportedLogTypes: ["error", "general", "slowquery", "audit", "instance", "iam-db-auth-error"],
  rotation: {
    single: secretsmanager.SecretRotationApplication.MYSQL_ROTATION_SINGLE_USER,
    multi: secretsmanager.SecretRotationApplication.MYSQL_ROTATION_MULTI_USER,
  },
};
const SEPARATE_S3_PARAMETERS = { load: "aurora_load_from_s3_role", save: "aurora_select_into_s3_role" };
const COMBINED_S3_PARAMETERS = { load: "aws_default_s3_role", save: "aws_default_s3_role" };

/** The engines of Aurora clusters. */
export class DatabaseClusterEngine {
  /**
   * Aurora MySQL 1 without a version.
   *
   * @deprecated use `AURORA_MYSQL` instead
   */
  public static readonly AURORA: IClusterEngine = aurora();

  /** Aurora MySQL, in the version that RDS picks. Name a version with `auroraMysql()` for anything that must stay available. */
  public static readonly AURORA_MYSQL: IClusterEngine = auroraMysql();

  /** Aurora PostgreSQL, in the version that RDS picks. Name a version with `auroraPostgres()` for anything that must stay available. */
  public static readonly AURORA_POSTGRESQL: IClusterEngine = auroraPostgres();

  /**
   * Aurora MySQL 1.
   *
   * @deprecated use `auroraMysql()` instead
   */
  public static aurora(props: AuroraClusterEngineProps): IClusterEngine {
    return aurora(props.version);
  }

  /** Aurora MySQL in a version. */
  public static auroraMysql(props: AuroraMysqlClusterEngineProps): IClusterEngine {
    return auroraMysql(props.version);
  }

  /** Aurora PostgreSQL in a version. */
  public static auroraPostgres(props: AuroraPostgresClusterEngineProps): IClusterEngine {
    return auroraPostgres(props.version);
  }
}

function aurora(version?: AuroraEngineVersion): IClusterEngine {
  return new AuroraEngine({
    ...MYSQL_FAMILY,
    engineType: "aurora",
    engineVersion: { fullVersion: version?.auroraFullVersion, majorVersion: version?.auroraMajorVersion ?? "5.6" },
    features: {},
    s3Parameters: SEPARATE_S3_PARAMETERS,
  });
}

function auroraMysql(version?: AuroraMysqlEngineVersion): IClusterEngine {
  const fullVersion = version?.auroraMysqlFullVersion;
  const majorVersion = version?.auroraMysqlMajorVersion ?? "5.7";
  const combined = version?._combineImportAndExportRoles;
  return new AuroraEngine({
    ...MYSQL_FAMILY,
    engineType: "aurora-mysql",
    engineVersion: { fullVersion, majorVersion },
    features: { serverlessV2AutoPauseSupported: version?._serverlessV2AutoPauseSupported },
    defaultGroupId: "AuroraMySqlDatabaseClusterEngineDefaultParameterGroup",
    s3Parameters: combined ? COMBINED_S3_PARAMETERS : SEPARATE_S3_PARAMETERS,
    combineImportAndExportRoles: combined,
  });
}

function auroraPostgres(version?: AuroraPostgresEngineVersion): IClusterEngine {
  const fullVersion = version?.auroraPostgresFullVersion;
  return new AuroraEngine({
    engineType: "aurora-postgresql",
    engineFamily: "POSTGRESQL",
    engineVersion: version ? { fullVersion, majorVersion: version.auroraPostgresMajorVersion } : undefined,
    defaultUsername: "postgres",
    defaultPort: 5432,
    features: version?._features ?? { s3Import: "s3Import", s3Export: "s3Export" },
    supportedLogTypes: ["postgresql", "iam-db-auth-error", "instance"],
    rotation: {
      single: secretsmanager.SecretRotationApplication.POSTGRES_ROTATION_SINGLE_USER,
      multi: secretsmanager.SecretRotationApplication.POSTGRES_ROTATION_MULTI_USER,
    },
    defaultGroupId: "AuroraPostgreSqlDatabaseClusterEngineDefaultParameterGroup",
  });
}
