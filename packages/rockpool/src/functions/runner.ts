import { cacheDirectory as defaultCacheDirectory } from "../engines/cache.js";
import type { Environment } from "../environment.js";
import { RockpoolError, messageOf } from "../errors.js";
import type { FunctionRunner, FunctionSpec, Invocation, InvocationResult, LogSink } from "./contract.js";
import type { Launcher } from "./launch.js";
import { nodeLauncher } from "./node.js";
import { SandboxPool } from "./pool.js";
import { pythonLauncher } from "./python.js";
import { runInvocation } from "./invoke.js";
import { Scratch } from "./scratch.js";

export interface RunnerOptions {
  readonly environment: Environment;
  /** Receives every line of output. */
  readonly logs: LogSink;
  /** Compiled code and, where Python has no boto3, a copy of it. Shared by all pools. Default: `~/.cache/rockpool`. */
  readonly cacheDirectory?: string;
  /** Processes that one function may have at a time; further invocations wait. Default: 10. */
  readonly concurrency?: number;
  /** A process without work ends after this time. Default: 5 minutes. */
  readonly idleMilliseconds?: number;
}

/** Makes the runner of the `nodejs*` and `python3.*` runtimes. */
export function createFunctionRunner(options: RunnerOptions): FunctionRunner {
  const { environment, logs, concurrency = 10, idleMilliseconds = 300_000 } = options;
  const cacheDirectory = options.cacheDirectory ?? defaultCacheDirectory();
  const launchers: Launcher[] = [
    nodeLauncher({ cacheDirectory }),
    pythonLauncher({ cacheDirectory, events: environment.events }),
  ];
  const pools = new Map<string, SandboxPool>();
  let closed = false;

  const scratch = new Scratch(environment.state.directory);
  // What a crash left behind.
  scratch.clear();

  const launcherOf = (runtime: string): Launcher => {
    const launcher = launchers.find((candidate) => candidate.runs(runtime));
    if (launcher) return launcher;
    throw new RockpoolError("UnsupportedRuntime", `functions of the runtime ${runtime} cannot be run here`, {
      hint: "Rockpool runs nodejs* and python3.* functions.",
    });
  };

  const poolOf = (functionName: string): SandboxPool => {
    const existing = pools.get(functionName);
    if (existing) return existing;
    const pool = new SandboxPool({ environment, scratch, concurrency, idleMilliseconds });
    pools.set(functionName, pool);
    return pool;
  };

  const checkOpen = ({ functionName }: FunctionSpec): void => {
    if (closed) throw new RockpoolError("RunnerClosed", `${functionName} was invoked after the pool had stopped`);
  };

  return {
    async invoke(spec: FunctionSpec, invocation: Invocation): Promise<InvocationResult> {
      checkOpen(spec);
      invocation.signal?.throwIfAborted();
      const launch = await launcherOf(spec.runtime).prepare(spec);
      // Preparing may have fetched something; no process must start after the end.
      checkOpen(spec);
      return runInvocation({ pool: poolOf(spec.functionName), environment, logs, spec, invocation, launch });
    },
    async check(runtime, checkOptions) {
      try {
        await launcherOf(runtime).prepare({ runtime, layers: [], environment: {} }, checkOptions);
        return { ok: true };
      } catch (error) {
        const hint = error instanceof RockpoolError && error.hint !== undefined ? ` ${error.hint}` : "";
        const code = error instanceof RockpoolError ? { code: error.code } : {};
        return { ok: false, reason: `${messageOf(error)}.${hint}`, ...code };
      }
    },
    async retire(functionName) {
      await pools.get(functionName)?.retire();
    },
    async close() {
      closed = true;
      await Promise.all([...pools.values()].map((pool) => pool.close()));
      scratch.clear();
    },
  };
}
