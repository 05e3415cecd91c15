/** What the lambda service needs to run code. */

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface FunctionSpec {
  readonly functionName: string;
  readonly functionArn: string;
  readonly version: string;
  /** e.g. `nodejs22.x`, `python3.13`. */
  readonly runtime: string;
  /** e.g. `index.handler`. */
  readonly handler: string;
  /** The unpacked code. A change of code comes with another directory. */
  readonly codeDirectory: string;
  /** Whether the code came as `ZipFile` text, so that `cfn-response` / `cfnresponse` are at hand. */
  readonly inline: boolean;
  /** Unpacked layers, in order. */
  readonly layers: readonly string[];
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logGroupName: string;
}

export interface Invocation {
  readonly requestId: string;
  /** The event, a JSON text. */
  readonly payload: string;
  /** Of the function's own role. Fetched for each invocation; the runner may reuse a process while they are valid. */
  readonly credentials: Credentials;
  readonly signal?: AbortSignal;
}

/** How much of its log an invocation answers with ("Invoke", `LogType`: the last 4 KB of the execution log). */
export const LOG_TAIL_BYTES = 4096;

export interface InvocationResult {
  /** The answer, a JSON text; on a function error, `{"errorMessage":...,"errorType":...,"stackTrace":[...]}`. */
  readonly payload: string;
  readonly functionError?: "Unhandled" | "Handled";
  readonly logStreamName: string;
  /** The last {@link LOG_TAIL_BYTES} of what this invocation logged, START, END and REPORT lines included. */
  readonly log: string;
  readonly durationMilliseconds: number;
}

/** Receives every line of output, as it is written. */
export type LogSink = (line: {
  functionName: string;
  logGroupName: string;
  logStreamName: string;
  requestId: string;
  timestamp: number;
  message: string;
}) => void;

/** Whether a runtime can run on this machine, and if not, why. */
export type RuntimeCheck =
  | { readonly ok: true }
  /** `code`: of the `RockpoolError`; `NoBoto3` when nothing is missing but what is fetched at need. */
  | { readonly ok: false; readonly reason: string; readonly code?: string };

/** Runs functions as supervised child processes: one at a time an invocation, reused while warm. */
export interface FunctionRunner {
  /** Runs one invocation. Rejects only when the code cannot be run at all (unknown runtime, no Python): a `RockpoolError`. */
  invoke(spec: FunctionSpec, invocation: Invocation): Promise<InvocationResult>;
  /** Whether this runtime can run here, and if not, why. Fetches what is missing (boto3), unless `fetch` is false. */
  check(runtime: string, options?: { readonly fetch?: boolean }): Promise<RuntimeCheck>;
  /** Ends the warm processes of a function (code or settings changed, or it was deleted). */
  retire(functionName: string): Promise<void>;
  close(): Promise<void>;
}
