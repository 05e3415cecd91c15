import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { messageOf, RockpoolError } from "../../errors.js";
import { buildOnce } from "../cache.js";
import { run } from "../run.js";

/** Ubuntu 22.04 and Debian 11 have the version in the name. */
const PACKAGES = ["mariadb-server-core", "mariadb-server-core-10.6", "mariadb-server-core-10.5"];
/** Not needed to run the server program, or never missing. */
const NOT_NEEDED = new Set(["mariadb-common", "libc6", "libgcc-s1", "libstdc++6"]);
/** Packages of packages of packages. */
const DEPTH = 3;
const environment = (): NodeJS.ProcessEnv => ({ ...process.env, LC_ALL: "C", DEBIAN_FRONTEND: "noninteractive" });

/** Whether packages can be fetched here: Debian, Ubuntu and their kin. */
export async function hasApt(): Promise<boolean> {
  return (await attempt("apt-get", ["--version"])) && (await attempt("dpkg-deb", ["--version"]));
}

/** Where {@link fetchMariaDB} puts the files; `root` looks like `/`. */
export function fetchedRoot(cacheDirectory: string): string {
  return join(cacheDirectory, `mariadb-debian-${process.arch}-1`);
}

/**
 * Downloads MariaDB's server package and unpacks it into the cache, with those libraries that this machine lacks.
 * Needs no root, installs nothing, starts nothing.
 *
 * @throws RockpoolError `NoMySQLServer`, whatever went wrong on the way; the reason of `signal` when that ends it
 */
export async function fetchMariaDB(cacheDirectory: string, signal?: AbortSignal): Promise<void> {
  try {
    await fetch(cacheDirectory, signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof RockpoolError ? error : noPackage(messageOf(error), error);
  }
}

async function fetch(cacheDirectory: string, signal: AbortSignal | undefined): Promise<void> {
  await buildOnce(fetchedRoot(cacheDirectory), async (draft) => {
    const folder = join(draft, "archives");
    let options = plainOptions();
    let archives = await downloadServer(folder, options, signal);
    if (archives.length === 0) {
      // Fresh containers come without package lists.
      options = await withOwnLists(cacheDirectory, options, signal);
      archives = await downloadServer(folder, options, signal);
    }
    if (archives.length === 0) throw noPackage(`none of ${PACKAGES.join(", ")} could be downloaded`);
    let missing: string[] = [];
    for (let level = 0; level <= DEPTH; level++) {
      for (const archive of archives) await run("dpkg-deb", ["-x", archive, draft]);
      missing = await missingLibraries(draft);
      if (missing.length === 0) break;
      const needed = await Promise.all(
        (await Promise.all(archives.map(dependencies)))
          .flat()
          .map(async (name) => ((await isInstalled(name)) ? [] : [name])),
      );
      archives = await download(needed.flat(), folder, options, signal);
    }
    if (missing.length > 0) throw noPackage(`the MariaDB server lacks the libraries ${missing.join(", ")}`);
    await rm(folder, { recursive: true, force: true });
  });
}

/** The directories of `root` that hold libraries. */
export async function libraryDirectories(root: string): Promise<string[]> {
  const found: string[] = [];
  for (const base of [join(root, "lib"), join(root, "usr", "lib")]) {
    const entries = await readdir(base, { withFileTypes: true }).catch(() => []);
    found.push(
      ...entries
        .filter((entry) => entry.isDirectory() && entry.name.includes("-linux-"))
        .map((entry) => join(base, entry.name)),
    );
  }
  return found;
}

function plainOptions(): string[] {
  // apt's sandbox user cannot enter our directory, and says so at length.
  return process.getuid?.() === 0 ? ["-o", "APT::Sandbox::User=root"] : [];
}

/** Downloads the package lists into a directory of our own; returns the options that make apt use them. */
async function withOwnLists(
  cacheDirectory: string,
  plain: readonly string[],
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const lists = join(cacheDirectory, "apt", "lists");
  const archives = join(cacheDirectory, "apt", "cache");
  await mkdir(join(lists, "partial"), { recursive: true });
  await mkdir(join(archives, "archives", "partial"), { recursive: true });
  const own = [...plain, "-o", `Dir::State::Lists=${lists}`, "-o", `Dir::Cache=${archives}`];
  try {
    await run("apt-get", [...own, "update"], { env: environment(), timeout: 180_000, signal });
  } catch (error) {
    throw noPackage("the package lists could not be downloaded", error);
  }
  return own;
}

async function downloadServer(
  directory: string,
  options: readonly string[],
  signal: AbortSignal | undefined,
): Promise<string[]> {
  for (const name of PACKAGES) {
    const archives = await download([name], directory, options, signal);
    if (archives.length > 0) return archives;
  }
  return [];
}

/** The archives of those packages that could be had. */
async function download(
  names: readonly string[],
  directory: string,
  options: readonly string[],
  signal: AbortSignal | undefined,
): Promise<string[]> {
  await mkdir(directory, { recursive: true });
  const before = new Set(await readdir(directory));
  if (names.length === 0) return [];
  // One unknown name spoils a whole call; a call takes a second, so that they are not made one by one to begin with.
  const allAtOnce = await attempt("apt-get", [...options, "download", ...names], { cwd: directory, signal });
  if (!allAtOnce && names.length > 1) {
    for (const name of names) await attempt("apt-get", [...options, "download", name], { cwd: directory, signal });
  }
  return (await readdir(directory))
    .filter((file) => file.endsWith(".deb") && !before.has(file))
    .map((file) => join(directory, file));
}

async function dependencies(archive: string): Promise<string[]> {
  const { stdout } = await run("dpkg-deb", ["-f", archive, "Depends"]);
  // `a (>= 1), b | c`: the first alternative is the distribution's own.
  return stdout.split(",").flatMap((entry) => {
    const name = entry.trim().split(/[\s(|:]/)[0] ?? "";
    return name === "" || NOT_NEEDED.has(name) ? [] : [name];
  });
}

async function isInstalled(name: string): Promise<boolean> {
  try {
    return (await run("dpkg-query", ["-W", "-f", "${Status}", name])).stdout.includes("install ok installed");
  } catch {
    return false;
  }
}

async function missingLibraries(root: string): Promise<string[]> {
  const env = { ...process.env, LC_ALL: "C", LD_LIBRARY_PATH: (await libraryDirectories(root)).join(":") };
  const { stdout } = await run("ldd", [join(root, "usr", "sbin", "mariadbd")], { env });
  return stdout.split("\n").flatMap((line) => (line.includes("not found") ? [line.trim().split(" ")[0] ?? ""] : []));
}

async function attempt(
  command: string,
  args: readonly string[],
  where: { cwd?: string; signal?: AbortSignal | undefined } = {},
): Promise<boolean> {
  try {
    await run(command, args, { env: environment(), timeout: 120_000, ...where });
    return true;
  } catch {
    where.signal?.throwIfAborted();
    return false;
  }
}

function noPackage(why: string, cause?: unknown): RockpoolError {
  return new RockpoolError(
    "NoMySQLServer",
    `no MySQL or MariaDB server is installed, and fetching MariaDB's Debian package failed: ${why}`,
    {
      hint: "Install one (apt-get install mariadb-server-core), or set ROCKPOOL_MYSQLD to the path of a mysqld or mariadbd program.",
      cause,
    },
  );
}
