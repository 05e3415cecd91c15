import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PostgresServer } from "./server.js";

/**
 * Makes `dataDirectory`, a copy of the source's data, a standby that streams from the source.
 * The connection goes through the source's socket, where the pool is rdsadmin.
 */
export async function makeStandby(dataDirectory: string, id: string, source: PostgresServer): Promise<void> {
  const connection = `host=${source.socketDirectory} port=${source.endpoint.port} user=rdsadmin application_name=${id}`;
  await writeFile(
    join(dataDirectory, "postgresql.auto.conf"),
    `# Written by Rockpool\nprimary_conninfo = '${connection.replaceAll("'", "''")}'\n`,
    { mode: 0o600 },
  );
  await writeFile(join(dataDirectory, "standby.signal"), "", { mode: 0o600 });
}

/** A restored copy is no standby, whatever its source was. */
export async function makePrimary(dataDirectory: string): Promise<void> {
  await rm(join(dataDirectory, "standby.signal"), { force: true });
  await writeFile(join(dataDirectory, "postgresql.auto.conf"), "", { mode: 0o600 });
}
