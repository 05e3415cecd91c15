import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CloudFormationClient, DescribeStacksCommand, GetTemplateCommand } from "@aws-sdk/client-cloudformation";
import { type DeployOptions, type Pool, startPool } from "rockpool";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = join(import.meta.dirname, "..");
const main = join(folder, "main.yaml");
const templates = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
let pool: Pool;

beforeAll(async () => {
  pool = await startPool();
});
afterAll(() => pool.stop());

/** The row in the form in which the Data API gives it. */
const RECORDS = [[{ stringValue: "111" }, { stringValue: "dog" }, { doubleValue: 123 }]];

/** Deploys the templates, reads the function's URL, and deletes the stack. */
async function rowsOf(options: DeployOptions = {}): Promise<unknown> {
  const { stacks } = await pool.deploy(main, { stackName: "article", ...options });
  const url = stacks[0]?.outputs["FunctionUrl"] ?? "";
  const rows: unknown = await (await fetch(url)).json();
  await pool.destroy("article");
  expect((await fetch(url)).status).toBe(404);
  return rows;
}

describe("the article's templates, unchanged", () => {
  it("run from their folder, on Aurora Serverless v1", async () => {
    expect(await rowsOf()).toEqual(RECORDS);
  });

  it("run on Serverless v2 as well", async () => {
    expect(await rowsOf({ parameters: { DBEngineMode: "provisioned" } })).toEqual(RECORDS);
  });

  it("are found in a folder that stands for a bucket by name", async () => {
    const TemplateBucketName = "given-by-name";
    const templateBuckets = { [TemplateBucketName]: folder };
    expect(await rowsOf({ parameters: { TemplateBucketName }, templateBuckets })).toEqual(RECORDS);
  });

  it("are what the pool keeps: the deployed template is the file, byte for byte", async () => {
    const client = new CloudFormationClient(pool);
    await pool.deploy(main, { stackName: "kept" });
    const { TemplateBody } = await client.send(
      new GetTemplateCommand({ StackName: "kept", TemplateStage: "Original" }),
    );
    expect(TemplateBody).toBe(readFileSync(main, "utf8"));
    await pool.destroy("kept");
    client.destroy();
  });
});

it("the templates run from a bucket that they were uploaded to, and the bucket wins over the folder", async () => {
  await using own = await startPool();
  const client = new S3Client(own);
  await client.send(new CreateBucketCommand({ Bucket: "article-templates" }));
  for (const name of templates) {
    const text = readFileSync(join(folder, name), "utf8");
    // Only the uploaded copy has this output.
    const Body = name === "functions.yaml" ? `${text}  Origin:\n    Value: bucket\n` : text;
    await client.send(new PutObjectCommand({ Bucket: "article-templates", Key: name, Body }));
  }
  const { stacks } = await own.deploy(main, { stackName: "article" });
  expect(await (await fetch(stacks[0]!.outputs["FunctionUrl"]!)).json()).toEqual(RECORDS);
  const stacksClient = new CloudFormationClient(own);
  const { Stacks = [] } = await stacksClient.send(new DescribeStacksCommand({}));
  const functions = Stacks.find((stack) => stack.StackName?.startsWith("article-Functions"));
  expect(functions?.Outputs).toContainEqual(expect.objectContaining({ OutputKey: "Origin", OutputValue: "bucket" }));
  client.destroy();
  stacksClient.destroy();
});
