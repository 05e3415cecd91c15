import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { AwsError } from "../../errors.js";
import type { PoolEvent } from "../../events.js";
import { openLambda, startLambda, zip } from "../../testing/lambda.js";
import { ownerCall } from "../contract.js";
import type { LambdaService } from "./index.js";

const call = ownerCall("000000000000");

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
    await using b = startLambda();
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
    await using b = startLambda();
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
    const again = openLambda(b.environment);
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
    await using b = startLambda();
    expect(await errorOf(() => b.create("", options))).toMatch(expected);
    expect(b.lambda.operations.ListFunctions(call, {}).Functions).toEqual([]);
    expect(existsSync(join(b.environment.state.directory, "evil.js"))).toBe(false);
  });

  test("loads what its layers bring", async () => {
    await using b = startLambda();
    const layer = await b.lambda.operations.PublishLayerVersion(call, {
      LayerName: "l",
      Content: { ZipFile: zip({ "nodejs/node_modules/from-layer/index.js": "module.exports = 'layer';" }) },
    });
    await b.create("exports.handler = async () => require('from-layer');", { Layers: [layer.LayerVersionArn] });
    await b.lambda.operations.DeleteLayerVersion(call, { LayerName: "l", VersionNumber: 1 });
    expect((await invoke(b.lambda)).value).toBe("layer");
  });

  test("does not tell where its code and its layers lie on this machine", async () => {
    await using b = startLambda();
    const Content = { ZipFile: zip({ "nodejs/node_modules/l/index.js": "" }) };
    const layer = await b.lambda.operations.PublishLayerVersion(call, { LayerName: "l", Content });
    await b.create("");
    const shown = JSON.stringify([layer, b.lambda.operations.GetFunction(call, { FunctionName: "f" })]);
    expect(shown).toContain("CodeSha256");
    expect(shown).not.toContain(b.environment.state.directory);
  });

  test("that fails answers with a function error, and refuses requests that are no JSON", async () => {
    await using b = startLambda();
    await b.create("exports.handler = async () => { throw new Error('boom'); };");
    expect(await invoke(b.lambda)).toMatchObject({
      StatusCode: 200,
      FunctionError: "Unhandled",
      value: { errorMessage: "boom" },
    });
    expect(await errorOf(() => b.lambda.operations.Invoke(call, { FunctionName: "f", Payload: strToU8("{") }))).toMatch(
      /^InvalidRequestContentException: Could not parse request body into json/,
    );
    b.lambda.operations.PutFunctionConcurrency(call, { FunctionName: "f", ReservedConcurrentExecutions: 0 });
    expect(await errorOf(() => invoke(b.lambda))).toBe("TooManyRequestsException: Rate Exceeded.");
  });

  test("invoked as an event is tried three times, also after a restart in between", async () => {
    await using b = startLambda();
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

  test("with no free execution keeps an event waiting, and one that may never run drops it at once", async () => {
    await using b = startLambda();
    const { operations } = b.lambda;
    await b.create(
      "let busy = 0; exports.handler = async ({ n }) => { busy += 1; await new Promise((done) => setTimeout(done, 200)); return [n, busy--]; };",
    );
    operations.PutFunctionConcurrency(call, { FunctionName: "f", ReservedConcurrentExecutions: 1 });
    const results = await Promise.all([1, 2].map((n) => b.lambda.invokeEvent("f", JSON.stringify({ n }))));
    // One process had both, one after the other.
    expect(results.map(({ payload }) => payload)).toEqual(["[1,1]", "[2,1]"]);
    expect(new Set(results.map(({ logStreamName }) => logStreamName)).size).toBe(1);

    operations.PutFunctionConcurrency(call, { FunctionName: "f", ReservedConcurrentExecutions: 0 });
    expect(await errorOf(() => b.lambda.invokeEvent("f", "{}"))).toBe("TooManyRequestsException: Rate Exceeded.");
  });

  test("that handles an event when the pool stops gets the event again after the next start", async () => {
    await using b = startLambda();
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
    const again = openLambda(b.environment);
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
    await using b = startLambda();
    await b.create("", { Environment: { Variables: { PASSWORD: "correct-horse" } } });
    expect(JSON.stringify(b.environment.state.collection("lambda.functions").list())).not.toContain("correct-horse");
  });
});

test("the number of a layer version that was deleted is not used again", async () => {
  await using b = startLambda();
  const { operations } = b.lambda;
  const publish = async (LayerName: string) =>
    (await operations.PublishLayerVersion(call, { LayerName, Content: { ZipFile: zip({ a: "" }) } })).Version;
  expect([await publish("l"), await publish("l"), await publish("other")]).toEqual([1, 2, 1]);
  for (const VersionNumber of [1, 2]) await operations.DeleteLayerVersion(call, { LayerName: "l", VersionNumber });
  expect(await publish("l")).toBe(3);
});

describe("a resource policy", () => {
  test("is written as Lambda writes it, and statement ids are unique", async () => {
    await using b = startLambda();
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
