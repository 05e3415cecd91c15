import type { FieldPacket } from "mysql2";

const FLAG = { notNull: 1, unsigned: 32, binary: 128, enumeration: 256, autoIncrement: 512, set: 2048 };
const BINARY_CHARSET = 63;
const BYTES_PER_CHARACTER = 4;

/** A result column, read out of the driver's description. */
export interface MysqlColumn {
  readonly label: string;
  /** Of the table's column; the label for an expression. */
  readonly name: string;
  readonly table: string;
  /** In upper case, without UNSIGNED. */
  readonly type: string;
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

export function columnOf(field: FieldPacket): MysqlColumn {
  const flags = typeof field.flags === "number" ? field.flags : 0;
  const binary = (field.characterSet ?? field.charsetNr) === BINARY_CHARSET;
  const length = field.columnLength ?? field.length ?? 0;
  return {
    label: field.name,
    name: field.orgName === "" ? field.name : field.orgName,
    table: field.table,
    type: typeName(field, length, binary, flags),
    unsigned: (flags & FLAG.unsigned) !== 0,
    notNull: (flags & FLAG.notNull) !== 0,
    autoIncrement: (flags & FLAG.autoIncrement) !== 0,
    length,
    decimals: field.decimals,
    comparesBytes: (flags & FLAG.binary) !== 0,
  };
}

function typeName(field: FieldPacket, length: number, binary: boolean, flags: number): string {
  const code = field.columnType ?? field.type ?? 0;
  // MariaDB keeps JSON as text and says so in a word of its own.
  if (field.extendedFormat === "json") return "JSON";
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

/** A value of the driver as text: what it makes objects of (geometry) as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "bigint" ? String(value) : JSON.stringify(value);
}
