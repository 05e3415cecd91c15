import { type Described, type TypeRow, type ValueRow, bytes, double, flag, long, nothing, text, texts } from "./row.js";

/** What must be there before the tables. */
export const POSTGRES_SETUP: readonly string[] = [
  "CREATE TYPE mood AS ENUM ('sad', 'happy')",
  "CREATE TYPE pair AS (a int, b text)",
  "CREATE DOMAIN positive AS int4 CHECK (VALUE > 0)",
  "CREATE EXTENSION citext",
];

const UNLIMITED = 2_147_483_647;
const OTHER = 1111;
const ARRAY = 2003;

const other = (name: string): Described => [name, OTHER, UNLIMITED, 0, false, true];
const arrayOf = (
  element: string,
  base: number,
  precision: number,
  scale: number,
  signed: boolean,
  sensitive: boolean,
): Described => [`_${element}`, ARRAY, precision, scale, signed, sensitive, base];

/** A type that the second generation cannot return, and that the first one gives as text. */
const refused = (
  type: string,
  value: string,
  display: string,
  source: ValueRow["source"],
  described: Described = other(type),
  first = value,
): TypeRow => ({
  type,
  described,
  values: [{ given: text(value), as: `:v::${type}`, v2: { unsupported: display }, v1: text(first), source }],
});

const NUMBERS: readonly TypeRow[] = [
  {
    type: "bool",
    described: ["bool", -7, 1, 0, false, false],
    values: [{ given: flag(true), v2: flag(true), source: "T" }],
  },
  {
    type: "int2",
    described: ["int2", 5, 5, 0, true, false],
    values: [{ given: long(-32_768), v2: long(-32_768), source: "T" }],
  },
  {
    type: "int4",
    described: ["int4", 4, 10, 0, true, false],
    values: [
      { given: long(2_147_483_647), v2: long(2_147_483_647), source: "T" },
      { given: nothing, v2: nothing, source: "A" },
    ],
  },
  {
    type: "int8",
    described: ["int8", -5, 19, 0, true, false],
    values: [
      { given: long(9_223_372_036_854_775_807n), v2: long(9_223_372_036_854_775_807n), source: "A" },
      { given: long(-9_223_372_036_854_775_808n), v2: long(-9_223_372_036_854_775_808n), source: "A" },
    ],
  },
  {
    type: "smallserial",
    described: ["smallserial", 5, 5, 0, true, false],
    values: [{ given: long(1), v2: long(1), source: "M" }],
  },
  {
    type: "serial",
    described: ["serial", 4, 10, 0, true, false],
    values: [{ given: long(1), v2: long(1), source: "M" }],
  },
  {
    type: "bigserial",
    described: ["bigserial", -5, 19, 0, true, false],
    values: [{ given: long(1), v2: long(1), source: "M" }],
  },
  {
    type: "positive",
    described: ["int4", 4, 10, 0, true, false],
    values: [{ given: long(1), v2: long(1), source: "L" }],
  },
  {
    type: "oid",
    described: ["oid", -5, 10, 0, false, false],
    values: [{ given: long(16_384), v2: text("16384"), v1: long(16_384), source: "R" }],
  },
  {
    type: "float4",
    described: ["float4", 7, 8, 8, true, false],
    values: [{ given: double(3.14), v2: double(3.14), source: "T" }],
  },
  {
    type: "float8",
    described: ["float8", 8, 17, 17, true, false],
    values: [
      { given: double(Number.MIN_VALUE), v2: double(Number.MIN_VALUE), source: "A" },
      { given: double(-Number.MAX_VALUE), v2: double(-Number.MAX_VALUE), source: "A" },
      { given: double(Number.NaN), v2: double(Number.NaN), source: "L" },
      { given: double(Number.NEGATIVE_INFINITY), v2: double(Number.NEGATIVE_INFINITY), source: "L" },
    ],
  },
  {
    type: "numeric(10,4)",
    described: ["numeric", 2, 10, 4, true, false],
    values: [
      { given: double(123_456.789), v2: text("123456.7890"), source: "T" },
      { given: text("19.99"), hint: "DECIMAL", v2: text("19.9900"), source: "T" },
    ],
  },
  {
    type: "numeric",
    described: ["numeric", 2, 0, 0, true, false],
    values: [
      {
        given: text("123456789012345678901234567890.123456789"),
        hint: "DECIMAL",
        v2: text("123456789012345678901234567890.123456789"),
        source: "A",
      },
      { given: text("NaN"), hint: "DECIMAL", v2: text("NaN"), source: "chosen" },
    ],
  },
];

const TEXTS: readonly TypeRow[] = [
  {
    type: "text",
    described: ["text", 12, UNLIMITED, 0, false, true],
    values: [
      {
        given: text("it's :not a ? \\ parameter, čeština 🐘"),
        v2: text("it's :not a ? \\ parameter, čeština 🐘"),
        source: "T",
      },
      { given: text(""), v2: text(""), source: "T" },
      { given: nothing, v2: nothing, source: "T" },
    ],
  },
  {
    type: "varchar(20)",
    described: ["varchar", 12, 20, 0, false, true],
    values: [{ given: text("x"), v2: text("x"), source: "T" }],
  },
  {
    type: "char(5)",
    described: ["bpchar", 1, 5, 0, false, true],
    values: [{ given: text("x"), v2: text("x    "), source: "T" }],
  },
  {
    type: "name",
    described: ["name", 12, UNLIMITED, 0, false, true],
    values: [{ given: text("x"), v2: text("x"), source: "T" }],
  },
  {
    type: "citext",
    described: other("citext"),
    values: [{ given: text("MiXed"), v2: text("MiXed"), source: "chosen" }],
  },
  {
    type: "uuid",
    described: other("uuid"),
    values: [
      {
        given: text("A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"),
        hint: "UUID",
        v2: text("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
        source: "T",
      },
    ],
  },
  {
    type: "json",
    described: other("json"),
    values: [
      {
        given: text('{"x": 0, "y": "0", "z": [0, 0, 1]}'),
        hint: "JSON",
        v2: text('{"x":0,"y":"0","z":[0,0,1]}'),
        v1: text('{"x": 0, "y": "0", "z": [0, 0, 1]}'),
        source: "T",
      },
      {
        given: text('{"b": 2.50, "a": null}'),
        as: ":v::json",
        v2: text('{"a":null,"b":2.5}'),
        v1: text('{"b": 2.50, "a": null}'),
        source: "I",
      },
      { given: text("1e400"), as: ":v::json", v2: { refused: "InternalFailure" }, v1: text("1e400"), source: "I" },
    ],
  },
  {
    type: "jsonb",
    described: other("jsonb"),
    values: [
      { given: text('{"x": 1}'), hint: "JSON", v2: text('{"x":1}'), v1: text('{"x": 1}'), source: "T" },
      {
        given: text(`[${128n ** 128n}]`),
        hint: "JSON",
        v2: text("[5.282945311356653e269]"),
        v1: text(`[${128n ** 128n}]`),
        source: "T",
      },
    ],
  },
  {
    type: "bytea",
    described: ["bytea", -2, UNLIMITED, 0, false, true],
    values: [
      { given: bytes(0, 255, 39), v2: bytes(0, 255, 39), source: "T" },
      { given: bytes(), v2: bytes(), source: "A" },
    ],
  },
  {
    type: "inet",
    described: other("inet"),
    values: [
      { given: text("10.0.0.1"), as: ":v::inet", v2: text("10.0.0.1"), source: "I" },
      { given: text("10.0.0.1/8"), as: ":v::inet", v2: text("10.0.0.1/8"), source: "A" },
    ],
  },
  {
    type: "cidr",
    described: other("cidr"),
    values: [{ given: text("10.0.0.0/8"), as: ":v::cidr", v2: text("10.0.0.0/8"), source: "A" }],
  },
  {
    type: "mood",
    described: ["mood", 12, UNLIMITED, 0, false, true],
    values: [{ given: text("happy"), as: ":v::mood", v2: text("happy"), source: "A" }],
  },
  {
    type: "int4range",
    described: other("int4range"),
    values: [{ given: text("[1,5)"), as: ":v::int4range", v2: text("[1,5)"), source: "T" }],
  },
  {
    type: "numrange",
    described: other("numrange"),
    values: [{ given: text("[1.5,5)"), as: ":v::numrange", v2: text("[1.5,5)"), source: "T" }],
  },
  {
    type: "bit(1)",
    described: ["bit", -7, 1, 0, false, false],
    values: [{ given: text("1"), as: ":v::bit(1)", v2: text("1"), source: "chosen" }],
  },
  {
    type: "bit(8)",
    described: ["bit", -7, 8, 0, false, false],
    values: [{ given: text("10000001"), as: ":v::bit(8)", v2: text("10000001"), source: "chosen" }],
  },
  {
    type: "varbit",
    described: ["varbit", OTHER, UNLIMITED, 0, false, false],
    values: [{ given: text("101"), as: ":v::varbit", v2: text("101"), source: "chosen" }],
  },
];

const INFINITE: readonly ValueRow[] = ["infinity", "-infinity"].map((value) => ({
  given: text(value),
  v2: { refused: "InternalFailure" },
  v1: text(value),
  source: "M",
}));
const infinite = (type: string): readonly ValueRow[] => INFINITE.map((row) => ({ ...row, as: `:v::${type}` }));

const TIMES: readonly TypeRow[] = [
  {
    type: "date",
    described: ["date", 91, 13, 0, false, false],
    values: [
      { given: text("2024-02-29"), hint: "DATE", v2: text("2024-02-29"), source: "T" },
      { given: text("0044-03-15 BC"), as: ":v::date", v2: text("0044-03-15 BC"), source: "chosen" },
      ...infinite("date"),
    ],
  },
  {
    type: "time",
    described: ["time", 92, 15, 6, false, false],
    values: [
      { given: text("15:30:00"), hint: "TIME", v2: text("15:30:00"), source: "T" },
      { given: text("23:23:12.432"), hint: "TIME", v2: text("23:23:12.432"), source: "T" },
      { given: text("23:23:12.4"), hint: "TIME", v2: text("23:23:12.400"), v1: text("23:23:12.4"), source: "M" },
    ],
  },
  {
    type: "time(3)",
    described: ["time", 92, 12, 3, false, false],
    values: [{ given: text("15:30:00.1234"), hint: "TIME", v2: text("15:30:00.123"), source: "M" }],
  },
  {
    type: "timestamp",
    described: ["timestamp", 93, 29, 6, false, false],
    values: [
      { given: text("2022-01-01 00:00:00"), hint: "TIMESTAMP", v2: text("2022-01-01 00:00:00"), source: "T" },
      {
        given: text("2022-01-01 00:00:00.12"),
        hint: "TIMESTAMP",
        v2: text("2022-01-01 00:00:00.120"),
        v1: text("2022-01-01 00:00:00.12"),
        source: "M",
      },
      {
        given: text("2020-09-17 13:49:32.780180"),
        hint: "TIMESTAMP",
        v2: text("2020-09-17 13:49:32.780180"),
        v1: text("2020-09-17 13:49:32.78018"),
        source: "T",
      },
      ...infinite("timestamp"),
    ],
  },
  {
    type: "timestamp(3)",
    described: ["timestamp", 93, 26, 3, false, false],
    values: [
      { given: text("2022-01-01 00:00:00.1239"), hint: "TIMESTAMP", v2: text("2022-01-01 00:00:00.124"), source: "M" },
    ],
  },
  {
    type: "timestamptz",
    described: ["timestamptz", 93, 35, 6, false, false],
    values: [
      { given: text("2024-01-15 12:34:56+09"), as: ":v::timestamptz", v2: text("2024-01-15 03:34:56"), source: "M" },
      {
        given: text("2024-01-15 03:34:56.5"),
        hint: "TIMESTAMP",
        v2: text("2024-01-15 03:34:56.500"),
        v1: text("2024-01-15 03:34:56.5"),
        source: "M",
      },
      ...infinite("timestamptz"),
    ],
  },
];

const REFUSED: readonly TypeRow[] = [
  refused("timetz", "15:30:00-08", "TIMETZ", "M", ["timetz", 92, 21, 6, false, false], "23:30:00"),
  refused("interval", "1 day", "INTERVAL", "M", ["interval", OTHER, 49, 6, false, false]),
  refused("money", "$12.34", "MONEY", "A", ["money", 8, UNLIMITED, 0, false, true]),
  refused("point", "(1,2)", "POINT", "M"),
  refused("box", "(3,4),(1,2)", "BOX", "A"),
  refused("circle", "<(1,2),3>", "CIRCLE", "A"),
  refused("line", "{1,2,3}", "LINE", "A"),
  refused("lseg", "[(1,2),(3,4)]", "LSEG", "A"),
  refused("path", "((1,2),(3,4))", "PATH", "A"),
  refused("polygon", "((1,2),(3,4))", "POLYGON", "A"),
  refused("macaddr", "08:00:2b:01:02:03", "MACADDR", "T"),
  refused("macaddr8", "08:00:2b:01:02:03:04:05", "MACADDR8", "I"),
  refused('"char"', "a", '"CHAR"', "M", ["char", 1, 1, 0, false, true]),
  refused("xml", "<a/>", "xml", "M", ["xml", 2009, UNLIMITED, 0, false, true]),
  refused("regclass", "pg_class", "regclass", "M"),
  refused("tsvector", "'a' 'b'", "tsvector", "I"),
  refused("jsonpath", '$."a"', "JSONPATH", "I"),
  refused("int8range", "[1,5)", "INT8RANGE", "T"),
  refused("daterange", "[2024-01-01,2024-01-02)", "DATERANGE", "T"),
  refused("tsrange", '["2024-01-01 00:00:00","2024-01-02 00:00:00")', "TSRANGE", "T"),
  refused("tstzrange", '["2024-01-01 00:00:00+00","2024-01-02 00:00:00+00")', "TSTZRANGE", "I"),
  refused("int4multirange", "{[1,5)}", "int4multirange", "I"),
  // The driver was not asked: as for every type that it does not know; structures have a code of their own.
  refused("pair", "(1,x)", "pair", "I", ["pair", 2002, UNLIMITED, 0, false, true]),
];

const array = (type: string, described: Described, ...values: Array<Omit<ValueRow, "as">>): TypeRow => ({
  type,
  described,
  values: values.map((value) => ({ ...value, as: `:v::${type}` })),
});

const ARRAYS: readonly TypeRow[] = [
  array("bool[]", arrayOf("bool", -7, 1, 0, false, false), {
    given: text("{t,NULL,f}"),
    v2: { arrayValue: { booleanValues: [true, null, false] } },
    source: "T",
  }),
  array("int2[]", arrayOf("int2", 5, 5, 0, true, false), {
    given: text("{1}"),
    v2: { arrayValue: { longValues: [1] } },
    source: "A",
  }),
  array(
    "int4[]",
    arrayOf("int4", 4, 10, 0, true, false),
    { given: text("{1,NULL,3}"), v2: { arrayValue: { longValues: [1, null, 3] } }, source: "T" },
    { given: text("{}"), v2: { arrayValue: { longValues: [] } }, source: "T" },
    { given: text("[0:1]={7,8}"), v2: { arrayValue: { longValues: [7, 8] } }, source: "chosen" },
    { given: nothing, v2: nothing, source: "T" },
    {
      given: text("{{1,2},{3,4}}"),
      v2: { refused: "multidimensional array" },
      v1: { arrayValue: { arrayValues: [{ longValues: [1, 2] }, { longValues: [3, 4] }] } },
      source: "M",
    },
  ),
  array("int8[]", arrayOf("int8", -5, 19, 0, true, false), {
    given: text("{9007199254740993}"),
    v2: { arrayValue: { longValues: [9_007_199_254_740_993n] } },
    source: "A",
  }),
  array("float4[]", arrayOf("float4", 7, 8, 8, true, false), {
    given: text("{3.14,2.71}"),
    v2: { arrayValue: { doubleValues: [3.14, 2.71] } },
    source: "T",
  }),
  array("float8[]", arrayOf("float8", 8, 17, 17, true, false), {
    given: text("{0.1,NaN}"),
    v2: { arrayValue: { doubleValues: [0.1, Number.NaN] } },
    source: "A",
  }),
  array("numeric(4,2)[]", arrayOf("numeric", 2, 4, 2, true, false), {
    given: text("{1.5}"),
    v2: texts("1.50"),
    source: "A",
  }),
  array("text[]", arrayOf("text", 12, UNLIMITED, 0, false, true), {
    given: text(String.raw`{"a\"b","c,d","NULL",NULL,"e\\f",""}`),
    v2: texts('a"b', "c,d", "NULL", null, "e\\f", ""),
    source: "T",
  }),
  array("varchar(5)[]", arrayOf("varchar", 12, 5, 0, false, true), { given: text("{x}"), v2: texts("x"), source: "A" }),
  array("char(3)[]", arrayOf("bpchar", 1, 3, 0, false, true), { given: text("{x}"), v2: texts("x  "), source: "A" }),
  array("name[]", arrayOf("name", 12, UNLIMITED, 0, false, true), { given: text("{x}"), v2: texts("x"), source: "A" }),
  array(
    "date[]",
    arrayOf("date", 91, 13, 0, false, false),
    { given: text("{2024-02-29}"), v2: texts("2024-02-29"), source: "A" },
    { given: text("{infinity}"), v2: { refused: "InternalFailure" }, v1: texts("infinity"), source: "I" },
  ),
  array("time[]", arrayOf("time", 92, 15, 6, false, false), {
    given: text("{15:30:00.5}"),
    v2: texts("15:30:00.500"),
    v1: texts("15:30:00.5"),
    source: "A",
  }),
  array("timestamp[]", arrayOf("timestamp", 93, 29, 6, false, false), {
    given: text('{"2024-01-01 10:00:00"}'),
    v2: texts("2024-01-01 10:00:00"),
    source: "A",
  }),
  array("timestamptz[]", arrayOf("timestamptz", 93, 35, 6, false, false), {
    given: text('{"2024-01-01 10:00:00+02"}'),
    v2: texts("2024-01-01 08:00:00"),
    source: "chosen",
  }),
  array("uuid[]", arrayOf("uuid", OTHER, UNLIMITED, 0, false, true), {
    given: text("{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}"),
    v2: texts("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
    source: "A",
  }),
  array("json[]", arrayOf("json", OTHER, UNLIMITED, 0, false, true), {
    given: text(String.raw`{"{\"a\": 1}"}`),
    v2: texts('{"a":1}'),
    v1: texts('{"a": 1}'),
    source: "A",
  }),
  array("jsonb[]", arrayOf("jsonb", OTHER, UNLIMITED, 0, false, true), {
    given: text(String.raw`{"{\"a\": 1}",1}`),
    v2: texts('{"a":1}', "1"),
    v1: texts('{"a": 1}', "1"),
    source: "T",
  }),
  array("mood[]", arrayOf("mood", 12, UNLIMITED, 0, false, true), {
    given: text("{happy}"),
    v2: texts("happy"),
    source: "chosen",
  }),
  array("bytea[]", arrayOf("bytea", -2, UNLIMITED, 0, false, true), {
    given: text(String.raw`{"\\x00ff"}`),
    v2: { unsupported: "BYTEA[]" },
    v1: texts(String.raw`\x00ff`),
    source: "I",
  }),
  array("inet[]", arrayOf("inet", OTHER, UNLIMITED, 0, false, true), {
    given: text("{10.0.0.1}"),
    v2: { unsupported: "INET[]" },
    v1: texts("10.0.0.1"),
    source: "I",
  }),
  array("regtype[]", arrayOf("regtype", OTHER, UNLIMITED, 0, false, true), {
    given: text("{int4}"),
    v2: { unsupported: "regtype[]" },
    v1: texts("integer"),
    source: "M",
  }),
];

/** Every type of PostgreSQL. */
export const POSTGRES_TYPES: readonly TypeRow[] = [...NUMBERS, ...TEXTS, ...TIMES, ...ARRAYS, ...REFUSED];
