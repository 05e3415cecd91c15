import { Token } from "aws-cdk-lib/core";
import type * as rds from "aws-cdk-lib/aws-rds";
import type { IConstruct } from "constructs";
import type { DatabaseClusterBaseProps } from "../cluster-props";
import { invalid } from "./invalid";
import { checkLimitless } from "./limitless";
import { checkDatabaseName, checkIdentifier } from "./names";
import { checkRange, checkRetention, type Range } from "./ranges";
import { checkWindows } from "./windows";

/** What CreateDBCluster takes, by property. */
const LIMITS = {
  port: { min: 1150, max: 65535 },
  backtrack: { min: 0, max: 259_200, unit: "seconds" },
  members: { min: 1, max: 16, step: 1 },
  minCapacity: { min: 0, max: 256, step: 0.5 },
  maxCapacity: { min: 1, max: 256, step: 0.5 },
  autoPause: { min: 300, max: 86_400, unit: "seconds" },
} satisfies Record<string, Range>;

/** Capacities of Serverless v2 instances when none are given. */
export const DEFAULT_CAPACITY = { min: 0.5, max: 2 };

/** Ends synthesis for values of a new cluster that RDS refuses for certain. */
export function checkClusterProps(scope: IConstruct, props: DatabaseClusterBaseProps): void {
  const family = props.engine.engineFamily;
  checkDatabaseName(scope, family, props.defaultDatabaseName);
  checkIdentifier(scope, "clusterIdentifier", props.clusterIdentifier);
  checkRange(scope, "port", props.port, LIMITS.port);
  checkRetention(scope, "backup.retention", props.backup?.retention, 1);
  checkWindows(scope, props.preferredMaintenanceWindow, props.backup?.preferredWindow);
  checkBacktrack(scope, props);
  checkSpelling(scope, props);
  checkLimitless(scope, props);
  checkRange(scope, "the number of instances", (props.readers?.length ?? 0) + 1, LIMITS.members);
  checkCapacity(scope, props);
}

/** Checks and returns the number of equal instances. */
export function instanceCount(scope: IConstruct, instances: number | undefined): number {
  const count = instances ?? 2;
  if (Token.isUnresolved(count)) {
    invalid(
      scope,
      "instances is a value of deploy time, but it decides how many resources the template has; give a number",
    );
  }
  checkRange(scope, "instances", count, LIMITS.members);
  return count;
}

/** How the members are described: by writer and readers, or by `instanceProps`; never by both. */
export function checkDescription(scope: IConstruct, props: DatabaseClusterBaseProps): void {
  const legacy = props.instances !== undefined || props.instanceProps !== undefined;
  if (legacy && (props.writer || props.readers)) {
    invalid(
      scope,
      "writer or readers are given together with instances or instanceProps; keep writer and readers, the others are deprecated",
    );
  }
}

function checkSpelling(scope: IConstruct, props: DatabaseClusterBaseProps): void {
  if (props.clusterScalabilityType !== undefined && props.clusterScailabilityType !== undefined) {
    invalid(
      scope,
      "clusterScalabilityType and clusterScailabilityType are both given; keep clusterScalabilityType, the other is deprecated",
    );
  }
}

function checkBacktrack(scope: IConstruct, props: DatabaseClusterBaseProps): void {
  const window = props.backtrackWindow;
  if (!window || window.isUnresolved()) return;
  checkRange(scope, "backtrackWindow", window.toSeconds(), LIMITS.backtrack);
  if (window.toSeconds() > 0 && props.engine.engineFamily === "POSTGRESQL") {
    invalid(
      scope,
      `backtrackWindow is given for ${props.engine.engineType}; only Aurora MySQL can backtrack, so leave it out`,
    );
  }
}

function checkCapacity(scope: IConstruct, props: DatabaseClusterBaseProps): void {
  const min = props.serverlessV2MinCapacity ?? DEFAULT_CAPACITY.min;
  const max = props.serverlessV2MaxCapacity ?? DEFAULT_CAPACITY.max;
  checkRange(scope, "serverlessV2MaxCapacity", max, LIMITS.maxCapacity);
  checkRange(scope, "serverlessV2MinCapacity", min, LIMITS.minCapacity);
  if (!Token.isUnresolved(min) && !Token.isUnresolved(max) && min > max) {
    invalid(
      scope,
      `serverlessV2MinCapacity ${min} is above serverlessV2MaxCapacity ${max}; lower one or raise the other`,
    );
  }
  const pause = props.serverlessV2AutoPauseDuration;
  if (pause && !pause.isUnresolved())
    checkRange(scope, "serverlessV2AutoPauseDuration", pause.toSeconds(), LIMITS.autoPause);
}

const VERSIONS_THAT_PAUSE = "Aurora MySQL 3.08.0; Aurora PostgreSQL 13.15, 14.12, 15.7, 16.3; or newer";

/**
 * Only some versions can pause.
 *
 * @param serverless whether the cluster has serverless instances, which a capacity of 0 would pause
 */
export function checkAutoPause(
  scope: IConstruct,
  props: DatabaseClusterBaseProps,
  features: rds.ClusterEngineFeatures | undefined,
  serverless: boolean,
): void {
  const { engineType, engineVersion } = props.engine;
  const version = engineVersion?.fullVersion;
  if (Token.isUnresolved(version) || features?.serverlessV2AutoPauseSupported) return;
  if (props.serverlessV2AutoPauseDuration) {
    invalid(
      scope,
      `serverlessV2AutoPauseDuration is given, but ${engineType} ${version ?? "without a version"} is not known to pause; leave it out, or name a version that can (${VERSIONS_THAT_PAUSE})`,
    );
  }
  if (serverless && props.serverlessV2MinCapacity === 0 && version !== undefined && features) {
    invalid(
      scope,
      `serverlessV2MinCapacity is 0, but ${engineType} ${version} cannot pause; use 0.5 or more, or a version that can (${VERSIONS_THAT_PAUSE})`,
    );
  }
}
