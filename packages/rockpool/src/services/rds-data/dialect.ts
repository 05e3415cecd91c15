import type { ColumnMetadata, Field } from "./fields.js";
import type { Generation } from "./generation.js";

/** How numbers are to be returned, and by which generation. */
export interface ValueOptions {
  readonly generation: Generation;
  /** `DOUBLE_OR_LONG`: decimals as numbers instead of texts. */
  readonly decimals: "STRING" | "DOUBLE_OR_LONG";
  /** `STRING`: integers as texts. */
  readonly longs: "LONG" | "STRING";
}

/** A parameter of the request. */
export interface Parameter {
  readonly name: string;
  readonly value: Field;
  readonly typeHint?: string;
}

/** What a statement gave. */
export interface Outcome {
  /** Absent when the statement has no result set. */
  readonly rows?: readonly Field[][];
  readonly labels: readonly string[];
  /** The statement is a query, not one that also gives rows, such as INSERT with RETURNING or SHOW. */
  readonly select: boolean;
  readonly updated: number;
  readonly generated: readonly Field[];
  /** Absent unless asked for, or without a result set. */
  readonly metadata?: readonly ColumnMetadata[];
}

export interface ExecuteOptions extends ValueOptions {
  readonly metadata: boolean;
  /** In bytes of values as they come from the database. */
  readonly sizeLimit: number;
}

/** A statement with its parameters in the dialect's own form. */
export interface BoundStatement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** `counted`: only how large they are is looked at. A batch of many sets, none of which is too large, would fill the memory. */
  readonly rows: "kept" | "counted";
}

/** A statement whose parameters are known and not bound yet. */
export interface PreparedStatement<Bound extends BoundStatement = BoundStatement> {
  /** Something that happens to the text which its author may not expect. */
  readonly warning?: "dollarQuotes" | "transactionControl";
  /** Replaces the named parameters. Throws the generation's error for one that is missing, unless the database is to find it. */
  bind(parameters: readonly Parameter[]): Bound;
}

/** One connection to a database, in the session settings that the Data API has. */
export interface Session<Bound extends BoundStatement = BoundStatement> {
  /** False once it broke or was closed: it must not be used again. */
  readonly alive: boolean;
  execute(statement: Bound, options: ExecuteOptions): Promise<Outcome>;
  /** One after the other; the first error ends them all. */
  executeAll(statements: readonly Bound[], options: ExecuteOptions): Promise<Outcome[]>;
  /** How many connections the server gives to users who are no administrators. */
  connectionLimit(): Promise<number>;
  /** The server's own number of the connection. */
  readonly processId: number;
  begin(): Promise<void>;
  /** False when the server rolled back instead, because a statement had failed. */
  commit(): Promise<boolean>;
  rollback(): Promise<void>;
  /** Makes the session as new, at the latest in front of its next statement. */
  reset(): Promise<void>;
  /** Does now what {@link reset} has put off: what the session holds, such as locks, is let go. */
  settle(): Promise<void>;
  /** Interrupts the statement that runs, from outside. Never fails, see {@link Login.interrupt}. */
  interrupt(): Promise<void>;
  close(): void;
}

/** Where and as whom to connect. */
export interface Login {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly database: string | undefined;
  /**
   * Stops what runs on a connection of this server, by the server's own number of it, also when the user may not log in
   * any more. Never fails: it reports itself that it could not.
   */
  interrupt(connection: number): Promise<void>;
}

/** A database family: what is in its folder, behind one face. */
export interface Dialect<Bound extends BoundStatement = BoundStatement> {
  /** The statements of the text, each without the semicolon. */
  split(sql: string): string[];
  /** Finds the named parameters of one statement, to be bound once or, in a batch, for each set. */
  prepare(sql: string, generation: Generation, use: "call" | "batch"): PreparedStatement<Bound>;
  open(login: Login): Promise<Session<Bound>>;
  /** The API's error for one of the driver's; undefined when the connection itself failed. */
  databaseError(error: unknown, generation: Generation): Error | undefined;
  /** The database of calls that name none. */
  defaultDatabase(clusterDatabase: string | undefined): string | undefined;
}

/** What the caller before has left on a session cannot be undone. Nothing of this call has run; it may go to another session. */
export class NotReset extends Error {}
