import type { ExecuteOptions } from "../dialect.js";
import { unsupportedType } from "../errors.js";
import { type Field, NULL } from "../fields.js";
import type { ResultSize } from "../size.js";
import { binaryReader } from "./binary.js";
import type { Packet } from "./packets.js";
import { type MysqlColumn, fixedWidth } from "./types.js";
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
    const widths = columns.map(fixedWidth);
    const rows = format === "text" ? textRows(values, widths) : binaryRows(columns, values, widths, options);
    this.read = unsupported
      ? (packet, size) => {
          // Too large comes first, and a result without rows has nothing that is refused.
          rows(packet, size);
          throw unsupportedType("GEOMETRY", "mysql");
        }
      : rows;
  }
}

/** In bytes; undefined where each value has its own. */
type Widths = ReadonlyArray<number | undefined>;

const textRows =
  (values: readonly ReadValue[], widths: Widths) =>
  (packet: Packet, size: ResultSize): Field[] => {
    let octets = 0;
    const row = values.map((read, index) => {
      const first = packet.uint8();
      if (first === NULL_MARK) return NULL;
      const count = packet.count(first);
      octets += widths[index] ?? count;
      return read(packet, count);
    });
    size.addRow(row.length, octets);
    return row;
  };

const binaryRows = (
  columns: readonly MysqlColumn[],
  values: readonly ReadValue[],
  widths: Widths,
  options: ExecuteOptions,
) => {
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
      const width = widths[index];
      if (readBinary !== undefined) {
        octets += width ?? 0;
        return readBinary(packet);
      }
      const count = packet.count();
      octets += width ?? count;
      return readText(packet, count);
    });
    size.addRow(row.length, octets);
    return row;
  };
};
