import { randomUUID } from "node:crypto";
import type { Environment } from "../../environment.js";
import type { FunctionRunner, InvocationResult } from "../../functions/contract.js";
import type { Permission, Service } from "../contract.js";
import type { ObjectReader } from "./code.js";
import { EventQueue } from "./event-queue.js";
import { functionOperations } from "./functions.js";
import { invocationOperations } from "./invocation.js";
import { createInvoker } from "./invoker.js";
import { layerOperations } from "./layers.js";
import { permissionsOf } from "./permissions.js";
import { policyOperations } from "./policy.js";
import { type CredentialsFor, RoleCredentials } from "./role-credentials.js";
import { settingOperations } from "./settings.js";
import { LambdaStore, parseReference } from "./store.js";
import { type FunctionUrlHandler, type IsAllowed, createUrlHandler } from "./url-handler.js";
import { urlOperations } from "./urls.js";

export { matchFunctionUrl } from "./url-handler.js";
export type { FunctionUrlHandler, IsAllowed } from "./url-handler.js";
export type { UrlRequest, UrlResponse } from "./url-payload.js";
export type { CredentialsFor } from "./role-credentials.js";
export type { ObjectReader } from "./code.js";

export interface LambdaOptions {
  readonly environment: Environment;
  readonly runner: FunctionRunner;
  /** Reads an archive with code from S3. */
  readonly codeFrom: ObjectReader;
  /** Opens a session of a function's role, which must last an hour or more; throws when the role cannot be assumed. */
  readonly credentialsFor: CredentialsFor;
  /** Decides on signed requests to function URLs by the caller's own policies. */
  readonly isAllowed: IsAllowed;
  /** Pauses before the retries of an asynchronous invocation that failed, in milliseconds. Default: 500 and 1000. */
  readonly retryDelays?: readonly number[];
}

function operationsOf(options: LambdaOptions, store: LambdaStore) {
  const { runner, codeFrom: read } = options;
  const credentials = new RoleCredentials(options.credentialsFor, options.environment.clock);
  const invoke = createInvoker({ store, runner, credentials });
  const queue = new EventQueue({ store, invoke, retryDelays: options.retryDelays ?? [500, 1000] });
  const operations = {
    ...functionOperations({ store, runner, read, credentials }),
    ...invocationOperations({ store, invoke, queue }),
    ...policyOperations(store),
    ...urlOperations(store),
    ...settingOperations(store),
    ...layerOperations({ store, read }),
  };
  return { operations, invoke, queue };
}

export interface LambdaService extends Service<ReturnType<typeof operationsOf>["operations"]> {
  /**
   * Invokes a function as an event for CloudFormation: three attempts at most, settles when the last one has ended.
   * `functionArn` may be a name, too. Throws `AwsError` when there is no such function or it cannot be run.
   */
  invokeEvent(functionArn: string, payload: string): Promise<InvocationResult>;
  /** Answers a request to a function URL; find the id with `matchFunctionUrl`. Never throws. */
  readonly functionUrlHandler: FunctionUrlHandler;
  /** Goes on with asynchronous invocations that an earlier run had accepted. Call once the gateway listens. */
  resume(): void;
  /** Ends everything that runs, the runner included; events that were accepted and have not run to their end stay on disk. */
  close(): Promise<void>;
}

/** AWS Lambda: functions, their URLs, resource policies and layers. Versions and aliases are not kept: `$LATEST` alone exists. */
export function createLambdaService(options: LambdaOptions): LambdaService {
  const store = new LambdaStore(options.environment);
  const { operations, invoke, queue } = operationsOf(options, store);
  return {
    sdkName: "lambda",
    signingName: "lambda",
    operations,
    permissions: (operation, input): Permission[] => permissionsOf(store, operation, input),
    model: () => import("@aws-sdk/client-lambda"),
    invokeEvent: (functionArn, payload) => {
      const { name } = parseReference(functionArn);
      return queue.run(name, randomUUID(), payload);
    },
    functionUrlHandler: createUrlHandler({ store, invoke, isAllowed: options.isAllowed }),
    resume: () => queue.resume(),
    async close() {
      queue.stop();
      await options.runner.close();
      await queue.settled();
    },
  };
}
