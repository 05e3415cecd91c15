import { readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PoolEvent } from "../../events.js";
import { testEnvironment } from "../../testing/environment.js";
import { type TestDataApi, testDataApi } from "../rds-data/testing.js";
import { TEST_PASSWORD } from "./testing.js";

let environment: ReturnType<typeof testEnvironment>;
let api: TestDataApi;
beforeEach(() => {
  environment = testEnvironment();
  api = testDataApi(environment);
});
afterEach(async () => {
  await api.close();
  environment[Symbol.dispose]();
});

/** The process ids of the running servers. */
const processes = (): number[] =>
  readdirSync(join(environment.state.directory, "processes")).map((name) => Number.parseInt(name, 10));
const cluster = () => api.rds.operations.DescribeDBClusters(api.call, {}).DBClusters?.[0];
const writer = () => api.rds.operations.DescribeDBInstances(api.call, {}).DBInstances?.[0];

describe.each(["aurora-postgresql", "aurora-mysql"] as const)("an %s server that is killed", (engine) => {
  test("is started again, with all its data, and the Data API goes on", async () => {
    const target = await api.cluster({ engine });
    const run = (sql: string) => api.data.operations.ExecuteStatement(api.call, { ...target, sql });
    await run("CREATE TABLE kept (n int)");
    await run("INSERT INTO kept VALUES (7)");

    const seen: Array<string | undefined> = [];
    environment.events.subscribe((event: PoolEvent) => {
      if (event.kind === "engine") seen.push(`${event.status}: ${cluster()?.Status} ${writer()?.DBInstanceStatus}`);
    });
    const [pid, ...others] = processes();
    expect([pid, others]).toEqual([expect.any(Number), []]);
    if (pid !== undefined) process.kill(pid, "SIGKILL");
    await expect.poll(() => cluster()?.Status, { interval: 5, timeout: 5_000 }).toBe("starting");
    await api.rds.whenAvailable("cluster", cluster()?.DBClusterIdentifier ?? "", AbortSignal.timeout(10_000));
    expect((await run("SELECT n FROM kept")).records).toEqual([[{ longValue: 7 }]]);
    expect([cluster()?.Status, writer()?.DBInstanceStatus]).toEqual(["available", "available"]);
    expect(processes()).not.toEqual([pid]);
    expect(seen[0]).toBe("failed: available available");
    expect(seen.at(-1)).toBe("available: starting rebooting");
  });
});

test("a reader that is killed follows its writer again, and leaves in one event", async () => {
  const target = await api.cluster({ engine: "aurora-postgresql" });
  const run = (sql: string) => api.data.operations.ExecuteStatement(api.call, { ...target, sql });
  const { operations } = api.rds;
  const before = processes();
  await operations.CreateDBInstance(api.call, {
    DBInstanceIdentifier: "reader",
    DBClusterIdentifier: cluster()?.DBClusterIdentifier,
    Engine: "aurora-postgresql",
    DBInstanceClass: "db.r6g.large",
  });
  await api.rds.whenAvailable("instance", "reader");
  const reader = () => operations.DescribeDBInstances(api.call, { DBInstanceIdentifier: "reader" }).DBInstances?.[0];
  for (const pid of processes().filter((candidate) => !before.includes(candidate))) process.kill(pid, "SIGKILL");
  await expect.poll(() => reader()?.DBInstanceStatus, { interval: 5, timeout: 5_000 }).toBe("rebooting");
  expect(cluster()?.Status).toBe("available");
  expect(cluster()?.ReaderEndpoint).toBe(cluster()?.Endpoint);
  await api.rds.whenAvailable("instance", "reader", AbortSignal.timeout(10_000));
  expect(cluster()?.ReaderEndpoint).toBe(reader()?.Endpoint?.Address);
  await run("CREATE TABLE kept AS SELECT 7 AS n");
  const read = async (): Promise<unknown> => {
    const connection = new pg.Client({
      host: reader()?.Endpoint?.Address,
      port: reader()?.Endpoint?.Port,
      user: "owner",
      password: TEST_PASSWORD,
      database: "app",
    });
    await connection.connect();
    try {
      return (await connection.query("SELECT n FROM kept")).rows;
    } catch (error) {
      return error;
    } finally {
      await connection.end();
    }
  };
  await expect.poll(read, { timeout: 5_000 }).toEqual([{ n: 7 }]);

  const deleted: string[] = [];
  environment.events.subscribe((event) => {
    if (event.kind === "engine" && event.status === "deleted") deleted.push(event.server);
  });
  operations.DeleteDBInstance(api.call, { DBInstanceIdentifier: "reader" });
  await api.rds.whenDeleted("instance", "reader");
  expect(deleted).toHaveLength(1);
});

test("a server that does not come back is left failed, with the reason", { timeout: 40_000 }, async () => {
  await api.cluster({ engine: "aurora-postgresql" });
  const databases = environment.state.subdirectory("databases");
  const [directory = ""] = readdirSync(databases);
  const [pid] = processes();
  renameSync(join(databases, directory, "data", "global"), join(databases, directory, "data", "lost"));
  if (pid !== undefined) process.kill(pid, "SIGKILL");
  await expect.poll(() => cluster()?.Status, { timeout: 30_000 }).toBe("failed");
  expect(writer()?.DBInstanceStatus).toBe("failed");
  expect(writer()?.StatusInfos?.[0]?.Message).toMatch(
    /ended by itself, and starting it again failed 5 times: .*PostgreSQL/s,
  );
});
