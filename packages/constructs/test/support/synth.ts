import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import type { StackProps } from "aws-cdk-lib";
import { Annotations, Match, Template } from "aws-cdk-lib/assertions";

/** A synthesized stack: its template, where it warns of what, the number of its errors, and what else came of its app. */
export interface Synthesized {
  readonly template: { Resources: Record<string, CfnResourceJson>; Outputs?: Record<string, unknown> };
  readonly warnings: readonly { readonly path: string; readonly id: string }[];
  readonly errors: number;
  /** All templates of the app by file: other stacks and nested ones too. */
  readonly templates: Readonly<Record<string, unknown>>;
  /** What the app has to look up in the account before it can be deployed. */
  readonly lookups: unknown;
}

export interface CfnResourceJson {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DependsOn?: string[];
  readonly DeletionPolicy?: string;
}

/** Builds one stack in an app whose directory is gone afterwards, and does something with them. */
export function inApp<T>(
  build: (stack: Stack) => void,
  context: Record<string, unknown>,
  props: StackProps,
  use: (app: App, stack: Stack) => T,
): T {
  const outdir = mkdtempSync(join(tmpdir(), "constructs-"));
  try {
    const app = new App({
      outdir,
      analyticsReporting: false,
      // The validator that ships with the CDK takes seconds to load. The example apps are validated by it.
      builtinCloudFormationValidation: false,
      postCliContext: { ...context },
    });
    const stack = new Stack(app, "Stack", props);
    build(stack);
    return use(app, stack);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Synthesizes one stack. Construct paths stand in the template, so that they are compared too. */
export function synth(
  build: (stack: Stack) => void,
  context: Record<string, unknown> = {},
  props: StackProps = {},
): Synthesized {
  return inApp(build, { "aws:cdk:enable-path-metadata": true, ...context }, props, (app, stack) => {
    const template = Template.fromStack(stack).toJSON() as Synthesized["template"];
    const annotations = Annotations.fromStack(stack);
    return {
      template,
      warnings: annotations
        .findWarning("*", Match.anyValue())
        .flatMap(({ id, entry }) => {
          const acknowledgement = /\[ack: (.+)\]"$/.exec(JSON.stringify(entry.data))?.[1];
          return acknowledgement === undefined ? [] : [{ path: id, id: acknowledgement }];
        })
        .sort((a, b) => `${a.path} ${a.id}`.localeCompare(`${b.path} ${b.id}`)),
      errors: annotations.findError("*", Match.anyValue()).length,
      templates: Object.fromEntries(
        globSync("**/*.template.json", { cwd: app.outdir })
          .toSorted()
          .map((file) => [file, JSON.parse(readFileSync(join(app.outdir, file), "utf8"))]),
      ),
      lookups: app.synth().manifest.missing,
    };
  });
}
