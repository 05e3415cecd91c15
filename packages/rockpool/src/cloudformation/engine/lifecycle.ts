import { messageOf } from "../../errors.js";
import { attemptGarbage } from "./actions.js";
import { startDeadline } from "./deadline.js";
import { discard, disposeAll } from "./disposal.js";
import { failureSummary } from "./errors.js";
import { checkExports, exportsOf, openOutputs, sealOutputs } from "./exports.js";
import { evaluateOutputs, hasFailures, runForward } from "./forward.js";
import type { StackOutput, StackRecord } from "./model.js";
import type { Operation } from "./operation.js";
import type { Prepared } from "./prepared.js";
import { cleanUpAfterRollback, cleanUpAfterUpdate, restoreAll } from "./restore.js";

const BY_USER = "Rollback requested by user.";

/** Creates everything in the stack, whose status is CREATE_IN_PROGRESS; what fails is handled as the stack's OnFailure says. */
export async function runCreate(operation: Operation, prepared: Prepared): Promise<void> {
  const result = await goForward(operation, prepared);
  if ("outputs" in result) {
    forgetBefore(operation);
    const change = {
      ...whatPrepared(operation, prepared, result.outputs),
      deployed: prepared.deployment,
      target: undefined,
    };
    operation.transition("CREATE_COMPLETE", undefined, change, exportsOf(operation, result.outputs));
  } else if (operation.cancellation !== "delete") await failCreate(operation, result.failure);
}

/** What follows a create that cannot be completed. */
export async function failCreate(operation: Operation, reason: string): Promise<void> {
  const { onFailure } = operation.stack;
  if (onFailure === "DO_NOTHING") operation.transition("CREATE_FAILED", reason);
  else if (onFailure === "DELETE") {
    operation.transition("DELETE_IN_PROGRESS", `${reason}Delete requested by user.`);
    await runDelete(operation);
  } else {
    operation.transition("ROLLBACK_IN_PROGRESS", reason + BY_USER);
    await runRollbackCreate(operation);
  }
}

/** Takes back a create, whose stack is ROLLBACK_IN_PROGRESS. */
export async function runRollbackCreate(operation: Operation): Promise<void> {
  const failures = await discardAll(operation, "created");
  if (failures.length > 0) {
    operation.transition("ROLLBACK_FAILED", failureSummary({ create: [], update: [], delete: failures }));
  } else operation.transition("ROLLBACK_COMPLETE", undefined, { outputs: operation.parts.store.seal([]) }, []);
}

/** Deletes everything in the stack, whose status is DELETE_IN_PROGRESS. */
export async function runDelete(operation: Operation): Promise<void> {
  const failures = await discardAll(operation, "delete");
  const { clock } = operation.parts.environment;
  if (failures.length > 0) {
    operation.transition("DELETE_FAILED", failureSummary({ create: [], update: [], delete: failures }));
  } else operation.transition("DELETE_COMPLETE", undefined, { deletedAt: clock.now(), imports: [] }, []);
}

async function discardAll(operation: Operation, purpose: "created" | "delete"): Promise<string[]> {
  operation.beginPhase();
  for (const record of operation.records.values()) discard(operation, record, purpose);
  return disposeAll(operation, [...operation.records.keys()], () => true);
}

/** Brings the stack, whose status is UPDATE_IN_PROGRESS, to the prepared template; what fails is rolled back, unless the stack keeps it. */
export async function runUpdate(operation: Operation, prepared: Prepared): Promise<void> {
  const result = await goForward(operation, prepared);
  if ("failure" in result) {
    if (operation.cancellation !== "delete") await failUpdate(operation, result.failure);
    return;
  }
  const { outputs, imports, description, previous } = operation.stack;
  const change: Partial<StackRecord> = {
    ...whatPrepared(operation, prepared, result.outputs),
    previous: previous ?? { outputs, imports, ...(description === undefined ? {} : { description }) },
    live: prepared.live,
  };
  const exports = exportsOf(operation, result.outputs);
  operation.transition("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", undefined, change, exports);
  // A nested stack keeps what it has replaced until its root has succeeded.
  if (operation.stack.parentId === undefined) await finishUpdate(operation);
}

/** The cleanup at the end of an update, whose stack is UPDATE_COMPLETE_CLEANUP_IN_PROGRESS. */
export async function finishUpdate(operation: Operation): Promise<void> {
  operation.beginPhase();
  await cleanUpAfterUpdate(operation, new Set(operation.stack.live));
  const { target } = operation.stack;
  const change = { previous: undefined, live: undefined, target: undefined };
  operation.transition("UPDATE_COMPLETE", undefined, target === undefined ? change : { ...change, deployed: target });
}

/** What follows an update that cannot be completed. */
export async function failUpdate(operation: Operation, reason: string): Promise<void> {
  if (operation.stack.onFailure === "DO_NOTHING") {
    operation.transition("UPDATE_FAILED", reason);
    return;
  }
  operation.transition("UPDATE_ROLLBACK_IN_PROGRESS", reason);
  await runRollbackUpdate(operation);
}

/** Takes back an update, whose stack is UPDATE_ROLLBACK_IN_PROGRESS. */
export async function runRollbackUpdate(operation: Operation, skip: readonly string[] = []): Promise<void> {
  operation.beginPhase();
  const failures = await restoreAll(operation, skip);
  if (failures.length > 0) {
    operation.transition("UPDATE_ROLLBACK_FAILED", failureSummary({ create: [], update: failures, delete: [] }));
    return;
  }
  const { previous, outputs } = operation.stack;
  const change = { ...previous, previous: undefined, live: undefined };
  const exports = exportsOf(operation, openOutputs(operation.parts.store, previous?.outputs ?? outputs));
  operation.transition("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", undefined, change, exports);
  await finishRollbackUpdate(operation);
}

/** The cleanup at the end of an update's rollback. */
export async function finishRollbackUpdate(operation: Operation): Promise<void> {
  operation.beginPhase();
  await cleanUpAfterRollback(operation);
  operation.transition("UPDATE_ROLLBACK_COMPLETE", undefined, { target: undefined });
}

/** The resources, then the outputs and exports. */
async function goForward(
  operation: Operation,
  prepared: Prepared,
): Promise<{ outputs: StackOutput[] } | { failure: string }> {
  operation.beginPhase();
  if (operation.cancellation !== undefined) operation.stopPhase();
  operation.hide(Object.values(prepared.parameters).flatMap(({ noEcho, value }) => (noEcho ? [value] : [])));
  const { timeoutMinutes } = operation.stack;
  const end =
    timeoutMinutes === undefined
      ? undefined
      : startDeadline(timeoutMinutes * 60_000, () => operation.cancel("timeout"));
  const failures = await runForward(operation, prepared).finally(end);
  if (operation.cancellation === "timeout") {
    return { failure: "Stack creation time exceeded the specified timeout. " };
  }
  if (operation.cancellation === "user") return { failure: "User Initiated" };
  if (hasFailures(failures)) return { failure: failureSummary({ ...failures, delete: [] }) };
  try {
    const outputs = evaluateOutputs(operation, prepared);
    checkExports(operation, outputs);
    return { outputs };
  } catch (error) {
    return { failure: `${messageOf(error)}. ` };
  }
}

/** What a successful forward phase leaves in the stack's record. */
function whatPrepared(operation: Operation, prepared: Prepared, outputs: readonly StackOutput[]): Partial<StackRecord> {
  const { description } = prepared.template;
  return { outputs: sealOutputs(operation.parts.store, outputs), imports: [...prepared.imports], description };
}

/** What the resources are now is what a later rollback goes back to; what is half-made the next cleanup disposes of. */
export function forgetBefore(operation: Operation): void {
  for (const record of operation.records.values()) {
    const { before, attempt, ...rest } = record;
    if (before === undefined && attempt === undefined) continue;
    operation.save({ ...rest, garbage: [...record.garbage, ...attemptGarbage(record)] });
  }
}
