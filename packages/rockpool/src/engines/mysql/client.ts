import mysql from "mysql2/promise";
import { Lasting } from "../lasting.js";

/** Runs `work` on a connection of its own, which is closed afterwards. */
export async function withClient<T>(
  config: mysql.ConnectionOptions,
  work: (client: mysql.Connection) => Promise<T>,
): Promise<T> {
  const client = await mysql.createConnection({ connectTimeout: 10_000, ...config });
  // A server that goes away is reported by the query in flight; without a listener it would end this process.
  client.on("error", () => undefined);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => client.destroy());
  }
}

/** A connection that stays open between uses. */
export function lastingClient(
  config: () => mysql.ConnectionOptions,
  idleMilliseconds?: number,
): Lasting<mysql.Connection> {
  return new Lasting(
    async () => {
      const client = await mysql.createConnection({ connectTimeout: 10_000, ...config() });
      client.on("error", () => undefined);
      return client;
    },
    (client) => client.end(),
    idleMilliseconds,
  );
}

/** `name` as an SQL identifier. */
export function identifier(name: string): string {
  return mysql.escapeId(name, true);
}

/** `text` as an SQL string. */
export function literal(text: string): string {
  return mysql.escape(text);
}
