import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testAccount } from "../testing/environment.js";
import { synthesize } from "./synth.js";

const root = join(import.meta.dirname, "../../../..");
const cdk = createRequire(import.meta.url).resolve("aws-cdk/bin/cdk");
const directory = mkdtempSync(join(tmpdir(), "rockpool-synth-"));
const home = join(directory, "home");
const TEMPLATE = "cdk.out/Tiny.template.json";

/** With code of its own, whose asset has metadata, and a context value of every kind. */
const APP = `
import { App, CfnOutput, Stack } from "aws-cdk-lib";
import { Code, Function, Runtime } from "aws-cdk-lib/aws-lambda";
const stack = new Stack(new App(), "Tiny");
new Function(stack, "Function", { runtime: Runtime.NODEJS_22_X, handler: "index.handler", code: Code.fromAsset("code") });
for (const key of ["of-the-project", "remembered", "of-the-user"])
  new CfnOutput(stack, key, { value: stack.node.tryGetContext(key) ?? "none" });
`;

beforeAll(() => {
  mkdirSync(join(directory, "code"));
  mkdirSync(home);
  symlinkSync(join(root, "node_modules"), join(directory, "node_modules"));
  writeFileSync(join(directory, "app.mjs"), APP);
  writeFileSync(join(directory, "code/index.mjs"), "export const handler = async () => 1;");
  writeFileSync(join(directory, "cdk.context.json"), JSON.stringify({ remembered: "yes", "of-the-project": "no" }));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const template = (): unknown => JSON.parse(readFileSync(join(directory, TEMPLATE), "utf8"));

test.each<[string, object, object]>([
  ["as the CDK has it", {}, {}],
  [
    "as project and user want it",
    { assetMetadata: false, pathMetadata: true },
    { versionReporting: false, pathMetadata: false },
  ],
])("an app comes to the template that the CDK makes of it: %s", { timeout: 60_000 }, async (_how, project, user) => {
  const context = { "of-the-project": "yes" };
  writeFileSync(join(directory, "cdk.json"), JSON.stringify({ app: "node app.mjs", context, ...project }));
  writeFileSync(join(home, ".cdk.json"), JSON.stringify({ context: { "of-the-user": "yes" }, ...user }));
  await promisify(execFile)(process.execPath, [cdk, "synth", "--quiet", "--no-notices", "--no-lookups"], {
    cwd: directory,
    env: { PATH: process.env["PATH"], HOME: home, AWS_REGION: "us-east-1", AWS_EC2_METADATA_DISABLED: "true" },
  });
  const expected = template();
  rmSync(join(directory, "cdk.out"), { recursive: true });
  const assembly = await synthesize(directory, { account: testAccount, home, onOutput: () => undefined });
  expect(assembly).toBe(join(directory, "cdk.out"));
  expect(template()).toEqual(expected);
});
