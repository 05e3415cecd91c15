import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { copyTree } from "../cache.js";
import { withClient } from "./client.js";

/** Files that belong to a running server, not to its data. */
const OF_THE_PROCESS = ["postmaster.pid", "postmaster.opts"];

/**
 * A consistent copy in backup mode ("Making a base backup using the low level API" in the PostgreSQL manual). It holds all the WAL that it needs,
 * so a server on it recovers by itself. `then` runs while that WAL is still held back, e.g. to start a replica.
 */
export async function copyWhileRunning(admin: pg.ClientConfig, data: string, to: string): Promise<void> {
  await withClient(admin, async (client) => {
    // Keeps the WAL from now on until this session ends.
    await client.query("SELECT pg_create_physical_replication_slot($1, true, true)", [
      `rockpool_${Date.now()}_${process.pid}`,
    ]);
    await client.query("SELECT pg_backup_start('rockpool', true)");
    await copyTree(data, to, { whileInUse: true });
    await clean(to);
    const { rows } = await client.query<{ labelfile: string }>("SELECT labelfile FROM pg_backup_stop(false)");
    await writeFile(join(to, "backup_label"), rows[0]?.labelfile ?? "", { mode: 0o600 });
    await rm(join(to, "pg_wal"), { recursive: true, force: true });
    await copyTree(join(data, "pg_wal"), join(to, "pg_wal"), { whileInUse: true });
  });
}

/** The server must not run. */
export async function copyWhileStopped(data: string, to: string): Promise<void> {
  await copyTree(data, to);
  await clean(to);
}

async function clean(directory: string): Promise<void> {
  await Promise.all(OF_THE_PROCESS.map((name) => rm(join(directory, name), { force: true })));
  const slots = join(directory, "pg_replslot");
  await mkdir(slots, { recursive: true, mode: 0o700 });
  for (const name of await readdir(slots)) await rm(join(slots, name), { recursive: true, force: true });
}
