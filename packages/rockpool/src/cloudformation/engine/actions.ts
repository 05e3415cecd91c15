import { reasonOf } from "../../errors.js";
import type { Json, JsonObject, ResourceState } from "../contract.js";
import { modelledAttribute, resourceContext } from "./context.js";
import { resolveProperties, resolveStored } from "./dynamic.js";
import type { Garbage, ResourceRecord, ResourceVersion } from "./model.js";
import { generatedName, nameToken } from "./names.js";
import type { EngineParts, Operation } from "./operation.js";
import type { Desired } from "./prepared.js";
import { EngineStopped } from "./store.js";

const MODELLED = "Modelled, not run: Rockpool keeps this resource in its books only.";
const INITIATED = "Resource creation Initiated";
const REPLACES = "Requested update requires the creation of a new physical resource; hence creating one.";
const PROVIDER_REPLACES = "Requested update required the provider to create a new physical resource";

/** The record that a resource starts with. */
export function newRecord(operation: Operation, logicalId: string, type: string): ResourceRecord {
  return {
    stackId: operation.stackId,
    logicalId,
    type,
    status: "CREATE_IN_PROGRESS",
    updatedAt: operation.parts.environment.clock.now(),
    physicalId: "",
    garbage: [],
  };
}

/** The policies that are given, and no members for those that are not. */
export function policies(of: Pick<Desired, "deletionPolicy" | "updateReplacePolicy">) {
  return {
    ...(of.deletionPolicy === undefined ? {} : { deletionPolicy: of.deletionPolicy }),
    ...(of.updateReplacePolicy === undefined ? {} : { updateReplacePolicy: of.updateReplacePolicy }),
  };
}

/** A version as `desired` wants it, with nothing behind it yet. */
function versionOf(operation: Operation, desired: Desired, token: string): ResourceVersion {
  const { store, registry } = operation.parts;
  return {
    type: desired.type,
    physicalId: "",
    token,
    properties: store.seal(desired.properties),
    shownProperties: desired.shown,
    attributes: store.seal({}),
    details: store.seal(desired.details),
    noEcho: false,
    ...policies(desired),
    dependsOn: desired.dependsOn,
    tags: desired.tags,
    modelled: registry.handler(desired.type) === undefined,
  };
}

/** A half-made version of an earlier attempt, if the handler had got as far as an id. */
export const attemptGarbage = (record: ResourceRecord): Garbage[] =>
  record.attempt === undefined || record.attempt.physicalId === ""
    ? []
    : [{ version: record.attempt, policy: "Delete" }];

/** Whether an earlier update has changed the original, which is still there. */
const changedInPlace = ({ version, before, replaced }: ResourceRecord): boolean =>
  replaced !== true &&
  version !== undefined &&
  version.physicalId === before?.physicalId &&
  version.properties !== before.properties;

/**
 * Creates the resource, also in place of an older version of it. Answers whether it succeeded; the reason of a failure is in the record.
 */
export async function createResource(operation: Operation, record: ResourceRecord, desired: Desired): Promise<boolean> {
  const { parts } = operation;
  const replaces = record.version !== undefined;
  const verb = replaces ? "UPDATE" : "CREATE";
  let attempt = versionOf(operation, desired, nameToken(parts.environment.random));
  const { attempt: _failed, ...kept } = record;
  let current: ResourceRecord = operation.announce(
    {
      ...kept,
      attempt,
      before: record.before === undefined ? (record.version ?? null) : record.before,
      garbage: [...record.garbage, ...attemptGarbage(record)],
    },
    `${verb}_IN_PROGRESS`,
    { properties: desired.shown, ...(replaces ? { reason: REPLACES } : {}) },
  );
  const initiated = (physicalId: string): void => {
    const known = attempt.physicalId;
    if (known === physicalId) return;
    attempt = { ...attempt, physicalId };
    current = { ...current, attempt, physicalId };
    // A handler may learn the final id later (custom resources): the resource has begun only once.
    current =
      known === ""
        ? operation.announce(current, `${verb}_IN_PROGRESS`, { reason: INITIATED, properties: desired.shown })
        : operation.save(current);
  };
  try {
    const state = await createState(operation, record.logicalId, attempt, desired, initiated);
    initiated(state.physicalId);
    const { attempt: _done, ...rest } = current;
    const settled: ResourceRecord = {
      ...rest,
      ...(replaces ? { replaced: true } : {}),
      ...(changedInPlace(record) ? { detour: record.version } : {}),
    };
    // What an earlier, failed update made in place of the original, nothing goes back to.
    const between = record.version !== undefined && record.version.physicalId !== current.before?.physicalId;
    const garbage: Garbage[] = between ? [{ version: record.version, policy: "Delete" }] : [];
    operation.announce(
      { ...settled, garbage: [...settled.garbage, ...garbage], version: withState(operation, attempt, state) },
      `${verb}_COMPLETE`,
      {
        properties: desired.shown,
        ...(attempt.modelled ? { reason: MODELLED } : {}),
      },
    );
    return true;
  } catch (error) {
    return fail(operation, current, verb, desired.shown, error);
  }
}

async function createState(
  operation: Operation,
  logicalId: string,
  attempt: ResourceVersion,
  desired: Desired,
  initiated: (physicalId: string) => void,
): Promise<ResourceState> {
  const handler = operation.parts.registry.handler(desired.type);
  if (handler === undefined) {
    return { physicalId: generatedName(operation.stack.stackName, logicalId, attempt.token) };
  }
  const properties = await resolveProperties(operation, desired.type, desired.properties);
  return handler.create(resourceContext(operation, logicalId, attempt, initiated), properties);
}

/** Changes the resource in place; the handler may answer with a new physical resource all the same. */
export async function updateResource(operation: Operation, record: ResourceRecord, desired: Desired): Promise<boolean> {
  const old = record.version;
  if (old === undefined) throw new Error(`resource ${record.logicalId} has nothing to update`);
  const target: ResourceVersion = {
    ...versionOf(operation, desired, old.token),
    physicalId: old.physicalId,
    attributes: old.attributes,
    noEcho: old.noEcho,
  };
  // The wanted properties are on disk before the handler sees them: a rollback then knows from where to go back. Until the handler has
  // succeeded, the resource may depend on what either version names.
  const dependsOn = [...new Set([...target.dependsOn, ...old.dependsOn])];
  const started = operation.announce(
    { ...record, version: { ...target, dependsOn }, before: record.before === undefined ? old : record.before },
    "UPDATE_IN_PROGRESS",
    { properties: desired.shown },
  );
  return applyUpdate(operation, started, old, target);
}

/** Lets the handler take the resource from one version's properties to another's. The record is already in progress, with `target`. */
export async function applyUpdate(
  operation: Operation,
  started: ResourceRecord,
  from: ResourceVersion,
  target: ResourceVersion,
): Promise<boolean> {
  const { registry, store } = operation.parts;
  const { attempt: _failed, ...rest } = started;
  let current: ResourceRecord = { ...rest, garbage: [...started.garbage, ...attemptGarbage(started)] };
  // A handler that makes a new physical resource tells its id here first; when it then fails, that one is garbage.
  const initiated = (physicalId: string): void => {
    if (physicalId !== from.physicalId) current = operation.save({ ...current, attempt: { ...target, physicalId } });
  };
  try {
    const handler = registry.handler(target.type);
    let state: ResourceState = { physicalId: from.physicalId };
    if (handler !== undefined) {
      if (handler.update === undefined) throw new Error(`${target.type} cannot be changed in place`);
      const properties = await resolveProperties(operation, target.type, store.unseal(target.properties));
      const old = await resolveStored(operation, from);
      state = await handler.update(
        resourceContext(operation, started.logicalId, target, initiated),
        from.physicalId,
        old,
        properties,
      );
    }
    if (state.physicalId !== from.physicalId) {
      current = operation.announce({ ...current, physicalId: state.physicalId }, "UPDATE_IN_PROGRESS", {
        reason: PROVIDER_REPLACES,
        properties: target.shownProperties,
      });
      const kept = current.before?.physicalId === from.physicalId;
      if (kept && from.properties !== current.before?.properties) current = { ...current, detour: from };
      if (!kept) current = { ...current, garbage: [...current.garbage, { version: from, policy: "Delete" }] };
    }
    const { attempt: _made, ...settled } = current;
    operation.announce({ ...settled, version: withState(operation, target, state) }, "UPDATE_COMPLETE", {
      properties: target.shownProperties,
      ...(target.modelled ? { reason: MODELLED } : {}),
    });
    return true;
  } catch (error) {
    return fail(operation, current, "UPDATE", target.shownProperties, error);
  }
}

function withState(operation: Operation, version: ResourceVersion, state: ResourceState): ResourceVersion {
  return {
    ...version,
    physicalId: state.physicalId,
    attributes: operation.parts.store.seal(state.attributes ?? {}),
    noEcho: state.noEcho === true,
  };
}

/** Records a failure. An error that follows another resource's failure is a cancellation, and worded so. */
export function fail(
  operation: Operation,
  record: ResourceRecord,
  verb: "CREATE" | "UPDATE",
  properties: JsonObject,
  error: unknown,
): false {
  if (error instanceof EngineStopped) throw error;
  const cancelled = operation.signal.aborted;
  operation.announce(record, `${verb}_FAILED`, {
    reason: cancelled ? `Resource ${verb === "CREATE" ? "creation" : "update"} cancelled` : reasonOf(error),
    properties,
  });
  return false;
}

/** The value that `Fn::GetAtt` gives, or `undefined` when the resource has no such attribute. */
export function attributeOf(parts: EngineParts, version: ResourceVersion, attribute: string): Json | undefined {
  if (version.modelled) return modelledAttribute(parts.environment.account, version, attribute);
  const attributes = parts.store.unseal<JsonObject>(version.attributes);
  return Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
}
