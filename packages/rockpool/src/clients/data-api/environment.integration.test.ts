import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runClient } from "../../testing/client.js";
import { type Databases, startDatabases } from "./databases.js";
import { entryOf, installSecondSdk } from "./second-sdk.js";

/** The first lines of docs/data-api-clients.md for each client: nothing of the pool in the code but the two ARNs. */
const PREAMBLE = `
const { RESOURCE_ARN: resourceArn, SECRET_ARN: secretArn, AWS_ENDPOINT_URL: endpoint, AWS_REGION: region } = process.env;
const database = "shop";
const sql = "select 1 as one";
const print = (value) => process.stdout.write(JSON.stringify(value));
`;
const MODERN = {
  "the AWS SDK for JavaScript v3": `
    const { RDSDataClient, ExecuteStatementCommand } = await import("@aws-sdk/client-rds-data");
    const { records } = await new RDSDataClient({}).send(new ExecuteStatementCommand({ resourceArn, secretArn, database, sql }));
    print(records[0][0].longValue);`,
  "kysely-data-api": `
    const [{ RDSData }, { DataApiDialect }, kysely] = await Promise.all([import("@aws-sdk/client-rds-data"), import("kysely-data-api"), import("kysely")]);
    const driver = { client: new RDSData({}), database, resourceArn, secretArn };
    const db = new kysely.Kysely({ dialect: new DataApiDialect({ mode: "postgres", driver }) });
    print((await kysely.sql.raw(sql).execute(db)).rows[0].one);`,
  drizzle: `
    const [{ RDSDataClient }, { drizzle }] = await Promise.all([import("@aws-sdk/client-rds-data"), import("drizzle-orm/aws-data-api/pg")]);
    const db = drizzle({ client: new RDSDataClient({}), database, resourceArn, secretArn });
    print((await db.execute(sql)).rows[0].one);`,
  typeorm: `
    const { DataSource } = await import("typeorm");
    const source = new DataSource({ type: "aurora-postgres", schema: "public", database, region, resourceArn, secretArn });
    print((await (await source.initialize()).query(sql))[0].one);`,
};

const { directory = "", missing } = await installSecondSdk();
const OLD = {
  "data-api-client": `
    const { default: client } = await import(${JSON.stringify(entryOf(directory, "data-api-client"))});
    const data = client({ resourceArn, secretArn, database, engine: "pg", options: { endpoint } });
    print((await data.query(sql)).records[0].one);`,
  "knex-aurora-data-api-client": `
    const { default: knex } = await import(${JSON.stringify(join(directory, "node_modules/knex/knex.js"))});
    const { default: clients } = await import(${JSON.stringify(entryOf(directory, "knex-aurora-data-api-client"))});
    const connection = { resourceArn, secretArn, database, options: { endpoint } };
    print((await knex({ client: clients.postgres, connection }).raw(sql)).rows[0].one);`,
};

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases(["postgres"]);
});
afterAll(() => databases[Symbol.asyncDispose]());

async function printed(program: string): Promise<string> {
  const { resourceArn, secretArn } = databases.of("postgres");
  const { code, stdout, text } = await runClient(
    databases.pool,
    [
      "env",
      `RESOURCE_ARN=${resourceArn}`,
      `SECRET_ARN=${secretArn}`,
      process.execPath,
      "--input-type=module",
      "-e",
      PREAMBLE + program,
    ],
    { directory: import.meta.dirname },
  );
  if (code !== 0) throw new Error(text);
  return stdout;
}

it.each(Object.entries(MODERN))("%s finds the pool by what rockpool env prints", async (_name, program) => {
  expect(await printed(program)).toBe("1");
});

it.skipIf(missing !== undefined).each(Object.entries(OLD))(
  `%s finds the pool by what rockpool env prints${missing ?? ""}`,
  async (_name, program) => {
    expect(await printed(program)).toBe("1");
  },
);
