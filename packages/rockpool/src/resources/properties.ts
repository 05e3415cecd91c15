import type { Json, JsonObject, ResourceContext } from "../cloudformation/contract.js";
import { AwsError } from "../errors.js";

/** Typed reading of resource properties. The engine has already converted them to the types of the resource's schema. */

/** A text property; numbers and booleans are written as CloudFormation writes them. `undefined` when absent. */
export function optionalText(properties: JsonObject, name: string): string | undefined {
  const value = properties[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "object") throw wrong(name, "a string", value);
  return String(value);
}

/** A text property that must be there. */
export function text(properties: JsonObject, name: string): string {
  const value = optionalText(properties, name);
  if (value === undefined)
    throw new AwsError("ValidationError", `Property validation failure: [The property {/${name}} is required]`);
  return value;
}

export function optionalNumber(properties: JsonObject, name: string): number | undefined {
  const value = properties[name];
  if (value === undefined || value === null) return undefined;
  const number = Number(value);
  if (typeof value === "object" || Number.isNaN(number)) throw wrong(name, "a number", value);
  return number;
}

export function optionalBoolean(properties: JsonObject, name: string): boolean | undefined {
  const value = properties[name];
  if (value === undefined || value === null) return undefined;
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw wrong(name, "true or false", value);
}

/** A list property; absent gives an empty list. */
export function list(properties: JsonObject, name: string): Json[] {
  const value = properties[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw wrong(name, "a list", value);
  return value;
}

/** A list of texts; absent gives an empty list. */
export function textList(properties: JsonObject, name: string): string[] {
  return list(properties, name).map((value) => {
    if (typeof value === "object") throw wrong(name, "a list of strings", value);
    return String(value);
  });
}

/** A list of objects; absent gives an empty list. */
export function objectList(properties: JsonObject, name: string): JsonObject[] {
  return list(properties, name).map((value) => {
    if (!isObject(value)) throw wrong(name, "a list of objects", value);
    return value;
  });
}

/** An object property; absent gives an empty object. */
export function object(properties: JsonObject, name: string): JsonObject {
  const value = properties[name];
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw wrong(name, "an object", value);
  return value;
}

/** The resource's `Tags` over those that the stack hands on, in the API's form. */
export function tags(
  context: ResourceContext,
  properties: JsonObject,
  name = "Tags",
): Array<{ Key: string; Value: string }> {
  const own = objectList(properties, name).map((tag) => [text(tag, "Key"), optionalText(tag, "Value") ?? ""] as const);
  return Object.entries({ ...context.tags, ...Object.fromEntries(own) }).map(([Key, Value]) => ({ Key, Value }));
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wrong(name: string, wanted: string, value: Json): AwsError {
  const kind = Array.isArray(value)
    ? "a list"
    : value === null
      ? "null"
      : typeof value === "object"
        ? "an object"
        : `the ${typeof value} ${JSON.stringify(value)}`;
  return new AwsError(
    "ValidationError",
    `Property validation failure: [Value of property {/${name}} does not match type {${wanted}}: got ${kind}]`,
  );
}
