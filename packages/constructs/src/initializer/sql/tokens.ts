/** The SQL of a database engine, as far as splitting a script is concerned. */
export type Dialect = "postgresql" | "mysql";

/** A script that cannot be split. */
export class SqlSyntaxError extends Error {
  /**
   * @param reason what is wrong, without the line
   * @param line the line of the script, from 1
   */
  public constructor(
    public readonly reason: string,
    public readonly line: number,
  ) {
    super(`line ${line}: ${reason}`);
    this.name = "SqlSyntaxError";
  }
}

/** A piece of a script. What is quoted is one piece: nothing inside of it ends a statement. */
export interface Token {
  readonly kind: "blank" | "word" | "quoted" | "symbol" | "backslash";
  readonly end: number;
}

// One regular expression a kind, all sticky: they match at the position or not at all.
const SPACE = /\s+/y;
const DASHES = /--[^\n]*/y;
// MySQL wants a blank after the two hyphens: `3--1` is 4.
const MYSQL_DASHES = /--(?=\s|$)[^\n]*/y;
const HASH = /#[^\n]*/y;
const MYSQL_HINT = /\/\*[!+]/y;
const POSTGRES_WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const MYSQL_WORD = /[\w$\u0080-\uffff]+/y;
const NUMBER = /\d[\w.]*/y;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const PLAIN_STRING = /'[^']*(?:''[^']*)*'/y;
const ESCAPE_STRING = /'(?:[^'\\]|\\[^]|'')*'/y;
const DOUBLE_QUOTED = /"[^"]*(?:""[^"]*)*"/y;
const ESCAPE_DOUBLE_QUOTED = /"(?:[^"\\]|\\[^]|"")*"/y;
const BACKTICKED = /`[^`]*(?:``[^`]*)*`/y;
/** Between the parts of one PostgreSQL string: blanks with a line break in them. */
const CONTINUATION = /(?:[ \t\f\v]|--[^\r\n]*)*[\r\n](?:\s|--[^\r\n]*[\r\n])*(?=')/y;

/** The piece of PostgreSQL at a position. */
export function postgresToken(text: string, position: number): Token {
  const blank = blankFrom(text, position, "postgresql");
  if (blank > position) return { kind: "blank", end: blank };
  const character = text[position];
  if (character === "'") return quoted(text, position, PLAIN_STRING, "a string");
  if (character === '"') return quoted(text, position, DOUBLE_QUOTED, "a quoted identifier");
  if (character === "\\") return { kind: "backslash", end: position + 1 };
  if (character === "$") {
    const tagEnd = match(DOLLAR_TAG, text, position);
    return tagEnd > 0 ? dollarQuoted(text, position, tagEnd) : { kind: "symbol", end: position + 1 };
  }
  const wordEnd = match(POSTGRES_WORD, text, position);
  if (wordEnd > 0) {
    if (text[wordEnd] === "'" && /^e$/i.test(text.slice(position, wordEnd))) return escapeString(text, wordEnd);
    return { kind: "word", end: wordEnd };
  }
  // A number with what clings to it, so that no word begins in its middle.
  const numberEnd = match(NUMBER, text, position);
  return { kind: "symbol", end: numberEnd > 0 ? numberEnd : position + 1 };
}

/** The piece of MySQL at a position. */
export function mysqlToken(text: string, position: number): Token {
  const blank = blankFrom(text, position, "mysql");
  if (blank > position) return { kind: "blank", end: blank };
  const character = text[position];
  if (character === "'") return quoted(text, position, ESCAPE_STRING, "a string");
  if (character === '"') return quoted(text, position, ESCAPE_DOUBLE_QUOTED, "a string");
  if (character === "`") return quoted(text, position, BACKTICKED, "a quoted identifier");
  // Comments that the server reads as SQL, or as hints to the optimizer.
  if (match(MYSQL_HINT, text, position) > 0) return { kind: "quoted", end: commentEnd(text, position, false) };
  const wordEnd = match(MYSQL_WORD, text, position);
  return wordEnd > 0 ? { kind: "word", end: wordEnd } : { kind: "symbol", end: position + 1 };
}

/** The end of the white space or the comment at a position; the position itself when there is neither. */
export function blankFrom(text: string, position: number, dialect: Dialect): number {
  const mysql = dialect === "mysql";
  const simple = match(SPACE, text, position) || match(mysql ? MYSQL_DASHES : DASHES, text, position);
  if (simple > 0) return simple;
  if (mysql && text[position] === "#") return match(HASH, text, position);
  if (text.startsWith("/*", position) && !(mysql && match(MYSQL_HINT, text, position) > 0))
    return commentEnd(text, position, !mysql);
  return position;
}

function match(pattern: RegExp, text: string, position: number): number {
  pattern.lastIndex = position;
  return pattern.test(text) ? pattern.lastIndex : 0;
}

function quoted(text: string, position: number, pattern: RegExp, what: string): Token {
  const end = match(pattern, text, position);
  if (end === 0) throw unterminated(text, position, what);
  return { kind: "quoted", end };
}

/** An E'' string goes on after a line break and another quote, and backslashes escape there too. */
function escapeString(text: string, position: number): Token {
  let { end } = quoted(text, position, ESCAPE_STRING, "a string");
  for (let next = match(CONTINUATION, text, end); next > 0; next = match(CONTINUATION, text, end)) {
    end = quoted(text, next, ESCAPE_STRING, "a string").end;
  }
  return { kind: "quoted", end };
}

function dollarQuoted(text: string, position: number, tagEnd: number): Token {
  const tag = text.slice(position, tagEnd);
  const close = text.indexOf(tag, tagEnd);
  if (close < 0) throw unterminated(text, position, `a dollar quoted string (${tag})`);
  return { kind: "quoted", end: close + tag.length };
}

function commentEnd(text: string, position: number, nests: boolean): number {
  let depth = 1;
  let at = position + 2;
  while (depth > 0) {
    const close = text.indexOf("*/", at);
    if (close < 0) throw unterminated(text, position, "a comment");
    const open = nests ? text.indexOf("/*", at) : -1;
    const opens = open >= 0 && open < close;
    depth += opens ? 1 : -1;
    at = (opens ? open : close) + 2;
  }
  return at;
}

function unterminated(text: string, position: number, what: string): SqlSyntaxError {
  return new SqlSyntaxError(`${what} begins here and does not end`, text.slice(0, position).split("\n").length);
}
