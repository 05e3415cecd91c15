import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type mysql from "mysql2/promise";
import { randomText, type Random } from "../../environment.js";
import type { Endpoint } from "../contract.js";
import { literal, withClient } from "./client.js";

/** Stands in a replica's data directory; its server is read-only. */
const MARKER = "replica.signal";
/** RDS's name for the account that replicas use. */
const ACCOUNT = "rdsrepladmin";

export function isReplica(dataDirectory: string): boolean {
  return existsSync(join(dataDirectory, MARKER));
}

/** A place in the source's binary log. */
export interface LogPosition {
  readonly file: string;
  readonly position: number;
}

/**
 * Makes `dataDirectory`, a copy of the source's data at `position`, a replica: its next start connects it to the source ({@link connect}).
 *
 * Positions and not GTIDs: a MariaDB that presents itself as MySQL 8 is taken for a server without MariaDB's GTIDs.
 */
export async function makeReplica(dataDirectory: string, position: LogPosition): Promise<void> {
  await writeFile(join(dataDirectory, MARKER), JSON.stringify(position), { mode: 0o600 });
}

/** Runs `copy` while nothing is written, and tells where in the binary log that was. */
export async function atPosition(admin: mysql.ConnectionOptions, copy: () => Promise<void>): Promise<LogPosition> {
  return withClient(admin, async (client) => {
    await client.query("SET SESSION lock_wait_timeout = 30");
    await client.query("FLUSH TABLES WITH READ LOCK");
    const [row] = await records(client, "SHOW MASTER STATUS");
    await copy();
    await client.query("UNLOCK TABLES");
    return { file: String(row?.["File"]), position: Number(row?.["Position"]) };
  });
}

/** A restored copy is no replica, whatever its source was. */
export async function makePrimary(dataDirectory: string): Promise<void> {
  const names = await readdir(dataDirectory);
  const leftovers = names.filter(
    (name) => name === MARKER || /^(master|relay-log)\.info$/.test(name) || name.startsWith("relay."),
  );
  await Promise.all(leftovers.map((name) => rm(join(dataDirectory, name), { force: true })));
}

/** Gives the source an account for one replica; returns its password. */
export async function replicationAccount(
  admin: mysql.ConnectionOptions,
  replica: string,
  random: Random,
): Promise<{ user: string; password: string }> {
  const user = `${ACCOUNT}-${replica}`.slice(0, 80);
  const password = randomText(random, 32);
  await withClient(admin, async (client) => {
    const account = `${literal(user)}@'127.%'`;
    await client.query(`CREATE OR REPLACE USER ${account} IDENTIFIED BY ${literal(password)}`);
    await client.query(`GRANT REPLICATION SLAVE ON *.* TO ${account}`);
  });
  return { user, password };
}

/** Starts to stream from `source`, from where the copy ends. */
export async function connect(
  admin: mysql.ConnectionOptions,
  dataDirectory: string,
  source: Endpoint,
  account: { user: string; password: string },
): Promise<void> {
  const from: LogPosition = JSON.parse(await readFile(join(dataDirectory, MARKER), "utf8"));
  await withClient(admin, async (client) => {
    await client.query(
      `CHANGE MASTER TO MASTER_HOST = ${literal(source.host)}, MASTER_PORT = ${source.port}, MASTER_USER = ${literal(account.user)}, MASTER_PASSWORD = ${literal(account.password)},
       MASTER_CONNECT_RETRY = 1, MASTER_USE_GTID = no, MASTER_LOG_FILE = ${literal(from.file)}, MASTER_LOG_POS = ${from.position}`,
    );
    await client.query("START SLAVE");
  });
}

/** Ends replication and allows writes. What was received is applied before. */
export async function promote(admin: mysql.ConnectionOptions, dataDirectory: string): Promise<void> {
  await withClient(admin, async (client) => {
    await client.query("STOP SLAVE IO_THREAD");
    const [status] = await records(client, "SHOW SLAVE STATUS");
    await client.query("SELECT MASTER_POS_WAIT(?, ?, 30)", [
      String(status?.["Master_Log_File"]),
      Number(status?.["Read_Master_Log_Pos"]),
    ]);
    await client.query("STOP SLAVE");
    await client.query("RESET SLAVE ALL");
    await rm(join(dataDirectory, MARKER), { force: true });
    await client.query("SET GLOBAL read_only = 0");
  });
}

async function records(client: mysql.Connection, statement: string): Promise<Array<Record<string, unknown>>> {
  const [rows] = await client.query<mysql.RowDataPacket[]>(statement);
  return rows;
}
