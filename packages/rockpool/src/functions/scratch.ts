import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { RockpoolError } from "../errors.js";

/**
 * The directories that functions have for a home and for Lambda's `/tmp`. They lie outside the state directory: a path that
 * a function makes from its home must not end at the pool's keys.
 */
export class Scratch {
  /** In the system's temporary directory, for this user alone; there while a function has run since the pool started. */
  readonly directory: string;

  /** Of the pool with this state directory; `temporary` is where the directory is made. */
  constructor(stateDirectory: string, temporary = tmpdir()) {
    const name = createHash("sha256").update(resolve(stateDirectory)).digest("hex").slice(0, 16);
    this.directory = join(temporary, `rockpool-functions-${name}`);
  }

  /** A new directory for one process. Throws `RockpoolError` `UnsafeDirectory` when somebody else has made the one round it. */
  make(id: string): string {
    mkdirSync(this.directory, { recursive: true, mode: 0o700 });
    if (!isPrivate(this.directory)) {
      throw new RockpoolError(
        "UnsafeDirectory",
        `${this.directory} is not a directory of this user alone, but is the home of functions`,
        { hint: "Remove it, or set TMPDIR to a directory of your own." },
      );
    }
    const directory = join(this.directory, id);
    mkdirSync(directory, { mode: 0o700 });
    return directory;
  }

  /** Removes everything, also what a pool left behind that was killed. */
  clear(): void {
    if (isPrivate(this.directory)) rmSync(this.directory, { recursive: true, force: true });
  }
}

function isPrivate(directory: string): boolean {
  const found = lstatSync(directory, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true) return false;
  const user = process.getuid?.();
  // Where there are no users by number, modes mean nothing either.
  return user === undefined || (found.uid === user && (found.mode & 0o077) === 0);
}
