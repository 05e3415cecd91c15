import type { ColumnMetadata } from "../fields.js";
import { type MysqlColumn, isBoolean } from "./types.js";

/** By type name: the code of `java.sql.Types`, and the precision where the type alone gives it. */
const TYPES: Readonly<Record<string, readonly [jdbc: number, precision?: number]>> = {
  TINYINT: [-6, 3],
  SMALLINT: [5, 5],
  MEDIUMINT: [4, 7],
  INT: [4, 10],
  BIGINT: [-5, 19],
  FLOAT: [7, 12],
  DOUBLE: [8, 22],
  DECIMAL: [3],
  BIT: [-7],
  YEAR: [91, 4],
  DATE: [91, 10],
  TIME: [92],
  DATETIME: [93],
  TIMESTAMP: [93],
  CHAR: [1],
  VARCHAR: [12],
  TINYTEXT: [12],
  TEXT: [-1],
  MEDIUMTEXT: [-1],
  LONGTEXT: [-1],
  BINARY: [-2],
  VARBINARY: [-3],
  TINYBLOB: [-3],
  BLOB: [-4],
  MEDIUMBLOB: [-4],
  LONGBLOB: [-4],
  JSON: [-1],
  GEOMETRY: [-2],
  NULL: [0, 0],
};

const UNSIGNED_PRECISION: Readonly<Record<string, number>> = { BIGINT: 20, MEDIUMINT: 8 };
const NUMBERS: ReadonlySet<string> = new Set([
  "TINYINT",
  "SMALLINT",
  "MEDIUMINT",
  "INT",
  "BIGINT",
  "FLOAT",
  "DOUBLE",
  "DECIMAL",
]);
const TEXTS: ReadonlySet<string> = new Set(["CHAR", "VARCHAR", "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT"]);
const BYTES_PER_CHARACTER = 4;
const LARGEST_PRECISION = 2_147_483_647;
const NO_FIXED_DECIMALS = 31;

/** Column metadata in the values of MySQL's JDBC driver, which the service's first generation had and clients know. */
export function columnMetadata(column: MysqlColumn): ColumnMetadata {
  const { type } = column;
  const number = NUMBERS.has(type);
  return {
    arrayBaseColumnType: 0,
    isAutoIncrement: column.autoIncrement,
    // The default collations compare without case; binary strings compare bytes.
    isCaseSensitive: !number && !TEXTS.has(type) && type !== "YEAR" && type !== "BIT" && column.binary,
    isCurrency: false,
    isSigned: number && !column.unsigned,
    label: column.label,
    name: column.name,
    nullable: column.notNull ? 0 : 1,
    precision: Math.min(precision(column), LARGEST_PRECISION),
    scale:
      type === "DECIMAL" || (FRACTION_WIDTH[type] !== undefined && column.decimals < NO_FIXED_DECIMALS)
        ? column.decimals
        : 0,
    schemaName: "",
    tableName: column.table,
    type: isBoolean(column) ? -7 : type === "BIT" ? -3 : (TYPES[type]?.[0] ?? 12),
    typeName: number && column.unsigned ? `${type} UNSIGNED` : type,
  };
}

/** The characters of a time without its fraction. */
const FRACTION_WIDTH: Readonly<Record<string, number>> = { TIME: 10, DATETIME: 19, TIMESTAMP: 19 };

function precision(column: MysqlColumn): number {
  const { type, length, decimals } = column;
  if (isBoolean(column)) return 1;
  const width = FRACTION_WIDTH[type];
  if (width !== undefined) return width + (decimals > 0 && decimals < NO_FIXED_DECIMALS ? decimals + 1 : 0);
  // The length has a place for the sign and one for the point.
  if (type === "DECIMAL") return length - (column.unsigned ? 0 : 1) - (decimals > 0 ? 1 : 0);
  if (column.unsigned && UNSIGNED_PRECISION[type] !== undefined) return UNSIGNED_PRECISION[type];
  const fixed = TYPES[type]?.[1];
  if (fixed !== undefined) return fixed;
  return TEXTS.has(type) || type === "JSON" ? Math.floor(length / BYTES_PER_CHARACTER) : length;
}
