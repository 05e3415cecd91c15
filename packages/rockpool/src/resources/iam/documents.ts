import type { JsonObject } from "../../cloudformation/contract.js";
import { isObject, objectList, text } from "../properties.js";

/** A policy document as text; templates give an object or, now and then, the text itself. */
export function documentText(properties: JsonObject, name: string): string {
  const value = properties[name];
  return isObject(value) ? JSON.stringify(value) : text(properties, name);
}

/** The `Policies` of a role: documents by name. */
export function inlinePolicies(properties: JsonObject): Map<string, string> {
  return new Map(
    objectList(properties, "Policies").map((policy) => [
      text(policy, "PolicyName"),
      documentText(policy, "PolicyDocument"),
    ]),
  );
}
