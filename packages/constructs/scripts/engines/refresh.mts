// Brings the engine catalogue up to date and generates the version classes anew. CONTRIBUTING.md tells how to use it.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { askRds, observeRds } from "./aws.mts";
import { classFile, dataFile, readCatalogue, renderData, writeIfChanged } from "./catalogue.mts";
import { renderClass } from "./classes.mts";
import { merge } from "./merge.mts";
import { observePeer } from "./peer.mts";
import { TABLES } from "./tables.mts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { aws: { type: "boolean" }, region: { type: "string" }, "dry-run": { type: "boolean" } },
});

const answers = positionals.map((file) => readFileSync(file, "utf8"));
if (values.aws) answers.push(...askRds(values.region));

// Amazon RDS has the last word.
let catalogue = readCatalogue();
const changes: string[] = [];
for (const source of [observePeer(), ...(answers.length > 0 ? [observeRds(answers)] : [])]) {
  const merged = merge(catalogue, source);
  catalogue = merged.catalogue;
  changes.push(...merged.changes);
}

if (!values["dry-run"]) {
  for (const table of TABLES) {
    writeIfChanged(dataFile(table), renderData(catalogue[table.file]));
    writeIfChanged(classFile(table), renderClass(table, catalogue[table.file]));
  }
}
process.stdout.write(changes.length > 0 ? `${changes.join("\n")}\n` : "nothing has changed\n");
