import pg from "pg";
import type { AwsError } from "../../../errors.js";
import { refusal } from "../errors.js";
import { ResultSize } from "../size.js";
import { octets } from "./types.js";
import { HINTS } from "../hints.js";

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

/**
 * One statement in the extended protocol with parameter types of our own, answered in raw text: the driver's own query
 * class neither takes types nor leaves the values alone. Settles when the server is ready for the next one.
 */
export class RawQuery implements pg.Submittable {
  readonly result: Promise<RawResult>;
  #fields: readonly RawField[] | undefined;
  readonly #rows: Array<ReadonlyArray<string | null>> = [];
  #tag = "";
  #error: unknown;
  #settled = false;
  readonly #resolve: (result: RawResult) => void;
  readonly #reject: (error: unknown) => void;

  readonly #statement: RawStatement;
  readonly #size: ResultSize;

  constructor(statement: RawStatement, sizeLimit: number) {
    this.#statement = statement;
    this.#size = new ResultSize(sizeLimit);
    const { promise, resolve, reject } = Promise.withResolvers<RawResult>();
    this.result = promise;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  submit(connection: pg.Connection): void {
    const { text, values, types } = this.#statement;
    connection.once("readyForQuery", () => this.#settle());
    connection.stream.cork();
    // The driver's declaration wants type names; what goes out is a number in either case.
    connection.parse({ name: "", text, types: types.map(String) }, true);
    connection.bind({ values: [...values] }, true);
    connection.describe({ type: "P" }, true);
    connection.execute({}, true);
    connection.sync();
    connection.stream.uncork();
  }

  handleRowDescription(message: { fields: readonly RawField[] }): void {
    this.#fields = message.fields;
  }

  handleDataRow(message: { fields: ReadonlyArray<string | null> }): void {
    this.#size.add(message.fields.map((value, index) => octets(value, this.#fields?.[index]?.dataTypeID)));
    if (this.#size.exceeded) this.#rows.length = 0;
    else this.#rows.push(message.fields);
  }

  handleCommandComplete(message: { text: string }): void {
    this.#tag = message.text;
  }

  handleEmptyQuery(): void {
    this.#tag = "";
  }

  handlePortalSuspended(): void {
    // Cannot come: all rows are asked for at once.
  }

  handleCopyInResponse(connection: pg.Connection): void {
    // The server waits for data that will not come, and takes nothing else in the meantime.
    this.#error = copyRefused("CopyInResponse");
    connection.stream.destroy();
    this.#settle();
  }

  handleCopyData(): void {
    this.#error ??= copyRefused("CopyOutResponse");
  }

  /** Also for a connection that broke: then no server will become ready. */
  handleError(error: unknown): void {
    this.#error ??= error;
    if (!(error instanceof pg.DatabaseError) || error.severity === "FATAL") this.#settle();
  }

  handleReadyForQuery(): void {
    // Told by the connection itself, which does so after errors too.
  }

  #settle(): void {
    if (this.#settled) return;
    this.#settled = true;
    if (this.#error !== undefined) this.#reject(this.#error);
    else
      this.#resolve({
        fields: this.#fields,
        rows: this.#rows,
        tag: this.#tag,
        tooLarge: this.#size.exceeded,
      });
  }
}

const copyRefused = (message: string): AwsError =>
  refusal("DatabaseErrorException", `unexpected message: ${message}`, HINTS.copy);
