import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeLogGroupsCommand, CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeSecurityGroupsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { HeadBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { App, CfnOutput, CustomResource, RemovalPolicy, Stack } from "aws-cdk-lib";
import { SubnetType, Vpc } from "aws-cdk-lib/aws-ec2";
import { Code, Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import { RetentionDays } from "aws-cdk-lib/aws-logs";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { StringParameter } from "aws-cdk-lib/aws-ssm";
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId, Provider } from "aws-cdk-lib/custom-resources";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Pool } from "../pool/contract.js";
import { startPool } from "../pool/pool.js";

const directory = mkdtempSync(join(tmpdir(), "rockpool-handlers-"));
let pool: Pool;
beforeAll(async () => {
  pool = await startPool({ strict: true });
});
afterAll(async () => {
  await pool.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** An app whose custom resources are all served by handlers that the CDK brings along. */
function app(name: string, fill: (stack: Stack) => void): App {
  const result = new App({ outdir: join(directory, name) });
  fill(new Stack(result, name));
  return result;
}

const logged = (name: string, text: string) =>
  `exports.handler = async () => { console.log(${JSON.stringify(name)}); return ${text}; };`;

it("empties a VPC's default security group", async () => {
  const { stacks } = await pool.deploy(
    app("Network", (stack) => {
      const vpc = new Vpc(stack, "Vpc", {
        maxAzs: 2,
        natGateways: 1,
        restrictDefaultSecurityGroup: true,
        subnetConfiguration: [
          { name: "Public", subnetType: SubnetType.PUBLIC },
          { name: "Private", subnetType: SubnetType.PRIVATE_WITH_EGRESS },
        ],
      });
      new CfnOutput(stack, "Group", { value: vpc.vpcDefaultSecurityGroup });
    }),
  );
  const client = new EC2Client(pool);
  const { SecurityGroups } = await client.send(
    new DescribeSecurityGroupsCommand({ GroupIds: [stacks[0]?.outputs["Group"] ?? ""] }),
  );
  client.destroy();
  expect(SecurityGroups?.[0]).toMatchObject({ GroupName: "default", IpPermissions: [], IpPermissionsEgress: [] });
  await pool.destroy("Network");
});

it("empties a bucket before its deletion, versions included", async () => {
  const { stacks } = await pool.deploy(
    app("Buckets", (stack) => {
      const bucket = new Bucket(stack, "Bucket", {
        versioned: true,
        autoDeleteObjects: true,
        removalPolicy: RemovalPolicy.DESTROY,
      });
      new CfnOutput(stack, "Name", { value: bucket.bucketName });
    }),
  );
  const client = new S3Client(pool);
  const bucket = { Bucket: stacks[0]?.outputs["Name"] };
  for (const Body of ["one", "two"]) await client.send(new PutObjectCommand({ ...bucket, Key: "a/b", Body }));
  await pool.destroy("Buckets");
  await expect(client.send(new HeadBucketCommand(bucket))).rejects.toMatchObject({ name: "NotFound" });
  client.destroy();
});

it("sets the retention of a function's log", async () => {
  const { stacks } = await pool.deploy(
    app("Logs", (stack) => {
      const talker = new LambdaFunction(stack, "Talker", {
        runtime: Runtime.NODEJS_22_X,
        handler: "index.handler",
        code: Code.fromInline(logged("talking", "1")),
        logRetention: RetentionDays.ONE_WEEK,
      });
      new CfnOutput(stack, "Name", { value: talker.functionName });
    }),
  );
  const logGroupNamePrefix = `/aws/lambda/${stacks[0]?.outputs["Name"]}`;
  const client = new CloudWatchLogsClient(pool);
  const { logGroups } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix }));
  client.destroy();
  expect(logGroups).toMatchObject([{ logGroupName: logGroupNamePrefix, retentionInDays: 7 }]);
  await pool.destroy("Logs");
});

it("makes calls of the SDK as resources", async () => {
  const { stacks } = await pool.deploy(
    app("Calls", (stack) => {
      const parameter = new StringParameter(stack, "Parameter", { stringValue: "from the parameter" });
      const call = new AwsCustomResource(stack, "Call", {
        onUpdate: {
          service: "SSM",
          action: "getParameter",
          parameters: { Name: parameter.parameterName },
          physicalResourceId: PhysicalResourceId.of("call"),
        },
        policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: [parameter.parameterArn] }),
      });
      new CfnOutput(stack, "Value", { value: call.getResponseField("Parameter.Value") });
    }),
  );
  expect(stacks[0]?.outputs["Value"]).toBe("from the parameter");
  await pool.destroy("Calls");
});

it("refuses a call of the SDK that the resource's policy does not allow", async () => {
  const broken = app("Denied", (stack) => {
    const parameter = new StringParameter(stack, "Parameter", { stringValue: "hidden" });
    new AwsCustomResource(stack, "Call", {
      onUpdate: {
        service: "SSM",
        action: "getParameter",
        parameters: { Name: parameter.parameterName },
        physicalResourceId: PhysicalResourceId.of("call"),
      },
      policy: AwsCustomResourcePolicy.fromSdkCalls({
        resources: ["arn:aws:ssm:us-east-1:000000000000:parameter/other"],
      }),
    });
  });
  await expect(pool.deploy(broken)).rejects.toThrow(/is not authorized to perform: ssm:GetParameter/);
  await pool.destroy("Denied");
});

it("calls a function of the app for a resource through the provider framework", async () => {
  const provided = (suffix: string) =>
    app(`Provided${suffix}`, (stack) => {
      stack.templateOptions.description = suffix;
      const onEventHandler = new LambdaFunction(stack, "OnEvent", {
        runtime: Runtime.NODEJS_22_X,
        handler: "index.handler",
        code: Code.fromInline(
          `exports.handler = async (event) => ({ PhysicalResourceId: "made-" + event.ResourceProperties.Name, Data: { Answer: event.RequestType + " " + event.ResourceProperties.Name } });`,
        ),
      });
      const { serviceToken } = new Provider(stack, "Provider", { onEventHandler });
      const resource = new CustomResource(stack, "Resource", { serviceToken, properties: { Name: "crab" } });
      new CfnOutput(stack, "Answer", { value: resource.getAttString("Answer") });
      new CfnOutput(stack, "Id", { value: resource.ref });
    });
  const { stacks } = await pool.deploy(provided(""));
  expect(stacks[0]?.outputs).toEqual({ Answer: "Create crab", Id: "made-crab" });
  await pool.destroy("Provided");
});

it("says clearly that it does not run the state machine of a provider that waits", async () => {
  const waiting = app("Waiting", (stack) => {
    const part = (id: string, text: string) =>
      new LambdaFunction(stack, id, {
        runtime: Runtime.NODEJS_22_X,
        handler: "index.handler",
        code: Code.fromInline(logged(id, text)),
      });
    const { serviceToken } = new Provider(stack, "Provider", {
      onEventHandler: part("OnEvent", "({})"),
      isCompleteHandler: part("IsComplete", "({ IsComplete: true })"),
    });
    new CustomResource(stack, "Resource", { serviceToken });
  });
  await expect(pool.deploy(waiting)).rejects.toThrow(/AWS::StepFunctions::StateMachine/);
});
