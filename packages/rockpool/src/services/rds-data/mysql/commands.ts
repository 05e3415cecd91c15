import { packed } from "./packets.js";

const COMMAND = { useDatabase: 0x02, query: 0x03, prepare: 0x16, execute: 0x17, close: 0x19, reset: 0x1f };
/** In MariaDB, the statement that was prepared last; an error when that failed. */
export const LAST_PREPARED = 0xff_ff_ff_ff;

/** By the numbers of the protocol. */
export const TYPE = { tinyint: 1, double: 5, null: 6, bigint: 8, blob: 251, text: 253 } as const;

/** A parameter's value, in the type that the server is to take it for. */
export type MysqlValue =
  | { readonly type: typeof TYPE.null }
  | { readonly type: typeof TYPE.tinyint | typeof TYPE.double; readonly value: number }
  | { readonly type: typeof TYPE.bigint; readonly value: bigint }
  | { readonly type: typeof TYPE.blob; readonly value: Uint8Array }
  | { readonly type: typeof TYPE.text; readonly value: string };

/** A statement in the text protocol, which takes every statement there is. */
export const queryCommand = (sql: string): Buffer => command(COMMAND.query, sql);

/** Takes a database as the current one. */
export const useCommand = (database: string): Buffer => command(COMMAND.useDatabase, database);

export const prepareCommand = (sql: string): Buffer => command(COMMAND.prepare, sql);

/** Ends a prepared statement. The server does not answer. */
export const closeCommand = (statement: number): Buffer => packed(withStatement(COMMAND.close, statement, 0));

/** Ends transaction, locks, temporary tables, prepared statements and settings of the session. */
export const RESET_COMMAND = packed(Buffer.from([COMMAND.reset]));

export function executeCommand(statement: number, values: readonly MysqlValue[]): Buffer {
  const nulls = (values.length + 7) >> 3;
  const types = HEAD_OF_EXECUTE + nulls + 1;
  let size = types + 2 * values.length;
  for (const value of values) size += octets(value);
  const bytes = withStatement(COMMAND.execute, statement, size);
  // No cursor; once.
  bytes.writeUInt32LE(1, 6);
  // Types follow.
  bytes[types - 1] = 1;
  let at = types + 2 * values.length;
  for (const [index, value] of values.entries()) {
    bytes[types + 2 * index] = value.type;
    if (value.type === TYPE.null) {
      const byte = HEAD_OF_EXECUTE + (index >> 3);
      bytes[byte] = (bytes[byte] ?? 0) | (1 << (index & 7));
    } else at = write(bytes, at, value);
  }
  return packed(bytes);
}

const HEAD_OF_EXECUTE = 10;

function octets(value: MysqlValue): number {
  switch (value.type) {
    case TYPE.null:
      return 0;
    case TYPE.tinyint:
      return 1;
    case TYPE.double:
    case TYPE.bigint:
      return 8;
    case TYPE.blob:
      return counted(value.value.length);
    case TYPE.text:
      return counted(Buffer.byteLength(value.value));
  }
}

/** Answers where the next one goes. */
function write(bytes: Buffer, at: number, value: Exclude<MysqlValue, { type: typeof TYPE.null }>): number {
  switch (value.type) {
    case TYPE.tinyint:
      return bytes.writeInt8(value.value, at);
    case TYPE.double:
      return bytes.writeDoubleLE(value.value, at);
    case TYPE.bigint:
      return bytes.writeBigInt64LE(value.value, at);
    case TYPE.blob: {
      const from = writeCount(bytes, at, value.value.length);
      bytes.set(value.value, from);
      return from + value.value.length;
    }
    case TYPE.text: {
      const from = writeCount(bytes, at, Buffer.byteLength(value.value));
      return from + bytes.write(value.value, from, "utf8");
    }
  }
}

/** The bytes of a value with its length in front. */
function counted(length: number): number {
  if (length < 0xfb) return 1 + length;
  if (length <= 0xff_ff) return 3 + length;
  return (length <= 0xff_ff_ff ? 4 : 9) + length;
}

function writeCount(bytes: Buffer, at: number, length: number): number {
  if (length < 0xfb) return bytes.writeUInt8(length, at);
  if (length <= 0xff_ff) return bytes.writeUInt16LE(length, bytes.writeUInt8(0xfc, at));
  if (length <= 0xff_ff_ff) return bytes.writeUIntLE(length, bytes.writeUInt8(0xfd, at), 3);
  return bytes.writeBigUInt64LE(BigInt(length), bytes.writeUInt8(0xfe, at));
}

function command(kind: number, text: string): Buffer {
  const bytes = Buffer.alloc(1 + Buffer.byteLength(text));
  bytes.writeUInt8(kind, 0);
  bytes.write(text, 1, "utf8");
  return packed(bytes);
}

function withStatement(kind: number, statement: number, size: number): Buffer {
  const bytes = Buffer.alloc(Math.max(size, 5));
  bytes.writeUInt8(kind, 0);
  bytes.writeUInt32LE(statement, 1);
  return bytes;
}
