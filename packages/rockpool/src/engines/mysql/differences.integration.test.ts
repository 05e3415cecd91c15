import mysql from "mysql2/promise";
import { expect, it } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { allocateEndpoint, createEngines } from "../index.js";
import { DIFFERENCES, missing } from "./differences.js";

it("the server here has what the table says it has, and not what it says it misses; its errors have the numbers of the table", async () => {
  using environment = testEnvironment();
  const engines = createEngines({ environment });
  const id = `db-differences-${process.pid}`;
  const server = await engines.mysql.create({
    id,
    directory: environment.state.subdirectory(id),
    endpoint: await allocateEndpoint({ id, defaultPort: 3306, taken: [] }),
    engine: "mysql",
    engineVersion: "8.4",
    masterUsername: "owner",
    masterPassword: "a-password",
    databaseName: "app",
    parameters: {},
    durability: "ephemeral",
  });
  try {
    await server.start();
    const { product = "" } = await engines.mysql.report();
    const [name, version = ""] = product.split(" ");
    const expected = name === "MariaDB" ? missing(version, "8.4.5") : [];
    const client = await mysql.createConnection({
      ...server.endpoint,
      user: "owner",
      password: "a-password",
      database: "app",
    });
    await client.query("CREATE TABLE probe (a int, j json)");
    await client.query("CREATE TABLE probe_checked (a int CHECK (a > 1))");
    const failed: string[] = [];
    const errors: Array<[what: string, errno: number | undefined]> = [];
    for (const { what, probe, error } of DIFFERENCES) {
      const errno = await client.query(probe).then(
        () => undefined,
        (thrown: { errno: number }) => thrown.errno,
      );
      if (errno !== error?.mysql) failed.push(what);
      if (error !== undefined) errors.push([what, errno]);
    }
    await client.end();
    expect(failed).toEqual(expected.map(({ what }) => what));
    expect(errors).toEqual(
      DIFFERENCES.flatMap(({ what, error }) =>
        error === undefined ? [] : [[what, name === "MariaDB" ? error.mariadb : error.mysql]],
      ),
    );
  } finally {
    await engines.close();
  }
});
