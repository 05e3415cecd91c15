import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
} from "@aws-sdk/client-cloudformation";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Pool } from "../../pool/contract.js";
import { startPool } from "../../pool/pool.js";

const run = promisify(execFile);
const cdk = createRequire(import.meta.url).resolve("aws-cdk/bin/cdk");
const directory = mkdtempSync(join(tmpdir(), "rockpool-cdk-"));
let pool: Pool;

beforeAll(async () => {
  pool = await startPool();
});
afterAll(async () => {
  await pool.stop();
  rmSync(directory, { recursive: true, force: true });
});

const ROLE = "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/cdk-hnb659fds";
const PLACE = "${AWS::AccountId}-${AWS::Region}";

const bootstrap = {
  requiresBootstrapStackVersion: 6,
  bootstrapStackVersionSsmParameter: "/cdk-bootstrap/hnb659fds/version",
};

/** What `cdk synth` leaves: one stack, whose template is an asset. */
function synthesize(resources: object): string {
  const template = JSON.stringify({
    Resources: resources,
    Outputs: { Name: { Value: { Ref: "Parameter" } } },
    Parameters: {
      BootstrapVersion: { Type: "AWS::SSM::Parameter::Value<String>", Default: "/cdk-bootstrap/hnb659fds/version" },
    },
    Rules: {
      CheckBootstrapVersion: {
        Assertions: [
          {
            Assert: { "Fn::Not": [{ "Fn::Contains": [["1", "2", "3", "4", "5"], { Ref: "BootstrapVersion" }] }] },
            AssertDescription: "bootstrap version 6 is required",
          },
        ],
      },
    },
  });
  const hash = createHash("sha256").update(template).digest("hex");
  const write = (file: string, content: object): void => writeFileSync(join(directory, file), JSON.stringify(content));
  writeFileSync(join(directory, "Demo.template.json"), template);
  write("Demo.assets.json", {
    version: "48.0.0",
    dockerImages: {},
    files: {
      [hash]: {
        source: { path: "Demo.template.json", packaging: "file" },
        destinations: {
          here: {
            bucketName: `cdk-hnb659fds-assets-${PLACE}`,
            objectKey: `${hash}.json`,
            assumeRoleArn: `${ROLE}-file-publishing-role-${PLACE}`,
          },
        },
      },
    },
  });
  write("manifest.json", {
    version: "48.0.0",
    artifacts: {
      "Demo.assets": {
        type: "cdk:asset-manifest",
        properties: { file: "Demo.assets.json", ...bootstrap },
      },
      Demo: {
        type: "aws:cloudformation:stack",
        environment: "aws://unknown-account/unknown-region",
        properties: {
          templateFile: "Demo.template.json",
          assumeRoleArn: `${ROLE}-deploy-role-${PLACE}`,
          cloudFormationExecutionRoleArn: `${ROLE}-cfn-exec-role-${PLACE}`,
          stackTemplateAssetObjectUrl: `s3://cdk-hnb659fds-assets-${PLACE}/${hash}.json`,
          ...bootstrap,
        },
        dependencies: ["Demo.assets"],
        displayName: "Demo",
      },
    },
  });
  return directory;
}

/** Runs the CDK's command line as a user would, with nothing but an endpoint, a region and credentials. */
async function runCdk(...words: string[]): Promise<{ code: number; text: string }> {
  const env = {
    PATH: process.env["PATH"],
    HOME: directory,
    AWS_ENDPOINT_URL: pool.endpoint,
    AWS_REGION: pool.region,
    AWS_ACCESS_KEY_ID: pool.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: pool.credentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: "true",
    CDK_DISABLE_CLI_TELEMETRY: "true",
    CI: "true",
  };
  const given = [cdk, ...words, "--app", directory, "--no-notices", "--no-version-reporting", "--ci"];
  return run(process.execPath, given, { env, cwd: directory, maxBuffer: 10_000_000 }).then(
    ({ stdout, stderr }) => ({ code: 0, text: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      text: error.stdout + error.stderr,
    }),
  );
}

const clients = () => {
  const { endpoint, region, credentials } = pool;
  const configuration = { endpoint, region, credentials };
  return { stacks: new CloudFormationClient(configuration), ssm: new SSMClient(configuration) };
};
const parameter = (Value: string) => ({
  Type: "AWS::SSM::Parameter",
  Properties: { Type: "String", Name: "/demo/name", Value },
});
const role = {
  Type: "AWS::IAM::Role",
  Properties: {
    AssumeRolePolicyDocument: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
    },
  },
};

describe("the CDK's command line, unmodified", () => {
  // Six runs of the command line, which polls every few seconds.
  it(
    "deploys, updates, sees that nothing has changed, survives a failure, and destroys",
    { timeout: 300_000 },
    async () => {
      synthesize({ Parameter: parameter("one"), Role: role });
      const first = await runCdk("deploy", "--require-approval", "never");
      expect(first.text).toContain("Demo.Name = /demo/name");
      expect(first.code).toBe(0);
      const { stacks, ssm } = clients();
      const valueNow = async () => (await ssm.send(new GetParameterCommand({ Name: "/demo/name" }))).Parameter?.Value;
      expect(await valueNow()).toBe("one");

      synthesize({ Parameter: parameter("two"), Role: role });
      expect((await runCdk("diff")).text).toContain("[~] AWS::SSM::Parameter Parameter");
      expect((await runCdk("deploy", "--require-approval", "never")).code).toBe(0);
      expect(await valueNow()).toBe("two");
      expect((await runCdk("deploy", "--require-approval", "never")).text).toContain("(no changes)");

      const broken = {
        Type: "AWS::SSM::Parameter",
        DependsOn: "Parameter",
        Properties: { Type: "String", Name: "/demo/name", Value: "again" },
      };
      synthesize({ Parameter: parameter("three"), Role: role, Broken: broken });
      const failed = await runCdk("deploy", "--require-approval", "never");
      expect(failed.code).not.toBe(0);
      expect(failed.text).toContain("already exists");
      expect(await valueNow()).toBe("two");
      const { Stacks = [] } = await stacks.send(new DescribeStacksCommand({ StackName: "Demo" }));
      expect(Stacks[0]?.StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
      const { StackEvents = [] } = await stacks.send(new DescribeStackEventsCommand({ StackName: "Demo" }));
      expect(StackEvents.map((event) => event.ResourceStatus)).toContain(
        "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
      );

      expect((await runCdk("destroy", "--force")).code).toBe(0);
      await expect(stacks.send(new DescribeStacksCommand({ StackName: "Demo" }))).rejects.toThrow(
        "Stack with id Demo does not exist",
      );
      await expect(valueNow()).rejects.toMatchObject({ name: "ParameterNotFound" });
      stacks.destroy();
      ssm.destroy();
    },
  );
});
