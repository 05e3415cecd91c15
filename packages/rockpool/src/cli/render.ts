import pc from "picocolors";
import type { PoolEvent } from "../events.js";
import { Progress } from "./progress.js";

/** Shows what the pool says: as lines on a terminal with a live last line, as plain lines, or as JSON for machines. */
export interface Renderer {
  event(event: PoolEvent): void;
  /** A line of the command's own. */
  line(text: string): void;
  /** A value for machines: printed under `--json`, and only there. */
  json(value: unknown): void;
  /** Removes the live line; call it before the process ends. */
  close(): void;
}

export interface RenderTarget {
  readonly write: (text: string) => void;
  /** A terminal that can redraw its last line. */
  readonly live: boolean;
  readonly columns?: number;
  /** Each line begins with its time, as in a log: nobody watches when it comes. */
  readonly timed?: boolean;
}

/** Lines for a log: each with its time in front, in UTC. */
export function timed(text: string, now: number): string {
  const time = new Date(now).toISOString();
  return text
    .split("\n")
    .map((line) => `${time} ${line}`)
    .join("\n");
}

export function jsonRenderer(target: RenderTarget): Renderer {
  const print = (value: unknown) => target.write(`${JSON.stringify(value)}\n`);
  return { event: print, line: () => undefined, json: print, close: () => undefined };
}

export function textRenderer(target: RenderTarget, now: () => number = Date.now): Renderer {
  const progress = new Progress();
  let drawn = false;

  const clear = () => {
    if (drawn) target.write("\r\u001b[2K");
    drawn = false;
  };
  const draw = () => {
    const { running } = progress;
    const [longest] = running;
    if (!target.live || longest === undefined) return;
    const seconds = Math.round((now() - longest.since) / 1000);
    const text = `  ${running.length} in progress (${seconds} s): ${running.map(({ label }) => label).join(", ")}`;
    clear();
    target.write(pc.dim(text.slice(0, (target.columns ?? 80) - 1)));
    drawn = true;
  };
  const timer = target.live ? setInterval(draw, 500).unref() : undefined;
  const line = (text: string) => {
    clear();
    target.write(`${target.timed === true ? timed(text, now()) : text}\n`);
    draw();
  };

  return {
    line,
    json: () => undefined,
    event(event) {
      if (event.kind === "stack") {
        const text = progress.line(event);
        if (text === undefined) draw();
        else line(text);
      } else if (event.kind === "log") {
        progress.log(event);
      } else if (event.kind === "notice") {
        line(event.level === "warning" ? `${pc.yellow("!")} ${event.message}` : pc.dim(`  ${event.message}`));
      }
      // Engine states have a verb of their own (`ls`); here they would only scroll.
    },
    close() {
      clearInterval(timer);
      clear();
    },
  };
}

/** Rows under headings, columns as wide as their longest cell. */
export function table(headings: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const format = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return [pc.bold(format(headings)), ...rows.map(format)].join("\n");
}
