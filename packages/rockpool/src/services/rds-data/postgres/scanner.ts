import type { Generation } from "../generation.js";
import { type QuoteRule, type ScannedSql, bare, lineComment, quotedBy, scan } from "../lexer.js";

/** A string goes on on a later line, by the rules of its first one. */
const goesOn = /(?:[ \t\f\v]|--[^\n\r]*)*[\n\r](?:\s|--[^\n\r]*[\n\r])*'/y;

/** Block comments nest. */
const blockComment: QuoteRule = (sql, at) => {
  if (!sql.startsWith("/*", at)) return undefined;
  let depth = 1;
  let end = at + 2;
  while (end < sql.length && depth > 0) {
    if (sql.startsWith("/*", end)) {
      depth += 1;
      end += 2;
    } else if (sql.startsWith("*/", end)) {
      depth -= 1;
      end += 2;
    } else end += 1;
  }
  return { end, comment: true };
};

const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;

/** `$$...$$` and `$tag$...$tag$`. */
const dollarQuote: QuoteRule = (sql, at) => {
  if (sql.charAt(at) !== "$") return undefined;
  DOLLAR_TAG.lastIndex = at;
  const tag = DOLLAR_TAG.exec(sql)?.[0];
  if (tag === undefined) return undefined;
  const close = sql.indexOf(tag, at + tag.length);
  return { end: close < 0 ? sql.length : close + tag.length, comment: false };
};

const WITHOUT_DOLLARS: readonly QuoteRule[] = [
  // `E'...'` takes backslash escapes, `'...'` does not.
  quotedBy("'", { prefix: /[eE](?=')/y, backslash: true, goesOn }),
  quotedBy("'", { goesOn }),
  quotedBy('"'),
  lineComment("--"),
  blockComment,
];
const RULES: readonly QuoteRule[] = [...WITHOUT_DOLLARS, dollarQuote];

/** As the server itself reads the text. */
export function scanPostgres(sql: string): ScannedSql {
  return scan(sql, RULES);
}

/** As the service looks for parameters: the second generation knows no dollar quotes, and so changes function bodies that hold a `:name`. */
export function scanParameters(sql: string, generation: Generation): ScannedSql {
  return scan(sql, generation.dollarQuotes === "scanned" ? WITHOUT_DOLLARS : RULES);
}

/** Whether the service finds other parameters in the text than the server would. */
export function dollarQuotesSuffer(sql: string, scanned: ScannedSql): boolean {
  return sql.includes("$") && scanPostgres(sql).names.length !== scanned.names.length;
}

/** The text without its comments and what it quotes. */
export const barePostgres = (sql: string): string => bare(sql, RULES);

/** `??` outside quotes is JDBC's way to write the operator `?`, which it sends. */
export function undoubled(sql: string): string {
  const marks = Array.from(barePostgres(sql).matchAll(/\?\?/g), ({ index }) => index);
  const starts = [0, ...marks.map((mark) => mark + 1)];
  return starts.map((start, at) => sql.slice(start, marks[at])).join("");
}

/** An INSERT that gives no rows of its own made to give what it inserted; any other text as it is. */
export function returningInserted(sql: string): string {
  const code = barePostgres(sql).replace(/[;\s]+$/, "");
  return /^\s*INSERT\b/i.test(code) && !/\bRETURNING\b/i.test(code) ? `${sql.slice(0, code.length)} RETURNING *` : sql;
}

/** The text with `$1`, `$2` ... for the parameters, by the place of each name in `order`. */
export function numbered({ pieces, names }: ScannedSql, order: readonly string[]): string {
  const numbers = new Map(order.map((name, index) => [name, index + 1]));
  return pieces.reduce((sql, piece, index) => `${sql}$${numbers.get(names[index - 1] ?? "") ?? 0}${piece}`);
}
