import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const CACHE = join(import.meta.dirname, "../../../../../node_modules/.cache/rockpool-clients");

/** Client libraries that a test has had installed, or why it could not. */
export type Installed =
  | { readonly directory: string; readonly missing?: never }
  | { readonly directory?: never; readonly missing: string };

/**
 * Installs what the pinned lists of a folder beside this file name, once for each state of the folder, by commands that
 * run in a copy of it. Where that cannot be (no interpreter, no network), the answer says why, for the name of the skipped
 * tests; on CI it is an error.
 */
export async function installOnDemand(
  folder: "javascript" | "python",
  commands: ReadonlyArray<readonly [string, ...string[]]>,
): Promise<Installed> {
  const source = join(import.meta.dirname, folder);
  const lists = readdirSync(source).filter((name) => /^(package.*\.json|requirements.*\.txt)$/.test(name));
  const hash = createHash("sha256");
  for (const name of lists) hash.update(name).update(readFileSync(join(source, name)));
  const directory = join(CACHE, `${folder}-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(directory)) return { directory };
  const unfinished = `${directory}.${process.pid}`;
  try {
    mkdirSync(unfinished, { recursive: true });
    for (const name of lists) cpSync(join(source, name), join(unfinished, name));
    for (const [file, ...words] of commands) await run(file, words, { cwd: unfinished, timeout: 240_000 });
    renameSync(unfinished, directory);
    return { directory };
  } catch (error) {
    if (existsSync(directory)) return { directory };
    if (process.env["CI"] !== undefined) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    return { missing: ` (skipped: cannot be installed here: ${reason.split("\n")[0]})` };
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
