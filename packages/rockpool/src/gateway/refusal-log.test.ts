import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { AwsError } from "../errors.js";
import { testEnvironment } from "../testing/environment.js";
import { rdsData, role, root } from "../testing/gateway-services.js";
import type { Service } from "../services/contract.js";
import { Pipeline } from "./pipeline.js";
import { sign } from "./sigv4/sign.js";

const MARKER = "m4rk3r-of-a-secret-value";
const endpoint = "http://127.0.0.1:4566";
const owner = { accessKeyId: "ROOT", secretAccessKey: "root-secret" };
const clock = { time: Date.UTC(2026, 0, 1), now: () => clock.time };
const environment = testEnvironment({ clock });
const lines: string[] = [];
environment.events.subscribe((event) => {
  if (event.kind === "notice") lines.push(event.message);
});
const refusing: Service = {
  ...rdsData,
  operations: {
    ...rdsData.operations,
    BeginTransaction: () => {
      throw new AwsError("ForbiddenException", "No.", { hint: "The service itself writes its line." });
    },
  },
};
const pipeline = new Pipeline({
  services: [refusing],
  routes: [],
  environment,
  lookup: (accessKeyId) => {
    if (accessKeyId === "ROOT") return { secretAccessKey: "root-secret", principal: root };
    if (accessKeyId === "ROLE") return { secretAccessKey: "root-secret", principal: role };
    return accessKeyId === "OLD" ? "expired" : undefined;
  },
  decide: () => "implicitDeny",
});

interface Given {
  readonly path?: string;
  readonly body?: string | Uint8Array;
  readonly credentials?: typeof owner;
  /** Of the client's clock, in milliseconds. */
  readonly skew?: number;
  /** What comes instead of the body that was signed. */
  readonly sent?: string;
  readonly headers?: Record<string, string>;
}

async function send(given: Given): Promise<number> {
  const { path = "/Execute", body = "", credentials = owner, skew = 0, sent, headers } = given;
  const request = { method: "POST", url: endpoint + path, body };
  const options = { credentials, region: "us-east-1", service: "rds-data", now: clock.time + skew };
  const answer = await pipeline.handle(
    { method: "POST", path, query: "", headers: headers ?? sign(request, options) },
    (limit) => {
      const bytes = typeof body === "string" ? Buffer.from(sent ?? body) : body;
      return bytes.length > limit
        ? Promise.reject(new AwsError("RequestEntityTooLargeException", "It is too long.", { hint: "Send less." }))
        : Promise.resolve(bytes);
    },
    "request-1",
  );
  return answer.status;
}

const members = (more: object): string =>
  JSON.stringify({ resourceArn: "arn:of-a-cluster", secretArn: "arn:of-a-secret", sql: MARKER, ...more });

beforeEach(() => {
  lines.length = 0;
  clock.time += 10_000;
});
afterAll(() => environment[Symbol.dispose]());

describe("a request of the Data API that does not come to its operation leaves one line, which says what to do:", () => {
  const HOST = { host: "rds-data.us-east-1.amazonaws.com" };
  test.each<[string, Given, RegExp]>([
    ["a body that is no JSON", { body: `{"sql": "${MARKER}"` }, /BadRequestException\. Send the input/],
    ["a body that is no UTF-8", { body: new Uint8Array([0x22, 0xff, 0x22]) }, /BadRequestException\. Send the input/],
    ["a member of another type", { body: members({ sql: 1 }) }, /BadRequestException\. Send the input/],
    ["a blob that is no base64", { body: members({ parameters: [{ value: { blobValue: "?" } }] }) }, /Send the input/],
    ["a missing member", { body: JSON.stringify({ sql: MARKER }) }, /ValidationException\. Give the members/],
    ["an unknown operation", { path: "/Executed", body: members({}) }, /UnknownOperationException\. Use the method/],
    ["a body that is too long", { body: " ".repeat(5 * 1024 * 1024) }, /RequestEntityTooLargeException\. Send less/],
    ["no signature", { headers: HOST, body: members({}) }, /MissingAuthenticationTokenException\. Sign/],
    ["no signature and no host", { headers: {}, body: members({}) }, /MissingAuthenticationToken\. Sign/],
    ["half a signature", { headers: { ...HOST, authorization: "Basic x" } }, /IncompleteSignatureException\. /],
    ["an unknown key", { credentials: { ...owner, accessKeyId: "NOBODY" } }, /UnrecognizedClientException\. /],
    ["an expired session", { credentials: { ...owner, accessKeyId: "OLD" } }, /ExpiredTokenException\. /],
    ["a wrong secret key", { credentials: { ...owner, secretAccessKey: MARKER } }, /InvalidSignatureException\. /],
    ["a clock that is wrong", { skew: 3_600_000 }, /InvalidSignatureException\. Set the client's clock/],
    ["a body that was changed", { body: members({}), sent: members({ sql: "x" }) }, /InvalidSignatureException\. /],
    [
      "no permission",
      { credentials: { ...owner, accessKeyId: "ROLE" }, body: members({}) },
      /AccessDeniedException\. /,
    ],
  ])("%s", async (_what, given, line) => {
    expect(await send(given)).toBeGreaterThanOrEqual(400);
    expect(lines).toEqual([expect.stringMatching(line)]);
    expect(lines[0]).toMatch(/ refused with .*\.( \(request request-1\))$/);
    expect(lines[0]).not.toContain(MARKER);
  });
});

test.each<[string, Given, string]>([
  ["by its path, before its body is read", { body: " ".repeat(5 * 1024 * 1024) }, "rds-data:ExecuteStatement"],
  [
    "before it is known who calls",
    { headers: { host: "rds-data.us-east-1.amazonaws.com" } },
    "rds-data:ExecuteStatement",
  ],
  ["and where no operation has its path, with that", { path: "/Executed" }, "rds-data:(POST /Executed)"],
  ["and also where no service is named", { headers: {} }, "POST /Execute"],
])("a line begins with the operation that was called, %s", async (_how, given, operation) => {
  await send(given);
  expect(lines).toEqual([expect.stringContaining(`${operation} refused with `)]);
  expect(lines[0]?.startsWith(operation)).toBe(true);
});

test("what an operation refuses is its service's to say", async () => {
  expect(await send({ path: "/BeginTransaction", body: members({}) })).toBe(403);
  expect(lines).toEqual([]);
});

test("who is refused in a loop does not fill the log: twenty lines a second, and how many were left out", async () => {
  for (let count = 0; count < 50; count += 1) await send({ path: "/Executed" });
  expect(lines).toHaveLength(20);
  clock.time += 1000;
  await send({ path: "/Executed" });
  expect(lines.slice(20)).toEqual([
    "30 more requests were refused; the log shows 20 a second.",
    expect.stringContaining("UnknownOperationException"),
  ]);
});
