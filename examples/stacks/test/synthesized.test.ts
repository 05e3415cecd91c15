import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { expect, it } from "vitest";
import { STACKS } from "../lib/stacks.ts";

it(
  "every stack passes the CDK's validation against the schemas and rules of CloudFormation",
  { timeout: 300_000 },
  () => {
    const outdir = mkdtempSync(join(tmpdir(), "stacks-"));
    try {
      // With this flag, what the validation finds ends the synthesis.
      const app = new App({ outdir, context: { "@aws-cdk/core:validateAgainstDefaultRules": true } });
      for (const [name, make] of Object.entries(STACKS)) make(app, name);
      const { stacks } = app.synth();
      expect(stacks.map(({ stackName }) => stackName)).toEqual(
        Object.keys(STACKS).toSorted((a, b) => a.localeCompare(b)),
      );
      const oracle = readFileSync(join(outdir, "Oracle.template.json"), "utf8");
      expect(oracle).toContain('"OptionName": "OEM"');
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  },
);
