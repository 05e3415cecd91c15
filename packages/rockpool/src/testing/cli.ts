import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PoolFile } from "../pool/pool-file.js";
import { writeFiles } from "./functions.js";
import { noProcessesOn } from "./leftovers.js";

const PROGRAM = join(import.meta.dirname, "../../bin/rockpool.mjs");

export interface Ran {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Sends a signal once the output, of both streams, contains a text or matches. */
  readonly signalAfter?: { readonly output: string | RegExp; readonly signal: NodeJS.Signals };
}

/** A command of the built command line that is under way. */
export interface RunningCli {
  readonly child: ChildProcess;
  readonly ended: Promise<Ran>;
  /** Resolves when the output, of both streams, contains a text or matches; rejects when the command ends without it. */
  printed(wanted: string | RegExp): Promise<void>;
}

/** Starts the built command line (`npm run build`), as a user would from a shell. */
export function startCli(words: readonly string[], options: CliOptions = {}): RunningCli {
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    cwd: options.cwd,
    env: { ...process.env, NO_COLOR: "1", ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const out = { stdout: "", stderr: "" };
  const waiting = new Set<() => void>();
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      out[name] += text;
      for (const check of waiting) check();
    });
  }
  const ended = new Promise<Ran>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, ...out }));
  });
  const printed = async (wanted: string | RegExp): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const check = (): void => {
      const text = out.stdout + out.stderr;
      if (typeof wanted === "string" ? text.includes(wanted) : wanted.test(text)) resolve();
    };
    waiting.add(check);
    check();
    void ended.then(({ code }) => reject(new Error(`ended (${code}) without ${wanted}:\n${out.stdout}${out.stderr}`)));
    await promise.finally(() => waiting.delete(check));
  };
  const { signalAfter } = options;
  if (signalAfter !== undefined) void printed(signalAfter.output).then(() => child.kill(signalAfter.signal));
  return { child, ended, printed };
}

export function runCli(words: readonly string[], options: CliOptions = {}): Promise<Ran> {
  return startCli(words, options).ended;
}

/** A working directory and a state directory for commands of one test. Disposal fails when a process is left on them. */
export interface CliHome extends AsyncDisposable {
  /** Where the commands are run; has the files that the test was given. */
  readonly directory: string;
  readonly state: string;
  /** `run("deploy", "pets.yaml")` runs `rockpool deploy --state <state> pets.yaml`. */
  run(...words: string[]): Promise<Ran>;
  start(words: readonly string[], options?: CliOptions): RunningCli;
  /** Starts a pool in the background on a free port. */
  startPool(...words: string[]): Promise<PoolFile>;
  write(files: Readonly<Record<string, string>>): void;
}

export function cliHome(files: Readonly<Record<string, string>> = {}): CliHome {
  const directory = writeFiles(mkdtempSync(join(tmpdir(), "rockpool-cli-")), files);
  const state = join(directory, "state");
  const start = ([verb = "", ...rest]: readonly string[], options: CliOptions = {}): RunningCli =>
    startCli([verb, "--state", state, ...rest], { cwd: directory, ...options });
  const run = (...words: string[]): Promise<Ran> => start(words).ended;
  return {
    directory,
    state,
    start,
    run,
    write: (more) => void writeFiles(directory, more),
    async startPool(...words) {
      const { code, stdout, stderr } = await run("start", "--port", "0", ...words);
      if (code !== 0) throw new Error(`rockpool start ended with ${code}: ${stdout}${stderr}`);
      const pool: PoolFile = JSON.parse(readFileSync(join(state, "pool.json"), "utf8"));
      return pool;
    },
    async [Symbol.asyncDispose]() {
      try {
        const { code, stderr } = await run("stop");
        if (code !== 0) throw new Error(`rockpool stop ended with ${code}: ${stderr}`);
        await noProcessesOn(directory);
      } finally {
        rmSync(directory, { recursive: true, force: true });
      }
    },
  };
}
