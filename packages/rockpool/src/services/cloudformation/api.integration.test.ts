import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  paginateListStackResources,
  UpdateStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from "@aws-sdk/client-cloudformation";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import * as Iam from "@aws-sdk/client-iam";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Pool } from "../../pool/contract.js";
import { startPool } from "../../pool/pool.js";

let pool: Pool;
let client: CloudFormationClient;

beforeAll(async () => {
  pool = await startPool();
  const { endpoint, region, credentials } = pool;
  client = new CloudFormationClient({ endpoint, region, credentials, maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await pool.stop();
});

const waiting = () => ({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 });

const parameters = (count: number): string =>
  JSON.stringify({
    Resources: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `P${index}`,
        { Type: "AWS::SSM::Parameter", Properties: { Type: "String", Name: `/many/${index}`, Value: `${index}` } },
      ]),
    ),
    Outputs: { First: { Value: { Ref: "P0" }, Export: { Name: "first" } } },
  });

it("serves the SDK's waiters, pages and error classes", async () => {
  const TemplateBody = parameters(120);
  const { StackId } = await client.send(new CreateStackCommand({ StackName: "many", TemplateBody }));
  await waitUntilStackCreateComplete(waiting(), { StackName: "many" });

  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: "many" }));
  expect(Stacks?.[0]).toMatchObject({
    StackId,
    StackStatus: "CREATE_COMPLETE",
    Outputs: [{ OutputKey: "First", OutputValue: "/many/0", ExportName: "first" }],
  });
  expect(Stacks?.[0]?.CreationTime).toBeInstanceOf(Date);
  const names: Array<string | undefined> = [];
  for await (const page of paginateListStackResources({ client }, { StackName: "many" })) {
    names.push(...(page.StackResourceSummaries ?? []).map((resource) => resource.LogicalResourceId));
  }
  expect(new Set(names).size).toBe(120);

  await expect(client.send(new CreateStackCommand({ StackName: "many", TemplateBody }))).rejects.toMatchObject({
    name: "AlreadyExistsException",
    message: "Stack [many] already exists",
  });
  await expect(client.send(new UpdateStackCommand({ StackName: "many", TemplateBody }))).rejects.toMatchObject({
    name: "ValidationError",
    message: "No updates are to be performed.",
    $metadata: { httpStatusCode: 400 },
  });
  await expect(
    client.send(new DescribeChangeSetCommand({ StackName: "many", ChangeSetName: "none" })),
  ).rejects.toMatchObject({ name: "ChangeSetNotFoundException", $metadata: { httpStatusCode: 404 } });

  await client.send(new DeleteStackCommand({ StackName: "many" }));
  await waitUntilStackDeleteComplete(waiting(), { StackName: "many" });
});

it("tells over the wire why a stack was rolled back", async () => {
  const TemplateBody = JSON.stringify({
    Resources: {
      One: { Type: "AWS::SSM::Parameter", Properties: { Type: "String", Name: "/same", Value: "1" } },
      Two: { Type: "AWS::SSM::Parameter", DependsOn: "One", Properties: { Type: "String", Name: "/same", Value: "2" } },
    },
  });
  await client.send(new CreateStackCommand({ StackName: "twice", TemplateBody, ClientRequestToken: "try" }));
  await expect(waitUntilStackCreateComplete(waiting(), { StackName: "twice" })).rejects.toThrow("FAILURE");
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: "twice" }));
  const failure = StackEvents.find((event) => event.ResourceStatus === "CREATE_FAILED");
  expect(failure).toMatchObject({ LogicalResourceId: "Two", ClientRequestToken: "try" });
  expect(failure?.ResourceStatusReason).toContain("already exists");
  expect(StackEvents.map((event) => event.ResourceStatusReason)).toContain(
    "The following resource(s) failed to create: [Two]. Rollback requested by user.",
  );
});

it("makes nothing for a role that may call CloudFormation and nothing else, whatever role it names", async () => {
  const { endpoint, region, credentials } = pool;
  const iam = new Iam.IAMClient({ endpoint, region, credentials });
  const sts = new STSClient({ endpoint, region, credentials });
  const policy = (statement: object): string => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "000000000000" } };
  const { Role } = await iam.send(
    new Iam.CreateRoleCommand({ RoleName: "climber", AssumeRolePolicyDocument: policy(trust) }),
  );
  const PolicyDocument = policy({ Effect: "Allow", Action: "cloudformation:*", Resource: "*" });
  await iam.send(new Iam.PutRolePolicyCommand({ RoleName: "climber", PolicyName: "p", PolicyDocument }));

  const created = async (roleArn: string | undefined, RoleARN: string | undefined): Promise<string> => {
    const session = await sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: "me" }));
    const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = session.Credentials ?? {};
    const theirs = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const caller = new CloudFormationClient({ endpoint, region, credentials: theirs, maxAttempts: 1 });
    const TemplateBody = parameters(1);
    try {
      await caller.send(new CreateStackCommand({ StackName: "climb", TemplateBody, RoleARN }));
      return "allowed";
    } catch (error) {
      return String(error);
    } finally {
      caller.destroy();
    }
  };
  const cdk = (name: string): string =>
    `arn:aws:iam::000000000000:role/cdk-hnb659fds-${name}-role-000000000000-${region}`;
  expect(await created(Role?.Arn, undefined)).toMatch(/^AccessDenied: User: \S+climber\/me is not authorized/u);
  expect(await created(Role?.Arn, cdk("cfn-exec"))).toMatch(/^AccessDenied: .*iam:PassRole on resource: \S+cfn-exec/u);
  await expect(client.send(new DescribeStacksCommand({ StackName: "climb" }))).rejects.toThrow("does not exist");
  expect(await created(cdk("deploy"), cdk("cfn-exec"))).toBe("allowed");
  await waitUntilStackCreateComplete(waiting(), { StackName: "climb" });
  iam.destroy();
  sts.destroy();
});
