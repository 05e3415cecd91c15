import { afterAll, beforeAll, expect, test } from "vitest";
import { testEnvironment } from "../../../testing/environment.js";
import { TEST_PASSWORD } from "../../rds/testing.js";
import type { Session } from "../dialect.js";
import type { Field } from "../fields.js";
import { GENERATIONS } from "../generation.js";
import { testDataApi } from "../testing.js";
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
  const target = api.rds.dataApiTarget(resourceArn);
  if (target === undefined) throw new Error("the cluster is gone");
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
