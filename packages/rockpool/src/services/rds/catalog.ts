import { AwsError } from "../../errors.js";

/** What Rockpool knows of an RDS engine. */
export interface EngineFacts {
  readonly engine: string;
  readonly description: string;
  readonly aurora: boolean;
  /** The family of the wire protocol and of the server that runs it. */
  readonly family: "postgres" | "mysql";
  /** As `engine` in the secret that SecretTargetAttachment writes. */
  readonly secretEngine: "postgres" | "mysql" | "mariadb";
  readonly defaultPort: number;
  readonly defaultMajor: string;
  /** The default major of Aurora Serverless v1, which AWS ended with it. */
  readonly serverlessMajor?: string;
  /** Majors that only Serverless v1 still runs. */
  readonly serverlessOnly?: readonly string[];
  /** The versions of each major that is on offer, oldest first; the last one is its default. */
  readonly majors: Readonly<Record<string, readonly string[]>>;
  /** Names that the engine keeps for itself, lower case. */
  readonly reservedUsernames: readonly string[];
  readonly maximumUsernameLength: number;
  readonly maximumPasswordLength: number;
  readonly exportableLogs: readonly string[];
}

const RESERVED_EVERYWHERE = ["rdsadmin", "rdsrepladmin", "rdsproxyadmin"];
const POSTGRES_FACTS = {
  family: "postgres",
  secretEngine: "postgres",
  defaultPort: 5432,
  reservedUsernames: [
    ...RESERVED_EVERYWHERE,
    "admin",
    "public",
    "none",
    "user",
    "rds_superuser",
    "rds_replication",
    "rds_password",
    "rds_iam",
  ],
  maximumUsernameLength: 63,
  maximumPasswordLength: 128,
} as const;
const MYSQL_FACTS = {
  family: "mysql",
  defaultPort: 3306,
  reservedUsernames: [...RESERVED_EVERYWHERE, "mysql.sys", "mysql.session", "mysql.infoschema"],
  maximumPasswordLength: 41,
} as const;

/** The engines that Rockpool runs, with the versions that RDS offers (a version of a known major is accepted too). */
const ENGINES: readonly EngineFacts[] = [
  {
    engine: "aurora-postgresql",
    description: "Aurora (PostgreSQL)",
    aurora: true,
    ...POSTGRES_FACTS,
    defaultMajor: "17",
    serverlessMajor: "13",
    serverlessOnly: ["10"],
    majors: {
      "10": ["10.14", "10.21"],
      "11": ["11.9", "11.21"],
      "12": ["12.9", "12.22"],
      "13": ["13.9", "13.18", "13.20"],
      "14": ["14.6", "14.15", "14.17"],
      "15": ["15.2", "15.10", "15.12"],
      "16": ["16.1", "16.4", "16.6", "16.8"],
      "17": ["17.4", "17.5"],
    },
    exportableLogs: ["instance", "postgresql"],
  },
  {
    engine: "aurora-mysql",
    description: "Aurora MySQL",
    aurora: true,
    ...MYSQL_FACTS,
    secretEngine: "mysql",
    maximumUsernameLength: 32,
    defaultMajor: "8.0",
    serverlessMajor: "5.7",
    majors: {
      "5.7": ["5.7.mysql_aurora.2.11.6", "5.7.mysql_aurora.2.12.5"],
      "8.0": ["8.0.mysql_aurora.3.04.3", "8.0.mysql_aurora.3.07.1", "8.0.mysql_aurora.3.08.2"],
    },
    exportableLogs: ["audit", "error", "general", "instance", "slowquery"],
  },
  {
    engine: "postgres",
    description: "PostgreSQL",
    aurora: false,
    ...POSTGRES_FACTS,
    defaultMajor: "17",
    majors: {
      "11": ["11.22"],
      "12": ["12.22"],
      "13": ["13.20", "13.22"],
      "14": ["14.17", "14.19"],
      "15": ["15.12", "15.14"],
      "16": ["16.8", "16.10"],
      "17": ["17.4", "17.6"],
      "18": ["18.1"],
    },
    exportableLogs: ["postgresql", "upgrade"],
  },
  {
    engine: "mysql",
    description: "MySQL Community Edition",
    aurora: false,
    ...MYSQL_FACTS,
    secretEngine: "mysql",
    maximumUsernameLength: 32,
    defaultMajor: "8.0",
    majors: { "5.7": ["5.7.44"], "8.0": ["8.0.40", "8.0.43"], "8.4": ["8.4.5", "8.4.6"] },
    exportableLogs: ["audit", "error", "general", "slowquery"],
  },
  {
    engine: "mariadb",
    description: "MariaDB Community Edition",
    aurora: false,
    ...MYSQL_FACTS,
    secretEngine: "mariadb",
    maximumUsernameLength: 16,
    defaultMajor: "10.11",
    majors: {
      "10.4": ["10.4.34"],
      "10.5": ["10.5.29"],
      "10.6": ["10.6.22"],
      "10.11": ["10.11.13"],
      "11.4": ["11.4.7"],
      "11.8": ["11.8.3"],
    },
    exportableLogs: ["audit", "error", "general", "slowquery"],
  },
];

/** Engines that RDS has and Rockpool has no server for. */
const NOT_RUN = /^(oracle|sqlserver|custom-|db2|rds-)/;

export const clusterEngines: readonly string[] = ["aurora-mysql", "aurora-postgresql", "mysql", "postgres"];
export const instanceEngines: readonly string[] = ENGINES.map((facts) => facts.engine);
export const knownEngines: readonly EngineFacts[] = ENGINES;

/** The facts of `engine`; throws what AWS answers to an unknown one, or says that Rockpool has no server for it. */
export function engineFacts(engine: string): EngineFacts {
  const facts = ENGINES.find((entry) => entry.engine === engine);
  if (facts !== undefined) return facts;
  if (NOT_RUN.test(engine)) {
    throw new AwsError(
      "InvalidParameterValue",
      `Rockpool cannot run a database of the engine ${engine}: it has no server for it. It runs ${instanceEngines.join(", ")}.`,
    );
  }
  throw new AwsError("InvalidParameterValue", "Invalid DB engine");
}

/** The major version of a full or partial version: `16` of `16.4`, `8.0` of `8.0.mysql_aurora.3.07.1`. */
export function majorVersion(facts: EngineFacts, version: string): string | undefined {
  return Object.keys(facts.majors)
    .toSorted((a, b) => b.length - a.length)
    .find((major) => version === major || version.startsWith(`${major}.`));
}

/** The version that a request means: a major alone gives its default; throws AWS's error for one that is not on offer. */
export function resolveVersion(facts: EngineFacts, requested: string | undefined): string {
  const version = requested ?? facts.defaultMajor;
  const major = majorVersion(facts, version);
  if (major === undefined) throw noVersion(facts, version);
  return version === major ? (facts.majors[major]?.at(-1) ?? version) : version;
}

export function noVersion(facts: EngineFacts, version: string): AwsError {
  return new AwsError("InvalidParameterCombination", `Cannot find version ${version} for ${facts.engine}`);
}

/** The parameter group family of a version, e.g. `aurora-postgresql16`, `mysql8.0`. */
export function parameterGroupFamily(facts: EngineFacts, version: string): string {
  return `${facts.engine}${majorVersion(facts, version) ?? version}`;
}

/** All families, for the check of a parameter group's. */
export function parameterGroupFamilies(): string[] {
  return ENGINES.flatMap((facts) => Object.keys(facts.majors).map((major) => `${facts.engine}${major}`));
}
