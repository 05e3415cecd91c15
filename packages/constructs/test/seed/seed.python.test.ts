import { join } from "node:path";
import * as rockpool from "cdk-rockpool";
import { beforeAll, describe, expect, test } from "vitest";
import { templatesOf } from "../support/python.ts";
import { synth } from "../support/synth.ts";
import { build, SNIPPETS } from "./snippets.ts";

let templates: Record<string, unknown> = {};

beforeAll(async () => {
  templates = await templatesOf(join(import.meta.dirname, "run.py"), ...SNIPPETS);
}, 600_000);

describe("the seed's own lines, in Python", () => {
  test.each(SNIPPETS)("%s gives the template that TypeScript gives", async (name) => {
    const snippet = await build(name);
    expect(templates[name]).toEqual(synth((stack) => snippet(stack, rockpool)).template);
  });
});
