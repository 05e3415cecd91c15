import { AwsError, RockpoolError } from "../../errors.js";
import type { FunctionRunner, FunctionSpec, InvocationResult } from "../../functions/contract.js";
import { realCodeDirectory } from "./code.js";
import { throttled } from "./errors.js";
import type { FunctionRecord } from "./records.js";
import type { RoleCredentials } from "./role-credentials.js";
import type { LambdaStore } from "./store.js";

export type Invoker = (record: FunctionRecord, requestId: string, payload: string) => Promise<InvocationResult>;

export interface InvokerOptions {
  readonly store: LambdaStore;
  readonly runner: FunctionRunner;
  readonly credentials: RoleCredentials;
}

/** Runs a function once, with its settings and its role of this moment. Throws `throttled()` beyond its reserved concurrency. */
export function createInvoker({ store, runner, credentials }: InvokerOptions): Invoker {
  const running = new Map<string, number>();
  return async (record, requestId, payload) => {
    const busy = running.get(record.name) ?? 0;
    if (record.reservedConcurrency !== undefined && busy >= record.reservedConcurrency) throw throttled();
    running.set(record.name, busy + 1);
    try {
      return await runner.invoke(specOf(store, record), {
        requestId,
        payload,
        credentials: await credentials.get(record.role, record.name),
      });
    } catch (error) {
      if (!(error instanceof RockpoolError)) throw error;
      const hint = error.hint === undefined ? "" : ` ${error.hint}`;
      throw new AwsError("ServiceException", `${error.message}.${hint}`, { status: 500, cause: error });
    } finally {
      running.set(record.name, (running.get(record.name) ?? 1) - 1);
    }
  };
}

function specOf(store: LambdaStore, record: FunctionRecord): FunctionSpec {
  const { state } = store.environment;
  return {
    functionName: record.name,
    functionArn: store.functionArn(record.name),
    version: "$LATEST",
    runtime: record.runtime,
    handler: record.handler,
    codeDirectory: realCodeDirectory(state, record.code),
    inline: record.code.inline,
    layers: record.layers.map(({ code }) => realCodeDirectory(state, code)),
    timeoutSeconds: record.timeout,
    memoryMegabytes: record.memory,
    environment: store.environmentOf(record),
    logGroupName: record.logGroup,
  };
}
