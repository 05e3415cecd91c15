import type { ExecuteOptions } from "../dialect.js";
import { unsupportedType } from "../errors.js";
import { type Field, NULL } from "../fields.js";
import type { ResultSize } from "../size.js";
import { binaryReader } from "./binary.js";
import type { Packet } from "./packets.js";
import type { MysqlColumn } from "./types.js";
import { type ReadValue, textReader } from "./values.js";

/** Of a statement's values: as text, or as a prepared statement gives them. */
export type Format = "text" | "binary";

/** In the place of a value's length. */
const NULL_MARK = 0xfb;

/** Makes fields of the rows of a result. */
export class RowReader {
  readonly read: (packet: Packet, size: ResultSize) => Field[];

  constructor(columns: readonly MysqlColumn[], format: Format, options: ExecuteOptions) {
    const unsupported = columns.some(({ type }) => type === "GEOMETRY") && options.generation.refusesTypes;
    const values = columns.map((column) => textReader(column, options));
    const rows = format === "text" ? textRows(values) : binaryRows(columns, values, options);
    this.read = unsupported
      ? (packet, size) => {
          // Too large comes first, and a result without rows has nothing that is refused.
          rows(packet, size);
          throw unsupportedType("GEOMETRY");
        }
      : rows;
  }
}

const textRows =
  (values: readonly ReadValue[]) =>
  (packet: Packet, size: ResultSize): Field[] => {
    let octets = 0;
    const row = values.map((read) => {
      const first = packet.uint8();
      if (first === NULL_MARK) return NULL;
      const count = packet.count(first);
      octets += count;
      return read(packet, count);
    });
    size.addRow(row.length, octets);
    return row;
  };

const binaryRows = (columns: readonly MysqlColumn[], values: readonly ReadValue[], options: ExecuteOptions) => {
  const binary = columns.map((column) => binaryReader(column, options));
  // Behind a byte that all rows have, a bit for each column, from the third one on.
  const bytes = (columns.length + 2 + 7) >> 3;
  return (packet: Packet, size: ResultSize): Field[] => {
    packet.skip(1);
    const nulls = packet.skipped(bytes);
    let octets = 0;
    const row = values.map((readText, index) => {
      const bit = index + 2;
      if ((packet.bytes.readUInt8(nulls + (bit >> 3)) & (1 << (bit & 7))) !== 0) return NULL;
      const readBinary = binary[index];
      if (readBinary !== undefined) {
        const field = readBinary(packet);
        octets += octetsOf(field);
        return field;
      }
      const count = packet.count();
      octets += count;
      return readText(packet, count);
    });
    size.addRow(row.length, octets);
    return row;
  };
};

/** What a number or a time counts towards the size of a result: its text. */
const octetsOf = (field: Field): number => String(Object.values(field)[0]).length;
