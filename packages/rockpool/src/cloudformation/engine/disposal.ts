import { reasonOf } from "../../errors.js";
import type { JsonObject } from "../contract.js";
import { attemptGarbage } from "./actions.js";
import { resourceContext } from "./context.js";
import { resolveStored } from "./dynamic.js";
import { runGraph } from "./graph.js";
import type { Disposal, Garbage, ResourceRecord, ResourceVersion } from "./model.js";
import type { Operation } from "./operation.js";
import { EngineStopped } from "./store.js";

/** Why resources go: it decides how their policies apply. */
export type Purpose = "delete" | "removed" | "created";

/** What DeleteStack was told about a resource, over every policy. */
function ordered(operation: Operation, logicalId: string, purpose: Purpose): Disposal | undefined {
  const { deletion } = operation.stack;
  if (purpose !== "delete" || deletion === undefined) return undefined;
  if (deletion.retain.includes(logicalId)) return "Retain";
  return deletion.ignorePolicies ? "Delete" : undefined;
}

/** What becomes of the physical resource when its logical one goes, by the template. */
function deletionPolicy(operation: Operation, version: ResourceVersion, purpose: Purpose): Disposal {
  const { registry, store } = operation.parts;
  const policy =
    version.deletionPolicy ??
    registry.handler(version.type)?.defaultDeletionPolicy?.(store.unseal<JsonObject>(version.properties)) ??
    "Delete";
  // What this very operation created holds nobody's data: a snapshot of it would only be left lying about.
  if (purpose === "created") return policy === "Retain" && !operation.stack.retainExceptOnCreate ? "Retain" : "Delete";
  return policy === "RetainExceptOnCreate" ? "Retain" : policy;
}

/** Turns everything that exists behind a logical id into garbage: the logical id itself goes. */
export function discard(operation: Operation, record: ResourceRecord, purpose: Purpose): void {
  const { version, before, detour, attempt: _attempt, replaced: _replaced, ...rest } = record;
  const versions = [version, before, detour].flatMap((one) =>
    one === undefined || one === null ? [] : [{ version: one, policy: deletionPolicy(operation, one, purpose) }],
  );
  const order = ordered(operation, record.logicalId, purpose);
  const garbage = distinct([...versions, ...attemptGarbage(record), ...record.garbage]);
  operation.save({
    ...rest,
    garbage: order === undefined ? garbage : garbage.map((one) => ({ ...one, policy: order })),
  });
}

/**
 * Of several entries for one physical resource, the first, with what any of them depends on: after an update that failed half-way, nobody
 * knows which of its versions it is.
 */
export function distinct(garbage: readonly Garbage[], except?: ResourceVersion): Garbage[] {
  const found = new Map<string, Garbage>();
  for (const one of garbage) {
    const { physicalId, dependsOn } = one.version;
    const first = found.get(physicalId);
    if (physicalId === except?.physicalId) continue;
    found.set(
      physicalId,
      first === undefined
        ? one
        : {
            ...first,
            version: { ...first.version, dependsOn: [...new Set([...first.version.dependsOn, ...dependsOn])] },
          },
    );
  }
  return [...found.values()];
}

interface Item extends Garbage {
  readonly logicalId: string;
}

/**
 * Disposes of the garbage in the records named, dependents first. With `whole`, a logical resource goes altogether: it is then
 * marked deleted also when nothing physical was behind it. Answers the logical ids that failed.
 */
export async function disposeAll(
  operation: Operation,
  logicalIds: readonly string[],
  whole: (logicalId: string) => boolean,
): Promise<string[]> {
  const items = new Map<string, Item>();
  for (const logicalId of logicalIds) {
    const record = operation.records.get(logicalId);
    record?.garbage.forEach((garbage, index) => items.set(`${logicalId} ${index}`, { ...garbage, logicalId }));
    if (record?.garbage.length === 0 && whole(logicalId)) markGone(operation, record);
  }
  const dependents = (item: Item): string[] =>
    [...items].flatMap(([node, other]) =>
      other.logicalId !== item.logicalId && other.version.dependsOn.includes(item.logicalId) ? [node] : [],
    );
  const failures = new Set<string>();
  await runGraph({
    nodes: [...items.keys()].reverse(),
    dependencies: (node) => {
      const item = items.get(node);
      return item === undefined ? [] : dependents(item);
    },
    maxParallel: operation.parts.maxParallel,
    stopped: () => false,
    run: async (node) => {
      const item = items.get(node);
      if (item === undefined) return true;
      const succeeded = await dispose(operation, item, whole(item.logicalId));
      if (!succeeded) failures.add(item.logicalId);
      return succeeded;
    },
  });
  return [...failures];
}

/** The logical resource is gone and nothing physical was behind it. */
function markGone(operation: Operation, record: ResourceRecord): void {
  if (record.status !== "DELETE_COMPLETE" && record.status !== "DELETE_SKIPPED") {
    operation.announce(record, "DELETE_COMPLETE");
  }
}

type DeletionStatus = "DELETE_IN_PROGRESS" | "DELETE_COMPLETE" | "DELETE_FAILED" | "DELETE_SKIPPED";

async function dispose(operation: Operation, item: Item, whole: boolean): Promise<boolean> {
  const { version, policy, logicalId } = item;
  const record = operation.records.get(logicalId);
  if (record === undefined) return true;
  const physicalId = version.physicalId;
  const without = (current: ResourceRecord): ResourceRecord => ({
    ...current,
    garbage: current.garbage.filter((entry) => entry.version.physicalId !== physicalId),
  });
  const tell = (current: ResourceRecord, status: DeletionStatus, reason?: string): void => {
    const options = { physicalId, properties: version.shownProperties, ...(reason === undefined ? {} : { reason }) };
    // While another version of the resource lives on, the record keeps that one's status.
    if (whole) operation.announce(current, status, options);
    else operation.tell(current, status, options);
  };
  if (policy === "Retain") {
    tell(without(record), "DELETE_SKIPPED");
    return true;
  }
  tell(record, "DELETE_IN_PROGRESS");
  try {
    await destroy(operation, logicalId, version, policy);
  } catch (error) {
    if (error instanceof EngineStopped) throw error;
    if (operation.stack.deletion?.force === true) {
      tell(without(operation.records.get(logicalId) ?? record), "DELETE_SKIPPED", reasonOf(error));
      return true;
    }
    tell(operation.records.get(logicalId) ?? record, "DELETE_FAILED", reasonOf(error));
    return false;
  }
  tell(without(operation.records.get(logicalId) ?? record), "DELETE_COMPLETE");
  return true;
}

async function destroy(
  operation: Operation,
  logicalId: string,
  version: ResourceVersion,
  policy: Disposal,
): Promise<void> {
  const handler = operation.parts.registry.handler(version.type);
  if (handler === undefined || version.modelled) return;
  const properties = await resolveStored(operation, version);
  const context = resourceContext(operation, logicalId, version);
  if (policy === "Snapshot") {
    if (handler.snapshot === undefined) {
      throw new Error(`The following resource types are not supported for resource snapshot: ${version.type}`);
    }
    // Named after the resource's own token: a repeat after a crash finds the snapshot that it has made already.
    const name = `${operation.stack.stackName}-snapshot-${logicalId}-${version.token}`.toLowerCase();
    await handler.snapshot(context, version.physicalId, properties, name);
  }
  await handler.delete(context, version.physicalId, properties);
}
