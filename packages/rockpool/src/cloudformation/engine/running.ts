import { setTimeout } from "node:timers/promises";
import { messageOf } from "../../errors.js";
import type { EngineParts, Operation } from "./operation.js";
import type { StackStatus } from "./statuses.js";
import { EngineStopped } from "./store.js";

/** The status that an operation ends in when Rockpool itself fails in the middle of it. */
const BROKEN: Partial<Record<StackStatus, StackStatus>> = {
  CREATE_IN_PROGRESS: "CREATE_FAILED",
  ROLLBACK_IN_PROGRESS: "ROLLBACK_FAILED",
  DELETE_IN_PROGRESS: "DELETE_FAILED",
  UPDATE_IN_PROGRESS: "UPDATE_FAILED",
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: "UPDATE_FAILED",
  UPDATE_ROLLBACK_IN_PROGRESS: "UPDATE_ROLLBACK_FAILED",
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: "UPDATE_ROLLBACK_FAILED",
};

/** The operations that run in this process, one a stack. */
export class RunningOperations {
  readonly #parts: EngineParts;
  readonly #running = new Map<string, { operation: Operation; done: Promise<void> }>();

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  get(stackId: string): Operation | undefined {
    return this.#running.get(stackId)?.operation;
  }

  /** Runs an operation in the background, after what runs on its stack now. */
  start(operation: Operation, run: () => Promise<void>): void {
    const { stackId } = operation;
    const previous = this.#running.get(stackId);
    const done = (previous === undefined ? run() : previous.done.then(run))
      .catch((error: unknown) => this.#broken(operation, error))
      .finally(() => {
        if (this.#running.get(stackId)?.operation === operation) this.#running.delete(stackId);
      });
    this.#running.set(stackId, { operation, done });
  }

  /** Resolves when nothing runs on the stack any more. */
  async settled(stackId: string): Promise<void> {
    for (let current = this.#running.get(stackId); current !== undefined; current = this.#running.get(stackId)) {
      await current.done;
    }
  }

  /** Asks every handler to stop and waits until all have let go, at most `milliseconds`. */
  async stop(milliseconds: number): Promise<void> {
    for (const { operation } of this.#running.values()) operation.stopPhase();
    const all = Promise.all([...this.#running.keys()].map((stackId) => this.settled(stackId)));
    const late = new AbortController();
    await Promise.race([all, setTimeout(milliseconds, undefined, { signal: late.signal }).catch(() => undefined)]);
    late.abort();
  }

  /** Rockpool itself has failed: the stack says so, and so does a notice, also when nothing can be written any more. */
  #broken(operation: Operation, error: unknown): void {
    if (error instanceof EngineStopped) return;
    const reason = `Internal failure: ${messageOf(error)}`;
    this.#notice(`${operation.stackId}: ${reason}`);
    try {
      const status = BROKEN[operation.stack.status];
      if (status !== undefined) operation.transition(status, reason);
    } catch (cause) {
      if (!(cause instanceof EngineStopped)) this.#notice(`${operation.stackId}: ${messageOf(cause)}`);
    }
  }

  #notice(message: string): void {
    this.#parts.environment.events.emit({ kind: "notice", level: "warning", code: "cloudformation.internal", message });
  }
}
