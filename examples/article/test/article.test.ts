import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { type Pool, startPool } from "rockpool";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ArticleStack } from "../lib/article-stack.ts";

const root = join(import.meta.dirname, "..");
const directory = mkdtempSync(join(tmpdir(), "article-"));
let pool: Pool;

beforeAll(async () => {
  // Asset paths of the app are relative to its folder, which is where the CDK runs it.
  process.chdir(root);
  pool = await startPool();
});
afterAll(async () => {
  await pool.stop();
  rmSync(directory, { recursive: true, force: true });
});

function app(engine: string): App {
  const configuration: { context: Record<string, unknown> } = JSON.parse(readFileSync(join(root, "cdk.json"), "utf8"));
  const result = new App({ outdir: join(directory, engine), context: { ...configuration.context, engine } });
  new ArticleStack(result, `Article-${engine}`);
  return result;
}

describe.each(["postgres", "mysql"])("the article's app on %s", (engine) => {
  it("is deployed with its table and row, is read through the function's URL, and leaves nothing behind", async () => {
    const synthesizable = app(engine);
    const { stacks } = await pool.deploy(synthesizable);
    const [stack] = stacks;
    expect(stack).toMatchObject({ stackName: `Article-${engine}`, status: "CREATE_COMPLETE", changed: true });

    const response = await fetch(stack!.outputs["FunctionUrl"]!);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("application/json");
    expect(await response.json()).toEqual([{ id: "111", type: "dog", price: 123 }]);

    const again = await pool.deploy(synthesizable);
    expect(again.stacks[0]).toMatchObject({ status: "CREATE_COMPLETE", changed: false });

    await pool.destroy(stack!.stackName);
    expect((await fetch(stack!.outputs["FunctionUrl"]!)).status).toBe(404);
  });
});

it("synthesizes a template in which nothing is special to the local cloud", () => {
  const assembly = app("postgres").synth();
  const template = readFileSync(join(assembly.directory, "Article-postgres.template.json"), "utf8");
  expect(template).not.toMatch(/127\.0\.0\.1|localhost|AWS_ENDPOINT_URL|Rockpool::/);
  const { Resources }: { Resources: Record<string, { Type: string }> } = JSON.parse(template);
  const types = new Set(Object.values(Resources).map((resource) => resource.Type));
  expect([...types].filter((type) => !type.startsWith("AWS::"))).toEqual(["Custom::DatabaseInitializer"]);
});
