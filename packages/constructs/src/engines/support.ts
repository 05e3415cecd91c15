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
  readonly majors: readonly { readonly major: string; readonly versions: readonly CatalogueVersion[] }[];
}

interface CatalogueVersion {
  readonly version: string;
  readonly withdrawn?: boolean;
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
 * Warns of a version that RDS no longer offers, or that the catalogue does not know. Warnings, not errors: a database that
 * runs a withdrawn version may go on, and an unknown version may be newer than the catalogue is.
 */
export function warnAboutVersion(scope: IConstruct, { engineType, engineVersion }: rds.IEngine): void {
  const version = engineVersion?.fullVersion;
  const majors = TABLES.find(({ engines }) => engines.includes(engineType))?.majors;
  if (version === undefined || majors === undefined || Token.isUnresolved(version)) return;
  const known = majors.flatMap(({ versions }) => versions).find((row) => row.version === version);
  if (known?.withdrawn) {
    Annotations.of(scope).addWarningV2(
      "cdk-rockpool:engineVersionWithdrawn",
      `${engineType} ${version} is no longer offered by Amazon RDS, so a new database cannot be created with it; choose a newer version`,
    );
  } else if (!known && !majors.some(({ major }) => major === version)) {
    const newest = majors.find(({ major }) => major === engineVersion?.majorVersion)?.versions.at(-1);
    const hint = newest ? `, whose newest ${engineVersion?.majorVersion} is ${newest.version}` : "";
    Annotations.of(scope).addWarningV2(
      "cdk-rockpool:engineVersionUnknown",
      `${engineType} ${version} is not in the catalogue of this release${hint}; check the spelling, and acknowledge this if Amazon RDS offers the version`,
    );
  }
}
