// Has every module of lib loaded when something of it is first used: an app with one cluster has no need of the thousands of
// engine versions, of proxies and imported clusters, and of what those load of aws-cdk-lib in turn. Runs after every build,
// also on files that an earlier run has changed.
//
// It adds the classes that aws-cdk-lib generates (CfnDBCluster and its like) to lib/index.js and lib/index.d.ts, for apps that use
// them beside ours by the same import. jsii would take a re-export in src/index.ts for classes of this library.
import { appendFileSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const lib = new URL("../lib/", import.meta.url);
const source = new URL("../src/index.ts", import.meta.url);
const target = new URL("../lib/index.js", import.meta.url);
const require = createRequire(target);

const STATEMENT = /export (?:\*|\{([^}]*)\}) from "(\.[^"]+)";/g;
const text = readFileSync(source, "utf8");
const statements = [...text.matchAll(STATEMENT)];
const rest = text.replaceAll(STATEMENT, "").replaceAll(/^\s*\/\/.*$/gm, "");
if (rest.trim() !== "") throw new Error(`src/index.ts has statements that lazy.mjs does not know: ${rest.trim()}`);

// Interfaces are gone at run time; what is left of a list of names are the classes and enums.
const exported = statements.flatMap(([, names, path]) => {
  const there = Object.keys(require(path));
  const wanted = names?.split(",").map((name) => name.trim());
  return there.filter((name) => wanted?.includes(name) ?? true).map((name) => [name, path]);
});

const generated = readFileSync(
  require.resolve("aws-cdk-lib/aws-rds").replace(/index\.js$/, "lib/rds.generated.d.ts"),
  "utf8",
);
const l1 = [...generated.matchAll(/^export declare class (Cfn\w+)/gm)].map(([, name]) => name);
const l1Types = [
  ...[...generated.matchAll(/^export interface (Cfn\w+)/gm)].map(([, name]) => name),
  ...[...generated.matchAll(/^export type \{ ([\w, ]+) \};/gm)].flatMap(([, names]) => names.split(", ")),
];

// The first access puts the value in the getter's place. The last line tells import statements of ES modules the names.
writeFileSync(
  target,
  `"use strict";
// Written by scripts/lazy.mjs.
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
${[...exported, ...l1.map((name) => [name, "aws-cdk-lib/aws-rds"])].map(([name, path]) => `lazy("${name}", () => require("${path}"));`).join("\n")}
0 && (module.exports = { ${[...exported.map(([name]) => name), ...l1].join(", ")} });
`,
);

// An incremental build leaves the declarations as they were.
const declarations = new URL("../lib/index.d.ts", import.meta.url);
if (!readFileSync(declarations, "utf8").includes(l1[0])) {
  appendFileSync(
    declarations,
    `export { ${l1.join(", ")} } from "aws-cdk-lib/aws-rds";
export type { ${l1Types.join(", ")} } from "aws-cdk-lib/aws-rds";
`,
  );
}

// What TypeScript makes of an import of another file here: a constant with a number in its name, used by that name alone.
// Parentheses around the call, since it may follow `new`.
const IMPORT = /^const (\w+_\d+) = (require\("\.[^"]+"\)|__importDefault\(require\("\.[^"]+"\)\));$/gm;
for (const file of globSync("**/*.js", { cwd: lib, exclude: ["handlers/**", "index.js"] })) {
  const text = readFileSync(new URL(file, lib), "utf8");
  const imports = [...text.matchAll(IMPORT)];
  if (imports.length === 0) continue;
  const names = new RegExp(`\\b(${imports.map(([, name]) => name).join("|")})\\b`, "g");
  const lines = text.split("\n").map((line) => {
    const [, name, load] = new RegExp(IMPORT, "").exec(line) ?? [];
    if (name === undefined) return line.startsWith("//#") ? line : line.replaceAll(names, "($1())");
    return `let ${name}$; const ${name} = () => (${name}$ ??= ${load});`;
  });
  writeFileSync(new URL(file, lib), lines.join("\n"));
}
