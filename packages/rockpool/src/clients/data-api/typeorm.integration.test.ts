import { DataSource, EntitySchema, type ColumnType, type MigrationInterface, type QueryRunner } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ClusterKind, type Database, type Databases, startDatabases } from "./databases.js";
import { FAILURES, refusal } from "./failures.js";

interface Everything {
  readonly id?: number;
  readonly [column: string]: unknown;
}
interface Fish {
  readonly id?: number;
  readonly name: string;
  readonly tags?: Tag[];
}
interface Tag {
  readonly id?: number;
  readonly label: string;
}
const fish = new EntitySchema<Fish>({
  name: "fish",
  columns: {
    id: { type: Number, primary: true, generated: "increment" },
    name: { type: String, length: 20 },
  },
  uniques: [{ name: "fish_name", columns: ["name"] }],
  relations: { tags: { type: "many-to-many", target: "tag", joinTable: { name: "fish_tags" } } },
});
const tag = new EntitySchema<Tag>({
  name: "tag",
  columns: { id: { type: Number, primary: true, generated: "increment" }, label: { type: String } },
});

/** One column of an entity: what is saved, and what a find gives back. */
interface ColumnShape {
  readonly type: ColumnType;
  readonly more?: {
    readonly length?: number;
    readonly precision?: number;
    readonly scale?: number;
    readonly enum?: string[];
    readonly array?: boolean;
    readonly width?: number;
  };
  readonly given: unknown;
  readonly back?: unknown;
}

const moment = new Date("2024-02-29T12:34:56.000Z");
const JSON_VALUE = { a: [1, "two", null], b: { c: "d:e" } };
const uuid = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
const COMMON: readonly ColumnShape[] = [
  { type: "smallint", given: -32_768 },
  { type: "int", given: 2_147_483_647 },
  { type: "bigint", given: 9_007_199_254_740_991 },
  { type: "decimal", more: { precision: 12, scale: 4 }, given: "123456.789", back: "123456.7890" },
  { type: "double precision", given: 1.5e-7 },
  { type: "varchar", more: { length: 40 }, given: "Åsa 🐟 'x' \"y\" :z" },
  { type: "text", given: "" },
  { type: "date", given: "2024-02-29" },
  { type: "time", given: "12:34:56" },
  { type: "timestamp", given: moment },
  { type: "json", given: JSON_VALUE },
  { type: "enum", more: { enum: ["cod", "eel"] }, given: "eel" },
  { type: "simple-array", given: ["a", "b"] },
  { type: "simple-array", given: [] },
  { type: "simple-json", given: JSON_VALUE },
];
const SHAPES: Readonly<Record<Database["family"], readonly ColumnShape[]>> = {
  postgres: [
    ...COMMON,
    { type: "boolean", given: true },
    { type: "real", given: 3.14 },
    { type: "char", more: { length: 5 }, given: "ab", back: "ab   " },
    { type: "uuid", given: uuid },
    { type: "jsonb", given: JSON_VALUE },
    { type: "timestamptz", given: moment },
    { type: "bytea", given: Buffer.from([0, 255, 10]), back: new Uint8Array([0, 255, 10]) },
  ],
  mysql: [
    ...COMMON,
    { type: "tinyint", given: -128 },
    { type: "mediumint", given: 8_388_607 },
    { type: "float", given: 0.5 },
    { type: "datetime", given: moment },
    { type: "year", given: 2024 },
    { type: "varbinary", more: { length: 8 }, given: Buffer.from([0, 255, 10]), back: new Uint8Array([0, 255, 10]) },
    { type: "longblob", given: Buffer.from([1, 2, 3]), back: new Uint8Array([1, 2, 3]) },
  ],
};
const shaped = (family: Database["family"], side: "given" | "back"): Record<string, unknown> =>
  Object.fromEntries(SHAPES[family].map((shape, index) => [`c${index}`, side in shape ? shape[side] : shape.given]));
const everything = (family: Database["family"]) =>
  new EntitySchema<Everything>({
    name: "everything",
    columns: {
      id: { type: Number, primary: true, generated: "increment" },
      ...Object.fromEntries(
        SHAPES[family].map(({ type, more }, index) => [`c${index}`, { type, ...more, nullable: true }]),
      ),
    },
  });

class Boats1700000000000 implements MigrationInterface {
  name = "Boats1700000000000";
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("create table boats (id integer primary key, name varchar(20))");
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table boats");
  }
}

const KINDS = ["postgres", "mysql", "postgresV1", "mysqlV1"] as const;
let databases: Databases;
const opened = new Map<ClusterKind, DataSource>();
const on = (kind: ClusterKind): DataSource => opened.get(kind)!;

beforeAll(async () => {
  databases = await startDatabases(KINDS);
  const { endpoint, credentials, region } = databases.pool;
  for (const kind of KINDS) {
    const { family, resourceArn, secretArn, database } = databases.of(kind);
    const source = new DataSource({
      // TypeORM's Aurora driver asks no server for its schema: without one it would create its tables at each synchronization.
      ...(family === "postgres" ? { type: "aurora-postgres", schema: "public" } : { type: "aurora-mysql" }),
      region,
      secretArn,
      resourceArn,
      database,
      serviceConfigOptions: { endpoint, credentials },
      formatOptions: { castParameters: true },
      entities: [fish, tag, everything(family)],
      migrations: [Boats1700000000000],
    });
    opened.set(kind, await source.initialize());
    await source.synchronize();
  }
});
afterAll(async () => {
  for (const source of opened.values()) await source.destroy();
  await databases[Symbol.asyncDispose]();
});

describe.each(KINDS)("typeorm-aurora-data-api-driver on %s", (kind) => {
  it("gives back what it saved, of every type that it maps", async () => {
    const { family } = databases.of(kind);
    const repository = on(kind).getRepository(everything(family));
    const saved = await repository.save(shaped(family, "given"));
    expect(await repository.findOneBy({ id: saved.id })).toEqual({ id: saved.id, ...shaped(family, "back") });
  });

  it("finds no difference between its entities and the tables that it made of them", async () => {
    const { upQueries } = await on(kind).driver.createSchemaBuilder().log();
    const queries = upQueries.map(({ query }) => query);
    // MariaDB describes the default of a nullable column as the text NULL, and JSON as a long text.
    expect(queries.filter((query) => !query.startsWith("ALTER TABLE `everything`"))).toEqual([]);
  });

  it("saves, updates, counts and removes, with a relation of many to many", async () => {
    const repository = on(kind).getRepository(fish);
    const tags = await on(kind)
      .getRepository(tag)
      .save([{ label: "fresh" }, { label: "salt" }]);
    const cod = await repository.save({ name: "cod", tags });
    const [eel] = await repository.save([{ name: "eel" }, { name: "ray" }]);
    const found = await repository.findOne({
      where: { id: cod.id },
      relations: { tags: true },
      order: { tags: { id: "ASC" } },
    });
    expect(found?.tags?.map(({ label }) => label)).toEqual(["fresh", "salt"]);
    await repository.update({ id: eel!.id }, { name: "sea eel" });
    expect(await repository.findAndCount({ order: { id: "ASC" }, skip: 1, take: 1 })).toEqual([
      [{ id: 2, name: "sea eel" }],
      3,
    ]);
    expect(await repository.delete({ id: eel!.id })).toMatchObject({});
    await repository
      .createQueryBuilder()
      .insert()
      .values([{ name: "a" }, { name: "b" }])
      .execute();
    expect(await repository.count()).toBe(4);
  });

  it("commits, rolls back, and saves in parallel", async () => {
    const source = on(kind);
    await source.transaction((manager) => manager.save(fish, { name: "bass" }));
    const failing = source.transaction(async (manager) => {
      await manager.createQueryBuilder().delete().from(fish).where("name = :name", { name: "bass" }).execute();
      expect(await manager.countBy(fish, { name: "bass" })).toBe(0);
      throw new Error("stop");
    });
    await expect(failing).rejects.toThrow("stop");
    await Promise.all(["x", "y", "z"].map((name) => source.getRepository(fish).save({ name })));
    expect(await source.getRepository(fish).countBy([{ name: "bass" }, { name: "x" }, { name: "z" }])).toBe(3);
  });

  it("sees a unique violation, a syntax error and a missing table as the service's exceptions", async () => {
    const source = on(kind);
    const { name, syntax, missing, duplicate } = FAILURES[kind];
    await source.getRepository(fish).save({ name: "hake" });
    expect(await refusal(source.getRepository(fish).save({ name: "hake" }))).toMatchObject({
      name,
      message: duplicate("fish_name"),
    });
    expect(await refusal(source.query("selekt 1"))).toMatchObject({ name, message: syntax });
    expect(await refusal(source.query("select * from nothing"))).toMatchObject({ name, message: missing });
  });

  it("runs its migrations and takes them back", async () => {
    const source = on(kind);
    expect((await source.runMigrations()).map(({ name }) => name)).toEqual(["Boats1700000000000"]);
    expect(await source.runMigrations()).toHaveLength(0);
    expect(await source.query("select * from boats")).toHaveLength(0);
    await source.undoLastMigration();
    expect(await refusal(source.query("select * from boats"))).toMatchObject({ name: FAILURES[kind].name });
  });
});

describe("what the generations make of times with a zone and of intervals", () => {
  const times = "select '15:30:00 PST'::timetz as zoned, '1 year 2 months 3 days'::interval as length";

  it("v1 gives the time in UTC, and the interval as a text", async () => {
    const [row] = await on("postgresV1").query(times);
    expect(row).toEqual({ zoned: "23:30:00", length: "1 year 2 mons 3 days" });
  });

  it("v2 has neither", async () => {
    expect(await refusal(on("postgres").query(times))).toMatchObject({
      name: "UnsupportedResultException",
      message: "The result contains the unsupported data type TIMETZ.",
    });
  });
});
