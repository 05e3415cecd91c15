import type { Field, TypeHint } from "@aws-sdk/client-rds-data";
import type { Database } from "./databases.js";

/** One column type as a client speaks of it that passes the API's own fields through. */
export interface FieldShape {
  readonly type: string;
  readonly given: Field;
  readonly typeHint?: TypeHint;
  /** The expression around the parameter `:v`. @default ":v" */
  readonly into?: string;
  readonly back: Field;
  /** As the column metadata has it. */
  readonly typeName: string;
}

const text = (stringValue: string): Field => ({ stringValue });
const same = (type: string, typeName: string, value: Field): FieldShape => ({
  type,
  given: value,
  back: value,
  typeName,
});
const hinted = (type: string, typeHint: TypeHint, given: string, back = given, typeName = type): FieldShape => ({
  type,
  given: text(given),
  typeHint,
  back: text(back),
  typeName,
});
/** A PostgreSQL type that no hint stands for: the statement has the cast. */
const cast = (type: string, given: string, back: Field, typeName = type): FieldShape => ({
  type,
  given: text(given),
  into: `cast(:v as ${type})`,
  back,
  typeName,
});
const long = (longValue: number): Field => ({ longValue });

/** Of binary values a copy goes over the wire as base64: these three bytes are `/wAK` there. */
export const BYTES = new Uint8Array([255, 0, 10]);

export const FIELD_SHAPES: Readonly<Record<Database["family"], readonly FieldShape[]>> = {
  postgres: [
    same("smallint", "int2", long(-32_768)),
    same("integer", "int4", long(2_147_483_647)),
    same("bigint", "int8", long(9_007_199_254_740_991)),
    same("boolean", "bool", { booleanValue: true }),
    same("real", "float4", { doubleValue: 3.14 }),
    same("double precision", "float8", { doubleValue: 1.5e-7 }),
    hinted("numeric(12,4)", "DECIMAL", "123456.789", "123456.7890", "numeric"),
    { ...same("decimal(10,2)", "numeric", text("19.99")), given: { doubleValue: 19.99 } },
    same("text", "text", text("Åsa 🐟 'x' :y $1 ?")),
    same("varchar(20)", "varchar", text("")),
    { ...same("char(5)", "bpchar", text("ab   ")), given: text("ab") },
    same("bytea", "bytea", { blobValue: BYTES }),
    hinted("date", "DATE", "2024-02-29"),
    hinted("time", "TIME", "12:34:56"),
    hinted("time", "TIME", "23:23:12.432"),
    hinted("timestamp", "TIMESTAMP", "2024-02-29 12:34:56"),
    hinted("timestamp", "TIMESTAMP", "2024-02-29 12:34:56.780123"),
    cast("timestamptz", "2024-01-15 12:34:56+09", text("2024-01-15 03:34:56")),
    hinted("uuid", "UUID", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
    hinted("jsonb", "JSON", "[]"),
    cast("inet", "10.0.0.1", text("10.0.0.1")),
    cast("cidr", "10.0.0.0/8", text("10.0.0.0/8")),
    cast("integer[]", "{1,NULL,3}", { arrayValue: { longValues: [1, null, 3] as number[] } }, "_int4"),
    cast("text[]", '{a,"b,c"}', { arrayValue: { stringValues: ["a", "b,c"] } }, "_text"),
    cast("boolean[]", "{true,false}", { arrayValue: { booleanValues: [true, false] } }, "_bool"),
    cast("real[]", "{3.14,2.71}", { arrayValue: { doubleValues: [3.14, 2.71] } }, "_float4"),
    cast("numeric[]", "{1.10,2}", { arrayValue: { stringValues: ["1.10", "2"] } }, "_numeric"),
    cast("date[]", "{2024-02-29}", { arrayValue: { stringValues: ["2024-02-29"] } }, "_date"),
    same("integer", "int4", { isNull: true }),
    same("text[]", "_text", { isNull: true }),
  ],
  mysql: [
    same("tinyint", "TINYINT", long(-128)),
    same("smallint unsigned", "SMALLINT UNSIGNED", long(65_535)),
    same("mediumint", "MEDIUMINT", long(-8_388_608)),
    same("int", "INT", long(2_147_483_647)),
    same("int unsigned", "INT UNSIGNED", long(4_294_967_295)),
    same("bigint", "BIGINT", long(9_007_199_254_740_991)),
    { ...same("tinyint(1)", "TINYINT", { booleanValue: true }), given: long(1) },
    { ...same("bit(1)", "BIT", { booleanValue: true }), given: { booleanValue: true } },
    same("float", "FLOAT", { doubleValue: 0.5 }),
    same("double", "DOUBLE", { doubleValue: 2.718281828459045 }),
    { ...same("decimal(10,4)", "DECIMAL", text("123456.7890")), given: { doubleValue: 123_456.789 } },
    hinted("decimal(10,4)", "DECIMAL", "0", "0.0000", "DECIMAL"),
    same("varchar(40)", "VARCHAR", text("Åsa 🐟 'x' :y $1 ?")),
    same("char(10)", "CHAR", text("CHAR")),
    { ...same("varbinary(8)", "VARBINARY", { blobValue: BYTES }) },
    same("longblob", "LONGBLOB", { blobValue: BYTES }),
    hinted("date", "DATE", "2024-12-25", "2024-12-25", "DATE"),
    hinted("time", "TIME", "14:30:45", "14:30:45", "TIME"),
    hinted("datetime(3)", "TIMESTAMP", "2024-12-25 14:30:45.123", "2024-12-25 14:30:45.123", "DATETIME"),
    hinted("timestamp null", "TIMESTAMP", "2024-01-15 10:20:30", "2024-01-15 10:20:30", "TIMESTAMP"),
    { ...same("year", "YEAR", text("2024")), given: long(2024) },
    same("json", "JSON", text('{"a":[1,"two",null]}')),
    same("int", "INT", { isNull: true }),
  ],
};

/** The statements of a table with a column for each shape, and the parameters of its one row. */
export function fieldStatements(shapes: readonly FieldShape[]) {
  const columns = shapes.map(({ type }, index) => `c${index} ${type}`);
  const places = shapes.map(({ into = ":v" }, index) => into.replace(":v", `:v${index}`));
  return {
    create: `create table every_field (${columns.join(", ")})`,
    insert: `insert into every_field values (${places.join(", ")})`,
    parameters: shapes.map(({ given, typeHint }, index) => ({
      name: `v${index}`,
      value: given,
      ...(typeHint === undefined ? {} : { typeHint }),
    })),
    select: "select * from every_field",
  };
}
