import {
  BadRequestException,
  BatchExecuteStatementCommand,
  BeginTransactionCommand,
  CommitTransactionCommand,
  DatabaseErrorException,
  ExecuteStatementCommand,
  type ExecuteStatementCommandInput,
  type RDSDataClient,
  RollbackTransactionCommand,
  UnsupportedResultException,
} from "@aws-sdk/client-rds-data";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ClusterKind, type Databases, startDatabases } from "./databases.js";
import { FAILURES, refusal } from "./failures.js";
import { FIELD_SHAPES, fieldStatements } from "./field-shapes.js";

const KINDS = ["postgres", "mysql", "postgresV1", "mysqlV1"] as const;
const EXCEPTIONS = { DatabaseErrorException, BadRequestException };
let databases: Databases;
let client: RDSDataClient;

const common = (kind: ClusterKind) => {
  const { resourceArn, secretArn, database } = databases.of(kind);
  return { resourceArn, secretArn, database };
};
const run = (kind: ClusterKind, sql: string, more: Partial<ExecuteStatementCommandInput> = {}) =>
  client.send(new ExecuteStatementCommand({ ...common(kind), sql, ...more }));

beforeAll(async () => {
  databases = await startDatabases(KINDS);
  client = databases.client();
  for (const kind of KINDS) {
    const key = databases.of(kind).family === "postgres" ? "serial primary key" : "int auto_increment primary key";
    await run(kind, `create table fish (id ${key}, name varchar(20) unique)`);
  }
});
afterAll(() => databases[Symbol.asyncDispose]());

describe.each(KINDS)("the AWS SDK for JavaScript v3 on %s", (kind) => {
  it("gives back every field that it wrote, and names the columns' types", async () => {
    const shapes = FIELD_SHAPES[databases.of(kind).family];
    const { create, insert, parameters, select } = fieldStatements(shapes);
    await run(kind, create);
    expect(await run(kind, insert, { parameters })).toMatchObject({ generatedFields: [], numberOfRecordsUpdated: 1 });
    const { records, columnMetadata } = await run(kind, select, { includeResultMetadata: true });
    expect(records).toEqual([shapes.map(({ back }) => back)]);
    expect(columnMetadata?.map(({ typeName }) => typeName)).toEqual(shapes.map(({ typeName }) => typeName));
    expect(columnMetadata?.map(({ label }) => label)).toEqual(shapes.map((_, index) => `c${index}`));
  });

  it("gets numbers as asked for, and records as JSON", async () => {
    const sql = "select 1 as id, 2.50 as price, cast(null as char) as note";
    expect((await run(kind, sql)).records).toEqual([[{ longValue: 1 }, { stringValue: "2.50" }, { isNull: true }]]);
    const resultSetOptions = { decimalReturnType: "DOUBLE_OR_LONG", longReturnType: "STRING" } as const;
    expect((await run(kind, sql, { resultSetOptions })).records).toEqual([
      [{ stringValue: "1" }, { doubleValue: 2.5 }, { isNull: true }],
    ]);
    const { formattedRecords, records } = await run(kind, sql, { formatRecordsAs: "JSON" });
    expect([formattedRecords, records]).toEqual(['[{"id":1,"price":"2.50","note":null}]', undefined]);
  });

  it("writes batches, and reads generated keys where the service has them", async () => {
    const parameterSets = ["cod", "eel"].map((name) => [{ name: "name", value: { stringValue: name } }]);
    const sql = "insert into fish (name) values (:name)";
    const batch = (more: object) => client.send(new BatchExecuteStatementCommand({ ...common(kind), sql, ...more }));
    const { updateResults } = await batch({ parameterSets });
    // The second generation gives none on PostgreSQL.
    const keys = kind === "postgres" ? [undefined, undefined] : [{ longValue: 1 }, { longValue: 2 }];
    expect(updateResults?.map(({ generatedFields }) => generatedFields?.[0])).toEqual(keys);
    expect((await batch({})).updateResults).toEqual([]);
  });

  it("commits, rolls back, and knows an id no longer after that", async () => {
    const begin = async () => (await client.send(new BeginTransactionCommand(common(kind)))).transactionId;
    const count = async (transactionId?: string) =>
      (await run(kind, "select count(*) from fish", { transactionId })).records?.[0]?.[0]?.longValue;
    const before = await count();
    const first = await begin();
    await run(kind, "insert into fish (name) values ('ray')", { transactionId: first });
    expect([await count(first), await count()]).toEqual([Number(before) + 1, before]);
    const committed = new CommitTransactionCommand({ ...common(kind), transactionId: first });
    expect(await client.send(committed)).toMatchObject({ transactionStatus: "Transaction Committed" });
    const second = await begin();
    await run(kind, "delete from fish", { transactionId: second });
    const rollback = new RollbackTransactionCommand({ ...common(kind), transactionId: second });
    expect(await client.send(rollback)).toMatchObject({ transactionStatus: "Rollback Complete" });
    expect(await count()).toBe(Number(before) + 1);
    expect(await refusal(client.send(rollback))).toMatchObject({
      name: kind.endsWith("V1") ? "BadRequestException" : "TransactionNotFoundException",
      message: expect.stringContaining(`Transaction ${second} is not found`),
    });
  });

  it("sees a unique violation, a syntax error and a missing table as instances of its own classes", async () => {
    const { name, syntax, missing, duplicate } = FAILURES[kind];
    const constraint = databases.of(kind).family === "postgres" ? "fish_name_key" : "name";
    const hake = () => run(kind, "insert into fish (name) values ('hake')");
    await hake();
    const errors = [
      await refusal(hake()),
      await refusal(run(kind, "selekt 1")),
      await refusal(run(kind, "select * from nothing")),
    ];
    expect(errors.map((error) => error instanceof EXCEPTIONS[name])).toEqual([true, true, true]);
    expect(errors).toMatchObject([{ message: duplicate(constraint) }, { message: syntax }, { message: missing }]);
  });
});

describe("what the generations refuse or give otherwise", () => {
  it("a schema, several statements, and types that v2 cannot return", async () => {
    const several = "select 1 as one; select 2 as two";
    expect((await run("postgresV1", several, { schema: "public" })).records).toEqual([[{ longValue: 1 }]]);
    expect(await refusal(run("postgres", several))).toMatchObject({
      name: "ValidationException",
      message: "Multistatements aren't supported.",
    });
    expect(await refusal(run("postgres", "select 1", { schema: "public" }))).toMatchObject({
      name: "ValidationException",
      message: "The schema parameter isn't supported",
    });
    const error = await refusal(run("postgres", "select point(1, 2)"));
    expect(error).toBeInstanceOf(UnsupportedResultException);
    expect(error).toMatchObject({ message: "The result contains the unsupported data type POINT." });
  });

  it.each([
    ["postgres", '{"x":0,"y":[1,"0"]}'],
    ["postgresV1", '{"x": 0, "y": [1, "0"]}'],
  ] as const)("JSON: %s gives it as %s", async (kind, stringValue) => {
    const { records } = await run(kind, `select '{"y": [1, "0"], "x": 0}'::jsonb`);
    expect(records).toEqual([[{ stringValue }]]);
  });

  it.each(KINDS)("an array as a parameter, on %s", async (kind) => {
    const parameters = [{ name: "v", value: { arrayValue: { longValues: [1, 2] } } }];
    expect(await refusal(run(kind, "select :v", { parameters }))).toMatchObject({
      name: kind.endsWith("V1") ? "BadRequestException" : "ValidationException",
      message: "Array parameters are not supported.",
    });
  });
});
