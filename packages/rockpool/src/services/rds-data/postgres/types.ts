/** How a value of a type becomes a field. `refused`: v2 cannot return it, v1 gives the server's text. */
export type Kind =
  | "boolean"
  | "long"
  | "oid"
  | "double"
  | "decimal"
  | "text"
  | "date"
  | "time"
  | "timetz"
  | "timestamp"
  | "timestamptz"
  | "json"
  | "bytea"
  | "void"
  | "refused";

export interface PostgresType {
  /** As the catalogue has it. */
  readonly name: string;
  /** As v2 names it in its refusals. */
  readonly display: string;
  readonly kind: Kind;
  /** A code of `java.sql.Types`. */
  readonly jdbc: number;
  /** For arrays. */
  readonly element?: PostgresType;
  readonly enumeration?: true;
}

const OTHER = 1111;
const VARCHAR = 12;
const STRUCT = 2002;
const ARRAY = 2003;

/** Built-in types: OID, OID of the array type (0: none), name, kind, JDBC type, and the display name where it is not the name in upper case. */
const BUILT_IN: ReadonlyArray<
  readonly [oid: number, arrayOid: number, name: string, kind: Kind, jdbc: number, display?: string]
> = [
  [16, 1000, "bool", "boolean", -7],
  [17, 1001, "bytea", "bytea", -2],
  [18, 1002, "char", "refused", 1, '"CHAR"'],
  [19, 1003, "name", "text", VARCHAR],
  [20, 1016, "int8", "long", -5],
  [21, 1005, "int2", "long", 5],
  [23, 1007, "int4", "long", 4],
  [25, 1009, "text", "text", VARCHAR],
  [26, 1028, "oid", "oid", -5],
  [114, 199, "json", "json", OTHER],
  [142, 143, "xml", "refused", 2009, "xml"],
  [600, 1017, "point", "refused", OTHER],
  [601, 1018, "lseg", "refused", OTHER],
  [602, 1019, "path", "refused", OTHER],
  [603, 1020, "box", "refused", OTHER],
  [604, 1027, "polygon", "refused", OTHER],
  [628, 629, "line", "refused", OTHER],
  [650, 651, "cidr", "text", OTHER],
  [700, 1021, "float4", "double", 7],
  [701, 1022, "float8", "double", 8],
  [705, 0, "unknown", "text", VARCHAR],
  [718, 719, "circle", "refused", OTHER],
  [774, 775, "macaddr8", "refused", OTHER],
  [790, 791, "money", "refused", 8],
  [829, 1040, "macaddr", "refused", OTHER],
  [869, 1041, "inet", "text", OTHER],
  [1042, 1014, "bpchar", "text", 1, "CHAR"],
  [1043, 1015, "varchar", "text", VARCHAR],
  [1082, 1182, "date", "date", 91],
  [1083, 1183, "time", "time", 92],
  [1114, 1115, "timestamp", "timestamp", 93],
  [1184, 1185, "timestamptz", "timestamptz", 93],
  [1186, 1187, "interval", "refused", OTHER],
  [1266, 1270, "timetz", "timetz", 92],
  [1560, 1561, "bit", "text", -7],
  [1562, 1563, "varbit", "text", OTHER],
  [1700, 1231, "numeric", "decimal", 2],
  [2249, 2287, "record", "refused", OTHER],
  [2278, 0, "void", "void", OTHER],
  [2950, 2951, "uuid", "text", OTHER],
  [3802, 3807, "jsonb", "json", OTHER],
  [3904, 3905, "int4range", "text", OTHER],
  [3906, 3907, "numrange", "text", OTHER],
  [3908, 3909, "tsrange", "refused", OTHER],
  [3910, 3911, "tstzrange", "refused", OTHER],
  [3912, 3913, "daterange", "refused", OTHER],
  [3926, 3927, "int8range", "refused", OTHER],
  [4072, 4073, "jsonpath", "refused", OTHER],
];

/** Elements that v2 returns in arrays; enums too. */
const ARRAY_ELEMENTS: ReadonlySet<string> = new Set([
  "bool",
  "int2",
  "int4",
  "int8",
  "float4",
  "float8",
  "numeric",
  "text",
  "varchar",
  "bpchar",
  "name",
  "date",
  "time",
  "timestamp",
  "timestamptz",
  "uuid",
  "json",
  "jsonb",
]);

/** By OID, the octets of values that the service gets from the server in binary form. */
const WIDTH: ReadonlyMap<number, number> = new Map([
  [16, 1],
  [20, 8],
  [21, 2],
  [23, 4],
  [26, 4],
  [700, 4],
  [701, 8],
  [1082, 4],
  [1083, 8],
  [1114, 8],
  [1184, 8],
  [2950, 16],
]);
const BYTEA = 17;

/** How many octets a value of the type counts, out of its text. */
export function octets(text: string | null, oid: number | undefined): number {
  if (text === null) return 0;
  if (oid === BYTEA) return (text.length - 2) / 2;
  return WIDTH.get(oid ?? 0) ?? Buffer.byteLength(text);
}

/** Types of extensions that the service returns as text. */
const TEXTUAL_EXTENSIONS: ReadonlySet<string> = new Set(["citext", "vector"]);

export function arrayOf(element: PostgresType, name: string): PostgresType {
  return {
    name,
    display: `${element.display}[]`,
    kind: ARRAY_ELEMENTS.has(element.name) || element.enumeration === true ? "text" : "refused",
    jdbc: ARRAY,
    element,
  };
}

export const BUILT_IN_TYPES: ReadonlyMap<number, PostgresType> = new Map(
  BUILT_IN.flatMap(([oid, arrayOid, name, kind, jdbc, display]) => {
    const type: PostgresType = { name, display: display ?? name.toUpperCase(), kind, jdbc };
    return arrayOid === 0
      ? [[oid, type] as const]
      : [[oid, type] as const, [arrayOid, arrayOf(type, `_${name}`)] as const];
  }),
);

/** A type that is not built in, by its row of the catalogue. Enums are text; what nobody knows is refused under its own name. */
export function catalogType(row: {
  readonly name: string;
  readonly typtype: string;
  readonly element?: PostgresType;
}): PostgresType {
  if (row.element !== undefined) return arrayOf(row.element, row.name);
  if (row.typtype === "e") return { name: row.name, display: row.name, kind: "text", jdbc: VARCHAR, enumeration: true };
  return {
    name: row.name,
    display: row.name,
    kind: TEXTUAL_EXTENSIONS.has(row.name) ? "text" : "refused",
    jdbc: row.typtype === "c" ? STRUCT : OTHER,
  };
}
