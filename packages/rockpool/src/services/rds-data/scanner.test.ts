import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { marked, scanMysql } from "./mysql/scanner.js";
import { GENERATIONS } from "./generation.js";
import {
  dollarQuotesSuffer,
  numbered,
  returningInserted,
  scanParameters,
  scanPostgres,
  undoubled,
} from "./postgres/scanner.js";

const rewritten = (sql: string, generation: "v1" | "v2"): string => {
  const scanned = scanParameters(sql, GENERATIONS[generation]);
  return numbered(scanned, [...new Set(scanned.names)]);
};
const postgres = (sql: string): string => rewritten(sql, "v2");
const mysql = (sql: string): string => marked(scanMysql(sql)).text;

describe("in PostgreSQL text", () => {
  test.each([
    ["a name becomes a number, the same one each time", "SELECT :a, :b, :a", "SELECT $1, $2, $1"],
    ["a name may begin with a digit", "SELECT :1 + :2", "SELECT $1 + $2"],
    ["a cast is none", "SELECT :v::integer, 'x'::text", "SELECT $1::integer, 'x'::text"],
    ["strings are left alone", `SELECT ':a', 'it''s :b', "col:c"`, `SELECT ':a', 'it''s :b', "col:c"`],
    ["a backslash ends nothing in a plain string", String.raw`SELECT '\', :a`, String.raw`SELECT '\', $1`],
    ["a backslash escapes in an E string", String.raw`SELECT E'\' :a', :b`, String.raw`SELECT E'\' :a', $1`],
    ["a name that ends in e begins no E string", String.raw`SELECT table'\', :b`, String.raw`SELECT table'\', $1`],
    [
      "comments are left alone",
      "SELECT 1 -- :a\n, :b /* :c /* :d */ :e */",
      "SELECT 1 -- :a\n, $1 /* :c /* :d */ :e */",
    ],
    ["dollar quotes are no quotes", "SELECT $$a :b c$$, $f$ ':x' :y $f$, :z", "SELECT $$a $1 c$$, $f$ ':x' $2 $f$, $3"],
    ["an assignment is none", "x := 1", "x := 1"],
    ["a slice is read as one, as AWS does", "SELECT a[1:2]", "SELECT a[1$1]"],
    ["a question mark is an operator", "SELECT j ? 'k'", "SELECT j ? 'k'"],
  ])("%s", (_title, sql, expected) => {
    expect(postgres(sql)).toBe(expected);
  });

  test("dollar quotes are left alone by the first generation, and the second one's changes are noticed", () => {
    const sql = "SELECT $$a :b c$$, $f$ :x $$ :y $f$, :z";
    expect(rewritten(sql, "v1")).toBe("SELECT $$a :b c$$, $f$ :x $$ :y $f$, $1");
    const suffers = (text: string): boolean => dollarQuotesSuffer(text, scanParameters(text, GENERATIONS.v2));
    expect([sql, "DO $$ BEGIN x := 1::int; END $$", "SELECT $$it's$$, :a", "SELECT :a"].map(suffers)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  test.each([
    ["INSERT INTO t VALUES (:a); -- done", "INSERT INTO t VALUES (:a) RETURNING *"],
    ["/* new */ insert into t (\"a;b\") select ';' ", "/* new */ insert into t (\"a;b\") select ';' RETURNING *"],
    ["INSERT INTO t VALUES (1) RETURNING id", "INSERT INTO t VALUES (1) RETURNING id"],
    ["UPDATE t SET a = 'INSERT'", "UPDATE t SET a = 'INSERT'"],
  ])("%j becomes %j to give what it inserts", (sql, expected) => {
    expect(returningInserted(sql)).toBe(expected);
  });

  test.each([
    ["SELECT j ?? 'k'", "SELECT j ? 'k'"],
    ["??|", "?|"],
    ["SELECT a ??& b, c ?? d", "SELECT a ?& b, c ? d"],
    ["SELECT '??', $$??$$, \"??\" -- ??", "SELECT '??', $$??$$, \"??\" -- ??"],
    ["SELECT 1", "SELECT 1"],
  ])("the operators of %j are sent as %j where JDBC sends them", (sql, expected) => {
    expect(undoubled(sql)).toBe(expected);
  });

  test("question marks count outside quotes, doubled ones do not", () => {
    expect(scanPostgres("SELECT '?', j ? :k, j ?? 'k', \"?\" -- ?").questionMarks).toBe(1);
  });

  test.each([
    ["SELECT 1", 1],
    ["SELECT 1;", 1],
    ["SELECT 1; -- the end\n ;", 1],
    ["SELECT 1; SELECT 2", 2],
    ["SELECT ';'; ", 1],
    ["SELECT $$;$$", 1],
    ["/* ; */", 0],
    ["", 0],
  ])("%j has %i statements", (sql, statements) => {
    expect(scanPostgres(sql).statements).toBe(statements);
  });
});

describe("in MySQL text", () => {
  test.each([
    ["each occurrence becomes a marker", "SELECT :a, :b, :a", "SELECT ?, ?, ?"],
    ["backticks are left alone", "SELECT `:a`, `b``:c`, :d", "SELECT `:a`, `b``:c`, ?"],
    [
      "a backslash escapes in both kinds of strings",
      String.raw`SELECT '\' :a', "\" :b", :c`,
      String.raw`SELECT '\' :a', "\" :b", ?`,
    ],
    ["a hash begins a comment", "SELECT 1 # :a\n, :b", "SELECT 1 # :a\n, ?"],
    ["two dashes need a blank", "SELECT 1--:a, 2 -- :b", "SELECT 1--?, 2 -- :b"],
    ["block comments do not nest", "SELECT /* /* :a */ :b", "SELECT /* /* :a */ ?"],
    ["an assignment is none", "SET @x := 1", "SET @x := 1"],
  ])("%s", (_title, sql, expected) => {
    expect(mysql(sql)).toBe(expected);
  });
});

test("no text without a colon changes, whatever it holds", () => {
  fc.assert(
    fc.property(
      fc.string().map((text) => text.replaceAll(":", "")),
      (text) => {
        expect(postgres(text)).toBe(text);
        expect(mysql(text)).toBe(text);
      },
    ),
  );
});
