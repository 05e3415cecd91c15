import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { RockpoolError } from "../errors.js";

/** A socket's path has room for 107 bytes on Linux and 103 on macOS; this leaves space for the file's name. */
const LIMIT = 80;

/**
 * A path by which a server's socket directory can be named in a socket address: itself when it is short enough,
 * else a link to it in a directory that only this user can enter. The same for the same directory.
 */
export function shortPath(directory: string): string {
  if (Buffer.byteLength(directory) <= LIMIT || process.platform === "win32") return directory;
  const links = join(tmpdir(), `rockpool-${userInfo().uid}`);
  mkdirSync(links, { recursive: true, mode: 0o700 });
  const owner = lstatSync(links);
  if (!owner.isDirectory() || owner.uid !== userInfo().uid || (owner.mode & 0o077) !== 0) {
    throw new RockpoolError(
      "UnsafeDirectory",
      `${links} is not a directory of this user alone, but holds links to database sockets`,
      {
        hint: "Remove it, or set TMPDIR to a directory of your own.",
      },
    );
  }
  const link = join(links, createHash("sha256").update(directory).digest("hex").slice(0, 16));
  if (linkTarget(link) !== directory) {
    rmSync(link, { force: true });
    symlinkSync(directory, link);
  }
  return link;
}

/** Removes the link that {@link shortPath} made, if it made one. */
export function removeShortPath(directory: string): void {
  const path = shortPath(directory);
  if (path !== directory) rmSync(path, { force: true });
}

function linkTarget(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}
