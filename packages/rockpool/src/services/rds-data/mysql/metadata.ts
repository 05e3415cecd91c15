import type { ColumnMetadata } from "../fields.js";
import { type MysqlColumn, isBoolean } from "./types.js";

const VARCHAR = 12;

/** By type name: the code of `java.sql.Types`. */
const TYPES: Readonly<Record<string, number>> = {
  TINYINT: -6,
  SMALLINT: 5,
  MEDIUMINT: 4,
  INT: 4,
  BIGINT: -5,
  FLOAT: 7,
  DOUBLE: 8,
  DECIMAL: 3,
  BIT: -3,
  YEAR: 91,
  DATE: 91,
  TIME: 92,
  DATETIME: 93,
  TIMESTAMP: 93,
  CHAR: 1,
  VARCHAR,
  TINYTEXT: VARCHAR,
  TEXT: VARCHAR,
  MEDIUMTEXT: VARCHAR,
  LONGTEXT: -1,
  JSON: -1,
  BINARY: -2,
  VARBINARY: -3,
  TINYBLOB: -3,
  BLOB: -3,
  MEDIUMBLOB: -3,
  LONGBLOB: -4,
  GEOMETRY: -3,
  NULL: 0,
};
const BOOLEAN = -7;

const INTEGERS: ReadonlySet<string> = new Set(["TINYINT", "SMALLINT", "MEDIUMINT", "INT", "BIGINT"]);
const TEXTS: ReadonlySet<string> = new Set(["CHAR", "VARCHAR", "TINYTEXT", "TEXT", "MEDIUMTEXT"]);
/** Types whose length in the protocol is no number that the driver can hold, and what it makes of them. */
const BEYOND_DRIVER: Readonly<Record<string, number>> = { LONGTEXT: 0, JSON: 0, LONGBLOB: -1, GEOMETRY: -1 };
const BYTES_PER_CHARACTER = 4;

/** Column metadata in the values of the JDBC driver, read out of what the server says of the column. */
export function columnMetadata(column: MysqlColumn): ColumnMetadata {
  const { type } = column;
  return {
    arrayBaseColumnType: 0,
    isAutoIncrement: column.autoIncrement,
    isCaseSensitive: column.comparesBytes,
    isCurrency: false,
    isSigned: !column.unsigned,
    label: column.label,
    name: column.name,
    nullable: column.notNull ? 0 : 1,
    precision: precision(column),
    scale: column.decimals,
    schemaName: "",
    tableName: column.table,
    type: isBoolean(column) ? BOOLEAN : (TYPES[type] ?? VARCHAR),
    typeName: INTEGERS.has(type) && column.unsigned ? `${type} UNSIGNED` : type,
  };
}

/** Digits, characters or bytes. */
function precision({ type, length, decimals, unsigned }: MysqlColumn): number {
  // The length has a place for the sign and one for the point.
  if (type === "DECIMAL") return length - (unsigned ? 0 : 1) - (decimals > 0 ? 1 : 0);
  return BEYOND_DRIVER[type] ?? (TEXTS.has(type) ? Math.floor(length / BYTES_PER_CHARACTER) : length);
}
