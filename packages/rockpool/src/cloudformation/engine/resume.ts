import {
  failCreate,
  failUpdate,
  finishRollbackUpdate,
  finishUpdate,
  runDelete,
  runRollbackCreate,
  runRollbackUpdate,
} from "./lifecycle.js";
import type { Operation } from "./operation.js";
import type { StackStatus } from "./statuses.js";

const INTERRUPTED = "The pool was stopped in the middle of the operation. ";

/** What brings a stack on that was left in the middle of an operation. States that are not here wait for their user. */
const CONTINUATIONS: Partial<Record<StackStatus, (operation: Operation) => Promise<void>>> = {
  CREATE_IN_PROGRESS: (operation) => failCreate(operation, INTERRUPTED),
  ROLLBACK_IN_PROGRESS: runRollbackCreate,
  DELETE_IN_PROGRESS: runDelete,
  UPDATE_IN_PROGRESS: (operation) => failUpdate(operation, INTERRUPTED),
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: finishUpdate,
  UPDATE_ROLLBACK_IN_PROGRESS: (operation) => runRollbackUpdate(operation),
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: finishRollbackUpdate,
};

/** Ends what the last pool left half-done: resources in flight have failed, then the stack goes the way that its status points. */
export async function continueStack(operation: Operation): Promise<void> {
  settleInterrupted(operation);
  await CONTINUATIONS[operation.stack.status]?.(operation);
}

/** Resources that were in flight when the pool stopped have failed. */
export function settleInterrupted(operation: Operation): void {
  for (const record of operation.records.values()) {
    const reason = "Resource creation cancelled";
    if (record.status === "CREATE_IN_PROGRESS") operation.announce(record, "CREATE_FAILED", { reason });
    if (record.status === "UPDATE_IN_PROGRESS") {
      operation.announce(record, "UPDATE_FAILED", { reason: "Resource update cancelled" });
    }
  }
}
