import type * as rds from "aws-cdk-lib/aws-rds";

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

/** What a version of PostgreSQL can do, to be given with `PostgresEngineVersion.of`. */
export interface PostgresEngineFeatures {
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
}

/** First version of each line that can pause at 0 ACUs ("Scaling to zero ACUs" in the Aurora user guide). Lines above the highest one can. */
const AUTO_PAUSE_SINCE = {
  "aurora-mysql": ["3.08.0"],
  "aurora-postgresql": ["13.15", "14.12", "15.7", "16.3"],
} satisfies Record<string, readonly string[]>;

/** Whether a version of an engine can pause at 0 ACUs. Unknown forms of a version cannot. */
export function supportsAutoPause(engineType: keyof typeof AUTO_PAUSE_SINCE, version: string): boolean {
  const numbers = numbersOf(engineType === "aurora-mysql" ? (/mysql_aurora\.(.*)/.exec(version)?.[1] ?? "") : version);
  if (numbers.length === 0) return false;
  const floors = AUTO_PAUSE_SINCE[engineType].map(numbersOf);
  if (numbers[0] > Math.max(...floors.map(([major]) => major))) return true;
  const floor = floors.find((candidate) => candidate[0] === numbers[0]);
  return floor !== undefined && compare(numbers, floor) >= 0;
}

/** Whether a version of Aurora MySQL takes one role for both directions of S3: from MySQL 8.0 on it does. */
export function combinesS3Roles(majorVersion: string): boolean | undefined {
  return Number.parseFloat(majorVersion) >= 8 || undefined;
}

/** The feature names that CloudFormation's `AssociatedRoles` takes for PostgreSQL. */
export function s3Features(features: PostgresEngineFeatures): rds.InstanceEngineFeatures {
  return {
    s3Import: features.s3Import ? "s3Import" : undefined,
    s3Export: features.s3Export ? "s3Export" : undefined,
  };
}

/** What a version of Aurora PostgreSQL can do, in the terms of CloudFormation. */
export function auroraPostgresFeatures(
  features: AuroraPostgresEngineFeatures,
  version: string,
): rds.ClusterEngineFeatures {
  return {
    ...s3Features(features),
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
