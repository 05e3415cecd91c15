import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import * as rockpool from "cdk-rockpool";
import { expect, test } from "vitest";
import { Assembly } from "../support/assembly.ts";
import type { Rds, Scenario } from "./kit.ts";
import { networkIn } from "./network.ts";
import { Recorder } from "./recorder.ts";
import { THEMES } from "./themes/index.ts";

const assembly = new Assembly();

/** What only we have, so that there is nothing to compare with: tested on its own. */
const OURS_ALONE = new Set([
  "DataApiConnectionOptions",
  "DatabaseConnection",
  "DatabaseInitializer",
  "DatabaseInitializerProps",
  "SqlScript",
]);

const recorder = new Recorder(assembly);
const watched = recorder.watch(rockpool) as unknown as Rds;

function build({ build: scenario, context, stack: props }: Scenario): void {
  const outdir = mkdtempSync(join(tmpdir(), "coverage-"));
  try {
    const app = new App({ outdir, analyticsReporting: false, postCliContext: { ...context } });
    const stack = new Stack(app, "Stack", props);
    scenario(watched, stack, networkIn(stack));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function buildAll(): { scenarios: number; refusals: number } {
  const counts = { scenarios: 0, refusals: 0 };
  for (const { scenarios, refusals = [], refusedByOursAlone = [] } of Object.values(THEMES)) {
    for (const scenario of scenarios) build(scenario);
    for (const refusal of [...refusals, ...refusedByOursAlone]) expect(() => build(refusal)).toThrow(refusal.words);
    counts.scenarios += scenarios.length;
    counts.refusals += refusals.length + refusedByOursAlone.length;
  }
  return counts;
}

const counts = buildAll();

test(`${counts.scenarios} scenarios and ${counts.refusals} refusals pass every property of every struct`, () => {
  const all = assembly.inputs
    .filter(({ name }) => !OURS_ALONE.has(name))
    .flatMap(({ name, properties = [] }) => properties.map((property) => `${name}.${property.name}`));
  expect(all.filter((property) => !recorder.properties.has(property))).toEqual([]);
});

test("they make every class and call every method of it", () => {
  const all = assembly.classes
    .filter(({ name }) => !OURS_ALONE.has(name))
    .flatMap(({ name, abstract, initializer, methods = [] }) => [
      ...(initializer && !initializer.protected && !abstract ? [`${name}.new`] : []),
      ...methods.filter((method) => method.protected !== true).map((method) => `${name}.${method.name}`),
    ]);
  expect(all.length).toBeGreaterThan(50);
  expect(all.filter((method) => !recorder.methods.has(method))).toEqual([]);
});
