import type { JsonObject } from "../contract.js";
import { coerceProperties, stringifyScalars } from "../template/coerce.js";
import { resolveDynamicReferences } from "../template/dynamic-references.js";
import { isObject } from "../template/json.js";
import type { ResourceVersion } from "./model.js";
import type { EngineParts, Operation } from "./operation.js";

/**
 * Converts properties to the types of the resource's schema; custom resources and nested stacks get texts.
 * @throws AwsError ValidationError `Property validation failure: [...]`
 */
export function convertProperties(parts: EngineParts, type: string, properties: JsonObject): JsonObject {
  if (parts.registry.handler(type)?.open === true) return stringifyScalars(properties);
  const schema = parts.registry.schema(type);
  return schema === undefined ? properties : coerceProperties(properties, schema);
}

/** Properties as a handler gets them, with dynamic references resolved. The secrets among them are kept out of status reasons. */
export async function resolveProperties(
  operation: Operation,
  type: string,
  properties: JsonObject,
): Promise<JsonObject> {
  const { value, secrets } = await resolveDynamicReferences(properties, operation.parts.external);
  operation.hide(secrets);
  return convertProperties(operation.parts, type, isObject(value) ? value : {});
}

/**
 * Properties of an older version, as far as they can still be resolved: what a reference named may be gone by now, which must
 * hinder neither a deletion nor an update.
 */
export async function resolveStored(operation: Operation, version: ResourceVersion): Promise<JsonObject> {
  const properties = operation.parts.store.unseal<JsonObject>(version.properties);
  try {
    return await resolveProperties(operation, version.type, properties);
  } catch {
    return properties;
  }
}
