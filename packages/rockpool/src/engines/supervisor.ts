import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { forgetProcess, recordProcess } from "./reap.js";

/** How a child is made to end with its parent: by the kernel, or by a shell that watches a pipe to the parent. */
export type SupervisionMechanism = "pdeathsig" | "pipe" | "none";

export interface SuperviseOptions {
  /** Sent to the child when this process dies, however it dies, and by {@link Supervised.end}. Default `SIGTERM`. */
  readonly signal?: NodeJS.Signals;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** As in `spawn`; default `["ignore", "pipe", "pipe"]`. At most six entries. */
  readonly stdio?: ReadonlyArray<"pipe" | "ignore" | "inherit" | "ipc" | number>;
  /** A launcher in front of the command that changes its user, e.g. `unshare ... --`; see runas.ts. */
  readonly prefix?: readonly string[];
  /**
   * Remembers the process on disk, so that {@link reap} finds it should everything else fail.
   * `marker` is a text of its command line that no other program has, such as its data directory.
   */
  readonly record?: { readonly directory: string; readonly marker: string };
  /** Default: the best that this machine has. */
  readonly mechanism?: SupervisionMechanism;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A child process that does not outlive this one. */
export interface Supervised {
  readonly child: ChildProcess;
  /** The program's own process id. */
  readonly pid: number;
  readonly exited: Promise<Exit>;
  isAlive(): boolean;
  /** Sends `signal`, by default the one of the options. */
  end(signal?: NodeJS.Signals): void;
  /** SIGKILL for the whole process group. */
  kill(): void;
}

/**
 * Starts a program that ends when this process ends, also by `kill -9`.
 *
 * It runs in a session of its own, so that Ctrl-C on the terminal reaches only us and we can stop things in order.
 * The parent-death signal belongs to the *thread* that spawned: call this from a thread that lives as long as the child should.
 */
export async function spawnSupervised(
  command: string,
  args: readonly string[],
  options: SuperviseOptions = {},
): Promise<Supervised> {
  const { signal = "SIGTERM", cwd, env, prefix = [], mechanism = supervisionMechanism() } = options;
  const stdio: Array<"pipe" | "ignore" | "inherit" | "ipc" | number> = [
    ...(options.stdio ?? ["ignore", "pipe", "pipe"]),
  ];
  const program = [...prefix];
  if (mechanism === "pdeathsig") {
    // After the prefix: a change of user clears the parent-death signal.
    program.push(setpriv() ?? "setpriv", "--pdeathsig", signal, "--", command, ...args);
  } else if (mechanism === "pipe") {
    program.unshift("/bin/sh", "-c", watchScript(stdio.length), "rockpool-supervisor", signal.replace("SIG", ""));
    program.push(command, ...args);
    stdio.push("pipe");
  } else {
    program.push(command, ...args);
  }
  const [file = command, ...rest] = program;
  const child = spawn(file, rest, {
    cwd,
    env,
    stdio,
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  const exited = new Promise<Exit>((resolve) => {
    child.once("exit", (code, by) => resolve({ code, signal: by }));
    child.once("error", () => resolve({ code: null, signal: null }));
  });
  const pid = await new Promise<number>((resolve, reject) => {
    child.once("spawn", () =>
      child.pid === undefined ? reject(new Error(`no process id for ${command}`)) : resolve(child.pid),
    );
    child.once("error", reject);
  });
  const pipe = mechanism === "pipe" ? child.stdio[stdio.length - 1] : undefined;
  if (pipe !== undefined && pipe !== null && "end" in pipe) {
    pipe.on("error", () => undefined);
    void exited.then(() => pipe.end("gone\n"));
  }
  const { record } = options;
  if (record !== undefined) {
    recordProcess(record.directory, { pid, marker: record.marker, signal });
    void exited.then(() => forgetProcess(record.directory, pid));
  }
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    child,
    pid,
    exited,
    isAlive,
    end: (by = signal) => void (isAlive() && child.kill(by)),
    kill: () => {
      if (!isAlive()) return;
      if (process.platform === "win32") child.kill("SIGKILL");
      else killGroup(pid);
    },
  };
}

let known: SupervisionMechanism | undefined;

/** What this machine offers; asked once. */
export function supervisionMechanism(): SupervisionMechanism {
  known ??= findMechanism();
  return known;
}

function findMechanism(): SupervisionMechanism {
  if (process.platform === "win32") return "none";
  const program = setpriv();
  // BusyBox has a setpriv without this option.
  if (
    program !== undefined &&
    spawnSync(program, ["--pdeathsig", "SIGTERM", "--", "true"], { stdio: "ignore" }).status === 0
  )
    return "pdeathsig";
  return "pipe";
}

let knownSetpriv: string | undefined;

/** The path of setpriv, looked up once: a child's own PATH need not lead there. */
function setpriv(): string | undefined {
  knownSetpriv ??=
    process.platform === "linux"
      ? (process.env["PATH"] ?? "")
          .split(delimiter)
          .map((directory) => join(directory, "setpriv"))
          .find(existsSync)
      : undefined;
  return knownSetpriv;
}

/**
 * A shell starts a watcher on the pipe to the parent, at descriptor `pipe`, and becomes the program. The pipe's end means that the parent is gone;
 * a line on it, that the program is. The watcher is nobody's child, so that the program never hears of it.
 */
function watchScript(pipe: number): string {
  return [
    "signal=$1; shift",
    `( { read _ <&${pipe} || kill -s "$signal" $$; } </dev/null >/dev/null 2>&1 & )`,
    `exec "$@" ${pipe}<&-`,
  ].join("\n");
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // The group ended by itself in the meantime.
  }
}
