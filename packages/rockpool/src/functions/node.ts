import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Launch, LaunchSpec, Launcher } from "./launch.js";

const BOOTSTRAP = fileURLToPath(new URL("../../runtimes/node/bootstrap.cjs", import.meta.url));

// "Building Lambda functions with Node.js" lists what Lambda switches off, up to nodejs22.x, unless NODE_OPTIONS switches it on.
const DISABLED_FEATURES = ["experimental-require-module", "experimental-detect-module"];

/** Runs every `nodejs*` runtime on the Node.js that runs Rockpool itself. */
export function nodeLauncher(options: { cacheDirectory: string }): Launcher {
  return {
    runs: (runtime) => /^nodejs\d+\.x$/.test(runtime),
    async prepare(spec): Promise<Launch> {
      return {
        command: process.execPath,
        arguments: [...disabledFeatures(spec), BOOTSTRAP],
        environment: { NODE_PATH: nodePath(spec) },
        product: `Node.js ${process.versions.node}`,
        init: { compileCache: join(options.cacheDirectory, "node") },
      };
    },
  };
}

function disabledFeatures(spec: LaunchSpec): string[] {
  if (Number.parseInt(spec.runtime.slice("nodejs".length), 10) >= 24) return [];
  const enabled = spec.environment["NODE_OPTIONS"] ?? "";
  return DISABLED_FEATURES.filter((feature) => !enabled.includes(`--${feature}`)).map((feature) => `--no-${feature}`);
}

// Layers are merged into /opt on AWS; here each keeps its own directory.
function nodePath(spec: LaunchSpec): string {
  const version = `node${Number.parseInt(spec.runtime.slice("nodejs".length), 10)}`;
  return spec.layers
    .flatMap((layer) => [join(layer, "nodejs", version, "node_modules"), join(layer, "nodejs", "node_modules")])
    .filter((directory) => existsSync(directory))
    .join(delimiter);
}
