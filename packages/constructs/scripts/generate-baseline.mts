// Takes the public surface of the compiled library as the one that later changes must keep: npm run compat:accept
// Only what jsii-diff reads is kept, so that a change of the baseline can be read.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const LEFT_OUT = ["dependencyClosure", "fingerprint", "locationInModule", "readme", "symbolId"];
const DOCS = ["deprecated", "stability"];
const MANIFEST = ["name", "version", "main", "types", "peerDependencies", "jsii"];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const only = (value: unknown, keys: readonly string[]): unknown =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key))) : value;

const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), "utf8"));

function write(name: string, content: unknown, indent: number): void {
  writeFileSync(join(root, "compat", name), `${JSON.stringify(content, null, indent)}\n`);
}

/** An assembly without what explains it. */
function surface(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(surface);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !LEFT_OUT.includes(key))
      .map(([key, inner]) => [key, key === "docs" ? only(inner, DOCS) : surface(inner)]),
  );
}

mkdirSync(join(root, "compat"), { recursive: true });
write(".jsii", surface(read(".jsii")), 1);
write("package.json", only(read("package.json"), MANIFEST), 2);
