import type { ValueOptions } from "../dialect.js";
import { unsupportedType } from "../errors.js";
import { withFraction } from "../fraction.js";
import { type Field, NULL, decimalNumber, longOf } from "../fields.js";
import { type MysqlColumn, isBoolean, textOf } from "./types.js";

/** Without YEAR: clients that are tested on AWS read it out of a text (typeorm-aurora-data-api-driver, data-api-client). */
const INTEGERS: ReadonlySet<string> = new Set(["TINYINT", "SMALLINT", "MEDIUMINT", "INT", "BIGINT"]);
const FRACTIONS: ReadonlySet<string> = new Set(["TIME", "DATETIME", "TIMESTAMP"]);
const LARGEST_LONG = 2n ** 63n - 1n;

/** The field of a value as the driver gives it: numbers, texts for 64-bit integers, decimals and dates, buffers for bytes. */
export function fieldOf(value: unknown, column: MysqlColumn, options: ValueOptions): Field {
  if (column.type === "GEOMETRY" && options.generation.refusesTypes) throw unsupportedType("GEOMETRY");
  if (value === null || value === undefined) return NULL;
  if (isBoolean(column)) return { booleanValue: Buffer.isBuffer(value) ? value[0] === 1 : Number(value) !== 0 };
  if (Buffer.isBuffer(value)) return { blobValue: value };
  const text = textOf(value);
  if (INTEGERS.has(column.type)) return integer(text, options);
  switch (column.type) {
    case "FLOAT":
      return { doubleValue: shortestFloat(Number(value)) };
    case "DOUBLE":
      return { doubleValue: Number(value) };
    case "DECIMAL":
      if (options.decimals === "STRING") return { stringValue: text };
      return decimalNumber(text);
    default:
      return { stringValue: FRACTIONS.has(column.type) ? withFraction(text, options.generation) : text };
  }
}

/** BIGINT UNSIGNED goes beyond what a longValue holds: then the digits are a text. */
function integer(text: string, { longs }: ValueOptions): Field {
  const value = longOf(text);
  return longs === "STRING" || value > LARGEST_LONG ? { stringValue: text } : { longValue: value };
}

/** The decimal number that a 4-byte float stands for, without the digits that it gains as a double: 3.14, not 3.140000104904175. */
export function shortestFloat(value: number): number {
  if (!Number.isFinite(value)) return value;
  const float = Math.fround(value);
  for (let digits = 1; digits < 9; digits += 1) {
    const shorter = Number(float.toPrecision(digits));
    if (Math.fround(shorter) === float) return shorter;
  }
  return value;
}
