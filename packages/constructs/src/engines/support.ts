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
  readonly majors: readonly CatalogueMajor[];
}

interface CatalogueMajor {
  readonly major: string;
  readonly versions: readonly { readonly version: string; readonly withdrawn?: boolean }[];
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
  const majors = TABLES.find(({ engines }) => engines.includes(engineType))?.majors;
  if (majors === undefined || engineVersion?.fullVersion === undefined) return;
  const { fullVersion: version, majorVersion } = engineVersion;
  if (Token.isUnresolved(version)) return;
  const major = majors.find((candidate) => candidate.major === majorVersion);
  const known = versionOf(major, version);
  const warn = (id: string, message: string) =>
    Annotations.of(scope).addWarningV2(`cdk-rockpool:${id}`, `${engineType} ${version} ${message}`);

  if (major && known?.withdrawn) {
    warn(
      "engineVersionWithdrawn",
      `is no longer offered by Amazon RDS, so a new database cannot be created with it; ${successorOf(version, major, majors)}`,
    );
  }
  // A major version alone leaves the rest to RDS.
  if (known || (major && version === majorVersion)) return;

  const home = majors.find((candidate) => versionOf(candidate, version));
  if (home) {
    warn(
      "engineMajorVersion",
      `is a version of ${home.major}, not of ${majorVersion}; give ${home.major} as its major version`,
    );
  } else {
    const newest = newestOf(major, version);
    const hint = newest === undefined ? "" : `, whose newest version of ${majorVersion} is ${newest}`;
    warn(
      "engineVersionUnknown",
      `is not in the catalogue of this release${hint}; check the spelling, and acknowledge this if Amazon RDS offers the version`,
    );
  }
}

function versionOf(major: CatalogueMajor | undefined, version: string) {
  return major?.versions.find((row) => row.version === version);
}

/** What to use instead of a version: one of the newest major version, since its own one may have ended or be about to. */
function successorOf(version: string, own: CatalogueMajor, majors: readonly CatalogueMajor[]): string {
  const newest = majors.map((major) => newestOf(major, version)).findLast((each) => each !== undefined);
  if (newest === undefined) return "it offers no version of this engine, so choose another one";
  const near = newestOf(own, version);
  const or = near === undefined || near === newest ? "" : `, or ${near} to stay with ${own.major}`;
  return `choose a newer version, e.g. ${newest}${or}`;
}

const LIMITLESS = /limitless/;

/** The newest version of a major one that RDS offers, and that serves the same kind of cluster as another version. */
function newestOf(major: CatalogueMajor | undefined, like: string): string | undefined {
  const offered = ({ version, withdrawn }: CatalogueMajor["versions"][number]) =>
    !withdrawn && LIMITLESS.test(version) === LIMITLESS.test(like);
  return major?.versions.findLast(offered)?.version;
}
