import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { createConnection } from "mysql2/promise";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Pool } from "../pool/contract.js";
import { startPool } from "../pool/pool.js";
import { answers, runClient } from "../testing/client.js";
import { deployClientStack } from "../testing/client-stack.js";

interface Login {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly dbname: string;
  readonly engine: string;
}

let pool: Pool;
beforeAll(async () => {
  pool = await startPool();
});
afterAll(() => pool.stop());

/** What an application reads from its secret, which has the cluster's address since the attachment. */
async function login(engine: "postgres" | "mysql"): Promise<Login> {
  const { SecretArn, Endpoint, Port } = await deployClientStack(pool, engine);
  const client = new SecretsManagerClient(pool);
  const { SecretString = "" } = await client.send(new GetSecretValueCommand({ SecretId: SecretArn }));
  client.destroy();
  const result: Login = JSON.parse(SecretString);
  expect(result).toMatchObject({ host: Endpoint, port: Number(Port), username: "keeper", dbname: "shop", engine });
  return result;
}

const psql = await answers("psql", "--version");

describe("straight to an Aurora PostgreSQL cluster, with what its secret says", () => {
  let given: Login;
  beforeAll(async () => {
    given = await login("postgres");
  });
  afterAll(() => pool.destroy("clients"));

  it("pg logs in as master user, whose rights are those of RDS's", async () => {
    const { host, port, username, password, dbname } = given;
    const client = new pg.Client({ host, port, user: username, password, database: dbname });
    await client.connect();
    try {
      await client.query("create table pets (id int primary key, name text)");
      await client.query("insert into pets values ($1, $2)", [1, "Åsa"]);
      const { rows } = await client.query(
        "select pets.*, current_setting('is_superuser') as super, pg_has_role('rds_superuser', 'member') as rds from pets",
      );
      expect(rows).toEqual([{ id: 1, name: "Åsa", super: "off", rds: true }]);
    } finally {
      await client.end();
    }
    const wrong = new pg.Client({ host, port, user: username, password: `${password}x`, database: dbname });
    await expect(wrong.connect()).rejects.toThrow("password authentication failed");
  });

  it.skipIf(!psql)(`psql does as well${psql ? "" : " (skipped: no psql on this machine)"}`, async () => {
    const { host, port, username, password, dbname } = given;
    const uri = `postgresql://${username}:${encodeURIComponent(password)}@${host}:${port}/${dbname}`;
    const { text, code } = await runClient(pool, ["psql", uri, "-Atc", "select current_user, current_database()"]);
    expect([text.trim(), code]).toEqual(["keeper|shop", 0]);
  });
});

describe("straight to an Aurora MySQL cluster, with what its secret says", () => {
  it("mysql2 logs in as master user, whose rights are those of RDS's", async () => {
    const { host, port, username, password, dbname } = await login("mysql");
    const options = { host, port, user: username, database: dbname };
    const connection = await createConnection({ ...options, password });
    try {
      await connection.query("create table pets (id int primary key, name varchar(20))");
      await connection.execute("insert into pets values (?, ?)", [1, "Åsa"]);
      const [rows] = await connection.query("select * from pets");
      expect(rows).toEqual([{ id: 1, name: "Åsa" }]);
      await expect(connection.query("shutdown")).rejects.toThrow(/Access denied/);
    } finally {
      await connection.end();
    }
    await expect(createConnection({ ...options, password: `${password}x` })).rejects.toThrow(/Access denied/);
    await pool.destroy("clients");
  });
});
