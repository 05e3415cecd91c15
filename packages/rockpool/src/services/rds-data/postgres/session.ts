import pg from "pg";
import { type Dialect, type ExecuteOptions, type Login, NotReset, type Outcome, type Session } from "../dialect.js";
import { missingParameter, resultTooLarge } from "../errors.js";
import type { ColumnMetadata } from "../fields.js";
import { splitStatements } from "../lexer.js";
import { postgresError, tellsOfMissing } from "./errors.js";
import { CATALOG_TYPES, TABLE_COLUMNS, type TableColumn, columnMetadata } from "./metadata.js";
import { type PostgresStatement, preparePostgres } from "./parameters.js";
import { Line, type RawField, RawQuery, type RawResult, type RawStatement } from "./query.js";
import { scanPostgres } from "./scanner.js";
import { BUILT_IN_TYPES, type PostgresType, catalogType } from "./types.js";
import { fieldOf } from "./values.js";

/** The settings that RESET comes back to. */
const SETTINGS =
  "-c TimeZone=UTC -c DateStyle=ISO,MDY -c IntervalStyle=postgres -c bytea_output=hex -c extra_float_digits=1";
/** Administrators have connections of their own; those of `reserved_connections` came with PostgreSQL 16. */
const CONNECTION_LIMIT = `SELECT pg_catalog.current_setting('max_connections')::int
  - pg_catalog.current_setting('superuser_reserved_connections')::int
  - coalesce(pg_catalog.current_setting('reserved_connections', true), '0')::int`;
const NO_LIMIT = Number.POSITIVE_INFINITY;

class PostgresSession implements Session<PostgresStatement> {
  #alive = true;
  processId = 0;
  readonly #types = new Map<number, PostgresType>();

  /** Another call has used it: the next statement is sent behind a reset. */
  #used = false;
  readonly #client: pg.Client;
  readonly #line: Line;
  readonly #login: Login;

  constructor(client: pg.Client, login: Login) {
    this.#client = client;
    this.#line = new Line(client.connection);
    this.#login = login;
    const lost = (): void => {
      this.#alive = false;
    };
    client.on("error", lost);
    client.on("end", lost);
    client.connection.once("backendKeyData", (message: { processID: number }) => {
      this.processId = message.processID;
    });
  }

  get alive(): boolean {
    return this.#alive && !this.#client.connection.stream.destroyed;
  }

  async execute(statement: PostgresStatement, options: ExecuteOptions): Promise<Outcome> {
    const [result] = await this.#answered([statement], options);
    return this.#outcome(result, statement, options);
  }

  /** All go out at once: there is one way there and back for them. */
  async executeAll(statements: readonly PostgresStatement[], options: ExecuteOptions): Promise<Outcome[]> {
    const results = await this.#answered(statements, options);
    const outcomes: Outcome[] = [];
    for (const [index, statement] of statements.entries())
      outcomes.push(await this.#outcome(results[index], statement, options));
    return outcomes;
  }

  async #answered(
    statements: readonly PostgresStatement[],
    { sizeLimit, generation }: ExecuteOptions,
  ): Promise<readonly RawResult[]> {
    try {
      return await this.#run(statements, sizeLimit);
    } catch (error) {
      const missing = statements.find((statement) => statement.missing !== undefined)?.missing;
      if (missing !== undefined && tellsOfMissing(error)) throw missingParameter(generation, missing, "postgres");
      throw postgresError(error, generation, statements) ?? error;
    }
  }

  async #outcome(
    result: RawResult | undefined,
    statement: PostgresStatement,
    options: ExecuteOptions,
  ): Promise<Outcome> {
    if (result === undefined) throw new RangeError("the server gave no answer to a statement");
    const updated = affectedRows(result.tag);
    const { fields } = result;
    // An ALTER TYPE may have given one another name.
    if (options.metadata) this.#types.clear();
    if (fields === undefined) return { labels: [], select: false, updated, generated: [] };
    if (result.tooLarge) throw resultTooLarge(options.generation);
    const types = await this.#typesOf(fields);
    const rows = result.rows.map((row) => row.map((text, index) => fieldOf(text, at(types, index), options)));
    if (statement.givesInserted) return { labels: [], select: false, updated, generated: rows.flat() };
    return {
      rows,
      labels: fields.map((field) => field.name),
      select: result.tag.startsWith("SELECT"),
      // The rows that RETURNING gives are the answer; AWS counts none beside them.
      updated: 0,
      generated: [],
      ...(options.metadata ? { metadata: await this.#metadata(fields, types) } : {}),
    };
  }

  async begin(): Promise<void> {
    await this.#command("BEGIN");
  }

  async commit(): Promise<boolean> {
    const { tag } = await this.#command("COMMIT");
    return tag === "COMMIT";
  }

  async rollback(): Promise<void> {
    await this.#command("ROLLBACK");
  }

  async reset(): Promise<void> {
    // A transaction that was opened by SQL text must end first: the reset cannot stand in one.
    if (this.#client.getTransactionStatus() !== "I") await this.rollback();
    this.#used = true;
  }

  async settle(): Promise<void> {
    // An empty statement, behind the reset.
    if (this.#used) await this.#command("");
  }

  async connectionLimit(): Promise<number> {
    const { rows } = await this.#command(CONNECTION_LIMIT);
    return Number(rows[0]?.[0]);
  }

  interrupt(): Promise<void> {
    return this.#login.interrupt(this.processId);
  }

  close(): void {
    this.#alive = false;
    this.#client.end().catch(() => undefined);
  }

  #run(statements: readonly RawStatement[], sizeLimit: number): Promise<readonly RawResult[]> {
    const query = new RawQuery(this.#line, statements, sizeLimit, this.#used);
    this.#used = false;
    this.#client.query(query);
    // The server has ended the connection; that the stream is closed comes later, and nobody may have the session until then.
    query.results.catch((error: unknown) => {
      const ended = error instanceof pg.DatabaseError && error.severity === "FATAL";
      if (ended || error instanceof NotReset) this.#alive = false;
    });
    return query.results;
  }

  async #ask(statement: RawStatement): Promise<RawResult> {
    const [result] = await this.#run([statement], NO_LIMIT);
    if (result === undefined) throw new RangeError("the server gave no answer to a statement");
    return result;
  }

  #command(text: string): Promise<RawResult> {
    return this.#ask({ text, values: [], types: [], rows: "kept" });
  }

  async #typesOf(fields: readonly RawField[]): Promise<PostgresType[]> {
    const known = (oid: number): PostgresType | undefined => BUILT_IN_TYPES.get(oid) ?? this.#types.get(oid);
    const unknown = fields.map((field) => field.dataTypeID).filter((oid) => known(oid) === undefined);
    if (unknown.length > 0) await this.#learnTypes([...new Set(unknown)]);
    return fields.map(({ dataTypeID }) => known(dataTypeID) ?? catalogType({ name: String(dataTypeID), typtype: "?" }));
  }

  async #learnTypes(oids: readonly number[]): Promise<void> {
    const { rows } = await this.#ask({
      text: CATALOG_TYPES,
      values: [`{${oids.join(",")}}`],
      types: [0],
      rows: "kept",
    });
    const elements = rows.flatMap((row) => (row[3] === null || row[3] === undefined ? [] : [Number(row[3])]));
    const unknown = elements.filter((oid) => !BUILT_IN_TYPES.has(oid) && !this.#types.has(oid));
    if (unknown.length > 0) await this.#learnTypes(unknown);
    for (const [oid, name, typtype, elementOid] of rows) {
      const element =
        elementOid === null || elementOid === undefined
          ? undefined
          : (BUILT_IN_TYPES.get(Number(elementOid)) ?? this.#types.get(Number(elementOid)));
      this.#types.set(
        Number(oid),
        catalogType({ name: name ?? "", typtype: typtype ?? "", ...(element === undefined ? {} : { element }) }),
      );
    }
  }

  /** Looked up anew each time: an ALTER TABLE may come in between from any side. */
  async #metadata(fields: readonly RawField[], types: readonly PostgresType[]): Promise<ColumnMetadata[]> {
    const plain = fields.filter((field) => field.tableID !== 0 && field.columnID > 0);
    const columns = new Map<string, TableColumn>();
    if (plain.length > 0) {
      const values = [
        `{${plain.map((field) => field.tableID).join(",")}}`,
        `{${plain.map((field) => field.columnID).join(",")}}`,
      ];
      const { rows } = await this.#ask({ text: TABLE_COLUMNS, values, types: [0, 0], rows: "kept" });
      for (const [key, table, notNull, autoIncrement] of rows) {
        columns.set(key ?? "", { table: table ?? "", notNull: notNull === "t", autoIncrement: autoIncrement === "t" });
      }
    }
    return fields.map((field, index) =>
      columnMetadata(
        { name: field.name, type: at(types, index), modifier: field.dataTypeModifier },
        columns.get(`${field.tableID}.${field.columnID}`),
      ),
    );
  }
}

function at(types: readonly PostgresType[], index: number): PostgresType {
  const type = types[index];
  if (type === undefined) throw new RangeError(`no type for column ${index}`);
  return type;
}

/** The count of `INSERT 0 3`, `UPDATE 2`, `DELETE 1`, `MERGE 4`; 0 for everything else. */
function affectedRows(tag: string): number {
  const match = /^(?:INSERT \d+|UPDATE|DELETE|MERGE) (\d+)$/.exec(tag);
  return match === null ? 0 : Number(match[1]);
}

function clientConfig({ host, port, username, password, database }: Login): pg.ClientConfig {
  return {
    host,
    port,
    user: username,
    password,
    database,
    options: SETTINGS,
    application_name: "rds-data",
    ssl: false,
  };
}

export const postgresDialect: Dialect<PostgresStatement> = {
  split: (sql) => splitStatements(sql, scanPostgres(sql)),
  prepare: preparePostgres,
  async open(login) {
    const client = new pg.Client(clientConfig(login));
    const session = new PostgresSession(client, login);
    await client.connect();
    return session;
  },
  databaseError: postgresError,
  defaultDatabase: (clusterDatabase) => clusterDatabase ?? "postgres",
};
