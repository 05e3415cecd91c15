import { isUtf8 } from "./collations.js";
import type { Packet } from "./packets.js";

const FLAG = { notNull: 1, unsigned: 32, binary: 128, enumeration: 256, autoIncrement: 512, set: 2048 };
const BINARY_COLLATION = 63;
const BIT = 16;
/** VARCHAR, the TEXT and BLOB types, CHAR. */
const STRINGS: ReadonlySet<number> = new Set([15, 249, 250, 251, 252, 253, 254]);
const BYTES_PER_CHARACTER = 4;

/** A result column, read out of the server's description. */
export interface MysqlColumn {
  readonly label: string;
  /** Of the table's column; the label for an expression. */
  readonly name: string;
  readonly table: string;
  /** In upper case, without UNSIGNED. */
  readonly type: string;
  /** The number of the type in the protocol, which tells how values come. */
  readonly code: number;
  /** Values are bytes without a character set. */
  readonly bytes: boolean;
  /** Texts come in UTF-8: all do, unless the session has taken another character set, in a transaction. */
  readonly utf8: boolean;
  readonly unsigned: boolean;
  readonly notNull: boolean;
  readonly autoIncrement: boolean;
  /** In bytes, as declared; in bits for BIT. */
  readonly length: number;
  /** Digits behind the point, or of the fraction of a second; 31 for floats without a fixed number. */
  readonly decimals: number;
  /** Values are compared byte by byte, not by a collation that knows no case. */
  readonly comparesBytes: boolean;
}

/** By the number of the protocol: the name, where it does not depend on more. */
const NAMES: Readonly<Record<number, string>> = {
  0: "DECIMAL",
  1: "TINYINT",
  2: "SMALLINT",
  3: "INT",
  4: "FLOAT",
  5: "DOUBLE",
  6: "NULL",
  7: "TIMESTAMP",
  8: "BIGINT",
  9: "MEDIUMINT",
  10: "DATE",
  11: "TIME",
  12: "DATETIME",
  13: "YEAR",
  16: "BIT",
  245: "JSON",
  246: "DECIMAL",
  255: "GEOMETRY",
};

/** TEXT and BLOB types by the bytes that they hold at the most. */
const LARGE: ReadonlyArray<readonly [limit: number, prefix: string]> = [
  [255, "TINY"],
  [65_535, ""],
  [16_777_215, "MEDIUM"],
];

/** Reads the description of a column. */
export function columnOf(packet: Packet, extended: boolean): MysqlColumn {
  // Catalogue and schema.
  packet.skip(packet.count());
  packet.skip(packet.count());
  const table = packet.countedText();
  // The table's own name, under its alias.
  packet.skip(packet.count());
  const label = packet.countedText();
  const name = packet.countedText();
  const json = extended && isJson(packet, packet.count());
  // The length of what follows.
  packet.skip(1);
  const collation = packet.uint16();
  const length = packet.uint32();
  const code = packet.uint8();
  const flags = packet.uint16();
  const binary = collation === BINARY_COLLATION;
  return {
    label,
    name: name === "" ? label : name,
    table,
    // MariaDB keeps JSON as text and says so in a word of its own.
    type: json ? "JSON" : typeName(code, length, binary, flags),
    code,
    bytes: code === BIT || (binary && !json && STRINGS.has(code)),
    utf8: isUtf8(collation),
    unsigned: (flags & FLAG.unsigned) !== 0,
    notNull: (flags & FLAG.notNull) !== 0,
    autoIncrement: (flags & FLAG.autoIncrement) !== 0,
    length,
    decimals: packet.uint8(),
    comparesBytes: (flags & FLAG.binary) !== 0,
  };
}

/** Looks through what MariaDB tells of a column beyond its type, each with a mark in front: 1 for the format of a text. */
function isJson(packet: Packet, octets: number): boolean {
  let json = false;
  for (const end = packet.at + octets; packet.at < end;) {
    const mark = packet.uint8();
    const word = packet.countedText();
    json ||= mark === 1 && word === "json";
  }
  return json;
}

function typeName(code: number, length: number, binary: boolean, flags: number): string {
  const name = NAMES[code];
  if (name !== undefined) return name;
  if (flags & (FLAG.enumeration | FLAG.set)) return "CHAR";
  if (code === 254) return binary ? "BINARY" : "CHAR";
  if (code === 15 || code === 253) return binary ? "VARBINARY" : "VARCHAR";
  // The length of texts is in bytes of the connection's character set, that of blobs in bytes.
  const characters = binary ? length : length / BYTES_PER_CHARACTER;
  const prefix = LARGE.find(([limit]) => characters <= limit || length === limit)?.[1] ?? "LONG";
  return `${prefix}${binary ? "BLOB" : "TEXT"}`;
}

/** TINYINT(1) is what MySQL has for booleans. */
export function isBoolean(column: MysqlColumn): boolean {
  return (column.type === "TINYINT" || column.type === "BIT") && column.length === 1;
}

/** By type: the bytes of a value in binary form. */
const WIDTHS: Readonly<Record<string, number>> = {
  TINYINT: 1,
  SMALLINT: 2,
  MEDIUMINT: 4,
  INT: 4,
  BIGINT: 8,
  FLOAT: 4,
  DOUBLE: 8,
  YEAR: 2,
  DATE: 4,
  TIME: 8,
  DATETIME: 7,
  TIMESTAMP: 7,
};
/** With a time of day. */
export const MOMENTS: ReadonlySet<string> = new Set(["TIME", "DATETIME", "TIMESTAMP"]);
const FRACTION_WIDTH = 4;

/**
 * What each value of a column counts towards the size of a result, whatever it is and however it comes; undefined where a
 * value counts its own bytes. A prepared statement leaves out the parts of a time that are zero, a text has them all: the
 * width is the most that the binary form has.
 */
export function fixedWidth({ type, decimals }: MysqlColumn): number | undefined {
  const width = WIDTHS[type];
  return width !== undefined && decimals > 0 && MOMENTS.has(type) ? width + FRACTION_WIDTH : width;
}
