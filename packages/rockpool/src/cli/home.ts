import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { RockpoolError } from "../errors.js";
import type { PoolFile } from "../pool/pool-file.js";
import { isLocked } from "../state/lock.js";

/**
 * The state directory of a command: `--state`, else `ROCKPOOL_HOME`, else the nearest `.rockpool` from the working
 * directory upwards, else a new one in the working directory.
 */
export function stateDirectory(option: string | undefined): string {
  return resolve(option ?? process.env["ROCKPOOL_HOME"] ?? nearest(process.cwd()) ?? ".rockpool");
}

function nearest(directory: string): string | undefined {
  const candidate = join(directory, ".rockpool");
  if (existsSync(candidate)) return candidate;
  const parent = dirname(directory);
  return parent === directory ? undefined : nearest(parent);
}

/** What a running pool wrote about itself, or `undefined` when none runs. */
export function runningPool(directory: string): PoolFile | undefined {
  const file = join(directory, "pool.json");
  if (!existsSync(file) || !isLocked(directory)) return undefined;
  const pool: PoolFile = JSON.parse(readFileSync(file, "utf8"));
  return pool;
}

/** @throws RockpoolError `NoPool` when none runs on the directory. */
export function requirePool(directory: string): PoolFile {
  const pool = runningPool(directory);
  if (pool === undefined) {
    throw new RockpoolError("NoPool", `no pool runs on ${directory}`, {
      hint: "Start one with `rockpool start`, or name its state directory with --state.",
    });
  }
  return pool;
}
