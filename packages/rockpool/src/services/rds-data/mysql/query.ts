import type { Connection, FieldPacket, TypedParameterValue } from "mysql2";
import { ResultSize } from "../size.js";
import { textOf } from "./types.js";

export interface RawResult {
  /** Absent when the statement has no result set. */
  readonly fields: readonly FieldPacket[] | undefined;
  readonly rows: ReadonlyArray<readonly unknown[]>;
  readonly affectedRows: number;
  /** The first auto-increment value that the statement made; 0 for none. */
  readonly insertId: bigint;
  /** Rows of an INSERT of several, none of which met an older one. */
  readonly insertedRows: number;
  readonly tooLarge: boolean;
}

/**
 * One statement: in the text protocol without parameters, for it takes every statement there is, as a prepared one with
 * them. A procedure may give several results: the first counts.
 */
export function rawQuery(
  connection: Connection,
  statement: { text: string; values: readonly TypedParameterValue[] },
  sizeLimit: number,
): Promise<RawResult> {
  const { text, values } = statement;
  return new Promise((resolve, reject) => {
    // A query without a callback does not hear that its connection broke or was closed.
    const lost = (reason?: unknown): void => reject(reason ?? new Error("the connection was closed"));
    connection.once("error", lost);
    connection.once("end", lost);
    const options = { sql: text, rowsAsArray: true };
    const query = values.length === 0 ? connection.query(options) : connection.execute(options, [...values]);
    let fields: readonly FieldPacket[] | undefined;
    let error: unknown;
    const size = new ResultSize(sizeLimit);
    let affectedRows = 0;
    let insertId = 0n;
    let insertedRows = 1;
    const rows: Array<readonly unknown[]> = [];
    query.on("error", (reason: unknown) => (error ??= reason));
    query.on("fields", (described: unknown) => {
      if (fields === undefined && isFields(described)) fields = described;
    });
    query.on("result", (result: unknown, index: unknown) => {
      if (Array.isArray(result)) {
        if (typeof index === "number" && index > 0) return;
        size.add(result.map(octets));
        if (size.exceeded) rows.length = 0;
        else rows.push(result);
      } else if (isHeader(result)) {
        affectedRows = result.affectedRows;
        insertId = BigInt(result.insertId);
        insertedRows = Number(/^Records: (\d+) {2}Duplicates: 0/.exec(result.info)?.[1] ?? 1);
      }
    });
    query.on("end", () => {
      connection.off("error", lost);
      connection.off("end", lost);
      if (error !== undefined) reject(error);
      else resolve({ fields, rows, affectedRows, insertId, insertedRows, tooLarge: size.exceeded });
    });
  });
}

function isFields(value: unknown): value is FieldPacket[] {
  return Array.isArray(value);
}

function isHeader(value: unknown): value is { affectedRows: number; insertId: number | string; info: string } {
  return typeof value === "object" && value !== null && "affectedRows" in value && "insertId" in value;
}

function octets(value: unknown): number {
  if (value === null || value === undefined) return 0;
  return Buffer.isBuffer(value) ? value.length : Buffer.byteLength(textOf(value));
}
