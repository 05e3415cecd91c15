import { type QuoteRule, type ScannedSql, lineComment, quotedBy, scan } from "../lexer.js";

/** `E'...'` takes backslash escapes; `'...'` does not. The E must be a word of its own. */
const escapeString = (sql: string, at: number): boolean =>
  /(?:^|[^A-Za-z0-9_$])[eE]$/.test(sql.slice(Math.max(0, at - 2), at));

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

/**
 * `$$...$$` and `$tag$...$tag$`. The live service looks for parameters inside them, and so corrupts function bodies
 * that hold a `:name`; here they are left alone.
 */
const dollarQuote: QuoteRule = (sql, at) => {
  if (sql.charAt(at) !== "$" || /[A-Za-z0-9_$\u0080-\uffff]/.test(sql.charAt(at - 1))) return undefined;
  DOLLAR_TAG.lastIndex = at;
  const tag = DOLLAR_TAG.exec(sql)?.[0];
  if (tag === undefined) return undefined;
  const close = sql.indexOf(tag, at + tag.length);
  return { end: close < 0 ? sql.length : close + tag.length, comment: false };
};

const RULES: readonly QuoteRule[] = [
  quotedBy("'", escapeString),
  quotedBy('"'),
  lineComment("--"),
  blockComment,
  dollarQuote,
];

export function scanPostgres(sql: string): ScannedSql {
  return scan(sql, RULES);
}

/** The text with `$1`, `$2` ... for the parameters: one number a name, however often that occurs. */
export function numbered({ pieces, names }: ScannedSql): { text: string; order: string[] } {
  const order = [...new Set(names)];
  const text = pieces.reduce((sql, piece, index) => {
    const name = names[index - 1];
    return `${sql}$${name === undefined ? 0 : order.indexOf(name) + 1}${piece}`;
  });
  return { text, order };
}
