import pc from "picocolors";
import type { FunctionLogEvent, StackEvent } from "../events.js";

/** How much of a function's output is shown when its custom resource fails. */
const LOG_LINES = 8;
/** Below this a duration says nothing, in milliseconds. */
const WORTH_SAYING = 100;
/** What Lambda itself writes about an invocation. */
const LIFECYCLE = /^(INIT_START|START|END|REPORT) /;
/** Reasons that leave the cause to the function's log. */
const POINTS_TO_LOG = /CloudWatch Log Stream|its log says more/;

/** What of the stacks has been seen to begin and to end, and the lines that say so. */
export class Progress {
  /** When each resource in progress began, by stack and logical id. */
  readonly #begun = new Map<string, { label: string; since: number }>();
  /** The path of logical ids to each nested stack, by its ARN. */
  readonly #nested = new Map<string, string>();
  /** The labels of nested stacks that were begun and have no ARN yet, by what their names begin with. */
  readonly #awaited = new Map<string, string>();
  #log: string[] = [];

  /** The resources in progress with the time of their beginning, the longest first. */
  get running(): ReadonlyArray<{ readonly label: string; readonly since: number }> {
    return [...this.#begun.values()].toSorted((a, b) => a.since - b.since);
  }

  /** Keeps a line of a function's output, for the failure that it may explain. */
  log({ message }: FunctionLogEvent): void {
    const lines = message.split("\n").filter((line) => line.trim() !== "" && !LIFECYCLE.test(line));
    this.#log = [...this.#log, ...lines].slice(-LOG_LINES);
  }

  /** The line for a stack event; nothing for the events that only begin something, and for what another line says. */
  line(event: StackEvent): string | undefined {
    const { stackId, physicalResourceId, resourceStatus: status } = event;
    return physicalResourceId === stackId ? this.#stackLine(event) : this.#resourceLine(event, status);
  }

  #stackLine({ stackId, stackName, resourceStatus, resourceStatusReason, timestamp }: StackEvent): string | undefined {
    // The resource that a nested stack is in its parent has a line of its own.
    if (this.#isNested(stackId, stackName)) return undefined;
    if (!resourceStatus.endsWith("_IN_PROGRESS")) {
      const took = this.#took(stackId, timestamp);
      return `${mark(resourceStatus)} ${pc.bold(stackName)} ${resourceStatus}${took}`;
    }
    this.#begun.delete(stackId);
    const reason = resourceStatusReason === "User Initiated" ? undefined : resourceStatusReason?.trim();
    return pc.bold(`${stackName} ${resourceStatus}`) + (reason ? pc.dim(`  ${reason}`) : "");
  }

  /** A nested stack's events may come before the event that tells its ARN; its name says whose it is. */
  #isNested(stackId: string, stackName: string): boolean {
    const found = [...this.#awaited].find(([prefix]) => stackName.startsWith(prefix));
    if (found !== undefined && !this.#nested.has(stackId)) this.#nested.set(stackId, found[1]);
    return this.#nested.has(stackId);
  }

  #resourceLine(event: StackEvent, status: string): string | undefined {
    const { stackId, stackName, logicalResourceId, physicalResourceId, resourceType, timestamp } = event;
    const key = `${stackId}/${logicalResourceId}`;
    const label = (this.#nested.get(stackId) ?? "") + logicalResourceId;
    if (resourceType === "AWS::CloudFormation::Stack") {
      if (physicalResourceId === "") this.#awaited.set(`${stackName}-${logicalResourceId}-`, `${label}/`);
      else this.#nested.set(physicalResourceId, `${label}/`);
    }
    if (status.endsWith("_IN_PROGRESS")) {
      if (!this.#begun.has(key)) this.#begun.set(key, { label, since: timestamp });
      return undefined;
    }
    const took = this.#took(key, timestamp);
    const failed = status.endsWith("_FAILED");
    return `  ${mark(status)} ${label} ${pc.dim(resourceType)}${failed ? ` ${status}` : ""}${took}${this.#reason(event, failed)}`;
  }

  #reason({ resourceStatus, resourceStatusReason }: StackEvent, failed: boolean): string {
    if (resourceStatus === "DELETE_SKIPPED") return pc.dim("  kept, as its deletion policy says");
    if (!failed) return "";
    const reason = resourceStatusReason ?? "no reason is recorded";
    const lines = [`\n    ${pc.red(reason)}`];
    if (POINTS_TO_LOG.test(reason)) lines.push(...this.#log.map((line) => pc.dim(`    | ${line}`)));
    return lines.join("\n");
  }

  #took(key: string, until: number): string {
    const since = this.#begun.get(key)?.since;
    this.#begun.delete(key);
    const milliseconds = since === undefined ? 0 : until - since;
    return milliseconds < WORTH_SAYING ? "" : pc.dim(` ${duration(milliseconds)}`);
  }
}

function mark(status: string): string {
  if (status.endsWith("_FAILED") || status.startsWith("ROLLBACK") || status.startsWith("UPDATE_ROLLBACK"))
    return pc.red("✖");
  return status.startsWith("DELETE") ? pc.dim("−") : pc.green("✔");
}

/** `340 ms`, `1.7 s`, `3 min 12 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`;
}
