import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { startFarSide, startFunctionBench, writeFiles } from "../testing/functions.js";

describe("a Node.js function that speaks to AWS", () => {
  test("has the AWS SDK, which talks to the gateway, in CommonJS and in ES modules", async () => {
    await using farSide = await startFarSide();
    await using bench = startFunctionBench({ endpoint: farSide.endpoint });
    const call = "await new SSMClient({}).send(new GetParameterCommand({ Name: 'n' })); return 'sent';";
    const commonJs = bench.specOf({
      "index.js": `const { SSMClient, GetParameterCommand } = require('@aws-sdk/client-ssm'); exports.handler = async () => { ${call} };`,
    });
    const module = bench.specOf({
      "index.mjs": `import { SSMClient, GetParameterCommand } from '@aws-sdk/client-ssm'; export const handler = async () => { ${call} };`,
    });
    expect((await bench.invoke(commonJs)).value).toBe("sent");
    expect((await bench.invoke(module)).value).toBe("sent");
    expect(farSide.requests.map(({ headers }) => headers["x-amz-target"])).toEqual([
      "AmazonSSM.GetParameter",
      "AmazonSSM.GetParameter",
    ]);
    expect(farSide.requests[0]?.headers.authorization).toContain("ASIAFUNCTION/");
  });

  const handlers: Array<[name: string, properties: Record<string, unknown>, calls: string[]]> = [
    [
      "aws-logs/log-retention-handler",
      { LogGroupName: "/x", RetentionInDays: "7" },
      [
        "Logs_20140328.CreateLogGroup",
        "Logs_20140328.PutRetentionPolicy",
        "Logs_20140328.CreateLogGroup",
        "Logs_20140328.PutRetentionPolicy",
      ],
    ],
    [
      // It installs the SDK client with npm, if that is not there yet.
      "custom-resources/aws-custom-resource-handler",
      {
        InstallLatestAwsSdk: "true",
        Create: JSON.stringify({
          service: "@aws-sdk/client-ssm",
          action: "GetParameter",
          parameters: { Name: "n" },
          physicalResourceId: { id: "p" },
        }),
      },
      ["AmazonSSM.GetParameter"],
    ],
  ];
  test.for(handlers)("of the AWS CDK runs unmodified: %s", async ([name, properties, calls]) => {
    await using farSide = await startFarSide();
    await using bench = startFunctionBench({ endpoint: farSide.endpoint });
    const cdk = dirname(createRequire(import.meta.url).resolve("aws-cdk-lib/package.json"));
    const codeDirectory = join(cdk, "custom-resource-handlers", "dist", name);
    const spec = { ...bench.specOf({}), codeDirectory, runtime: "nodejs24.x" };
    const event = {
      RequestType: "Create",
      ResponseURL: `${farSide.endpoint}/answer?x=1`,
      StackId: "s",
      RequestId: "r",
      LogicalResourceId: "l",
      ResourceType: "Custom::X",
    };
    await bench.invoke(spec, { ...event, ResourceProperties: { ServiceToken: "t", ...properties } });
    const answer = farSide.requests.pop();
    expect(answer).toMatchObject({
      method: "PUT",
      url: "/answer?x=1",
      body: expect.stringContaining('"Status":"SUCCESS"'),
    });
    expect(farSide.requests.map(({ headers }) => headers["x-amz-target"])).toEqual(calls);
  });

  test("loads its own packages, not those that lie above its code, and is told of an SDK client that is missing", async () => {
    await using bench = startFunctionBench();
    const spec = bench.specOf({
      "index.js": "exports.handler = async ({ name }) => require(name);",
      "node_modules/own/index.js": "module.exports = 'own';",
    });
    writeFiles(join(spec.codeDirectory, ".."), { "node_modules/above/index.js": "module.exports = 'above';" });
    expect((await bench.invoke(spec, { name: "own" })).value).toBe("own");
    expect((await bench.invoke(spec, { name: "above" })).value).toMatchObject({
      errorMessage: expect.stringContaining("Cannot find module 'above'"),
    });
    const missing = await bench.invoke(spec, { name: "@aws-sdk/client-braket" });
    expect(missing.value).toMatchObject({
      errorMessage: expect.stringContaining("npm install @aws-sdk/client-braket"),
    });
  });

  test("reaches the gateway with HTTPS requests to AWS, and to the gateway's host without its port", async () => {
    await using farSide = await startFarSide();
    await using bench = startFunctionBench({ endpoint: farSide.endpoint });
    const put =
      "const put = (...args) => new Promise((resolve, reject) => https.request(...args, (r) => resolve(r.resume().statusCode)).on('error', reject).end('body'));";
    const spec = bench.specOf({
      "index.mjs": `import https, { request } from 'node:https'; ${put}
        export const handler = async () => [
          await put({ hostname: '127.0.0.1', port: 443, path: '/response?id=1', method: 'PUT' }),
          await put('https://secretsmanager.us-east-1.amazonaws.com/', { method: 'POST' }),
          await new Promise((resolve) => request(new URL('https://bucket.s3.amazonaws.com/key'), (r) => resolve(r.resume().statusCode)).end()),
          (await fetch('https://sts.amazonaws.com/?a=b')).status,
        ];`,
    });
    expect((await bench.invoke(spec)).value).toEqual([200, 200, 200, 200]);
    expect(farSide.requests.map(({ method, url, headers }) => `${method} ${headers.host} ${url}`)).toEqual([
      `PUT ${new URL(farSide.endpoint).host} /response?id=1`,
      "POST secretsmanager.us-east-1.amazonaws.com /",
      "GET bucket.s3.amazonaws.com /key",
      "GET sts.amazonaws.com /?a=b",
    ]);
  });

  test("answers a custom resource with cfn-response, which inline code alone has", async () => {
    await using farSide = await startFarSide();
    await using bench = startFunctionBench();
    const spec = bench.specOf(
      {
        "index.js":
          "const response = require('cfn-response'); exports.handler = (event, context) => { response.send(event, context, response.SUCCESS, { a: 'b' }, 'the-id'); };",
      },
      { inline: true },
    );
    const event = {
      ResponseURL: `${farSide.endpoint}/answer?signature=1`,
      StackId: "s",
      RequestId: "r",
      LogicalResourceId: "l",
    };
    const { logStreamName } = await bench.invoke(spec, event);
    const [request] = farSide.requests;
    expect(request).toMatchObject({ method: "PUT", url: "/answer?signature=1" });
    expect(JSON.parse(request?.body ?? "")).toEqual({
      Status: "SUCCESS",
      Reason: `See the details in CloudWatch Log Stream: ${logStreamName}`,
      PhysicalResourceId: "the-id",
      StackId: "s",
      RequestId: "r",
      LogicalResourceId: "l",
      NoEcho: false,
      Data: { a: "b" },
    });
    expect((await bench.invoke({ ...spec, inline: false }, event)).value).toMatchObject({
      errorType: "Runtime.ImportModuleError",
    });
  });
});
