import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { AwsError } from "../../errors.js";
import { capturedClient } from "../../testing/captured-client.js";
import { randomValue, seededRandom } from "../../testing/schema-values.js";
import { ServiceCodec } from "./codec.js";
import { eventStreamMember, type OperationModel } from "./model.js";
import type { WireRequest, WireResponse } from "./wire.js";

type Exports = Readonly<Record<string, unknown>>;

const SERVICES: Readonly<
  Record<
    string,
    {
      load: () => Promise<Exports>;
      operations: number;
      fixed?: Record<string, unknown>;
      outputs?: Record<string, unknown>;
    }
  >
> = {
  cloudformation: { load: () => import("@aws-sdk/client-cloudformation"), operations: 92 },
  "cloudwatch-logs": { load: () => import("@aws-sdk/client-cloudwatch-logs"), operations: 118 },
  ec2: { load: () => import("@aws-sdk/client-ec2"), operations: 823 },
  iam: { load: () => import("@aws-sdk/client-iam"), operations: 180 },
  lambda: { load: () => import("@aws-sdk/client-lambda"), operations: 88, outputs: { StatusCode: 202, Status: 202 } },
  rds: { load: () => import("@aws-sdk/client-rds"), operations: 168 },
  "rds-data": { load: () => import("@aws-sdk/client-rds-data"), operations: 6 },
  s3: {
    load: () => import("@aws-sdk/client-s3"),
    operations: 112,
    // The client checks or rewrites these, and derives the last from `Expires`.
    fixed: {
      Bucket: "bucket-1",
      ChecksumAlgorithm: undefined,
      SSECustomerKey: undefined,
      CopySourceSSECustomerKey: undefined,
    },
    outputs: { Expires: new Date(0), ExpiresString: "Thu, 01 Jan 1970 00:00:00 GMT" },
  },
  "secrets-manager": { load: () => import("@aws-sdk/client-secrets-manager"), operations: 23 },
  ssm: { load: () => import("@aws-sdk/client-ssm"), operations: 154 },
  sts: { load: () => import("@aws-sdk/client-sts"), operations: 11 },
};

describe.for(Object.entries(SERVICES))("the codec of %s", ([sdkName, { load, operations: count, fixed, outputs }]) => {
  test("round-trips every operation through the real client", { timeout: 60_000 }, async () => {
    const exports = await load();
    const codec = await ServiceCodec.load({ sdkName, model: load });
    const operations = [...codec.model.operations.values()];
    expect(operations).toHaveLength(count);
    const random = seededRandom(1);
    let answer: (request: WireRequest) => WireResponse = () => ({ status: 500, headers: {}, body: "" });
    const client = capturedClient(exports, (request) => answer(request));
    const wrong: unknown[] = [];
    for (const operation of operations.filter((candidate) => !streams(candidate))) {
      const input = randomValue(operation.input, { random, fixed }) ?? {};
      const output = randomValue(operation.output, { random, fixed: outputs }) ?? {};
      let decoded: unknown;
      answer = (request) => {
        decoded = codec.decode(request);
        return codec.encode(operation.name, output, "request-1");
      };
      try {
        const { $metadata: _metadata, ...received } = await client.send(operation.name, input);
        expect(decoded).toEqual({ operation: operation.name, input });
        expect(await collected(received)).toEqual(output);
      } catch (error) {
        wrong.push(`${operation.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
    }
    client.destroy();
    expect(wrong).toEqual([]);
  });

  test("round-trips every declared error through the real client", async () => {
    const exports = await load();
    const codec = await ServiceCodec.load({ sdkName, model: load });
    const random = seededRandom(2);
    let failure = new AwsError("Unset", "");
    const client = capturedClient(exports, () => codec.encodeError(failure, "request-1"));
    const operation = [...codec.model.operations.values()].find((candidate) => !streams(candidate));
    const input = operation === undefined ? {} : randomValue(operation.input, { random, fixed });
    for (const [name, schema] of codec.model.errors) {
      const fields = Object.fromEntries(
        Object.entries(Object(randomValue(schema, { random }) ?? {})).filter(
          ([member]) => member.toLowerCase() !== "message",
        ),
      );
      failure = new AwsError(name, `<What> "went" & wrong: ${name}`, { fields });
      const thrown: unknown = await client.send(operation?.name ?? "", input).catch((error: unknown) => error);
      expect(thrown).toMatchObject({ name, message: failure.message, ...fields });
    }
    client.destroy();
  });
});

test("leaves out no operation but those with event streams", async () => {
  const left: string[] = [];
  for (const [sdkName, { load }] of Object.entries(SERVICES)) {
    const { model } = await ServiceCodec.load({ sdkName, model: load });
    left.push(...[...model.operations.values()].filter(streams).map(({ name }) => `${sdkName} ${name}`));
  }
  expect(left).toMatchInlineSnapshot(`
    [
      "cloudwatch-logs GetLogObject",
      "cloudwatch-logs StartLiveTail",
      "lambda InvokeWithResponseStream",
      "s3 SelectObjectContent",
    ]
  `);
});

// Event streams are refused by the codec: their operations have no place in a single answer.
function streams(operation: OperationModel): boolean {
  return eventStreamMember(operation.output) !== undefined || eventStreamMember(operation.input) !== undefined;
}

// The SDK hands out payloads as streams or as a subclass of Uint8Array.
async function collected(output: Record<string, unknown>): Promise<Record<string, unknown>> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(output)) {
    if (value instanceof Readable) result[name] = new Uint8Array(Buffer.concat(await value.toArray()));
    else result[name] = value instanceof Uint8Array ? new Uint8Array(value) : value;
  }
  return result;
}
