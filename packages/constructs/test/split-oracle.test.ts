import fc from "fast-check";
import { loadModule, parseSync, scanSync } from "libpg-query";
import { beforeAll, expect, test } from "vitest";
import { splitSql } from "../src/initializer/sql/split.ts";

// libpg-query is PostgreSQL's own parser: what it takes for statements is what they are.
beforeAll(() => loadModule());

const NASTY = [
  "a",
  ";",
  " ",
  "\n",
  "\r\n",
  "'",
  '"',
  "$",
  "$$",
  "$x$",
  "\\",
  "--",
  "/*",
  "*/",
  "(",
  ")",
  "é",
  "😀",
  "E",
  "begin atomic",
  "end",
];
const soup = fc.array(fc.constantFrom(...NASTY), { maxLength: 8 }).map((parts) => parts.join(""));
const withoutEnd = (text: string) => text.replaceAll("/*", "/ *").replaceAll("*/", "* /");

const string = soup.map((text) => `'${text.replaceAll("'", "''")}'`);
const escaped = soup.map(
  (text) => `${text.length % 2 ? "E" : "e"}'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`,
);
const continued = fc
  .tuple(escaped, soup)
  .map(([head, tail]) => `${head} \n\t'${tail.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`);
const dollar = fc
  .tuple(fc.constantFrom("$$", "$q$", "$Ä1$"), soup)
  .map(([tag, text]) => `${tag}${text.replaceAll("$", "")}${tag}`);
const name = soup.map((text) => `"${text.replaceAll('"', '""')}x"`);
const plainName = fc.constantFrom("t", "t$x$", "e", "é", "begin_", "a1");
const literal = fc.oneof(string, escaped, continued, dollar, fc.constantFrom("1", "3--1\n", "1.5e3", "$1"));
const comment = fc.oneof(
  soup.map((text) => `-- ${text.replaceAll(/[\r\n]/g, " ")}\n`),
  soup.map((text) => `/* ${withoutEnd(text)} */`),
  fc.tuple(soup, soup).map(([a, b]) => `/* ${withoutEnd(a)} /* ${withoutEnd(b)} */ ; */`),
);
const blank = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(" ", "\n", "\r\n", "\t") },
  { weight: 1, arbitrary: comment.map((text) => ` ${text} `) },
);

const statement = fc.oneof(
  fc.tuple(literal, blank, name).map(([value, gap, alias]) => `select${gap}${value}${gap}as ${alias}`),
  fc
    .tuple(plainName, blank, literal)
    .map(([table, gap, value]) => `insert into ${table}${gap}values (${value},${gap}${value})`),
  fc.tuple(name, plainName).map(([table, column]) => `create table ${table} (${column} int)`),
  fc
    .tuple(plainName, dollar)
    .map(([routine, body]) => `create function ${routine}() returns int language plpgsql as ${body}`),
  fc
    .tuple(plainName, fc.array(literal, { minLength: 1, maxLength: 3 }), blank)
    .map(
      ([routine, values, gap]) =>
        `create or replace function ${routine}(n int) returns int begin atomic${gap}${values.map((value) => `select case when n > 0 then ${value} else ${value} end;`).join(gap)} end`,
    ),
  fc
    .tuple(plainName, literal)
    .map(
      ([rule, value]) =>
        `create rule ${rule} as on insert to t do also (insert into a values (${value}); delete from b)`,
    ),
  dollar.map((body) => `do ${body}`),
  fc.constantFrom("begin", "commit", "end", "select case 1 when 2 then 3 end", "create index concurrently on t (a)"),
);

test("scripts of any statements are split as PostgreSQL splits them", () => {
  const script = fc.array(fc.tuple(blank, statement, blank), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(script, fc.boolean(), (parts, ends) => {
      const text = parts.map(([before, sql, after]) => `${before}${sql}${after}`).join(";") + (ends ? ";" : "");
      const ours = splitSql(text, "postgresql").map((each) => each.text);
      expect(ours).toEqual(theirs(text));
    }),
    { numRuns: 1_500 },
  );
});

/** PostgreSQL's statements, by its byte offsets, without the comments and blanks around them. */
function theirs(text: string): string[] {
  const bytes = Buffer.from(text);
  return (parseSync(text).stmts ?? []).map(({ stmt_location: from = 0, stmt_len: length }) => {
    const slice = bytes.subarray(from, length ? from + length : undefined).toString();
    return strip(slice);
  });
}

/** Comments before and after are a statement's for PostgreSQL. The tokens of its scanner tell where the rest begins and ends. */
function strip(slice: string): string {
  const bytes = Buffer.from(slice);
  const tokens = scanSync(slice).tokens.filter(({ tokenName }) => !/COMMENT/.test(tokenName));
  return bytes.subarray(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0).toString();
}
