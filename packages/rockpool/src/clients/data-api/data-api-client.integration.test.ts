import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ClusterKind, type Database, type Databases, startDatabases } from "./databases.js";
import { FAILURES, refusal } from "./failures.js";
import { connectionOf, entryOf, installSecondSdk } from "./second-sdk.js";
import { columnsOf, type Shape, valuesOf } from "./shapes.js";

/** The part of the client's interface that is used here; it brings no types. */
interface Client {
  query(sql: string | object, parameters?: unknown): Promise<Result>;
  transaction(): Chain;
  executeStatement(input: object): Promise<Record<string, unknown>>;
}
interface Chain {
  query(sql: string | ((last: Result, all: readonly Result[]) => readonly unknown[]), parameters?: unknown): Chain;
  rollback(then: (error: Error, status: unknown) => void): Chain;
  commit(): Promise<readonly unknown[]>;
}
interface Result {
  readonly records?: ReadonlyArray<Record<string, unknown>>;
  readonly insertId?: number;
  readonly numberOfRecordsUpdated?: number;
  readonly updateResults?: readonly unknown[];
}

const COMMON: readonly Shape[] = [
  { type: "smallint", given: -32_768, back: -32_768 },
  { type: "bigint", given: 9_007_199_254_740_991, back: 9_007_199_254_740_991 },
  { type: "decimal(12,4)", given: 123_456.789, back: "123456.7890" },
  { type: "double precision", given: 1.5e-7, back: 1.5e-7 },
  { type: "boolean", given: false, back: false },
  { type: "varchar(40)", given: "Åsa 🐟 'x'", back: "Åsa 🐟 'x'" },
  { type: "text", given: "", back: "" },
  { type: "text", given: null, back: null },
  { type: "timestamp", given: new Date("2024-02-29T12:34:56Z"), back: new Date("2024-02-29T12:34:56Z") },
];
const SHAPES: Readonly<Record<Database["family"], readonly Shape[]>> = {
  postgres: [
    ...COMMON,
    { type: "timestamptz", given: new Date("2024-02-29T12:34:56.789Z"), back: new Date("2024-02-29T12:34:56.789Z") },
    { type: "bytea", given: Buffer.from([0, 255, 10]), back: Buffer.from([0, 255, 10]) },
    { type: "char(5)", given: "ab", back: "ab   " },
  ],
  mysql: [
    ...COMMON,
    { type: "datetime(3)", given: new Date("2024-02-29T12:34:56.789Z"), back: new Date("2024-02-29T12:34:56.789Z") },
    { type: "date", given: "2024-02-29", back: new Date("2024-02-29") },
    { type: "varbinary(8)", given: Buffer.from([0, 255, 10]), back: Buffer.from([0, 255, 10]) },
    { type: "json", given: '{"a":[1,"two",null]}', back: { a: [1, "two", null] } },
    { type: "int unsigned", given: 4_294_967_295, back: 4_294_967_295 },
    { type: "enum('cod','eel')", given: "eel", back: "eel" },
    { type: "bit(1)", given: true, back: true },
  ],
};

const { directory = "", missing } = await installSecondSdk();
const KINDS = ["postgres", "mysql", "postgresV1", "mysqlV1"] as const;
let databases: Databases;
const opened = new Map<ClusterKind, Client>();
const on = (kind: ClusterKind): Client => opened.get(kind)!;

describe.skipIf(missing !== undefined)(`data-api-client${missing ?? ""}`, () => {
  beforeAll(async () => {
    databases = await startDatabases(KINDS);
    const module: { readonly default: (options: object) => Client } = await import(
      entryOf(directory, "data-api-client")
    );
    for (const kind of KINDS) {
      const formatOptions = { deserializeDate: true };
      const client = module.default({ ...connectionOf(databases, databases.of(kind)), formatOptions });
      opened.set(kind, client);
      const id = databases.of(kind).family === "postgres" ? "serial primary key" : "integer auto_increment primary key";
      await client.query(`create table fish (id ${id}, name varchar(20) unique, age integer)`);
    }
  });
  afterAll(() => databases[Symbol.asyncDispose]());

  describe.each(KINDS)("on %s", (kind) => {
    it("gives back what it wrote, of every type that it maps", async () => {
      const shapes = SHAPES[databases.of(kind).family];
      const client = on(kind);
      await client.query(`create table everything (${columnsOf(shapes)})`);
      const given = valuesOf(shapes, "given");
      const places = Object.keys(given).map((name) => `:${name}`);
      await client.query(`insert into everything values (${places.join(", ")})`, given);
      expect((await client.query("select * from everything")).records).toEqual([valuesOf(shapes, "back")]);
    });

    it("inserts, updates, reads and removes as its documentation has it", async () => {
      const client = on(kind);
      const { family } = databases.of(kind);
      const inserted = await client.query("insert into fish (name, age) values (:name, :age)", { name: "cod", age: 1 });
      expect(inserted).toEqual({ numberOfRecordsUpdated: 1, ...(family === "mysql" ? { insertId: 1 } : {}) });
      const updated = await client.query("update fish set age = :age where name = :name", { age: 13, name: "cod" });
      expect(updated).toEqual({ numberOfRecordsUpdated: 1 });
      expect(await client.query("select id, name, age as years from fish")).toEqual({
        records: [{ id: 1, name: "cod", years: 13 }],
      });
      const rows = { sql: "select id, name from fish", hydrateColumnNames: false, includeResultMetadata: true };
      expect((await client.query(rows)).records).toEqual([[1, "cod"]]);
      expect(await client.query("select * from fish where id > :id", { id: 99 })).toEqual({ records: [] });
      expect(await client.query("delete from fish where id = :id", { id: 1 })).toEqual({ numberOfRecordsUpdated: 1 });
      const native = await client.executeStatement({
        sql: "select :id as id",
        parameters: [{ name: "id", value: { longValue: 7 } }],
      });
      expect(native).toEqual({ numberOfRecordsUpdated: 0, records: [[{ longValue: 7 }]] });
    });

    it("writes batches, also in a transaction", async () => {
      const client = on(kind);
      const sets = [[{ name: "eel", age: 1 }], [{ name: "ray", age: 2 }]];
      const { updateResults } = await client.query("insert into fish (name, age) values (:name, :age)", sets);
      expect(updateResults).toHaveLength(2);
      const [updates] = await client
        .transaction()
        .query("update fish set age = age + :by where name = :name", [
          [{ by: 10, name: "eel" }],
          [{ by: 20, name: "ray" }],
        ])
        .commit();
      expect(updates).toEqual({ updateResults: [{}, {}] });
      expect(await client.query("select name, age from fish where age > 10 order by age")).toEqual({
        records: [
          { name: "eel", age: 11 },
          { name: "ray", age: 22 },
        ],
      });
    });

    it("commits a chain of queries, and rolls one back that fails", async () => {
      const client = on(kind);
      const committed = await client
        .transaction()
        .query("insert into fish (name, age) values (:name, :age)", { name: "tiger", age: 1 })
        .query(() => ["update fish set age = :age where name = :name", { age: 4, name: "tiger" }])
        .query("select age from fish where name = :name", { name: "tiger" })
        .commit();
      expect(committed.slice(1)).toEqual([
        { numberOfRecordsUpdated: 1 },
        { records: [{ age: 4 }] },
        { transactionStatus: "Transaction Committed" },
      ]);
      const rolledBack: unknown[] = [];
      const failing = client
        .transaction()
        .query("delete from fish")
        .query("selekt 1")
        .rollback((error, status) => rolledBack.push(error.message, status))
        .commit();
      expect(await refusal(failing)).toMatchObject({ code: FAILURES[kind].name });
      expect(rolledBack).toEqual([FAILURES[kind].syntax, { transactionStatus: "Rollback Complete" }]);
      expect((await client.query("select 1 from fish where name = 'tiger'")).records).toHaveLength(1);
    });

    it("sees a unique violation, a syntax error and a missing table as the service's exceptions", async () => {
      const client = on(kind);
      const { name: code, syntax, missing: noTable, duplicate } = FAILURES[kind];
      const hake = () => client.query("insert into fish (name) values (:name)", { name: "hake" });
      await hake();
      const constraint = databases.of(kind).family === "postgres" ? "fish_name_key" : "name";
      expect(await refusal(hake())).toMatchObject({ code, statusCode: 400, message: duplicate(constraint) });
      expect(await refusal(client.query("selekt 1"))).toMatchObject({ code, message: syntax });
      expect(await refusal(client.query("select * from nothing"))).toMatchObject({ code, message: noTable });
    });
  });

  it.each(["postgres", "postgresV1"] as const)("casts on %s, and is refused where it does not", async (kind) => {
    const client = on(kind);
    await client.query("create table users (id uuid, metadata jsonb, added date)");
    const id = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
    expect(await refusal(client.query("insert into users (id) values (:id)", { id }))).toMatchObject({
      code: FAILURES[kind].name,
      message: expect.stringContaining('column "id" is of type uuid but expression is of type'),
    });
    await client.query("insert into users values (:id, :metadata, :added)", [
      { name: "id", value: id, cast: "uuid" },
      { name: "metadata", value: '{"b": 1, "a": [2]}', cast: "jsonb" },
      { name: "added", value: "2024-02-29", cast: "date" },
    ]);
    const { records } = await client.query("select id, metadata->>'b' as b, added from users");
    expect(records).toEqual([{ id, b: "1", added: new Date("2024-02-29") }]);
  });

  it.each(["mysql", "mysqlV1"] as const)("names identifiers and reads generated keys on %s", async (kind) => {
    const client = on(kind);
    await client.query("create table pets (id integer auto_increment primary key, name varchar(20))");
    const { updateResults } = await client.query("insert into pets (name) values (:name)", [
      [{ name: "a" }],
      [{ name: "b" }],
    ]);
    expect(updateResults).toEqual([{ insertId: 1 }, { insertId: 2 }]);
    const chosen = await client.query("select ::fields from ::table where id > :id", {
      fields: ["id", "name"],
      table: "pets",
      id: 1,
    });
    expect(chosen).toEqual({ records: [{ id: 2, name: "b" }] });
    const chain = client.transaction().query("insert into pets (name) values ('c')");
    const [, updated] = await chain
      .query(({ insertId }) => ["update pets set name = 'd' where id = :id", { id: insertId }])
      .commit();
    expect(updated).toEqual({ numberOfRecordsUpdated: 1 });
  });
});
