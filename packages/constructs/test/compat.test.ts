import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { assertBuilt, ROOT } from "./support/built.ts";

const COMPAT = join(ROOT, "compat");
const JSII_DIFF = join(ROOT, "../../node_modules/jsii-diff/bin/jsii-diff");

/** What `npm run compat:check` finds between the baseline and the compiled library. */
async function breaks(baseline: string): Promise<string> {
  assertBuilt();
  const options = ["--keys", "--error-on", "all", "--ignore-file", join(COMPAT, "accepted.txt")];
  const run = promisify(execFile)(process.execPath, [JSII_DIFF, baseline, ROOT, ...options]);
  return run.then(
    () => "",
    ({ stdout, stderr }: { stdout: string; stderr: string }) => `${stdout}${stderr}`,
  );
}

test("nothing of the public surface is gone or changed but what compat/accepted.txt lists", async () => {
  expect(await breaks(COMPAT)).toBe("");
});

test("a member that is gone is found", async () => {
  // Beside the baseline, so that the assemblies of the CDK are found from there.
  const directory = mkdtempSync(join(COMPAT, "tampered-"));
  try {
    cpSync(join(COMPAT, "package.json"), join(directory, "package.json"));
    const assembly = readFileSync(join(COMPAT, ".jsii"), "utf8");
    writeFileSync(
      join(directory, ".jsii"),
      assembly.replaceAll('"name": "socketAddress"', '"name": "socketAddressOnce"'),
    );
    expect(await breaks(directory)).toContain("[removed:cdk-rockpool.Endpoint.socketAddressOnce]");
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
