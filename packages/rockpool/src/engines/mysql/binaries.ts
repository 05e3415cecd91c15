import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { RockpoolError } from "../../errors.js";
import { run } from "../run.js";
import type { EngineContext } from "../server.js";
import { fetchedRoot, fetchMariaDB, hasApt, libraryDirectories } from "./debian.js";

/** A server program of the MySQL family. */
export interface Binaries {
  readonly program: string;
  readonly flavour: "mariadb" | "mysql";
  /** e.g. `10.11.19` */
  readonly version: string;
  /** e.g. `MariaDB 10.11.19` */
  readonly product: string;
  /** The installation's prefix, e.g. `/usr`. */
  readonly base: string;
  /** Directory with error messages, character sets and, for MariaDB, the SQL of the system tables. */
  readonly share: string;
  readonly env: NodeJS.ProcessEnv;
}

const NAMES = process.platform === "win32" ? ["mariadbd.exe", "mysqld.exe"] : ["mariadbd", "mysqld"];

/** The first server found: the explicit setting, PATH and the usual places, what was fetched earlier. Fetches nothing. */
export async function findBinaries(cacheDirectory: string): Promise<Binaries | undefined> {
  const explicit = process.env["ROCKPOOL_MYSQLD"];
  if (explicit !== undefined && explicit !== "") {
    const found = await classify(explicit);
    if (found !== undefined) return found;
    throw new RockpoolError(
      "NoMySQLServer",
      `ROCKPOOL_MYSQLD is ${explicit}, which is no mysqld or mariadbd program that runs here`,
      {
        hint: "Set it to the path of the server program, or unset it.",
      },
    );
  }
  for (const directory of await directories()) {
    for (const name of NAMES) {
      const found = await classify(join(directory, name));
      if (found !== undefined) return found;
    }
  }
  const root = fetchedRoot(cacheDirectory);
  return classify(join(root, "usr", "sbin", "mariadbd"), await libraryDirectories(root));
}

/** As {@link findBinaries}; on Debian and Ubuntu it fetches MariaDB when there is nothing, and says so. */
export async function findOrFetchBinaries(context: EngineContext): Promise<Binaries> {
  const found = await findBinaries(context.cacheDirectory);
  if (found !== undefined) return found;
  if (!(await hasApt())) {
    throw new RockpoolError("NoMySQLServer", "no MySQL or MariaDB server was found on this machine", {
      hint: "Install one, e.g. `brew install mariadb` or the package mariadb-server of your system, or set ROCKPOOL_MYSQLD to the path of a mysqld or mariadbd program.",
    });
  }
  const root = fetchedRoot(context.cacheDirectory);
  context.noticeOnce(
    "fetch mariadb",
    "engine.fetch",
    `No MySQL or MariaDB server is installed: fetching the package mariadb-server-core (8 MB) into ${root}; nothing is installed on the system`,
  );
  await fetchMariaDB(context.cacheDirectory, context.closing);
  const fetched = await findBinaries(context.cacheDirectory);
  if (fetched !== undefined) return fetched;
  throw new RockpoolError(
    "NoMySQLServer",
    `the MariaDB server that was fetched into ${root} does not run on this machine`,
    {
      hint: "Set ROCKPOOL_MYSQLD to the path of a mysqld or mariadbd program that does.",
    },
  );
}

async function directories(): Promise<string[]> {
  const path = (process.env["PATH"] ?? "").split(delimiter).filter((directory) => directory !== "");
  const usual = [
    "/usr/sbin",
    "/usr/libexec",
    "/usr/local/sbin",
    "/opt/homebrew/bin",
    "/opt/homebrew/opt/mariadb/bin",
    "/opt/homebrew/opt/mysql/bin",
    "/usr/local/opt/mariadb/bin",
    "/usr/local/opt/mysql/bin",
    "/usr/local/mysql/bin",
  ];
  const windows = process.platform === "win32" ? await programFiles() : [];
  return [...new Set([...path, ...usual, ...windows])];
}

async function programFiles(): Promise<string[]> {
  const base = process.env["ProgramFiles"] ?? "C:\\Program Files";
  const vendors = [base, join(base, "MySQL")];
  const names = await Promise.all(
    vendors.map(async (vendor) => (await readdir(vendor).catch(() => [])).map((name) => join(vendor, name, "bin"))),
  );
  return names.flat().filter((directory) => /MySQL Server|MariaDB/.test(directory));
}

async function classify(program: string, libraries: readonly string[] = []): Promise<Binaries | undefined> {
  if (!existsSync(program)) return undefined;
  const env: NodeJS.ProcessEnv = {
    PATH: process.env["PATH"],
    TZ: "UTC",
    ...(libraries.length === 0 ? {} : { LD_LIBRARY_PATH: libraries.join(":") }),
  };
  let text: string;
  try {
    text = (await run(program, ["--no-defaults", "--version"], { env })).stdout;
  } catch {
    return undefined;
  }
  const version = /Ver (\d+\.\d+\.\d+)/.exec(text)?.[1];
  if (version === undefined) return undefined;
  const flavour = /mariadb/i.test(text) ? "mariadb" : "mysql";
  const base = dirname(dirname(program));
  const share = ["mysql", "mariadb", "mysql-8.0", ""]
    .map((name) => join(base, "share", name))
    .find((directory) => existsSync(join(directory, "english", "errmsg.sys")));
  if (share === undefined) return undefined;
  return {
    program,
    flavour,
    version,
    product: `${flavour === "mariadb" ? "MariaDB" : "MySQL"} ${version}`,
    base,
    share,
    env,
  };
}
