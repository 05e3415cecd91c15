import type { Dialect, ExecuteOptions, Login, Outcome, Session } from "../dialect.js";
import { NotReset } from "../dialect.js";
import { resultTooLarge } from "../errors.js";
import { type Field, longOf } from "../fields.js";
import { splitStatements } from "../lexer.js";
import { type Answer, type Done, PrepareAnswer, ServerError, type Status } from "./answers.js";
import { LAST_PREPARED, closeCommand, executeCommand, prepareCommand, queryCommand } from "./commands.js";
import { type Connected, connect } from "./connect.js";
import { mysqlError } from "./errors.js";
import { columnMetadata } from "./metadata.js";
import { type MysqlStatement, prepareMysql } from "./parameters.js";
import type { Format } from "./rows.js";
import { scanMysql } from "./scanner.js";
import { COMMAND_OPTIONS, StatementAnswer } from "./statement.js";
import { Reset } from "./reset.js";

/** The server's number for parameters that are not as many as a statement has. */
const WRONG_PARAMETERS = { errno: 1210, sqlState: "HY000", message: "Incorrect arguments to mysqld_stmt_execute" };
/** Errors behind which the server ends the connection: it shuts down, or was told to. */
const ENDING: ReadonlySet<number> = new Set([1053, 1927]);
/** Of statements that tell, or may tell, what the ones before were and have met with: behind a reset that goes along, that is its KILL. */
const LOOKS_BACK = /\b(?:show|error_count|warning_count|row_count|diagnostics|session_status|call|execute)\b/i;
/** Of statements that make the server keep the texts of those behind them, or may: a reset by itself ends neither. */
const PROFILES = /\b(?:profiling|call|execute)\b/i;

class MysqlSession implements Session<MysqlStatement> {
  readonly #connected: Connected;
  readonly #login: Login;
  readonly #reset: Reset;
  #fit = true;
  /** Another call has used it: the next statement is sent behind a reset. */
  #used = false;
  /** A transaction may be open, and what it holds is let go at once. */
  #open = false;
  /** It may be hit by an interrupt that comes late, and nothing but a reset may be. */
  #interrupted = false;
  #profiled = false;

  constructor(connected: Connected, login: Login) {
    this.#connected = connected;
    this.#login = login;
    this.#reset = new Reset(login.database, connected.origin);
  }

  get alive(): boolean {
    return this.#fit && !this.#connected.line.lost;
  }

  get processId(): number {
    return this.#connected.processId;
  }

  async execute(statement: MysqlStatement, options: ExecuteOptions): Promise<Outcome> {
    const { text, values, rows, placeholders } = statement;
    // The text protocol takes every statement there is.
    if (values.length === 0) return this.#outcome(await this.#query(text, options, rows), statement, options);
    // A parameter too few must be found before the server looks for it in the bytes of the others.
    if (!this.#connected.line.handshake.mariadb || placeholders !== values.length) {
      const [outcome] = await this.#prepared(text, [statement], options);
      if (outcome === undefined) throw new RangeError("the server gave no answer to a statement");
      return outcome;
    }
    const prepared = new PrepareAnswer();
    const answer = this.#answer("binary", options, rows);
    // MariaDB executes what was prepared last, and nothing when that has failed.
    await this.#send(
      text,
      [prepareCommand(text), executeCommand(LAST_PREPARED, values), closeCommand(LAST_PREPARED)],
      [prepared, answer],
    );
    this.#sound(prepared);
    return this.#outcome(answer, statement, options);
  }

  /**
   * Prepared once, then one by one. They are not sent together: the server would go on behind one that fails, and what
   * the others did would stay, in a transaction of the caller and in tables that have none.
   */
  async executeAll(statements: readonly MysqlStatement[], options: ExecuteOptions): Promise<Outcome[]> {
    const text = statements[0]?.text ?? "";
    if (statements.every((statement) => statement.text === text && statement.values.length > 0))
      return this.#prepared(text, statements, options);
    const outcomes: Outcome[] = [];
    for (const statement of statements) outcomes.push(await this.execute(statement, options));
    return outcomes;
  }

  async begin(): Promise<void> {
    // A START TRANSACTION does not take away what LOOKS_BACK is for: the statements behind it would see the KILL.
    await this.settle();
    await this.#command("START TRANSACTION");
  }

  async commit(): Promise<boolean> {
    await this.#command("COMMIT");
    return true;
  }

  async rollback(): Promise<void> {
    await this.#command("ROLLBACK");
  }

  async reset(): Promise<void> {
    this.#used = true;
    if (this.#open || this.#interrupted || this.#profiled) await this.settle();
  }

  async settle(): Promise<void> {
    if (!this.#used) return;
    const reset = this.#reset.alone(this.#profiled);
    await this.#connected.line.exchange(reset.commands, reset.answers);
    const failed = reset.failed();
    if (failed !== undefined) {
      this.#fit = false;
      throw new NotReset("the session cannot be made as new", { cause: failed });
    }
    this.#used = false;
    this.#open = false;
    this.#interrupted = false;
    this.#profiled = false;
  }

  async connectionLimit(): Promise<number> {
    const [[field] = []] = (await this.#command("SELECT @@max_connections")).rows;
    return field !== undefined && "longValue" in field ? Number(field.longValue) : Number.NaN;
  }

  interrupt(): Promise<void> {
    this.#interrupted = true;
    return this.#login.interrupt(this.processId);
  }

  close(): void {
    this.#fit = false;
    this.#connected.close();
  }

  async #prepared(text: string, statements: readonly MysqlStatement[], options: ExecuteOptions): Promise<Outcome[]> {
    const prepared = new PrepareAnswer();
    await this.#send(text, [prepareCommand(text)], [prepared]);
    this.#sound(prepared);
    const { line } = this.#connected;
    try {
      const outcomes: Outcome[] = [];
      for (const statement of statements) {
        const { values, rows } = statement;
        if (values.length !== prepared.parameters) {
          const { errno, sqlState, message } = WRONG_PARAMETERS;
          throw new ServerError(errno, sqlState, message);
        }
        const answer = this.#answer("binary", options, rows);
        await line.exchange([executeCommand(prepared.statement, values)], [answer]);
        outcomes.push(this.#outcome(answer, statement, options));
      }
      return outcomes;
    } finally {
      await line.exchange([closeCommand(prepared.statement)], []).catch(() => undefined);
    }
  }

  #outcome(answer: StatementAnswer, { select }: MysqlStatement, options: ExecuteOptions): Outcome {
    const { columns, rows, done } = this.#sound(answer);
    if (answer.tooLarge) throw resultTooLarge(options.generation);
    if (answer.refusal !== undefined) throw answer.refusal;
    if (columns === undefined)
      return {
        labels: [],
        select: false,
        updated: done?.affectedRows ?? 0,
        generated: done === undefined ? [] : generatedFields(done, options),
      };
    return {
      rows,
      labels: columns.map((column) => column.label),
      select,
      updated: 0,
      generated: [],
      ...(options.metadata ? { metadata: columns.map(columnMetadata) } : {}),
    };
  }

  async #command(text: string): Promise<StatementAnswer> {
    return this.#sound(await this.#query(text, COMMAND_OPTIONS));
  }

  async #query(text: string, options: ExecuteOptions, rows?: MysqlStatement["rows"]): Promise<StatementAnswer> {
    const answer = this.#answer("text", options, rows);
    await this.#send(text, [queryCommand(text)], [answer]);
    return answer;
  }

  /** Throws the server's error. */
  #sound<A extends { readonly error: ServerError | undefined }>(answer: A): A {
    if (answer.error === undefined) return answer;
    if (ENDING.has(answer.error.errno)) this.#fit = false;
    throw answer.error;
  }

  #answer(format: Format, options: ExecuteOptions, rows: MysqlStatement["rows"] = "kept"): StatementAnswer {
    const { extendedColumns } = this.#connected.line.handshake;
    return new StatementAnswer(format, extendedColumns, options, (status) => this.#ended(status), rows);
  }

  /** After an error the server does not tell whether a transaction is open. */
  #ended(status: Status | undefined): void {
    this.#open = status?.inTransaction !== false;
  }

  /** Sends what the session is for, behind a reset where that is due. */
  async #send(text: string, commands: readonly Buffer[], answers: readonly Answer[]): Promise<void> {
    const { line } = this.#connected;
    if (!line.handshake.mariadb || (this.#used && LOOKS_BACK.test(text))) await this.settle();
    this.#profiled ||= PROFILES.test(text);
    if (!this.#used) return line.exchange(commands, answers);
    this.#used = false;
    const reset = this.#reset.ahead();
    await line.exchange([...reset.commands, ...commands], [...reset.answers, ...answers]);
  }
}

function generatedFields({ insertId, info }: Done, { generation }: ExecuteOptions): Field[] {
  if (insertId === 0n) return [];
  // Of an INSERT of several rows, none of which met an older one. MariaDB puts the length in front of the text, MySQL does not.
  const rows = Number(/Records: (\d+) {2}Duplicates: 0/.exec(info)?.[1] ?? 1);
  const count = generation.mysqlGeneratedFields === "one a row" ? rows : 1;
  return Array.from({ length: count }, (_, index) => ({ longValue: longOf(String(insertId + BigInt(index))) }));
}

export const mysqlDialect: Dialect<MysqlStatement> = {
  split: (sql) => splitStatements(sql, scanMysql(sql)),
  prepare: prepareMysql,
  open: async (login) => new MysqlSession(await connect(login), login),
  databaseError: mysqlError,
  // Without a database none is selected, also when the cluster was made with one.
  defaultDatabase: () => undefined,
};
