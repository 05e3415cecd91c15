import type { ArrayValue, Field } from "./fields.js";
import { badRequest, requestError } from "./errors.js";
import type { Generation } from "./generation.js";
import { HINTS } from "./hints.js";

/** In bytes. */
const LIMIT = 10 * 1_048_576;

/** `formatRecordsAs: JSON`: the rows as a compact JSON array of objects, keyed by the columns' labels. */
export function jsonRecords(rows: readonly Field[][], labels: readonly string[], generation: Generation): string {
  const repeated = labels.find((label, index) => labels.indexOf(label) !== index);
  if (repeated !== undefined) {
    throw requestError(
      generation,
      `The result has more than one column with the label ${repeated}: give each a label of its own to get it as JSON`,
      HINTS.repeatedLabel,
    );
  }
  const keys = labels.map((label) => JSON.stringify(label));
  const objects: string[] = [];
  let size = "[]".length;
  for (const row of rows) {
    const object = `{${row.map((field, index) => `${keys[index] ?? '""'}:${jsonOf(field)}`).join(",")}}`;
    size += Buffer.byteLength(object) + ",".length;
    if (size > LIMIT) throw badRequest("The JSON result exceeds the size limit 10 MB.", HINTS.jsonTooLarge);
    objects.push(object);
  }
  return `[${objects.join(",")}]`;
}

function jsonOf(field: Field): string {
  if ("isNull" in field) return "null";
  if ("booleanValue" in field) return String(field.booleanValue);
  if ("longValue" in field) return String(field.longValue);
  if ("doubleValue" in field) return javaDouble(field.doubleValue);
  if ("stringValue" in field) return JSON.stringify(field.stringValue);
  if ("blobValue" in field) return JSON.stringify(Buffer.from(field.blobValue).toString("base64"));
  return jsonArray(field.arrayValue);
}

function jsonArray(array: ArrayValue): string {
  const list = <T>(values: ReadonlyArray<T | null>, show: (value: T) => string): string =>
    `[${values.map((value) => (value === null ? "null" : show(value))).join(",")}]`;
  if ("booleanValues" in array) return list(array.booleanValues, String);
  if ("longValues" in array) return list(array.longValues, String);
  if ("doubleValues" in array) return list(array.doubleValues, javaDouble);
  if ("stringValues" in array) return list(array.stringValues, (value) => JSON.stringify(value));
  return list(array.arrayValues, jsonArray);
}

/** A double as Java prints it: `10.0`, `1.0E7`, `4.9E-324`. What JSON has no number for is a text. */
export function javaDouble(value: number): string {
  if (!Number.isFinite(value)) return JSON.stringify(String(value));
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e7) {
    const text = String(value);
    return text.includes(".") ? text : `${text}.0`;
  }
  // Java writes two digits at least, and where one alone would do, the two that come nearest.
  const two = value.toExponential(1);
  const shortest = value.toExponential();
  const [mantissa = "", exponent = ""] = (shortest.includes(".") || Number(two) !== value ? shortest : two).split("e");
  return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${exponent.replace("+", "")}`;
}
