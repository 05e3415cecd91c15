import type { Readable, Writable } from "node:stream";
import { type Exit, spawnSupervised } from "../engines/supervisor.js";

/** A child with its control pipes: what is written to `control` it reads on descriptor 3, `messages` is its descriptor 4. */
export interface PipedChild {
  readonly control: Writable;
  readonly messages: Readable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves when the process has ended and, but for a straggler, all of its output has been read. */
  readonly exited: Promise<Exit>;
  /** Ends the child and everything that it started. */
  kill(): void;
}

/** How long output may trail behind the end of a process, in milliseconds. */
const OUTPUT_GRACE = 200;

// A second shell waits for the end of the pipe at descriptor 5, which only this process holds open, and takes the whole group
// with it. The signal of a parent's death, that a kernel can send, would reach the first process alone.
const WATCH = '{ read _; kill -9 0; } <&5 3<&- 4<&- >/dev/null 2>&1 & exec 5<&-; exec "$@"';

/**
 * Starts a program that does not outlive this process, and neither does anything that it starts, also after `kill -9`.
 * Where there is no shell, the bootstrap programs end themselves when descriptor 3 closes.
 */
export async function spawnPiped(
  command: string,
  args: readonly string[],
  options: { cwd: string; env: Record<string, string> },
): Promise<PipedChild> {
  const watched = process.platform !== "win32";
  const [program, ...programArguments] = watched
    ? ["/bin/sh", "-c", WATCH, "sh", command, ...args]
    : [command, ...args];
  const { child, pid, exited } = await spawnSupervised(program ?? command, programArguments, {
    ...options,
    mechanism: "none",
    signal: "SIGKILL",
    stdio: ["ignore", "pipe", "pipe", "pipe", "pipe", ...(watched ? (["pipe"] as const) : [])],
  });
  const [, stdout, stderr, control, messages] = child.stdio;
  if (!isReadable(stdout) || !isReadable(stderr) || !isWritable(control) || !isReadable(messages)) {
    throw new TypeError("a child process was started without its pipes");
  }
  // A pipe to a child that has died reports EPIPE; its exit is what counts.
  for (const stream of [stdout, stderr, control, messages]) stream.on("error", () => {});
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const kill = (): void => {
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      child.kill("SIGKILL");
    }
  };
  return {
    control,
    messages,
    stdout,
    stderr,
    kill,
    exited: exited.then(async (exit) => {
      // What the function started must not live on, nor hold the output pipes open.
      kill();
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, OUTPUT_GRACE);
      await Promise.race([closed, promise]);
      clearTimeout(timer);
      return exit;
    }),
  };
}

function isReadable(stream: Readable | Writable | null | undefined): stream is Readable {
  return stream !== null && stream !== undefined && "read" in stream;
}

function isWritable(stream: Readable | Writable | null | undefined): stream is Writable {
  return stream !== null && stream !== undefined && "write" in stream;
}
