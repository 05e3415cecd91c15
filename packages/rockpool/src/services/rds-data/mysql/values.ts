import type { ValueOptions } from "../dialect.js";
import { unsupportedCharacterSet } from "../errors.js";
import { type Field, decimalNumber } from "../fields.js";
import { withFraction } from "../fraction.js";
import { geometryOf } from "./geometry.js";
import type { Packet } from "./packets.js";
import { MOMENTS, type MysqlColumn, isBoolean } from "./types.js";

/** Without YEAR: clients that are tested on AWS read it out of a text (typeorm-aurora-data-api-driver, data-api-client). */
const INTEGERS: ReadonlySet<string> = new Set(["TINYINT", "SMALLINT", "MEDIUMINT", "INT", "BIGINT"]);
const LARGEST_LONG = 2n ** 63n - 1n;
/** As many digits are a safe integer, whatever they are. */
const SAFE_DIGITS = 15;
const [MINUS, ZERO] = [45, 48];

/** Reads a value of so many bytes, which is not NULL. */
export type ReadValue = (packet: Packet, octets: number) => Field;

/** How values of a column are read that come as text, or as the bytes that they are. */
export function textReader(column: MysqlColumn, options: ValueOptions): ReadValue {
  const { type } = column;
  if (!column.utf8) return refuse;
  if (isBoolean(column)) {
    return type === "BIT"
      ? (packet, octets) => ({ booleanValue: packet.bytes[packet.skipped(octets)] === 1 })
      : (packet, octets) => ({ booleanValue: integer(packet, octets) !== 0 });
  }
  if (column.bytes) return (packet, octets) => ({ blobValue: packet.copy(octets) });
  if (INTEGERS.has(type)) return (packet, octets) => integerField(integer(packet, octets), options);
  if (MOMENTS.has(type)) return (packet, octets) => momentField(ascii(packet, octets), options);
  switch (type) {
    case "FLOAT":
      return (packet, octets) => ({ doubleValue: shortestFloat(Number(ascii(packet, octets))) });
    case "DOUBLE":
      return (packet, octets) => ({ doubleValue: Number(ascii(packet, octets)) });
    case "DECIMAL":
      if (options.decimals === "STRING") return (packet, octets) => ({ stringValue: ascii(packet, octets) });
      return (packet, octets) => decimalNumber(ascii(packet, octets));
    case "DATE":
      return (packet, octets) => ({ stringValue: ascii(packet, octets) });
    case "YEAR":
      return (packet, octets) => ({ stringValue: String(integer(packet, octets)) });
    case "GEOMETRY":
      return (packet, octets) => ({ stringValue: JSON.stringify(geometryOf(packet.copy(octets))) });
    default:
      return (packet, octets) => ({ stringValue: text(packet, octets) });
  }
}

/** BIGINT UNSIGNED goes beyond what a longValue holds: then the digits are a text. */
export function integerField(value: number | bigint, { longs }: ValueOptions): Field {
  return longs === "STRING" || value > LARGEST_LONG ? { stringValue: String(value) } : { longValue: value };
}

/** A time, with its date or without. */
export function momentField(text: string, { generation }: ValueOptions): Field {
  return { stringValue: text.includes(".") ? withFraction(text, generation) : text };
}

const text = (packet: Packet, octets: number): string => packet.text(octets);

/** A number or a time, of which nothing tells the character set: in one of several bytes a digit it has zeros in between. */
function ascii(packet: Packet, octets: number): string {
  const value = packet.text(octets);
  if (value.includes("\0")) throw unsupportedCharacterSet();
  return value;
}

const refuse: ReadValue = () => {
  throw unsupportedCharacterSet();
};

/** Out of decimal digits, without a text in between. A bigint beyond 2^53. */
function integer(packet: Packet, octets: number): number | bigint {
  if (octets > SAFE_DIGITS) {
    const digits = ascii(packet, octets);
    const value = Number(digits);
    return Number.isSafeInteger(value) ? value : BigInt(digits);
  }
  const { bytes } = packet;
  const from = packet.skipped(octets);
  const negative = bytes[from] === MINUS;
  let value = 0;
  for (let at = negative ? from + 1 : from; at < from + octets; at += 1) {
    const digit = bytes.readUInt8(at) - ZERO;
    if (digit < 0) throw unsupportedCharacterSet();
    value = value * 10 + digit;
  }
  return negative ? -value : value;
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
