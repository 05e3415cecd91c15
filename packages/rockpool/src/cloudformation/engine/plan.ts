import { isDeepStrictEqual } from "node:util";
import { messageOf } from "../../errors.js";
import type { Json, JsonObject, ResourceHandler, ResourceSchema } from "../contract.js";
import { containsUnknown, type ResolvedParameters, UNKNOWN } from "../template/model.js";
import { attributeOf } from "./actions.js";
import { changeDetails } from "./change-details.js";
import { decide } from "./decide.js";
import { openOutputs } from "./exports.js";
import type { ChangeContext, ResourceChange, ResourceRecord, ResourceVersion, StackRecord } from "./model.js";
import type { EngineParts } from "./operation.js";
import type { Desired, Prepared, ResourceLookup } from "./prepared.js";

/** What an operation would do, as far as it can be told before it runs. */
export interface Plan {
  readonly changes: readonly ResourceChange[];
  /** Nothing at all would change: neither a resource nor an output. */
  readonly empty: boolean;
  /** What could not be evaluated, e.g. an export that does not exist. */
  readonly problems: readonly string[];
}

/** How well a resource's values are known while later ones are planned. */
type Knowledge = "same" | "attributes-unknown" | "unknown";

/** Compares a prepared template with what the stack has. Touches nothing. */
export function planUpdate(
  parts: EngineParts,
  stack: StackRecord,
  prepared: Prepared,
  previousParameters: Readonly<Record<string, string>>,
): Plan {
  const records = new Map(parts.store.resources(stack.stackId).map((record) => [record.logicalId, record]));
  const knowledge = new Map<string, Knowledge>();
  const lookup = plannedResources(parts, records, knowledge);
  const changedParameters = parametersChanged(prepared.parameters, previousParameters);
  const changes: ResourceChange[] = [];
  const problems: string[] = [];

  for (const logicalId of prepared.order) {
    const record = records.get(logicalId);
    const version = record?.version;
    const type = prepared.template.resources[logicalId]?.type ?? "";
    try {
      const desired = prepared.desired(logicalId, lookup);
      const change =
        version === undefined
          ? addition(logicalId, desired)
          : modification(
              parts,
              prepared,
              { logicalId, version, failed: record?.status === "UPDATE_FAILED" },
              desired,
              changedParameters,
            );
      knowledge.set(logicalId, knowledgeAfter(change));
      if (change !== undefined) changes.push(change);
    } catch (error) {
      problems.push(messageOf(error));
      knowledge.set(logicalId, "unknown");
      changes.push({ logicalId, type, action: version === undefined ? "Add" : "Modify", scope: [], details: [] });
    }
  }
  const live = new Set(prepared.live);
  for (const record of records.values()) {
    if (record.version !== undefined && !live.has(record.logicalId))
      changes.push(removal(parts, record.logicalId, record.version));
  }
  const outputsChange = problems.length > 0 || !sameOutputs(parts, stack, prepared, lookup);
  return { changes, problems, empty: changes.length === 0 && !outputsChange };
}

function plannedResources(
  parts: EngineParts,
  records: ReadonlyMap<string, ResourceRecord>,
  knowledge: ReadonlyMap<string, Knowledge>,
): ResourceLookup {
  const known = (logicalId: string, needs: Knowledge): ResourceVersion | undefined => {
    const level = knowledge.get(logicalId) ?? "unknown";
    return level === "same" || level === needs ? records.get(logicalId)?.version : undefined;
  };
  const getAtt = (logicalId: string, attribute: string): Json => {
    const version = known(logicalId, "same");
    return version === undefined ? UNKNOWN : (attributeOf(parts, version, attribute) ?? UNKNOWN);
  };
  return {
    ref: (logicalId) => known(logicalId, "attributes-unknown")?.physicalId ?? UNKNOWN,
    getAtt,
    shownAtt: (logicalId, attribute) =>
      known(logicalId, "same")?.noEcho === true ? "*****" : getAtt(logicalId, attribute),
  };
}

function knowledgeAfter(change: ResourceChange | undefined): Knowledge {
  if (change === undefined) return "same";
  return change.action === "Modify" && change.replacement === "False" ? "attributes-unknown" : "unknown";
}

/** Names of the parameters whose value is another than before. */
function parametersChanged(now: ResolvedParameters, before: Readonly<Record<string, string>>): Set<string> {
  return new Set(Object.entries(now).flatMap(([name, { value }]) => (before[name] === value ? [] : [name])));
}

const contextOf = (
  of: Pick<Desired, "deletionPolicy" | "updateReplacePolicy">,
  properties: Json,
  details: JsonObject,
): ChangeContext => ({
  Properties: properties,
  ...(details["Metadata"] === undefined ? {} : { Metadata: details["Metadata"] }),
  ...(of.deletionPolicy === undefined ? {} : { DeletionPolicy: of.deletionPolicy }),
  ...(of.updateReplacePolicy === undefined ? {} : { UpdateReplacePolicy: of.updateReplacePolicy }),
});

function addition(logicalId: string, desired: Desired): ResourceChange {
  const { type, shown, details } = desired;
  return { logicalId, type, action: "Add", scope: [], details: [], after: contextOf(desired, shown, details) };
}

function removal(parts: EngineParts, logicalId: string, version: ResourceVersion): ResourceChange {
  const { type, physicalId } = version;
  const properties = parts.store.unseal<JsonObject>(version.properties);
  const policy =
    version.deletionPolicy ?? parts.registry.handler(type)?.defaultDeletionPolicy?.(properties) ?? "Delete";
  return {
    logicalId,
    type,
    physicalId,
    action: "Remove",
    policyAction: policy === "RetainExceptOnCreate" ? "Retain" : policy,
    scope: [],
    details: [],
    before: contextOf(version, version.shownProperties, parts.store.unseal<JsonObject>(version.details)),
  };
}

function modification(
  parts: EngineParts,
  prepared: Prepared,
  existing: { logicalId: string; version: ResourceVersion; failed: boolean },
  desired: Desired,
  changedParameters: ReadonlySet<string>,
): ResourceChange | undefined {
  const { logicalId, version } = existing;
  const handler = parts.registry.handler(desired.type);
  const schema = parts.registry.schema(desired.type);
  const properties = parts.store.unseal<JsonObject>(version.properties);
  const oldDetails = parts.store.unseal<JsonObject>(version.details);
  const decision = decide(handler, schema, { properties, tags: version.tags }, desired);
  const details = changeDetails({
    changed: decision.changed,
    before: version.shownProperties,
    after: desired.shown,
    declaration: prepared.template.resources[logicalId]?.properties ?? {},
    template: prepared.template,
    changedParameters,
    schema,
    automatic: handler?.alwaysUpdate === true,
    attributes: attributeChanges(version, oldDetails, desired),
    retagged: decision.action !== "none" && !isDeepStrictEqual(version.tags, desired.tags),
  });
  if (details.length === 0 && !existing.failed) return undefined;
  const replacement = replacementOf(handler, schema, decision, properties, desired);
  return {
    logicalId,
    type: desired.type,
    physicalId: version.physicalId,
    action: "Modify",
    replacement,
    ...(replacement === "True"
      ? { policyAction: `ReplaceAnd${version.updateReplacePolicy ?? "Delete"}` as const }
      : {}),
    scope: [...new Set(details.map(({ attribute }) => attribute))],
    details,
    before: contextOf(version, version.shownProperties, oldDetails),
    after: contextOf(desired, desired.shown, desired.details),
  };
}

/** Attributes of the resource, beside its properties, that differ. */
function attributeChanges(version: ResourceVersion, oldDetails: JsonObject, desired: Desired) {
  const names = ["Metadata", "CreationPolicy", "UpdatePolicy"] as const;
  const changed = names.filter((name) => !isDeepStrictEqual(oldDetails[name], desired.details[name]));
  return [
    ...changed,
    ...(version.deletionPolicy === desired.deletionPolicy ? [] : (["DeletionPolicy"] as const)),
    ...(version.updateReplacePolicy === desired.updateReplacePolicy ? [] : (["UpdateReplacePolicy"] as const)),
  ];
}

function replacementOf(
  handler: ResourceHandler | undefined,
  schema: ResourceSchema | undefined,
  decision: { readonly action: "none" | "update" | "replace"; readonly changed: readonly string[] },
  before: JsonObject,
  desired: Desired,
): "True" | "False" | "Conditional" {
  const level = (name: string): "yes" | "maybe" | undefined => schema?.properties[name]?.replacement;
  const open = (name: string): boolean => containsUnknown(desired.properties[name] ?? null);
  if (decision.action !== "replace") {
    return decision.changed.some((name) => level(name) === "maybe" && open(name)) ? "Conditional" : "False";
  }
  if (handler?.update === undefined) return "True";
  if (decision.changed.some((name) => level(name) === "yes" && !open(name))) return "True";
  const certain = decision.changed.filter((name) => level(name) === "maybe" && !open(name));
  if (certain.length > 0 && handler.needsReplacement?.(certain, before, desired.properties) === true) return "True";
  return "Conditional";
}

function sameOutputs(parts: EngineParts, stack: StackRecord, prepared: Prepared, lookup: ResourceLookup): boolean {
  try {
    return isDeepStrictEqual(
      JSON.stringify(openOutputs(parts.store, stack.outputs)),
      JSON.stringify(prepared.outputs(lookup)),
    );
  } catch {
    return false;
  }
}
