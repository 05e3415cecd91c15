import fc from "fast-check";
import mysql from "mysql2";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testEnvironment } from "../../../testing/environment.js";
import { TEST_PASSWORD } from "../../rds/testing.js";
import type { Session } from "../dialect.js";
import type { Field } from "../fields.js";
import { GENERATIONS } from "../generation.js";
import { testDataApi } from "../testing.js";
import { type MysqlStatement, prepareMysql } from "./parameters.js";
import { mysqlDialect } from "./session.js";

const generation = GENERATIONS.v1;
const OPTIONS = { generation, decimals: "STRING", longs: "LONG", metadata: false, sizeLimit: 16 * 1_048_576 } as const;

const environment = testEnvironment();
const api = testDataApi(environment);
let session: Session<MysqlStatement>;
let driver: mysql.Connection;

beforeAll(async () => {
  const { resourceArn } = await api.cluster({ engine: "aurora-mysql" });
  const target = api.target(resourceArn);
  const { host, port } = target.endpoint;
  const login = { host, port, database: "app" };
  const interrupt = async (): Promise<void> => undefined;
  session = await mysqlDialect.open({ ...login, username: "owner", password: TEST_PASSWORD, interrupt });
  driver = mysql.createConnection({
    ...login,
    user: "owner",
    password: TEST_PASSWORD,
    charset: "utf8mb4",
    timezone: "Z",
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    jsonStrings: true,
  });
  for (const sql of ["SET sql_mode = ''", "SET time_zone = '+00:00'"]) {
    await session.execute(bound(sql), OPTIONS);
    await read(sql, false);
  }
});
afterAll(async () => {
  session.close();
  driver.destroy();
  await api.close();
  environment[Symbol.dispose]();
});

const bound = (sql: string, values: readonly Field[] = []): MysqlStatement =>
  prepareMysql(sql, generation, "call").bind(values.map((value, index) => ({ name: `p${index}`, value })));

/** The rows as the driver reads them, in the text protocol or as a prepared statement gives them. */
function read(sql: string, prepared: boolean): Promise<unknown[][]> {
  const options = { sql, rowsAsArray: true };
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, rows: unknown): void => {
      if (error === null) resolve(Array.isArray(rows) ? rows : []);
      else reject(error);
    };
    if (prepared) driver.execute(options, [], done);
    else driver.query(options, done);
  });
}

/** What a field of a type is to be, out of the driver's value. */
type Kind = (value: unknown) => unknown;

const LARGEST_LONG = 2n ** 63n - 1n;
const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? `${value}` : JSON.stringify(value);
const KIND = {
  /** Beyond a longValue the digits are a text. */
  long: (value) => {
    const whole = BigInt(textOf(value));
    if (whole > LARGEST_LONG) return { stringValue: String(whole) };
    return { longValue: Number.isSafeInteger(Number(whole)) ? Number(whole) : whole };
  },
  boolean: (value) => ({ booleanValue: Buffer.isBuffer(value) ? value[0] === 1 : Number(value) !== 0 }),
  double: (value) => ({ doubleValue: Number(value) }),
  /** The driver leaves a float of four bytes the digits that it gains as a double. */
  float: (value) => ({
    doubleValue: expect.toSatisfy((ours: unknown) => Math.fround(Number(ours)) === Math.fround(Number(value))),
  }),
  text: (value) => ({ stringValue: textOf(value) }),
  /** Fractions of seconds lose their last zeros. */
  moment: (value) => ({
    stringValue: textOf(value)
      .replace(/(\.\d*?)0+$/, "$1")
      .replace(/\.$/, ""),
  }),
  bytes: (value) => ({ blobValue: value }),
} satisfies Record<string, Kind>;

/** What we read and what the driver reads, in one of the two protocols. */
async function both(select: string, kind: Kind, prepared: boolean): Promise<[ours: unknown, theirs: unknown]> {
  const { rows } = prepared
    ? await session.execute(bound(`${select} WHERE :p0`, [{ longValue: 1 }]), OPTIONS)
    : await session.execute(bound(select), OPTIONS);
  const theirs = await read(select, prepared);
  return [rows, theirs.map((row) => row.map((value) => (value === null ? { isNull: true } : kind(value))))];
}

const quoted = (value: unknown): string => `'${String(value).replaceAll(/['\\]/g, String.raw`\$&`)}'`;
const whole = (bits: bigint, unsigned: boolean): fc.Arbitrary<string> =>
  fc
    .bigInt(unsigned ? { min: 0n, max: 2n ** bits - 1n } : { min: -(2n ** (bits - 1n)), max: 2n ** (bits - 1n) - 1n })
    .map(String);
const integers = [8n, 16n, 24n, 32n, 64n].flatMap((bits) => {
  const name = { 8: "tinyint", 16: "smallint", 24: "mediumint", 32: "int", 64: "bigint" }[String(bits)] ?? "";
  return [false, true].map((unsigned): [string, Kind, fc.Arbitrary<string>] => [
    `${name}${unsigned ? " unsigned" : ""}`,
    KIND.long,
    whole(bits, unsigned),
  ]);
});
const moments = fc
  .tuple(
    fc.date({ min: new Date("1000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }),
    fc.constantFrom("000000", "100000", "000001", "123456"),
  )
  .map(([date, fraction]) => quoted(`${date.toISOString().slice(0, 19).replace("T", " ")}.${fraction}`));
const spans = fc
  .tuple(fc.integer({ min: -838, max: 838 }), fc.integer({ min: 0, max: 59 }), fc.constantFrom("", ".5", ".000001"))
  .map(([hours, minutes, fraction]) => quoted(`${hours}:${minutes}:07${fraction}`));
const texts = fc
  .string({ unit: "binary", maxLength: 300 })
  .map((text) => quoted(text.toWellFormed().replaceAll("\0", "")));
const octets = fc.uint8Array({ maxLength: 300 }).map((bytes) => `x'${Buffer.from(bytes).toString("hex")}'`);
const TYPES: ReadonlyArray<readonly [type: string, kind: Kind, values: fc.Arbitrary<string>]> = [
  ...integers,
  ["tinyint(1)", KIND.boolean, fc.constantFrom("0", "1", "-1", "2")],
  ["int(9) zerofill", KIND.long, fc.nat(1e6).map(String)],
  ["bigint zerofill", KIND.long, fc.nat(1e6).map(String)],
  ["decimal(30, 6)", KIND.text, fc.double({ min: -1e20, max: 1e20, noNaN: true }).map(String)],
  ["double", KIND.double, fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)],
  ["float", KIND.float, fc.float({ noNaN: true, noDefaultInfinity: true }).map(String)],
  ["bit(1)", KIND.boolean, fc.constantFrom("b'0'", "b'1'")],
  ["bit(20)", KIND.bytes, fc.nat(1e6).map(String)],
  ["year", KIND.text, fc.constantFrom("0", "1901", "2024", "2155")],
  ["date", KIND.moment, fc.oneof(moments, fc.constant("'0000-00-00'"))],
  ["time", KIND.moment, spans],
  ["time(6)", KIND.moment, spans],
  ["datetime", KIND.moment, fc.oneof(moments, fc.constant("'2022-01-01'"), fc.constant("'0000-00-00'"))],
  ["datetime(3)", KIND.moment, moments],
  ["datetime(6)", KIND.moment, moments],
  ["timestamp(6) NULL", KIND.moment, fc.constantFrom("'2022-01-01 10:00:00.000100'", "'1970-01-02'")],
  ["varchar(400) CHARACTER SET utf8mb4", KIND.text, texts],
  ["longtext", KIND.text, fc.nat(70_000).map((length) => `REPEAT('é', ${length})`)],
  ["varchar(20) CHARACTER SET latin1", KIND.text, fc.constantFrom("'é'", "'ß'")],
  ["enum('a', 'é') CHARACTER SET utf8mb4", KIND.text, fc.constantFrom("'a'", "'é'")],
  ["set('a', 'b')", KIND.text, fc.constantFrom("''", "'a,b'")],
  ["json", KIND.text, fc.json().map(quoted)],
  ["varbinary(300)", KIND.bytes, octets],
  ["longblob", KIND.bytes, fc.nat(70_000).map((length) => `REPEAT(x'00ff', ${length})`)],
  [
    "geometry",
    KIND.text,
    fc
      .constantFrom(
        "POINT(1 2.5)",
        "LINESTRING(0 0,1 1)",
        "POLYGON((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))",
        "MULTIPOINT(1 1,2 2)",
        "MULTILINESTRING((0 0,1 1),(2 2,3 3))",
        "MULTIPOLYGON(((0 0,1 0,1 1,0 0)))",
        "GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1.5))",
      )
      .map((text) => `ST_GeomFromText('${text}')`),
  ],
];

test.each(TYPES)("values of %s are those that the driver reads, in both protocols", async (type, kind, values) => {
  await session.execute(bound(`CREATE OR REPLACE TABLE same (v ${type})`), OPTIONS);
  const [sample] = fc.sample(fc.array(values, { minLength: 30, maxLength: 30 }), 1);
  await session.execute(
    bound(`INSERT INTO same VALUES (NULL), ${(sample ?? []).map((value) => `(${value})`).join(", ")}`),
    OPTIONS,
  );
  for (const prepared of [false, true]) {
    const [ours, theirs] = await both("SELECT v FROM same", kind, prepared);
    expect(ours).toEqual(theirs);
    expect(ours).toHaveLength(31);
  }
});

test("parameters come back as they were given, as many and as long as they are", async () => {
  const long = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => ({
    longValue: Number.isSafeInteger(Number(value)) ? Number(value) : value,
  }));
  // MariaDB returns -0 as 0.
  const double = fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((doubleValue) => ({ doubleValue: doubleValue === 0 ? 0 : doubleValue }));
  const text = fc.oneof(
    fc.string({ unit: "binary" }).map((value) => ({ stringValue: value.toWellFormed() })),
    // Around the lengths at which the protocol writes a length in another way.
    fc.constantFrom(250, 251, 65_535, 65_536).map((length) => ({ stringValue: "x".repeat(length) })),
  );
  const bytes = fc.uint8Array({ maxLength: 300 }).map((value) => ({ blobValue: Buffer.from(value) }));
  const values = fc.array(fc.oneof(long, double, text, bytes, fc.constant({ isNull: true } as const)), {
    minLength: 1,
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(values, async (given) => {
      const { rows } = await session.execute(
        bound(`SELECT ${given.map((_, index) => `:p${index}`).join(", ")}`, given),
        OPTIONS,
      );
      expect(rows).toEqual([given]);
    }),
    { numRuns: 60 },
  );
});
