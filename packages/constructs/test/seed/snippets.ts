import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { aws_cloudwatch as cloudwatch, CfnOutput, type Stack } from "aws-cdk-lib";
import { given, type Given, type Rds } from "./given.ts";
import mended from "./mended.json" with { type: "json" };

/** The seed's code blocks as they stand there; the first one is the import that the others go on from. */
export const SEED = join(import.meta.dirname, "python");

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

/** Builds the TypeScript snippet in `stack`. A value that it only names gets into the template, so that it can be compared. */
export async function build(name: string): Promise<(stack: Stack, rds: Rds) => void> {
  const { default: snippet }: { default: Snippet } = await import(`./typescript/${name}.ts`);
  return (stack, rds) => {
    for (const [key, value] of Object.entries(snippet.call(stack, rds, given(stack, rds)) ?? {})) {
      const id = key.charAt(0).toUpperCase() + key.slice(1);
      const text = described(value);
      if (text !== undefined) new CfnOutput(stack, id, { value: text });
      if (value instanceof cloudwatch.Metric) {
        new cloudwatch.Alarm(stack, id, { metric: value, threshold: 1, evaluationPeriods: 1 });
      }
    }
  };
}

function described(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return undefined;
  if ("auroraMysqlFullVersion" in value && "auroraMysqlMajorVersion" in value) {
    return `${String(value.auroraMysqlFullVersion)} ${String(value.auroraMysqlMajorVersion)}`;
  }
  if ("oracleFullVersion" in value && "oracleMajorVersion" in value) {
    return `${String(value.oracleFullVersion)} ${String(value.oracleMajorVersion)}`;
  }
  return undefined;
}
