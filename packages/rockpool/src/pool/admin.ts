import { once } from "node:events";
import { AwsError, messageOf, RockpoolError } from "../errors.js";
import type { PoolEvent } from "../events.js";
import { ownerCall } from "../services/contract.js";
import type { DeployOptions, Pool } from "./contract.js";
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

/** One administrative call by the last part of its path: `/_rockpool/<name>`. Its body is JSON of this program's own making. */
export type AdminCall = (
  pool: Pool,
  body: string,
  send: (message: AdminMessage) => void,
  /** Aborted when the caller has hung up. */
  gone: AbortSignal,
) => Promise<unknown>;

export const ADMIN_CALLS: Readonly<Record<string, AdminCall>> = {
  /** Any operation of any service. */
  async call(pool, body) {
    const request: { service: string; operation: string; input: unknown } = JSON.parse(body);
    const service = pool.services.find((candidate) => candidate.signingName === request.service);
    const operation = service?.operations[request.operation];
    if (operation === undefined) {
      throw new RockpoolError("UnknownOperation", `${request.service} ${request.operation} is not served by this pool`);
    }
    const answer: unknown = await Reflect.apply(operation, undefined, [ownerCall(pool.accountId), request.input]);
    return answer;
  },
  async deploy(pool, body, send) {
    const { source, ...options }: DeployRequest = JSON.parse(body);
    return withEvents(pool, send, () => pool.deploy(source, options));
  },
  async destroy(pool, body, send) {
    const { stackName, force }: { stackName: string; force: boolean } = JSON.parse(body);
    return withEvents(pool, send, () => pool.destroy(stackName, { force }));
  },
  /** Events from now on, until the caller hangs up or the pool stops. */
  async events(pool, _body, send, gone) {
    const end = AbortSignal.any([gone, pool.stopping]);
    return withEvents(pool, send, async () => {
      if (!end.aborted) await once(end, "abort");
    });
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
