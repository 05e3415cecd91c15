import type { ValueOptions } from "../dialect.js";
import { internalFailure, unsupportedDimensions, unsupportedType } from "../errors.js";
import { type ArrayValue, type Field, NULL, decimalNumber, longOf } from "../fields.js";
import { reserialisedJson } from "./json.js";
import type { PostgresType } from "./types.js";
import { withFraction } from "../fraction.js";
import { HINTS } from "../hints.js";

/** The field of a value, out of the text that the server sent (ISO dates, hexadecimal bytea, session zone UTC). */
export function fieldOf(text: string | null, type: PostgresType, options: ValueOptions): Field {
  if (text === null) {
    refuse(type, options);
    return NULL;
  }
  if (type.element !== undefined) {
    refuse(type, options);
    return { arrayValue: arrayOf(parseArray(text, type.element.name === "box" ? ";" : ","), type.element, options) };
  }
  switch (type.kind) {
    case "boolean":
      return { booleanValue: text === "t" };
    case "long":
      return options.longs === "STRING" ? { stringValue: text } : { longValue: longOf(text) };
    case "oid":
      return options.generation.oid === "string" || options.longs === "STRING"
        ? { stringValue: text }
        : { longValue: longOf(text) };
    case "double":
      return { doubleValue: Number(text) };
    case "decimal":
      if (options.decimals === "STRING" || text === "NaN" || text.endsWith("Infinity")) return { stringValue: text };
      return decimalNumber(text);
    case "bytea":
      return { blobValue: Buffer.from(text.slice(2), "hex") };
    case "void":
      refuse(type, options);
      return { stringValue: "" };
    default:
      return { stringValue: textOf(text, type, options) };
  }
}

/** The text of a value that the API returns as text, alone or in an array. */
function textOf(text: string, type: PostgresType, options: ValueOptions): string {
  switch (type.kind) {
    case "date":
    case "time":
    case "timestamp":
      return temporal(text, options);
    case "timestamptz":
      // The session zone is UTC.
      return temporal(text.replace(/\+00(?=$| BC$)/, ""), options);
    case "timetz":
      refuse(type, options);
      return utcTime(text);
    case "json":
      return options.generation.json === "re-serialised" ? reserialisedJson(text) : text;
    case "refused":
      refuse(type, options);
      return text;
    default:
      return text;
  }
}

function refuse(type: PostgresType, { generation }: ValueOptions): void {
  if (!generation.refusesTypes) return;
  if (type.kind === "refused" || type.kind === "timetz" || type.kind === "void")
    throw unsupportedType(type.display, "postgres");
}

function temporal(text: string, { generation }: ValueOptions): string {
  if (text.endsWith("infinity")) {
    if (generation.refusesTypes) throw internalFailure(HINTS.infiniteDate.postgres);
    return text;
  }
  return withFraction(text, generation);
}

/** `15:30:00-08` as UTC: `23:30:00`. */
function utcTime(text: string): string {
  const [, hours = "0", minutes = "0", rest = "", sign = "+", zoneHours = "0", zoneMinutes = "0"] =
    /^(\d+):(\d+)(.*?)([+-])(\d+)(?::(\d+))?/.exec(text) ?? [];
  const zone = (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === "-" ? -1 : 1);
  const total = (((Number(hours) * 60 + Number(minutes) - zone) % 1440) + 1440) % 1440;
  return `${String(Math.floor(total / 60)).padStart(2, "0")}:${String(total % 60).padStart(2, "0")}${rest}`;
}

type ArrayText = ReadonlyArray<string | null | ArrayText>;

function arrayOf(elements: ArrayText, element: PostgresType, options: ValueOptions): ArrayValue {
  if (elements.some(Array.isArray)) {
    if (options.generation.refusesTypes) throw unsupportedDimensions();
    return { arrayValues: elements.map((inner) => (Array.isArray(inner) ? arrayOf(inner, element, options) : null)) };
  }
  const texts = elements.flatMap((text) => (typeof text === "string" || text === null ? [text] : []));
  const map = <T>(convert: (text: string) => T): Array<T | null> =>
    texts.map((text) => (text === null ? null : convert(text)));
  switch (element.kind) {
    case "boolean":
      return { booleanValues: map((text) => text === "t") };
    case "long":
      return options.longs === "STRING" ? { stringValues: texts } : { longValues: map(longOf) };
    case "double":
      return { doubleValues: map(Number) };
    default:
      return { stringValues: map((text) => textOf(text, element, options)) };
  }
}

/** Reads the server's array text: `{1,NULL,"a \"b\"",{...}}`, with or without bounds in front. */
/** `delimiter`: a comma for every built-in type but `box`. */
export function parseArray(text: string, delimiter = ","): ArrayText {
  let at = text.indexOf("{");
  function list(): ArrayText {
    const items: Array<string | null | ArrayText> = [];
    at += 1;
    while (text.charAt(at) !== "}" && at < text.length) {
      if (text.charAt(at) === "{") items.push(list());
      else if (text.charAt(at) === '"') items.push(quoted());
      else items.push(plain());
      if (text.charAt(at) === delimiter) at += 1;
    }
    at += 1;
    return items;
  }
  function quoted(): string {
    let value = "";
    for (at += 1; at < text.length && text.charAt(at) !== '"'; at += 1) {
      if (text.charAt(at) === "\\") at += 1;
      value += text.charAt(at);
    }
    at += 1;
    return value;
  }
  function plain(): string | null {
    const start = at;
    while (at < text.length && text.charAt(at) !== delimiter && text.charAt(at) !== "}") at += 1;
    const value = text.slice(start, at);
    return value === "NULL" ? null : value;
  }
  return list();
}
