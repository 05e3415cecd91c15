import pg from "pg";
import { serialize } from "pg-protocol";
import { NotReset } from "../dialect.js";
import { ResultSize } from "../size.js";
import { octets } from "./types.js";

export interface RawField {
  readonly name: string;
  readonly tableID: number;
  readonly columnID: number;
  readonly dataTypeID: number;
  readonly dataTypeModifier: number;
}

export interface RawStatement {
  readonly text: string;
  readonly values: ReadonlyArray<string | null>;
  /** OIDs of the values' types; 0 leaves the type to the server. */
  readonly types: readonly number[];
  /** `counted`: of rows only the size is wanted. */
  readonly rows: "kept" | "counted";
}

export interface RawResult {
  /** Absent when the statement has no result set. */
  readonly fields: readonly RawField[] | undefined;
  /** Values as the server's text. */
  readonly rows: ReadonlyArray<ReadonlyArray<string | null>>;
  /** The command tag, e.g. `INSERT 0 1`. */
  readonly tag: string;
  /** Rows were dropped because the values' bytes went past the limit. */
  readonly tooLarge: boolean;
}

/** How much of a statement's answer is read at the most, in bytes: what is only just too large ends as it would else. */
const GIVEN_UP_AT = 16 * 1_048_576;
/** Commits by itself, so that what follows is in no transaction block. */
const RESET = Buffer.concat([serialize.parse({ text: "DISCARD ALL" }), serialize.bind(), serialize.execute()]);
const NOTHING = Buffer.alloc(0);
const DESCRIBE = serialize.describe({ type: "P" });
const EXECUTE = serialize.execute();
const SYNC = serialize.sync();

/** What the driver tells none of its queries, told to the one that is under way: listening anew for each costs more than most answers. */
export class Line {
  query: RawQuery | undefined;

  constructor(connection: pg.Connection) {
    connection.on("copyOutResponse", () => this.query?.handleCopyOutResponse());
    // After an error the driver has forgotten the query, and tells it no more that the server is gone.
    connection.once("end", () => this.query?.handleError(new Error("the connection ended"), connection));
    connection.stream.on("data", (chunk: Uint8Array) => this.query?.handleBytes(chunk.length, connection));
  }
}

/**
 * Statements in the extended protocol with parameter types of our own, answered in raw text: the driver's own query
 * class neither takes types nor leaves the values alone. Several go out together; the first error ends them all. Settles
 * when the server is ready for the next ones.
 */
export class RawQuery implements pg.Submittable {
  readonly results: Promise<readonly RawResult[]>;
  #fields: readonly RawField[] | undefined;
  #rows: Array<ReadonlyArray<string | null>> = [];
  readonly #done: RawResult[] = [];
  #error: unknown;
  #settled = false;
  readonly #resolve: (results: readonly RawResult[]) => void;
  readonly #reject: (error: unknown) => void;

  readonly #line: Line;
  readonly #statements: readonly RawStatement[];
  readonly #sizeLimit: number;
  #size: ResultSize;
  /** Bytes of the statement's answer. */
  #received = 0;

  /** What comes before the statement's own answer: the end of the reset. */
  #skipped: number;

  /** `reset`: the session is made as new first, without a way there and back of its own. */
  constructor(line: Line, statements: readonly RawStatement[], sizeLimit: number, reset: boolean) {
    this.#line = line;
    this.#statements = statements;
    this.#sizeLimit = sizeLimit;
    this.#skipped = reset ? 1 : 0;
    this.#size = new ResultSize(sizeLimit);
    const { promise, resolve, reject } = Promise.withResolvers<readonly RawResult[]>();
    this.results = promise;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  submit(connection: pg.Connection): void {
    this.#line.query = this;
    // In one write: each costs as much as everything else that a short statement needs.
    connection.stream.write(
      Buffer.concat([
        this.#skipped > 0 ? RESET : NOTHING,
        ...this.#statements.flatMap((statement, index) =>
          this.#repeats(index)
            ? [serialize.bind({ values: [...statement.values] }), EXECUTE]
            : [
                serialize.parse({ text: statement.text, types: [...statement.types] }),
                serialize.bind({ values: [...statement.values] }),
                DESCRIBE,
                EXECUTE,
              ],
        ),
        SYNC,
      ]),
    );
  }

  handleBytes(count: number, connection: pg.Connection): void {
    this.#received += count;
    if (this.#received > GIVEN_UP_AT && Number.isFinite(this.#sizeLimit)) this.#giveUp(connection);
  }

  handleRowDescription(message: { fields: readonly RawField[] }): void {
    this.#fields = message.fields;
  }

  handleDataRow(message: { fields: ReadonlyArray<string | null> }): void {
    this.#size.add(message.fields.map((value, index) => octets(value, this.#fields?.[index]?.dataTypeID)));
    if (this.#size.exceeded) this.#rows.length = 0;
    else if (this.#statements[this.#done.length]?.rows === "kept") this.#rows.push(message.fields);
  }

  handleCommandComplete(message: { text: string }): void {
    if (this.#skipped > 0) this.#skipped -= 1;
    else this.#next(message.text);
  }

  handleEmptyQuery(): void {
    this.#next("");
  }

  handlePortalSuspended(): void {
    // Cannot come: all rows are asked for at once.
  }

  handleCopyInResponse(connection: pg.Connection): void {
    // The server waits for data that will not come, and takes nothing else in the meantime.
    this.#error = new CopyRefused("CopyInResponse");
    connection.stream.destroy();
    this.#settle();
  }

  /** Not only when data come: an empty table sends none. */
  handleCopyOutResponse(): void {
    this.#error ??= new CopyRefused("CopyOutResponse");
  }

  handleCopyData(): void {
    // It was refused before it came.
  }

  /** Also for a connection that broke: then no server will become ready. */
  handleError(error: unknown, connection: pg.Connection): void {
    // Answers come in order: what fails ahead of the reset's end is the reset, and nothing behind it ran.
    const before = this.#skipped > 0 && error instanceof pg.DatabaseError;
    this.#error ??= before ? new NotReset("the session cannot be made as new", { cause: error }) : error;
    if (!(error instanceof pg.DatabaseError) || error.severity === "FATAL") this.#settle();
    // The driver has done with the query; the server has not.
    else connection.once("readyForQuery", () => this.#settle());
  }

  handleReadyForQuery(): void {
    this.#settle();
  }

  /** The end of a statement's answer. */
  #next(tag: string): void {
    this.#done.push({ fields: this.#fields, rows: this.#rows, tag, tooLarge: this.#size.exceeded });
    // What is not parsed again is not described again.
    if (!this.#repeats(this.#done.length)) this.#fields = undefined;
    this.#rows = [];
    this.#size = new ResultSize(this.#sizeLimit);
    this.#received = 0;
  }

  /** Millions of rows are not waited for, and a value of half a gibibyte, which no text holds, is not taken into memory. */
  #giveUp(connection: pg.Connection): void {
    this.#done.push({ fields: this.#fields ?? [], rows: [], tag: "", tooLarge: true });
    connection.stream.destroy();
    this.#settle();
  }

  /** Whether a statement is the one before it with other values: the server has it, parsed and planned. */
  #repeats(index: number): boolean {
    const [before, statement] = [this.#statements[index - 1], this.#statements[index]];
    if (before === undefined || statement === undefined || before.text !== statement.text) return false;
    const { types } = statement;
    return types.length === before.types.length && types.every((type, position) => type === before.types[position]);
  }

  #settle(): void {
    if (this.#settled) return;
    this.#settled = true;
    if (this.#line.query === this) this.#line.query = undefined;
    if (this.#error !== undefined) this.#reject(this.#error);
    else this.#resolve(this.#done);
  }
}

/** The server wants to send COPY's data, or to be sent some: the message is the protocol's. */
export class CopyRefused extends Error {}
