import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { TEST_PASSWORD, type TestRds, testRds } from "./testing.js";

describe("a serverless v1 cluster", () => {
  const environment = testEnvironment();
  let test1: TestRds;
  beforeAll(() => {
    test1 = testRds(environment);
  });
  afterAll(async () => {
    await test1.close();
    environment[Symbol.dispose]();
  });

  test("takes logins once it is available", async () => {
    const { rds, call } = test1;
    const { DBCluster } = await rds.operations.CreateDBCluster(call, {
      DBClusterIdentifier: "Article",
      Engine: "aurora-postgresql",
      EngineMode: "serverless",
      MasterUsername: "clusteradmin",
      MasterUserPassword: TEST_PASSWORD,
      DatabaseName: "shop",
    });
    expect(DBCluster?.Status).toBe("creating");
    await rds.whenAvailable("cluster", "article");
    const client = new pg.Client({
      host: DBCluster?.Endpoint,
      port: DBCluster?.Port,
      user: "clusteradmin",
      password: TEST_PASSWORD,
      database: "shop",
    });
    await client.connect();
    const { rows } = await client.query("SELECT current_database() AS name");
    await client.end();
    expect(rows).toEqual([{ name: "shop" }]);
  });
});
