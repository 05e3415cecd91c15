import fc from "fast-check";
import mysql from "mysql2";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { TEST_PASSWORD } from "../rds/testing.js";
import type { ArrayValue, Field } from "./fields.js";
import type { GivenParameter } from "./request.js";
import { type TestDataApi, testDataApi } from "./testing.js";

/** Reads the first column of all rows as text, past the Data API. */
type Oracle = (sql: string) => Promise<Array<string | null>>;

interface Kind<T> {
  readonly type: string;
  readonly values: fc.Arbitrary<T>;
  readonly given: (value: T) => Omit<GivenParameter, "name">;
  /** How SQL takes the parameter. Default: `:v`. */
  readonly as?: string;
  /** What the value is in the server's own text. Default: `v` as text. */
  readonly asText?: string;
  /** The field that this text must come as. */
  readonly returned: (text: string) => Field;
}

/** Hides the type of the values, so that kinds of all types fit in one list. */
interface AnyKind {
  readonly type: string;
  readonly as: string;
  readonly asText: string | undefined;
  readonly given: fc.Arbitrary<Array<Omit<GivenParameter, "name">>>;
  readonly returned: (text: string) => Field;
}

const kind = <T>({ type, values, given, as = ":v", asText, returned }: Kind<T>): AnyKind => ({
  type,
  as,
  asText,
  given: fc.array(values.map(given), { minLength: 1, maxLength: 60 }),
  returned,
});

const longOf = (text: string): Field => ({
  longValue: Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text),
});
const doubleOf = (text: string): Field => ({ doubleValue: Number(text) });
const textOf = (stringValue: string): Field => ({ stringValue });
const blobOf = (hex: string): Field => ({ blobValue: Buffer.from(hex, "hex") });
/** Three digits, six or none. */
const momentOf = (text: string): Field => {
  const [seconds = "", digits = ""] = text.split(".");
  const part = digits.replace(/0+$/, "");
  return textOf(part === "" ? seconds : `${seconds}.${part.padEnd(part.length <= 3 ? 3 : 6, "0")}`);
};

const characters = (unit: "grapheme" | "binary"): fc.Arbitrary<string> =>
  fc.string({ unit, maxLength: 40 }).map((text) => text.replaceAll("\0", "").toWellFormed());
const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.integer({ min: 0, max: 999_999 }))
  .map(([whole, part]) => `${whole}.${String(part).padStart(6, "0")}`);
const moments = (from: string, to: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true }),
      fc.constantFrom("", ".5", ".25", ".1234", ".000001", ".123456"),
    )
    .map(([date, part]) => date.toISOString().slice(0, 19).replace("T", " ") + part);
const long = (min: bigint, max: bigint): Pick<Kind<bigint>, "values" | "given" | "returned"> => ({
  values: fc.bigInt({ min, max }),
  given: (longValue) => ({ value: { longValue } }),
  returned: longOf,
});
const doubles = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const double = { given: (doubleValue: number) => ({ value: { doubleValue } }), returned: doubleOf };
const string = {
  values: characters("grapheme"),
  given: (stringValue: string) => ({ value: { stringValue } }),
  returned: textOf,
};
const hinted = (typeHint: "DATE" | "DECIMAL" | "TIMESTAMP" | "UUID" | "JSON") => (stringValue: string) => ({
  value: { stringValue },
  typeHint,
});
const blob = {
  values: fc.uint8Array({ maxLength: 60 }),
  given: (blobValue: Uint8Array) => ({ value: { blobValue } }),
  returned: blobOf,
};
const arrays = <T>(element: fc.Arbitrary<T>): fc.Arbitrary<string> =>
  fc.array(fc.option(element), { maxLength: 8 }).map((elements) => JSON.stringify(elements));
/** An array given and read as JSON, which the server itself makes of it. */
const array = <T>(element: string, values: fc.Arbitrary<T>, member: (elements: T[]) => ArrayValue): AnyKind =>
  kind({
    type: `${element}[]`,
    values: arrays(values),
    given: string.given,
    as: `ARRAY(SELECT e::${element} FROM jsonb_array_elements_text(:v::jsonb) WITH ORDINALITY AS t(e, n) ORDER BY n)`,
    asText: "to_jsonb(v)::text",
    returned: (text) => ({ arrayValue: member(JSON.parse(text)) }),
  });

const KINDS: Readonly<Record<"aurora-postgresql" | "aurora-mysql", readonly AnyKind[]>> = {
  "aurora-postgresql": [
    kind({ type: "int2", ...long(-(2n ** 15n), 2n ** 15n - 1n) }),
    kind({ type: "int4", ...long(-(2n ** 31n), 2n ** 31n - 1n) }),
    kind({ type: "int8", ...long(-(2n ** 63n), 2n ** 63n - 1n) }),
    kind({ type: "float8", values: doubles, ...double }),
    kind({
      type: "float4",
      values: fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
      ...double,
    }),
    kind({ type: "numeric", values: decimals, given: hinted("DECIMAL"), returned: textOf }),
    kind({ type: "numeric(40,3)", values: decimals, given: hinted("DECIMAL"), returned: textOf }),
    kind({ type: "text", ...string }),
    kind({ type: "char(50)", ...string, values: characters("binary"), asText: "rpad(v::text, 50)" }),
    kind({
      type: "bool",
      values: fc.boolean(),
      given: (booleanValue) => ({ value: { booleanValue } }),
      returned: (text) => ({ booleanValue: text === "true" }),
    }),
    kind({ type: "bytea", ...blob, asText: "encode(v, 'hex')" }),
    kind({ type: "uuid", values: fc.uuid(), given: hinted("UUID"), returned: textOf }),
    kind({
      type: "timestamp",
      values: moments("0001-01-01", "9999-12-31T23:59:59Z"),
      given: hinted("TIMESTAMP"),
      returned: momentOf,
    }),
    kind({
      type: "timestamptz",
      values: moments("0001-01-01", "9999-12-31T23:59:59Z"),
      given: hinted("TIMESTAMP"),
      asText: "(v AT TIME ZONE 'UTC')::text",
      returned: momentOf,
    }),
    kind({
      type: "date",
      values: moments("0001-01-01", "9999-12-31T23:59:59Z").map((moment) => moment.slice(0, 10)),
      given: hinted("DATE"),
      returned: textOf,
    }),
    array("int8", fc.integer(), (longValues) => ({ longValues })),
    array("bool", fc.boolean(), (booleanValues) => ({ booleanValues })),
    array("text", characters("binary"), (stringValues) => ({ stringValues })),
    array(
      "float8",
      fc.integer().map((n) => n / 8),
      (doubleValues) => ({ doubleValues }),
    ),
  ],
  "aurora-mysql": [
    kind({ type: "smallint", ...long(-(2n ** 15n), 2n ** 15n - 1n) }),
    kind({ type: "mediumint unsigned", ...long(0n, 2n ** 24n - 1n) }),
    kind({ type: "int", ...long(-(2n ** 31n), 2n ** 31n - 1n) }),
    kind({ type: "bigint", ...long(-(2n ** 63n), 2n ** 63n - 1n) }),
    kind({ type: "bigint unsigned", ...long(0n, 2n ** 63n - 1n) }),
    kind({ type: "double", values: doubles, ...double }),
    kind({ type: "decimal(40,6)", values: decimals, given: hinted("DECIMAL"), returned: textOf }),
    kind({ type: "varchar(400)", ...string }),
    kind({ type: "longtext", ...string, values: characters("binary") }),
    kind({
      type: "tinyint(1)",
      values: fc.boolean(),
      given: (booleanValue) => ({ value: { booleanValue } }),
      returned: (text) => ({ booleanValue: text === "1" }),
    }),
    kind({ type: "blob", ...blob, asText: "hex(v)" }),
    kind({
      type: "datetime(6)",
      values: moments("1000-01-01", "9999-12-31T23:59:58Z"),
      given: hinted("TIMESTAMP"),
      returned: momentOf,
    }),
    kind({
      type: "date",
      values: moments("1000-01-01", "9999-12-31T23:59:58Z").map((moment) => moment.slice(0, 10)),
      given: hinted("DATE"),
      returned: textOf,
    }),
    kind({ type: "json", values: fc.json(), given: string.given, returned: textOf }),
  ],
};

describe.each(["aurora-postgresql", "aurora-mysql"] as const)("random values of %s", (engine) => {
  const environment = testEnvironment();
  let api: TestDataApi;
  let target: Awaited<ReturnType<TestDataApi["cluster"]>>;
  let oracle: Oracle;
  let end: () => Promise<void>;
  const run = (sql: string) => api.data.operations.ExecuteStatement(api.call, { ...target, sql });

  beforeAll(async () => {
    api = testDataApi(environment);
    target = await api.cluster({ engine });
    const endpoint = api.rds.dataApiTarget(target.resourceArn)?.endpoint;
    const login = { ...endpoint, user: "owner", password: TEST_PASSWORD, database: "app" };
    if (engine === "aurora-postgresql") {
      const client = new pg.Client(login);
      await client.connect();
      const types = { getTypeParser: () => (text: string) => text };
      oracle = async (sql) =>
        (await client.query<Array<string | null>>({ text: sql, rowMode: "array", types })).rows.map(
          (row) => row[0] ?? null,
        );
      end = () => client.end();
    } else {
      const connection = mysql.createConnection({ ...login, charset: "utf8mb4" });
      oracle = (sql) =>
        new Promise((resolve, reject) =>
          connection.query<mysql.RowDataPacket[][]>({ sql, rowsAsArray: true }, (error, rows) =>
            error === null ? resolve(rows.map(([text]) => (typeof text === "string" ? text : null))) : reject(error),
          ),
        );
      end = async () => connection.destroy();
    }
  });
  afterAll(async () => {
    await end();
    await api.close();
    environment[Symbol.dispose]();
  });

  test.each(KINDS[engine])("$type: what goes in comes out, as the server itself has it", async (type) => {
    await run(`CREATE TABLE r (id int, v ${type.type})`);
    await fc.assert(
      fc
        .asyncProperty(type.given, async (values) => {
          await api.data.operations.BatchExecuteStatement(api.call, {
            ...target,
            sql: `INSERT INTO r VALUES (:id, ${type.as})`,
            parameterSets: values.map((value, id) => [
              { name: "id", value: { longValue: id } },
              { name: "v", ...value },
            ]),
          });
          const asText = type.asText ?? (engine === "aurora-mysql" ? "CAST(v AS CHAR)" : "v::text");
          const texts = await oracle(`SELECT ${asText} FROM r ORDER BY id`);
          const { records } = await run("SELECT v FROM r ORDER BY id");
          expect(records?.map(([field]) => field)).toEqual(
            texts.map((text) => (text === null ? { isNull: true } : type.returned(text))),
          );
          expect(texts).toHaveLength(values.length);
        })
        .afterEach(async () => {
          await run("DELETE FROM r");
        }),
      { numRuns: 8 },
    );
    await run("DROP TABLE r");
  });
});
