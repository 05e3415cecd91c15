import { type ColumnType, Kysely, type Migration, Migrator, sql } from "kysely";
import { DataApiDialect } from "kysely-data-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ClusterKind, type Database, type Databases, startDatabases } from "./databases.js";
import { FAILURES, refusal } from "./failures.js";
import { type Shape, columnsOf, valuesOf } from "./shapes.js";

type Open = ColumnType<unknown, unknown, unknown>;
interface Tables {
  readonly fish: { readonly id: ColumnType<number, never, number>; readonly name: string };
  readonly everything: Readonly<Record<string, Open>>;
}

/** A value with the type that the statement's author gives it, as kysely-data-api takes it. */
const hinted = (typeHint: string, stringValue: string) => ({ typeHint, value: { stringValue } });

const COMMON: readonly Shape[] = [
  { type: "smallint", given: -32_768, back: -32_768 },
  { type: "integer", given: 2_147_483_647, back: 2_147_483_647 },
  { type: "bigint", given: 9_007_199_254_740_991, back: 9_007_199_254_740_991 },
  { type: "decimal(12,4)", given: 123_456.789, back: "123456.7890" },
  { type: "double precision", given: 1.5e-7, back: 1.5e-7 },
  { type: "boolean", given: true, back: true },
  { type: "varchar(20)", given: "Åsa 🐟 'x' :y", back: "Åsa 🐟 'x' :y" },
  { type: "text", given: "", back: "" },
  { type: "text", given: null, back: null },
];
const SHAPES: Readonly<Record<Database["family"], readonly Shape[]>> = {
  postgres: [
    ...COMMON,
    { type: "real", given: 3.14, back: 3.14 },
    { type: "char(5)", given: "ab", back: "ab   " },
    { type: "bytea", given: Buffer.from([0, 255, 10]), back: new Uint8Array([0, 255, 10]) },
    {
      type: "uuid",
      given: hinted("UUID", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"),
      back: "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
    },
    { type: "json", given: hinted("JSON", '{"a":[1,"two",null]}'), back: { a: [1, "two", null] } },
    { type: "jsonb", given: hinted("JSON", '{"a":[1,"two",null]}'), back: { a: [1, "two", null] } },
    { type: "date", given: hinted("DATE", "2024-02-29"), back: new Date("2024-02-29") },
    { type: "time", given: hinted("TIME", "12:34"), back: "12:34:00" },
    // A `timestamp` comes back without a zone, which the client reads as local time.
    { type: "timestamp", given: new Date("2024-02-29T12:34:56.789Z"), back: new Date("2024-02-29 12:34:56.789") },
    { type: "timestamptz", given: new Date("2024-02-29T12:34:56.789Z"), back: new Date("2024-02-29T12:34:56.789Z") },
    { type: "integer[]", given: sql`array[1, null, 3]`, back: [1, null, 3] },
    { type: "text[]", given: sql`array['a', 'b,c']`, back: ["a", "b,c"] },
    { type: "boolean[]", given: sql`'{}'::boolean[]`, back: [] },
  ],
  mysql: [
    ...COMMON,
    { type: "tinyint unsigned", given: 255, back: 255 },
    { type: "float", given: 0.5, back: 0.5 },
    { type: "char(5)", given: "ab", back: "ab" },
    { type: "varbinary(8)", given: Buffer.from([0, 255, 10]), back: new Uint8Array([0, 255, 10]) },
    { type: "date", given: "2024-02-29", back: new Date("2024-02-29") },
    { type: "time", given: "12:34:56", back: "12:34:56" },
    { type: "datetime(3)", given: new Date("2024-02-29T12:34:56.789Z"), back: "2024-02-29 12:34:56.789" },
    { type: "timestamp", given: new Date("2024-02-29T12:34:56Z"), back: new Date("2024-02-29 12:34:56") },
    { type: "json", given: '{"a":[1,"two",null]}', back: { a: [1, "two", null] } },
    { type: "enum('cod','eel')", given: "eel", back: "eel" },
    { type: "year", given: 2024, back: "2024" },
  ],
};

const KINDS = ["postgres", "mysql", "postgresV1", "mysqlV1"] as const;
let databases: Databases;
const opened = new Map<ClusterKind, Kysely<Tables>>();
const on = (kind: ClusterKind): Kysely<Tables> => opened.get(kind)!;

beforeAll(async () => {
  databases = await startDatabases(KINDS);
  for (const kind of KINDS) {
    const { family, resourceArn, secretArn, database } = databases.of(kind);
    const driver = { client: databases.client(), database, secretArn, resourceArn };
    const db = new Kysely<Tables>({ dialect: new DataApiDialect({ mode: family, driver }) });
    opened.set(kind, db);
    await db.schema
      .createTable("fish")
      .addColumn("id", family === "postgres" ? "serial" : "integer", (column) =>
        family === "postgres" ? column.primaryKey() : column.primaryKey().autoIncrement(),
      )
      .addColumn("name", "varchar(20)", (column) => column.notNull().unique())
      .execute();
  }
});
afterAll(() => databases[Symbol.asyncDispose]());

describe.each(KINDS)("kysely-data-api on %s", (kind) => {
  it("gives back what it wrote, of every type that it maps", async () => {
    const shapes = SHAPES[databases.of(kind).family];
    await sql.raw(`create table everything (${columnsOf(shapes)})`).execute(on(kind));
    await on(kind).insertInto("everything").values(valuesOf(shapes, "given")).execute();
    expect(await on(kind).selectFrom("everything").selectAll().executeTakeFirst()).toEqual(valuesOf(shapes, "back"));
  });

  it("tells rows from counts, and reads generated keys", async () => {
    const db = on(kind);
    const inserted = await db
      .insertInto("fish")
      .values([{ name: "cod" }, { name: "eel" }])
      .executeTakeFirst();
    expect(inserted.numInsertedOrUpdatedRows).toBe(2n);
    expect(inserted.insertId).toBe(databases.of(kind).family === "mysql" ? 1n : undefined);
    const updated = await db.updateTable("fish").set({ name: "bass" }).where("name", "=", "eel").executeTakeFirst();
    expect(updated.numUpdatedRows).toBe(1n);
    const none = await db.deleteFrom("fish").where("name", "=", "whale").executeTakeFirst();
    expect(none.numDeletedRows).toBe(0n);
    expect(await db.selectFrom("fish").select("id").where("name", "=", "whale").execute()).toEqual([]);
    const renamed = await db.selectFrom("fish").select(["id as number", "name as label"]).orderBy("id").execute();
    expect(renamed).toEqual([
      { number: 1, label: "cod" },
      { number: 2, label: "bass" },
    ]);
  });

  it("commits a transaction, and rolls one back whose callback throws", async () => {
    const db = on(kind);
    await db.transaction().execute((transaction) => transaction.insertInto("fish").values({ name: "ray" }).execute());
    const failing = db.transaction().execute(async (transaction) => {
      await transaction.deleteFrom("fish").execute();
      expect(await transaction.selectFrom("fish").selectAll().execute()).toEqual([]);
      throw new Error("stop");
    });
    await expect(failing).rejects.toThrow("stop");
    const rays = await db.selectFrom("fish").select("name").where("name", "=", "ray").execute();
    expect(rays).toEqual([{ name: "ray" }]);
  });

  it("sees a unique violation, a syntax error and a missing table as the service's exceptions", async () => {
    const db = on(kind);
    await db.insertInto("fish").values({ name: "hake" }).execute();
    const { name, syntax, missing, duplicate } = FAILURES[kind];
    const again = db.insertInto("fish").values({ name: "hake" }).execute();
    expect(await refusal(again)).toMatchObject({
      name,
      message: duplicate(databases.of(kind).family === "postgres" ? "fish_name_key" : "name"),
    });
    expect(await refusal(sql`selekt 1`.execute(db))).toMatchObject({ name, message: syntax });
    expect(await refusal(sql`select * from nothing`.execute(db))).toMatchObject({ name, message: missing });
  });

  it("describes its tables to kysely's introspector", async () => {
    const tables = await on(kind).introspection.getTables();
    const fish = tables.find((table) => table.name === "fish");
    const columns = fish?.columns.map((column) => [column.name, column.dataType, column.isNullable]);
    expect(columns).toEqual([
      ["id", databases.of(kind).family === "postgres" ? "int4" : "int", false],
      ["name", "varchar", false],
    ]);
  });
});

it.each(["postgres", "postgresV1"] as const)("kysely-data-api on %s reads what a statement returns", async (kind) => {
  const returned = await on(kind).insertInto("fish").values({ name: "pike" }).returning("name as written").execute();
  expect(returned).toEqual([{ written: "pike" }]);
});

describe("kysely's own migrator", () => {
  const pets: Migration = {
    up: (schema) => schema.schema.createTable("pets").addColumn("id", "integer").execute(),
    down: (schema) => schema.schema.dropTable("pets").execute(),
  };
  const migrator = (kind: ClusterKind): Migrator =>
    new Migrator({ db: on(kind), provider: { getMigrations: async () => ({ pets }) } });

  it.each(["mysql", "postgresV1", "mysqlV1"] as const)("goes up and down on %s", async (kind) => {
    const done = (direction: "Up" | "Down") => ({
      results: [{ migrationName: "pets", direction, status: "Success" }],
    });
    expect(await migrator(kind).migrateToLatest()).toEqual(done("Up"));
    expect(await migrator(kind).migrateToLatest()).toEqual({ results: [] });
    expect(await migrator(kind).migrateDown()).toEqual(done("Down"));
    expect(await refusal(sql`select * from pets`.execute(on(kind)))).toMatchObject({ name: FAILURES[kind].name });
  });

  // The lock is `select pg_advisory_xact_lock(..)`, of the type void.
  it("is refused its lock on postgres, whose type the second generation cannot return", async () => {
    expect(await migrator("postgres").migrateToLatest()).toMatchObject({
      error: {
        name: "UnsupportedResultException",
        message: "The result contains the unsupported data type VOID.",
      },
    });
  });
});
