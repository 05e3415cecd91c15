import { execFile } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { DescribeDBClustersCommand, RDSClient } from "@aws-sdk/client-rds";
import { ExecuteStatementCommand, RDSDataClient } from "@aws-sdk/client-rds-data";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PoolEvent } from "../events.js";
import { hasBoto3, NO_BOTO3 } from "../testing/client.js";
import { testEnvironment } from "../testing/environment.js";
import {
  bucket,
  count,
  held,
  lambda,
  rds,
  rdsData,
  role,
  root,
  secretArn,
  secretsManager,
  status,
  sts,
} from "../testing/gateway-services.js";
import { decide } from "../services/iam/decision.js";
import { createGateway, type Gateway } from "./server.js";
import { presign } from "./sigv4/sign.js";

const run = promisify(execFile);
const boto3 = await hasBoto3();
const environment = testEnvironment();
const events: PoolEvent[] = [];
environment.events.subscribe((event) => events.push(event));
let gateway: Gateway;
let endpoint = "";

beforeAll(async () => {
  gateway = createGateway({
    services: [secretsManager, rds, lambda, rdsData, sts],
    routes: [status, count, bucket],
    environment,
    lookup: (accessKeyId, sessionToken) => {
      if (accessKeyId === "ROOT") return { secretAccessKey: "root-secret", principal: root };
      return accessKeyId === "ROLE" && sessionToken === "session"
        ? { secretAccessKey: "role-secret", principal: role }
        : undefined;
    },
    decide: (_principal, permission, context) =>
      decide(
        [{ Statement: { Effect: "Allow", Action: "secretsmanager:Get*", Resource: secretArn("db") } }],
        permission,
        context,
      ),
  });
  endpoint = `http://127.0.0.1:${await gateway.listen(0)}`;
});

afterAll(async () => {
  await gateway.close();
  environment[Symbol.dispose]();
});

const credentials = { accessKeyId: "ROOT", secretAccessKey: "root-secret" };
const configuration = () => ({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
const thrownBy = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);

describe("the AWS SDK for JavaScript", () => {
  test("reads a secret, and meets the service's own errors", async () => {
    using client = disposable(new SecretsManagerClient(configuration()));
    const secret = await client.send(new GetSecretValueCommand({ SecretId: "db" }));
    expect(secret).toMatchObject({
      SecretString: '{"password":"☂"}',
      SecretBinary: new Uint8Array([1, 2, 255]),
      CreatedDate: new Date(1_700_000_000_123),
    });
    expect(secret.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(await thrownBy(client.send(new GetSecretValueCommand({ SecretId: "other" })))).toMatchObject({
      name: "ResourceNotFoundException",
      message: "Secrets Manager can't find the specified secret.",
      $metadata: { httpStatusCode: 400 },
    });
    expect(await thrownBy(client.send(new GetSecretValueCommand({ SecretId: undefined })))).toMatchObject({
      name: "ValidationException",
      message:
        "1 validation error detected: Value null at 'secretId' failed to satisfy constraint: Member must not be null",
    });
  });

  test("describes clusters over the query protocol", async () => {
    using client = disposable(new RDSClient(configuration()));
    const { DBClusters } = await client.send(
      new DescribeDBClustersCommand({ Filters: [{ Name: "engine", Values: ["a", "b"] }] }),
    );
    expect(DBClusters).toEqual([
      {
        DBClusterIdentifier: '[{"Name":"engine","Values":["a","b"]}]',
        Port: 5432,
        TagList: [],
        ClusterCreateTime: new Date(1_700_000_000_000),
      },
    ]);
    expect(await thrownBy(client.send(new DescribeDBClustersCommand({ DBClusterIdentifier: "none" })))).toMatchObject({
      name: "DBClusterNotFoundFault",
      message: "DBCluster none not found.",
      $metadata: { httpStatusCode: 404 },
    });
  });

  test("invokes a function with a payload, a query and headers", async () => {
    using client = disposable(new LambdaClient(configuration()));
    const { Payload, FunctionError, LogResult, StatusCode } = await client.send(
      new InvokeCommand({
        FunctionName: "arn:aws:lambda:us-east-1:000000000000:function:f",
        Payload: Buffer.from('{"a":1}'),
        LogType: "Tail",
        Qualifier: "live",
      }),
    );
    expect({ FunctionError, LogResult, StatusCode }).toEqual({
      FunctionError: "Unhandled",
      LogResult: "bG9n",
      StatusCode: 200,
    });
    expect(JSON.parse(Payload?.transformToString() ?? "")).toEqual({
      FunctionName: "arn:aws:lambda:us-east-1:000000000000:function:f",
      Payload: '{"a":1}',
      LogType: "Tail",
      Qualifier: "live",
    });
  });

  test("sends and receives unions, nulls in lists and special doubles over the Data API", async () => {
    using client = disposable(new RDSDataClient(configuration()));
    const { records } = await client.send(
      new ExecuteStatementCommand({
        resourceArn: "arn:aws:rds:us-east-1:000000000000:cluster:c",
        secretArn: secretArn("db"),
        sql: "select 1",
        parameters: [
          { name: "a", value: { doubleValue: Number.NEGATIVE_INFINITY } },
          { name: "b", value: { blobValue: new Uint8Array([0, 255]) } },
        ],
      }),
    );
    expect(records).toEqual([
      [
        { doubleValue: Number.NEGATIVE_INFINITY },
        { blobValue: new Uint8Array([0, 255]) },
        { longValue: 2 ** 63 },
        { isNull: true },
        { arrayValue: { longValues: [1, null, 3] } },
      ],
    ]);
  });

  test("uploads to a route with a signed body, path and metadata", async () => {
    using client = disposable(new S3Client({ ...configuration(), forcePathStyle: true }));
    const { ETag } = await client.send(
      new PutObjectCommand({
        Bucket: "bucket-1",
        Key: "a b/ü+(1).txt",
        Body: "x".repeat(100_000),
        Metadata: { note: "hello" },
      }),
    );
    expect(ETag).toBe('"PUT /bucket-1/a%20b/%C3%BC%2B%281%29.txt 100000 hello"');
  });

  test("uploads a stream in chunks, which arrives as one body with its checksum", async () => {
    using client = disposable(new S3Client({ ...configuration(), forcePathStyle: true }));
    const Body = Readable.from([Buffer.alloc(70_000, "a"), Buffer.alloc(30_000, "b")]);
    const { ETag } = await client.send(
      new PutObjectCommand({ Bucket: "bucket-1", Key: "stream", Body, ContentLength: 100_000 }),
    );
    expect(ETag).toBe('"PUT /bucket-1/stream 100000  CRC32"');
  });

  test("is refused with a wrong secret, an unknown key, and a role's key without its token", async () => {
    const nameWith = async (accessKeyId: string, secretAccessKey: string): Promise<unknown> => {
      using client = disposable(
        new SecretsManagerClient({ ...configuration(), credentials: { accessKeyId, secretAccessKey } }),
      );
      const error = await thrownBy(client.send(new GetSecretValueCommand({ SecretId: "db" })));
      return error instanceof Error ? error.name : error;
    };
    expect([
      await nameWith("ROOT", "wrong"),
      await nameWith("NOBODY", "x"),
      await nameWith("ROLE", "role-secret"),
    ]).toEqual(["InvalidSignatureException", "UnrecognizedClientException", "UnrecognizedClientException"]);
  });

  test("as a role may do what the role's policies allow and nothing else", async () => {
    const asRole = {
      ...configuration(),
      credentials: { accessKeyId: "ROLE", secretAccessKey: "role-secret", sessionToken: "session" },
    };
    using secrets = disposable(new SecretsManagerClient(asRole));
    using databases = disposable(new RDSClient(asRole));
    using identity = disposable(new STSClient(asRole));
    expect(await secrets.send(new GetSecretValueCommand({ SecretId: "db" }))).toMatchObject({ Name: "db" });
    expect(await identity.send(new GetCallerIdentityCommand({}))).toMatchObject({ Arn: role.arn });
    expect(await thrownBy(secrets.send(new GetSecretValueCommand({ SecretId: "other" })))).toMatchObject({
      name: "AccessDeniedException",
      message: `User: ${role.arn} is not authorized to perform: secretsmanager:GetSecretValue on resource: ${secretArn("other")} because no identity-based policy allows the secretsmanager:GetSecretValue action`,
    });
    expect(await thrownBy(databases.send(new DescribeDBClustersCommand({})))).toMatchObject({
      name: "AccessDenied",
      $metadata: { httpStatusCode: 403 },
    });
  });
});

test("a fault inside a service becomes InternalFailure for the caller and a notice for the pool", async () => {
  using client = disposable(new SecretsManagerClient(configuration()));
  const error = await thrownBy(client.send(new GetSecretValueCommand({ SecretId: "broken" })));
  expect(error).toMatchObject({ name: "InternalFailure", $metadata: { httpStatusCode: 500 } });
  expect(String(error)).not.toContain("hunter2");
  expect(events.at(-1)).toMatchObject({
    kind: "notice",
    code: "gateway.internalFailure",
    message: expect.stringContaining("secretsmanager:GetSecretValue failed"),
  });
});

test.skipIf(!boto3)(`boto3 speaks to every protocol, with all digits of a long${boto3 ? "" : NO_BOTO3}`, async () => {
  const script = `
import boto3, botocore, json, sys
from botocore.config import Config
def client(name): return boto3.client(name, endpoint_url=sys.argv[1], region_name="us-east-1", aws_access_key_id="ROOT", aws_secret_access_key="root-secret", config=Config(retries={"total_max_attempts": 1}))
def code(call):
    try: call()
    except botocore.exceptions.ClientError as error: return [error.response["Error"]["Code"], error.response["Error"]["Message"], error.response["ResponseMetadata"]["HTTPStatusCode"]]
secrets, rds, function, data, s3 = map(client, ["secretsmanager", "rds", "lambda", "rds-data", "s3"])
import io
print(json.dumps({
  "secret": secrets.get_secret_value(SecretId="db")["SecretString"],
  "no secret": code(lambda: secrets.get_secret_value(SecretId="x")),
  "filters": rds.describe_db_clusters(Filters=[{"Name": "engine", "Values": ["a"]}])["DBClusters"][0]["DBClusterIdentifier"],
  "no cluster": code(lambda: rds.describe_db_clusters(DBClusterIdentifier="none")),
  "not implemented": code(lambda: rds.describe_db_instances()),
  "payload": json.loads(function.invoke(FunctionName="f", Payload=b'{"b":2}')["Payload"].read())["Payload"],
  "records": data.execute_statement(resourceArn="arn:aws:rds:us-east-1:000000000000:cluster:c", secretArn="arn:aws:x:us-east-1:0:y", sql="s", parameters=[{"value": {"longValue": -9223372036854775808}}, {"value": {"doubleValue": 0.1}}])["records"],
  "upload": s3.put_object(Bucket="bucket-1", Key="k/ü", Body=io.BytesIO(b"y" * 70000))["ETag"],
  "unserved": code(lambda: client("dynamodb").list_tables()),
}))
`;
  const { stdout } = await run("python3", ["-c", script, endpoint]);
  expect(stdout).toContain("9223372036854775807");
  expect(stdout).toContain("-9223372036854775808");
  expect(JSON.parse(stdout)).toMatchObject({
    secret: '{"password":"☂"}',
    "no secret": ["ResourceNotFoundException", "Secrets Manager can't find the specified secret.", 400],
    filters: '[{"Name":"engine","Values":["a"]}]',
    "no cluster": ["DBClusterNotFoundFault", "DBCluster none not found.", 404],
    "not implemented": ["NotImplemented", "Rockpool does not implement rds:DescribeDBInstances.", 501],
    payload: '{"b":2}',
    upload: '"PUT /bucket-1/k/%C3%BC 70000 "',
    unserved: [
      "UnknownService",
      "Rockpool does not serve 'dynamodb'. It serves: lambda, rds, rds-data, secretsmanager, sts.",
      501,
    ],
  });
});

describe("over plain HTTP", () => {
  test("a browser sees what this is, a route answers unsigned, a service does not", async () => {
    expect(await (await fetch(endpoint)).text()).toContain("AWS_ENDPOINT_URL=");
    expect(
      await (await fetch(`${endpoint}/_rockpool/status`, { headers: { authorization: "Bearer x" } })).json(),
    ).toEqual({ signed: false });
    const refused = await fetch(endpoint, { method: "POST", body: "Action=DescribeDBClusters" });
    expect([refused.status, await refused.text()]).toEqual([
      403,
      expect.stringContaining("<Code>MissingAuthenticationToken</Code>"),
    ]);
  });

  test("a presigned URL works until it expires", async () => {
    const options = { credentials, region: "us-east-1", service: "s3", now: Date.now(), expiresSeconds: 60 };
    const request = { method: "PUT", url: `${endpoint}/bucket-1/response` };
    const answer = await fetch(presign(request, options), { method: "PUT", body: "{}" });
    expect([answer.status, answer.headers.get("etag")]).toEqual([200, '"PUT /bucket-1/response 2 "']);
    const late = await fetch(presign(request, { ...options, now: Date.now() - 120_000 }), {
      method: "PUT",
      body: "{}",
    });
    expect([late.status, await late.text()]).toEqual([
      403,
      expect.stringContaining("<Message>Request has expired</Message>"),
    ]);
  });

  test("a body over the limit is refused, announced or not", async () => {
    const announced = presign(
      { method: "PUT", url: `${endpoint}/b/k` },
      { credentials, region: "us-east-1", service: "s3", now: Date.now(), expiresSeconds: 60 },
    );
    expect((await fetch(announced, { method: "PUT", body: Buffer.alloc(9 * 1024 * 1024) })).status).toBe(413);
    const stream = new Blob([Buffer.alloc(9 * 1024 * 1024)]).stream();
    expect((await fetch(announced, { method: "PUT", body: stream, duplex: "half" })).status).toBe(413);
    expect(events.at(-1)).toMatchObject({
      code: "gateway.refused",
      message: expect.stringMatching(
        /^the route bucket refused with RequestEntityTooLargeException\. Send less in one/,
      ),
    });
  });

  test("a stranger's upload is answered with the refusal of the key, however long it is", async () => {
    const stranger = presign(
      { method: "PUT", url: `${endpoint}/b/k` },
      {
        credentials: { ...credentials, accessKeyId: "NOBODY" },
        region: "us-east-1",
        service: "s3",
        now: Date.now(),
        expiresSeconds: 60,
      },
    );
    const refused = await fetch(stranger, { method: "PUT", body: Buffer.alloc(20 * 1024 * 1024) });
    expect([refused.status, await refused.text()]).toEqual([
      403,
      expect.stringContaining("<Code>InvalidAccessKeyId</Code>"),
    ]);
  });

  test("an answer that takes its time arrives line by line", async () => {
    const reader = (await fetch(`${endpoint}/_rockpool/count`)).body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe("one\n");
    held.resolve();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe("two\n");
    expect((await reader?.read())?.done).toBe(true);
  });

  test("garbage on the socket gets a 400 and leaves the gateway alive", async () => {
    const socket = connect(Number(new URL(endpoint).port), "127.0.0.1");
    socket.write("NONSENSE\r\n\r\n");
    const [data]: unknown[] = await once(socket, "data");
    socket.destroy();
    expect(String(data)).toContain("400 Bad Request");
    expect((await fetch(endpoint)).status).toBe(200);
  });
});

test("a port in use, and an address that is not loopback, are refused with a hint", async () => {
  const other = createGateway({
    services: [],
    routes: [],
    environment,
    lookup: () => undefined,
    decide: () => "implicitDeny",
  });
  await expect(other.listen(Number(new URL(endpoint).port))).rejects.toMatchObject({
    code: "PortInUse",
    hint: expect.stringContaining("--port"),
  });
  await expect(other.listen(0, "0.0.0.0")).rejects.toMatchObject({ code: "NotLoopback" });
  await other.close();
});

function disposable<Client extends { destroy(): void }>(client: Client): Client & Disposable {
  return Object.assign(client, { [Symbol.dispose]: () => client.destroy() });
}
