import type { Json, JsonObject } from "../contract.js";

/** Whether a value is a JSON object: neither a scalar, nor null, nor a list. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isScalar(value: Json | undefined): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** A member of an object, its own only: `constructor` and its like are no members of a template. */
export function member<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** An object from entries, safe for the key `__proto__`, which an assignment would lose. */
export function objectOf<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.fromEntries(entries);
}

/** The same object with another value for each key. */
export function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  change: (value: T, key: string) => U,
): Record<string, U> {
  return objectOf(Object.entries(record).map(([key, value]) => [key, change(value, key)] as const));
}

/**
 * The name and the argument of a function call: an object with `Ref` or one `Fn::` key and nothing else.
 * Anything beside the key makes it plain data.
 */
export function functionCall(value: Json): { readonly name: string; readonly argument: Json } | undefined {
  if (!isObject(value)) return undefined;
  const [entry, ...rest] = Object.entries(value);
  if (entry === undefined || rest.length > 0) return undefined;
  const [name, argument] = entry;
  return name === "Ref" || name.startsWith("Fn::") ? { name, argument } : undefined;
}
