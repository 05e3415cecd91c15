import { readFileSync } from "node:fs";
import { aws_rds as rds } from "aws-cdk-lib";
import * as rockpool from "cdk-rockpool";
import { describe, expect, test } from "vitest";
import { synth } from "../support/synth.ts";
import type { Rds } from "../support/snippets/given.ts";
import { build, IMPORTING, inSeed, inTypeScript, mend, MENDED, SNIPPETS } from "./snippets.ts";

// The compiler sees the snippets with our types; at run time they run with both modules.
const theirs = rds as unknown as Rds;

describe("the seed's snippets in TypeScript", () => {
  test("there are 31, and one import", () => {
    expect(inSeed(IMPORTING)).toBe("import aws_cdk.aws_rds as rds\n");
    expect(SNIPPETS).toHaveLength(31);
  });

  test.each(SNIPPETS)("%s makes the template of aws-cdk-lib/aws-rds", async (name) => {
    const snippet = await build(name);
    const { template } = synth((stack) => snippet(stack, rockpool));
    expect(template).toEqual(synth((stack) => snippet(stack, theirs)).template);
    expect(Object.keys({ ...template.Resources, ...template.Outputs })).not.toEqual([]);
  });

  test.each(SNIPPETS)("%s has every name and literal of the seed's lines", (name) => {
    const lines = inTypeScript(name).startsWith("// The seed prints")
      ? inTypeScript("08-production-oracle")
      : inTypeScript(name);
    const here = new Set(words(lines));
    expect(words(mend(inSeed(name))).filter((word) => !here.has(word))).toEqual([]);
  });
});

test("what is mended stands in the seed, and nothing else is mended", () => {
  const seed = [IMPORTING, ...SNIPPETS].map(inSeed).join("\n");
  for (const mend of MENDED) expect(seed).toContain(mend.seed);
});

test("docs/seed-snippets.md lists what is mended", () => {
  const docs = readFileSync(new URL("../../../../docs/seed-snippets.md", import.meta.url), "utf8");
  const rows = MENDED.map(({ seed, here, why }) => `| \`${seed}\` | \`${here}\` | ${why} |`);
  expect(docs.split("\n").filter((line) => line.startsWith("| `"))).toEqual(rows);
});

/** jsii's data structs, which TypeScript writes without a name. */
const STRUCTS = /\w+\.(?:InstanceProps|SubnetSelection|OptionConfiguration|ReplicaRegion|ServerlessScalingOptions)\(/g;

/** Every name, number and text of a snippet but its comments, in a spelling that both languages share. */
function words(code: string): string[] {
  const found = code
    .replace(/^import [^;]*?$|^\s*(?:#|\/\/).*| +# .*| +\/\/ .*/gm, "")
    .replace(STRUCTS, "")
    .matchAll(/"((?:[^"\\]|\\.)*)"|([A-Za-z_]\w*)|([\d.]+)/g);
  return [...found]
    .map(([, text, name, number]) => text ?? name ?? number ?? "")
    .filter((word) => word !== "self")
    .map((word) => word.replaceAll("_", "").toLowerCase());
}
