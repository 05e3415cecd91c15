import { describe, expect, test } from "vitest";
import { splitSql } from "../src/initializer/sql/split.ts";
import type { Dialect } from "../src/initializer/sql/tokens.ts";

const texts = (script: string, dialect: Dialect = "postgresql") =>
  splitSql(script, dialect).map((statement) => statement.text);

describe.each(["postgresql", "mysql"] as const)("%s", (dialect) => {
  test("empty statements, blanks and comments are no statements", () => {
    expect(texts("", dialect)).toEqual([]);
    expect(texts(" ; -- nothing\n;/* at ; all */;\n", dialect)).toEqual([]);
  });

  test("a statement keeps what is inside of it and loses what is around it", () => {
    expect(texts("-- before\nselect /* in; side */ 1 -- after; all\n ; select 2", dialect)).toEqual([
      "select /* in; side */ 1",
      "select 2",
    ]);
  });

  test("a byte order mark and Windows line ends do no harm, and lines are counted", () => {
    const statements = splitSql("\uFEFFselect 1;\r\n\r\nselect\r\n2;\r\n", dialect);
    expect(statements.map(({ text, line }) => [text, line])).toEqual([
      ["select 1", 1],
      ["select\r\n2", 3],
    ]);
  });

  test("quoted semicolons end nothing", () => {
    expect(texts(`select 'a;''b;', "c;""d;"; select 2`, dialect)).toEqual([`select 'a;''b;', "c;""d;"`, "select 2"]);
  });

  test.each([
    ["select 1;\nselect 'open", 2, "a string"],
    ["\n\n/* open", 3, "a comment"],
    ['select "open', 1, "begins here and does not end"],
  ])("%j does not end, which is said with the line", (script, line, words) => {
    expect(() => splitSql(script, dialect)).toThrow(
      expect.objectContaining({ line, message: expect.stringContaining(words) }),
    );
  });
});

test("a long script is split in a time that grows with its length", () => {
  const begun = Date.now();
  const statements = splitSql("select 1;\n".repeat(60_000), "mysql");
  expect(statements.at(-1)?.line).toBe(60_000);
  expect(Date.now() - begun).toBeLessThan(5_000);
});

describe("PostgreSQL", () => {
  test("a backslash escapes in E'' strings, over their continuation lines too, and nowhere else", () => {
    expect(texts("select E'a\\';' ; select 'b\\'; select 3")).toEqual(["select E'a\\';'", "select 'b\\'", "select 3"]);
    expect(texts("select e'a' -- more\n  'b\\';' ; select 2")).toEqual(["select e'a' -- more\n  'b\\';'", "select 2"]);
    expect(texts("select fee'a\\' ; select 2")).toHaveLength(2);
  });

  test("dollar quotes end nothing, and dollars in names are no quotes", () => {
    expect(texts("do $$ begin; $x$ ; end $$; select 1")).toEqual(["do $$ begin; $x$ ; end $$", "select 1"]);
    expect(texts("do $a$ ; $$ ; $a$; select t$x$; select $1")).toEqual([
      "do $a$ ; $$ ; $a$",
      "select t$x$",
      "select $1",
    ]);
  });

  test("comments nest", () => {
    expect(texts("select 1 /* a /* b; */ c; */; select 2")).toEqual(["select 1", "select 2"]);
  });

  test("two hyphens begin a comment wherever they stand", () => {
    expect(texts("select 3--1; select 2\n; select 4")).toEqual(["select 3", "select 4"]);
  });

  test("the statements of a rule and of a BEGIN ATOMIC body belong to one statement", () => {
    expect(
      texts("create rule r as on insert to t do also (insert into a values (1); insert into b values (2)); select 1"),
    ).toHaveLength(2);
    const routine =
      "create or replace function f(a int) returns int language sql begin atomic select case when a > 0 then 1 else 2 end; select case a when 1 then 2 end; end";
    expect(texts(`${routine}; select 1`)).toEqual([routine, "select 1"]);
    expect(texts("begin; select 1; end; select 2")).toHaveLength(4);
  });

  test("what only psql understands is refused", () => {
    expect(() => texts("select 1;\n\\connect other")).toThrow(
      "line 2: a backslash command (\\connect other) is for the psql client",
    );
    expect(() => texts("copy t (a, b) from stdin with (format csv);\n1,2\n\\.\n")).toThrow("line 1: COPY FROM stdin");
    expect(texts("copy t from 's3://stdin'")).toHaveLength(1);
  });
});

describe("MySQL", () => {
  test("backslashes escape in both kinds of strings, and backticks quote", () => {
    expect(texts("select 'a\\';', \"b\\\";\", `c\\`; select `d``;`", "mysql")).toEqual([
      "select 'a\\';', \"b\\\";\", `c\\`",
      "select `d``;`",
    ]);
  });

  test("comments begin with # and with two hyphens and a blank, and do not nest", () => {
    expect(texts("select 1 # one;\n; select 3--1; select 2 -- two;\n", "mysql")).toEqual([
      "select 1",
      "select 3--1",
      "select 2",
    ]);
    expect(texts("select 1 /* a /* b */; select 2", "mysql")).toEqual(["select 1", "select 2"]);
  });

  test("comments that the server runs are statements", () => {
    expect(texts("/*!40101 SET NAMES utf8 */; select /*+ hint; */ 1", "mysql")).toEqual([
      "/*!40101 SET NAMES utf8 */",
      "select /*+ hint; */ 1",
    ]);
  });

  test("DELIMITER changes what ends a statement, and reaches no server", () => {
    const body = "create procedure p() begin select 1; select 2; end";
    expect(texts(`delimiter //\r\n${body}//\r\nDELIMITER ;\r\ncall p();`, "mysql")).toEqual([body, "call p()"]);
  });

  test.each(["$$", ";;", "|", "//", "$;", "go"])("the delimiter %s may follow a word without a blank", (delimiter) => {
    const body = "create procedure p() begin select '$$ ;; | // $; go' /* $$ ;; | // $; go */; end";
    const script = `DELIMITER ${delimiter}\n${body}${delimiter}\n${body}${delimiter}\nDELIMITER ;\nselect 1;`;
    expect(texts(script, "mysql")).toEqual([body, body, "select 1"]);
    expect(splitSql(script, "mysql")[0].words.at(-1)).toBe("END");
  });

  test("a stored program that would end at its first semicolon is refused with the cure", () => {
    expect(() => texts("create procedure p() begin select 1; end;", "mysql")).toThrow("put DELIMITER // before it");
  });
});
