import { expect, test } from "vitest";
import { synth } from "../support/synth.ts";
import { build, ENV, SNIPPETS } from "./snippets.ts";

// That the compiler takes them, jsii-rosetta says when it translates them for the Python package.

test("the README has snippets", () => {
  expect(SNIPPETS.length).toBeGreaterThan(30);
});

test.each(SNIPPETS)("the README's snippet $name synthesizes", async (snippet) => {
  const make = await build(snippet);
  expect(synth(make, {}, { env: ENV }).errors).toBe(0);
});
