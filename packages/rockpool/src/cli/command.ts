import { fstatSync } from "node:fs";
import { Command, InvalidArgumentError } from "commander";
import type { Renderer } from "./render.js";
import { jsonRenderer, textRenderer } from "./render.js";
import { PoolClient } from "./client.js";
import { requirePool, stateDirectory } from "./home.js";

/** Exit codes of the command line. */
export const EXIT = {
  /** What was asked for has happened. */
  ok: 0,
  /** It was tried and failed: a stack rolled back, a command under `exec` failed to start. */
  failed: 1,
  /** It was not tried: wrong options, an unreadable source, no pool, a port in use. */
  refused: 2,
  /** Interrupted with Ctrl-C. */
  interrupted: 130,
} as const;

export interface CommonOptions {
  readonly state?: string;
  readonly json?: boolean;
}

/** A verb with the options that all of them have. */
export function verb(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option("--state <directory>", "the pool's state directory (default: $ROCKPOOL_HOME, else the nearest .rockpool)")
    .option("--json", "one JSON value a line, for machines");
}

/**
 * Whether this is a pool whose standard error is a file: its log. Terminals need no times, and what reads a pipe (Docker,
 * journald, a CI system) notes them itself.
 */
export function writesLog(): boolean {
  return process.argv.includes("--foreground") && fstatSync(process.stderr.fd).isFile();
}

/** Events on standard error, so that standard output holds results alone; under --json everything is a result. */
export function renderer(options: CommonOptions): Renderer {
  if (options.json) return jsonRenderer({ write: (text) => void process.stdout.write(text), live: false });
  const { stderr } = process;
  return textRenderer({
    write: (text) => void stderr.write(text),
    live: stderr.isTTY === true,
    columns: stderr.columns,
    timed: writesLog(),
  });
}

/** On Ctrl-C says what goes on without this command, and ends it. Returns the function that ends this. */
export function detachOnInterrupt(output: Renderer, message: string): () => void {
  const detach = (): void => {
    output.close();
    process.stderr.write(`\n${message}\n`);
    process.exit(EXIT.interrupted);
  };
  process.once("SIGINT", detach);
  return () => void process.removeListener("SIGINT", detach);
}

/** The pool that runs on the chosen state directory. */
export function client(options: CommonOptions): PoolClient {
  const directory = stateDirectory(options.state);
  return new PoolClient(directory, requirePool(directory));
}

/** `KEY=VALUE` words, repeated. */
export function keyValue(word: string, previous: Record<string, string> = {}): Record<string, string> {
  const equals = word.indexOf("=");
  if (equals < 1) throw new InvalidArgumentError("It must be of the form NAME=VALUE.");
  return { ...previous, [word.slice(0, equals)]: word.slice(equals + 1) };
}

/** The number of a TCP port as a word of the command line. */
export function portNumber(word: string): number {
  if (!/^\d{1,5}$/.test(word) || Number(word) > 65_535) {
    throw new InvalidArgumentError("It must be a whole number from 0 to 65535; 0 takes a free port.");
  }
  return Number(word);
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
