// How long the article's scenario takes, stage by stage: `npm run bench:article [-- runs]`. Two stacks: the CDK app with
// Node.js functions on PostgreSQL, and the YAML templates with Python functions on MariaDB. Templates are warm: one run
// of each is thrown away. The limit beside it is the database server alone: cloned, started, first login.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { startPool } from "rockpool";
import { synthesizeArticle } from "./synthesize.mjs";

const runs = Number(process.argv[2] ?? 5);
const examples = join(import.meta.dirname, "../examples");
const { directory: assembly, milliseconds: synthesis } = await synthesizeArticle(join(examples, "article"));

const scenarios = [
  { name: "Node.js on PostgreSQL (CDK app)", source: assembly, aim: 2000 },
  { name: "Python on MariaDB (nested YAML)", source: join(examples, "article-yaml/main.yaml"), aim: 4000 },
];

async function measure({ source }) {
  const begin = performance.now();
  await using pool = await startPool();
  const started = performance.now();
  let engineReady = 0;
  const first = new Map();
  const resources = [];
  pool.events.subscribe((event) => {
    if (event.kind === "engine" && event.status === "available") engineReady += event.milliseconds ?? 0;
    if (event.kind !== "stack" || event.physicalResourceId === event.stackId) return;
    const key = `${event.stackId}/${event.logicalResourceId}`;
    if (event.resourceStatus === "CREATE_IN_PROGRESS" && !first.has(key)) first.set(key, performance.now());
    if (event.resourceStatus === "CREATE_COMPLETE")
      resources.push({
        name: `${event.logicalResourceId} ${event.resourceType}`,
        took: performance.now() - first.get(key),
      });
  });
  const { stacks } = await pool.deploy(source);
  const complete = performance.now();
  const response = await fetch(stacks[0].outputs.FunctionUrl);
  const body = await response.text();
  if (!response.ok || !body.includes("dog")) throw new Error(`the function answered ${response.status}: ${body}`);
  return {
    "pool start": started - begin,
    "engine ready": engineReady,
    "CreateStack to CREATE_COMPLETE": stacks[0].milliseconds,
    "first URL answer": performance.now() - complete,
    resources,
  };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const format = (values) =>
  `${median(values).toFixed(0).padStart(6)} ms   (${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)})`;

try {
  console.log(`app synthesized in ${synthesis.toFixed(0)} ms; ${runs} runs each, median (fastest to slowest)\n`);
  for (const scenario of scenarios) {
    await measure(scenario);
    const results = [];
    for (let run = 0; run < runs; run += 1) results.push(await measure(scenario));
    console.log(scenario.name);
    for (const stage of Object.keys(results[0]).filter((name) => name !== "resources"))
      console.log(`  ${stage.padEnd(32)} ${format(results.map((result) => result[stage]))}`);
    const total = median(results.map((result) => result["CreateStack to CREATE_COMPLETE"]));
    const limit = median(results.map((result) => result["engine ready"]));
    console.log(`  aim ${scenario.aim} ms; ${(total / limit).toFixed(1)} times the database server alone`);
    const slowest = results
      .at(-1)
      .resources.toSorted((a, b) => b.took - a.took)
      .slice(0, 6);
    for (const { name, took } of slowest) console.log(`    ${took.toFixed(0).padStart(6)} ms  ${name}`);
    console.log();
  }
} finally {
  rmSync(assembly, { recursive: true, force: true });
}
