import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Answer, PlainAnswer } from "./answers.js";
import { RESET_COMMAND, queryCommand, useCommand } from "./commands.js";
import { Line } from "./line.js";
import { COMMAND_OPTIONS, StatementAnswer } from "./statement.js";
import { packed } from "./packets.js";
import { Wire } from "./wire.js";

/** MariaDB's, with the capabilities of the protocol 4.1 and columns that tell of JSON. */
const GREETING = packed(
  Buffer.concat([
    Buffer.from("\n8.0.39\0"),
    Buffer.alloc(13),
    Buffer.from([0, 2, 45, 0, 0, 0, 1, 21, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0]),
  ]),
);
const login = (capabilities: number): Buffer => {
  const response = Buffer.alloc(33);
  response.writeUInt32LE(capabilities, 0);
  response.writeUInt32LE(8, 28);
  return packed(response);
};
const OK = packed(Buffer.from([0, 0, 0, 2, 0, 0, 0]));
const ERROR = packed(Buffer.concat([Buffer.from([0xff, 0x48, 0x04]), Buffer.from("#HY000no")]));
/** How a result of one text begins. */
const COLUMN = Buffer.concat(
  [
    [1],
    // Names, nothing beyond the type, and then utf8mb4, its length, VARCHAR, flags and decimals.
    [0, 0, 0, 0, 1, 97, 0, 0, 12, 45, 0, 80, 0, 0, 0, 253, 0, 0, 0, 0, 0],
    [0xfe, 0, 0, 2, 0],
  ].map((bytes) => packed(Buffer.from(bytes))),
);

const server = createServer();
let wire: Wire;
let client: Socket;
beforeEach(async () => {
  const connected = once(server, "connection");
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  wire = Wire.connect({ host: "127.0.0.1", port: address.port });
  [client] = await connected;
});
afterEach(() => {
  wire.destroy();
  client.destroy();
  server.close();
});

async function lineWith(capabilities = 0x200): Promise<Line> {
  wire.on("data", () => undefined);
  client.write(GREETING);
  await once(wire, "data");
  const heard = once(client, "data");
  wire.write(login(capabilities));
  await heard;
  wire.removeAllListeners("data");
  return new Line(wire);
}
const statement = (): StatementAnswer => new StatementAnswer("text", true, COMMAND_OPTIONS, () => undefined);

test("commands go out in one piece, and each has its answer, however it comes", async () => {
  const line = await lineWith();
  expect(line.handshake).toEqual({ mariadb: true, extendedColumns: true });
  const got: Buffer[] = [];
  const answerByByte = async (): Promise<void> => {
    for (const byte of Buffer.concat([OK, ERROR, OK])) {
      client.write(Buffer.from([byte]));
      await new Promise(setImmediate);
    }
  };
  client.on("data", (received) => {
    got.push(received);
    void answerByByte();
  });
  const told: Buffer[] = [];
  wire.on("data", (chunk: Buffer) => told.push(chunk));
  const commands = [RESET_COMMAND, useCommand("app"), queryCommand("DO 1")];
  const answers = [new PlainAnswer(), new PlainAnswer(), new PlainAnswer()];
  await line.exchange(commands, answers);
  expect(got).toEqual([Buffer.concat(commands)]);
  expect(answers.map(({ error }) => error?.errno)).toEqual([undefined, 1096, undefined]);
  // The driver hears of nothing any more.
  expect(told).toEqual([]);
});

test("a connection that ends in the middle is told to all who wait, and to those who come later", async () => {
  const line = await lineWith();
  client.once("data", () => client.end(OK.subarray(0, 4)));
  const waiting = [
    line.exchange([queryCommand("DO 1")], [statement()]),
    line.exchange([queryCommand("DO 2")], [statement()]),
  ];
  for (const exchange of waiting) await expect(exchange).rejects.toThrow("closed");
  expect(line.lost).toBe(true);
  await expect(line.exchange([queryCommand("DO 3")], [statement()])).rejects.toThrow("closed");
});

test.each<[string, Buffer, () => Answer]>([
  ["asks for a file", packed(Buffer.from([0xfb, 0x2f, 0x65, 0x74, 0x63])), statement],
  ["breaks off a packet in the middle", packed(Buffer.from([0, 0xfc, 1])), statement],
  ["gives a row that is shorter than its values", Buffer.concat([COLUMN, packed(Buffer.from([5, 97]))]), statement],
  ["says more than it was asked", Buffer.concat([OK, OK]), statement],
])("a server that %s is no longer listened to", async (_what, answer, expected) => {
  const line = await lineWith();
  client.once("data", () => client.write(answer));
  const closed = once(wire, "close");
  await line.exchange([queryCommand("DO 1")], [expected()]).catch(() => undefined);
  await closed;
  expect(line.lost).toBe(true);
});

test("a protocol that server and driver agree on and we do not know is refused at once", async () => {
  // Without packets at the end of columns and rows.
  await expect(lineWith(0x1_00_02_00)).rejects.toThrow("another protocol");
});
