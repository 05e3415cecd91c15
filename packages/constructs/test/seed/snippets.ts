import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "aws-cdk-lib";
import { given, type Given, type Rds } from "../support/snippets/given.ts";
import { use } from "../support/snippets/used.ts";
import mended from "./mended.json" with { type: "json" };

/** The seed's code blocks as they stand there; the first one is the import that the others go on from. */
const SEED = join(import.meta.dirname, "python");

const [importing, ...names] = readdirSync(SEED)
  .map((file) => file.replace(/\.py$/, ""))
  .sort();
export const IMPORTING = importing ?? "";
export const SNIPPETS: readonly string[] = names;

/** Where a snippet departs from the seed, and why. The Python runner applies the same list. */
export const MENDED: readonly { readonly seed: string; readonly here: string; readonly why: string }[] = mended;

export const inSeed = (name: string): string => readFileSync(join(SEED, `${name}.py`), "utf8");
export const inTypeScript = (name: string): string =>
  readFileSync(join(import.meta.dirname, "typescript", `${name}.ts`), "utf8");

/** The seed's lines as the runner takes them: a whole name is replaced, never a part of a longer one. */
export function mend(code: string): string {
  return MENDED.reduce((text, { seed, here }) => text.split(new RegExp(`${escaped(seed)}(?!\\w)`)).join(here), code);
}

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&");

type Snippet = (this: Stack, rds: Rds, given: Given) => Record<string, unknown> | void;

/** Builds the TypeScript snippet in `stack`. */
export async function build(name: string): Promise<(stack: Stack, rds: Rds) => void> {
  const { default: snippet }: { default: Snippet } = await import(`./typescript/${name}.ts`);
  return (stack, rds) => use(stack, snippet.call(stack, rds, given(stack, rds)) ?? {});
}
