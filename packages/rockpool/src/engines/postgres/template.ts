import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { RockpoolError } from "../../errors.js";
import { buildOnce } from "../cache.js";
import { collect, run } from "../run.js";
import { handOver, type RunAs } from "../runas.js";
import { spawnSupervised } from "../supervisor.js";
import type { Binaries } from "./binaries.js";
import { HBA, rdsRoles } from "./roles.js";

/** An initialised data directory, from which servers are cloned. */
export interface Template {
  readonly dataDirectory: string;
  /** Every setting that the server knows, with the context in which it can be changed (`postmaster`, `sighup`, `user` ...). */
  readonly settings: ReadonlyMap<string, string>;
}

/** Raised when what the template contains changes. */
const RECIPE = 1;

/** Makes the template of one PostgreSQL version, once: 0.6 to 1.1 s; later calls only read it. */
export async function prepareTemplate(binaries: Binaries, cacheDirectory: string, runAs: RunAs): Promise<Template> {
  const path = join(
    cacheDirectory,
    `template-postgres-${binaries.version}-${process.platform}-${process.arch}-${RECIPE}`,
  );
  await buildOnce(path, async (draft) => {
    await handOver(draft, runAs);
    const data = join(draft, "data");
    await initialise(binaries, data, runAs);
    await writeFile(join(data, "pg_hba.conf"), HBA);
    await singleUser(binaries, data, runAs, rdsRoles(binaries.major));
    const { stdout } = await run(join(binaries.root, "bin", "postgres"), ["--describe-config"]);
    await writeFile(join(draft, "settings.tsv"), stdout);
  });
  return {
    dataDirectory: join(path, "data"),
    settings: parseSettings(await readFile(join(path, "settings.tsv"), "utf8")),
  };
}

/**
 * RDS databases sort by en_US.UTF-8 of the C library, which a machine may not have. ICU's en-US, which comes with
 * the programs, sorts alike: `a < B`, where the C locale has it the other way round.
 */
async function initialise(binaries: Binaries, data: string, { prefix }: RunAs): Promise<void> {
  const locale =
    binaries.major >= 15 ? ["--locale-provider=icu", "--icu-locale=en-US", "--locale=C.UTF-8"] : ["--locale=C.UTF-8"];
  const args = [
    "-D",
    data,
    "-U",
    "rdsadmin",
    "--encoding=UTF8",
    ...locale,
    "--wal-segsize=1",
    "--no-sync",
    "--no-instructions",
  ];
  const { child, exited } = await spawnSupervised(
    join(binaries.root, "bin", "initdb"),
    [...args, "--auth-local=trust", "--auth-host=scram-sha-256"],
    {
      signal: "SIGTERM",
      prefix,
    },
  );
  const output = collect(child.stdout, child.stderr);
  const { code } = await exited;
  if (code !== 0) {
    throw new RockpoolError(
      "TemplateFailed",
      `initdb of PostgreSQL ${binaries.version} failed: ${output().trim().split("\n").slice(-4).join("\n")}`,
      {
        hint: "The programs need glibc, and a directory that an unprivileged user can use. ROCKPOOL_CACHE names another one.",
      },
    );
  }
}

/** Runs statements on a data directory without a server: nothing listens, nothing to wait for. */
async function singleUser(
  binaries: Binaries,
  data: string,
  { prefix }: RunAs,
  statements: readonly string[],
): Promise<void> {
  const { child } = await spawnSupervised(
    join(binaries.root, "bin", "postgres"),
    ["--single", "-F", "-D", data, "postgres"],
    { signal: "SIGTERM", prefix, stdio: ["pipe", "pipe", "pipe"] },
  );
  const output = collect(child.stdout, child.stderr);
  // A server that ends early closes its input; its messages say why.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(`${statements.join("\n")}\n`);
  await once(child, "close");
  // Single-user mode goes on after an error, and ends with success.
  const failed = output()
    .split("\n")
    .find((line) => /\b(ERROR|FATAL|PANIC):/.test(line));
  if (failed !== undefined || child.exitCode !== 0) {
    throw new RockpoolError(
      "TemplateFailed",
      `preparing the PostgreSQL ${binaries.version} template failed: ${failed ?? output()}`,
    );
  }
}

function parseSettings(text: string): Map<string, string> {
  const settings = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [name = "", context = ""] = line.split("\t");
    if (name !== "") settings.set(name.toLowerCase(), context);
  }
  return settings;
}
