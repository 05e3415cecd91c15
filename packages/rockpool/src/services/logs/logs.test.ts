import { describe, expect, test } from "vitest";
import type { Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import type { PoolEvent } from "../../events.js";
import { testEnvironment } from "../../testing/environment.js";
import { ownerCall } from "../contract.js";
import { createLogsService } from "./index.js";

const call = ownerCall("000000000000");
const DAY = 86_400_000;

/** A service with one group and one stream, whose clock stands still until told otherwise. */
function bench() {
  const clock = { time: Date.parse("2030-01-31T00:00:00Z"), now: () => clock.time };
  const environment = testEnvironment({ clock });
  const logs = createLogsService({ environment });
  logs.operations.CreateLogGroup(call, { logGroupName: "/app" });
  logs.operations.CreateLogStream(call, { logGroupName: "/app", logStreamName: "one" });
  const put = (...messages: string[]) =>
    logs.operations.PutLogEvents(call, {
      logGroupName: "/app",
      logStreamName: "one",
      logEvents: messages.map((message, index) => ({ timestamp: clock.time + index, message })),
    });
  return {
    clock,
    environment: environment as Environment,
    logs,
    put,
    [Symbol.dispose]() {
      logs.close();
      environment[Symbol.dispose]();
    },
  };
}

const errorOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof AwsError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "no error";
};

describe("log events", () => {
  test("are read page by page from either end, and the last token stays the same", () => {
    using b = bench();
    b.put("1", "2", "3", "4", "5");
    const stream = { logGroupName: "/app", logStreamName: "one" };
    const { operations } = b.logs;
    const texts = (answer: ReturnType<typeof operations.GetLogEvents>) => answer.events?.map(({ message }) => message);
    const first = operations.GetLogEvents(call, { ...stream, startFromHead: true, limit: 2 });
    const second = operations.GetLogEvents(call, { ...stream, nextToken: first.nextForwardToken, limit: 2 });
    const third = operations.GetLogEvents(call, { ...stream, nextToken: second.nextForwardToken });
    const end = operations.GetLogEvents(call, { ...stream, nextToken: third.nextForwardToken });
    expect([first, second, third, end].map(texts)).toEqual([["1", "2"], ["3", "4"], ["5"], []]);
    expect(end.nextForwardToken).toBe(third.nextForwardToken);
    b.clock.time += 1000;
    b.put("6");
    expect(texts(operations.GetLogEvents(call, { ...stream, nextToken: end.nextForwardToken }))).toEqual(["6"]);
    const tail = operations.GetLogEvents(call, { ...stream, limit: 2 });
    expect(texts(tail)).toEqual(["5", "6"]);
    expect(texts(operations.GetLogEvents(call, { ...stream, nextToken: third.nextBackwardToken, limit: 2 }))).toEqual([
      "3",
      "4",
    ]);
  });

  test("are found by terms, phrases, alternatives and exclusions; other patterns are refused", () => {
    using b = bench();
    b.put("ERROR out of memory", "WARN memory low", "INFO fine", "ERROR disk");
    const find = (filterPattern: string) =>
      b.logs.operations
        .FilterLogEvents(call, { logGroupName: "/app", filterPattern })
        .events?.map(({ message }) => message);
    expect(find("ERROR memory")).toEqual(["ERROR out of memory"]);
    expect(find('"memory low"')).toEqual(["WARN memory low"]);
    expect(find("?WARN ?INFO")).toEqual(["WARN memory low", "INFO fine"]);
    expect(find("ERROR -memory")).toEqual(["ERROR disk"]);
    expect(find("")).toHaveLength(4);
    expect(errorOf(() => find("{ $.level = 1 }"))).toMatch(/^InvalidParameterException: Invalid filter pattern/);
  });

  test("older than the retention are gone, from answers at once and from the store", () => {
    using b = bench();
    b.put("old");
    b.clock.time += 2 * DAY;
    b.put("new");
    const all = () =>
      b.logs.operations.FilterLogEvents(call, { logGroupName: "/app" }).events?.map(({ message }) => message);
    expect(all()).toEqual(["old", "new"]);
    b.logs.operations.PutRetentionPolicy(call, { logGroupName: "/app", retentionInDays: 1 });
    expect(all()).toEqual(["new"]);
    b.logs.operations.DeleteRetentionPolicy(call, { logGroupName: "/app" });
    expect(all()).toEqual(["new"]);
    expect(
      errorOf(() => b.logs.operations.PutRetentionPolicy(call, { logGroupName: "/app", retentionInDays: 2 })),
    ).toBe(
      "InvalidParameterException: 1 validation error detected: Value '2' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]",
    );
  });

  test("that are too old, too new or out of order are rejected as CloudWatch does", () => {
    using b = bench();
    const send = (...timestamps: number[]) =>
      b.logs.operations.PutLogEvents(call, {
        logGroupName: "/app",
        logStreamName: "one",
        logEvents: timestamps.map((timestamp) => ({ timestamp, message: "m" })),
      });
    const now = b.clock.time;
    expect(send(now - 15 * DAY, now, now + DAY).rejectedLogEventsInfo).toEqual({
      tooNewLogEventStartIndex: 2,
      tooOldLogEventEndIndex: 1,
    });
    expect(b.logs.operations.FilterLogEvents(call, { logGroupName: "/app" }).events).toHaveLength(1);
    expect(errorOf(() => send(now, now - 1))).toBe(
      "InvalidParameterException: Log events in a single PutLogEvents request must be in chronological order.",
    );
  });

  test("survive a restart", () => {
    using b = bench();
    b.put("kept");
    b.logs.close();
    const again = createLogsService({ environment: b.environment });
    expect(again.operations.FilterLogEvents(call, { logGroupName: "/app" }).events?.[0]?.message).toBe("kept");
    again.close();
  });
});

describe("log groups and streams", () => {
  test("are listed with ARNs, and gone with all they hold", () => {
    using b = bench();
    b.put("x");
    const { operations } = b.logs;
    expect(operations.DescribeLogGroups(call, { logGroupNamePrefix: "/a" }).logGroups).toEqual([
      {
        logGroupName: "/app",
        creationTime: b.clock.time,
        metricFilterCount: 0,
        arn: "arn:aws:logs:us-east-1:000000000000:log-group:/app:*",
        logGroupArn: "arn:aws:logs:us-east-1:000000000000:log-group:/app",
        storedBytes: 27,
        logGroupClass: "STANDARD",
      },
    ]);
    operations.CreateLogStream(call, { logGroupName: "/app", logStreamName: "two" });
    const latest = operations.DescribeLogStreams(call, {
      logGroupName: "/app",
      orderBy: "LastEventTime",
      descending: true,
      limit: 1,
    });
    expect(latest.logStreams?.[0]).toMatchObject({ logStreamName: "one", lastEventTimestamp: b.clock.time });
    expect(
      operations.DescribeLogStreams(call, {
        logGroupName: "/app",
        nextToken: latest.nextToken,
        orderBy: "LastEventTime",
        descending: true,
      }).logStreams?.[0]?.logStreamName,
    ).toBe("two");
    operations.DeleteLogGroup(call, { logGroupName: "/app" });
    expect(errorOf(() => operations.FilterLogEvents(call, { logGroupName: "/app" }))).toBe(
      "ResourceNotFoundException: The specified log group does not exist.",
    );
    operations.CreateLogGroup(call, { logGroupName: "/app" });
    expect(operations.DescribeLogStreams(call, { logGroupName: "/app" }).logStreams).toEqual([]);
  });

  test("come into being with the output of a function, which is announced as well", () => {
    using b = bench();
    const seen: PoolEvent[] = [];
    b.environment.events.subscribe((event) => seen.push(event));
    const line = { functionName: "f", requestId: "r", timestamp: b.clock.time, message: "hello" };
    b.logs.functionOutput({ ...line, logGroupName: "/aws/lambda/f", logStreamName: "s" });
    expect(
      b.logs.operations.GetLogEvents(call, { logGroupName: "/aws/lambda/f", logStreamName: "s" }).events?.[0]?.message,
    ).toBe("hello");
    expect(seen).toEqual([{ kind: "log", ...line }]);
  });

  test("are authorised the way that policies with a trailing :* expect", () => {
    using b = bench();
    const { permissions } = b.logs;
    expect([
      permissions?.("CreateLogGroup", { logGroupName: "/app" }),
      permissions?.("CreateLogStream", { logGroupName: "/app" }),
      permissions?.("PutLogEvents", { logGroupName: "/app", logStreamName: "s" }),
      permissions?.("DescribeLogGroups", {}),
    ]).toEqual([
      [{ action: "logs:CreateLogGroup", resource: "arn:aws:logs:us-east-1:000000000000:log-group:/app" }],
      [{ action: "logs:CreateLogStream", resource: "arn:aws:logs:us-east-1:000000000000:log-group:/app:log-stream:" }],
      [{ action: "logs:PutLogEvents", resource: "arn:aws:logs:us-east-1:000000000000:log-group:/app:log-stream:s" }],
      [{ action: "logs:DescribeLogGroups", resource: "*" }],
    ]);
  });
});
