import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import type { PoolEvent } from "../../events.js";
import { startLambda } from "../../testing/lambda.js";
import { type Principal, ownerCall } from "../contract.js";
import { type UrlRequest, matchFunctionUrl } from "./index.js";

const call = ownerCall("000000000000");

describe("a function URL", () => {
  const base = { method: "GET", path: "/", query: "", headers: {}, body: new Uint8Array(), sourceIp: "127.0.0.1" };
  const role = (name: string): Principal => ({
    kind: "role",
    arn: `arn:aws:sts::000000000000:assumed-role/${name}/s`,
    accountId: "000000000000",
    userId: "u",
    accessKeyId: "k",
    roleName: name,
  });

  async function withUrl(source: string, url: Record<string, unknown> = {}, permissions = true) {
    const b = startLambda();
    await b.create(source);
    const { operations, functionUrlHandler } = b.lambda;
    const config = operations.CreateFunctionUrlConfig(call, { FunctionName: "f", AuthType: "NONE", ...url });
    const everybody = { FunctionName: "f", Principal: "*" };
    if (permissions) {
      operations.AddPermission(call, {
        ...everybody,
        StatementId: "1",
        Action: "lambda:InvokeFunctionUrl",
        FunctionUrlAuthType: "NONE",
      });
      operations.AddPermission(call, {
        ...everybody,
        StatementId: "2",
        Action: "lambda:InvokeFunction",
        InvokedViaFunctionUrl: true,
      });
    }
    const match = matchFunctionUrl({
      url: `${new URL(config.FunctionUrl ?? "").pathname}a%20b?x=1&x=2&y=ä`,
      headers: {},
    });
    if (match === undefined) throw new Error("the URL of the function is not matched");
    const request = async (overrides: Partial<UrlRequest> = {}) => {
      const response = await functionUrlHandler(match.urlId, {
        ...base,
        path: match.path,
        query: match.query,
        ...overrides,
      });
      return { ...response, text: Buffer.from(response.body).toString() };
    };
    return Object.assign(b, { request, config });
  }

  test("gives the function an event of payload format 2.0", async () => {
    await using b = await withUrl("exports.handler = async (event) => event;");
    const headers = { host: "h", cookie: "a=1; b=2", "content-type": "application/octet-stream", "user-agent": "u" };
    const {
      text,
      status,
      headers: received,
    } = await b.request({ method: "POST", headers, body: new Uint8Array([255, 0]) });
    expect([status, received["content-type"]]).toEqual([200, "application/json"]);
    expect(JSON.parse(text)).toMatchObject({
      version: "2.0",
      routeKey: "$default",
      rawPath: "/a%20b",
      rawQueryString: "x=1&x=2&y=ä",
      queryStringParameters: { x: "1,2", y: "ä" },
      cookies: ["a=1", "b=2"],
      headers: { host: "h", "x-forwarded-for": "127.0.0.1" },
      requestContext: {
        accountId: "anonymous",
        http: { method: "POST", path: "/a%20b", protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "u" },
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      },
      body: "/wA=",
      isBase64Encoded: true,
    });
    const json = await b.request({
      method: "POST",
      headers: { "content-type": "application/json" },
      body: strToU8('{"a":1}'),
    });
    expect(JSON.parse(json.text)).toMatchObject({ body: '{"a":1}', isBase64Encoded: false });
  });

  test("reads every form of answer", async () => {
    await using b = await withUrl("exports.handler = async (event) => eval('(' + event.body + ')');");
    const answer = async (source: string) => {
      const { status, headers, text } = await b.request({ body: strToU8(source) });
      return { status, type: headers["content-type"], cookies: headers["set-cookie"], text };
    };
    expect(await answer("'hello'")).toMatchObject({ status: 200, type: "application/json", text: '"hello"' });
    expect(await answer("{ message: 'hello' }")).toMatchObject({
      status: 200,
      type: "application/json",
      text: '{"message":"hello"}',
    });
    expect(
      await answer(
        "{ statusCode: 201, headers: { 'Content-Type': 'text/html' }, cookies: ['a=1', 'b=2'], body: '<p>' }",
      ),
    ).toEqual({
      status: 201,
      type: "text/html",
      cookies: ["a=1", "b=2"],
      text: "<p>",
    });
    expect(await answer("{ statusCode: 200, body: 'aGk=', isBase64Encoded: true }")).toMatchObject({ text: "hi" });
    for (const wrong of ["{ statusCode: 'x' }", "{ statusCode: 200, body: {} }", "nonsense"]) {
      expect(await answer(wrong)).toMatchObject({ status: 502, text: "Internal Server Error" });
    }
  });

  test("without authentication needs both permissions for everybody, as on AWS since October 2025", async () => {
    await using b = await withUrl("exports.handler = async () => 1;", {}, false);
    const notices: PoolEvent[] = [];
    b.environment.events.subscribe((event) => notices.push(event));
    const { operations } = b.lambda;
    expect(await b.request()).toMatchObject({ status: 403, text: expect.stringContaining('{"Message":"Forbidden.') });
    operations.AddPermission(call, {
      FunctionName: "f",
      Principal: "*",
      StatementId: "1",
      Action: "lambda:InvokeFunctionUrl",
      FunctionUrlAuthType: "NONE",
    });
    expect((await b.request()).status).toBe(403);
    expect(notices.at(-1)).toMatchObject({
      code: "lambda.url.forbidden",
      message: expect.stringContaining("does not allow lambda:InvokeFunction to the principal *"),
    });
    operations.AddPermission(call, {
      FunctionName: "f",
      Principal: "*",
      StatementId: "2",
      Action: "lambda:InvokeFunction",
      InvokedViaFunctionUrl: true,
    });
    expect((await b.request()).status).toBe(200);
  });

  test("with IAM authentication asks who signed, and that caller's policies or its own", async () => {
    await using b = await withUrl(
      "exports.handler = async (event) => event.requestContext.authorizer.iam.userArn;",
      { AuthType: "AWS_IAM" },
      false,
    );
    expect((await b.request()).status).toBe(403);
    expect((await b.request({ principal: role("other") })).status).toBe(403);
    expect(await b.request({ principal: role("allowed") })).toMatchObject({
      status: 200,
      text: '"arn:aws:sts::000000000000:assumed-role/allowed/s"',
    });
    for (const [index, Action] of ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"].entries()) {
      b.lambda.operations.AddPermission(call, {
        FunctionName: "f",
        StatementId: `${index}`,
        Action,
        Principal: "arn:aws:iam::000000000000:role/other",
      });
    }
    expect((await b.request({ principal: role("other") })).status).toBe(200);
  });

  test("answers preflight requests itself and marks answers for allowed origins", async () => {
    await using b = await withUrl("exports.handler = async () => 1;", {
      Cors: { AllowOrigins: ["https://a"], AllowMethods: ["GET"], MaxAge: 5 },
    });
    const preflight = await b.request({
      method: "OPTIONS",
      headers: { origin: "https://a", "access-control-request-method": "GET" },
    });
    expect(preflight).toMatchObject({
      status: 200,
      text: "",
      headers: {
        "access-control-allow-origin": "https://a",
        "access-control-allow-methods": "GET",
        "access-control-max-age": "5",
      },
    });
    expect((await b.request({ headers: { origin: "https://a" } })).headers["access-control-allow-origin"]).toBe(
      "https://a",
    );
    expect(
      (await b.request({ headers: { origin: "https://b" } })).headers["access-control-allow-origin"],
    ).toBeUndefined();
  });

  test("is also known by the host name that it has on AWS", () => {
    const urlId = "a".repeat(32);
    expect(matchFunctionUrl({ url: "/p?q=1", headers: { host: `${urlId}.lambda-url.us-east-1.on.aws` } })).toEqual({
      urlId,
      path: "/p",
      query: "q=1",
    });
    expect(matchFunctionUrl({ url: `/lambda-url/${urlId}`, headers: {} })).toEqual({ urlId, path: "/", query: "" });
    expect(matchFunctionUrl({ url: "/bucket/lambda-url/x", headers: { host: "127.0.0.1" } })).toBeUndefined();
  });
});
