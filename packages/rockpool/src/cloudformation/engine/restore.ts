import { applyUpdate, attemptGarbage } from "./actions.js";
import { reasonOf } from "../../errors.js";
import { resourceContext } from "./context.js";
import { discard, distinct, disposeAll } from "./disposal.js";
import { runGraph } from "./graph.js";
import type { Garbage, ResourceRecord, ResourceVersion } from "./model.js";
import type { Operation } from "./operation.js";
import { EngineStopped } from "./store.js";

/**
 * Takes every resource that a failed update has changed back to what it was, in the order of the old dependencies. What was
 * replaced gets its original back; the new ones become garbage for {@link cleanUpAfterRollback}.
 * @param skip Logical ids whose way back is given up: the stack takes them for restored (`ResourcesToSkip`).
 * @returns The logical ids that could not be restored.
 */
export async function restoreAll(operation: Operation, skip: readonly string[]): Promise<string[]> {
  const touched = [...operation.records.values()].filter(
    (record) => record.before !== undefined && record.before !== null,
  );
  const failures: string[] = [];
  await runGraph({
    nodes: touched.map((record) => record.logicalId),
    dependencies: (logicalId) => operation.records.get(logicalId)?.before?.dependsOn ?? [],
    maxParallel: operation.parts.maxParallel,
    stopped: () => false,
    run: async (logicalId) => {
      const record = operation.records.get(logicalId);
      const before = record?.before;
      if (record === undefined || before === undefined || before === null) return true;
      const restored = await restore(operation, record, before, skip.includes(logicalId));
      if (!restored) failures.push(logicalId);
      return restored;
    },
  });
  return failures;
}

async function restore(
  operation: Operation,
  touched: ResourceRecord,
  before: ResourceVersion,
  skip: boolean,
): Promise<boolean> {
  const record = touched.detour === undefined ? touched : backToDetour(operation, touched, touched.detour);
  const { version } = record;
  // The handler was never asked: only the stack's books have changed. (An update in place seals the properties anew.)
  const inBooksOnly = version?.properties === before.properties && version.physicalId === before.physicalId;
  if (inBooksOnly && record.status !== "UPDATE_FAILED") {
    settle(operation, record, before, []);
    return true;
  }
  if (skip || inBooksOnly || record.replaced === true || version === undefined) {
    const options = { physicalId: before.physicalId, properties: before.shownProperties };
    const started = operation.announce(record, "UPDATE_IN_PROGRESS", options);
    const settled = settle(operation, started, before, version === undefined ? [] : [unwanted(version)]);
    operation.announce(settled, "UPDATE_COMPLETE", options);
    return true;
  }
  const properties = before.shownProperties;
  const started = operation.announce(record, "UPDATE_IN_PROGRESS", { physicalId: version.physicalId, properties });
  const handler = operation.parts.registry.handler(before.type);
  if (handler?.rollback !== undefined) {
    try {
      await handler.rollback(resourceContext(operation, record.logicalId, before), version.physicalId);
    } catch (error) {
      if (error instanceof EngineStopped) throw error;
      operation.announce(started, "UPDATE_FAILED", { reason: reasonOf(error), properties });
      return false;
    }
    operation.announce(started, "UPDATE_COMPLETE", { properties });
    settle(operation, operation.records.get(record.logicalId) ?? started, before, []);
    return true;
  }
  if (!(await applyUpdate(operation, started, version, before))) return false;
  const restored = operation.records.get(record.logicalId) ?? started;
  // The handler may have made yet another physical resource on the way back; then that one is what the stack uses.
  const kept = restored.version ?? before;
  settle(operation, restored, kept, [unwanted(before), unwanted(version)]);
  return true;
}

/** The original was changed before it was replaced: without the replacement, it is an update that has to be taken back. */
function backToDetour(operation: Operation, record: ResourceRecord, detour: ResourceVersion): ResourceRecord {
  const { version, replaced: _replaced, attempt: _attempt, detour: _detour, ...rest } = record;
  const replacement = version === undefined ? [] : [unwanted(version)];
  const garbage = distinct([...record.garbage, ...attemptGarbage(record), ...replacement], detour);
  return operation.save({ ...rest, version: detour, garbage });
}

const unwanted = (version: ResourceVersion): Garbage => ({ version, policy: "Delete" });

/** The operation is done with the resource: it uses `version`, and whatever else there was is garbage. */
function settle(
  operation: Operation,
  record: ResourceRecord,
  version: ResourceVersion,
  others: readonly Garbage[],
): ResourceRecord {
  const { before: _before, attempt: _attempt, replaced: _replaced, detour: _detour, ...rest } = record;
  return operation.save({
    ...rest,
    version,
    physicalId: version.physicalId,
    garbage: distinct([...record.garbage, ...attemptGarbage(record), ...others], version),
  });
}

/**
 * After a successful update: disposes of what was removed from the template and of what was replaced, by their policies. What cannot be
 * deleted stays on the list for the next cleanup; it does not fail the update, as on AWS.
 */
export async function cleanUpAfterUpdate(operation: Operation, live: ReadonlySet<string>): Promise<void> {
  for (const record of operation.records.values()) {
    if (!live.has(record.logicalId)) discard(operation, record, "removed");
    else if (record.version !== undefined) {
      if (record.before !== undefined) await commitNested(operation, record);
      const { before, version, detour } = record;
      const policy = before?.updateReplacePolicy ?? "Delete";
      const replaced = [before, detour].flatMap((one) =>
        one === undefined || one === null ? [] : [{ version: one, policy }],
      );
      settle(operation, record, version, replaced);
    }
  }
  await disposeOfGarbage(operation, (logicalId) => !live.has(logicalId));
}

/** After a failed update has been taken back: disposes of all that it created. */
export async function cleanUpAfterRollback(operation: Operation): Promise<void> {
  const created = new Set<string>();
  for (const record of operation.records.values()) {
    if (record.before !== null) continue;
    created.add(record.logicalId);
    discard(operation, record, "created");
  }
  await disposeOfGarbage(
    operation,
    (logicalId) => created.has(logicalId) || operation.records.get(logicalId)?.version === undefined,
  );
}

async function disposeOfGarbage(operation: Operation, whole: (logicalId: string) => boolean): Promise<void> {
  const concerned = [...operation.records.values()]
    .filter((record) => record.garbage.length > 0 || whole(record.logicalId))
    .map((record) => record.logicalId);
  await disposeAll(operation, concerned, whole);
  for (const logicalId of concerned) {
    if (whole(logicalId) && operation.records.get(logicalId)?.garbage.length === 0) operation.forget(logicalId);
  }
}

async function commitNested(operation: Operation, record: ResourceRecord): Promise<void> {
  const { version } = record;
  const handler = operation.parts.registry.handler(record.type);
  if (version === undefined || handler?.commit === undefined) return;
  await handler.commit(resourceContext(operation, record.logicalId, version), version.physicalId);
}
