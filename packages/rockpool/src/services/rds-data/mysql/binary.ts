import type { ValueOptions } from "../dialect.js";
import type { Field } from "../fields.js";
import type { Packet } from "./packets.js";
import { type MysqlColumn, isBoolean } from "./types.js";
import { integerField, momentField, shortestFloat } from "./values.js";

/** How a prepared statement gives what is no text: numbers, dates and times. Undefined for a column of texts or bytes. */
export function binaryReader(column: MysqlColumn, options: ValueOptions): ((packet: Packet) => Field) | undefined {
  const integer = INTEGERS[column.code];
  if (integer !== undefined) {
    const { unsigned } = column;
    if (isBoolean(column)) return (packet) => ({ booleanValue: Number(integer(packet, unsigned)) !== 0 });
    if (column.type === "YEAR") return (packet) => ({ stringValue: String(integer(packet, true)) });
    return (packet) => integerField(integer(packet, unsigned), options);
  }
  switch (column.type) {
    case "FLOAT":
      return (packet) => ({ doubleValue: shortestFloat(packet.bytes.readFloatLE(packet.skipped(4))) });
    case "DOUBLE":
      return (packet) => ({ doubleValue: packet.bytes.readDoubleLE(packet.skipped(8)) });
    case "DATE":
      return (packet) => ({ stringValue: dateAndTime(packet).date });
    case "DATETIME":
    case "TIMESTAMP":
      return (packet) => {
        const { date, time } = dateAndTime(packet);
        return momentField(`${date} ${time}`, options);
      };
    case "TIME":
      return (packet) => momentField(timeSpan(packet), options);
    default:
      return undefined;
  }
}

type ReadInteger = (packet: Packet, unsigned: boolean) => number | bigint;

const tinyint: ReadInteger = (packet, unsigned) => {
  const value = packet.uint8();
  return unsigned ? value : (value << 24) >> 24;
};
const smallint: ReadInteger = (packet, unsigned) => {
  const value = packet.uint16();
  return unsigned ? value : (value << 16) >> 16;
};
const int: ReadInteger = (packet, unsigned) => {
  const value = packet.uint32();
  return unsigned ? value : value | 0;
};
const bigint: ReadInteger = (packet, unsigned) => {
  const at = packet.skipped(8);
  const value = unsigned ? packet.bytes.readBigUInt64LE(at) : packet.bytes.readBigInt64LE(at);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
};

/** By the number of the type in the protocol. */
const INTEGERS: Readonly<Record<number, ReadInteger>> = {
  1: tinyint,
  2: smallint,
  3: int,
  8: bigint,
  9: int,
  13: smallint,
};

/** Parts at the end that are all zero are left out. */
function dateAndTime(packet: Packet): { date: string; time: string } {
  const octets = packet.uint8();
  const [year, month, day] = octets >= 4 ? [packet.uint16(), packet.uint8(), packet.uint8()] : [0, 0, 0];
  return { date: `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`, time: timeOfDay(packet, octets - 4, 0) };
}

/** From -838 hours to 838. */
function timeSpan(packet: Packet): string {
  const octets = packet.uint8();
  if (octets === 0) return "00:00:00";
  const sign = packet.uint8() === 1 ? "-" : "";
  const days = packet.uint32();
  return sign + timeOfDay(packet, octets - 5, days);
}

function timeOfDay(packet: Packet, octets: number, days: number): string {
  const [hours, minutes, seconds] = octets >= 3 ? [packet.uint8(), packet.uint8(), packet.uint8()] : [0, 0, 0];
  const fraction = octets >= 7 ? `.${digits(packet.uint32(), 6)}` : "";
  return `${digits(days * 24 + hours, 2)}:${digits(minutes, 2)}:${digits(seconds, 2)}${fraction}`;
}

const digits = (value: number, count: number): string => String(value).padStart(count, "0");
