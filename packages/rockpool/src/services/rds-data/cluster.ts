import { setTimeout as sleep } from "node:timers/promises";
import type { EngineFamily } from "../../engines/contract.js";
import { AwsError } from "../../errors.js";
import type { DataApiTarget } from "../rds/service.js";
import type { Dialect } from "./dialect.js";
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
          ? "There is no DB cluster of this ARN: use the ARN of a DB cluster in this pool's region and account, not that of an instance."
          : `Set EnableHttpEndpoint: true on the DB cluster ${target.identifier}, or call rds:EnableHttpEndpoint.`,
    });
  }
  return { target, generation, dialect: DIALECTS[target.family] };
}

/** In these the database cannot answer now, and will by itself. */
const ON_THE_WAY: ReadonlySet<string> = new Set(["creating", "starting", "rebooting", "deleting"]);

/** Throws AWS's error when the cluster, as it is now, has no database to talk to. */
export function mustRun({ target, generation }: Cluster): void {
  const { identifier, status } = target;
  if (status === "stopped" || status === "stopping") {
    throw new AwsError(generation.stopped, `The DB cluster ${identifier} is ${status}.`, {
      hint: "Start it with rds:StartDBCluster, and wait until it is available.",
    });
  }
  if (!target.hasInstance) {
    throw new AwsError("DatabaseNotFoundException", "The DB cluster doesn't have a DB instance.", {
      hint: `Add a DB instance (AWS::RDS::DBInstance, or writer of the CDK's DatabaseCluster) to the DB cluster ${identifier}.`,
    });
  }
  if (ON_THE_WAY.has(status) || status === "failed") throw unreachable(generation, `It is ${status}.`);
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
    throw unreachable(generation, "It is paused and does not come back.", error);
  } finally {
    late.abort();
  }
}

/** The database cannot be reached. */
export function unreachable(generation: Generation, why: string, cause?: unknown): AwsError {
  return new AwsError(generation.unreachable.code, generation.unreachable.message, {
    cause,
    hint: `${why} Wait until the DB cluster is available; rds:DescribeDBClusters says what it is doing.`,
  });
}
