import { describe, expect, test } from "vitest";
import { testEnvironment } from "../testing/environment.js";
import { bucket, rds, root, status } from "../testing/gateway-services.js";
import { Pipeline } from "./pipeline.js";
import { presign } from "./sigv4/sign.js";

const endpoint = "http://127.0.0.1:4566";
const known = { accessKeyId: "ROOT", secretAccessKey: "root-secret" };

/** A request's answer, and how many bytes of its body were asked for. */
async function send(url: string, headers: Record<string, string> = {}) {
  using environment = testEnvironment();
  const pipeline = new Pipeline({
    services: [rds],
    routes: [status, bucket],
    environment,
    lookup: (accessKeyId, sessionToken) => {
      if (accessKeyId === "OLD") return "expired";
      return accessKeyId === "ROOT" && sessionToken === undefined
        ? { secretAccessKey: "root-secret", principal: root }
        : undefined;
    },
    decide: () => "allowed",
  });
  let asked: number | undefined;
  const { pathname, search, host } = new URL(url);
  const { status: code, body } = await pipeline.handle(
    { method: "PUT", path: pathname, query: search.slice(1), headers: { host, ...headers } },
    async (limit) => {
      asked = limit;
      return new Uint8Array();
    },
    "request-1",
  );
  return { code, body: Buffer.from(body).toString(), asked };
}

const upload = (credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }): string =>
  presign(
    { method: "PUT", url: `${endpoint}/bucket-1/key` },
    { credentials, region: "us-east-1", service: "s3", now: Date.now(), expiresSeconds: 60 },
  );

describe("before a byte of its body is read", () => {
  const signature = "Signature=00";
  const strangers: Array<[who: string, url: string, headers: Record<string, string>, refusal: string]> = [
    ["an unknown key", upload({ ...known, accessKeyId: "NOBODY" }), {}, "InvalidAccessKeyId"],
    ["a key with a wrong session", upload({ ...known, sessionToken: "other" }), {}, "InvalidAccessKeyId"],
    ["an expired session", upload({ ...known, accessKeyId: "OLD" }), {}, "ExpiredToken"],
    [
      "an unknown key in a URL of the older signature",
      `${endpoint}/bucket-1/key?AWSAccessKeyId=NOBODY&Signature=x&Expires=9999999999`,
      {},
      "InvalidAccessKeyId",
    ],
    [
      "an unknown key in a header",
      `${endpoint}/`,
      {
        "x-amz-date": "20260101T000000Z",
        authorization: `AWS4-HMAC-SHA256 Credential=NOBODY/20260101/us-east-1/rds/aws4_request, SignedHeaders=host, ${signature}`,
      },
      "InvalidClientTokenId",
    ],
    [
      "a broken signature",
      `${endpoint}/`,
      { host: "rds.x", authorization: "AWS4-HMAC-SHA256 x" },
      "IncompleteSignature",
    ],
    ["an unsigned request", `${endpoint}/`, { host: "rds.us-east-1.amazonaws.com" }, "MissingAuthenticationToken"],
  ];
  test.each(strangers)("%s is refused", async (_who, url, headers, refusal) => {
    const { asked, body } = await send(url, headers);
    expect(body).toContain(`<Code>${refusal}</Code>`);
    expect(asked).toBeUndefined();
  });
});

test("a known key, and a path that asks for no signature, may send what their target takes", async () => {
  expect(await send(upload(known))).toMatchObject({ code: 200, asked: 8 * 1024 * 1024 });
  expect(await send(`${endpoint}/_rockpool/status`)).toMatchObject({ code: 200, asked: 16 * 1024 * 1024 });
});
