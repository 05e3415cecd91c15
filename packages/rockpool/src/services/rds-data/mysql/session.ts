import mysql from "mysql2";
import type { Dialect, ExecuteOptions, Login, Outcome, Session } from "../dialect.js";
import { resultTooLarge } from "../errors.js";
import { type Field, longOf } from "../fields.js";
import { splitStatements } from "../lexer.js";
import { mysqlError } from "./errors.js";
import { columnMetadata } from "./metadata.js";
import { type MysqlStatement, prepareMysql } from "./parameters.js";
import { type RawResult, rawQuery } from "./query.js";
import { scanMysql } from "./scanner.js";
import { columnOf } from "./types.js";
import { fieldOf } from "./values.js";
import { Wire, queryCommand, useCommand } from "./wire.js";

const SETTINGS = "SET NAMES utf8mb4, time_zone = '+00:00'";
const ROLE = "SELECT HEX(CURRENT_ROLE())";
/** Holds where no USE has chosen a database: it cannot be left again. */
const WITHOUT_DATABASE = "DATABASE() IS NULL";
const NO_LIMIT = Number.POSITIVE_INFINITY;

class MysqlSession implements Session<MysqlStatement> {
  alive = true;
  readonly #wire: Wire;
  readonly #connection: mysql.Connection;
  readonly #login: Login;
  /** What makes the session as it was behind the reset. */
  readonly #settings: readonly Buffer[];

  constructor({ wire, connection, role }: Connected, login: Login) {
    this.#wire = wire;
    this.#connection = connection;
    this.#login = login;
    const { database } = login;
    // A reset leaves the role that a SET ROLE has taken.
    const sameRole = `HEX(CURRENT_ROLE()) <=> ${role === null ? "NULL" : `'${role}'`}`;
    this.#settings =
      database === undefined
        ? [queryCommand(settingsWhere(`${sameRole} AND ${WITHOUT_DATABASE}`))]
        : [queryCommand(settingsWhere(sameRole)), useCommand(database)];
    const lost = (): void => {
      this.alive = false;
    };
    connection.on("error", lost);
    connection.on("end", lost);
  }

  get processId(): number {
    return this.#connection.threadId ?? 0;
  }

  async execute(statement: MysqlStatement, options: ExecuteOptions): Promise<Outcome> {
    const result = await this.#run(statement, options.sizeLimit);
    if (result.fields === undefined) {
      return { labels: [], select: false, updated: result.affectedRows, generated: generatedFields(result, options) };
    }
    if (result.tooLarge) throw resultTooLarge(options.generation);
    const columns = result.fields.map(columnOf);
    return {
      rows: result.rows.map((row) => columns.map((column, index) => fieldOf(row[index], column, options))),
      labels: columns.map((column) => column.label),
      select: statement.select,
      updated: 0,
      generated: [],
      ...(options.metadata ? { metadata: columns.map(columnMetadata) } : {}),
    };
  }

  async executeAll(statements: readonly MysqlStatement[], options: ExecuteOptions): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const statement of statements) outcomes.push(await this.execute(statement, options));
    return outcomes;
  }

  async begin(): Promise<void> {
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
    const { promise: reset, resolve, reject } = Promise.withResolvers<void>();
    const driver = (): void => this.#connection.reset((error) => (error === null ? resolve() : reject(error)));
    await Promise.all([this.#wire.behind(driver, this.#settings), reset]);
  }

  async settle(): Promise<void> {
    // Nothing is put off.
  }

  async connectionLimit(): Promise<number> {
    const { rows } = await this.#command("SELECT @@max_connections");
    return Number(rows[0]?.[0]);
  }

  interrupt(): Promise<void> {
    return this.#login.interrupt(this.processId);
  }

  close(): void {
    this.alive = false;
    this.#connection.destroy();
  }

  #run(statement: Pick<MysqlStatement, "text" | "values">, sizeLimit: number): Promise<RawResult> {
    return rawQuery(this.#connection, statement, sizeLimit);
  }

  #command(text: string): Promise<RawResult> {
    return this.#run({ text, values: [] }, NO_LIMIT);
  }
}

function generatedFields({ insertId, insertedRows }: RawResult, { generation }: ExecuteOptions): Field[] {
  if (insertId === 0n) return [];
  const count = generation.mysqlGeneratedFields === "one a row" ? insertedRows : 1;
  return Array.from({ length: count }, (_, index) => ({ longValue: longOf(String(insertId + BigInt(index))) }));
}

/** Fails where the condition does not hold, and with it the reset. */
const settingsWhere = (condition: string): string =>
  `SET NAMES utf8mb4, time_zone = IF(${condition}, '+00:00', 'not as new')`;

/** The driver's connection, and the socket below it. */
interface Connected {
  readonly wire: Wire;
  readonly connection: mysql.Connection;
  /** The role that a login has by itself, in hexadecimal digits. */
  readonly role: string | null;
}

async function connect({ host, port, username, password, database }: Login): Promise<Connected> {
  const wire = Wire.connect({ host, port });
  const connection = mysql.createConnection({
    stream: () => wire,
    user: username,
    password,
    ...(database === undefined ? {} : { database }),
    charset: "utf8mb4",
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    jsonStrings: true,
    // The service cannot read files of its callers, and counts the rows that an UPDATE changed, not those that it found. A
    // blank before the parenthesis of a function is an SQL mode, which the first reset would end.
    flags: ["-LOCAL_FILES", "-FOUND_ROWS", "-IGNORE_SPACE"],
    // They end with the reset behind each call. The driver's own limit of 16,000 is a table that each reset clears slot by slot.
    maxPreparedStatements: 16,
  });
  try {
    await new Promise<void>((resolve, reject) =>
      connection.connect((error) => (error === null ? resolve() : reject(error))),
    );
    await rawQuery(connection, { text: SETTINGS, values: [] }, NO_LIMIT);
    const role: unknown = (await rawQuery(connection, { text: ROLE, values: [] }, NO_LIMIT)).rows[0]?.[0];
    return { wire, connection, role: typeof role === "string" ? role : null };
  } catch (error) {
    connection.on("error", () => undefined);
    connection.destroy();
    throw error;
  }
}

export const mysqlDialect: Dialect<MysqlStatement> = {
  split: (sql) => splitStatements(sql, scanMysql(sql)),
  prepare: prepareMysql,
  open: async (login) => new MysqlSession(await connect(login), login),
  databaseError: mysqlError,
  // Without a database none is selected, also when the cluster was made with one.
  defaultDatabase: () => undefined,
};
