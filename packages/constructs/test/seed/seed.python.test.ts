import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as rockpool from "cdk-rockpool";
import { beforeAll, describe, expect, test } from "vitest";
import { python } from "../support/python.ts";
import { synth } from "../support/synth.ts";
import { build, SEED, SNIPPETS } from "./snippets.ts";

let templates: Record<string, unknown> = {};

// One process for all of them: jsii takes seconds to start.
beforeAll(async () => {
  const directory = mkdtempSync(join(tmpdir(), "seed-"));
  try {
    const output = join(directory, "templates.json");
    await python(join(import.meta.dirname, "synth.py"), SEED, output, ...SNIPPETS);
    templates = JSON.parse(readFileSync(output, "utf8"));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}, 600_000);

describe("the seed's own lines, in Python", () => {
  test.each(SNIPPETS)("%s gives the template that TypeScript gives", async (name) => {
    const snippet = await build(name);
    expect(templates[name]).toEqual(synth((stack) => snippet(stack, rockpool)).template);
  });
});
