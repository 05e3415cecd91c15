import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { AwsError } from "../../errors.js";
import { testEnvironment } from "../../testing/environment.js";
import { root } from "../../testing/gateway-services.js";
import { type RdsDataOptions, createRdsDataService } from "./index.js";
import { IDLE_TARGET } from "./testing.js";

const clock = { time: Date.UTC(2026, 0, 1), now: () => clock.time };
const environment = testEnvironment({ clock });
const lines: Array<{ code: string; message: string }> = [];
environment.events.subscribe((event) => {
  if (event.kind === "notice") lines.push(event);
});
const call = { principal: root, requestId: "request-1" };
const cluster = IDLE_TARGET;
const { arn } = cluster;
/** Every call is refused at the latest at its secret: no server is needed. */
const service = (options: Pick<RdsDataOptions, "logStatements"> = {}) =>
  createRdsDataService({
    environment,
    target: (given) => (given === arn ? cluster : undefined),
    readSecret: () => {
      throw new AwsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    },
    ...options,
  });
const codes = () => lines.map(({ code }) => code);
async function send(data: ReturnType<typeof service>, sql: string, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1)
    await expect(
      data.operations.ExecuteStatement(call, { resourceArn: arn, secretArn: "none", sql }),
    ).rejects.toBeInstanceOf(AwsError);
}

beforeEach(() => {
  lines.length = 0;
  clock.time += 10_000;
});
afterAll(() => environment[Symbol.dispose]());

describe("who calls in a loop does not fill the log:", () => {
  test("twenty lines a second are written, then how many were left out", async () => {
    const data = service();
    await send(data, "SELECT 1", 480);
    expect(codes()).toEqual(Array.from({ length: 20 }, () => "rds-data.refused"));
    clock.time += 1000;
    await send(data, "SELECT 1", 1);
    expect(lines.slice(20).map(({ message }) => message)).toEqual([
      "460 more calls were refused or warned of; the log shows 20 a second, all of them with --log-statements.",
      expect.stringContaining("rds-data:ExecuteStatement on mine refused with"),
    ]);
    await data.close();
  });

  test("warnings count as refusals do, and the last number comes also when nothing more is refused", async () => {
    const data = service();
    await send(data, "COMMIT", 15);
    expect(codes().filter((code) => code === "rds-data.transactionControl")).toHaveLength(10);
    expect(codes()).toHaveLength(20);
    await vi.waitFor(() => expect(lines).toHaveLength(21), { timeout: 3000 });
    expect(lines[20]?.message).toMatch(/^10 more calls were refused or warned of; /);
    await data.close();
    expect(lines).toHaveLength(21);
  });

  test("the end of the pool leaves no number untold", async () => {
    const data = service();
    await send(data, "SELECT 1", 25);
    await data.close();
    expect(lines[20]?.message).toMatch(/^5 more calls/);
  });

  test("nothing is left out for those who asked to see statements", async () => {
    const data = service({ logStatements: true });
    await send(data, "COMMIT", 50);
    await data.close();
    expect(Object.entries(Object.groupBy(codes(), (code) => code)).map(([code, all]) => [code, all?.length])).toEqual([
      ["rds-data.statement", 50],
      ["rds-data.transactionControl", 50],
      ["rds-data.refused", 50],
    ]);
  });
});
