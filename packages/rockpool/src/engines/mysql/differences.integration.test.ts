import mysql from "mysql2/promise";
import { expect, it } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { allocateEndpoint, createEngines } from "../index.js";
import { DIFFERENCES, atLeast, missing } from "./differences.js";
import { EXTENSIONS } from "./extensions.js";

it("the server here has what the tables say it has, and not what they say it misses; its errors are those of the table", async () => {
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
    await client.query("CREATE TABLE probe_keyed (a int, UNIQUE KEY by_a (a))");
    const failureOf = (probe: string): Promise<string> =>
      client.query(probe).then(
        () => "",
        ({ errno, sqlState, message }: { errno: number; sqlState: string; message: string }) =>
          `${errno} (${sqlState}): ${message}`,
      );
    const failed: string[] = [];
    const errors: Array<[what: string, begins: string]> = [];
    for (const { what, probe, error } of DIFFERENCES) {
      const failure = await failureOf(probe);
      if (error === undefined ? failure !== "" : !failure.startsWith(error.mysql)) failed.push(what);
      if (error !== undefined)
        errors.push([what, [error.mysql, error.mariadb].find((text) => failure.startsWith(text)) ?? failure]);
    }
    const run: string[] = [];
    for (const { what, probe } of EXTENSIONS) if ((await failureOf(probe)) === "") run.push(what);
    await client.end();
    expect(run).toEqual(
      EXTENSIONS.filter(({ mariadb }) => name === "MariaDB" && atLeast(version, mariadb)).map(({ what }) => what),
    );
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
