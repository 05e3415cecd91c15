import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DatabaseClusterEngine, DatabaseInstanceEngine } from "cdk-rockpool";
import { afterAll, describe, expect, test } from "vitest";
import { observeRds } from "../scripts/engines/aws.mts";
import { classFile, dataFile, readCatalogue, renderData } from "../scripts/engines/catalogue.mts";
import { renderClass } from "../scripts/engines/classes.mts";
import { merge } from "../scripts/engines/merge.mts";
import { observePeer } from "../scripts/engines/peer.mts";
import { TABLES } from "../scripts/engines/tables.mts";

const catalogue = readCatalogue();
const peer = observePeer();

/** An answer of `aws rds describe-db-engine-versions`. */
const answer = (...rows: readonly [engine: string, version: string, family: string, more?: object][]) =>
  JSON.stringify({
    DBEngineVersions: rows.map(([Engine, EngineVersion, DBParameterGroupFamily, more]) => ({
      Engine,
      EngineVersion,
      DBParameterGroupFamily,
      Status: "available",
      ...more,
    })),
  });

const find = (data: typeof catalogue, file: string, version: string) =>
  data[file].majors.flatMap(({ versions }) => versions).find((row) => row.version === version);

describe("the engine catalogue", () => {
  test.each(TABLES)("is what the class $className was generated from", (table) => {
    expect(readFileSync(classFile(table), "utf8")).toBe(renderClass(table, catalogue[table.file]));
    expect(readFileSync(dataFile(table), "utf8")).toBe(renderData(catalogue[table.file]));
  });

  test("names every constant by the rule that new ones are named by", () => {
    for (const { file, constantOf } of TABLES) {
      for (const { constant, version } of catalogue[file].majors.flatMap(({ versions }) => versions)) {
        expect(constantOf(version)).toBe(constant);
      }
    }
  });

  test("has a table for every engine, and no engine twice", () => {
    const listed = Object.values(catalogue).flatMap(({ engines }) => engines);
    const engines = [...Object.values(DatabaseClusterEngine), ...Object.values(DatabaseInstanceEngine)];
    expect(listed).toHaveLength(engines.length);
    expect(new Set(listed)).toEqual(new Set(engines.map(({ engineType }) => engineType)));
  });

  test("is not changed by what aws-cdk-lib says", () => {
    const merged = merge(catalogue, peer);
    expect(merged.changes).toEqual([]);
    expect(merged.catalogue).toEqual(catalogue);
  });
});

describe("a refresh from Amazon RDS", () => {
  test.each([
    ["mysql", "mysql", "8.4.99", "mysql8.4", "8.4", "VER_8_4_99"],
    ["mysql", "mysql", "9.7.1", "mysql9.7", "9.7", "VER_9_7_1"],
    ["mariadb", "mariadb", "12.3.1", "mariadb12.3", "12.3", "VER_12_3_1"],
    ["postgres", "postgres", "11.22-rds.20260601", "postgres11", "11", "VER_11_22_RDS_20260601"],
    ["oracle-ee", "oracle", "19.0.0.0.ru-2026-01.rur-2026-01.r1", "oracle-ee-19", "19", "VER_19_0_0_0_2026_01_R1"],
    [
      "oracle-se2-cdb",
      "oracle",
      "21.0.0.0.ru-2026-01.spb-1.r1",
      "oracle-se2-cdb-21",
      "21",
      "VER_21_0_0_0_2026_01_SPB_1_R1",
    ],
    ["sqlserver-web", "sqlserver", "17.00.1000.7.v1", "sqlserver-web-17.0", "17.00", "VER_17_00_1000_7_V1"],
    ["aurora-mysql", "aurora-mysql", "8.0.mysql_aurora.3.99.0", "aurora-mysql8.0", "8.0", "VER_3_99_0"],
    ["aurora-postgresql", "aurora-postgresql", "17.99-limitless", "aurora-postgresql17", "17", "VER_17_99_LIMITLESS"],
  ])("adds what %s offers anew: %s %s", (engine, file, version, family, major, constant) => {
    const merged = merge(catalogue, observeRds([answer([engine, version, family])]));
    expect(merged.changes).toContain(`${file}: ${version} is new (${constant})`);
    const rows = merged.catalogue[file].majors.find((row) => row.major === major)?.versions;
    expect(rows).toContainEqual({ constant, version });
  });

  test("changes nothing the second time", () => {
    const seen = observeRds([answer(["mysql", "8.4.99", "mysql8.4"], ["postgres", "19.1", "postgres19"])]);
    const once = merge(catalogue, seen);
    const twice = merge(once.catalogue, seen);
    expect(once.changes.length).toBeGreaterThan(2);
    expect(twice).toEqual({ catalogue: once.catalogue, changes: [] });
    expect(merge(once.catalogue, peer).changes).toEqual([]);
  });

  test("keeps the features of a new PostgreSQL version", () => {
    const features = { SupportedFeatureNames: ["Lambda", "s3Export", "s3Import"] };
    const merged = merge(catalogue, observeRds([answer(["postgres", "19.1", "postgres19", features])]));
    expect(find(merged.catalogue, "postgres", "19.1")?.features).toEqual(["s3Import", "s3Export"]);
  });

  test("withdraws what is no longer offered, and a major version with its last version", () => {
    const merged = merge(catalogue, observeRds([answer(["mysql", "8.4.8", "mysql8.4"])]));
    expect(find(merged.catalogue, "mysql", "8.4.8")?.withdrawn).toBeUndefined();
    expect(find(merged.catalogue, "mysql", "8.4.7")?.withdrawn).toBe(true);
    expect(find(merged.catalogue, "mysql", "8.0")?.withdrawn).toBe(true);
    // Nothing was said of MariaDB.
    expect(merged.catalogue.mariadb).toEqual(catalogue.mariadb);
  });

  test("withdraws what is listed as deprecated", () => {
    const deprecated = { Status: "deprecated" };
    const seen = observeRds([answer(["mysql", "8.4.8", "mysql8.4", deprecated], ["mysql", "8.4.9", "mysql8.4"])]);
    expect(find(merge(catalogue, seen).catalogue, "mysql", "8.4.8")?.withdrawn).toBe(true);
  });

  test("knows a version again that aws-cdk-lib writes in capitals", () => {
    expect(find(catalogue, "postgres", "11.22-RDS.20241121")?.withdrawn).toBe(true);
    const seen = observeRds([answer(["postgres", "11.22-rds.20241121", "postgres11"])]);
    const merged = merge(catalogue, seen).catalogue;
    expect(find(merged, "postgres", "11.22-RDS.20241121")?.withdrawn).toBe(false);
    expect(find(merged, "postgres", "11.22-rds.20241121")).toBeUndefined();
  });

  test("withdraws nothing of engines that share a table unless all of them are listed", () => {
    const one = observeRds([answer(["oracle-ee", "19.0.0.0.ru-2025-10.rur-2025-10.r1", "oracle-ee-19"])]);
    expect(merge(catalogue, one).changes).toEqual([]);
    const all = observeRds([
      answer(
        ["oracle-ee", "19.0.0.0.ru-2025-10.rur-2025-10.r1", "oracle-ee-19"],
        ...["oracle-se2", "oracle-se2-cdb", "oracle-ee-cdb"].map((engine): [string, string, string] => [
          engine,
          "21.0.0.0.ru-2025-07.rur-2025-07.r1",
          `${engine}-21`,
        ]),
      ),
    ]);
    const merged = merge(catalogue, all).catalogue;
    expect(find(merged, "oracle", "19.0.0.0.ru-2025-10.rur-2025-10.r1")?.withdrawn).toBeUndefined();
    expect(find(merged, "oracle", "21.0.0.0.ru-2025-07.rur-2025-07.r1")?.withdrawn).toBeUndefined();
    expect(find(merged, "oracle", "19.0.0.0.ru-2025-07.rur-2025-07.r1")?.withdrawn).toBe(true);
  });

  test("counts for more than a deprecation in aws-cdk-lib", () => {
    expect(find(catalogue, "postgres", "16.5")?.withdrawn).toBe(true);
    const offered = merge(catalogue, observeRds([answer(["postgres", "16.5", "postgres16"])])).catalogue;
    expect(find(offered, "postgres", "16.5")?.withdrawn).toBe(false);
    expect(merge(offered, peer).catalogue).toEqual(offered);
  });

  test("takes the support calendar", () => {
    const ends = (LifecycleSupportName: string, LifecycleSupportEndDate: string) => ({
      LifecycleSupportName,
      LifecycleSupportEndDate,
    });
    const SupportedEngineLifecycles = [
      ends("open-source-rds-standard-support", "2031-01-31T23:59:59.999000+00:00"),
      ends("open-source-rds-extended-support", "2034-01-31T23:59:59.999000+00:00"),
    ];
    const rows = [
      { Engine: "mysql", MajorEngineVersion: "8.4", SupportedEngineLifecycles },
      { Engine: "sqlserver-ee", MajorEngineVersion: "16.0" },
    ];
    const merged = merge(catalogue, observeRds([JSON.stringify({ DBMajorEngineVersions: rows })]));
    expect(merged.changes).toEqual([
      "mysql: standard support of 8.4 ends on 2031-01-31",
      "mysql: extended support of 8.4 ends on 2034-01-31",
    ]);
    expect(merged.catalogue.mysql.majors.find(({ major }) => major === "8.4")).toMatchObject({
      standardSupportUntil: "2031-01-31",
      extendedSupportUntil: "2034-01-31",
    });
  });

  test("leaves engines without a table out", () => {
    expect(merge(catalogue, observeRds([answer(["db2-se", "11.5.9.0.sb00000000.r1", "db2-se-11.5"])])).changes).toEqual(
      [],
    );
  });

  test.each([
    ['{"DBEngineVersions":[],"NextToken":"x"}', /cut off/],
    ['{"DBClusters":[]}', /only DBClusters; give the JSON of aws rds describe-db-engine-versions/],
    ['{"DBEngineVersions":[{"Engine":"mysql"}]}', /neither DBEngineVersions/],
    ["[]", /neither DBEngineVersions/],
  ])("refuses %s", (text, words) => {
    expect(() => observeRds([text])).toThrow(words);
  });

  test("refuses two versions under one name", () => {
    const seen = observeRds([answer(["mysql", "8.4.99", "mysql8.4"], ["mysql", "8.4-99", "mysql8.4"])]);
    expect(() => merge(catalogue, seen)).toThrow(/VER_8_4_99 would be both/);
  });

  describe("run as a command", () => {
    const script = fileURLToPath(new URL("../scripts/engines/refresh.mts", import.meta.url));
    const oracle = answer(["oracle-ee", "23.0.0.0.ru-2026-10.rur-2026-10.r1", "oracle-ee-23"]);
    const directory = mkdtempSync(join(tmpdir(), "constructs-"));
    afterAll(() => rmSync(directory, { recursive: true, force: true }));

    test("says what an answer in a file would change", () => {
      const file = join(directory, "versions.json");
      writeFileSync(file, oracle);
      const said = execFileSync(process.execPath, [script, "--dry-run", file], { encoding: "utf8" });
      expect(said).toBe("oracle: 23.0.0.0.ru-2026-10.rur-2026-10.r1 is new (VER_23_0_0_0_2026_10_R1)\n");
    });

    test("asks the AWS CLI for versions and for the support calendar", () => {
      const asked = join(directory, "asked");
      const cli = [
        "#!/bin/sh",
        `echo "$*" >> '${asked}'`,
        `case $2 in describe-db-engine-versions) echo '${oracle}';; *) echo '{"DBMajorEngineVersions":[]}';; esac`,
      ];
      writeFileSync(join(directory, "aws"), `${cli.join("\n")}\n`, { mode: 0o755 });
      const said = execFileSync(process.execPath, [script, "--dry-run", "--aws", "--region", "eu-west-1"], {
        encoding: "utf8",
        env: { ...process.env, PATH: `${directory}:${process.env.PATH}` },
      });
      expect(said).toContain("VER_23_0_0_0_2026_10_R1");
      expect(readFileSync(asked, "utf8").trim().split("\n")).toEqual([
        "rds describe-db-engine-versions --output json --region eu-west-1",
        "rds describe-db-major-engine-versions --output json --region eu-west-1",
      ]);
    });
  });
});
