import { strFromU8, strToU8 } from "fflate";
import { expect, onTestFinished, test } from "vitest";
import type { JsonObject } from "../../cloudformation/contract.js";
import { createFunctionRunner } from "../../functions/runner.js";
import { ownerCall } from "../../services/contract.js";
import { createLambdaService, matchFunctionUrl } from "../../services/lambda/index.js";
import { createLogsService } from "../../services/logs/index.js";
import { testEnvironment } from "../../testing/environment.js";
import { resourceContext } from "../../testing/resource-context.js";
import { logGroup } from "../logs/log-group.js";
import { lambdaFunction } from "./function.js";
import { lambdaPermission } from "./permission.js";
import { lambdaUrl } from "./url.js";

const call = ownerCall("000000000000");
const Role = "arn:aws:iam::000000000000:role/r";

function start() {
  const environment = testEnvironment();
  const logs = createLogsService({ environment });
  const runner = createFunctionRunner({ environment, logs: logs.functionOutput });
  const lambda = createLambdaService({
    environment,
    runner,
    codeFrom: () => Promise.reject(new Error("there is no bucket")),
    credentialsFor: async () => ({ accessKeyId: "ASIA", secretAccessKey: "s", sessionToken: "t" }),
    isAllowed: () => false,
  });
  onTestFinished(async () => {
    await lambda.close();
    logs.close();
    environment[Symbol.dispose]();
  });
  const given = { environment, lambda, logs };
  return {
    lambda,
    logs,
    function: lambdaFunction(given),
    permission: lambdaPermission(given),
    url: lambdaUrl(given),
    logGroup: logGroup(given),
    async invoke(FunctionName: string): Promise<unknown> {
      const { Payload } = await lambda.operations.Invoke(call, { FunctionName, Payload: strToU8("{}") });
      return JSON.parse(strFromU8(new Uint8Array(Payload ?? [])));
    },
  };
}

const inline = (source: string, more: JsonObject = {}): JsonObject => ({
  Role,
  Runtime: "nodejs24.x",
  Handler: "index.handler",
  Code: { ZipFile: source },
  ...more,
});

test("a function of a template runs its inline code, in JavaScript and in Python, with cfn-response at hand", async () => {
  const pool = start();
  const context = resourceContext("AWS::Lambda::Function", "Fn", { owner: "me" });
  const { physicalId, attributes } = await pool.function.create(
    context,
    inline("exports.handler = async () => typeof require('cfn-response').send;", { Tags: [{ Key: "a", Value: "b" }] }),
  );
  expect(physicalId).toMatch(/^app-Fn-[A-Z0-9]{12}$/);
  expect(attributes).toMatchObject({ Arn: `arn:aws:lambda:us-east-1:000000000000:function:${physicalId}` });
  expect(pool.lambda.operations.ListTags(call, { Resource: physicalId }).Tags).toEqual({ a: "b", owner: "me" });
  expect(await pool.invoke(physicalId)).toBe("function");
  const python = await pool.function.create(
    resourceContext("AWS::Lambda::Function"),
    inline("import cfnresponse\ndef handler(event, context):\n    return cfnresponse.SUCCESS", {
      Runtime: "python3.13",
    }),
  );
  expect(await pool.invoke(python.physicalId)).toBe("SUCCESS");
});

test("an update changes code and settings in place and takes back what the template no longer says", async () => {
  const pool = start();
  const context = resourceContext("AWS::Lambda::Function");
  const before = inline("exports.handler = async () => process.env.MODE;", {
    Timeout: 10,
    Environment: { Variables: { MODE: "1" } },
    ReservedConcurrentExecutions: 2,
  });
  const { physicalId } = await pool.function.create(context, before);
  expect(await pool.invoke(physicalId)).toBe("1");
  const after = inline("exports.handler = async () => process.env.MODE ?? 'none';");
  expect((await pool.function.update?.(context, physicalId, before, after))?.physicalId).toBe(physicalId);
  expect(await pool.invoke(physicalId)).toBe("none");
  const { Configuration, Concurrency } = pool.lambda.operations.GetFunction(call, { FunctionName: physicalId });
  expect([Configuration.Timeout, Configuration.Environment, Concurrency]).toEqual([3, undefined, undefined]);
});

test("a function of that name is not taken over, neither another's nor what the same resource once made", async () => {
  const pool = start();
  const properties = inline("", { FunctionName: "named" });
  const told: string[] = [];
  const context = {
    ...resourceContext("AWS::Lambda::Function", "Fn"),
    initiated: (id: string) => void told.push(`initiated ${id}`),
  };
  await pool.function.create(context, properties);
  for (const again of [context, { ...context, logicalId: "Other" }])
    await expect(pool.function.create(again, properties)).rejects.toThrow("Function already exist: named");
  expect(told).toEqual(["initiated named"]);
  await pool.function.delete(context, "named", properties);
  await pool.function.delete(context, "named", properties);
  const unnoted = {
    ...context,
    initiated: () => {
      throw new Error("killed");
    },
  };
  for (const again of [unnoted, unnoted])
    await expect(pool.function.create(again, properties)).rejects.toThrow("killed");
});

test("a URL and its permissions let anybody call the function; without them it answers 403", async () => {
  const pool = start();
  const { physicalId } = await pool.function.create(
    resourceContext("AWS::Lambda::Function"),
    inline("exports.handler = async () => ({ statusCode: 200, body: 'hello' });"),
  );
  const context = resourceContext("AWS::Lambda::Url");
  const properties = { TargetFunctionArn: physicalId, AuthType: "NONE", Cors: { AllowOrigins: ["*"] } };
  const url = await pool.url.create(context, properties);
  const { FunctionUrl = "" } = pool.lambda.operations.GetFunctionUrlConfig(call, { FunctionName: physicalId });
  expect(url.attributes).toMatchObject({ FunctionUrl });
  expect(url.physicalId).toBe(`arn:aws:lambda:us-east-1:000000000000:function:${physicalId}`);
  const match = matchFunctionUrl({ url: new URL(FunctionUrl).pathname, headers: {} });
  const request = () =>
    pool.lambda.functionUrlHandler(match?.urlId ?? "", {
      method: "GET",
      path: "/",
      query: "",
      headers: {},
      body: new Uint8Array(),
      sourceIp: "127.0.0.1",
    });
  expect((await request()).status).toBe(403);
  const permissions: JsonObject[] = [
    { Action: "lambda:InvokeFunctionUrl", Principal: "*", FunctionName: physicalId, FunctionUrlAuthType: "NONE" },
    { Action: "lambda:InvokeFunction", Principal: "*", FunctionName: physicalId, InvokedViaFunctionUrl: true },
  ];
  const made = await Promise.all(
    permissions.map((given, index) =>
      pool.permission.create(resourceContext("AWS::Lambda::Permission", `P${index}`), given),
    ),
  );
  expect(strFromU8((await request()).body)).toBe("hello");
  expect(
    await pool.url.update?.(context, url.physicalId, properties, {
      TargetFunctionArn: physicalId,
      AuthType: "AWS_IAM",
    }),
  ).toEqual(url);
  expect((await request()).status).toBe(403);
  for (const [index, given] of permissions.entries()) {
    await pool.permission.delete(
      resourceContext("AWS::Lambda::Permission", `P${index}`),
      made[index]?.physicalId ?? "",
      given,
    );
  }
  expect(() => pool.lambda.operations.GetPolicy(call, { FunctionName: physicalId })).toThrow(
    "The resource you requested does not exist.",
  );
  await pool.url.delete(context, url.physicalId, properties);
  expect((await request()).status).toBe(404);
});

test("a log group keeps its retention and tags; its ARN ends in :*", async () => {
  const pool = start();
  const context = resourceContext("AWS::Logs::LogGroup", "Logs");
  const before = { RetentionInDays: 7, Tags: [{ Key: "a", Value: "b" }] };
  const { physicalId, attributes } = await pool.logGroup.create(context, before);
  expect(attributes).toEqual({ Arn: `arn:aws:logs:us-east-1:000000000000:log-group:${physicalId}:*` });
  const describe = () =>
    pool.logs.operations.DescribeLogGroups(call, { logGroupNamePrefix: physicalId }).logGroups?.[0];
  expect(describe()?.retentionInDays).toBe(7);
  await pool.logGroup.update?.(context, physicalId, before, {});
  expect(describe()?.retentionInDays).toBeUndefined();
  expect(pool.logs.operations.ListTagsLogGroup(call, { logGroupName: physicalId }).tags).toEqual({});
  await pool.logGroup.delete(context, physicalId, {});
  await pool.logGroup.delete(context, physicalId, {});
  expect(describe()).toBeUndefined();
});
