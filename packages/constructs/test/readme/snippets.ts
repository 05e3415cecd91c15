import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Stack } from "aws-cdk-lib";
import * as rockpool from "cdk-rockpool";
import { ROOT } from "../support/built.ts";
import { given, type Given } from "../support/snippets/given.ts";
import { use } from "../support/snippets/used.ts";

/** Where the README's stacks would be deployed; looking something up takes to know that. */
export const ENV = { account: "111122223333", region: "eu-west-1" };

export interface Snippet {
  /** The heading that it stands under, and its place in the README. */
  readonly name: string;
  readonly code: string;
  readonly fixture: boolean;
}

const readme = readFileSync(join(ROOT, "README.md"), "utf8");
const fixture = readFileSync(join(ROOT, "rosetta/default.ts-fixture"), "utf8");

export const SNIPPETS: readonly Snippet[] = [...readme.matchAll(/^```ts( nofixture)?\n(.*?)^```/gms)].map(
  ({ 1: without, 2: code = "", index }, place) => ({
    name: `${place}: ${
      readme
        .slice(0, index)
        .match(/^#+ .*/gm)
        ?.at(-1) ?? ""
    }`,
    code,
    fixture: without === undefined,
  }),
);

/** The variables that the fixture declares; `given` makes them. */
const DECLARED = [...fixture.matchAll(/^declare const (\w+)/gm)].map(([, name]) => name);
const IMPORTS = [...fixture.matchAll(/^import .*?;$/gms)].map(([text]) => text).join("\n");

/** Builds a snippet: it becomes a module with the fixture's imports, a function of the stack and of what is given. */
export async function build(snippet: Snippet): Promise<(stack: Stack) => void> {
  const made = [...snippet.code.matchAll(/^const (\w+)/gm)].map(([, name]) => name);
  const names = new Set(snippet.code.replaceAll(/"(?:[^"\\]|\\.)*"|\/\/.*/g, "").match(/\w+/g));
  const free = DECLARED.filter((name) => name !== undefined && names.has(name) && !made.includes(name));
  const body = `${snippet.code}\nreturn { ${made.join(", ")} };`;
  const run = await imported(
    snippet.fixture
      ? `${IMPORTS}\nexport default function ({ ${free.join(", ")} }) {\n${body}\n}\n`
      : `${snippet.code}\nexport default () => ({});\n`,
  );
  return (stack) => use(stack, run.call(stack, given(stack, rockpool)));
}

type Run = (this: Stack, given: Given) => Record<string, unknown>;

/** What a module says, from a file inside of the package, where its imports are found. */
async function imported(code: string): Promise<Run> {
  mkdirSync(join(ROOT, "dist"), { recursive: true });
  const directory = mkdtempSync(join(ROOT, "dist/readme-"));
  try {
    const file = join(directory, "snippet.ts");
    writeFileSync(file, code);
    const { default: run }: { default: Run } = await import(/* @vite-ignore */ pathToFileURL(file).href);
    return run;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
