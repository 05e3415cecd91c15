import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { join } from "node:path";

/** Node arguments that run `program` (an ES module's text, imports of the sources by absolute path) in a child process. */
export function nodeArguments(program: string): string[] {
  const hook = join(import.meta.dirname, "typescript-hook.mjs");
  return ["--disable-warning=ExperimentalWarning", "--import", hook, "--input-type=module", "-e", program];
}

/** Starts `program` in a process of its own: for tests of what happens when a pool is killed. */
export function runProgram(program: string, options: SpawnOptions = {}): ChildProcess {
  return spawn(process.execPath, nodeArguments(program), { stdio: ["ignore", "pipe", "inherit"], ...options });
}
