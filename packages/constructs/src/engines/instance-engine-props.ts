import type { MariaDbEngineVersion } from "./versions/mariadb-version";
import type { MysqlEngineVersion } from "./versions/mysql-version";
import type { OracleEngineVersion } from "./versions/oracle-version";
import type { PostgresEngineVersion } from "./versions/postgres-version";
import type { SqlServerEngineVersion } from "./versions/sqlserver-version";

/** The version that `DatabaseInstanceEngine.mariaDb` takes. */
export interface MariaDbInstanceEngineProps {
  /** The version. */
  readonly version: MariaDbEngineVersion;
}

/** The version that `DatabaseInstanceEngine.mysql` takes. */
export interface MySqlInstanceEngineProps {
  /** The version. */
  readonly version: MysqlEngineVersion;
}

/** The version that `DatabaseInstanceEngine.postgres` takes. */
export interface PostgresInstanceEngineProps {
  /** The version. */
  readonly version: PostgresEngineVersion;
}

/** The version that `DatabaseInstanceEngine.oracleSe2` takes. */
export interface OracleSe2InstanceEngineProps {
  /** The version. */
  readonly version: OracleEngineVersion;
}

/** The version that `DatabaseInstanceEngine.oracleSe2Cdb` takes. */
export interface OracleSe2CdbInstanceEngineProps {
  /** The version. */
  readonly version: OracleEngineVersion;
}

/** The version that `DatabaseInstanceEngine.oracleEe` takes. */
export interface OracleEeInstanceEngineProps {
  /** The version. */
  readonly version: OracleEngineVersion;
}

/** The version that `DatabaseInstanceEngine.oracleEeCdb` takes. */
export interface OracleEeCdbInstanceEngineProps {
  /** The version. */
  readonly version: OracleEngineVersion;
}

/** The version that `DatabaseInstanceEngine.sqlServerSe` takes. */
export interface SqlServerSeInstanceEngineProps {
  /** The version. */
  readonly version: SqlServerEngineVersion;
}

/** The version that `DatabaseInstanceEngine.sqlServerEx` takes. */
export interface SqlServerExInstanceEngineProps {
  /** The version. */
  readonly version: SqlServerEngineVersion;
}

/** The version that `DatabaseInstanceEngine.sqlServerWeb` takes. */
export interface SqlServerWebInstanceEngineProps {
  /** The version. */
  readonly version: SqlServerEngineVersion;
}

/** The version that `DatabaseInstanceEngine.sqlServerEe` takes. */
export interface SqlServerEeInstanceEngineProps {
  /** The version. */
  readonly version: SqlServerEngineVersion;
}
