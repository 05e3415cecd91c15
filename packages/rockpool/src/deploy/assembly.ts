import { readFileSync } from "node:fs";
import { RockpoolError } from "../errors.js";

/** One stack of a source, in the order of deployment. */
export interface StackInput {
  readonly stackName: string;
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly terminationProtection?: boolean;
  /** The asset manifests that must be published first. */
  readonly assetManifests: readonly string[];
}

/** Reads the stacks of a cloud assembly, dependencies first; with `wanted`, those and what they depend on. */
export async function readAssembly(directory: string, wanted: readonly string[] = []): Promise<StackInput[]> {
  const { AssetManifestArtifact, CloudAssembly, CloudFormationStackArtifact } =
    await import("@aws-cdk/cloud-assembly-api");
  let assembly: InstanceType<typeof CloudAssembly>;
  try {
    assembly = new CloudAssembly(directory, { skipVersionCheck: true });
  } catch (cause) {
    throw new RockpoolError("AssemblyUnreadable", `${directory} is not a cloud assembly that can be read`, {
      hint: "Synthesize it anew with `cdk synth`.",
      cause,
    });
  }
  type Stack = InstanceType<typeof CloudFormationStackArtifact>;
  const all = assembly.stacksRecursively;
  const matches = (stack: Stack) =>
    wanted.some((name) => [stack.stackName, stack.hierarchicalId, stack.id].includes(name));
  const unknown = wanted.filter(
    (name) => !all.some((stack) => [stack.stackName, stack.hierarchicalId, stack.id].includes(name)),
  );
  if (unknown.length > 0) {
    throw new RockpoolError("StackNotFound", `no stack of the app is called ${unknown.join(", ")}`, {
      hint: `It has ${all.map((stack) => stack.hierarchicalId).join(", ")}.`,
    });
  }

  const ordered: Stack[] = [];
  const visit = (stack: Stack): void => {
    if (ordered.includes(stack)) return;
    for (const dependency of stack.dependencies) {
      const other = all.find((candidate) => candidate === dependency);
      if (other !== undefined) visit(other);
    }
    ordered.push(stack);
  };
  for (const stack of wanted.length === 0 ? all : all.filter(matches)) visit(stack);

  return ordered.map((stack) => ({
    stackName: stack.stackName,
    template: readFileSync(stack.templateFullPath, "utf8"),
    parameters: stack.parameters,
    tags: stack.tags,
    ...(stack.terminationProtection === undefined ? {} : { terminationProtection: stack.terminationProtection }),
    assetManifests: stack.dependencies
      .filter((artifact) => AssetManifestArtifact.isAssetManifestArtifact(artifact))
      .map((artifact) => artifact.file),
  }));
}
