import type { FunctionSpec } from "./contract.js";

/** How to start the process that runs a function's code. */
export interface Launch {
  readonly command: string;
  readonly arguments: readonly string[];
  /** Variables that the runtime adds to the environment of every function; settings of the function win over them. */
  readonly environment: Readonly<Record<string, string>>;
  /** What really runs, e.g. `Node.js 24.21.0`; written to the log when a process starts. */
  readonly product: string;
  /** Further members of the message that initializes the bootstrap program. */
  readonly init: Readonly<Record<string, unknown>>;
}

/** What of a function decides how it is started. */
export type LaunchSpec = Pick<FunctionSpec, "runtime" | "layers" | "environment">;

/** One family of Lambda runtimes: `nodejs*` or `python3*`. */
export interface Launcher {
  runs(runtime: string): boolean;
  /**
   * Throws a `RockpoolError` when this machine cannot run the function. What is missing and can be fetched is fetched,
   * unless `fetch` is false.
   */
  prepare(spec: LaunchSpec, options?: { readonly fetch?: boolean }): Promise<Launch>;
}
