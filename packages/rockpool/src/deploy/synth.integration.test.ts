import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { testAccount } from "../testing/environment.js";
import { synthesize } from "./synth.js";

const root = join(import.meta.dirname, "../../../..");
const cdk = createRequire(import.meta.url).resolve("aws-cdk/bin/cdk");
const directory = mkdtempSync(join(tmpdir(), "rockpool-synth-"));
const home = join(directory, "home");
const TEMPLATE = "cdk.out/Tiny.template.json";

/** With code of its own, whose asset has metadata, and a context value of every kind. */
const APP = `
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { App, CfnOutput, Stack } from "aws-cdk-lib";
import { Code, Function, Runtime } from "aws-cdk-lib/aws-lambda";
const stack = new Stack(new App(), "Tiny");
new Function(stack, "Function", { runtime: Runtime.NODEJS_22_X, handler: "index.handler", code: Code.fromAsset("code") });
for (const key of ["of-the-project", "remembered", "of-the-user"])
  new CfnOutput(stack, key, { value: stack.node.tryGetContext(key) ?? "none" });
if (existsSync("built.txt")) new CfnOutput(stack, "built", { value: readFileSync("built.txt", "utf8") });
appendFileSync("runs.txt", "app ");
`;
/** Leaves behind what it was told, where it was run, and that it was. */
const BUILD = `
import { appendFileSync, writeFileSync } from "node:fs";
const { CDK_OUTDIR = "none", CDK_CONTEXT_JSON = "none", CDK_DEFAULT_REGION } = process.env;
writeFileSync("built.txt", [process.cwd(), CDK_OUTDIR, CDK_CONTEXT_JSON, CDK_DEFAULT_REGION].join());
appendFileSync("runs.txt", "build ");
`;

beforeAll(() => {
  mkdirSync(join(directory, "code"));
  mkdirSync(home);
  symlinkSync(join(root, "node_modules"), join(directory, "node_modules"));
  writeFileSync(join(directory, "app.mjs"), APP);
  writeFileSync(join(directory, "build.mjs"), BUILD);
  writeFileSync(join(directory, "code/index.mjs"), "export const handler = async () => 1;");
  writeFileSync(join(directory, "cdk.context.json"), JSON.stringify({ remembered: "yes", "of-the-project": "no" }));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

beforeEach(() => {
  for (const left of ["built.txt", "runs.txt"]) rmSync(join(directory, left), { force: true });
});

/** What was run, in order. */
function runs(): string {
  const file = join(directory, "runs.txt");
  const text = readFileSync(file, "utf8");
  rmSync(file);
  return text;
}

const template = (): unknown => JSON.parse(readFileSync(join(directory, TEMPLATE), "utf8"));

test.each<[string, object, object]>([
  ["as the CDK has it", {}, {}],
  [
    "as project and user want it",
    { assetMetadata: false, pathMetadata: true },
    { versionReporting: false, pathMetadata: false },
  ],
  ["with a command that builds it", { build: "node build.mjs" }, {}],
  ["with a command that is empty", { build: "" }, {}],
])("an app comes to the template that the CDK makes of it: %s", { timeout: 60_000 }, async (_how, project, user) => {
  const context = { "of-the-project": "yes" };
  writeFileSync(join(directory, "cdk.json"), JSON.stringify({ app: "node app.mjs", context, ...project }));
  writeFileSync(join(home, ".cdk.json"), JSON.stringify({ context: { "of-the-user": "yes" }, ...user }));
  await promisify(execFile)(process.execPath, [cdk, "synth", "--quiet", "--no-notices", "--no-lookups"], {
    cwd: directory,
    env: { PATH: process.env["PATH"], HOME: home, AWS_REGION: "us-east-1", AWS_EC2_METADATA_DISABLED: "true" },
  });
  const expected = { template: template(), runs: runs() };
  rmSync(join(directory, "cdk.out"), { recursive: true });
  rmSync(join(directory, "built.txt"), { force: true });
  const assembly = await synthesize(directory, { account: testAccount, home, onOutput: () => undefined });
  expect(assembly).toBe(join(directory, "cdk.out"));
  expect({ template: template(), runs: runs() }).toEqual(expected);
});

test("an app that has to be run again for what it looks up is built once", { timeout: 60_000 }, async () => {
  const asking = `import "./app.mjs";
import { App, Stack } from "aws-cdk-lib";
const env = { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION };
void new Stack(new App(), "Asking", { env }).availabilityZones;`;
  writeFileSync(join(directory, "asking.mjs"), asking);
  writeFileSync(join(directory, "cdk.json"), JSON.stringify({ app: "node asking.mjs", build: "node build.mjs" }));
  await synthesize(directory, { account: testAccount, home: join(directory, "code"), onOutput: () => undefined });
  expect(runs()).toBe("build app app ");
});

test("a build that fails ends the synthesis with what it said, and the app is not run", async () => {
  writeFileSync(
    join(directory, "cdk.json"),
    JSON.stringify({ app: "node app.mjs", build: "echo it is broken >&2; exit 3" }),
  );
  const output: string[] = [];
  const synthesis = synthesize(directory, {
    account: testAccount,
    home: join(directory, "code"),
    onOutput: (text) => output.push(text),
  });
  await expect(synthesis).rejects.toMatchObject({
    code: "SynthFailed",
    message: expect.stringMatching(/`echo it is broken .* ended with exit code 3\nit is broken$/),
  });
  expect(output.join("")).toContain("it is broken");
  expect(existsSync(join(directory, "runs.txt"))).toBe(false);
});
