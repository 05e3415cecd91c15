import { readFileSync } from "node:fs";
import { RockpoolError } from "../errors.js";
import { readAssembly, type StackInput } from "./assembly.js";
import { defaultStackName, type Source } from "./source.js";

export interface StackSelection {
  /** The stack's name, for a source that is one template. */
  readonly stackName?: string;
  /** Which stacks of an app; default: all. */
  readonly stacks?: readonly string[];
  /** Values for the templates' parameters: `Name`, or `Stack:Name` for one stack of an app. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** The stacks that a source describes, in the order of deployment. */
export async function readStacks(
  source: Exclude<Source, { kind: "app" }>,
  selection: StackSelection,
): Promise<StackInput[]> {
  const parameters = selection.parameters ?? {};
  if (source.kind === "template") {
    const stackName = selection.stackName ?? selection.stacks?.[0] ?? defaultStackName(source.file);
    return [{ stackName, template: readFileSync(source.file, "utf8"), parameters, tags: {}, assetManifests: [] }];
  }
  if (selection.stackName !== undefined) {
    throw new RockpoolError(
      "InvalidOption",
      `--stack-name ${selection.stackName} goes with a template; an app names its own stacks`,
      { hint: "Name the stacks of the app to deploy after the source instead." },
    );
  }
  const stacks = await readAssembly(source.directory, selection.stacks);
  const used = new Set<string>();
  const result = stacks.map((stack) => {
    const declared = Object.keys(declaredParameters(stack.template));
    const chosen = Object.entries(parameters).flatMap(([key, value]): Array<[string, string]> => {
      const [first = "", second] = key.split(":");
      const matches =
        second === undefined ? declared.includes(first) : first === stack.stackName && declared.includes(second);
      if (matches) used.add(key);
      return matches ? [[second ?? first, value]] : [];
    });
    return { ...stack, parameters: { ...stack.parameters, ...Object.fromEntries(chosen) } };
  });
  const unused = Object.keys(parameters).filter((key) => !used.has(key));
  if (unused.length > 0) {
    throw new RockpoolError("UnknownParameter", `no stack declares the parameter ${unused.join(", ")}`, {
      hint: "Check the name; `Stack:Name=value` gives a parameter to one stack.",
    });
  }
  return result;
}

function declaredParameters(template: string): object {
  const parsed: { Parameters?: object } = JSON.parse(template);
  return parsed.Parameters ?? {};
}
