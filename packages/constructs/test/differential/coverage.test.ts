import { expect, test } from "vitest";
import { Assembly } from "../support/assembly.ts";
import { inApp } from "../support/synth.ts";
import { BEYOND_COMPARISON } from "./branches/exceptions.ts";
import { countedLibrary } from "./branches/library.ts";
import type { Rds, Refusal, Scenario } from "./kit.ts";
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

const { module, branches, counters } = await countedLibrary();
const recorder = new Recorder(assembly);
const watched = recorder.watch(module) as unknown as Rds;

function run({ build, context = {}, stack: props = {} }: Scenario): void {
  inApp(
    (stack) => build(watched, stack, networkIn(stack)),
    context,
    props,
    // Much is worked out at synthesis only.
    (app) => app.synth(),
  );
}

function refuse(refusal: Refusal): void {
  try {
    run(refusal);
  } catch {
    // In which words, differential.test.ts looks at.
    return;
  }
  throw new Error(`${refusal.name} is not refused`);
}

const themes = Object.values(THEMES);
const scenarios = themes.flatMap((theme) => [...theme.scenarios, ...(theme.takenByOursAlone ?? [])]);
const refusals = themes.flatMap((theme) => [...(theme.refusals ?? []), ...(theme.refusedByOursAlone ?? [])]);

for (const scenario of scenarios) run(scenario);
// What is passed to an app that is refused says nothing of a template. Branches count: most of them lead to a refusal.
const properties = new Set(recorder.properties);
const methods = new Set(recorder.methods);
for (const refusal of refusals) refuse(refusal);

test(`${scenarios.length} scenarios pass every property of every struct`, () => {
  const all = assembly.inputs
    .filter(({ name }) => !OURS_ALONE.has(name))
    .flatMap(({ name, properties: declared = [] }) => declared.map((property) => `${name}.${property.name}`));
  expect(all.length).toBeGreaterThan(250);
  expect(all.filter((property) => !properties.has(property))).toEqual([]);
});

test("they make every class and call every method of it", () => {
  const all = assembly.classes
    .filter(({ name }) => !OURS_ALONE.has(name))
    .flatMap(({ name, abstract, initializer, methods: declared = [] }) => [
      ...(initializer && !initializer.protected && !abstract ? [`${name}.new`] : []),
      ...declared.filter((method) => method.protected !== true).map((method) => `${name}.${method.name}`),
    ]);
  expect(all.length).toBeGreaterThan(50);
  expect(all.filter((method) => !methods.has(method))).toEqual([]);
});

test(`with ${refusals.length} refusals they take every branch`, () => {
  const excepted = new Set(Object.values(BEYOND_COMPARISON).flat());
  // An exception stands for one branch: the next one of the same words is missed.
  const missed = counters
    .missing(branches)
    .map(({ branch: { file, line, text }, outcome }) => ({ file, line, what: `\`${text}\` is never ${outcome}` }))
    .filter(({ file, what }) => !excepted.delete(`${file}: ${what}`));
  const all = branches.flatMap(({ outcomes }) => outcomes).length;
  const beyond = Object.values(BEYOND_COMPARISON).flat().length;
  process.stdout.write(`branches taken: ${all - missed.length - beyond} / ${all}, beyond the comparison: ${beyond}\n`);
  expect(all).toBeGreaterThan(1500);
  expect(missed.map(({ file, line, what }) => `${file}:${line}: ${what}`)).toEqual([]);
  expect([...excepted], "these are taken now; leave them out of branches/exceptions.ts").toEqual([]);
});
