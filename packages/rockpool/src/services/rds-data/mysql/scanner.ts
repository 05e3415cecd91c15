import { type QuoteRule, type ScannedSql, bare, lineComment, quotedBy, scan } from "../lexer.js";

/** `-- ` needs a blank or the end of the text behind it; `a--1` is arithmetic. */
const blankFollows = (sql: string, at: number): boolean => at + 2 >= sql.length || /\s/.test(sql.charAt(at + 2));

/** Block comments do not nest. Those that begin with `/*!` or `/*M!` are none: the server runs what they hold. */
const blockComment: QuoteRule = (sql, at) => {
  if (!sql.startsWith("/*", at) || /^\/\*M?!/.test(sql.slice(at, at + 4))) return undefined;
  const close = sql.indexOf("*/", at + 2);
  return { end: close < 0 ? sql.length : close + 2, comment: true };
};

const RULES: readonly QuoteRule[] = [
  quotedBy("'", { backslash: true }),
  quotedBy('"', { backslash: true }),
  quotedBy("`"),
  lineComment("--", blankFollows),
  lineComment("#"),
  blockComment,
];

export function scanMysql(sql: string): ScannedSql {
  return scan(sql, RULES);
}

/** The text with `?` for each parameter. A `?` of the user's own is not a parameter, and the server says so. */
export function marked({ pieces, names }: ScannedSql): { text: string; order: readonly string[] } {
  return { text: pieces.join("?"), order: names };
}

/** The text without its comments and what it quotes. */
export const bareMysql = (sql: string): string => bare(sql, RULES);

/** Whether the text asks for rows by itself, unlike SHOW, CALL or DML that returns some. */
export function isSelect(sql: string): boolean {
  return /^[\s(]*(?:SELECT|WITH|VALUES|TABLE)\b/i.test(bareMysql(sql));
}
