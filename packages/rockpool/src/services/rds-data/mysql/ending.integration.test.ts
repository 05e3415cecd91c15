import { once } from "node:events";
import { type Socket, connect, createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testEnvironment } from "../../../testing/environment.js";
import { TEST_PASSWORD } from "../../rds/testing.js";
import type { Login, Outcome, Session } from "../dialect.js";
import { GENERATIONS } from "../generation.js";
import { testDataApi } from "../testing.js";
import { type MysqlStatement, prepareMysql } from "./parameters.js";
import { mysqlDialect } from "./session.js";

const OPTIONS = {
  generation: GENERATIONS.v2,
  decimals: "STRING",
  longs: "LONG",
  metadata: false,
  sizeLimit: 1_048_576,
} as const;
const QUERY = 0x03;
const PREPARE = 0x16;

const environment = testEnvironment();
const api = testDataApi(environment);
/** The number of the error that the server answers to statements; 0 for none. */
let errno = 0;
const sockets: Socket[] = [];
let login: Login;

/** The server, which fails statements without ending the connection, as one that shuts down does for a while. */
const proxy = createServer((client: Socket) => {
  const target = connect(endpoint());
  for (const socket of [client, target]) sockets.push(socket.on("error", () => undefined));
  target.pipe(client);
  client.on("data", (bytes: Buffer) => {
    const command = bytes.readUInt8(4);
    if (errno === 0 || (command !== QUERY && command !== PREPARE)) target.write(bytes);
    // An EXECUTE that goes out with the PREPARE fails as well.
    else client.write(Buffer.concat(command === PREPARE && bytes.length > 100 ? [failure(), failure()] : [failure()]));
  });
});
let endpoint: () => { host: string; port: number };

function failure(): Buffer {
  const body = Buffer.from("\u00ff  #08S01Server shutdown in progress", "latin1");
  body.writeUInt16LE(errno, 1);
  return Buffer.concat([Buffer.from([body.length, 0, 0, 1]), body]);
}

beforeAll(async () => {
  const { resourceArn } = await api.cluster({ engine: "aurora-mysql" });
  endpoint = () => {
    const target = api.target(resourceArn);
    return target.endpoint;
  };
  await once(proxy.listen(0, "127.0.0.1"), "listening");
  const address = proxy.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const user = { username: "owner", password: TEST_PASSWORD, interrupt: async () => undefined };
  login = { host: "127.0.0.1", port: address.port, database: "app", ...user };
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  proxy.close();
  await api.close();
  environment[Symbol.dispose]();
});

const text = prepareMysql("SELECT 1", GENERATIONS.v2, "call").bind([]);
// Longer than a PREPARE alone.
const value = { name: "a", value: { stringValue: "x".repeat(100) } };
const bound = prepareMysql("SELECT :a", GENERATIONS.v2, "call").bind([value]);
const WAYS: ReadonlyArray<readonly [string, (session: Session<MysqlStatement>) => Promise<Outcome | Outcome[]>]> = [
  ["a statement", (session) => session.execute(text, OPTIONS)],
  ["a statement with parameters", (session) => session.execute(bound, OPTIONS)],
  ["a batch", (session) => session.executeAll([bound, bound], OPTIONS)],
];

test.each(WAYS)("a session is not alive when the server tells %s that the connection ends", async (_what, run) => {
  for (const [number, alive] of [
    [1064, true],
    [1053, false],
    [1927, false],
  ] as const) {
    errno = 0;
    const session = await mysqlDialect.open(login);
    errno = number;
    await expect(run(session)).rejects.toMatchObject({ errno: number });
    expect([number, session.alive]).toEqual([number, alive]);
    session.close();
  }
});
