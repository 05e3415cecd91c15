import type { EngineVersion } from "aws-cdk-lib/aws-rds";
import type { IInstanceEngine } from "./engine";
import type * as props from "./instance-engine-props";
import type { EngineType } from "./server-flavours";
import { ServerEngine } from "./server-engine";
import type { MariaDbEngineVersion } from "./versions/mariadb-version";
import type { MysqlEngineVersion } from "./versions/mysql-version";
import type { OracleEngineVersion } from "./versions/oracle-version";
import type { PostgresEngineVersion } from "./versions/postgres-version";
import type { SqlServerEngineVersion } from "./versions/sqlserver-version";

/**
 * The engines of database instances.
 *
 * The constants leave the version to Amazon RDS; name a version with the methods for anything that must stay available.
 */
export class DatabaseInstanceEngine {
  /** MariaDB, in the version that RDS picks. */
  public static readonly MARIADB: IInstanceEngine = new ServerEngine("mariadb");

  /** MySQL, in the version that RDS picks. */
  public static readonly MYSQL: IInstanceEngine = new ServerEngine("mysql");

  /** PostgreSQL, in the version that RDS picks. */
  public static readonly POSTGRES: IInstanceEngine = new ServerEngine("postgres");

  /** Oracle Standard Edition 2, in the version that RDS picks. */
  public static readonly ORACLE_SE2: IInstanceEngine = new ServerEngine("oracle-se2");

  /** Oracle Standard Edition 2 with the multitenant architecture, in the version that RDS picks. */
  public static readonly ORACLE_SE2_CDB: IInstanceEngine = new ServerEngine("oracle-se2-cdb");

  /** Oracle Enterprise Edition, in the version that RDS picks. */
  public static readonly ORACLE_EE: IInstanceEngine = new ServerEngine("oracle-ee");

  /** Oracle Enterprise Edition with the multitenant architecture, in the version that RDS picks. */
  public static readonly ORACLE_EE_CDB: IInstanceEngine = new ServerEngine("oracle-ee-cdb");

  /** SQL Server Standard Edition, in the version that RDS picks. */
  public static readonly SQL_SERVER_SE: IInstanceEngine = new ServerEngine("sqlserver-se");

  /** SQL Server Express Edition, in the version that RDS picks. */
  public static readonly SQL_SERVER_EX: IInstanceEngine = new ServerEngine("sqlserver-ex");

  /** SQL Server Web Edition, in the version that RDS picks. */
  public static readonly SQL_SERVER_WEB: IInstanceEngine = new ServerEngine("sqlserver-web");

  /** SQL Server Enterprise Edition, in the version that RDS picks. */
  public static readonly SQL_SERVER_EE: IInstanceEngine = new ServerEngine("sqlserver-ee");

  /** MariaDB in a version. */
  public static mariaDb(props: props.MariaDbInstanceEngineProps): IInstanceEngine {
    return mariaDb(props.version);
  }

  /** MySQL in a version. */
  public static mysql(props: props.MySqlInstanceEngineProps): IInstanceEngine {
    return mysql(props.version);
  }

  /** PostgreSQL in a version. */
  public static postgres(props: props.PostgresInstanceEngineProps): IInstanceEngine {
    return postgres(props.version);
  }

  /** Oracle Standard Edition 2 in a version. */
  public static oracleSe2(props: props.OracleSe2InstanceEngineProps): IInstanceEngine {
    return oracle("oracle-se2", props.version);
  }

  /** Oracle Standard Edition 2 with the multitenant architecture, in a version. */
  public static oracleSe2Cdb(props: props.OracleSe2CdbInstanceEngineProps): IInstanceEngine {
    return oracle("oracle-se2-cdb", props.version);
  }

  /** Oracle Enterprise Edition in a version. */
  public static oracleEe(props: props.OracleEeInstanceEngineProps): IInstanceEngine {
    return oracle("oracle-ee", props.version);
  }

  /** Oracle Enterprise Edition with the multitenant architecture, in a version. */
  public static oracleEeCdb(props: props.OracleEeCdbInstanceEngineProps): IInstanceEngine {
    return oracle("oracle-ee-cdb", props.version);
  }

  /** SQL Server Standard Edition in a version. */
  public static sqlServerSe(props: props.SqlServerSeInstanceEngineProps): IInstanceEngine {
    return sqlServer("sqlserver-se", props.version);
  }

  /** SQL Server Express Edition in a version. */
  public static sqlServerEx(props: props.SqlServerExInstanceEngineProps): IInstanceEngine {
    return sqlServer("sqlserver-ex", props.version);
  }

  /** SQL Server Web Edition in a version. */
  public static sqlServerWeb(props: props.SqlServerWebInstanceEngineProps): IInstanceEngine {
    return sqlServer("sqlserver-web", props.version);
  }

  /** SQL Server Enterprise Edition in a version. */
  public static sqlServerEe(props: props.SqlServerEeInstanceEngineProps): IInstanceEngine {
    return sqlServer("sqlserver-ee", props.version);
  }
}

// JavaScript without types may name a constant that is none: the engine has no version then, as in aws-cdk-lib.

function mariaDb(version?: MariaDbEngineVersion): IInstanceEngine {
  return new ServerEngine("mariadb", versionOf(version?.mariaDbFullVersion, version?.mariaDbMajorVersion));
}

function mysql(version?: MysqlEngineVersion): IInstanceEngine {
  return new ServerEngine("mysql", versionOf(version?.mysqlFullVersion, version?.mysqlMajorVersion));
}

function postgres(version?: PostgresEngineVersion): IInstanceEngine {
  const engineVersion = versionOf(version?.postgresFullVersion, version?.postgresMajorVersion);
  return new ServerEngine("postgres", engineVersion, version?._features);
}

function oracle(type: EngineType, version?: OracleEngineVersion): IInstanceEngine {
  return new ServerEngine(type, versionOf(version?.oracleFullVersion, version?.oracleMajorVersion));
}

function sqlServer(type: EngineType, version?: SqlServerEngineVersion): IInstanceEngine {
  return new ServerEngine(type, versionOf(version?.sqlServerFullVersion, version?.sqlServerMajorVersion));
}

function versionOf(fullVersion?: string, majorVersion?: string): EngineVersion | undefined {
  return majorVersion === undefined ? undefined : { fullVersion, majorVersion };
}
