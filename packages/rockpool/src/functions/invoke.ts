import { performance } from "node:perf_hooks";
import { type Environment, randomHex } from "../environment.js";
import { type FunctionSpec, type Invocation, type InvocationResult, LOG_TAIL_BYTES, type LogSink } from "./contract.js";
import type { Launch } from "./launch.js";
import { LogTail } from "./log-tail.js";
import type { Sandbox, SandboxPool } from "./pool.js";
import type { Outcome } from "./process.js";
import { PAYLOAD_LIMIT, errorDocument, lifecycle, timeoutText } from "./report.js";

export interface InvocationRun {
  readonly pool: SandboxPool;
  readonly environment: Environment;
  readonly logs: LogSink;
  readonly spec: FunctionSpec;
  readonly invocation: Invocation;
  readonly launch: Launch;
}

/** Runs one invocation from START to REPORT. Rejects only when it is aborted. */
export async function runInvocation({
  pool,
  environment,
  logs,
  spec,
  invocation,
  launch,
}: InvocationRun): Promise<InvocationResult> {
  const { requestId, signal } = invocation;
  const sandbox = await pool.acquire(spec, launch, invocation.credentials);
  const { logStreamName } = sandbox;
  const tail = new LogTail(LOG_TAIL_BYTES);
  const emit = lineEmitter({ environment, logs, spec, logStreamName, requestId });
  const write = (message: string): void => {
    tail.add(message);
    emit(message);
  };
  sandbox.onLine = write;
  const release = (reusable: boolean): void => {
    // What the process writes between two invocations is logged, but belongs to no answer.
    sandbox.onLine = emit;
    pool.release(sandbox, reusable);
  };
  const abort = (): void => void sandbox.process.end();
  signal?.addEventListener("abort", abort, { once: true });
  try {
    const initialization = await initialize(sandbox, spec, launch, write);
    write(lifecycle.start(requestId, spec));
    const started = performance.now();
    const outcome = initialization.failure ?? limitResponse(await call(sandbox, environment, spec, invocation));
    signal?.throwIfAborted();
    const milliseconds = performance.now() - started;
    if (outcome.kind === "timeout")
      write(`${new Date(environment.clock.now()).toISOString()} ${requestId} ${timeoutText(spec)}`);
    if (outcome.kind === "exit") write(String(errorDocument(outcome, requestId, spec)["errorMessage"]));
    write(lifecycle.end(requestId));
    const memory = "memory" in outcome ? outcome.memory : 0;
    write(
      lifecycle.report(requestId, spec, {
        milliseconds,
        memory,
        initMilliseconds: initialization.milliseconds,
        outcome,
      }),
    );
    release(outcome.kind === "result" || (outcome.kind === "error" && !outcome.fatal));
    const common = { logStreamName, log: tail.text(), durationMilliseconds: milliseconds };
    if (outcome.kind === "result") return { payload: outcome.payload, ...common };
    if (outcome.kind === "ready") return { payload: "null", ...common };
    return { payload: JSON.stringify(errorDocument(outcome, requestId, spec)), functionError: "Unhandled", ...common };
  } catch (error) {
    release(false);
    throw error;
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

/** Sends lines to the log of a request. A function of its own, so that a warm process keeps nothing else of the invocation. */
function lineEmitter({
  environment,
  logs,
  spec: { functionName, logGroupName },
  logStreamName,
  requestId,
}: Pick<InvocationRun, "environment" | "logs" | "spec"> & {
  readonly logStreamName: string;
  readonly requestId: string;
}): (message: string) => void {
  return (message) =>
    logs({ functionName, logGroupName, logStreamName, requestId, timestamp: environment.clock.now(), message });
}

async function initialize(
  sandbox: Sandbox,
  spec: FunctionSpec,
  launch: Launch,
  write: (message: string) => void,
): Promise<{ milliseconds?: number; failure?: Outcome }> {
  if (sandbox.initMilliseconds !== undefined) return {};
  write(lifecycle.initStart(spec, launch.product));
  const started = performance.now();
  const outcome = await sandbox.initialize();
  const milliseconds = performance.now() - started;
  sandbox.initMilliseconds = milliseconds;
  return outcome.kind === "ready" ? { milliseconds } : { milliseconds, failure: outcome };
}

function call(
  sandbox: Sandbox,
  environment: Environment,
  spec: FunctionSpec,
  invocation: Invocation,
): Promise<Outcome> {
  const timeout = spec.timeoutSeconds * 1000;
  return sandbox.process.request(
    {
      type: "invoke",
      requestId: invocation.requestId,
      functionArn: spec.functionArn,
      payload: invocation.payload,
      // The child compares it with its own clock, not with one that a test holds still.
      deadline: Date.now() + timeout,
      traceId: `Root=1-${Math.floor(environment.clock.now() / 1000).toString(16)}-${randomHex(environment.random, 24)};Sampled=0`,
    },
    timeout,
  );
}

function limitResponse(outcome: Outcome): Outcome {
  if (outcome.kind !== "result" || Buffer.byteLength(outcome.payload) <= PAYLOAD_LIMIT) return outcome;
  return {
    kind: "error",
    memory: outcome.memory,
    fatal: false,
    error: {
      errorType: "Function.ResponseSizeTooLarge",
      errorMessage: `Response payload size exceeded maximum allowed payload size (${PAYLOAD_LIMIT} bytes).`,
    },
  };
}
