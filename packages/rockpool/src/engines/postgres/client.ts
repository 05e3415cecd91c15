import pg from "pg";
import { Lasting } from "../lasting.js";

/** Runs `work` on a connection of its own, which is closed afterwards. */
export async function withClient<T>(config: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionTimeoutMillis: 10_000, ...config });
  // A server that goes away is reported by the query in flight; without a listener it would end this process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A connection that stays open between uses. */
export function lastingClient(config: () => pg.ClientConfig, idleMilliseconds?: number): Lasting<pg.Client> {
  return new Lasting(
    async () => {
      const client = new pg.Client({ connectionTimeoutMillis: 10_000, ...config() });
      client.on("error", () => undefined);
      await client.connect();
      return client;
    },
    (client) => client.end(),
    idleMilliseconds,
  );
}

/** `name` as an SQL identifier. */
export function identifier(name: string): string {
  return pg.escapeIdentifier(name);
}

/** `text` as an SQL string. */
export function literal(text: string): string {
  return pg.escapeLiteral(text);
}
