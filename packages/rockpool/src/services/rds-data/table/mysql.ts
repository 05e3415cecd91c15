import { type TypeRow, bytes, double, flag, long, nothing, text } from "./row.js";

/** Every type of MySQL. `described` is what the JDBC driver says on MariaDB, in MySQL's names. */
export const MYSQL_TYPES: readonly TypeRow[] = [
  {
    type: "tinyint(1)",
    described: ["TINYINT", -7, 1, 0, true, false],
    values: [
      { given: flag(true), v2: flag(true), source: "T" },
      { given: long(0), v2: flag(false), source: "T" },
    ],
  },
  {
    type: "boolean",
    described: ["TINYINT", -7, 1, 0, true, false],
    values: [{ given: flag(false), v2: flag(false), source: "T" }],
  },
  {
    type: "tinyint",
    described: ["TINYINT", -6, 4, 0, true, false],
    values: [{ given: long(-128), v2: long(-128), source: "T" }],
  },
  {
    type: "tinyint unsigned",
    described: ["TINYINT UNSIGNED", -6, 3, 0, false, false],
    values: [{ given: long(255), v2: long(255), source: "T" }],
  },
  {
    type: "smallint",
    described: ["SMALLINT", 5, 6, 0, true, false],
    values: [{ given: long(-32_768), v2: long(-32_768), source: "T" }],
  },
  {
    type: "smallint unsigned",
    described: ["SMALLINT UNSIGNED", 5, 5, 0, false, false],
    values: [{ given: long(65_535), v2: long(65_535), source: "T" }],
  },
  {
    type: "mediumint",
    described: ["MEDIUMINT", 4, 9, 0, true, false],
    values: [{ given: long(-8_388_608), v2: long(-8_388_608), source: "T" }],
  },
  {
    type: "mediumint unsigned",
    described: ["MEDIUMINT UNSIGNED", 4, 8, 0, false, false],
    values: [{ given: long(16_777_215), v2: long(16_777_215), source: "T" }],
  },
  {
    type: "int",
    described: ["INT", 4, 11, 0, true, false],
    values: [
      { given: long(-2_147_483_648), v2: long(-2_147_483_648), source: "T" },
      { given: nothing, v2: nothing, source: "T" },
    ],
  },
  {
    type: "int unsigned",
    described: ["INT UNSIGNED", 4, 10, 0, false, false],
    values: [{ given: long(4_294_967_295), v2: long(4_294_967_295), source: "T" }],
  },
  {
    type: "bigint",
    described: ["BIGINT", -5, 20, 0, true, false],
    values: [
      { given: long(9_007_199_254_740_993n), v2: long(9_007_199_254_740_993n), source: "T" },
      { given: long(-9_223_372_036_854_775_808n), v2: long(-9_223_372_036_854_775_808n), source: "T" },
    ],
  },
  {
    type: "bigint unsigned",
    described: ["BIGINT UNSIGNED", -5, 20, 0, false, false],
    values: [
      { given: long(9_223_372_036_854_775_807n), v2: long(9_223_372_036_854_775_807n), source: "T" },
      { given: text("18446744073709551615"), v2: text("18446744073709551615"), source: "chosen" },
    ],
  },
  {
    type: "float",
    described: ["FLOAT", 7, 12, 31, true, false],
    values: [
      { given: double(3.14), v2: double(3.14), source: "T" },
      { given: double(-1.5e20), v2: double(-1.5e20), source: "T" },
      { given: double(16_777_216), v2: double(16_777_216), unprepared: double(16_777_200), source: "chosen" },
      { given: double(1.234_567_8), v2: double(1.234_567_8), unprepared: double(1.234_57), source: "chosen" },
    ],
  },
  {
    type: "double",
    described: ["DOUBLE", 8, 22, 31, true, false],
    values: [
      { given: double(0.1), v2: double(0.1), source: "T" },
      { given: double(Number.MAX_VALUE), v2: double(Number.MAX_VALUE), source: "T" },
    ],
  },
  {
    type: "decimal(10,4)",
    described: ["DECIMAL", 3, 10, 4, true, false],
    values: [
      { given: double(123_456.789), v2: text("123456.7890"), source: "T" },
      { given: text("0"), hint: "DECIMAL", v2: text("0.0000"), source: "T" },
    ],
  },
  {
    type: "decimal(65,0)",
    described: ["DECIMAL", 3, 65, 0, true, false],
    values: [{ given: text("9".repeat(65)), hint: "DECIMAL", v2: text("9".repeat(65)), source: "T" }],
  },
  {
    type: "bit(1)",
    described: ["BIT", -7, 1, 0, false, false],
    values: [{ given: long(1), v2: flag(true), source: "A" }],
  },
  {
    type: "bit(8)",
    described: ["BIT", -3, 8, 0, false, false],
    values: [{ given: long(129), v2: bytes(129), source: "chosen" }],
  },
  {
    type: "char(6)",
    described: ["CHAR", 1, 6, 0, true, false],
    values: [{ given: text("CHAR"), v2: text("CHAR"), source: "T" }],
  },
  {
    type: "varchar(100)",
    described: ["VARCHAR", 12, 100, 0, true, false],
    values: [
      {
        given: text("it's :not a ? \\ parameter, čeština 🐬"),
        v2: text("it's :not a ? \\ parameter, čeština 🐬"),
        source: "T",
      },
      { given: text(""), v2: text(""), source: "T" },
      { given: nothing, v2: nothing, source: "T" },
    ],
  },
  {
    type: "tinytext",
    described: ["TINYTEXT", 12, 255, 0, true, false],
    values: [{ given: text("x"), v2: text("x"), source: "T" }],
  },
  {
    type: "text",
    described: ["TEXT", 12, 65_535, 0, true, false],
    values: [{ given: text("x"), v2: text("x"), source: "T" }],
  },
  {
    type: "mediumtext",
    described: ["MEDIUMTEXT", 12, 16_777_215, 0, true, false],
    values: [{ given: text("x"), v2: text("x"), source: "T" }],
  },
  {
    type: "longtext",
    described: ["LONGTEXT", -1, 0, 0, true, false],
    values: [{ given: text("x"), v2: text("x"), source: "T" }],
  },
  {
    type: "enum('a','bcd')",
    described: ["CHAR", 1, 3, 0, true, false],
    values: [{ given: text("bcd"), v2: text("bcd"), source: "T" }],
  },
  {
    type: "set('a','b')",
    described: ["CHAR", 1, 3, 0, true, false],
    values: [{ given: text("a,b"), v2: text("a,b"), source: "T" }],
  },
  {
    type: "json",
    described: ["JSON", -1, 0, 0, true, true],
    values: [
      { given: text('{"a": 1}'), v2: text('{"a": 1}'), source: "T" },
      { given: text("[1, 2.50]"), hint: "JSON", v2: text("[1, 2.50]"), source: "chosen" },
    ],
  },
  {
    type: "binary(4)",
    described: ["BINARY", -2, 4, 0, true, true],
    values: [{ given: bytes(1, 2), v2: bytes(1, 2, 0, 0), source: "T" }],
  },
  {
    type: "varbinary(4)",
    described: ["VARBINARY", -3, 4, 0, true, true],
    values: [{ given: bytes(255, 0), v2: bytes(255, 0), source: "T" }],
  },
  {
    type: "tinyblob",
    described: ["TINYBLOB", -3, 255, 0, true, true],
    values: [{ given: bytes(0), v2: bytes(0), source: "T" }],
  },
  {
    type: "blob",
    described: ["BLOB", -3, 65_535, 0, true, true],
    values: [{ given: bytes(0, 255), v2: bytes(0, 255), source: "T" }],
  },
  {
    type: "mediumblob",
    described: ["MEDIUMBLOB", -3, 16_777_215, 0, true, true],
    values: [{ given: bytes(0), v2: bytes(0), source: "T" }],
  },
  {
    type: "longblob",
    described: ["LONGBLOB", -4, -1, 0, true, true],
    values: [
      { given: bytes(39, 92), v2: bytes(39, 92), source: "T" },
      { given: bytes(), v2: bytes(), source: "T" },
    ],
  },
  {
    type: "date",
    described: ["DATE", 91, 10, 0, true, true],
    values: [{ given: text("2024-02-29"), hint: "DATE", v2: text("2024-02-29"), source: "T" }],
  },
  {
    type: "time",
    described: ["TIME", 92, 10, 0, true, true],
    values: [
      { given: text("15:30:00"), hint: "TIME", v2: text("15:30:00"), source: "T" },
      { given: text("-838:59:59"), v2: text("-838:59:59"), source: "chosen" },
    ],
  },
  {
    type: "time(3)",
    described: ["TIME", 92, 14, 3, true, true],
    values: [
      { given: text("15:30:00.5"), hint: "TIME", v2: text("15:30:00.500"), v1: text("15:30:00.5"), source: "M" },
    ],
  },
  {
    type: "datetime",
    described: ["DATETIME", 93, 19, 0, true, true],
    values: [{ given: text("2022-01-01 10:00:00"), hint: "TIMESTAMP", v2: text("2022-01-01 10:00:00"), source: "T" }],
  },
  {
    type: "datetime(6)",
    described: ["DATETIME", 93, 26, 6, true, true],
    values: [
      {
        given: text("2022-01-01 10:00:00.12"),
        hint: "TIMESTAMP",
        v2: text("2022-01-01 10:00:00.120"),
        v1: text("2022-01-01 10:00:00.12"),
        source: "M",
      },
      {
        given: text("2022-01-01 10:00:00"),
        hint: "TIMESTAMP",
        v2: text("2022-01-01 10:00:00"),
        source: "M",
      },
    ],
  },
  {
    type: "timestamp NULL",
    described: ["TIMESTAMP", 93, 19, 0, false, true],
    values: [{ given: text("2022-01-01 10:00:00"), hint: "TIMESTAMP", v2: text("2022-01-01 10:00:00"), source: "T" }],
  },
  {
    type: "year",
    described: ["YEAR", 91, 4, 0, false, false],
    values: [{ given: long(2024), v2: text("2024"), source: "T" }],
  },
  {
    type: "point",
    described: ["GEOMETRY", -3, -1, 0, true, true],
    values: [
      {
        given: text("POINT(1 2)"),
        as: "ST_GeomFromText(:v)",
        v2: { unsupported: "GEOMETRY" },
        v1: text('{"x":1,"y":2}'),
        source: "A",
      },
    ],
  },
];
