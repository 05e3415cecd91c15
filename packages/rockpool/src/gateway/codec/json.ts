import type { NormalizedSchema } from "@smithy/core/schema";
import { isRecord } from "../../record.js";
import { Compiled, lazily } from "./compiled.js";
import { Misfit, parseBase64, parseTimestamp } from "./scalar.js";

declare global {
  interface JSON {
    // The reviver's third argument (in Node since 21) is what keeps the digits of long integers; TypeScript's es2024 library lacks it.
    parse(
      text: string,
      reviver: (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown,
    ): unknown;
  }
}

/** Parses JSON; a whole number that a double cannot hold becomes a bigint. Throws `SyntaxError`, also for texts that are none. */
export function parseJson(text: string): unknown {
  const value = parsed(text);
  // UTF-8 cannot hold them: only an escape makes one.
  if (SURROGATE_ESCAPE.test(text)) mustBeWellFormed(value);
  return value;
}

function parsed(text: string): unknown {
  // The reviver costs a call for every value: only texts with a long run of digits need it.
  try {
    if (/\d{16}/.test(text)) return withLongIntegers(text);
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    // The parser's own message quotes the text, and that may hold secrets.
    const position = /at position \d+/.exec(error instanceof Error ? error.message : "")?.[0];
    throw new SyntaxError(`it is not valid JSON${position === undefined ? "" : ` (${position})`}`);
  }
}

const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;

function mustBeWellFormed(value: unknown): void {
  // A list instead of recursion: how deep it goes, the client decides.
  const left = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next === "string") {
      if (!next.isWellFormed()) throw new SyntaxError("it holds half of a surrogate pair, which is no character");
    } else if (Array.isArray(next)) for (const item of next) left.push(item);
    else if (isRecord(next)) for (const [key, member] of Object.entries(next)) left.push(key, member);
  }
}

function withLongIntegers(text: string): unknown {
  return JSON.parse(text, (_key, value, { source }) =>
    typeof value === "number" && !Number.isSafeInteger(value) && source !== undefined && /^-?\d+$/.test(source)
      ? BigInt(source)
      : value,
  );
}

/** Whether members go by their `jsonName` (REST services) or by their own name (JSON-RPC). */
export type JsonNames = "jsonName" | "memberName";

type Reader = (value: unknown) => unknown;

/** A parsed JSON value as the SDK's types have it. Unknown members are left out, and so are nulls outside sparse collections. */
export function readJson(schema: NormalizedSchema, value: unknown, names: JsonNames): unknown {
  return READERS[names].of(schema)(value);
}

const READERS: Readonly<Record<JsonNames, Compiled<Reader>>> = {
  jsonName: new Compiled((schema) => reader(schema, "jsonName")),
  memberName: new Compiled((schema) => reader(schema, "memberName")),
};

function reader(schema: NormalizedSchema, names: JsonNames): Reader {
  const present = presentReader(schema, names);
  return (value) => (value === null || value === undefined ? undefined : present(value));
}

function presentReader(schema: NormalizedSchema, names: JsonNames): Reader {
  if (schema.isStructSchema()) {
    const members = lazily(
      () =>
        new Map(
          [...schema.structIterator()].map(([name, member]) => [
            jsonName(name, member, names),
            { name, read: READERS[names].of(member) },
          ]),
        ),
    );
    return (value) => {
      if (!isRecord(value)) throw unexpected(value, "structure");
      const result: Record<string, unknown> = {};
      // By what is there: of the many members that a structure may have, most requests have few.
      for (const key in value) {
        const member = members().get(key);
        const given = member?.read(value[key]);
        if (member !== undefined && given !== undefined) result[member.name] = given;
      }
      return result;
    };
  }
  if (schema.isListSchema()) {
    const item = lazily(() => READERS[names].of(schema.getValueSchema()));
    const sparse = isSparse(schema);
    return (value) => {
      if (!Array.isArray(value)) throw unexpected(value, "list");
      const read = item();
      const items = value.map((element: unknown) => read(element) ?? null);
      return sparse ? items : items.filter((element) => element !== null);
    };
  }
  if (schema.isMapSchema()) {
    const item = lazily(() => READERS[names].of(schema.getValueSchema()));
    const sparse = isSparse(schema);
    return (value) => {
      if (!isRecord(value)) throw unexpected(value, "map");
      const read = item();
      const entries = Object.entries(value).map(([key, element]): [string, unknown] => [key, read(element) ?? null]);
      return Object.fromEntries(sparse ? entries : entries.filter(([, element]) => element !== null));
    };
  }
  return scalarReader(schema);
}

function scalarReader(schema: NormalizedSchema): Reader {
  if (schema.isStringSchema())
    return (value) => {
      if (typeof value !== "string") throw unexpected(value, "String");
      return value;
    };
  if (schema.isBooleanSchema())
    return (value) => {
      if (typeof value !== "boolean") throw unexpected(value, "Boolean");
      return value;
    };
  if (schema.isNumericSchema())
    return (value) => {
      if (typeof value === "number" || typeof value === "bigint") return value;
      if (value === "NaN" || value === "Infinity" || value === "-Infinity") return Number(value);
      throw unexpected(value, "Number");
    };
  if (schema.isTimestampSchema())
    return (value) => {
      if (typeof value !== "number" && typeof value !== "string") throw unexpected(value, "Timestamp");
      return parseTimestamp(String(value));
    };
  if (schema.isBlobSchema())
    return (value) => {
      if (typeof value !== "string") throw unexpected(value, "Blob");
      return parseBase64(value);
    };
  return (value) => value;
}

/** What a member is called in the text. */
export function jsonName(name: string, member: NormalizedSchema, names: JsonNames): string {
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
