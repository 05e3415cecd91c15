import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** The package of the constructs. */
export const ROOT = join(import.meta.dirname, "../..");

/** When the newest of these files, or of the files in these folders, was written. */
export function newest(...paths: readonly string[]): number {
  const times = paths.map((path) => {
    const stat = existsSync(path) ? statSync(path) : undefined;
    if (stat === undefined) return 0;
    return stat.isDirectory() ? newest(...readdirSync(path).map((name) => join(path, name))) : stat.mtimeMs;
  });
  return Math.max(0, ...times);
}

/** What the assembly is made of; the README is a part of it. */
const SOURCES = ["src", "package.json", "README.md"];

/** What to do when only the quick build is there. */
export const CURE =
  "`npm run build -w packages/constructs` (build:quick is not enough, `npm test` builds it by itself)";

/** Throws unless the assembly says what the sources say: jsii writes it, the quick build does not. */
export function assertBuilt(): void {
  if (newest(join(ROOT, ".jsii")) < newest(...SOURCES.map((name) => join(ROOT, name)))) {
    throw new Error(`the compiled library is older than its sources: ${CURE}`);
  }
}
