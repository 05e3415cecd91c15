import { createReadStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { RockpoolError } from "../../errors.js";
import { buildOnce } from "../cache.js";
import { spawnSupervised } from "../supervisor.js";
import type { Binaries } from "./binaries.js";
import { fileOptions } from "./parameters.js";

/** Raised when what the template contains changes. */
const RECIPE = 1;

/** The superuser; it has no password and no address: only the socket, in a directory that only this user can enter, leads to it. */
const MARIADB_USERS = [
  // Owns the views of the mysql schema.
  "DELETE FROM mysql.global_priv WHERE User <> 'mariadb.sys';",
  "DELETE FROM mysql.proxies_priv;",
  `INSERT INTO mysql.global_priv VALUES ('localhost', 'rdsadmin', '{"access":18446744073709551615,"version_id":100500}');`,
];
const MYSQL_USERS = [
  "CREATE USER 'rdsadmin'@'localhost' IDENTIFIED BY '';",
  "GRANT ALL PRIVILEGES ON *.* TO 'rdsadmin'@'localhost' WITH GRANT OPTION;",
  "DROP USER 'root'@'localhost';",
];

/** In the order of mariadb-install-db; without the help tables (2.5 MB) and the `test` database. */
const SYSTEM_TABLES = [
  "mysql_system_tables.sql",
  "mysql_performance_tables.sql",
  "mysql_system_tables_data.sql",
  "maria_add_gis_sp_bootstrap.sql",
  "mysql_sys_schema.sql",
];

/** Makes the template directory of one server version, once; returns its data directory. */
export async function prepareTemplate(binaries: Binaries, cacheDirectory: string): Promise<string> {
  const path = join(
    cacheDirectory,
    `template-${binaries.flavour}-${binaries.version}-${process.platform}-${process.arch}-${RECIPE}`,
  );
  await buildOnce(path, async (draft) => {
    const data = join(draft, "data");
    await mkdir(data, { mode: 0o700 });
    if (binaries.flavour === "mariadb") await bootstrapMariaDB(binaries, data);
    else await initialiseMySQL(binaries, data, draft);
  });
  return join(path, "data");
}

async function bootstrapMariaDB(binaries: Binaries, data: string): Promise<void> {
  async function* statements(): AsyncGenerator<Buffer | string> {
    yield "CREATE DATABASE IF NOT EXISTS mysql;\nUSE mysql;\nSET @auth_root_socket = NULL;\n";
    for (const name of SYSTEM_TABLES) {
      yield* createReadStream(join(binaries.share, name));
      yield "\n";
    }
    yield `${MARIADB_USERS.join("\n")}\n`;
  }
  await runServer(
    binaries,
    [...fileOptions(binaries, data), "--bootstrap", "--skip-log-bin", "--innodb-flush-log-at-trx-commit=0"],
    Readable.from(statements()),
  );
}

async function initialiseMySQL(binaries: Binaries, data: string, draft: string): Promise<void> {
  const file = join(draft, "users.sql");
  await writeFile(file, `${MYSQL_USERS.join("\n")}\n`);
  await runServer(binaries, [...fileOptions(binaries, data), "--initialize-insecure", `--init-file=${file}`]);
}

async function runServer(binaries: Binaries, args: readonly string[], input?: Readable): Promise<void> {
  const { child, exited } = await spawnSupervised(binaries.program, args, {
    signal: "SIGKILL",
    env: binaries.env,
    stdio: ["pipe", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => (errors = (errors + chunk.toString("utf8")).slice(-20_000)));
  if (child.stdin !== null) {
    // A server that ends early closes its input; its messages say why.
    await pipeline(input ?? Readable.from([]), child.stdin).catch(() => undefined);
  }
  const { code } = await exited;
  if (code === 0) return;
  throw new RockpoolError(
    "TemplateFailed",
    `making the template of ${binaries.product} failed: ${errors.trim().split("\n").slice(-5).join("\n")}`,
    {
      hint: `The program is ${binaries.program}. Where AppArmor or SELinux keeps it to its own directories, ROCKPOOL_MYSQLD can name another one.`,
    },
  );
}
