import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CloudFormationClient, DescribeStacksCommand, GetTemplateCommand } from "@aws-sdk/client-cloudformation";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Pool } from "../pool/contract.js";
import { startPool } from "../pool/pool.js";
import { type Ran, runClient } from "../testing/client.js";

const root = join(import.meta.dirname, "../../../..");
const program = createRequire(import.meta.url).resolve("aws-cdk/bin/cdk");
const directory = mkdtempSync(join(tmpdir(), "rockpool-cdk-"));
const app = join(directory, "article");
let pool: Pool;
let cloudFormation: CloudFormationClient;

beforeAll(async () => {
  // A copy, because the test changes it as its owner would.
  for (const name of ["app.ts", "cdk.json", "package.json", "lib", "function"])
    cpSync(join(root, "examples/article", name), join(app, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(app, "node_modules"));
  pool = await startPool();
  cloudFormation = new CloudFormationClient(pool);
});
afterAll(async () => {
  cloudFormation.destroy();
  await pool.stop();
  rmSync(directory, { recursive: true, force: true });
});

const run = (folder: string, ...words: string[]): Promise<Ran> =>
  runClient(pool, [process.execPath, program, ...words, "--no-notices"], { directory: folder, seconds: 100 });
const cdk = (...words: string[]): Promise<Ran> => run(app, ...words);

/** The app as it was synthesized last. */
const synthesized = ["--app", "cdk.out"] as const;

const rows = async (): Promise<unknown> => {
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: "ArticleStack" }));
  const url = Stacks?.[0]?.Outputs?.find((output) => output.OutputKey === "FunctionUrl")?.OutputValue;
  return (await fetch(url ?? "")).json();
};

it(
  "deploys the article's app by change sets without a bootstrap, diffs, updates and destroys it",
  { timeout: 300_000 },
  async () => {
    const first = await cdk("deploy", "--require-approval", "never", "--progress", "events");
    expect(first.text).toMatch(/CREATE_COMPLETE\s+\| AWS::RDS::DBCluster\s+\| Database/);
    expect(first.text).toMatch(/ArticleStack\.FunctionUrl = http/);
    expect(first.code).toBe(0);
    expect(await rows()).toEqual([{ id: "111", type: "dog", price: 123 }]);

    const { TemplateBody } = await cloudFormation.send(
      new GetTemplateCommand({ StackName: "ArticleStack", TemplateStage: "Original" }),
    );
    expect(TemplateBody).toBe(readFileSync(join(app, "cdk.out/ArticleStack.template.json"), "utf8"));

    const again = await cdk("deploy", "--require-approval", "never", ...synthesized);
    expect(again.text).toContain("(no changes)");
    expect(again.code).toBe(0);

    // Both make the same template of the app.
    const { stacks } = await pool.deploy(app);
    expect(stacks).toMatchObject([{ stackName: "ArticleStack", changed: false }]);

    const code = join(app, "function/index.mjs");
    writeFileSync(code, readFileSync(code, "utf8").replace("select *", "select type"));
    const diff = await cdk("diff", "--fail");
    expect(diff.text).toMatch(/\[~\] AWS::Lambda::Function Reader/);
    expect(diff.code).toBe(1);

    const changed = await cdk("deploy", "--require-approval", "never");
    expect(changed.text).toContain("UPDATE_COMPLETE");
    expect(changed.code).toBe(0);
    expect(await rows()).toEqual([{ type: "dog" }]);

    const destroyed = await cdk("destroy", "--force", ...synthesized);
    expect(destroyed.text).toContain("ArticleStack: destroyed");
    expect(destroyed.code).toBe(0);
    await expect(cloudFormation.send(new DescribeStacksCommand({ StackName: "ArticleStack" }))).rejects.toThrow(
      "Stack with id ArticleStack does not exist",
    );
  },
);

/** An app that looks the default VPC up, and has a function with code of its own. */
const LOOKING = `
import { App, CfnOutput, Stack } from "aws-cdk-lib";
import { SecurityGroup, Vpc } from "aws-cdk-lib/aws-ec2";
import { Code, Function, Runtime } from "aws-cdk-lib/aws-lambda";
const env = { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION };
const stack = new Stack(new App(), "Looking", { env });
const vpc = Vpc.fromLookup(stack, "Vpc", { isDefault: true });
new SecurityGroup(stack, "Group", { vpc });
new Function(stack, "Function", {
  functionName: "looking", runtime: Runtime.NODEJS_22_X, handler: "index.handler", code: Code.fromInline("exports.handler = async () => 'first'"),
});
new CfnOutput(stack, "VpcId", { value: vpc.vpcId });
`;

it("bootstraps, looks up, deploys without a change set and swaps code in place", { timeout: 300_000 }, async () => {
  const folder = join(directory, "looking");
  mkdirSync(folder);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "cdk.json"), JSON.stringify({ app: "node app.mjs" }));
  writeFileSync(join(folder, "app.mjs"), LOOKING);

  // What `cdk bootstrap` makes takes the place of what the pool made: the roles' own policies count from here on.
  const bootstrapped = await run(folder, "bootstrap");
  expect([bootstrapped.text, bootstrapped.code]).toEqual([expect.stringMatching(/bootstrapped\.\n/), 0]);
  expect((await run(folder, "bootstrap")).text).toContain("bootstrapped (no changes)");

  const deployed = await run(folder, "deploy", "--method=direct", "--require-approval", "never");
  expect([deployed.text, deployed.code]).toEqual([expect.stringMatching(/Looking\.VpcId = vpc-[0-9a-f]+/), 0]);

  writeFileSync(join(folder, "app.mjs"), LOOKING.replace("first", "second"));
  const swapped = await run(folder, "deploy", "--hotswap", "--require-approval", "never");
  expect([swapped.text, swapped.code]).toEqual([expect.stringContaining("hotswapped!"), 0]);
  const lambda = new LambdaClient(pool);
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: "looking" }));
  lambda.destroy();
  expect(Payload?.transformToString()).toBe('"second"');

  // Without the stack of `cdk bootstrap`, the pool's own stand-ins are back.
  await pool.destroy("CDKToolkit");
  expect((await run(folder, "destroy", "--force", ...synthesized)).text).toContain("Looking: destroyed");
});
