import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { Wire } from "./wire.js";

const OK = Buffer.from([7, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0]);

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
