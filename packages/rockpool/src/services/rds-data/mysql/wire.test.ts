import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { Wire, queryCommand, useCommand } from "./wire.js";

const OK = Buffer.from([7, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0]);
const ERR = Buffer.from([3, 0, 0, 1, 0xff, 0x48, 0x04]);
const DRIVERS = Buffer.from([1, 0, 0, 0, 0x1f]);

const server = createServer();
let wire: Wire | undefined;
afterEach(() => {
  wire?.destroy();
  server.close();
});

/** Connects to a server that does this with what it gets. */
async function wireTo(answer: (client: Socket, received: Buffer) => unknown): Promise<Wire> {
  server.once("connection", (client) => client.on("data", (received) => answer(client, received)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  wire = Wire.connect({ host: "127.0.0.1", port: address.port });
  await once(wire, "connect");
  return wire;
}

test("commands go out in one piece behind the driver's, which hears of its own answer only, however it comes", async () => {
  const got: Buffer[] = [];
  const wire = await wireTo(async (client, received) => {
    got.push(received);
    for (const byte of Buffer.concat([OK, OK, OK])) {
      client.write(Buffer.from([byte]));
      await new Promise(setImmediate);
    }
  });
  const heard: Buffer[] = [];
  wire.on("data", (chunk: Buffer) => heard.push(chunk));
  const commands = [queryCommand("SET a = 1"), useCommand("app")];
  await wire.behind(() => wire.write(DRIVERS), commands);
  expect(got).toEqual([Buffer.concat([DRIVERS, ...commands])]);
  expect(heard).toEqual([OK]);
});

test("a command that fails is told, and the driver hears of its own answer nevertheless", async () => {
  const wire = await wireTo((client) => client.write(Buffer.concat([OK, OK, ERR])));
  const heard: Buffer[] = [];
  wire.on("data", (chunk: Buffer) => heard.push(chunk));
  const behind = wire.behind(() => wire.write(DRIVERS), [queryCommand("SET a = 1"), useCommand("gone")]);
  await expect(behind).rejects.toThrow("the session cannot be made as new");
  expect(heard).toEqual([OK]);
});

test("a connection that ends in the middle is told", async () => {
  const wire = await wireTo((client) => client.end(OK.subarray(0, 4)));
  wire.on("data", () => undefined);
  await expect(wire.behind(() => wire.write(DRIVERS), [useCommand("app")])).rejects.toThrow("closed");
});

test("a packet does not wait until the one before it is acknowledged", async () => {
  const wire = await wireTo((client, received) => {
    if (received.at(-1) === 2) client.write(OK);
  });
  const begin = performance.now();
  for (let round = 0; round < 30; round += 1) {
    wire.write(Buffer.from([1]));
    await new Promise(setImmediate);
    wire.write(Buffer.from([2]));
    await once(wire, "data");
  }
  // Each acknowledgement that is waited for takes 40 ms.
  expect(performance.now() - begin).toBeLessThan(600);
});
