import { execFileSync } from "node:child_process";
import type { Observations, SeenMajor, SeenVersion } from "./merge.mts";
import { FEATURES, TABLES, type Table } from "./tables.mts";

/** What `aws rds describe-db-engine-versions` answers, as far as it matters here. */
interface EngineVersions {
  readonly DBEngineVersions: readonly {
    readonly Engine: string;
    readonly EngineVersion: string;
    readonly DBParameterGroupFamily: string;
    readonly Status?: string;
    readonly SupportedFeatureNames?: readonly string[];
  }[];
}

/** What `aws rds describe-db-major-engine-versions` answers, as far as it matters here. */
interface MajorVersions {
  readonly DBMajorEngineVersions: readonly {
    readonly Engine: string;
    readonly MajorEngineVersion: string;
    readonly SupportedEngineLifecycles?: readonly {
      readonly LifecycleSupportName: string;
      readonly LifecycleSupportEndDate: string;
    }[];
  }[];
}

/** Asks Amazon RDS with the AWS CLI and the credentials of the environment. */
export function askRds(region: string | undefined): string[] {
  const where = region === undefined ? [] : ["--region", region];
  return ["describe-db-engine-versions", "describe-db-major-engine-versions"].map((operation) =>
    execFileSync("aws", ["rds", operation, "--output", "json", ...where], {
      encoding: "utf8",
      maxBuffer: 1024 ** 3,
      stdio: ["ignore", "pipe", "inherit"],
    }),
  );
}

/** What answers of the two operations say. Engines without a table, such as Db2, are left out. */
export function observeRds(answers: readonly string[]): Observations {
  const parsed = answers.map(parse);
  const rows = parsed.flatMap((answer) => ("DBEngineVersions" in answer ? answer.DBEngineVersions : []));
  const engines = new Set(rows.map(({ Engine }) => Engine));
  const complete = TABLES.filter((table) => table.engines.every((engine) => engines.has(engine)));
  return {
    authoritative: true,
    complete: new Set(complete.map(({ file }) => file)),
    versions: TABLES.flatMap((table) => versionsOf(table, rows)),
    majors: parsed.flatMap((answer) =>
      "DBMajorEngineVersions" in answer ? answer.DBMajorEngineVersions.flatMap(calendarOf) : [],
    ),
  };
}

function parse(text: string): EngineVersions | MajorVersions {
  const answer: unknown = JSON.parse(text);
  const given = new Set(typeof answer === "object" && answer !== null ? Object.keys(answer) : []);
  if (given.has("NextToken") || given.has("Marker"))
    throw new Error("the answer is cut off: ask again without --max-items or --no-paginate");
  if (isVersions(answer) || isMajors(answer)) return answer;
  throw new Error(
    `neither DBEngineVersions nor DBMajorEngineVersions is in the answer, only ${[...given].join(", ") || "no object"}; give the JSON of aws rds describe-db-engine-versions or describe-db-major-engine-versions`,
  );
}

const isVersions = (answer: unknown): answer is EngineVersions =>
  typeof answer === "object" &&
  answer !== null &&
  "DBEngineVersions" in answer &&
  hasStrings(answer.DBEngineVersions, ["Engine", "EngineVersion", "DBParameterGroupFamily"]);

const isMajors = (answer: unknown): answer is MajorVersions =>
  typeof answer === "object" &&
  answer !== null &&
  "DBMajorEngineVersions" in answer &&
  hasStrings(answer.DBMajorEngineVersions, ["Engine", "MajorEngineVersion"]);

function hasStrings(rows: unknown, keys: readonly string[]): boolean {
  if (!Array.isArray(rows)) return false;
  return rows.every((row) => keys.every((key) => typeof row?.[key] === "string"));
}

/** The versions of a table. Several engines may have the same version: one that offers it is enough. */
function versionsOf(table: Table, rows: EngineVersions["DBEngineVersions"]): SeenVersion[] {
  const seen = new Map<string, SeenVersion>();
  for (const { Engine, EngineVersion, DBParameterGroupFamily, Status, SupportedFeatureNames = [] } of rows) {
    if (!table.engines.includes(Engine)) continue;
    const other = seen.get(EngineVersion);
    seen.set(EngineVersion, {
      file: table.file,
      major: table.majorOf(DBParameterGroupFamily.replace(Engine, "").replace(/^-/, "")),
      version: EngineVersion,
      withdrawn: Status === "deprecated" && (other?.withdrawn ?? true),
      features: table.featuresType === undefined ? [] : FEATURES.filter((name) => SupportedFeatureNames.includes(name)),
    });
  }
  return [...seen.values()];
}

function calendarOf(row: MajorVersions["DBMajorEngineVersions"][number]): SeenMajor[] {
  const table = TABLES.find(({ engines }) => engines.includes(row.Engine));
  if (table === undefined) return [];
  const until = (support: string) =>
    row.SupportedEngineLifecycles?.find(
      ({ LifecycleSupportName }) => LifecycleSupportName === support,
    )?.LifecycleSupportEndDate.slice(0, 10);
  return [
    {
      file: table.file,
      major: table.majorOf(row.MajorEngineVersion),
      standardSupportUntil: until("open-source-rds-standard-support"),
      extendedSupportUntil: until("open-source-rds-extended-support"),
    },
  ];
}
