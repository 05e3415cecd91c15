import type { Readable } from "node:stream";
import { isRecord } from "../record.js";
import { type PipedChild, spawnPiped } from "./spawn.js";

/** How long output may trail behind an answer, in milliseconds. */
const OUTPUT_GRACE = 200;

/** A function error as a runtime reports it: `errorType`, `errorMessage`, and `trace` or `stackTrace`. */
export type ErrorDocument = Readonly<Record<string, unknown>>;

/** How an initialization or an invocation ended. */
export type Outcome =
  | { readonly kind: "ready" }
  | { readonly kind: "result"; readonly payload: string; readonly memory: number }
  | { readonly kind: "error"; readonly error: ErrorDocument; readonly memory: number; readonly fatal: boolean }
  | { readonly kind: "timeout" }
  | { readonly kind: "exit"; readonly code: number | null; readonly signal: NodeJS.Signals | null };

export interface ProcessOptions {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly cwd: string;
  readonly environment: Record<string, string>;
  /** Ends the output of each invocation on standard output and standard error. */
  readonly marker: string;
  /** Told every line of output. */
  readonly onLine: (message: string) => void;
}

/** One process that runs a function's code: initialized once, then one invocation at a time. */
export class FunctionProcess {
  readonly #child: PipedChild;
  readonly #options: ProcessOptions;
  readonly #exited: Promise<void>;
  #settle: ((outcome: Outcome) => void) | undefined;
  #exit: Outcome | undefined;
  #markers = 0;
  #markersSeen: (() => void) | undefined;

  private constructor(child: PipedChild, options: ProcessOptions) {
    this.#child = child;
    this.#options = options;
    for (const stream of [child.stdout, child.stderr]) eachLine(stream, (line) => this.#output(line));
    eachLine(child.messages, (line) => this.#message(line));
    this.#exited = child.exited.then((exit) => {
      this.#exit = { kind: "exit", ...exit };
      this.#settle?.(this.#exit);
    });
  }

  static async start(options: ProcessOptions): Promise<FunctionProcess> {
    const child = await spawnPiped(options.command, options.arguments, { cwd: options.cwd, env: options.environment });
    return new FunctionProcess(child, options);
  }

  /** Resolves when the process is gone. */
  get exited(): Promise<void> {
    return this.#exited;
  }

  /** Sends one message and waits for its outcome. A timeout ends the process. */
  async request(message: Readonly<Record<string, unknown>>, timeoutMilliseconds: number): Promise<Outcome> {
    if (this.#exit !== undefined) return this.#exit;
    this.#markers = 0;
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    this.#settle = resolve;
    const timer = setTimeout(() => resolve({ kind: "timeout" }), timeoutMilliseconds);
    this.#child.control.write(`${JSON.stringify(message)}\n`);
    const outcome = await promise;
    clearTimeout(timer);
    this.#settle = undefined;
    if (outcome.kind === "timeout") await this.end();
    else if (outcome.kind === "error" && outcome.fatal) await this.#exited;
    else if (outcome.kind === "result" || outcome.kind === "error") await this.#outputComplete();
    return outcome;
  }

  async end(): Promise<void> {
    this.#child.kill();
    await this.#exited;
  }

  #message(line: string): void {
    const message = parseMessage(line);
    if (message === undefined) return;
    const memory = typeof message["memory"] === "number" ? message["memory"] : 0;
    switch (message["type"]) {
      case "log":
        return this.#options.onLine(String(message["message"]));
      case "ready":
        return this.#settle?.({ kind: "ready" });
      case "result":
        return this.#settle?.({ kind: "result", payload: String(message["payload"]), memory });
      case "error":
      case "initError":
        return this.#settle?.({
          kind: "error",
          error: isRecord(message["error"]) ? message["error"] : {},
          memory,
          fatal: message["type"] === "initError" || message["fatal"] === true,
        });
    }
  }

  #output(line: string): void {
    if (!line.endsWith(this.#options.marker)) return this.#options.onLine(line);
    // Output without a final line break stands before the marker.
    const rest = line.slice(0, -this.#options.marker.length);
    if (rest !== "") this.#options.onLine(rest);
    this.#markers += 1;
    if (this.#markers >= 2) this.#markersSeen?.();
  }

  // The answer and the output travel through different pipes.
  async #outputComplete(): Promise<void> {
    if (this.#markers >= 2) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#markersSeen = resolve;
    const timer = setTimeout(resolve, OUTPUT_GRACE);
    await promise;
    clearTimeout(timer);
  }
}

function eachLine(stream: Readable, take: (line: string) => void): void {
  let parts: string[] = [];
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = chunk.split("\n");
    for (const [index, line] of lines.entries()) {
      parts.push(line);
      if (index === lines.length - 1) break;
      take(parts.join(""));
      parts = [];
    }
  });
  stream.on("end", () => {
    const rest = parts.join("");
    if (rest !== "") take(rest);
  });
}

// A function could write to descriptor 4 itself; what is no message of the bootstrap is passed over.
function parseMessage(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
