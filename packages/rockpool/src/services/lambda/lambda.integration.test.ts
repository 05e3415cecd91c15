import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { type Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import type { PoolEvent } from "../../events.js";
import { createFunctionRunner } from "../../functions/runner.js";
import { testEnvironment } from "../../testing/environment.js";
import { type Principal, ownerCall } from "../contract.js";
import { createLogsService } from "../logs/index.js";
import { type LambdaService, type UrlRequest, createLambdaService, matchFunctionUrl } from "./index.js";

const call = ownerCall("000000000000");
const Role = "arn:aws:iam::000000000000:role/known";
const zip = (files: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

/** The service with everything real but its neighbours IAM and S3, of which it sees two functions. */
function open(environment: Environment) {
  const logs = createLogsService({ environment });
  const runner = createFunctionRunner({ environment, logs: logs.functionOutput });
  const lambda = createLambdaService({
    environment,
    runner,
    codeFrom: async (bucket, key) => {
      if (`${bucket}/${key}` !== "assets/code.zip")
        throw new AwsError("NoSuchKey", "The specified key does not exist.");
      return zip({ "index.js": "exports.handler = async () => 'from s3';" });
    },
    credentialsFor: async (roleArn, sessionName) => {
      if (roleArn !== Role) throw new AwsError("NoSuchEntity", "The role with name unknown cannot be found.");
      return { accessKeyId: `ASIA${sessionName}`, secretAccessKey: "s", sessionToken: "t" };
    },
    isAllowed: (principal, { action }) => principal.roleName === "allowed" && action.startsWith("lambda:Invoke"),
    retryDelays: [1, 1],
  });
  return { lambda, logs, runner };
}

function bench() {
  const environment = testEnvironment();
  const opened = open(environment);
  const create = (source: string, options: Record<string, unknown> = {}) =>
    opened.lambda.operations.CreateFunction(call, {
      FunctionName: "f",
      Role,
      Runtime: "nodejs24.x",
      Handler: "index.handler",
      Code: { ZipFile: zip({ "index.js": source }) },
      ...options,
    });
  return {
    environment,
    ...opened,
    create,
    async [Symbol.asyncDispose]() {
      await opened.lambda.close();
      opened.logs.close();
      environment[Symbol.dispose]();
    },
  };
}

const errorOf = async (action: () => unknown): Promise<string> => {
  try {
    await action();
  } catch (error) {
    if (error instanceof AwsError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "no error";
};
const invoke = async (lambda: LambdaService, payload: unknown = {}) => {
  const output = await lambda.operations.Invoke(call, {
    FunctionName: "f",
    Payload: strToU8(JSON.stringify(payload)),
    LogType: "Tail",
  });
  const value: unknown = JSON.parse(new TextDecoder().decode(output.Payload));
  return { ...output, value };
};

describe("a function", () => {
  test("is active at once, is found by name and ARN, runs, and is gone with its code when deleted", async () => {
    await using b = bench();
    const { operations } = b.lambda;
    const made = await b.create(
      "exports.handler = async (event) => ({ event, v: process.env.VAL, key: process.env.AWS_ACCESS_KEY_ID });",
      {
        Environment: { Variables: { VAL: "1" } },
        Tags: { a: "b" },
      },
    );
    expect(made).toMatchObject({
      FunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:f",
      State: "Active",
      Timeout: 3,
      MemorySize: 128,
    });
    for (const FunctionName of ["f", "f:$LATEST", "000000000000:function:f", made.FunctionArn]) {
      expect(operations.GetFunction(call, { FunctionName })).toMatchObject({
        Configuration: { LastUpdateStatus: "Successful" },
        Tags: { a: "b" },
      });
    }
    const { value, StatusCode, LogResult } = await invoke(b.lambda, { x: 1 });
    expect([StatusCode, value]).toEqual([200, { event: { x: 1 }, v: "1", key: "ASIAf" }]);
    expect(Buffer.from(LogResult ?? "", "base64").toString()).toMatch(/REPORT RequestId/);
    expect(
      b.logs.operations.FilterLogEvents(call, { logGroupName: "/aws/lambda/f", filterPattern: "REPORT" }).events,
    ).toHaveLength(1);
    await operations.DeleteFunction(call, { FunctionName: "f" });
    expect(await errorOf(() => operations.GetFunction(call, { FunctionName: "f" }))).toBe(
      "ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:000000000000:function:f",
    );
    expect(readdirSync(join(b.environment.state.directory, "functions", "code"))).toEqual([]);
  });

  test("takes on new code and settings with the next invocation, and survives a restart of the pool", async () => {
    await using b = bench();
    await b.create("exports.handler = async () => 1;");
    expect((await invoke(b.lambda)).value).toBe(1);
    await b.lambda.operations.UpdateFunctionCode(call, { FunctionName: "f", S3Bucket: "assets", S3Key: "code.zip" });
    expect((await invoke(b.lambda)).value).toBe("from s3");
    await b.lambda.operations.UpdateFunctionCode(call, {
      FunctionName: "f",
      ZipFile: zip({ "index.js": "exports.handler = async () => process.env.VAL;" }),
    });
    await b.lambda.operations.UpdateFunctionConfiguration(call, {
      FunctionName: "f",
      Environment: { Variables: { VAL: "new" } },
    });
    expect((await invoke(b.lambda)).value).toBe("new");
    await b.runner.close();
    b.logs.close();
    const again = open(b.environment);
    expect((await invoke(again.lambda)).value).toBe("new");
    await again.runner.close();
    again.logs.close();
  });

  const refusals: Array<[title: string, options: Record<string, unknown>, expected: RegExp]> = [
    [
      "a role that cannot be assumed",
      { Role: "arn:aws:iam::000000000000:role/unknown" },
      /^InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda\./,
    ],
    [
      "a timeout beyond 15 minutes",
      { Timeout: 901 },
      /Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900/,
    ],
    [
      "a reserved variable",
      { Environment: { Variables: { AWS_REGION: "x" } } },
      /Reserved keys used in this request: AWS_REGION$/,
    ],
    [
      "a runtime that is not run here",
      { Runtime: "java21" },
      /^InvalidParameterValueException: .*java21.*Rockpool runs nodejs\* and python3\.\* functions/,
    ],
    [
      "an object that is not there",
      { Code: { S3Bucket: "assets", S3Key: "other.zip" } },
      /Error occurred while GetObject. S3 Error Message: The specified key does not exist/,
    ],
    ["what is no archive", { Code: { ZipFile: strToU8("no zip") } }, /Could not unzip uploaded file/],
    [
      "an archive that writes elsewhere",
      { Code: { ZipFile: zip({ "../../evil.js": "" }) } },
      /"..\/..\/evil.js" points out of the archive/,
    ],
    [
      "a layer that is not there",
      { Layers: ["arn:aws:lambda:us-east-1:000000000000:layer:l:1"] },
      /Layer version .* does not exist/,
    ],
  ];
  test.for(refusals)("with %s is refused, and leaves nothing", async ([, options, expected]) => {
    await using b = bench();
    expect(await errorOf(() => b.create("", options))).toMatch(expected);
    expect(b.lambda.operations.ListFunctions(call, {}).Functions).toEqual([]);
    expect(existsSync(join(b.environment.state.directory, "evil.js"))).toBe(false);
  });

  test("loads what its layers bring", async () => {
    await using b = bench();
    const layer = await b.lambda.operations.PublishLayerVersion(call, {
      LayerName: "l",
      Content: { ZipFile: zip({ "nodejs/node_modules/from-layer/index.js": "module.exports = 'layer';" }) },
    });
    await b.create("exports.handler = async () => require('from-layer');", { Layers: [layer.LayerVersionArn] });
    await b.lambda.operations.DeleteLayerVersion(call, { LayerName: "l", VersionNumber: 1 });
    expect((await invoke(b.lambda)).value).toBe("layer");
  });

  test("that fails answers with a function error, and refuses requests that are no JSON", async () => {
    await using b = bench();
    await b.create("exports.handler = async () => { throw new Error('boom'); };");
    expect(await invoke(b.lambda)).toMatchObject({
      StatusCode: 200,
      FunctionError: "Unhandled",
      value: { errorMessage: "boom" },
    });
    expect(await errorOf(() => b.lambda.operations.Invoke(call, { FunctionName: "f", Payload: strToU8("{") }))).toMatch(
      /^InvalidRequestContentException: Could not parse request body into json/,
    );
    await b.lambda.operations.PutFunctionConcurrency(call, { FunctionName: "f", ReservedConcurrentExecutions: 0 });
    expect(await errorOf(() => invoke(b.lambda))).toBe("TooManyRequestsException: Rate Exceeded.");
  });

  test("invoked as an event is tried three times, also after a restart in between", async () => {
    await using b = bench();
    const seen: PoolEvent[] = [];
    b.environment.events.subscribe((event) => seen.push(event));
    await b.create("exports.handler = async (event) => { console.log('attempt', event.n); throw new Error('boom'); };");
    const attempts = (n: number) =>
      seen.filter((event) => event.kind === "log" && event.message.endsWith(`attempt ${n}`)).length;
    expect(
      await b.lambda.operations.Invoke(call, {
        FunctionName: "f",
        InvocationType: "Event",
        Payload: strToU8('{"n":1}'),
      }),
    ).toEqual({ StatusCode: 202 });
    await expect
      .poll(() => seen.find((event) => event.kind === "notice")?.message)
      .toMatch(/^an event for f .* was dropped: it failed three times$/);
    expect(attempts(1)).toBe(3);
    expect(await b.lambda.invokeEvent("arn:aws:lambda:us-east-1:000000000000:function:f", '{"n":2}')).toMatchObject({
      functionError: "Unhandled",
    });
    expect(attempts(2)).toBe(3);

    const sealedPayload = b.environment.state.vault.seal('{"n":3}');
    b.environment.state.collection("lambda.events").put("r3", { functionName: "f", requestId: "r3", sealedPayload });
    b.lambda.resume();
    await expect.poll(() => b.environment.state.collection("lambda.events").keys()).toEqual([]);
    expect(attempts(3)).toBe(3);
  });

  test("that handles an event when the pool stops gets the event again after the next start", async () => {
    await using b = bench();
    await b.create(
      "exports.handler = async ({ hang }) => { console.log('started'); if (hang) await new Promise(() => setInterval(() => {}, 1000)); };",
      { Timeout: 900 },
    );
    const started = () =>
      b.environment.state.collection("logs.groups").has("/aws/lambda/f")
        ? b.logs.operations.FilterLogEvents(call, { logGroupName: "/aws/lambda/f", filterPattern: "started" }).events
            ?.length
        : 0;
    await b.lambda.operations.Invoke(call, {
      FunctionName: "f",
      InvocationType: "Event",
      Payload: strToU8('{"hang":true}'),
    });
    await expect.poll(started).toBe(1);
    await b.lambda.close();
    b.logs.close();
    const again = open(b.environment);
    again.lambda.resume();
    await expect
      .poll(
        () =>
          again.logs.operations.FilterLogEvents(call, { logGroupName: "/aws/lambda/f", filterPattern: "started" })
            .events?.length,
      )
      .toBe(2);
    await again.lambda.close();
    again.logs.close();
  });

  test("does not leave its variables on disk in clear text", async () => {
    await using b = bench();
    await b.create("", { Environment: { Variables: { PASSWORD: "correct-horse" } } });
    expect(JSON.stringify(b.environment.state.collection("lambda.functions").list())).not.toContain("correct-horse");
  });
});

describe("a resource policy", () => {
  test("is written as Lambda writes it, and statement ids are unique", async () => {
    await using b = bench();
    await b.create("");
    const { operations } = b.lambda;
    const permission = {
      FunctionName: "f",
      StatementId: "s",
      Action: "lambda:InvokeFunction",
      Principal: "events.amazonaws.com",
      SourceArn: "arn:aws:events:x",
    };
    operations.AddPermission(call, permission);
    expect(JSON.parse(operations.GetPolicy(call, { FunctionName: "f" }).Policy ?? "")).toEqual({
      Version: "2012-10-17",
      Id: "default",
      Statement: [
        {
          Sid: "s",
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "lambda:InvokeFunction",
          Resource: "arn:aws:lambda:us-east-1:000000000000:function:f",
          Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:events:x" } },
        },
      ],
    });
    expect(await errorOf(() => operations.AddPermission(call, permission))).toMatch(
      /^ResourceConflictException: The statement id \(s\) provided already exists/,
    );
    operations.RemovePermission(call, { FunctionName: "f", StatementId: "s" });
    expect(await errorOf(() => operations.GetPolicy(call, { FunctionName: "f" }))).toBe(
      "ResourceNotFoundException: The resource you requested does not exist.",
    );
  });
});

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
    const b = bench();
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
