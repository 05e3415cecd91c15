import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { runInThisContext } from "node:vm";
import { build, type Plugin, transformSync } from "esbuild";
import { Counters } from "./counters.ts";
import { type Branch, instrument } from "./instrument.ts";

const ROOT = join(import.meta.dirname, "../../..");
const COUNTERS = "branch-counters";

const TARGET = "node22";

/** Data and what has tests of its own: the version classes, and what only we have. */
const APART = /^src\/(engines\/versions|initializer)\//;

/** The library, made of its sources and not of what is built, with a count of the branches that it takes. */
export interface CountedLibrary {
  readonly module: object;
  readonly branches: readonly Branch[];
  readonly counters: Counters;
}

export async function countedLibrary(): Promise<CountedLibrary> {
  const branches: Branch[] = [];
  const counters = new Counters();
  const instrumented: Plugin = {
    name: "instrumented",
    setup(bundle) {
      bundle.onResolve({ filter: new RegExp(`^${COUNTERS}$`) }, ({ path }) => ({ path, external: true }));
      bundle.onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => {
        const file = relative(ROOT, path);
        const source = readFileSync(path, "utf8");
        const text = APART.test(file) ? source : instrument(file, source, branches);
        // As CommonJS, like the build: modules that need one another find each other there.
        return { contents: transformSync(text, { loader: "ts", format: "cjs", target: TARGET }).code };
      });
    },
  };
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ["src/index.ts"],
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    target: TARGET,
    packages: "external",
    plugins: [instrumented],
  });
  const load = createRequire(join(ROOT, "package.json"));
  const exports = {};
  const module = { exports };
  const define: unknown = runInThisContext(
    `(function (module, exports, require, __dirname) { ${outputFiles[0]?.text} })`,
  );
  if (typeof define !== "function") throw new Error("the library is not a module");
  define(module, exports, (name: string) => (name === COUNTERS ? counters : load(name)), join(ROOT, "lib"));
  return { module: module.exports, branches, counters };
}
