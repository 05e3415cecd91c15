import { AwsError, messageOf, RockpoolError } from "../errors.js";
import type { PoolEvent } from "../events.js";
import { ownerCall } from "../services/contract.js";
import type { DeployOptions, DeployResult, Pool } from "./pool.js";
import type { Source } from "../deploy/source.js";

/**
 * What the command line asks of a pool in another process, beside the AWS APIs. Every call is signed by the pool's
 * owner. A stream answers with the pool's events as they come, then one last message: the result or the error.
 */
export type AdminMessage = PoolEvent | { readonly kind: "result"; readonly value: unknown } | ErrorMessage;

export interface ErrorMessage {
  readonly kind: "error";
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

export interface DeployRequest extends DeployOptions {
  readonly source: Source;
}

/** One administrative call by the last part of its path: `/_rockpool/<name>`. */
export type AdminCall = (pool: Pool, body: unknown, send: (message: AdminMessage) => void) => Promise<unknown>;

export const ADMIN_CALLS: Readonly<Record<string, AdminCall>> = {
  /** Any operation of any service: `{service, operation, input}`. */
  async call(pool, body) {
    const request = record(body);
    const service = pool.services.find(
      (candidate) => candidate.sdkName === request["service"] || candidate.signingName === request["service"],
    );
    const operation = service?.operations[String(request["operation"])];
    if (operation === undefined)
      throw new RockpoolError(
        "UnknownOperation",
        `${String(request["service"])} ${String(request["operation"])} is not served by this pool`,
      );
    return operation(ownerCall(pool.accountId), record(request["input"] ?? {}) as never);
  },
  async deploy(pool, body, send) {
    // The body is written by this program's own command line, in the same version.
    const { source, ...options } = record(body) as unknown as DeployRequest;
    return withEvents<DeployResult>(pool, send, () => pool.deploy(source, options));
  },
  async destroy(pool, body, send) {
    const { stackName } = record(body);
    return withEvents(pool, send, () => pool.destroy(String(stackName)));
  },
  /** Events from now on, until the caller hangs up. */
  async events(pool, _body, send) {
    return withEvents(pool, send, () => pool.stopped);
  },
  async status(pool) {
    return { endpoint: pool.endpoint, region: pool.region, accountId: pool.accountId, pid: process.pid };
  },
  async stop(pool) {
    // Answered first: the caller waits for the process to end.
    setImmediate(() => void pool.stop());
    return {};
  },
};

async function withEvents<T>(pool: Pool, send: (message: AdminMessage) => void, action: () => Promise<T>): Promise<T> {
  const unsubscribe = pool.events.subscribe(send);
  try {
    return await action();
  } finally {
    unsubscribe();
  }
}

/** An error as the other side prints it. */
export function errorMessage(error: unknown): ErrorMessage {
  const code = error instanceof RockpoolError || error instanceof AwsError ? error.code : "InternalError";
  const hint = error instanceof RockpoolError ? error.hint : undefined;
  return { kind: "error", code, message: messageOf(error), ...(hint === undefined ? {} : { hint }) };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
