import { once } from "node:events";
import { spawnSupervised } from "./supervisor.js";

export interface RunOptions {
  readonly cwd?: string | undefined;
  /** Default: that of this process. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** In milliseconds; the program is killed then. Default: no limit. */
  readonly timeout?: number;
  /** Kills the program, and all that it started. */
  readonly signal?: AbortSignal | undefined;
}

/** A program that did not end well. */
export class CommandError extends Error {
  readonly stderr: string;

  constructor(command: string, how: string, stderr: string) {
    super(`${command} ${how}${stderr.trim() === "" ? "" : `: ${stderr.trim()}`}`);
    this.name = "CommandError";
    this.stderr = stderr;
  }
}

/**
 * Runs a program to its end, which is no later than the end of this process. Its output is that of a tool: it is kept in memory.
 *
 * @throws CommandError when it is not there, fails, or takes longer than the timeout; the signal's reason when that aborts
 */
export async function run(
  command: string,
  args: readonly string[],
  { cwd, env, timeout, signal }: RunOptions = {},
): Promise<{ stdout: string; stderr: string }> {
  signal?.throwIfAborted();
  // What these programs write is put in place by its caller afterwards: none needs time to clean up.
  const supervised = await spawnSupervised(command, args, { signal: "SIGKILL", cwd, env });
  const { child } = supervised;
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const limit = timeout === undefined ? undefined : AbortSignal.timeout(timeout);
  const kill = (): void => supervised.kill();
  signal?.addEventListener("abort", kill, { once: true });
  limit?.addEventListener("abort", kill, { once: true });
  // It may have aborted while the program was being started.
  if (signal?.aborted === true) kill();
  await once(child, "close");
  signal?.removeEventListener("abort", kill);
  signal?.throwIfAborted();
  if (limit?.aborted === true) throw new CommandError(command, `took longer than ${timeout} ms`, stderr());
  if (child.exitCode !== 0)
    throw new CommandError(command, `ended with ${child.signalCode ?? `status ${child.exitCode}`}`, stderr());
  return { stdout: stdout(), stderr: stderr() };
}

/** Gathers the text of a stream; answers what came so far. */
export function collect(...streams: ReadonlyArray<NodeJS.ReadableStream | null>): () => string {
  const chunks: Buffer[] = [];
  for (const stream of streams) stream?.on("data", (chunk: Buffer) => void chunks.push(chunk));
  return () => Buffer.concat(chunks).toString("utf8");
}

/** The promise's outcome, or a rejection as soon as `signal` aborts; what the promise stands for goes on. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  signal.throwIfAborted();
  const done = new AbortController();
  const aborted = once(signal, "abort", { signal: done.signal });
  // It ends with the race, one way or the other.
  aborted.catch(() => undefined);
  try {
    const first = await Promise.race([promise.then((value) => ({ value })), aborted.then(() => undefined)]);
    if (first !== undefined) return first.value;
    signal.throwIfAborted();
    return await promise;
  } finally {
    done.abort();
  }
}
