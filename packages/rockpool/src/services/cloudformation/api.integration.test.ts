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
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Pool, startPool } from "../../pool/pool.js";

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
