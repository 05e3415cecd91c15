import type { NormalizedSchema } from "@smithy/core/schema";
import { isRecord } from "../../record.js";
import { formatTimestamp, Misfit, parseBase64, parseTimestamp, timestampFormat } from "./scalar.js";

declare global {
  interface JSON {
    // The reviver's third argument (in Node since 21) is what keeps the digits of long integers; TypeScript's es2024 library lacks it.
    parse(
      text: string,
      reviver: (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown,
    ): unknown;
  }
}

/** Parses JSON; a whole number that a double cannot hold becomes a bigint. Throws `SyntaxError`. */
export function parseJson(text: string): unknown {
  // The reviver costs a call for every value: only texts with a long run of digits need it.
  if (!/\d{16}/.test(text)) {
    const value: unknown = JSON.parse(text);
    return value;
  }
  return JSON.parse(text, (_key, value, { source }) =>
    typeof value === "number" && !Number.isSafeInteger(value) && source !== undefined && /^-?\d+$/.test(source)
      ? BigInt(source)
      : value,
  );
}

/** Whether members go by their `jsonName` (REST services) or by their own name (JSON-RPC). */
export type JsonNames = "jsonName" | "memberName";

/** A parsed JSON value as the SDK's types have it. Unknown members are left out, and so are nulls outside sparse collections. */
export function readJson(schema: NormalizedSchema, value: unknown, names: JsonNames): unknown {
  if (value === null || value === undefined) return undefined;
  if (schema.isStructSchema()) {
    if (!isRecord(value)) throw unexpected(value, "structure");
    const result: Record<string, unknown> = {};
    for (const [name, member] of schema.structIterator()) {
      const read = readJson(member, value[jsonName(name, member, names)], names);
      if (read !== undefined) result[name] = read;
    }
    return result;
  }
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw unexpected(value, "list");
    const item = schema.getValueSchema();
    const items = value.map((element: unknown) => readJson(item, element, names) ?? null);
    return isSparse(schema) ? items : items.filter((element) => element !== null);
  }
  if (schema.isMapSchema()) {
    if (!isRecord(value)) throw unexpected(value, "map");
    const item = schema.getValueSchema();
    const entries = Object.entries(value).map(([key, element]): [string, unknown] => [
      key,
      readJson(item, element, names) ?? null,
    ]);
    return Object.fromEntries(isSparse(schema) ? entries : entries.filter(([, element]) => element !== null));
  }
  return readJsonScalar(schema, value);
}

function readJsonScalar(schema: NormalizedSchema, value: unknown): unknown {
  if (schema.isStringSchema()) {
    if (typeof value !== "string") throw unexpected(value, "String");
    return value;
  }
  if (schema.isBooleanSchema()) {
    if (typeof value !== "boolean") throw unexpected(value, "Boolean");
    return value;
  }
  if (schema.isNumericSchema()) {
    if (typeof value === "number" || typeof value === "bigint") return value;
    if (value === "NaN" || value === "Infinity" || value === "-Infinity") return Number(value);
    throw unexpected(value, "Number");
  }
  if (schema.isTimestampSchema()) {
    if (typeof value !== "number" && typeof value !== "string") throw unexpected(value, "Timestamp");
    return parseTimestamp(String(value));
  }
  if (schema.isBlobSchema()) {
    if (typeof value !== "string") throw unexpected(value, "Blob");
    return parseBase64(value);
  }
  return value;
}

/** The JSON text of a value. Absent members are left out, never null; bigints keep all their digits. */
export function writeJson(schema: NormalizedSchema, value: unknown, names: JsonNames): string {
  if (value === null || value === undefined) return "null";
  if (schema.isStructSchema()) {
    if (!isRecord(value))
      throw new Misfit(`${schema.getName() ?? "a structure"} cannot be written from a value of type ${typeof value}`);
    const members: string[] = [];
    for (const [name, member] of schema.structIterator()) {
      if (value[name] === undefined || value[name] === null) continue;
      members.push(`${JSON.stringify(jsonName(name, member, names))}:${writeJson(member, value[name], names)}`);
    }
    return `{${members.join(",")}}`;
  }
  if (schema.isListSchema() && Array.isArray(value)) {
    const item = schema.getValueSchema();
    return `[${value.map((element: unknown) => writeJson(item, element, names)).join(",")}]`;
  }
  if (schema.isMapSchema() && isRecord(value)) {
    const item = schema.getValueSchema();
    const entries = Object.entries(value).filter(([, element]) => element !== undefined);
    return `{${entries.map(([key, element]) => `${JSON.stringify(key)}:${writeJson(item, element, names)}`).join(",")}}`;
  }
  if (value instanceof Date) {
    const format = timestampFormat(schema, "epoch-seconds");
    const text = formatTimestamp(value, format);
    return format === "epoch-seconds" ? text : JSON.stringify(text);
  }
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString("base64"));
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number" && !Number.isFinite(value)) return JSON.stringify(String(value));
  if (schema.isBlobSchema() && typeof value === "string")
    return JSON.stringify(Buffer.from(value, "utf8").toString("base64"));
  return JSON.stringify(value);
}

function jsonName(name: string, member: NormalizedSchema, names: JsonNames): string {
  return names === "jsonName" ? (member.getMergedTraits().jsonName ?? name) : name;
}

function isSparse(schema: NormalizedSchema): boolean {
  return schema.getMergedTraits().sparse === 1;
}

// The wording of the JSON services' own parser.
function unexpected(value: unknown, wanted: string): Misfit {
  const kind = Array.isArray(value)
    ? "LIST"
    : isRecord(value)
      ? "STRUCTURE"
      : typeof value === "boolean"
        ? `${String(value).toUpperCase()}`
        : typeof value === "string"
          ? "STRING"
          : "NUMBER";
  return new Misfit(`${kind}_VALUE cannot be converted to ${wanted}`);
}
