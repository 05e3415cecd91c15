import { AwsError } from "../../../errors.js";
import type { ExecuteOptions } from "../dialect.js";
import type { Field } from "../fields.js";
import { GENERATIONS } from "../generation.js";
import { ResultSize } from "../size.js";
import {
  type Answer,
  type Done,
  type ServerError,
  type Status,
  doneOf,
  endOf,
  errorOf,
  isEnd,
  isError,
  isFileRequest,
  isOk,
} from "./answers.js";
import type { Packet } from "./packets.js";
import { type Format, RowReader } from "./rows.js";
import { type MysqlColumn, columnOf } from "./types.js";

/** How much of a result is read at the most, in bytes: what is only just too large ends as it would else. */
const GIVEN_UP_AT = 16 * 1_048_576;

/** For statements of our own. */
export const COMMAND_OPTIONS: ExecuteOptions = {
  generation: GENERATIONS.v2,
  decimals: "STRING",
  longs: "LONG",
  metadata: false,
  sizeLimit: Number.POSITIVE_INFINITY,
};

/** The answer to a statement. A procedure may give several results: the first counts, the others are read over. */
export class StatementAnswer implements Answer {
  /** Of the first result set; absent without one. */
  columns: readonly MysqlColumn[] | undefined;
  readonly rows: Field[][] = [];
  /** What the last statement did that gave no rows. */
  done: Done | undefined;
  error: ServerError | undefined;
  /** A value that the API does not return. */
  refusal: AwsError | undefined;
  readonly #format: Format;
  readonly #extendedColumns: boolean;
  readonly #options: ExecuteOptions;
  readonly #size: ResultSize;
  readonly #ended: (status: Status | undefined) => void;
  readonly #keepsRows: boolean;
  #state: "head" | "columns" | "rows" = "head";
  /** Of the result set that comes now. */
  #described: MysqlColumn[] = [];
  #left = 0;
  #reader: RowReader | undefined;
  #received = 0;

  /** `ended` is told of the session's state behind it, which an error leaves open. `rows`: whether they are wanted, or their size alone. */
  constructor(
    format: Format,
    extendedColumns: boolean,
    options: ExecuteOptions,
    ended: (status: Status | undefined) => void,
    rows: "kept" | "counted" = "kept",
  ) {
    this.#format = format;
    this.#extendedColumns = extendedColumns;
    this.#options = options;
    this.#size = new ResultSize(options.sizeLimit);
    this.#ended = ended;
    this.#keepsRows = rows === "kept";
  }

  /** Rows were dropped because the values' bytes went past the limit. */
  get tooLarge(): boolean {
    return this.#size.exceeded;
  }

  take(packet: Packet): boolean {
    if (this.#state === "columns") return this.#column(packet);
    if (isError(packet)) {
      this.error = errorOf(packet);
      this.#ended(undefined);
      return true;
    }
    return this.#state === "rows" ? this.#row(packet) : this.#head(packet);
  }

  givesUp(octets: number): boolean {
    this.#received += octets;
    // Millions of rows are not waited for, and a value of half a gibibyte is not taken into memory.
    const much = this.#received > GIVEN_UP_AT && Number.isFinite(this.#options.sizeLimit);
    // Of results that are read over nothing is kept.
    if (!much || (this.columns !== undefined && this.columns !== this.#described)) return false;
    this.columns ??= [];
    this.rows.length = 0;
    this.#size.add([this.#received]);
    return true;
  }

  #head(packet: Packet): boolean {
    if (isFileRequest(packet)) throw new Error("the server asks for a file, though it was told that there are none");
    if (isOk(packet)) {
      this.done = doneOf(packet);
      return this.#result(this.done.status);
    }
    this.#left = packet.count();
    this.#described = [];
    this.#state = "columns";
    return false;
  }

  #column(packet: Packet): boolean {
    if (this.#left > 0) {
      this.#left -= 1;
      this.#described.push(columnOf(packet, this.#extendedColumns));
      return false;
    }
    // The end of the columns.
    this.#state = "rows";
    if (this.columns === undefined) {
      this.columns = this.#described;
      this.#reader = new RowReader(this.#described, this.#format, this.#options);
    } else this.#reader = undefined;
    return false;
  }

  #row(packet: Packet): boolean {
    if (isEnd(packet)) return this.#result(endOf(packet));
    if (this.#reader === undefined) return false;
    try {
      const row = this.#reader.read(packet, this.#size);
      // What is too large is counted and not kept.
      if (this.tooLarge) this.rows.length = 0;
      else if (this.#keepsRows) this.rows.push(row);
    } catch (error) {
      // Anything else is an answer that was not understood: the connection ends with it.
      if (!(error instanceof AwsError)) throw error;
      this.refusal ??= error;
    }
    return false;
  }

  #result(status: Status): boolean {
    this.#state = "head";
    if (!status.moreResults) this.#ended(status);
    return !status.moreResults;
  }
}
