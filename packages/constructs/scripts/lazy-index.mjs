// Writes lib/index.js anew, so that a module is loaded when something of it is first used: an app with one cluster has no
// need of the thousands of engine versions, the other constructs, and what of aws-cdk-lib those load in turn.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = new URL("../src/index.ts", import.meta.url);
const target = new URL("../lib/index.js", import.meta.url);
const require = createRequire(target);

const STATEMENT = /export (?:\*|\{([^}]*)\}) from "(\.[^"]+)";/g;
const text = readFileSync(source, "utf8");
const statements = [...text.matchAll(STATEMENT)];
const rest = text.replaceAll(STATEMENT, "").replaceAll(/^\s*\/\/.*$/gm, "");
if (rest.trim() !== "")
  throw new Error(`src/index.ts has statements that lazy-index.mjs does not know: ${rest.trim()}`);

// Interfaces are gone at run time; what is left of a list of names are the classes and enums.
const exported = statements.flatMap(([, names, path]) => {
  const there = Object.keys(require(path));
  const wanted = names?.split(",").map((name) => name.trim());
  return there.filter((name) => wanted?.includes(name) ?? true).map((name) => [name, path]);
});

// The first access puts the value in the getter's place. The last line tells import statements of ES modules the names.
writeFileSync(
  target,
  `"use strict";
// Written by scripts/lazy-index.mjs.
Object.defineProperty(exports, "__esModule", { value: true });
const lazy = (name, load) =>
  Object.defineProperty(exports, name, {
    configurable: true,
    enumerable: true,
    get() {
      const value = load()[name];
      Object.defineProperty(exports, name, { configurable: true, enumerable: true, value });
      return value;
    },
  });
${exported.map(([name, path]) => `lazy("${name}", () => require("${path}"));`).join("\n")}
0 && (module.exports = { ${exported.map(([name]) => name).join(", ")} });
`,
);
