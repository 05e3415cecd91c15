import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Duration, Fn, type Stack } from "aws-cdk-lib";
import { DatabaseConnection, SqlScript } from "cdk-rockpool";
import { describe, expect, test } from "vitest";
import { clusterIn, MYSQL } from "./support/cluster.ts";
import { initialize, MANY, refusal } from "./support/initialize.ts";
import { synth } from "./support/synth.ts";

describe("the script", () => {
  test("may be a file, and errors name it", () => {
    const directory = mkdtempSync(join(tmpdir(), "script-"));
    try {
      const path = join(directory, "init.sql");
      writeFileSync(path, "\uFEFFselect 1;\r\nselect 'open");
      expect(refusal((stack) => initialize(stack, { script: SqlScript.fromFile(path) }))).toThrow(
        "Stack/Init: init.sql, line 2: a string begins here and does not end",
      );
      writeFileSync(path, Buffer.from([0x73, 0xff]));
      expect(() => SqlScript.fromFile(path)).toThrow("is not UTF-8");
      expect(() => SqlScript.fromFile(join(directory, "none.sql"))).toThrow(/none\.sql cannot be read: ENOENT/);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  test.each<[string, SqlScript, RegExp]>([
    ["is empty", SqlScript.inline(" -- nothing\n"), /the script has no statement/],
    [
      "has a statement of more than 65,536 characters",
      SqlScript.inline(`select '${"x".repeat(65_530)}'`),
      /inline#1 \(line 1\) has 65539 characters; the Data API takes 65536/,
    ],
    [
      "has a statement that must run alone among others",
      SqlScript.inline(MANY, "vacuum full t"),
      /inline#4 \(line 1\) cannot run in a transaction/,
    ],
    [
      "controls the transaction",
      SqlScript.inline("begin;", "select 1", "commit"),
      /inline#1 \(line 1\) begins or ends a transaction/,
    ],
    ["needs psql", SqlScript.inline("\\i other.sql"), /a backslash command/],
  ])("is refused when it %s", (_name, script, words) => {
    expect(refusal((stack) => initialize(stack, { script }))).toThrow(words);
  });

  test.each([
    "vacuum t",
    "create database shop",
    "drop index concurrently i",
    "create unique index concurrently i on t (a)",
    "reindex table concurrently t",
    "alter system set work_mem = '1MB'",
    "alter table t detach partition p concurrently",
    "create tablespace s location '/x'",
  ])("may be %j alone", (sql) => {
    expect(() => synth((stack) => initialize(stack, { script: SqlScript.inline(sql) }))).not.toThrow();
    expect(refusal((stack) => initialize(stack, { script: SqlScript.inline(sql, "select 1") }))).toThrow(
      "cannot run in a transaction",
    );
  });

  const inMysql = (sql: string) => (stack: Stack) =>
    initialize(stack, {
      connection: DatabaseConnection.dataApi(clusterIn(stack, { engine: MYSQL })),
      script: SqlScript.inline("select 1", sql),
    });

  test.each([
    ["begin", "put statements that belong together into a stored procedure"],
    ["start transaction read write", "controls a transaction"],
    ["commit and chain", "controls a transaction"],
    ["rollback", "controls a transaction"],
    ["use `shop`", "give databaseName to the initializer"],
    ["lock tables t write", "take it out"],
    ["unlock tables", "take it out"],
    ["create temporary table t (a int)", "create an ordinary table"],
    ["set @a = 1", "set it in the parameters of the cluster"],
    ["set names utf8mb4", "sets something for its session"],
    ["set session sql_mode = ''", "sets something for its session"],
    ["set foreign_key_checks = 0", "sets something for its session"],
    ["set autocommit = 0", "sets something for its session"],
    ["set @@session.time_zone = '+00:00'", "sets something for its session"],
  ])("is refused on MySQL when it counts on its session: %j", (sql, words) => {
    expect(refusal(inMysql(sql))).toThrow(/^Stack\/Init: inline#2 \(line 1\) .* in a session of its own; /);
    expect(refusal(inMysql(sql))).toThrow(words);
  });

  test.each([
    "set global event_scheduler = on",
    "set @@global.time_zone = 'UTC'",
    "set persist max_connections = 100",
    "set password for app = 'x'",
    "set default role all to app",
    "create table begin_ (a int)",
    "update t set a = 1",
    "select * from t for update",
  ])("may be %j on MySQL", (sql) => {
    expect(() => synth(inMysql(sql))).not.toThrow();
  });

  test("takes no deploy-time values, which would never reach the SQL", () => {
    expect(() => SqlScript.inline("select 1", `insert into t values ('${Fn.ref("AWS::Region")}')`)).toThrow(
      "statement 2 of SqlScript.inline() holds a value of deploy time",
    );
  });

  test("may take up to 15 minutes", () => {
    expect(refusal((stack) => initialize(stack, { timeout: Duration.minutes(16) }))).toThrow(
      "Stack/Init: timeout is 960 seconds; it must be from 10 to 900 seconds",
    );
  });
});
