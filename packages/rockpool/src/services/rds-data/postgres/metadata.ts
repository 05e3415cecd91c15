import type { ColumnMetadata } from "../fields.js";
import type { PostgresType } from "./types.js";

/** What the server says of a result column. */
export interface ColumnDescription {
  readonly name: string;
  readonly type: PostgresType;
  /** The type's modifier, e.g. length or precision; -1 for none. */
  readonly modifier: number;
}

/** What the catalogue says of the table column behind it. */
export interface TableColumn {
  readonly table: string;
  readonly notNull: boolean;
  readonly autoIncrement: boolean;
}

const UNLIMITED = 2_147_483_647;
/** Types whose names say less than what declared them. */
const SERIAL: Readonly<Record<string, string>> = { int2: "smallserial", int4: "serial", int8: "bigserial" };
const SIGNED: ReadonlySet<string> = new Set(["int2", "int4", "int8", "float4", "float8", "numeric"]);
const NO_CASE: ReadonlySet<string> = new Set([
  ...SIGNED,
  "bool",
  "date",
  "time",
  "timetz",
  "timestamp",
  "timestamptz",
  "interval",
  "bit",
  "varbit",
  "oid",
]);

const FIXED: Readonly<Record<string, readonly [precision: number, scale: number]>> = {
  bool: [1, 0],
  int2: [5, 0],
  int4: [10, 0],
  int8: [19, 0],
  oid: [10, 0],
  float4: [8, 8],
  float8: [17, 17],
  date: [13, 0],
  interval: [49, 6],
  char: [1, 0],
};

/** The characters of a time without its fraction, and of a time zone. */
const TIME_WIDTH: Readonly<Record<string, number>> = { time: 8, timetz: 14, timestamp: 22, timestamptz: 28 };

/** Column metadata in the values of the PostgreSQL JDBC driver, which the service follows. */
export function columnMetadata(column: ColumnDescription, source: TableColumn | undefined): ColumnMetadata {
  const { type, modifier, name } = column;
  const scalar = type.element ?? type;
  const [precision, scale] = size(scalar.name, modifier);
  return {
    arrayBaseColumnType: type.element?.jdbc ?? 0,
    isAutoIncrement: source?.autoIncrement ?? false,
    isCaseSensitive: !NO_CASE.has(scalar.name),
    isCurrency: type.name === "money",
    isSigned: SIGNED.has(scalar.name),
    label: name,
    name,
    nullable: source === undefined ? 2 : source.notNull ? 0 : 1,
    precision,
    scale,
    schemaName: "",
    tableName: source?.table ?? "",
    type: type.jdbc,
    typeName: source?.autoIncrement === true ? (SERIAL[type.name] ?? type.name) : type.name,
  };
}

function size(name: string, modifier: number): readonly [precision: number, scale: number] {
  const fixed = FIXED[name];
  if (fixed !== undefined) return fixed;
  const width = TIME_WIDTH[name];
  if (width !== undefined) {
    const digits = modifier < 0 ? 6 : modifier;
    return [width + (digits === 0 ? 0 : digits + 1), digits];
  }
  if (name === "numeric") return modifier < 0 ? [0, 0] : [((modifier - 4) >> 16) & 0xffff, (modifier - 4) & 0x7ff];
  if (name === "varchar" || name === "bpchar") return [modifier < 0 ? UNLIMITED : modifier - 4, 0];
  if (name === "bit" || name === "varbit") return [modifier < 0 ? (name === "bit" ? 1 : UNLIMITED) : modifier, 0];
  return [UNLIMITED, 0];
}

/** Finds table names, NOT NULL and auto-increment of columns: `$1` are the tables' OIDs, `$2` the columns' numbers, in pairs. */
export const TABLE_COLUMNS = `
SELECT a.attrelid::text || '.' || a.attnum AS key, c.relname AS "table", a.attnotnull AS "notNull",
       a.attidentity <> '' OR coalesce(pg_catalog.pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%', false) AS "autoIncrement"
  FROM ROWS FROM (pg_catalog.unnest($1::pg_catalog.oid[]), pg_catalog.unnest($2::pg_catalog.int2[])) AS wanted(relation, number)
  JOIN pg_catalog.pg_attribute a ON a.attrelid = wanted.relation AND a.attnum = wanted.number
  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum`;

/** Finds types that are not built in, and the elements of arrays of them. */
export const CATALOG_TYPES = `
SELECT t.oid::pg_catalog.int8::text AS oid, t.typname AS name, t.typtype AS typtype, CASE WHEN t.typoutput = 'pg_catalog.array_out'::pg_catalog.regproc THEN t.typelem::pg_catalog.int8::text END AS element
  FROM pg_catalog.pg_type t WHERE t.oid = ANY ($1::pg_catalog.oid[])`;
