import { once } from "node:events";
import { type AddressInfo, type Socket, connect, createServer } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { testEnvironment } from "../../../testing/environment.js";
import { TEST_PASSWORD } from "../../rds/testing.js";
import { NotReset, type Outcome, type Session } from "../dialect.js";
import type { Field } from "../fields.js";
import { GENERATIONS } from "../generation.js";
import { testDataApi } from "../testing.js";
import { type MysqlStatement, prepareMysql } from "./parameters.js";
import { mysqlDialect } from "./session.js";

const OPTIONS = {
  generation: GENERATIONS.v2,
  decimals: "STRING",
  longs: "LONG",
  metadata: true,
  sizeLimit: 1_048_576,
} as const;
/** In the greeting, behind packet head, version, connection number and the first part of the scramble. */
const CAPABILITIES = 4 + 1 + "8.0.39\0".length + 4 + 8 + 1;
const MYSQL = 1;
const COMMAND = { reset: 0x1f, prepare: 0x16 };

const environment = testEnvironment();
const api = testDataApi(environment);
let port = 0;
/** What each write of the client began with. */
const writes: number[] = [];
let session: Session<MysqlStatement>;

/** The server, which calls itself MySQL. */
const proxy = createServer((client: Socket) => {
  const { host, port: at } = endpoint();
  const server = connect({ host, port: at });
  server.once("data", (greeting: Buffer) => {
    greeting.writeUInt8(greeting.readUInt8(CAPABILITIES) | MYSQL, CAPABILITIES);
    client.write(greeting);
    server.pipe(client);
  });
  client.on("data", (bytes: Buffer) => {
    writes.push(bytes.readUInt8(4));
    server.write(bytes);
  });
  for (const [one, other] of [
    [client, server],
    [server, client],
  ] as const) {
    one.on("error", () => other.destroy());
    one.on("close", () => other.destroy());
  }
});
let endpoint: () => { host: string; port: number };

beforeAll(async () => {
  const { resourceArn } = await api.cluster({ engine: "aurora-mysql" });
  endpoint = () => {
    const target = api.target(resourceArn);
    return target.endpoint;
  };
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const address: AddressInfo | string | null = proxy.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
});
beforeEach(async () => {
  session?.close();
  session = await mysqlDialect.open({
    host: "127.0.0.1",
    port,
    username: "owner",
    password: TEST_PASSWORD,
    database: "app",
    interrupt: async () => undefined,
  });
  writes.length = 0;
});
afterAll(async () => {
  session.close();
  proxy.close();
  await api.close();
  environment[Symbol.dispose]();
});

const run = (sql: string, ...values: Field[]): Promise<Outcome> =>
  session.execute(
    prepareMysql(sql, GENERATIONS.v2, "call").bind(values.map((value, index) => ({ name: `p${index}`, value }))),
    OPTIONS,
  );

test("a server that is not MariaDB gets a PREPARE, and the EXECUTE when it has answered", async () => {
  const { rows } = await run("SELECT :p0, :p1", { longValue: 1 }, { stringValue: "a" });
  expect(rows).toEqual([[{ longValue: 1 }, { stringValue: "a" }]]);
  expect(writes[0]).toBe(COMMAND.prepare);
  expect(writes.length).toBeGreaterThan(1);
  // Only MariaDB tells of JSON in a text.
  expect((await run("SELECT JSON_OBJECT()")).metadata?.[0]?.typeName).not.toBe("JSON");
});

test("it gets a reset by itself, and nothing runs where that has failed", async () => {
  await run("SET @a = 1");
  await session.reset();
  writes.length = 0;
  expect((await run("SELECT @a")).rows).toEqual([[{ isNull: true }]]);
  expect(writes[0]).toBe(COMMAND.reset);
  expect(writes).toHaveLength(2);
  await run("CREATE TABLE untouched (a int)");
  await run("CREATE ROLE other");
  await run("GRANT other TO owner");
  await run("SET ROLE other");
  await session.reset();
  writes.length = 0;
  await expect(run("INSERT INTO app.untouched VALUES (1)")).rejects.toBeInstanceOf(NotReset);
  expect(writes).toEqual([COMMAND.reset]);
  expect(session.alive).toBe(false);
});
