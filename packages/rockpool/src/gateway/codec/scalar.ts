import type { NormalizedSchema } from "@smithy/core/schema";

/** A value that does not fit its schema; the codec turns it into the service's own error. */
export class Misfit extends Error {
  override readonly name = "Misfit";
}

export type TimestampFormat = "date-time" | "http-date" | "epoch-seconds";

const FORMATS: Readonly<Record<number, TimestampFormat>> = { 5: "date-time", 6: "http-date", 7: "epoch-seconds" };

/** The format that a schema demands, else the one that its place (body, header, query) has by default. */
export function timestampFormat(schema: NormalizedSchema, fallback: TimestampFormat): TimestampFormat {
  const declared = schema.getSchema();
  return (typeof declared === "number" ? FORMATS[declared] : undefined) ?? fallback;
}

/** The text of a timestamp. */
export function formatTimestamp(value: Date, format: TimestampFormat): string {
  if (Number.isNaN(value.getTime())) throw new Misfit("an invalid Date cannot be written");
  switch (format) {
    case "date-time":
      return value.toISOString();
    case "http-date":
      return value.toUTCString();
    case "epoch-seconds":
      return String(value.getTime() / 1000);
  }
}

/** Reads a timestamp in any of the three formats: clients differ, and none is ambiguous. */
export function parseTimestamp(text: string): Date {
  const milliseconds = /^[+-]?\d+(\.\d*)?([eE][+-]?\d+)?$/.test(text)
    ? Math.round(Number(text) * 1000)
    : Date.parse(text);
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) throw new Misfit(`'${text}' is not a timestamp`);
  return date;
}

/** A number, or a bigint where a whole number is too long for one, so that no digit is lost. */
export function parseNumber(text: string): number | bigint {
  const trimmed = text.trim();
  if (/^[+-]?\d+$/.test(trimmed)) {
    const number = Number(trimmed);
    return Number.isSafeInteger(number) ? number : BigInt(trimmed);
  }
  if (trimmed === "NaN") return Number.NaN;
  const number = Number(trimmed);
  if (trimmed === "" || Number.isNaN(number)) throw new Misfit(`'${text}' is not a number`);
  return number;
}

export function parseBoolean(text: string): boolean {
  const lower = text.trim().toLowerCase();
  if (lower === "true" || lower === "1") return true;
  if (lower === "false" || lower === "0") return false;
  throw new Misfit(`'${text}' is not a boolean`);
}

export function parseBase64(text: string): Uint8Array {
  const digits = /^([A-Za-z0-9+/\s]*)={0,2}\s*$/.exec(text)?.[1]?.replace(/\s/g, "");
  // Four of them make three bytes, three two, two one; a single one would be lost.
  if (digits === undefined || digits.length % 4 === 1) throw new Misfit("a blob must be base64 text");
  return new Uint8Array(Buffer.from(digits, "base64"));
}

/** A scalar out of the text of an XML element, a form value, a header or a path. */
export function readScalar(schema: NormalizedSchema, text: string): unknown {
  if (schema.isStringSchema()) return text;
  if (schema.isNumericSchema()) return parseNumber(text);
  if (schema.isBooleanSchema()) return parseBoolean(text);
  if (schema.isTimestampSchema()) return parseTimestamp(text);
  if (schema.isBlobSchema()) return parseBase64(text);
  if (schema.isBigIntegerSchema()) return BigInt(text);
  return text;
}

/** The text of a scalar, for the same places. */
export function writeScalar(schema: NormalizedSchema, value: unknown, fallback: TimestampFormat): string {
  if (value instanceof Date) return formatTimestamp(value, timestampFormat(schema, fallback));
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (
    typeof value !== "string" &&
    typeof value !== "number" &&
    typeof value !== "boolean" &&
    typeof value !== "bigint"
  ) {
    throw new Misfit(`${schema.getName() ?? "a scalar"} cannot be written from a value of type ${typeof value}`);
  }
  return schema.isBlobSchema() ? Buffer.from(String(value), "utf8").toString("base64") : String(value);
}
