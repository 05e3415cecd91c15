import { Annotations } from "aws-cdk-lib/core";
import type * as rds from "aws-cdk-lib/aws-rds";
import type { IConstruct } from "constructs";
import catalogue from "./aurora-versions.json";

/** Versions that RDS no longer offers, by engine type. */
const WITHDRAWN: Record<string, ReadonlySet<string>> = {
  "aurora-mysql": withdrawn(catalogue.auroraMysql),
  "aurora-postgresql": withdrawn(catalogue.auroraPostgres),
};

/** Warns of a version that RDS no longer offers. A warning, not an error: a cluster that runs it already may go on. */
export function warnAboutVersion(scope: IConstruct, engine: rds.IClusterEngine): void {
  const version = engine.engineVersion?.fullVersion;
  if (version === undefined || !WITHDRAWN[engine.engineType]?.has(version)) return;
  Annotations.of(scope).addWarningV2(
    "cdk-rockpool:engineVersionWithdrawn",
    `${engine.engineType} ${version} is no longer offered by Amazon RDS, so a new cluster cannot be created with it; choose a newer version`,
  );
}

function withdrawn(versions: readonly { version: string; withdrawn?: boolean }[]): ReadonlySet<string> {
  return new Set(versions.filter((row) => row.withdrawn).map((row) => row.version));
}
