import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { messageOf, RockpoolError } from "../errors.js";

/** The right to run a pool on a state directory. */
export interface DirectoryLock {
  release(): void;
}

/**
 * Takes the lock of a state directory. The kernel holds it for this process (a file lock, through SQLite), so that
 * `kill -9` gives it back and no stale pid file can block a start.
 *
 * @throws RockpoolError `StateInUse` when another process holds it.
 */
export function lockDirectory(directory: string): DirectoryLock {
  makeDirectory(directory);
  const ownerFile = join(directory, "lock.owner");
  const database = new DatabaseSync(join(directory, "lock.sqlite"));
  try {
    // Long enough for a glance of `isLocked`, which is no pool.
    database.exec("PRAGMA busy_timeout = 200; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (cause) {
    database.close();
    throw new RockpoolError("StateInUse", `another pool (${owner(ownerFile)}) runs on ${directory}`, {
      hint: "Use that one, end it with `rockpool stop`, or choose another directory with --state or ROCKPOOL_HOME.",
      cause,
    });
  }
  writeFileSync(ownerFile, String(process.pid), { mode: 0o600 });
  return {
    release() {
      database.exec("ROLLBACK");
      database.close();
    },
  };
}

/**
 * Makes a state directory, for its owner only, when there is none.
 *
 * @throws RockpoolError `StateUnusable` when it cannot be made.
 */
export function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new RockpoolError("StateUnusable", `${directory} cannot be a state directory: ${messageOf(cause)}`, {
      hint: "Choose a directory of your own with --state or ROCKPOOL_HOME.",
      cause,
    });
  }
}

/**
 * Whether a pool runs on a state directory. The kernel's lock says so: a process id may belong to another program by now,
 * and a dead process may still have one.
 */
export function isLocked(directory: string): boolean {
  const file = join(directory, "lock.sqlite");
  if (!existsSync(file)) return false;
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    database.prepare("SELECT count(*) FROM sqlite_schema").get();
    return false;
  } catch {
    return true;
  } finally {
    database.close();
  }
}

function owner(file: string): string {
  try {
    return `process ${readFileSync(file, "utf8")}`;
  } catch {
    return "a process unknown";
  }
}
