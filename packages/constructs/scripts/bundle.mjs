// Makes lib/library.js out of the files that the compiler wrote to lib, and lib/index.js, which loads it when something of it is
// first used. Bundles the initializer's function, too. Runs after every build.
//
// Files cost more to find than to read, so they become one; and what a module does when it is loaded waits until something of it
// is used: an app with one cluster has no need of the thousands of engine versions, of proxies and imported clusters, and
// of what those load of aws-cdk-lib in turn. bench/README.md tells what that saves.
//
// The classes that aws-cdk-lib generates (CfnDBCluster and its like) are exported, too, for apps that use them beside ours by the
// same import. jsii would take a re-export in src/index.ts for classes of this library.
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const lib = fileURLToPath(new URL("../lib", import.meta.url));
const require = createRequire(new URL("../lib/index.js", import.meta.url));

const STATEMENT = /export (?:\*|\{([^}]*)\}) from "(\.[^"]+)";/g;
const text = readFileSync(new URL("../src/index.ts", import.meta.url), "utf8");
const statements = [...text.matchAll(STATEMENT)];
const rest = text.replaceAll(STATEMENT, "").replaceAll(/^\s*\/\/.*$/gm, "");
if (rest.trim() !== "") throw new Error(`src/index.ts has statements that bundle.mjs does not know: ${rest.trim()}`);

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

// The first access loads the library, and puts the value in the getter's place. The last line tells import statements of ES
// modules the names.
writeFileSync(
  `${lib}/index.js`,
  `"use strict";
// Written by scripts/bundle.mjs.
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
const ours = (name, path) => lazy(name, () => require("./library.js")[path]());
const generated = (name) => lazy(name, () => require("aws-cdk-lib/aws-rds"));
${exported.map(([name, path]) => `ours("${name}", "${path}");`).join("\n")}
${l1.map((name) => `generated("${name}");`).join("\n")}
0 && (module.exports = { ${[...exported.map(([name]) => name), ...l1].join(", ")} });
`,
);

const paths = new Set(exported.map(([, path]) => path));
const library = [...paths].map((path) => `exports["${path}"] = () => require("${path}");`).join("\n");

// What TypeScript makes of an import, and the helpers that it defines for that. The core of the CDK and `constructs` are there in
// every app.
const IMPORT =
  /^const (\w+) = (?:__import(Star|Default)\()?(require\("(?!constructs"|aws-cdk-lib\/core")[^"]+"\))\)?;$/gm;
const HELPERS = /^var __\w+ = [^]*?(?=^Object\.defineProperty\(exports, "__esModule")/m;
const LAZY_MODULE =
  "const lazyModule = (load) => { let there; return new Proxy({}, { get: (_, name) => (there ??= load())[name] }); };";

/** The module with its imports done when something of them is first used. */
const lazily = (text) =>
  text
    .replace(HELPERS, "")
    .replaceAll(IMPORT, (_, name, kind, load) =>
      kind === "Default"
        ? `const ${name} = lazyModule(() => ({ default: ${load} }));`
        : `const ${name} = lazyModule(() => ${load});`,
    );

const modules = {
  name: "modules",
  setup({ onLoad, onResolve }) {
    // Tables are parsed faster as JSON, and stay files of their own.
    onResolve({ filter: /\.json$/ }, ({ path, resolveDir }) => ({
      path: `./${posix.join(relative(lib, resolveDir), path)}`,
      external: true,
    }));
    onLoad({ filter: /\.js$/ }, ({ path }) => {
      const here = JSON.stringify(relative(lib, dirname(path)));
      const contents = lazily(readFileSync(path, "utf8"));
      return { contents: contents.replaceAll(/\b__dirname\b/g, `require("node:path").join(__dirname, ${here})`) };
    });
  },
};

const common = { bundle: true, format: "cjs", logLevel: "warning", platform: "node" };

/** A class that names itself is `X = class _X` to esbuild; what users see of it, in stack traces and as `name`, is X. */
const withClassNames = (text) =>
  [...text.matchAll(/^\s*var (\w+) = class _\1\b/gm)].reduce(
    (renamed, [, name]) => renamed.replaceAll(new RegExp(`\\b_${name}\\b`, "g"), name),
    text,
  );

// With its lines: Node.js prints the line of an error that nobody catches.
const { outputFiles } = await build({
  ...common,
  stdin: { contents: library, resolveDir: lib },
  banner: { js: LAZY_MODULE },
  external: ["aws-cdk-lib", "constructs"],
  legalComments: "none",
  plugins: [modules],
  target: "node20",
  write: false,
});
writeFileSync(`${lib}/library.js`, withClassNames(outputFiles[0].text));

await build({
  ...common,
  entryPoints: [`${root}/handlers/initializer/index.ts`],
  external: ["@aws-sdk/*"],
  minifyWhitespace: true,
  outfile: `${lib}/handlers/initializer/index.js`,
  target: "node22",
});
