import pc from "picocolors";
import type { PoolEvent, StackEvent } from "../events.js";

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
}

export function jsonRenderer(target: RenderTarget): Renderer {
  const print = (value: unknown) => target.write(`${JSON.stringify(value)}\n`);
  return { event: print, line: () => undefined, json: print, close: () => undefined };
}

export function textRenderer(target: RenderTarget, now: () => number = Date.now): Renderer {
  /** When each resource in progress began, by stack and logical id. */
  const running = new Map<string, { label: string; since: number }>();
  let drawn = false;

  const clear = () => {
    if (drawn) target.write("\r\u001b[2K");
    drawn = false;
  };
  const draw = () => {
    if (!target.live || running.size === 0) return;
    const longest = [...running.values()].toSorted((a, b) => a.since - b.since);
    const seconds = Math.round((now() - (longest[0]?.since ?? now())) / 1000);
    const text = `  ${running.size} in progress (${seconds} s): ${longest.map((item) => item.label).join(", ")}`;
    clear();
    target.write(pc.dim(text.slice(0, (target.columns ?? 80) - 1)));
    drawn = true;
  };
  const timer = target.live ? setInterval(draw, 500).unref() : undefined;
  const line = (text: string) => {
    clear();
    target.write(`${text}\n`);
    draw();
  };

  return {
    line,
    json: () => undefined,
    event(event) {
      if (event.kind === "stack") {
        const text = stackLine(event, running, now());
        if (text === undefined) draw();
        else line(text);
      } else if (event.kind === "notice") {
        line(event.level === "warning" ? `${pc.yellow("!")} ${event.message}` : pc.dim(`  ${event.message}`));
      }
      // Engine states and function output have verbs of their own (`ls`, the log groups); here they would only scroll.
    },
    close() {
      clearInterval(timer);
      clear();
    },
  };
}

/** The line for a stack event, or nothing for the events that only begin something. */
function stackLine(
  event: StackEvent,
  running: Map<string, { label: string; since: number }>,
  now: number,
): string | undefined {
  const key = `${event.stackId}/${event.logicalResourceId}`;
  const isStack = event.physicalResourceId === event.stackId;
  if (event.resourceStatus.endsWith("_IN_PROGRESS")) {
    if (isStack) {
      return (
        pc.bold(`${event.stackName} ${event.resourceStatus}`) +
        (event.resourceStatusReason ? pc.dim(`  ${event.resourceStatusReason}`) : "")
      );
    }
    if (!running.has(key)) running.set(key, { label: event.logicalResourceId, since: now });
    return undefined;
  }
  const since = running.get(key)?.since;
  running.delete(key);
  const took = since === undefined ? "" : pc.dim(` ${duration(now - since)}`);
  const failed = event.resourceStatus.endsWith("_FAILED");
  const mark = failed ? pc.red("✖") : event.resourceStatus.startsWith("DELETE") ? pc.dim("−") : pc.green("✔");
  if (isStack) return `${mark} ${pc.bold(event.stackName)} ${event.resourceStatus}${took}`;
  const reason =
    failed || event.resourceStatus === "DELETE_SKIPPED"
      ? `\n    ${pc.red(event.resourceStatusReason ?? "no reason is recorded")}`
      : "";
  return `  ${mark} ${event.logicalResourceId} ${pc.dim(event.resourceType)}${failed ? ` ${event.resourceStatus}` : ""}${took}${reason}`;
}

/** `340 ms`, `1.7 s`, `3 min 12 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`;
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
