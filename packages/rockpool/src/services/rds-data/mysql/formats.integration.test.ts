import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { testEnvironment } from "../../../testing/environment.js";
import { TEST_PASSWORD } from "../../rds/testing.js";
import type { Session } from "../dialect.js";
import type { Field } from "../fields.js";
import { GENERATIONS } from "../generation.js";
import { testDataApi } from "../testing.js";
import { isUtf8 } from "./collations.js";
import { type MysqlStatement, prepareMysql } from "./parameters.js";
import { mysqlDialect } from "./session.js";

const generation = GENERATIONS.v2;
const OPTIONS = { generation, decimals: "STRING", longs: "STRING", metadata: false, sizeLimit: 1_048_576 } as const;
/** Two octets a row and four a column. */
const AROUND = 6;

const environment = testEnvironment();
const api = testDataApi(environment);
let session: Session<MysqlStatement>;

beforeAll(async () => {
  const { resourceArn } = await api.cluster({ engine: "aurora-mysql" });
  const target = api.target(resourceArn);
  const interrupt = async (): Promise<void> => undefined;
  const { host, port } = target.endpoint;
  session = await mysqlDialect.open({
    host,
    port,
    database: "app",
    username: "owner",
    password: TEST_PASSWORD,
    interrupt,
  });
});
afterAll(async () => {
  session.close();
  await api.close();
  environment[Symbol.dispose]();
});

/** Runs `SELECT v FROM t`, without a parameter, or with one, which has the server answer in its other protocol. */
async function select(format: "text" | "binary", sizeLimit: number = OPTIONS.sizeLimit): Promise<unknown> {
  const [where, values]: [string, Field[]] = format === "text" ? ["", []] : [" WHERE :p = 1", [{ longValue: 1 }]];
  const { rows } = await session.execute(
    prepareMysql(`SELECT v FROM t${where}`, generation, "call").bind(values.map((value) => ({ name: "p", value }))),
    { ...OPTIONS, sizeLimit },
  );
  return rows;
}

async function table(type: string, value: string): Promise<void> {
  for (const sql of [`CREATE OR REPLACE TABLE t (v ${type})`, `INSERT INTO t VALUES (${value})`])
    await session.execute(prepareMysql(sql, generation, "call").bind([]), OPTIONS);
}

test.each([
  ["tinyint(1)", "1", 1],
  ["tinyint", "-128", 1],
  ["smallint", "-32768", 2],
  ["year", "2024", 2],
  ["mediumint", "0", 4],
  ["int", "-2147483648", 4],
  ["bigint", "1", 8],
  ["float", "1.5", 4],
  ["double", "1e300", 8],
  ["date", "'2022-01-01'", 4],
  ["time", "'00:00:00'", 8],
  ["time(6)", "'-838:59:58.5'", 12],
  ["datetime", "'2022-01-01 00:00:00'", 7],
  ["datetime(6)", "'2022-01-01 10:00:00'", 11],
  ["timestamp(3) NULL", "'2022-01-01 10:00:00.123'", 11],
  ["bit(1)", "1", 1],
  ["bit(20)", "1", 3],
  ["decimal(10,4)", "1.5", 6],
  ["varchar(10)", "'é'", 2],
  ["varbinary(10)", "x'00ff00'", 3],
  ["varchar(10)", "NULL", 0],
])("a value of %s, %s, counts %i octets with and without parameters", async (type, value, octets) => {
  await table(type, value);
  for (const format of ["text", "binary"] as const) {
    expect(await select(format, AROUND + octets)).toHaveLength(1);
    await expect(select(format, AROUND + octets - 1)).rejects.toThrow(/limit|size|large/i);
  }
});

test.each([
  ["int(5) zerofill", "7"],
  ["bigint zerofill", "7"],
  ["bigint zerofill", "18446744073709551615"],
])("%s as a text is %s, without zeros in front, with and without parameters", async (type, value) => {
  await table(type, value);
  for (const format of ["text", "binary"] as const) expect(await select(format)).toEqual([[{ stringValue: value }]]);
});

describe("a session in another character set than the API's", () => {
  const run = async (sql: string): Promise<readonly Field[][]> =>
    (await session.execute(prepareMysql(sql, generation, "call").bind([]), OPTIONS)).rows ?? [];
  afterEach(async () => {
    await run("SET NAMES utf8mb4");
  });

  test.each(["latin1", "cp1251", "sjis", "utf16", "utf16le", "utf32"])(
    "has its texts refused in %s, not changed, and goes on",
    async (name) => {
      await run(`SET character_set_results = ${name}`);
      await expect(run("SELECT 'é'")).rejects.toThrow("unsupported character set");
      expect(await run("SELECT NULL")).toEqual([[{ isNull: true }]]);
      await run("SET NAMES utf8mb4");
      expect(await run("SELECT 'é'")).toEqual([[{ stringValue: "é" }]]);
    },
  );

  const NUMBERS = ["7", "1.5", "1.25e0", "TRUE", "DATE '2022-01-01'", "TIME '10:00:00'"];

  test("has its numbers and times, of which a character is a byte", async () => {
    const expected = await run(`SELECT ${NUMBERS.join(", ")}`);
    await run("SET character_set_results = cp1251");
    expect(await run(`SELECT ${NUMBERS.join(", ")}`)).toEqual(expected);
  });

  test.each(["ucs2", "utf16", "utf16le", "utf32"])("has its numbers refused in %s, of several bytes", async (name) => {
    await run(`SET character_set_results = ${name}`);
    for (const value of ["-7", "1234567890123456789", ...NUMBERS])
      await expect(run(`SELECT ${value} AS 日`)).rejects.toThrow("unsupported character set");
  });

  test("has texts that can be read as what they are", async () => {
    await run("SET character_set_results = NULL");
    expect(await run("SELECT CONVERT('é' USING utf8mb3), CONVERT('e' USING ascii), _binary 'é'")).toEqual([
      [{ stringValue: "é" }, { stringValue: "e" }, { blobValue: Buffer.from("é") }],
    ]);
    await expect(run("SELECT CONVERT('é' USING latin1)")).rejects.toThrow("unsupported character set");
  });

  test("is told by the server's own numbers of collations", async () => {
    const collations = await run(
      "SELECT CAST(ID AS CHAR), CHARACTER_SET_NAME FROM information_schema.COLLATIONS WHERE ID IS NOT NULL",
    );
    const wrong = collations.filter(([id, name]) => {
      if (id === undefined || name === undefined || !("stringValue" in id) || !("stringValue" in name)) return true;
      return isUtf8(Number(id.stringValue)) !== /^(?:utf8mb[34]|ascii|binary)$/.test(name.stringValue);
    });
    expect(wrong).toEqual([]);
    expect(collations.length).toBeGreaterThan(300);
  });
});
