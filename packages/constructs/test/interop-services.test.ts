import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { expect, test } from "vitest";
import { networkIn } from "./differential/network.ts";
import { ours, type Rds, theirs } from "./support/libraries.ts";
import { synth } from "./support/synth.ts";
import { databasesOf, USES } from "./support/uses.ts";

// The rest of aws-cdk-lib makes of our databases what it makes of its own.

test.each(USES)("$name", ({ makes, with: use }) => {
  const build = (m: Rds) =>
    synth((stack) => {
      const vpc = networkIn(stack);
      use(databasesOf(m, stack, vpc), stack, vpc);
    });
  const { template } = build(ours);
  expect(template).toEqual(build(theirs).template);
  expect(Object.values(template.Resources).map(({ Type }) => Type)).toContain(makes);
});

test("CloudFormation's schemas and rules take all of these templates", { timeout: 300_000 }, () => {
  const outdir = mkdtempSync(join(tmpdir(), "constructs-"));
  try {
    // With this flag, what the CDK's validation finds ends the synthesis.
    const context = { "@aws-cdk/core:validateAgainstDefaultRules": true };
    const app = new App({ outdir, analyticsReporting: false, postCliContext: context });
    for (const [index, { name, with: use }] of USES.entries()) {
      const stack = new Stack(app, `Stack${index}`, { description: name });
      const vpc = networkIn(stack);
      use(databasesOf(ours, stack, vpc), stack, vpc);
    }
    expect(app.synth().stacks).toHaveLength(USES.length);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
});
