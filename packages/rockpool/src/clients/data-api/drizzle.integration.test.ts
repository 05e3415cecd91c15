import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { count, eq, relations, sql } from "drizzle-orm";
import { type AwsDataApiPgDatabase, drizzle } from "drizzle-orm/aws-data-api/pg";
import { migrate } from "drizzle-orm/aws-data-api/pg/migrator";
import * as pg from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ClusterKind, type Databases, startDatabases } from "./databases.js";
import { FAILURES, refusal } from "./failures.js";

const fish = pg.pgTable("fish", {
  id: pg.serial("id").primaryKey(),
  name: pg.varchar("name", { length: 20 }).notNull().unique(),
});
const catches = pg.pgTable("catches", {
  id: pg.integer("id").primaryKey().generatedAlwaysAsIdentity(),
  fish: pg
    .integer("fish")
    .notNull()
    .references(() => fish.id, { onDelete: "cascade" }),
  weight: pg.numeric("weight", { precision: 6, scale: 2 }),
});
const fishRelations = relations(fish, ({ many }) => ({ catches: many(catches) }));
const catchRelations = relations(catches, ({ one }) => ({
  fish: one(fish, { fields: [catches.fish], references: [fish.id] }),
}));

const everything = pg.pgTable("everything", {
  small: pg.smallint("small"),
  whole: pg.integer("whole"),
  big: pg.bigint("big", { mode: "number" }),
  bigger: pg.bigserial("bigger", { mode: "number" }),
  decimal: pg.numeric("decimal", { precision: 12, scale: 4 }),
  real: pg.real("real"),
  double: pg.doublePrecision("double"),
  boolean: pg.boolean("boolean"),
  text: pg.text("text"),
  varchar: pg.varchar("varchar", { length: 20 }),
  char: pg.char("char", { length: 5 }),
  json: pg.json("json"),
  jsonb: pg.jsonb("jsonb"),
  uuid: pg.uuid("uuid"),
  date: pg.date("date"),
  dateObject: pg.date("date_object", { mode: "date" }),
  time: pg.time("time"),
  timestamp: pg.timestamp("timestamp"),
  timestampText: pg.timestamp("timestamp_text", { mode: "string" }),
  timestamptz: pg.timestamp("timestamptz", { withTimezone: true }),
  texts: pg.text("texts").array(),
  numbers: pg.integer("numbers").array(),
  uuids: pg.uuid("uuids").array(),
  nothing: pg.text("nothing"),
});
const WRITTEN = {
  small: -32_768,
  whole: 2_147_483_647,
  big: 9_007_199_254_740_991,
  bigger: 7,
  decimal: "123456.789",
  real: 3.14,
  double: 1.5e-7,
  boolean: false,
  text: "Åsa 🐟 'x' :y $1",
  varchar: "",
  char: "ab",
  json: { a: [1, "two", null] },
  jsonb: { a: [1, "two", null] },
  uuid: "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
  date: "2024-02-29",
  dateObject: new Date("2024-02-29"),
  time: "12:34:56",
  timestamp: new Date("2024-02-29T12:34:56.789Z"),
  timestampText: "2024-02-29 12:34:56.789123",
  timestamptz: new Date("2024-02-29T12:34:56.000Z"),
  texts: ["a", "b,c", 'd"e'],
  numbers: [1, 2, 3],
  uuids: ["a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"],
  nothing: null,
};
const schema = { fish, catches, fishRelations, catchRelations, everything };

/** What `drizzle-kit generate` writes: a journal, and a file of statements for each entry. */
function writeMigrations(files: Readonly<Record<string, readonly string[]>>): string {
  const folder = mkdtempSync(join(tmpdir(), "rockpool-drizzle-"));
  mkdirSync(join(folder, "meta"));
  const entries = Object.keys(files).map((tag, idx) => ({
    idx,
    version: "7",
    when: 1_700_000_000_000 + idx,
    tag,
    breakpoints: true,
  }));
  writeFileSync(
    join(folder, "meta", "_journal.json"),
    JSON.stringify({ version: "7", dialect: "postgresql", entries }),
  );
  for (const [tag, statements] of Object.entries(files))
    writeFileSync(join(folder, `${tag}.sql`), statements.join("\n--> statement-breakpoint\n"));
  return folder;
}

const MIGRATIONS = {
  "0000_fish": [
    `CREATE TABLE "fish" ("id" serial PRIMARY KEY NOT NULL, "name" varchar(20) NOT NULL, CONSTRAINT "fish_name_unique" UNIQUE("name"));`,
    `CREATE TABLE "catches" ("id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "catches_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1), "fish" integer NOT NULL, "weight" numeric(6, 2));`,
    `DO $$ BEGIN\n ALTER TABLE "catches" ADD CONSTRAINT "catches_fish_fk" FOREIGN KEY ("fish") REFERENCES "public"."fish"("id") ON DELETE cascade ON UPDATE no action;\nEXCEPTION\n WHEN duplicate_object THEN null;\nEND $$;`,
  ],
  "0001_everything": [
    `CREATE TABLE "everything" ("small" smallint, "whole" integer, "big" bigint, "bigger" bigserial NOT NULL, "decimal" numeric(12, 4), "real" real, "double" double precision, "boolean" boolean, "text" text, "varchar" varchar(20), "char" char(5), "json" json, "jsonb" jsonb, "uuid" uuid, "date" date, "date_object" date, "time" time, "timestamp" timestamp, "timestamp_text" timestamp, "timestamptz" timestamp with time zone, "texts" text[], "numbers" integer[], "uuids" uuid[], "nothing" text);`,
    `CREATE INDEX "by_text" ON "everything" USING btree ("text"); -- a comment: with a colon`,
  ],
};

const KINDS = ["postgres", "postgresV1"] as const;
let databases: Databases;
const folders: string[] = [];
const opened = new Map<ClusterKind, AwsDataApiPgDatabase<typeof schema>>();
const on = (kind: ClusterKind): AwsDataApiPgDatabase<typeof schema> => opened.get(kind)!;
function migrations(files: Readonly<Record<string, readonly string[]>>): { migrationsFolder: string } {
  const migrationsFolder = writeMigrations(files);
  folders.push(migrationsFolder);
  return { migrationsFolder };
}

beforeAll(async () => {
  databases = await startDatabases(KINDS);
  for (const kind of KINDS) {
    const { database, resourceArn, secretArn } = databases.of(kind);
    const db = drizzle({ client: databases.client(), database, resourceArn, secretArn, schema });
    opened.set(kind, db);
    await migrate(db, migrations(MIGRATIONS));
  }
});
afterAll(async () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  await databases[Symbol.asyncDispose]();
});

describe.each(KINDS)("drizzle's aws-data-api driver on %s", (kind) => {
  it("has migrated, and does nothing the second time", async () => {
    const db = on(kind);
    await migrate(db, migrations(MIGRATIONS));
    const { rows } = await db.execute(sql`select id, created_at from drizzle.__drizzle_migrations order by id`);
    expect(rows).toEqual([
      { id: 1, created_at: 1_700_000_000_000 },
      { id: 2, created_at: 1_700_000_000_001 },
    ]);
  });

  it("undoes a migration of which one statement fails", async () => {
    const db = on(kind);
    const broken = migrations({
      ...MIGRATIONS,
      "0002_broken": ["CREATE TABLE half (id integer);", "CREATE TABLE fish (id integer);"],
    });
    expect(await refusal(migrate(db, broken))).toMatchObject({
      cause: { name: FAILURES[kind].name, message: 'ERROR: relation "fish" already exists; SQLState: 42P07' },
    });
    const { rows } = await db.execute(sql`select to_regclass('half') is null as gone`);
    expect(rows).toEqual([{ gone: true }]);
  });

  it("gives back what it wrote, of every type that it maps", async () => {
    const db = on(kind);
    await db.insert(everything).values(WRITTEN);
    expect(await db.select().from(everything)).toEqual([
      {
        ...WRITTEN,
        decimal: "123456.7890",
        char: "ab   ",
        // The service gives it in UTC without a zone, which the driver reads as local time.
        timestamptz: new Date("2024-02-29 12:34:56"),
      },
    ]);
    await db.update(everything).set({ json: null, texts: [], decimal: "1", timestamp: null });
    const [row] = await db.select().from(everything).where(eq(everything.uuid, WRITTEN.uuid));
    expect(row).toMatchObject({ json: null, texts: [], decimal: "1.0000", timestamp: null });
  });

  it("inserts, returns, joins, counts and reads relations", async () => {
    const db = on(kind);
    const added = await db
      .insert(fish)
      .values([{ name: "cod" }, { name: "eel" }])
      .returning();
    expect(added).toEqual([
      { id: 1, name: "cod" },
      { id: 2, name: "eel" },
    ]);
    await db.insert(catches).values([
      { fish: 1, weight: "2.5" },
      { fish: 1, weight: null },
    ]);
    const joined = await db
      .select({ name: fish.name, weight: catches.weight })
      .from(fish)
      .leftJoin(catches, eq(catches.fish, fish.id))
      .orderBy(fish.id, catches.id);
    expect(joined).toEqual([
      { name: "cod", weight: "2.50" },
      { name: "cod", weight: null },
      { name: "eel", weight: null },
    ]);
    const upserted = await db
      .insert(fish)
      .values({ id: 2, name: "eel" })
      .onConflictDoUpdate({ target: fish.id, set: { name: "sea eel" } })
      .returning({ name: fish.name });
    expect(upserted).toEqual([{ name: "sea eel" }]);
    expect(await db.select({ number: count() }).from(fish)).toEqual([{ number: 2 }]);
    const removed = await db.delete(fish).where(eq(fish.name, "sea eel"));
    expect(removed.numberOfRecordsUpdated).toBe(1);
    // Relations come as one JSON value, whose numbers lose their scale.
    expect(await db.query.fish.findMany({ with: { catches: { columns: { weight: true } } } })).toEqual([
      { id: 1, name: "cod", catches: [{ weight: "2.5" }, { weight: null }] },
    ]);
  });

  it("commits, rolls back, and rolls back to a savepoint", async () => {
    const db = on(kind);
    await db.transaction(async (outer) => {
      await outer.insert(fish).values({ name: "ray" });
      const inner = outer.transaction(async (nested) => {
        await nested.insert(fish).values({ name: "pike" });
        throw new Error("stop");
      });
      await expect(inner).rejects.toThrow("stop");
    });
    const failing = db.transaction(async (transaction) => {
      await transaction.delete(fish);
      transaction.rollback();
    });
    await expect(failing).rejects.toThrow("Rollback");
    const names = (await db.select().from(fish)).map(({ name }) => name);
    expect(names).toContain("ray");
    expect(names).not.toContain("pike");
  });

  it("sees a unique violation, a syntax error and a missing table as the service's exceptions", async () => {
    const db = on(kind);
    const { name, syntax, missing, duplicate } = FAILURES[kind];
    await db.insert(fish).values({ name: "hake" });
    expect(await refusal(db.insert(fish).values({ name: "hake" }))).toMatchObject({
      cause: { name, message: duplicate("fish_name_unique") },
    });
    expect(await refusal(db.execute(sql`selekt 1`))).toMatchObject({ cause: { name, message: syntax } });
    expect(await refusal(db.execute(sql`select * from nothing`))).toMatchObject({ cause: { name, message: missing } });
  });
});

describe("what the generations make of drizzle's statements", () => {
  const together = { "0002_together": ["CREATE TABLE one (id integer); CREATE TABLE two (id integer);"] };
  const existing = (kind: ClusterKind) =>
    on(kind).execute(sql`select to_regclass('one') is not null and to_regclass('two') is not null as both`);

  it("v2 refuses statements that no breakpoint parts", async () => {
    const db = on("postgres");
    expect(await refusal(migrate(db, migrations({ ...MIGRATIONS, ...together })))).toMatchObject({
      cause: { name: "ValidationException", message: "Multistatements aren't supported." },
    });
    expect((await existing("postgres")).rows).toEqual([{ both: false }]);
  });

  it("v1 runs them all", async () => {
    await migrate(on("postgresV1"), migrations({ ...MIGRATIONS, ...together }));
    expect((await existing("postgresV1")).rows).toEqual([{ both: true }]);
  });

  const moods = pg.pgTable("moods", { mood: pg.pgEnum("mood", ["calm", "wild"])("mood") });
  it.each([
    ["postgres", "text"],
    ["postgresV1", "character varying"],
  ] as const)("a text goes into no enum column: on %s it is a %s", async (kind, type) => {
    const db = on(kind);
    await db.execute(sql`create type mood as enum ('calm', 'wild')`);
    await db.execute(sql`create table moods (mood mood)`);
    expect(await refusal(db.insert(moods).values({ mood: "calm" }))).toMatchObject({
      cause: {
        name: FAILURES[kind].name,
        message: expect.stringContaining(`column "mood" is of type mood but expression is of type ${type}`),
      },
    });
    await db.insert(moods).values({ mood: sql`${"calm"}::mood` });
    expect(await db.select().from(moods)).toEqual([{ mood: "calm" }]);
  });
});
