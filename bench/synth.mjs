// What constructing and synthesizing clusters costs: `npm run bench:synth [-- rounds]`. Four builds of the same template
// (synth/*.cjs): by hand with the L1 classes, without and with aws-cdk-lib's constructs for what a cluster hands out, with
// aws-cdk-lib/aws-rds, and with cdk-rockpool. Each sample is CPU time of a
// process of its own; the builds take turns, so that a change of the machine's speed hits all of them, and ratios are taken
// round by round. bench/README.md explains the figures.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const rounds = Number(process.argv[2] ?? 9);
const BUILDS = ["l1", "l1-and-helpers", "aws-cdk-lib", "cdk-rockpool"];
const SIZES = [1, 50, 200];
const GOAL = 1.1;

const directory = mkdtempSync(join(tmpdir(), "rockpool-bench-synth-"));
const outdir = (build, clusters) => join(directory, `${build}-${clusters}`);

function sample(build, clusters) {
  const program = join(import.meta.dirname, "synth/sample.cjs");
  const text = execFileSync(process.execPath, [program, build, String(clusters), outdir(build, clusters)], {
    encoding: "utf8",
  });
  const times = JSON.parse(text);
  return { ...times, both: times.construct + times.synth, whole: times.import + times.construct + times.synth };
}

/** The templates of an app, with resources named by type and number: an id by hand is shorter than one of a construct tree. */
function templates(build, clusters) {
  const files = readdirSync(outdir(build, clusters)).filter((name) => name.endsWith(".template.json"));
  return files.toSorted().map((name) => {
    const template = JSON.parse(readFileSync(join(outdir(build, clusters), name), "utf8"));
    const numbers = new Map();
    const names = Object.entries(template.Resources).map(([id, { Type }]) => {
      numbers.set(Type, (numbers.get(Type) ?? 0) + 1);
      return [id, `${Type}#${numbers.get(Type)}`];
    });
    const renamed = names.reduce((text, [id, plain]) => text.replaceAll(`"${id}"`, `"${plain}"`), sorted(template));
    return sorted(JSON.parse(renamed));
  });
}

function sorted(value) {
  return JSON.stringify(value, (key, part) => {
    if (key === "DependsOn") return [part].flat().toSorted((a, b) => a.localeCompare(b));
    if (part === null || typeof part !== "object" || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function assertSame(clusters) {
  const [first, ...others] = BUILDS.map((build) => ({ build, made: templates(build, clusters) }));
  for (const { build, made } of others)
    if (JSON.stringify(made) !== JSON.stringify(first.made))
      throw new Error(`the templates of ${build} and ${first.build} differ for ${clusters} clusters; see ${directory}`);
}

const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.round((values.length - 1) * share)];
const cell = (values) => {
  const median = quantile(values, 0.5).toFixed(0);
  return values.length < 4
    ? median
    : `${median} (${quantile(values, 0.25).toFixed(0)} to ${quantile(values, 0.75).toFixed(0)})`;
};
const ratioTo = (results, other, stage) =>
  quantile(
    results["cdk-rockpool"].map((ours, round) => ours[stage] / results[other][round][stage]),
    0.5,
  );
const verdicts = [];

console.log(`CPU milliseconds, median (middle half) of ${rounds} rounds; ratios are medians of the rounds' own\n`);
for (const clusters of SIZES) {
  for (const build of BUILDS) sample(build, clusters);
  assertSame(clusters);
  const results = Object.fromEntries(BUILDS.map((build) => [build, []]));
  for (let round = 0; round < rounds; round++)
    for (const offset of BUILDS.keys()) {
      const build = BUILDS[(round + offset) % BUILDS.length];
      results[build].push(sample(build, clusters));
    }
  console.log(`${clusters} cluster${clusters === 1 ? "" : "s"}`);
  const stages = ["import", "construct", "synth", "both", "whole"];
  const row = (name, cells) => console.log(`  ${name.padEnd(16)}${cells.map((text) => text.padStart(22)).join("")}`);
  row("", ["import", "construct", "synth", "construct + synth", "with import"]);
  for (const build of BUILDS)
    row(
      build,
      stages.map((stage) => cell(results[build].map((result) => result[stage]))),
    );
  for (const other of BUILDS.slice(0, -1))
    row(
      `/ ${other}`,
      stages.map((stage) => ratioTo(results, other, stage).toFixed(2)),
    );
  for (const [stage, name] of [
    ["import", "import"],
    ["both", "construct + synth"],
  ])
    for (const [other, limit] of [
      ["l1", GOAL],
      ["aws-cdk-lib", 1],
    ]) {
      const ratio = ratioTo(results, other, stage);
      verdicts.push(
        `${ratio <= limit ? "met   " : "missed"}  ${name}, ${clusters} cluster${clusters === 1 ? "" : "s"}: ${ratio.toFixed(2)} of ${other}, at most ${limit.toFixed(2)}`,
      );
    }
  console.log();
}
console.log(`goals: at most ${GOAL.toFixed(2)} of L1, and below aws-cdk-lib's`);
for (const verdict of verdicts) console.log(`  ${verdict}`);
rmSync(directory, { recursive: true, force: true });
