import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { TEST_PASSWORD } from "../rds/testing.js";
import type { Dialect, Session } from "./dialect.js";
import { GENERATIONS } from "./generation.js";
import { mysqlDialect } from "./mysql/session.js";
import { postgresDialect } from "./postgres/session.js";
import { type TestDataApi, testDataApi } from "./testing.js";

const CLUSTERS: ReadonlyArray<{ engine: "aurora-postgresql" | "aurora-mysql"; dialect: Dialect }> = [
  { engine: "aurora-postgresql", dialect: postgresDialect },
  { engine: "aurora-mysql", dialect: mysqlDialect },
];
const INTEGER = { "aurora-postgresql": "int", "aurora-mysql": "signed" };
const OPTIONS = {
  generation: GENERATIONS.v2,
  decimals: "STRING",
  longs: "LONG",
  metadata: false,
  sizeLimit: 1000,
} as const;

describe.each(CLUSTERS)("rows of a batch's sets on $engine", ({ engine, dialect }) => {
  const environment = testEnvironment();
  let api: TestDataApi;
  let session: Session;

  beforeAll(async () => {
    api = testDataApi(environment);
    const { resourceArn } = await api.cluster({ engine });
    const cluster = api.target(resourceArn);
    const interrupt = (connection: number): Promise<void> => cluster.interrupt(connection);
    session = await dialect.open({
      ...cluster.endpoint,
      username: "owner",
      password: TEST_PASSWORD,
      database: "app",
      interrupt,
    });
  });
  afterAll(async () => {
    session.close();
    await api.close();
    environment[Symbol.dispose]();
  });

  const sets = (use: "call" | "batch", sql: string) =>
    [1, 2].map((longValue) =>
      dialect.prepare(sql, OPTIONS.generation, use).bind([{ name: "n", value: { longValue } }]),
    );

  test.each([
    ["with parameters", "SELECT :n + 0"],
    ["without", "SELECT 1"],
  ])("are not kept, for nobody gets them: %s", async (_title, sql) => {
    const rows = async (use: "call" | "batch") =>
      (await session.executeAll(sets(use, sql), OPTIONS)).map((outcome) => outcome.rows?.length);
    expect(await rows("call")).toEqual([1, 1]);
    expect(await rows("batch")).toEqual([0, 0]);
  });

  test("count nevertheless: those of a set can be too large", async () => {
    const large = sets("batch", `SELECT repeat('x', CAST(600 * :n AS ${INTEGER[engine]}))`);
    await expect(session.executeAll(large.slice(0, 1), OPTIONS)).resolves.toHaveLength(1);
    await expect(session.executeAll(large, OPTIONS)).rejects.toThrow("The result exceeds the size limit");
  });
});
