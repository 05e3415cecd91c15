import type { NormalizedSchema } from "@smithy/core/schema";
import { isRecord } from "../../record.js";
import { Compiled, lazily } from "./compiled.js";
import { type JsonNames, jsonName } from "./json.js";
import { formatTimestamp, Misfit, timestampFormat } from "./scalar.js";

declare global {
  interface JSON {
    // In Node since 21; TypeScript's es2024 library lacks it.
    rawJSON(text: string): object;
  }
}

/** The JSON text of a value. Absent members are left out, never null; bigints keep all their digits. */
export function writeJson(schema: NormalizedSchema, value: unknown, names: JsonNames): string {
  return JSON.stringify(WRITERS[names].of(schema)(value));
}

/**
 * A value as `JSON.stringify` is to have it. What needs no change is handed on, not copied: of a database's values that is
 * nearly all.
 */
type Writer = (value: unknown) => unknown;

const WRITERS: Readonly<Record<JsonNames, Compiled<Writer>>> = {
  jsonName: new Compiled((schema) => writer(schema, "jsonName")),
  memberName: new Compiled((schema) => writer(schema, "memberName")),
};

function writer(schema: NormalizedSchema, names: JsonNames): Writer {
  const present = presentWriter(schema, names);
  return (value) => (value === null || value === undefined ? null : present(value));
}

function presentWriter(schema: NormalizedSchema, names: JsonNames): Writer {
  if (schema.isStructSchema()) return structureWriter(schema, names);
  const scalar = (value: unknown): unknown => writtenScalar(schema, value);
  if (schema.isListSchema()) {
    const item = lazily(() => WRITERS[names].of(schema.getValueSchema()));
    return (value) => (Array.isArray(value) ? writtenList(value, item()) : scalar(value));
  }
  if (schema.isMapSchema()) {
    const item = lazily(() => WRITERS[names].of(schema.getValueSchema()));
    return (value) => {
      if (!isRecord(value)) return scalar(value);
      const entries = Object.entries(value).filter(([, element]) => element !== undefined);
      return Object.fromEntries(entries.map(([key, element]) => [key, item()(element)]));
    };
  }
  return scalar;
}

function structureWriter(schema: NormalizedSchema, names: JsonNames): Writer {
  const members = lazily(
    () =>
      new Map(
        [...schema.structIterator()].map(([name, member]) => [
          name,
          { key: jsonName(name, member, names), write: WRITERS[names].of(member) },
        ]),
      ),
  );
  return (value) => {
    if (!isRecord(value))
      throw new Misfit(`${schema.getName() ?? "a structure"} cannot be written from a value of type ${typeof value}`);
    let changed: Record<string, unknown> | undefined;
    for (const name in value) {
      const given = value[name];
      const member = given === null || given === undefined ? undefined : members().get(name);
      const written = member?.write(given);
      if (changed === undefined) {
        if (written === given && (member === undefined || member.key === name)) continue;
        changed = membersBefore(value, name);
      }
      if (member !== undefined) changed[member.key] = written;
    }
    return changed ?? value;
  };
}

function membersBefore(value: Readonly<Record<string, unknown>>, end: string): Record<string, unknown> {
  const before: Record<string, unknown> = {};
  for (const name in value) {
    if (name === end) break;
    before[name] = value[name];
  }
  return before;
}

function writtenList(list: readonly unknown[], write: Writer): readonly unknown[] {
  let changed: unknown[] | undefined;
  for (const [index, element] of list.entries()) {
    const written = write(element);
    if (changed === undefined && written !== element) changed = list.slice(0, index);
    changed?.push(written);
  }
  return changed ?? list;
}

function writtenScalar(schema: NormalizedSchema, value: unknown): unknown {
  switch (typeof value) {
    case "string":
      return schema.isBlobSchema() ? Buffer.from(value, "utf8").toString("base64") : value;
    case "bigint":
      return JSON.rawJSON(String(value));
    case "number":
      return Number.isFinite(value) ? value : String(value);
    default:
  }
  if (value instanceof Date) {
    const format = timestampFormat(schema, "epoch-seconds");
    const text = formatTimestamp(value, format);
    return format === "epoch-seconds" ? Number(text) : text;
  }
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}
