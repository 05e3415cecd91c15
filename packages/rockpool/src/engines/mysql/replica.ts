import { existsSync } from "node:fs";
import { readdir, rm, writeFile } from "node:fs/promises";
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

/**
 * Makes `dataDirectory`, a copy of the source's data, a replica: the next start connects it to the source ({@link connect}).
 */
export async function makeReplica(dataDirectory: string): Promise<void> {
  await writeFile(join(dataDirectory, MARKER), "", { mode: 0o600 });
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

/** Starts to stream from `source`, from where the copy ends: its own binary log says where that is. */
export async function connect(
  admin: mysql.ConnectionOptions,
  source: Endpoint,
  account: { user: string; password: string },
): Promise<void> {
  await withClient(admin, async (client) => {
    await client.query("SET GLOBAL gtid_slave_pos = @@GLOBAL.gtid_binlog_pos");
    await client.query(
      `CHANGE MASTER TO MASTER_HOST = ${literal(source.host)}, MASTER_PORT = ${source.port}, MASTER_USER = ${literal(account.user)}, MASTER_PASSWORD = ${literal(account.password)},
       MASTER_CONNECT_RETRY = 1, MASTER_USE_GTID = slave_pos`,
    );
    await client.query("START SLAVE");
  });
}

/** Ends replication and allows writes. What was received is applied before. */
export async function promote(admin: mysql.ConnectionOptions, dataDirectory: string): Promise<void> {
  await withClient(admin, async (client) => {
    await client.query("STOP SLAVE IO_THREAD");
    await client.query("SELECT MASTER_GTID_WAIT(@@GLOBAL.gtid_current_pos, 10)");
    await client.query("STOP SLAVE");
    await client.query("RESET SLAVE ALL");
    await rm(join(dataDirectory, MARKER), { force: true });
    await client.query("SET GLOBAL read_only = 0");
  });
}
