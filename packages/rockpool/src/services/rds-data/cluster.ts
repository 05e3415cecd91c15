import { setTimeout as sleep } from "node:timers/promises";
import type { EngineFamily } from "../../engines/contract.js";
import { AwsError } from "../../errors.js";
import type { DataApiTarget } from "../rds/service.js";
import type { Dialect } from "./dialect.js";
import { refusal } from "./errors.js";
import { GENERATIONS, type Generation } from "./generation.js";
import { mysqlDialect } from "./mysql/session.js";
import { postgresDialect } from "./postgres/session.js";

/** The cluster that a call is for, and how it is spoken to. */
export interface Cluster {
  readonly target: DataApiTarget;
  readonly generation: Generation;
  readonly dialect: Dialect;
}

const DIALECTS: Readonly<Record<EngineFamily, Dialect>> = { postgres: postgresDialect, mysql: mysqlDialect };

/** The cluster of this very ARN, which takes Data API calls. Throws AWS's error when there is none. */
export function clusterOf(find: (resourceArn: string) => DataApiTarget | undefined, resourceArn: string): Cluster {
  const target = find(resourceArn);
  const generation = GENERATIONS[target?.generation ?? "v2"];
  if (target === undefined || !target.httpEndpointEnabled) {
    // AWS says the same of a cluster that does not exist.
    throw new AwsError(generation.endpointDisabled, `HttpEndpoint is not enabled for resource ${resourceArn}`, {
      hint:
        target === undefined
          ? `${noCluster(resourceArn)} rds:DescribeDBClusters tells it as DBClusterArn.`
          : `Set EnableHttpEndpoint: true on the DB cluster ${target.identifier}, or call rds:EnableHttpEndpoint.`,
    });
  }
  return { target, generation, dialect: DIALECTS[target.family] };
}

/** What is safe to show of what was given: of which kind of resource it is the ARN. */
const RDS_ARN = /^arn:[\w-]+:rds:[\w-]*:\d*:([a-z-]+):[\w-]{1,63}$/;

function noCluster(resourceArn: string): string {
  const kind = RDS_ARN.exec(resourceArn)?.[1];
  if (kind === "cluster")
    return `There is no DB cluster ${resourceArn} in this pool: use the ARN of one that is there, of the pool's own region and account.`;
  return `${kind === undefined ? "What was given" : resourceArn} is not the ARN of a DB cluster, which is to be used here.`;
}

const SOON = "Repeat the call when rds:DescribeDBClusters says that it is available.";

/** What to do about a cluster that has no database to talk to; in every other state it takes calls. */
const STATES: Readonly<Record<string, string>> = {
  stopped: `Start it with rds:StartDBCluster. ${SOON}`,
  stopping: `Wait until it is stopped, and start it with rds:StartDBCluster. ${SOON}`,
  creating: `The DB cluster is being created. ${SOON}`,
  starting: `The DB cluster is being started. ${SOON}`,
  rebooting: `The DB cluster is being rebooted. ${SOON}`,
  deleting: "The DB cluster is being deleted. Use another one, or create it anew.",
  failed: "The DB cluster has failed; the pool's log says why. It is tried again when the pool is stopped and started.",
};

/** Throws AWS's error when the cluster, as it is now, has no database to talk to. */
export function mustRun({ target, generation }: Cluster): void {
  const { identifier, status } = target;
  const hint = STATES[status];
  if (status === "stopped" || status === "stopping")
    throw refusal(generation.stopped, `The DB cluster ${identifier} is ${status}.`, hint);
  if (!target.hasInstance) {
    throw refusal(
      "DatabaseNotFoundException",
      "The DB cluster doesn't have a DB instance.",
      `Add a DB instance (AWS::RDS::DBInstance, or writer of the CDK's DatabaseCluster) to the DB cluster ${identifier}.`,
    );
  }
  if (hint !== undefined) throw unreachable(generation, hint);
}

/**
 * Wakes a cluster that was paused because nobody used it. The first generation's call waits for it; the second's is
 * refused, and so are those that come before the cluster is back.
 */
export async function awake({ target, generation }: Cluster, milliseconds: number): Promise<void> {
  target.active();
  if (!target.paused) return;
  const resumed = target.resume();
  if (generation.resuming === "refused") {
    // How it fails, if it does, the cluster's own status tells.
    resumed.catch(() => undefined);
    throw new AwsError(
      "DatabaseResumingException",
      `The Aurora DB instance ${target.writer ?? target.identifier} is resuming after being auto-paused. Please wait a few seconds and try again.`,
      {
        hint: "Repeat the call, as programs must do on AWS, too: SDKs do not do it by themselves. To keep the cluster awake set MinCapacity above 0.",
      },
    );
  }
  const late = new AbortController();
  try {
    await Promise.race([
      resumed,
      sleep(milliseconds, undefined, { signal: late.signal }).then(() => Promise.reject(new Error("too late"))),
    ]);
  } catch (error) {
    throw unreachable(generation, `The DB cluster is paused and does not come back. ${SOON}`, error);
  } finally {
    late.abort();
  }
}

/** The database cannot be reached. */
export function unreachable(generation: Generation, hint: string, cause?: unknown): AwsError {
  return new AwsError(generation.unreachable.code, generation.unreachable.message, { cause, hint });
}
