import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { App } from "aws-cdk-lib";
import { createConnection } from "mysql2/promise";
import pg from "pg";
import type { DeployOptions, Pool } from "rockpool";
import { type StackName, STACKS } from "../lib/stacks.ts";

/** How to log in to a database. */
export interface Login {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly dbname?: string;
}

export type Outputs = Readonly<Record<string, string>>;
type Rows = ReadonlyArray<Record<string, unknown>>;
/** Runs one statement. */
export type Query = (sql: string) => Promise<Rows>;

/** Synthesizes the stack's app, deploys it, has it used, and deletes the stack again. */
export async function deployed(
  pool: Pool,
  name: StackName,
  use: (outputs: Outputs) => Promise<void>,
  options: { readonly snapshot?: string; readonly parameters?: DeployOptions["parameters"] } = {},
): Promise<void> {
  const outdir = mkdtempSync(join(tmpdir(), "stacks-"));
  try {
    const app = new App({ outdir, context: { snapshot: options.snapshot } });
    STACKS[name](app, name);
    const { stacks } = await pool.deploy(app, { parameters: options.parameters });
    const [stack] = stacks;
    if (stack?.status !== "CREATE_COMPLETE") throw new Error(`${name} is ${stack?.status}`);
    try {
      await use(stack.outputs);
    } finally {
      await pool.destroy(name);
    }
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

export async function secretOf(pool: Pool, arn: string | undefined): Promise<Login> {
  const client = new SecretsManagerClient(pool);
  try {
    const { SecretString = "{}" } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    return JSON.parse(SecretString);
  } finally {
    client.destroy();
  }
}

/** The address among the outputs, with user and password of the secret among them. */
export async function loginOf(pool: Pool, outputs: Outputs): Promise<Login> {
  const { username, password } = await secretOf(pool, outputs["SecretArn"]);
  return { host: outputs["Host"] ?? "", port: Number(outputs["Port"]), username, password, dbname: "shop" };
}

/** A session of pg or mysql2, whose query answers with rows. */
export async function session(
  dialect: "postgres" | "mysql",
  { host, port, username: user, password, dbname: database }: Login,
  use: (query: Query) => Promise<void>,
): Promise<void> {
  if (dialect === "postgres") {
    const client = new pg.Client({ host, port, user, password, database });
    await client.connect();
    try {
      await use(async (sql) => (await client.query(sql)).rows);
    } finally {
      await client.end();
    }
    return;
  }
  const connection = await createConnection({ host, port, user, password, database });
  try {
    await use(async (sql) => {
      const [rows] = await connection.query(sql);
      return Array.isArray(rows) ? JSON.parse(JSON.stringify(rows)) : [];
    });
  } finally {
    await connection.end();
  }
}

/** A table with a row, written and read again. */
export async function keepsRows(query: Query): Promise<void> {
  await query("create table pets (id int primary key, name varchar(20))");
  await query("insert into pets values (1, 'Åsa')");
  const rows = await query("select * from pets");
  if (JSON.stringify(rows) !== '[{"id":1,"name":"Åsa"}]') throw new Error(`read ${JSON.stringify(rows)}`);
}
