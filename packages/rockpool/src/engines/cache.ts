import { randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { cp, mkdir, readdir, rename, rm } from "node:fs/promises";
import { homedir, tmpdir, userInfo } from "node:os";
import { basename, dirname, join } from "node:path";
import { CommandError, run } from "./run.js";

/**
 * Where server programs and template directories are kept, shared by all pools of a user:
 * `ROCKPOOL_CACHE`, else `$XDG_CACHE_HOME/rockpool`, else `~/.cache/rockpool`; in the temporary directory where there is no writable home.
 */
export function cacheDirectory(env: NodeJS.ProcessEnv = process.env): string {
  const wanted = env["ROCKPOOL_CACHE"] ?? join(env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "rockpool");
  try {
    mkdirSync(wanted, { recursive: true, mode: 0o755 });
    accessSync(wanted, constants.W_OK);
    return wanted;
  } catch (error) {
    if (env["ROCKPOOL_CACHE"] !== undefined) throw error;
    const fallback = join(tmpdir(), `rockpool-cache-${userInfo().uid}`);
    mkdirSync(fallback, { recursive: true, mode: 0o700 });
    return fallback;
  }
}

/**
 * Makes the directory `path` once. `build` fills a directory beside it, which is then renamed: a crash leaves no half-made one,
 * and of two processes that build at the same time one wins.
 */
export async function buildOnce(path: string, build: (directory: string) => Promise<void>): Promise<void> {
  if (existsSync(path)) return;
  await mkdir(dirname(path), { recursive: true });
  await removeAbandoned(path);
  const draft = `${path}.${process.pid}-${randomBytes(4).toString("hex")}.draft`;
  await mkdir(draft);
  try {
    await build(draft);
    await rename(draft, path).catch((error: unknown) => {
      if (!existsSync(path)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Drafts whose process is gone. */
async function removeAbandoned(path: string): Promise<void> {
  for (const name of await readdir(dirname(path))) {
    const match = /\.(\d+)-[0-9a-f]{8}\.draft$/.exec(name);
    if (match === null || !name.startsWith(basename(path)) || isAlive(Number(match[1]))) continue;
    await rm(join(dirname(path), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Copies the directory `from` to the new directory `to`, as fast as the file system can: shares blocks where it is able to.
 * With `whileInUse`, files that disappear during the copy are left out.
 */
export async function copyTree(from: string, to: string, options: { whileInUse?: boolean } = {}): Promise<void> {
  if (process.platform === "win32") {
    await cp(from, to, { recursive: true, preserveTimestamps: true, force: false, verbatimSymlinks: true });
    return;
  }
  const args = process.platform === "linux" ? ["-a", "--reflink=auto"] : ["-a"];
  try {
    await run("cp", [...args, from, to], { env: { ...process.env, LC_ALL: "C" } });
  } catch (error) {
    if (options.whileInUse !== true || !onlyVanished(error)) throw error;
  }
}

function onlyVanished(error: unknown): boolean {
  if (!(error instanceof CommandError)) return false;
  const lines = error.stderr.trim().split("\n");
  return lines[0] !== "" && lines.every((line) => line.endsWith("No such file or directory"));
}
