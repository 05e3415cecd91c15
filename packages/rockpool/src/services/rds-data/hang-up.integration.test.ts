import { once } from "node:events";
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Gateway, createGateway } from "../../gateway/server.js";
import { sign } from "../../gateway/sigv4/sign.js";
import { testEnvironment } from "../../testing/environment.js";
import { type TestDataApi, testDataApi } from "./testing.js";

const ENGINES = [
  {
    engine: "aurora-postgresql",
    slow: "SELECT pg_sleep(20)::text",
    running:
      "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(20%' AND state = 'active' AND pid <> pg_backend_pid()",
  },
  {
    engine: "aurora-mysql",
    slow: "SELECT sleep(20)",
    running:
      "SELECT count(*) FROM information_schema.processlist WHERE info LIKE '%sleep(20%' AND id <> connection_id()",
  },
] as const;
/** A second and a half instead of 45. */
const STATEMENT_MILLISECONDS = 1500;
const CALLERS = 4;

describe.each(ENGINES)("callers who hang up in the middle of a statement, on $engine", ({ engine, slow, running }) => {
  const clock = { offset: 0, now: () => Date.now() + clock.offset };
  const environment = testEnvironment({ clock });
  const credentials = { accessKeyId: "ROOT", secretAccessKey: "root-secret" };
  let api: TestDataApi;
  let gateway: Gateway;
  let url: string;
  let target: { resourceArn: string; secretArn: string; database: string };

  beforeAll(async () => {
    api = testDataApi(environment, { statementTimeout: STATEMENT_MILLISECONDS });
    target = await api.cluster({ engine });
    gateway = createGateway({
      environment,
      services: [api.data],
      routes: [],
      lookup: () => ({ secretAccessKey: credentials.secretAccessKey, principal: api.call.principal }),
      decide: () => "allowed",
    });
    url = `http://127.0.0.1:${await gateway.listen(0)}/Execute`;
  });
  afterAll(async () => {
    await gateway.close();
    await api.close();
    environment[Symbol.dispose]();
  });

  const count = async (): Promise<number> => {
    const { records } = await api.data.operations.ExecuteStatement(api.call, { ...target, sql: running });
    const [[field] = []] = records ?? [];
    return field !== undefined && "longValue" in field ? Number(field.longValue) : -1;
  };

  async function callAndHangUp(extra: { transactionId?: string; continueAfterTimeout?: boolean }): Promise<void> {
    const body = Buffer.from(JSON.stringify({ ...target, sql: slow, ...extra }));
    const headers = sign(
      { method: "POST", url, headers: { "content-type": "application/json" }, body },
      { credentials, region: "us-east-1", service: "rds-data", now: clock.now() },
    );
    const outgoing = request(url, { method: "POST", headers });
    outgoing.on("error", () => undefined);
    outgoing.end(body);
    await once(outgoing, "finish");
    await sleep(500);
    outgoing.destroy();
  }

  test("leave no statement running once its time is up", async () => {
    const hangingUp = Array.from({ length: CALLERS }, () => callAndHangUp({}));
    await expect.poll(count, { timeout: STATEMENT_MILLISECONDS }).toBe(CALLERS);
    await Promise.all(hangingUp);
    await expect.poll(count, { timeout: 2 * STATEMENT_MILLISECONDS }).toBe(0);
  });

  test("leave a transaction that is rolled back after its three minutes, with no statement of it running", async () => {
    const { transactionId } = await api.data.operations.BeginTransaction(api.call, target);
    await callAndHangUp({ transactionId });
    await expect.poll(count, { timeout: 2 * STATEMENT_MILLISECONDS }).toBe(0);
    const open = api.data.connections(endpoint());
    // The three minutes count from the end of its last call, which hears of the stopped statement a moment later.
    const left = () => {
      clock.offset += 60_000;
      return api.data.connections(endpoint());
    };
    await expect.poll(left, { timeout: 5000, interval: 100 }).toBeLessThan(open);
  });

  function endpoint() {
    const found = api.target(target.resourceArn);
    return found.endpoint;
  }
});
