import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ClusterKind, type Database, type Databases, startDatabases } from "./databases.js";
import { FAILURES, refusal } from "./failures.js";
import { connectionOf, entryOf, installSecondSdk } from "./second-sdk.js";
import { columnsOf, type Shape, valuesOf } from "./shapes.js";

/** The part of knex's interface that is used here; its types are not installed with the repository. */
interface Query extends PromiseLike<unknown> {
  insert(values: object): Query;
  returning(columns: readonly string[]): Query;
  select(...columns: readonly string[]): Query;
  first(...columns: readonly string[]): Query;
  where(column: string, ...value: readonly unknown[]): Query;
  whereIn(column: string, values: readonly unknown[]): Query;
  join(table: string, left: string, right: string): Query;
  orderBy(column: string): Query;
  count(what: object): Query;
  update(values: object): Query;
  del(): Query;
  options(options: object): Query;
}
interface Column {
  primary(): Column;
  unique(options?: object): Column;
  notNullable(): Column;
}
interface Table {
  increments(name: string): Column;
  integer(name: string): Column;
  string(name: string, length: number): Column;
}
interface Schema {
  createTable(name: string, build: (table: Table) => void): PromiseLike<unknown>;
  dropTable(name: string): PromiseLike<unknown>;
  hasTable(name: string): Promise<boolean>;
}
interface Knex {
  (table: string): Query;
  readonly schema: Schema;
  readonly migrate: Record<"latest" | "rollback", (config: object) => Promise<[number, readonly string[]]>>;
  raw(sql: string, bindings?: readonly unknown[]): PromiseLike<unknown>;
  transaction(work: (transaction: Knex) => Promise<unknown>): Promise<unknown>;
  destroy(): Promise<void>;
}

const COMMON: readonly Shape[] = [
  { type: "smallint", given: -32_768, back: -32_768 },
  { type: "bigint", given: 9_007_199_254_740_991, back: 9_007_199_254_740_991 },
  { type: "decimal(12,4)", given: 123_456.789, back: "123456.7890" },
  { type: "double precision", given: 1.5e-7, back: 1.5e-7 },
  { type: "varchar(40)", given: "Åsa 🐟 'x' ? :y", back: "Åsa 🐟 'x' ? :y" },
  { type: "text", given: null, back: null },
];
// The client writes values into the text of the statement: the server reads literals, and needs no casts.
const SHAPES: Readonly<Record<Database["family"], readonly Shape[]>> = {
  postgres: [
    ...COMMON,
    { type: "boolean", given: true, back: true },
    { type: "uuid", given: "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", back: "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11" },
    { type: "json", given: { a: [1, "two"] }, back: { a: [1, "two"] } },
    { type: "jsonb", given: { a: [1, "two"] }, back: { a: [1, "two"] } },
    { type: "text[]", given: ["a", "b"], back: ["a", "b"] },
    { type: "date", given: "2024-02-29", back: "2024-02-29" },
    { type: "timestamp", given: new Date("2024-02-29T12:34:56.789Z"), back: new Date("2024-02-29T12:34:56.789Z") },
    { type: "timestamptz", given: new Date("2024-02-29T12:34:56.789Z"), back: new Date("2024-02-29T12:34:56.789Z") },
  ],
  mysql: [
    ...COMMON,
    { type: "boolean", given: true, back: true },
    { type: "json", given: { a: [1, "two"] }, back: '{"a":[1,"two"]}' },
    { type: "date", given: "2024-02-29", back: new Date("2024-02-29") },
    { type: "datetime(3)", given: new Date("2024-02-29T12:34:56.789Z"), back: new Date("2024-02-29T12:34:56.789Z") },
    { type: "enum('cod','eel')", given: "eel", back: "eel" },
  ],
};

const { directory = "", missing } = await installSecondSdk();
const KINDS = ["postgres", "mysql", "postgresV1", "mysqlV1"] as const;
let databases: Databases;
const opened = new Map<ClusterKind, Knex>();
const on = (kind: ClusterKind): Knex => opened.get(kind)!;

describe.skipIf(missing !== undefined)(`knex with knex-aurora-data-api-client${missing ?? ""}`, () => {
  beforeAll(async () => {
    databases = await startDatabases(KINDS);
    const knex: { readonly default: (options: object) => Knex } = await import(
      entryOf(directory, "knex").replace("index.js", "knex.js")
    );
    const clients: { readonly default: Record<Database["family"], unknown> } = await import(
      entryOf(directory, "knex-aurora-data-api-client")
    );
    for (const kind of KINDS) {
      const database = databases.of(kind);
      const client = clients.default[database.family];
      opened.set(kind, knex.default({ client, connection: connectionOf(databases, database) }));
      await on(kind).schema.createTable("fish", (table) => {
        table.increments("id");
        table.string("name", 20).notNullable().unique({ indexName: "fish_name" });
      });
    }
  });
  afterAll(async () => {
    for (const knex of opened.values()) await knex.destroy();
    await databases[Symbol.asyncDispose]();
  });

  describe.each(KINDS)("on %s", (kind) => {
    it("gives back what it wrote, of every type that it maps", async () => {
      const shapes = SHAPES[databases.of(kind).family];
      await on(kind).raw(`create table everything (${columnsOf(shapes)})`);
      await on(kind)("everything").insert(valuesOf(shapes, "given"));
      expect(await on(kind)("everything").first()).toEqual(valuesOf(shapes, "back"));
    });

    it("inserts, joins, counts, updates and removes", async () => {
      const knex = on(kind);
      const postgres = databases.of(kind).family === "postgres";
      const cod = knex("fish").insert({ name: "cod" });
      const inserted = await (postgres ? cod.returning(["id", "name"]) : cod);
      expect(inserted).toEqual(postgres ? [{ id: 1, name: "cod" }] : [1]);
      await knex("fish").insert([{ name: "eel" }, { name: "ray" }]);
      await knex.schema.createTable("catches", (table) => {
        table.integer("fish").notNullable();
        table.integer("weight");
      });
      await knex("catches").insert({ fish: 1, weight: 5 });
      const joined = knex("fish").join("catches", "fish.id", "catches.fish").select("name", "weight as kilos");
      expect(await joined).toEqual([{ name: "cod", kilos: 5 }]);
      const nested = knex("fish").join("catches", "fish.id", "catches.fish").select("name", "weight");
      expect(await nested.options({ nestTables: true })).toEqual([{ fish: { name: "cod" }, catches: { weight: 5 } }]);
      expect(await knex("fish").update({ name: "bass" }).where("name", "eel")).toBe(1);
      expect(await knex("fish").whereIn("name", ["bass", "ray"]).count({ number: "*" })).toEqual([{ number: 2 }]);
      expect(await knex("fish").where("name", "ray").del()).toBe(1);
      expect(await knex("fish").where("id", ">", 99)).toEqual([]);
      expect([await knex.schema.hasTable("fish"), await knex.schema.hasTable("whales")]).toEqual([true, false]);
    });

    it("commits, and rolls back what throws", async () => {
      const knex = on(kind);
      await knex.transaction(async (transaction) => {
        await transaction("fish").insert({ name: "tiger" });
      });
      const failing = knex.transaction(async (transaction) => {
        await transaction("fish").del();
        throw new Error("stop");
      });
      await expect(failing).rejects.toThrow("stop");
      expect(await knex("fish").where("name", "tiger").select("name")).toEqual([{ name: "tiger" }]);
    });

    it("sees a unique violation, a syntax error and a missing table as the service's exceptions", async () => {
      const knex = on(kind);
      const { name: code, syntax, missing: noTable, duplicate } = FAILURES[kind];
      const caught = (work: PromiseLike<unknown>) => refusal(Promise.resolve(work));
      await knex("fish").insert({ name: "hake" });
      expect(await caught(knex("fish").insert({ name: "hake" }))).toMatchObject({
        code,
        message: expect.stringContaining(duplicate("fish_name")),
      });
      expect(await caught(knex.raw("selekt 1"))).toMatchObject({ code, message: expect.stringContaining(syntax) });
      expect(await caught(knex.raw("select * from nothing"))).toMatchObject({
        code,
        message: expect.stringContaining(noTable),
      });
    });

    it("migrates and takes it back", async () => {
      const migration = {
        up: ({ schema }: Knex) => schema.createTable("boats", (table) => table.integer("id").primary()),
        down: ({ schema }: Knex) => schema.dropTable("boats"),
      };
      const migrationSource = {
        getMigrations: async () => ["0001_boats"],
        getMigrationName: (name: string) => name,
        getMigration: async () => migration,
      };
      const knex = on(kind);
      expect(await knex.migrate.latest({ migrationSource })).toEqual([1, ["0001_boats"]]);
      expect(await knex.schema.hasTable("boats")).toBe(true);
      expect(await knex.migrate.rollback({ migrationSource })).toEqual([1, ["0001_boats"]]);
      expect(await knex.schema.hasTable("boats")).toBe(false);
    });
  });
});
