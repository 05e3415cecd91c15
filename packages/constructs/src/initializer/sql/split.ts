import { type Dialect, mysqlToken, postgresToken, SqlSyntaxError, type Token } from "./tokens";

/** One statement of a script. */
export interface SqlStatement {
  /** The text, without its delimiter and without what stands before it. */
  readonly text: string;
  /** The line of the script on which it begins, from 1. */
  readonly line: number;
  /** Its words in upper case, outside of quotes, comments and parentheses: enough to tell what kind of statement it is. */
  readonly words: readonly string[];
}

/**
 * Splits a script into its statements. Empty ones are left out.
 *
 * @throws SqlSyntaxError with a line, for quotes and comments that do not end, and for what only a command line client understands
 */
export function splitSql(script: string, dialect: Dialect): SqlStatement[] {
  return new Splitter(script.replace(/^\uFEFF/, ""), dialect).run();
}

const ROUTINE = /^CREATE (OR REPLACE )?(FUNCTION|PROCEDURE)\b/;
const STORED_PROGRAM = /^CREATE .*\b(PROCEDURE|FUNCTION|TRIGGER|EVENT)\b/;

class Splitter {
  private readonly statements: SqlStatement[] = [];
  private position = 0;
  private start = -1;
  private end = -1;
  private words: string[] = [];
  private parentheses = 0;
  /** Open BEGIN ATOMIC and CASE blocks of a routine's body. */
  private blocks = 0;
  private delimiter = ";";
  /** The line at `counted`, up to which lines have been counted. */
  private line = 1;
  private counted = 0;

  public constructor(
    private readonly text: string,
    private readonly dialect: Dialect,
  ) {}

  public run(): SqlStatement[] {
    const read = this.dialect === "postgresql" ? postgresToken : mysqlToken;
    while (this.position < this.text.length) {
      if (this.atDelimiter()) {
        this.finish();
        this.position += this.delimiter.length;
        continue;
      }
      const token = this.cut(read(this.text, this.position));
      if (
        this.start < 0 &&
        token.kind === "word" &&
        this.dialect === "mysql" &&
        wordOf(this.text, this.position, token) === "DELIMITER"
      ) {
        this.changeDelimiter(token);
        continue;
      }
      if (token.kind === "backslash") {
        throw this.error(
          `a backslash command (${lineFrom(this.text, this.position)}) is for the psql client; write it as SQL`,
        );
      }
      if (token.kind !== "blank") this.take(token);
      this.position = token.end;
    }
    this.finish();
    return this.statements;
  }

  private atDelimiter(): boolean {
    if (this.delimiter !== ";") return this.text.startsWith(this.delimiter, this.position);
    return this.text[this.position] === ";" && this.parentheses <= 0 && this.blocks === 0;
  }

  /** A custom delimiter ends a word in its middle: in `END$$` the dollars are not the word's. */
  private cut(token: Token): Token {
    if (this.delimiter === ";" || token.kind === "quoted" || token.kind === "blank") return token;
    const reach = this.text.slice(this.position, token.end + this.delimiter.length - 1);
    const at = reach.indexOf(this.delimiter);
    return at < 0 ? token : { ...token, end: Math.min(token.end, this.position + at) };
  }

  private take(token: Token): void {
    if (this.start < 0) this.start = this.position;
    this.end = token.end;
    if (token.kind === "word") this.takeWord(wordOf(this.text, this.position, token));
    if (this.dialect === "postgresql" && token.kind === "symbol") {
      if (this.text[this.position] === "(") this.parentheses++;
      if (this.text[this.position] === ")") this.parentheses--;
    }
  }

  private takeWord(word: string): void {
    if (this.parentheses > 0) return;
    const previous = this.words.at(-1);
    this.words.push(word);
    if (this.dialect !== "postgresql" || !ROUTINE.test(this.words.slice(0, 4).join(" "))) return;
    if (word === "ATOMIC" && previous === "BEGIN") this.blocks++;
    else if (word === "CASE" && this.blocks > 0) this.blocks++;
    else if (word === "END" && this.blocks > 0) this.blocks--;
  }

  private changeDelimiter(token: Token): void {
    const rest = lineFrom(this.text, token.end);
    const delimiter = rest.trim();
    if (delimiter === "") throw this.error("DELIMITER without a delimiter; write e.g. DELIMITER //");
    this.delimiter = delimiter;
    this.position = token.end + rest.length;
  }

  private finish(): void {
    if (this.start >= 0) {
      const statement = {
        text: this.text.slice(this.start, this.end),
        line: this.lineAt(this.start),
        words: this.words,
      };
      this.refuse(statement);
      this.statements.push(statement);
    }
    this.start = -1;
    this.words = [];
    this.parentheses = 0;
    this.blocks = 0;
  }

  /** What would reach the server as something else than its author meant. */
  private refuse({ words, line }: SqlStatement): void {
    const from = words.indexOf("FROM");
    if (this.dialect === "postgresql" && words[0] === "COPY" && from > 0 && words[from + 1] === "STDIN") {
      throw new SqlSyntaxError(
        "COPY FROM stdin takes its rows from the psql client; write them as INSERT statements",
        line,
      );
    }
    const begin = words.indexOf("BEGIN");
    if (this.dialect === "mysql" && begin > 0 && !words.includes("END") && STORED_PROGRAM.test(words.join(" "))) {
      throw new SqlSyntaxError(
        "the body of a stored program ends at its first semicolon; put DELIMITER // before it and // after it",
        line,
      );
    }
  }

  private error(message: string): SqlSyntaxError {
    return new SqlSyntaxError(message, this.lineAt(this.position));
  }

  /** The line of a position, from 1. Positions must not go back, so that every line is counted once. */
  private lineAt(position: number): number {
    for (; this.counted < position; this.counted++) if (this.text[this.counted] === "\n") this.line++;
    return this.line;
  }
}

function wordOf(text: string, position: number, token: Token): string {
  return text.slice(position, token.end).toUpperCase();
}

function lineFrom(text: string, position: number): string {
  return /[^\r\n]*/.exec(text.slice(position))?.[0] ?? "";
}
