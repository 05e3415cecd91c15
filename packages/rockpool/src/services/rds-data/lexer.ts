/**
 * Finds named parameters and statement ends in SQL text without parsing it: what lies inside quotes and comments is
 * passed over by the rules of a dialect.
 */

/** Where a stretch that begins at `at` ends, and whether it counts as part of a statement (comments do not). */
export type QuoteRule = (sql: string, at: number) => { readonly end: number; readonly comment: boolean } | undefined;

export interface ScannedSql {
  /** The text between the parameters: one more than there are parameters. */
  readonly pieces: readonly string[];
  /** The names of the parameters, in order of appearance, repeated ones included. */
  readonly names: readonly string[];
  /** How many statements the text has; empty ones do not count. */
  readonly statements: number;
  /** Where the semicolons are that end statements. */
  readonly ends: readonly number[];
  /** How many `?` stand outside quotes and comments; doubled ones, JDBC's way to write the operator, do not count. */
  readonly questionMarks: number;
}

const NAME = /[A-Za-z0-9_]+/y;
/** A name with its dollar signs, or signs and digits that mean nothing to any rule of any dialect. */
const PLAIN = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*|[^A-Za-z_\u0080-\uffff'"`$#\-/;:?\s]+/y;

export function scan(sql: string, rules: readonly QuoteRule[]): ScannedSql {
  const pieces: string[] = [];
  const names: string[] = [];
  const ends: number[] = [];
  let statements = 0;
  let inStatement = false;
  let questionMarks = 0;
  let pieceStart = 0;
  let at = 0;
  while (at < sql.length) {
    const quoted = firstMatch(rules, sql, at);
    if (quoted !== undefined) {
      if (!quoted.comment) inStatement = true;
      at = quoted.end;
      continue;
    }
    const plain = lengthOf(PLAIN, sql, at);
    if (plain > 0) {
      inStatement = true;
      at += plain;
      continue;
    }
    const character = sql.charAt(at);
    if (character === ";") {
      if (inStatement) statements += 1;
      ends.push(at);
      inStatement = false;
    } else if (character === ":" && sql.charAt(at + 1) === ":") {
      // A cast.
      at += 1;
      inStatement = true;
    } else if (character === ":") {
      const end = at + 1 + lengthOf(NAME, sql, at + 1);
      inStatement = true;
      if (end > at + 1) {
        pieces.push(sql.slice(pieceStart, at));
        names.push(sql.slice(at + 1, end));
        pieceStart = end;
        at = end;
        continue;
      }
    } else if (character === "?") {
      if (sql.charAt(at + 1) === "?") at += 1;
      else questionMarks += 1;
      inStatement = true;
    } else if (character.trim() !== "") {
      inStatement = true;
    }
    at += 1;
  }
  pieces.push(sql.slice(pieceStart));
  return { pieces, names, statements: statements + (inStatement ? 1 : 0), ends, questionMarks };
}

/** The text with blanks for comments and quotation marks for what lies in quotes: every other character stays in its place. */
export function bare(sql: string, rules: readonly QuoteRule[]): string {
  let text = "";
  let at = 0;
  while (at < sql.length) {
    const quoted = firstMatch(rules, sql, at);
    const end = quoted?.end ?? at + Math.max(1, lengthOf(PLAIN, sql, at));
    text += quoted === undefined ? sql.slice(at, end) : (quoted.comment ? " " : "'").repeat(end - at);
    at = end;
  }
  return text;
}

function lengthOf(pattern: RegExp, sql: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0].length ?? 0;
}

/** The statements of a scanned text. A text of one statement or none stays as it is, its semicolon included. */
export function splitStatements(sql: string, { statements, ends }: ScannedSql): string[] {
  if (statements <= 1) return [sql];
  const starts = [0, ...ends.map((end) => end + 1)];
  return starts.map((start, index) => sql.slice(start, ends[index])).filter((statement) => statement.trim() !== "");
}

function firstMatch(rules: readonly QuoteRule[], sql: string, at: number): ReturnType<QuoteRule> {
  for (const rule of rules) {
    const match = rule(sql, at);
    if (match !== undefined) return match;
  }
  return undefined;
}

/** How a quoted stretch is written. */
export interface Quoting {
  /** What stands in front of the quotation mark; a pattern that is tried where a word begins. */
  readonly prefix?: RegExp;
  /** A character after a backslash is one of the text. */
  readonly backslash?: boolean;
  /** What may stand between two stretches that are one text. */
  readonly goesOn?: RegExp;
}

/** A stretch between two `quote` characters; a doubled one is a character of the text. */
export function quotedBy(quote: string, { prefix, backslash = false, goesOn }: Quoting = {}): QuoteRule {
  return (sql, at) => {
    const start = at + (prefix === undefined ? 0 : lengthOf(prefix, sql, at));
    if (sql.charAt(start) !== quote || (prefix !== undefined && start === at)) return undefined;
    let end = start + 1;
    while (end < sql.length) {
      if (backslash && sql.charAt(end) === "\\") end += 2;
      else if (sql.charAt(end) !== quote) end += 1;
      else if (sql.charAt(end + 1) === quote) end += 2;
      else {
        const more = goesOn === undefined ? 0 : lengthOf(goesOn, sql, end + 1);
        if (more === 0) return { end: end + 1, comment: false };
        end += 1 + more;
      }
    }
    return { end: sql.length, comment: false };
  };
}

/** A comment from `start` to the end of the line. `applies` can ask for more, e.g. a blank after `--`. */
export function lineComment(start: string, applies: (sql: string, at: number) => boolean = () => true): QuoteRule {
  return (sql, at) => {
    if (!sql.startsWith(start, at) || !applies(sql, at)) return undefined;
    const newline = sql.indexOf("\n", at);
    return { end: newline < 0 ? sql.length : newline, comment: true };
  };
}
