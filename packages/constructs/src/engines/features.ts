import type { ClusterEngineFeatures } from "./engine";

/** What a version of Aurora PostgreSQL can do, to be given with `AuroraPostgresEngineVersion.of`. */
export interface AuroraPostgresEngineFeatures {
  /**
   * Whether this version can load data from S3 with an associated role.
   *
   * @default false
   */
  readonly s3Import?: boolean;

  /**
   * Whether this version can write data to S3 with an associated role.
   *
   * @default false
   */
  readonly s3Export?: boolean;

  /**
   * Whether this version lets Aurora Serverless v2 pause at 0 ACUs.
   *
   * @default - told from the version
   */
  readonly serverlessV2AutoPauseSupported?: boolean;
}

/** First version of each line that can pause at 0 ACUs ("Scaling to zero ACUs" in the Aurora user guide). Lines above the highest one can. */
const AUTO_PAUSE_SINCE: Record<string, readonly string[]> = {
  "aurora-mysql": ["3.08.0"],
  "aurora-postgresql": ["13.15", "14.12", "15.7", "16.3"],
};

/** Whether a version of an engine can pause at 0 ACUs. Unknown forms of a version cannot. */
export function supportsAutoPause(engineType: string, version: string): boolean {
  const numbers = numbersOf(engineType === "aurora-mysql" ? (/mysql_aurora\.(.*)/.exec(version)?.[1] ?? "") : version);
  const floors = (AUTO_PAUSE_SINCE[engineType] ?? []).map(numbersOf);
  const highest = floors.at(-1);
  if (numbers.length === 0 || highest === undefined) return false;
  if (numbers[0] > highest[0]) return true;
  const floor = floors.find((candidate) => candidate[0] === numbers[0]);
  return floor !== undefined && compare(numbers, floor) >= 0;
}

/** The feature names that CloudFormation's `AssociatedRoles` takes for Aurora PostgreSQL. */
export function postgresFeatures(features: AuroraPostgresEngineFeatures, version: string): ClusterEngineFeatures {
  return {
    s3Import: features.s3Import ? "s3Import" : undefined,
    s3Export: features.s3Export ? "s3Export" : undefined,
    serverlessV2AutoPauseSupported:
      features.serverlessV2AutoPauseSupported ?? supportsAutoPause("aurora-postgresql", version),
  };
}

function numbersOf(version: string): number[] {
  const match = /^\d+(\.\d+)*/.exec(version);
  return match ? match[0].split(".").map(Number) : [];
}

function compare(a: number[], b: number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
