import { createHash, randomBytes } from "node:crypto";
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  paginateDescribeStackEvents,
  paginateListStackResources,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from "@aws-sdk/client-cloudformation";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeSubnetsCommand, DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  CreateDBInstanceCommand,
  DeleteDBInstanceCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  paginateDescribeDBInstances,
  RDSClient,
  waitUntilDBInstanceAvailable,
  waitUntilDBInstanceDeleted,
} from "@aws-sdk/client-rds";
import {
  BeginTransactionCommand,
  ExecuteStatementCommand,
  type Field,
  RDSDataClient,
  RollbackTransactionCommand,
} from "@aws-sdk/client-rds-data";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { StackResult } from "../deploy/deploy.js";
import type { Pool } from "../pool/contract.js";
import { startPool } from "../pool/pool.js";
import { deployClientStack } from "../testing/client-stack.js";

const QUICK = { maxWaitTime: 60, minDelay: 1, maxDelay: 2 };
let pool: Pool;
let outputs: StackResult["outputs"];
const clients: Array<{ destroy(): void }> = [];

/** A client with nothing set but the address, the credentials and the region. */
function open<Client extends { destroy(): void }>(
  Type: new (configuration: Pick<Pool, "endpoint" | "credentials" | "region">) => Client,
): Client {
  const { endpoint, credentials, region } = pool;
  const client = new Type({ endpoint, credentials, region });
  clients.push(client);
  return client;
}

beforeAll(async () => {
  pool = await startPool();
  outputs = await deployClientStack(pool, "postgres");
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await pool.stop();
});

it("cloudformation: a stack is created, waited for, paged through and deleted", async () => {
  const client = open(CloudFormationClient);
  const Resources = Object.fromEntries(
    Array.from({ length: 120 }, (_, index) => [
      `P${index}`,
      { Type: "AWS::SSM::Parameter", Properties: { Type: "String", Value: String(index) } },
    ]),
  );
  await client.send(new CreateStackCommand({ StackName: "many", TemplateBody: JSON.stringify({ Resources }) }));
  await waitUntilStackCreateComplete({ client, ...QUICK }, { StackName: "many" });

  const resources = new Set<string | undefined>();
  let pages = 0;
  for await (const page of paginateListStackResources({ client }, { StackName: "many" })) {
    pages += 1;
    for (const { LogicalResourceId } of page.StackResourceSummaries ?? []) resources.add(LogicalResourceId);
  }
  expect([resources.size, pages > 1]).toEqual([120, true]);
  const events = new Set<string | undefined>();
  for await (const page of paginateDescribeStackEvents({ client }, { StackName: "many" }))
    for (const { EventId } of page.StackEvents ?? []) events.add(EventId);
  expect(events.size).toBe(120 * 3 + 2);

  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: "clients" }));
  expect(Stacks?.[0]).toMatchObject({ StackStatus: "CREATE_COMPLETE", CreationTime: expect.any(Date) });
  expect(Stacks?.[0]?.Parameters).toEqual([{ ParameterKey: "Greeting", ParameterValue: "hello" }]);
  await client.send(new DeleteStackCommand({ StackName: "many" }));
  await waitUntilStackDeleteComplete({ client, ...QUICK }, { StackName: "many" });
});

it("rds: clusters and instances are described, and an instance is made, waited for and deleted", async () => {
  const client = open(RDSClient);
  const { DBClusters } = await client.send(
    new DescribeDBClustersCommand({ DBClusterIdentifier: outputs["ClusterIdentifier"] }),
  );
  expect(DBClusters?.[0]).toMatchObject({
    DBClusterArn: outputs["ClusterArn"],
    Endpoint: outputs["Endpoint"],
    Status: "available",
    HttpEndpointEnabled: true,
    DBClusterMembers: [{ DBInstanceIdentifier: outputs["InstanceIdentifier"], IsClusterWriter: true }],
  });

  const DBInstanceIdentifier = "by-hand";
  await client.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier,
      Engine: "postgres",
      DBInstanceClass: "db.t4g.micro",
      AllocatedStorage: 20,
      MasterUsername: "keeper",
      MasterUserPassword: "not-a-secret-1",
    }),
  );
  await waitUntilDBInstanceAvailable({ client, ...QUICK }, { DBInstanceIdentifier });
  const found = new Set<string | undefined>();
  for await (const page of paginateDescribeDBInstances({ client, pageSize: 20 }, {}))
    for (const instance of page.DBInstances ?? []) found.add(instance.DBInstanceIdentifier);
  expect(found).toEqual(new Set([DBInstanceIdentifier, outputs["InstanceIdentifier"]]));
  await client.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier, SkipFinalSnapshot: true }));
  await waitUntilDBInstanceDeleted({ client, ...QUICK }, { DBInstanceIdentifier });
  await expect(client.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }))).rejects.toMatchObject({
    name: "DBInstanceNotFoundFault",
  });
});

it("rds-data: every kind of field goes in and comes out, and a transaction is rolled back", async () => {
  const client = open(RDSDataClient);
  const common = { resourceArn: outputs["ClusterArn"], secretArn: outputs["SecretArn"], database: "shop" };
  const run = (sql: string, value?: Field, transactionId?: string) =>
    client.send(
      new ExecuteStatementCommand({
        ...common,
        sql,
        ...(value === undefined ? {} : { parameters: [{ name: "value", value }] }),
        ...(transactionId === undefined ? {} : { transactionId }),
      }),
    );
  const fields: ReadonlyArray<readonly [sql: string, given: Field]> = [
    ["select :value::text", { stringValue: "a ' \u{1F41F}" }],
    ["select :value::bigint", { longValue: 9_007_199_254_740_991 }],
    ["select :value::float8", { doubleValue: 1.5e-7 }],
    ["select :value::boolean", { booleanValue: false }],
    ["select :value::bytea", { blobValue: new Uint8Array([0, 255, 10]) }],
    ["select :value::text", { isNull: true }],
  ];
  for (const [sql, given] of fields) expect((await run(sql, given)).records).toEqual([[given]]);
  expect((await run("select array[1, 2]")).records).toEqual([[{ arrayValue: { longValues: [1, 2] } }]]);

  await run("create table fish (id serial primary key, name text)");
  const inserted = await run("insert into fish (name) values (:value)", { stringValue: "Nemo" });
  expect(inserted.numberOfRecordsUpdated).toBe(1);
  const { transactionId } = await client.send(new BeginTransactionCommand(common));
  await run("delete from fish", undefined, transactionId);
  expect((await run("select * from fish", undefined, transactionId)).records).toEqual([]);
  await client.send(new RollbackTransactionCommand({ ...common, transactionId }));
  expect((await run("select * from fish")).records).toEqual([[{ longValue: 1 }, { stringValue: "Nemo" }]]);
  await expect(run("select * from nothing")).rejects.toMatchObject({
    name: expect.stringMatching(/^(BadRequest|DatabaseError)Exception$/),
    message: expect.stringContaining('relation "nothing" does not exist'),
  });
});

it("s3: objects of many parts come back whole, and lists come in pages", async () => {
  const client = open(S3Client);
  const Bucket = outputs["BucketName"];
  const Key = "large/object.bin";
  const parts = [randomBytes(5 * 1024 * 1024), randomBytes(1000)];
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const Parts = [];
  for (const [index, Body] of parts.entries()) {
    const PartNumber = index + 1;
    const { ETag } = await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
    Parts.push({ ETag, PartNumber });
  }
  await client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
  const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket, Key }));
  const hash = (content: Uint8Array) => createHash("sha256").update(content).digest("hex");
  expect(hash((await Body?.transformToByteArray()) ?? new Uint8Array())).toBe(hash(Buffer.concat(parts)));
  expect(ETag).toMatch(/^"[0-9a-f]{32}-2"$/);

  for (const name of ["ä b+c", "b", "c"])
    await client.send(new PutObjectCommand({ Bucket, Key: `list/${name}`, Body: name }));
  const keys = [];
  for await (const page of paginateListObjectsV2({ client, pageSize: 2 }, { Bucket, Prefix: "list/" }))
    for (const object of page.Contents ?? []) keys.push(object.Key);
  expect(keys).toEqual(["list/b", "list/c", "list/ä b+c"]);
  await expect(client.send(new GetObjectCommand({ Bucket, Key: "none" }))).rejects.toMatchObject({ name: "NoSuchKey" });
});

it("lambda and logs: a call answers, a failure is told apart, and both are in the function's log", async () => {
  const lambda = open(LambdaClient);
  const invoke = async (event: object) => {
    const { Payload, FunctionError, StatusCode } = await lambda.send(
      new InvokeCommand({ FunctionName: "greeter", Payload: JSON.stringify(event) }),
    );
    const payload: unknown = JSON.parse(Payload?.transformToString() ?? "null");
    return { StatusCode, FunctionError, payload };
  };
  expect(await invoke({ name: "crab" })).toEqual({ StatusCode: 200, payload: { hello: "crab" } });
  expect(await invoke({ name: "eel", fail: true })).toMatchObject({
    FunctionError: "Unhandled",
    payload: { errorType: "Error", errorMessage: "as asked" },
  });
  const logs = open(CloudWatchLogsClient);
  const { events = [] } = await logs.send(
    new FilterLogEventsCommand({ logGroupName: "/aws/lambda/greeter", filterPattern: '"called by"' }),
  );
  expect(events.map((event) => event.message?.split("\t").at(-1)?.trim())).toEqual(["called by crab", "called by eel"]);
});

it("secretsmanager, ssm, iam, sts and ec2 answer about what the stack has made", async () => {
  const secret = await open(SecretsManagerClient).send(new GetSecretValueCommand({ SecretId: outputs["SecretArn"] }));
  expect(JSON.parse(secret.SecretString ?? "{}")).toMatchObject({ username: "keeper", host: outputs["Endpoint"] });
  const parameter = await open(SSMClient).send(new GetParameterCommand({ Name: "/clients/greeting" }));
  expect(parameter.Parameter).toMatchObject({ Value: "hello", Type: "String", Version: 1 });
  const { Role } = await open(IAMClient).send(new GetRoleCommand({ RoleName: outputs["RoleName"] }));
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")).toContain("lambda.amazonaws.com");
  const sts = open(STSClient);
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: pool.accountId,
    Arn: `arn:aws:iam::${pool.accountId}:root`,
  });
  // Only lambda may assume the role.
  await expect(sts.send(new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: "me" }))).rejects.toMatchObject({
    name: "AccessDenied",
  });
  const ec2 = open(EC2Client);
  const { Vpcs = [] } = await ec2.send(
    new DescribeVpcsCommand({ Filters: [{ Name: "is-default", Values: ["true"] }] }),
  );
  expect(Vpcs).toHaveLength(1);
  const { Subnets = [] } = await ec2.send(
    new DescribeSubnetsCommand({ Filters: [{ Name: "vpc-id", Values: [Vpcs[0]?.VpcId ?? ""] }] }),
  );
  expect(Subnets.length).toBeGreaterThan(1);
});
