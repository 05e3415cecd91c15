import { Annotations, Token } from "aws-cdk-lib/core";
import type * as rds from "aws-cdk-lib/aws-rds";
import type { IConstruct } from "constructs";
import auroraMysql from "./catalogue/aurora-mysql.json";
import auroraPostgresql from "./catalogue/aurora-postgresql.json";
import aurora from "./catalogue/aurora.json";
import mariadb from "./catalogue/mariadb.json";
import mysql from "./catalogue/mysql.json";
import oracle from "./catalogue/oracle.json";
import postgres from "./catalogue/postgres.json";
import sqlserver from "./catalogue/sqlserver.json";

interface CatalogueTable {
  readonly engines: readonly string[];
  readonly majors: readonly {
    readonly major: string;
    readonly versions: readonly { readonly version: string; readonly withdrawn?: boolean }[];
  }[];
}

const TABLES: readonly CatalogueTable[] = [
  aurora,
  auroraMysql,
  auroraPostgresql,
  mariadb,
  mysql,
  oracle,
  postgres,
  sqlserver,
];

/**
 * Warns of a version that RDS no longer offers. A warning, not an error: a database that runs it already may go on.
 * A version that is not in the catalogue may be newer than the catalogue is, so that it passes without a word.
 */
export function warnAboutVersion(scope: IConstruct, { engineType, engineVersion }: rds.IEngine): void {
  const version = engineVersion?.fullVersion;
  if (version === undefined || Token.isUnresolved(version)) return;
  const rows = TABLES.find(({ engines }) => engines.includes(engineType))?.majors.flatMap(({ versions }) => versions);
  if (!rows?.find((row) => row.version === version)?.withdrawn) return;
  Annotations.of(scope).addWarningV2(
    "cdk-rockpool:engineVersionWithdrawn",
    `${engineType} ${version} is no longer offered by Amazon RDS, so a new database cannot be created with it; choose a newer version`,
  );
}
