import { createServer, type Socket } from "node:net";
import { once } from "node:events";
import pg from "pg";
import { expect, test } from "vitest";
import { Line, RawQuery } from "./query.js";

/** A message of PostgreSQL's protocol. */
function message(type: string, ...parts: readonly (string | number | Buffer)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) =>
      typeof part === "object" ? part : Buffer.from(typeof part === "number" ? [part] : `${part}\0`),
    ),
  );
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}

const AUTHENTICATED = message("R", Buffer.alloc(4));
const READY = message("Z", Buffer.from("I"));
const ERROR = message("E", "SERROR", "VERROR", "C22012", "Mdivision by zero", 0);

test("a server that is gone after its error, before it is ready again, leaves no statement waiting", async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.once("data", () => {
      socket.write(Buffer.concat([AUTHENTICATED, READY]));
      socket.once("data", () => socket.write(ERROR, () => socket.destroy()));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const client = new pg.Client({
    host: "127.0.0.1",
    port: address.port,
    user: "u",
    database: "d",
    password: "p",
    ssl: false,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const query = new RawQuery(
      new Line(client.connection),
      [{ text: "SELECT 1/0", values: [], types: [], rows: "kept" }],
      1000,
      false,
    );
    client.query(query);
    await expect(query.results).rejects.toThrow("division by zero");
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});
