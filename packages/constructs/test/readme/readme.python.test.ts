import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { templatesOf } from "../support/python.ts";
import { synth } from "../support/synth.ts";
import { build, ENV, SNIPPETS } from "./snippets.ts";

let templates: Record<string, unknown> = {};

beforeAll(async () => {
  templates = await templatesOf(join(import.meta.dirname, "run.py"), ENV.account, ENV.region);
}, 600_000);

test("the wheel's README has every snippet, translated", () => {
  expect(Object.keys(templates)).toHaveLength(SNIPPETS.length);
});

test.each(SNIPPETS.map((snippet, place) => ({ ...snippet, snippet, place })))(
  "the README's snippet $name gives in Python the template that TypeScript gives",
  async ({ snippet, place }) => {
    const make = await build(snippet);
    expect(templates[place]).toEqual(synth(make, {}, { env: ENV }).template);
  },
);
