import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answers, hasBoto3, NO_BOTO3, runClient } from "../../testing/client.js";
import { type ClusterKind, type Databases, startDatabases } from "./databases.js";
import { FAILURES } from "./failures.js";
import { FIELD_SHAPES, type FieldShape, fieldStatements } from "./field-shapes.js";

const KINDS = ["postgres", "mysql", "postgresV1", "mysqlV1"] as const;
const boto3 = await hasBoto3();
const cli = await answers("aws", "--version");
const directory = mkdtempSync(join(tmpdir(), "rockpool-botocore-"));
let databases: Databases;

beforeAll(async () => {
  databases = await startDatabases(boto3 || cli ? KINDS : []);
});
afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await databases[Symbol.asyncDispose]();
});

const common = (kind: ClusterKind) => {
  const { resourceArn, secretArn, database } = databases.of(kind);
  return { resourceArn, secretArn, database };
};

/** A value as these programs write it: bytes as base64. */
const written = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, one: unknown) =>
      one instanceof Uint8Array ? Buffer.from(one).toString("base64") : one,
    ),
  );

/** A file of JSON, and its path. */
function file(name: string, content: unknown): string {
  const path = join(directory, name);
  writeFileSync(path, JSON.stringify(written(content)));
  return path;
}
const binary = ({ given }: FieldShape): boolean => given.blobValue !== undefined;

describe.skipIf(!boto3)(`boto3${boto3 ? "" : NO_BOTO3}`, () => {
  it.each(KINDS)(
    "on %s gives back every field, keeps 64 bits, runs transactions and names exceptions",
    async (kind) => {
      const { family } = databases.of(kind);
      const shapes = FIELD_SHAPES[family];
      const input = file(`${kind}.json`, { common: common(kind), ...fieldStatements(shapes) });
      const program = join(import.meta.dirname, "python", "boto.py");
      const { code, stdout, text } = await runClient(databases.pool, ["python3", program, input]);
      expect([code, text]).toEqual([0, stdout]);
      const { name, syntax, missing, duplicate } = FAILURES[kind];
      expect(JSON.parse(stdout)).toEqual({
        types: { row: written(shapes.map(({ back }) => back)), typeNames: shapes.map(({ typeName }) => typeName) },
        longs: ["-9223372036854775808", "9223372036854775807"],
        transactions: [[0, 2], "Rollback Complete", [0, 2], "Transaction Committed", 0],
        batch: 2,
        duplicate: [name, name, duplicate(family === "postgres" ? "fish_name_key" : "name")],
        syntax: [name, name, syntax],
        missing: [name, name, missing],
        json: [{ one: 1, text: "é" }],
      });
    },
  );
});

describe.skipIf(!cli)(`the aws command${cli ? "" : " (skipped: not on this machine)"}`, () => {
  /** What `aws rds-data` prints, or why it fails. */
  async function aws(kind: ClusterKind, operation: string, ...words: string[]): Promise<unknown> {
    const { resourceArn, secretArn } = databases.of(kind);
    const where = ["--endpoint-url", databases.pool.endpoint, "--resource-arn", resourceArn, "--secret-arn", secretArn];
    const { code, stdout, text } = await runClient(databases.pool, [
      "aws",
      "rds-data",
      operation,
      ...where,
      ...words,
      "--output",
      "json",
    ]);
    return code === 0 ? JSON.parse(stdout) : text.trim();
  }
  const statement = (kind: ClusterKind, sql: string, ...words: string[]) =>
    aws(kind, "execute-statement", "--database", "shop", "--sql", sql, ...words);

  // boto3 above is the same library: the command is tried for what it adds, on fewer clusters, as it takes its time to start.
  it.each(["postgres", "mysql"] as const)("on %s prints every field that it wrote", async (kind) => {
    const shapes = FIELD_SHAPES[databases.of(kind).family].filter((shape) => !binary(shape));
    const { create, insert, parameters, select } = fieldStatements(shapes);
    await statement(kind, create.replace("every_field", "printed"));
    const values = ["--parameters", `file://${file(`${kind}-cli.json`, parameters)}`];
    expect(await statement(kind, insert.replace("every_field", "printed"), ...values)).toMatchObject({
      numberOfRecordsUpdated: 1,
    });
    expect(await statement(kind, select.replace("every_field", "printed"))).toEqual({
      numberOfRecordsUpdated: 0,
      records: [shapes.map(({ back }) => back)],
    });
  });

  it.each(["postgres", "mysql"] as const)("on %s runs a transaction as the user guide does", async (kind) => {
    await statement(kind, "create table guide (id int, val varchar(20))");
    const begun = await aws(kind, "begin-transaction", "--database", "shop");
    expect(begun).toEqual({ transactionId: expect.stringMatching(/^[A-Za-z0-9+/=]{100,192}$/) });
    const [id = ""] = Object.values(Object(begun)).map(String);
    const sets =
      '[[{"name": "id", "value": {"longValue": 1}}, {"name": "val", "value": {"stringValue": "ValueOne"}}],[{"name": "id", "value": {"longValue": 2}}, {"name": "val", "value": {"stringValue": "ValueTwo"}}]]';
    const insert = ["--sql", "insert into guide values (:id, :val)", "--parameter-sets", sets];
    expect(await aws(kind, "batch-execute-statement", "--database", "shop", ...insert, "--transaction-id", id)).toEqual(
      {
        updateResults: [{ generatedFields: [] }, { generatedFields: [] }],
      },
    );
    expect(await aws(kind, "commit-transaction", "--transaction-id", id)).toEqual({
      transactionStatus: "Transaction Committed",
    });
    expect(await statement(kind, "select * from guide order by id", "--format-records-as", "JSON")).toEqual({
      formattedRecords: '[{"id":1,"val":"ValueOne"},{"id":2,"val":"ValueTwo"}]',
      numberOfRecordsUpdated: 0,
    });
    expect(await statement(kind, "drop table guide")).toEqual({ generatedFields: [], numberOfRecordsUpdated: 0 });
    const rolledBack = await aws(kind, "rollback-transaction", "--transaction-id", id);
    expect(rolledBack).toContain(
      "An error occurred (TransactionNotFoundException) when calling the RollbackTransaction",
    );
  });

  it.each(["postgres", "mysqlV1"] as const)("on %s prints the service's exceptions", async (kind) => {
    const { name, missing } = FAILURES[kind];
    const said = `An error occurred (${name}) when calling the ExecuteStatement operation`;
    expect(await statement(kind, "select * from nothing")).toBe(`${said}: ${missing}`);
  });

  it("is told that ExecuteSql is no more", async () => {
    const { resourceArn, secretArn } = databases.of("postgresV1");
    const { text } = await runClient(databases.pool, [
      "aws",
      "rds-data",
      "execute-sql",
      "--endpoint-url",
      databases.pool.endpoint,
      "--db-cluster-or-instance-arn",
      resourceArn,
      "--aws-secret-store-arn",
      secretArn,
      "--sql-statements",
      "select 1",
    ]);
    expect(text).toContain(
      "(BadRequestException) when calling the ExecuteSql operation: This API is deprecated and not available. Use ExecuteStatement API instead",
    );
  });
});
