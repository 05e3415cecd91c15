import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a running pool tells other processes of its owner: where it is. The credentials lie beside it. */
export interface PoolFile {
  readonly pid: number;
  readonly endpoint: string;
  readonly region: string;
  readonly accountId: string;
  /** Milliseconds since the epoch. */
  readonly started: number;
}

export function writePoolFile(directory: string, pool: PoolFile): void {
  const file = join(directory, "pool.json");
  // In one step: other processes read it at any moment.
  writeFileSync(`${file}.new`, `${JSON.stringify(pool, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function removePoolFile(directory: string): void {
  rmSync(join(directory, "pool.json"), { force: true });
}
