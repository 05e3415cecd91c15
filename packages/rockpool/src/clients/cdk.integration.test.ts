import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CloudFormationClient, DescribeStacksCommand, GetTemplateCommand } from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Pool, startPool } from "../pool/pool.js";
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

const cdk = (...words: string[]): Promise<Ran> =>
  runClient(pool, [process.execPath, program, ...words, "--no-notices"], { directory: app, seconds: 100 });

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
