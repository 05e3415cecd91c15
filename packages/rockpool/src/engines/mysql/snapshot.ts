import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { copyTree } from "../cache.js";

/** Files that belong to one running server, not to its data. MySQL makes a new identity when `auto.cnf` is missing. */
const OF_THE_PROCESS = /^(auto\.cnf|.*\.pid|ddl_recovery.*|ibtmp1)$/;

/**
 * A copy of the data directory of a server that is held still for the time of the copy (about 30 ms): what InnoDB would find after a crash at
 * that moment, and so nothing committed is missing.
 */
export async function copyWhileRunning(pid: number, data: string, to: string): Promise<void> {
  process.kill(pid, "SIGSTOP");
  try {
    await copyTree(data, to, { whileInUse: true });
  } finally {
    process.kill(pid, "SIGCONT");
  }
  await clean(to);
}

/** The server must not run. */
export async function copyWhileStopped(data: string, to: string): Promise<void> {
  await copyTree(data, to);
  await clean(to);
}

async function clean(directory: string): Promise<void> {
  const names = (await readdir(directory)).filter((name) => OF_THE_PROCESS.test(name));
  await Promise.all(names.map((name) => rm(join(directory, name), { force: true })));
}
