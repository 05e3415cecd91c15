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
/** Fails where a USE has chosen a database: it cannot be left again. */
const SETTINGS_WITHOUT_DATABASE = "SET NAMES utf8mb4, time_zone = IF(DATABASE() IS NULL, '+00:00', 'database chosen')";
const NO_LIMIT = Number.POSITIVE_INFINITY;

class MysqlSession implements Session<MysqlStatement> {
  alive = true;
  readonly #wire: Wire;
  readonly #connection: mysql.Connection;
  readonly #login: Login;
  /** What makes the session as it was behind the reset. */
  readonly #settings: readonly Buffer[];

  constructor({ wire, connection }: Connected, login: Login) {
    this.#wire = wire;
    this.#connection = connection;
    this.#login = login;
    const { database } = login;
    this.#settings =
      database === undefined
        ? [queryCommand(SETTINGS_WITHOUT_DATABASE)]
        : [queryCommand(SETTINGS), useCommand(database)];
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

/** The driver's connection, and the socket below it. */
interface Connected {
  readonly wire: Wire;
  readonly connection: mysql.Connection;
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
    // The service cannot read files of its callers, and counts the rows that an UPDATE changed, not those that it found.
    flags: ["-LOCAL_FILES", "-FOUND_ROWS"],
    // They end with the reset behind each call. The driver's own limit of 16,000 is a table that each reset clears slot by slot.
    maxPreparedStatements: 16,
  });
  try {
    await new Promise<void>((resolve, reject) =>
      connection.connect((error) => (error === null ? resolve() : reject(error))),
    );
    await rawQuery(connection, { text: SETTINGS, values: [] }, NO_LIMIT);
    return { wire, connection };
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
