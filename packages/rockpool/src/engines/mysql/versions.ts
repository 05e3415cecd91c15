/** The MySQL release that an Aurora MySQL release reports as VERSION(), from "Database engine updates for Amazon Aurora MySQL". */
const AURORA: Readonly<Record<string, string>> = {
  "2": "5.7.12",
  "3.01": "8.0.23",
  "3.02": "8.0.23",
  "3.03": "8.0.26",
  "3.04": "8.0.28",
  "3.05": "8.0.32",
  "3.06": "8.0.34",
  "3.07": "8.0.36",
  "3.08": "8.0.39",
  "3.09": "8.0.40",
  "3.10": "8.0.42",
};

export const LATEST_MYSQL = "8.4.5";

/** A full release for a major version alone. */
const LATEST: Readonly<Record<string, string>> = {
  "5.6": "5.6.10",
  "5.7": "5.7.44",
  "8.0": "8.0.42",
  "8.4": LATEST_MYSQL,
};

/** What `VERSION()` says on RDS: of `8.0.mysql_aurora.3.08.0` it is `8.0.39`. Undefined for MariaDB, which says its own. */
export function mysqlVersion(engine: string, engineVersion: string): string | undefined {
  if (engine === "mariadb") return undefined;
  const [community = "", aurora] = engineVersion.split(".mysql_aurora.");
  const [major = "", minor = ""] = aurora?.split(".") ?? [];
  const known = AURORA[`${major}.${minor}`] ?? AURORA[major];
  if (known !== undefined) return known;
  // `5.7.44-rds.20240408` is extended support of 5.7.44.
  const release = /^\d+\.\d+\.\d+/.exec(community)?.[0];
  if (release !== undefined) return release;
  return LATEST[community] ?? LATEST["8.0"];
}
