import type { ExecuteStatementRequest } from "@aws-sdk/client-rds-data";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { TEST_PASSWORD } from "../rds/testing.js";
import type { ExecuteStatementAnswer } from "./operations.js";
import { type TestDataApi, testDataApi } from "./testing.js";

const SETTINGS = {
  "aurora-postgresql": { name: "work_mem", family: "aurora-postgresql17", show: "SHOW work_mem" },
  "aurora-mysql": { name: "sort_buffer_size", family: "aurora-mysql8.0", show: "SELECT @@sort_buffer_size" },
} as const;
/** How long a login that was found as it was is not asked about again, and a little. */
const UNASKED = 100;

describe.each(["aurora-postgresql", "aurora-mysql"] as const)("a setting that changes reaches %s", (engine) => {
  const environment = testEnvironment();
  const { name, family, show } = SETTINGS[engine];
  const group = `settings-${engine}`;
  let api: TestDataApi;
  let target: { resourceArn: string; secretArn: string; database: string };
  const run = (sql: string, more: Partial<ExecuteStatementRequest> = {}): Promise<ExecuteStatementAnswer> =>
    api.data.operations.ExecuteStatement(api.call, { ...target, sql, ...more });
  const value = async (sql: string, more?: Partial<ExecuteStatementRequest>): Promise<unknown> =>
    Object.values((await run(sql, more)).records?.[0]?.[0] ?? {})[0];

  beforeAll(async () => {
    api = testDataApi(environment);
    api.rds.operations.CreateDBClusterParameterGroup(api.call, {
      DBClusterParameterGroupName: group,
      DBParameterGroupFamily: family,
      Description: "a setting",
    });
    target = await api.cluster({ engine, settings: { DBClusterParameterGroupName: group } });
  });
  afterAll(async () => {
    await api.close();
    environment[Symbol.dispose]();
  });

  test("pooled sessions, when a parameter group has it", async () => {
    await run(show);
    await sleep(UNASKED);
    await api.rds.operations.ModifyDBClusterParameterGroup(api.call, {
      DBClusterParameterGroupName: group,
      Parameters: [
        { ParameterName: name, ParameterValue: engine === "aurora-mysql" ? "77824" : "77", ApplyMethod: "immediate" },
      ],
    });
    await sleep(UNASKED);
    expect(await value(show)).toEqual(engine === "aurora-mysql" ? 77824 : "77kB");
  });

  // On MySQL no user of RDS may set what sessions begin with; parameter groups alone do.
  if (engine === "aurora-mysql") return;
  describe("whoever sets it:", () => {
    test.each([
      ["a role", "ALTER ROLE owner SET work_mem = '101kB'", "101kB"],
      ["a role in a database", "ALTER ROLE owner IN DATABASE app SET work_mem = '102kB'", "102kB"],
      ["a role again", "ALTER ROLE owner IN DATABASE app RESET work_mem", "101kB"],
      ["a role that loses it", "ALTER ROLE owner RESET ALL", "77kB"],
      ["a database", "ALTER DATABASE app SET work_mem = '103kB'", "103kB"],
      ["a database that loses it", "ALTER DATABASE app RESET work_mem", "77kB"],
    ])("the very next call, of %s", async (_of, sql, expected) => {
      await run(show);
      await run(sql);
      expect(await value(show)).toBe(expected);
    });

    test("calls after a moment, when another client has set it", async () => {
      const cluster = api.rds.dataApiTarget(target.resourceArn);
      const client = new pg.Client({ ...cluster?.endpoint, user: "owner", password: TEST_PASSWORD, database: "app" });
      await client.connect();
      await client.query("ALTER DATABASE app SET work_mem = '104kB'");
      await client.end();
      await sleep(UNASKED);
      expect(await value(show)).toBe("104kB");
    });

    test("the very next call, when it is the right to connect", async () => {
      const secretArn = "arn:of-a-guest";
      api.secrets.set(secretArn, JSON.stringify({ username: "guest", password: "guest-1" }));
      await run("CREATE ROLE guest LOGIN PASSWORD 'guest-1'");
      expect(await value("SELECT current_user::text", { secretArn })).toBe("guest");
      await run("REVOKE CONNECT ON DATABASE app FROM PUBLIC");
      await expect(run("SELECT 1", { secretArn })).rejects.toThrow('permission denied for database "app"');
      await run("GRANT CONNECT ON DATABASE app TO guest");
      expect(await value("SELECT current_user::text", { secretArn })).toBe("guest");
    });

    test("nobody, when it is another role's: its sessions stay", async () => {
      const backend = () => value("SELECT pg_backend_pid()");
      const before = await backend();
      await run("CREATE ROLE other");
      await run("ALTER ROLE other SET work_mem = '105kB'");
      expect(await backend()).toBe(before);
    });
  });
});
