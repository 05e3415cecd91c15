import { setTimeout as sleep } from "node:timers/promises";
import mysql from "mysql2/promise";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AwsError } from "../../errors.js";
import { testEnvironment } from "../../testing/environment.js";
import { TEST_PASSWORD } from "../rds/testing.js";
import { type TestDataApi, testDataApi } from "./testing.js";

/** Both serverless generations, each on one of the engines. */
const CASES = [
  {
    engine: "aurora-postgresql",
    name: "Serverless v2 down to 0 units",
    settings: { ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 2, SecondsUntilAutoPause: 300 } },
  },
  {
    engine: "aurora-mysql",
    name: "Serverless v1",
    engineMode: "serverless",
    settings: { ScalingConfiguration: { AutoPause: true, SecondsUntilAutoPause: 300 } },
  },
] as const;

describe.each(CASES)(
  "a cluster that pauses when it is idle: $name",
  ({ engine, settings, ...options }) => {
    const clock = { offset: 0, now: () => Date.now() + clock.offset };
    const environment = testEnvironment({ clock });
    const notices: string[] = [];
    environment.events.subscribe((event) => {
      if (event.kind === "notice") notices.push(event.message);
    });
    let api: TestDataApi;
    let target: { resourceArn: string; secretArn: string; database: string };
    const cluster = () => {
      const found = api.target(target.resourceArn);
      return found;
    };
    const select = () => api.data.operations.ExecuteStatement(api.call, { ...target, sql: "SELECT 1" });
    async function connectOverTheWire(): Promise<{ query(): Promise<unknown>; end(): Promise<void> }> {
      const login = { ...cluster().endpoint, user: "owner", password: TEST_PASSWORD, database: "app" };
      if (engine === "aurora-mysql") {
        const client = await mysql.createConnection(login);
        return { query: () => client.query("SELECT 1"), end: () => client.end() };
      }
      const client = new pg.Client(login);
      await client.connect();
      return { query: () => client.query("SELECT 1"), end: () => client.end() };
    }
    async function until(what: () => boolean): Promise<void> {
      for (let tries = 0; !what(); tries += 1) {
        if (tries > 400) throw new Error("it does not come about");
        await sleep(50);
      }
    }
    /** Long enough for the service's own sessions to be closed: they are a use. */
    async function idle(): Promise<void> {
      await until(() => api.data.connections(cluster().endpoint) === 0);
      await sleep(500);
      clock.offset += 301_000;
      await until(() => notices.at(-1)?.includes("is paused") === true);
      expect(cluster().paused).toBe(true);
    }

    beforeAll(async () => {
      api = testDataApi(environment, {}, { pauseLookMilliseconds: 50 });
      target = await api.cluster({ engine, settings, ...options });
    });
    afterAll(async () => {
      await api.close();
      environment[Symbol.dispose]();
    });

    test("is not paused while somebody is connected, and not before its time", async () => {
      const client = await connectOverTheWire();
      clock.offset += 3_600_000;
      await sleep(300);
      expect(cluster().paused).toBe(false);
      await client.end();
      await sleep(300);
      clock.offset += 290_000;
      await sleep(300);
      expect(cluster().paused).toBe(false);
    });

    test("is paused after that: no server runs, and RDS shows it as available", async () => {
      await idle();
      const { DBClusters } = api.rds.operations.DescribeDBClusters(api.call, {});
      expect(DBClusters?.[0]).toMatchObject({
        Status: "available",
        ...("engineMode" in options ? { Capacity: 0 } : {}),
      });
      expect(notices.at(-1)).toMatch(
        /was not used for 300 s and is paused; a Data API call or a connection resumes it$/,
      );
    });

    test("a call of the Data API resumes it, as its generation does", async () => {
      expect(cluster().paused).toBe(true);
      const outcome = () =>
        select().then(
          ({ records }) => records,
          (error: unknown) => (error instanceof AwsError ? `${error.code}: ${error.message}` : error),
        );
      const row = [[{ longValue: 1 }]];
      const resuming = `DatabaseResumingException: The Aurora DB instance ${cluster().writer} is resuming after being auto-paused. Please wait a few seconds and try again.`;
      const first = [await outcome(), await outcome()];
      await until(() => !cluster().paused);
      expect([...first, await outcome()]).toEqual(
        "engineMode" in options ? [row, row, row] : [resuming, resuming, row],
      );
    });

    test("a connection resumes it too, waits as long and works from then on", async () => {
      await idle();
      const client = await connectOverTheWire();
      await client.query();
      expect(cluster().paused).toBe(false);
      await client.query();
      await client.end();
    });

    test("a password that is changed in the meantime is that of the resumed cluster", async () => {
      await idle();
      await api.rds.operations.ModifyDBCluster(api.call, {
        DBClusterIdentifier: cluster().identifier,
        MasterUserPassword: "changed-Passw0rd",
      });
      await api.rds.whenAvailable("cluster", cluster().identifier);
      expect(cluster().paused).toBe(true);
      api.secrets.set(target.secretArn, JSON.stringify({ username: "owner", password: "changed-Passw0rd" }));
      await cluster().resume();
      expect((await select()).records).toEqual([[{ longValue: 1 }]]);
    });

    test("a cluster that is deleted while it rests leaves nothing behind", async () => {
      await idle();
      const { identifier } = cluster();
      if (!("engineMode" in options)) {
        api.rds.operations.DeleteDBInstance(api.call, { DBInstanceIdentifier: `${identifier}-1` });
        await api.rds.whenDeleted("instance", `${identifier}-1`);
      }
      api.rds.operations.DeleteDBCluster(api.call, { DBClusterIdentifier: identifier, SkipFinalSnapshot: true });
      await api.rds.whenDeleted("cluster", identifier);
      expect(api.rds.dataApiTarget(target.resourceArn)).toBeUndefined();
    });
  },
  120_000,
);
