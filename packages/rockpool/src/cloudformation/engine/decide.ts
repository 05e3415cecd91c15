import { isDeepStrictEqual } from "node:util";
import type { JsonObject, ResourceHandler, ResourceSchema } from "../contract.js";
import type { Desired } from "./prepared.js";

/** What a resource has, as far as it decides what an update does with it. */
export interface Existing {
  readonly properties: JsonObject;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Decision {
  readonly action: "none" | "update" | "replace";
  /** The properties that differ. */
  readonly changed: readonly string[];
}

/** Names of the members that differ, in the order of the new object, then the removed ones. */
function changedKeys(before: JsonObject, after: JsonObject): string[] {
  const keys = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...keys].filter((key) => !isDeepStrictEqual(before[key], after[key]));
}

/** The name that a template gave the resource: the one thing two versions of it cannot share. */
export function customName(schema: ResourceSchema | undefined, properties: JsonObject): string | undefined {
  const name = schema?.nameProperty === undefined ? undefined : properties[schema.nameProperty];
  return typeof name === "string" ? name : undefined;
}

/**
 * What an update does with a resource: nothing, a change in place, or a new physical resource. Properties are compared with their
 * dynamic references as text: a secret's new value is no change, another reference is.
 */
export function decide(
  handler: ResourceHandler | undefined,
  schema: ResourceSchema | undefined,
  existing: Existing,
  desired: Desired,
): Decision {
  const changed = changedKeys(existing.properties, desired.properties);
  const retagged =
    schema !== undefined && "Tags" in schema.properties && !isDeepStrictEqual(existing.tags, desired.tags);
  if (changed.length === 0) {
    return { action: retagged || handler?.alwaysUpdate === true ? "update" : "none", changed };
  }
  if (handler === undefined) return { action: "update", changed };
  if (handler.update === undefined) return { action: "replace", changed };
  const replacement = (name: string): "yes" | "maybe" | undefined => schema?.properties[name]?.replacement;
  if (changed.some((name) => replacement(name) === "yes")) return { action: "replace", changed };
  // A type that takes any property (custom resources) decides about all of them itself.
  const perhaps = changed.filter((name) => handler.open === true || replacement(name) === "maybe");
  const replace =
    perhaps.length > 0 && handler.needsReplacement?.(perhaps, existing.properties, desired.properties) === true;
  return { action: replace ? "replace" : "update", changed };
}

export const customNamedReplacement = (name: string): string =>
  `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${name} and update the stack again.`;
