import fc from "fast-check";
import { loadModule, scanSync } from "libpg-query";
import { beforeAll, expect, test } from "vitest";
import { scanPostgres } from "./scanner.js";

beforeAll(loadModule);

/** What may stand next to each other in a statement, and hides or shows a colon or a semicolon. Names end before the next. */
const FRAGMENTS = [
  ":a ",
  ":b1_ ",
  ":1 ",
  ":_ ",
  "::int",
  ":=",
  ": ",
  "[1:2]",
  "'it''s :s;'",
  String.raw`'\'`,
  "''",
  '"col;:q"',
  '"a""b:"',
  String.raw`E'\' :e;'`,
  String.raw`e'\\'`,
  "U&'d:u'",
  "-- :c;\n",
  "--\n",
  "/* :k; */",
  "/* a /* :n */ ; */",
  "$$ :d; '$$",
  "$t$ $$ :d $t$",
  "$t1$;$t1$",
  "a$$b",
  "$1",
  "x",
  "1",
  "1.5",
  "e",
  " ",
  "\n",
  "\t",
  ";",
  ",",
  "(",
  "+",
  "*",
  "/",
  "-",
  "?",
  "@>",
  "é",
  "🐘",
];

/** Parameters and ends of statements where PostgreSQL's own scanner sees a colon before a word, and a semicolon. */
function byPostgres(sql: string): { names: string[]; ends: number[] } {
  const octets = Buffer.from(sql);
  const { tokens } = scanSync(sql);
  const at = (position: number): number => octets.subarray(0, position).toString().length;
  return {
    names: tokens
      .filter(({ text }) => text === ":")
      .flatMap(({ end }) => /^[A-Za-z0-9_]+/.exec(sql.slice(at(end)))?.[0] ?? []),
    ends: tokens.filter(({ text }) => text === ";").map(({ start }) => at(start)),
  };
}

test("parameters and ends of statements are found where PostgreSQL's own scanner has them", () => {
  let compared = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 14 }), (fragments) => {
      const sql = fragments.join("");
      // The oracle makes tokens of comments, and so ends strings that the server lets go on behind one.
      if (/'\s*--/.test(sql)) return;
      let expected: ReturnType<typeof byPostgres>;
      try {
        expected = byPostgres(sql);
      } catch {
        // It takes no text whose quotes are open.
        return;
      }
      compared += 1;
      const { names, ends } = scanPostgres(sql);
      expect({ names, ends }).toEqual(expected);
    }),
    { numRuns: 3000 },
  );
  expect(compared).toBeGreaterThan(1000);
});
