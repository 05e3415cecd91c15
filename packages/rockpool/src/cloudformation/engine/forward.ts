import { isDeepStrictEqual } from "node:util";
import type { JsonObject } from "../contract.js";
import { attemptGarbage, attributeOf, createResource, fail, newRecord, policies, updateResource } from "./actions.js";
import { customName, customNamedReplacement, decide, type Decision } from "./decide.js";
import { runGraph } from "./graph.js";
import type { ResourceRecord, StackOutput } from "./model.js";
import type { Operation } from "./operation.js";
import type { Desired, Prepared, ResourceLookup } from "./prepared.js";

/** Logical ids of the resources that failed, by what was tried with them. */
export interface Failures {
  readonly create: string[];
  readonly update: string[];
}

export const hasFailures = (failures: Failures): boolean => failures.create.length + failures.update.length > 0;

/** How a template's functions see the resources of the running operation. */
function currentResources(operation: Operation): ResourceLookup {
  const version = (logicalId: string) => {
    const found = operation.records.get(logicalId)?.version;
    if (found === undefined) throw new Error(`Resource ${logicalId} has not been created`);
    return found;
  };
  const getAtt = (logicalId: string, attribute: string) => {
    const found = version(logicalId);
    const value = attributeOf(operation.parts, found, attribute);
    if (value === undefined) throw new Error(`Resource type ${found.type} does not support attribute {${attribute}}`);
    return value;
  };
  return {
    ref: (logicalId) => version(logicalId).physicalId,
    getAtt,
    shownAtt: (logicalId, attribute) => (version(logicalId).noEcho ? "*****" : getAtt(logicalId, attribute)),
  };
}

/**
 * Brings the resources to what the template wants, each as soon as what it depends on is done: creates, changes and replaces. Removes
 * nothing. After a first failure nothing more is started, and what is in flight is asked to stop.
 */
export async function runForward(operation: Operation, prepared: Prepared): Promise<Failures> {
  const failures: Failures = { create: [], update: [] };
  const lookup = currentResources(operation);
  await runGraph({
    nodes: prepared.live,
    dependencies: (logicalId) => prepared.dependencies(logicalId),
    maxParallel: operation.parts.maxParallel,
    stopped: () => operation.signal.aborted,
    run: async (logicalId) => {
      const isNew = operation.records.get(logicalId)?.version === undefined;
      const succeeded = await bringTo(operation, prepared, logicalId, lookup);
      if (!succeeded) {
        failures[isNew ? "create" : "update"].push(logicalId);
        operation.stopPhase();
      }
      return succeeded;
    },
  });
  return failures;
}

async function bringTo(
  operation: Operation,
  prepared: Prepared,
  logicalId: string,
  lookup: ResourceLookup,
): Promise<boolean> {
  const declaration = prepared.template.resources[logicalId];
  const record = operation.records.get(logicalId) ?? newRecord(operation, logicalId, declaration?.type ?? "");
  let desired: Desired;
  try {
    desired = prepared.desired(logicalId, lookup);
  } catch (error) {
    const touched = { ...record, before: record.before === undefined ? (record.version ?? null) : record.before };
    return fail(operation, touched, record.version === undefined ? "CREATE" : "UPDATE", {}, error);
  }
  if (record.version === undefined) return createResource(operation, { ...record, type: desired.type }, desired);
  const { action, name } = updateDecision(operation, record, desired);
  if (action === "none") {
    keep(operation, record, desired);
    return true;
  }
  if (action === "update") return updateResource(operation, record, desired);
  if (name !== undefined) {
    const touched = { ...record, before: record.before === undefined ? record.version : record.before };
    return fail(operation, touched, "UPDATE", desired.shown, new Error(customNamedReplacement(name)));
  }
  return createResource(operation, record, desired);
}

/** The decision, and the custom name that a replacement would have to share with what it replaces. */
function updateDecision(
  operation: Operation,
  record: ResourceRecord,
  desired: Desired,
): { action: Decision["action"]; name?: string } {
  const { registry, store } = operation.parts;
  const { version } = record;
  if (version === undefined) return { action: "replace" };
  const handler = registry.handler(desired.type);
  // Made by a Rockpool that did not run this type yet: there is nothing physical to change.
  if (version.modelled && handler !== undefined) return { action: "replace" };
  const schema = registry.schema(desired.type);
  const properties = store.unseal<JsonObject>(version.properties);
  const { action } = decide(handler, schema, { properties, tags: version.tags }, desired);
  const name = customName(schema, desired.properties);
  if (action === "replace" && name !== undefined && name === customName(schema, properties)) return { action, name };
  // An update that failed half-way left the resource in between: the same properties are worth another try.
  return { action: action === "none" && record.status === "UPDATE_FAILED" ? "update" : action };
}

/** What lies in the stack's books alone (policies, metadata, dependencies) changes without a word to the handler. */
function keep(operation: Operation, record: ResourceRecord, desired: Desired): void {
  const { store } = operation.parts;
  if (record.version === undefined) return;
  const { deletionPolicy: _deletion, updateReplacePolicy: _replace, ...rest } = record.version;
  const details = store.unseal<JsonObject>(rest.details);
  const { dependsOn, tags, shown: shownProperties } = desired;
  const now = { ...policies(record.version), details, dependsOn: rest.dependsOn, tags: rest.tags };
  const wanted = { ...policies(desired), details: desired.details, dependsOn, tags };
  if (isDeepStrictEqual(now, wanted) && record.attempt === undefined) return;
  const { attempt: _failed, ...kept } = record;
  operation.save({
    ...kept,
    before: record.before === undefined ? record.version : record.before,
    garbage: [...record.garbage, ...attemptGarbage(record)],
    version: { ...rest, ...policies(desired), details: store.seal(desired.details), shownProperties, dependsOn, tags },
  });
}

/** The stack's outputs, all resources being there. */
export function evaluateOutputs(operation: Operation, prepared: Prepared): StackOutput[] {
  return prepared.outputs(currentResources(operation));
}
