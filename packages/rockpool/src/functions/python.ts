import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildOnce } from "../engines/cache.js";
import { run } from "../engines/run.js";
import { RockpoolError, messageOf } from "../errors.js";
import type { EventBus } from "../events.js";
import type { Launch, Launcher } from "./launch.js";

const PROGRAMS = fileURLToPath(new URL("../../runtimes/python", import.meta.url));
const OLDEST = 8;

/** A Python interpreter and the directories of the packages that Lambda's Python runtimes bring along. */
interface Python {
  readonly executable: string;
  readonly version: string;
  readonly minor: number;
  /** By import name; `undefined` when one is missing. */
  readonly packages: Readonly<Record<string, string>> | undefined;
}

/**
 * Runs every `python3.*` runtime: on the interpreter of that version where there is one, else on `python3`.
 * The interpreter sees its standard library, boto3 and the function's own packages, but no other package of this machine.
 */
export function pythonLauncher(options: { cacheDirectory: string; events: EventBus }): Launcher {
  const { cacheDirectory, events } = options;
  const pythons = new Map<string, Promise<Python>>();
  const sdks = new Map<string, Promise<string>>();

  const find = async (runtime: string): Promise<Python> => {
    const python = await findPython(runtime);
    if (runtime !== `python3.${python.minor}`) {
      const message = `functions of the runtime ${runtime} run on Python ${python.version} (${python.executable})`;
      events.emit({ kind: "notice", level: "info", code: "python.standin", message });
    }
    return python;
  };

  return {
    runs: (runtime) => /^python3\.\d+$/.test(runtime),
    async prepare({ runtime }, { fetch = true } = {}): Promise<Launch> {
      const python = await once(pythons, runtime, () => find(runtime));
      if (!fetch && !hasSdk(python, cacheDirectory)) {
        throw new RockpoolError(
          "NoBoto3",
          `${python.executable} has no boto3; it is fetched from PyPI with the first Python function`,
        );
      }
      const sdk = await once(sdks, python.executable, () =>
        python.packages === undefined
          ? fetchSdk(python, cacheDirectory, events)
          : linkSdk(python.packages, cacheDirectory),
      );
      return {
        command: python.executable,
        // Without `site`: packages of this machine would not be there on AWS.
        arguments: ["-S", "-s", "-u", "-X", "utf8", join(PROGRAMS, "bootstrap.py")],
        environment: { PYTHONPATH: sdk },
        product: `Python ${python.version}`,
        init: { sdk, sitePackages: `python/lib/${runtime}/site-packages` },
      };
    },
  };
}

/** The value of a search that is made once; one that failed is made again, since what was missing may be there then. */
async function once<T>(known: Map<string, Promise<T>>, key: string, search: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before !== undefined) return before;
  const running = search();
  known.set(key, running);
  running.catch(() => known.delete(key));
  return running;
}

async function findPython(runtime: string): Promise<Python> {
  const problems: string[] = [];
  for (const name of [runtime, "python3"]) {
    try {
      // Its own environment variables let a version manager's `python3` find its way; only the probe gets them.
      const { stdout } = await run(name, [join(PROGRAMS, "probe.py")]);
      const python = parseProbe(stdout);
      if (python.minor >= OLDEST) return python;
      problems.push(`${python.executable} is Python ${python.version}`);
    } catch (error) {
      problems.push(`${name}: ${messageOf(error).split("\n")[0]}`);
    }
  }
  throw new RockpoolError(
    "NoPython",
    `functions of the runtime ${runtime} need Python 3.${OLDEST} or newer, which was not found (${problems.join("; ")})`,
    {
      hint: "Install Python 3 (Debian and Ubuntu: apt-get install python3; macOS: brew install python) so that `python3` is on the PATH.",
    },
  );
}

function parseProbe(text: string): Python {
  const probe: { executable: string; version: [number, number, number]; packages: Record<string, string | null> } =
    JSON.parse(text);
  const packages: Record<string, string> = {};
  for (const [name, path] of Object.entries(probe.packages)) if (path !== null) packages[name] = path;
  const complete = Object.keys(packages).length === Object.keys(probe.packages).length;
  return {
    executable: probe.executable,
    version: probe.version.join("."),
    minor: probe.version[1],
    packages: complete ? packages : undefined,
  };
}

/** A directory that shows boto3 and what it needs, and nothing else of the site-packages they lie in. */
async function linkSdk(packages: Readonly<Record<string, string>>, cacheDirectory: string): Promise<string> {
  const paths = Object.values(packages).toSorted();
  const directory = join(
    cacheDirectory,
    "python",
    `linked-${createHash("sha256").update(paths.join("\n")).digest("hex").slice(0, 16)}`,
  );
  await buildOnce(directory, async (draft) => {
    for (const path of paths) await symlink(path, join(draft, basename(path)));
  });
  return directory;
}

const fetchedSdk = (python: Python, cacheDirectory: string): string =>
  join(cacheDirectory, "python", `boto3-3.${python.minor}`);

function hasSdk(python: Python, cacheDirectory: string): boolean {
  return python.packages !== undefined || existsSync(fetchedSdk(python, cacheDirectory));
}

async function fetchSdk(python: Python, cacheDirectory: string, events: EventBus): Promise<string> {
  const directory = fetchedSdk(python, cacheDirectory);
  await buildOnce(directory, async (draft) => {
    const message = `fetching boto3 from PyPI into ${directory}: Lambda's Python runtimes bring it, ${python.executable} has none`;
    events.emit({ kind: "notice", level: "info", code: "python.boto3", message });
    try {
      const pip = await findPip(python, cacheDirectory);
      await run(pip, [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--target",
        draft,
        "boto3>=1.28",
      ]);
    } catch (cause) {
      throw new RockpoolError(
        "NoBoto3",
        `Python functions need boto3, which ${python.executable} has not, and it could not be fetched: ${messageOf(cause).trim()}`,
        {
          hint: "Install it for this Python (Debian and Ubuntu: apt-get install python3-boto3; elsewhere: python3 -m pip install boto3).",
          cause,
        },
      );
    }
  });
  return directory;
}

/** An interpreter that has pip: this one, or a virtual environment made for the purpose. */
async function findPip(python: Python, cacheDirectory: string): Promise<string> {
  const has = await run(python.executable, ["-m", "pip", "--version"]).then(
    () => true,
    () => false,
  );
  if (has) return python.executable;
  const environment = join(cacheDirectory, "python", `venv-3.${python.minor}`);
  await buildOnce(environment, async (draft) => void (await run(python.executable, ["-m", "venv", draft])));
  return join(environment, "bin", "python3");
}
