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
const OURS_ALONE = new Set(["DataApiConnectionOptions", "DatabaseInitializerProps"]);

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
