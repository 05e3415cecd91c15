import type { Packet } from "./packets.js";

const KIND = { ok: 0x00, file: 0xfb, end: 0xfe, error: 0xff };
/** A row may begin with the same byte, when its first value is longer than any packet that is not a row. */
const LONGEST_END = 8;

/** What is done with the packets that answer one command. */
export interface Answer {
  /** True when it was the last one. Throws when nothing on this connection can be trusted any more. */
  take(packet: Packet): boolean;
  /** Told of all bytes that have come of it; true when no more of it is wanted, and with it of the connection. */
  givesUp?(octets: number): boolean;
}

/** An error that the server reports. */
export class ServerError extends Error {
  readonly errno: number;
  readonly sqlState: string;

  constructor(errno: number, sqlState: string, message: string) {
    super(message);
    this.errno = errno;
    this.sqlState = sqlState;
  }
}

/** What the server says at the end of a statement. */
export interface Done {
  readonly affectedRows: number;
  /** The first auto-increment value that the statement made; 0 for none. */
  readonly insertId: bigint;
  readonly status: Status;
  readonly info: string;
}

/** Flags of the session's state behind a statement, or a result of it. */
export interface Status {
  readonly inTransaction: boolean;
  readonly moreResults: boolean;
}

export const isOk = (packet: Packet): boolean => packet.kind === KIND.ok;
export const isError = (packet: Packet): boolean => packet.kind === KIND.error;
export const isEnd = (packet: Packet): boolean => packet.kind === KIND.end && packet.length <= LONGEST_END;
/** The server wants a file of ours. It has been told that there are none, so that this is no server of the protocol. */
export const isFileRequest = (packet: Packet): boolean => packet.kind === KIND.file;

export function doneOf(packet: Packet): Done {
  packet.skip(1);
  const affectedRows = packet.count();
  const insertId = packet.bigCount();
  const status = statusOf(packet.uint16());
  // Warnings.
  packet.skip(2);
  return { affectedRows, insertId, status, info: packet.text() };
}

/** At the end of a result set, or of its columns. */
export function endOf(packet: Packet): Status {
  packet.skip(1 + 2);
  return statusOf(packet.uint16());
}

export function errorOf(packet: Packet): ServerError {
  packet.skip(1);
  const errno = packet.uint16();
  const marked = packet.length > 0 && packet.kind === "#".charCodeAt(0);
  const sqlState = marked ? packet.text(6).slice(1) : "HY000";
  return new ServerError(errno, sqlState, packet.text());
}

const statusOf = (flags: number): Status => ({ inTransaction: (flags & 1) !== 0, moreResults: (flags & 8) !== 0 });

/** Of a command that has no result. */
export class PlainAnswer implements Answer {
  error: ServerError | undefined;

  take(packet: Packet): boolean {
    if (isError(packet)) this.error = errorOf(packet);
    return true;
  }
}

/** Of a statement that is prepared: its number, and descriptions of its parameters and columns, which come again with a result. */
export class PrepareAnswer implements Answer {
  error: ServerError | undefined;
  statement = 0;
  parameters = 0;
  #skipped = -1;

  take(packet: Packet): boolean {
    if (this.#skipped >= 0) this.#skipped -= 1;
    else if (isError(packet)) {
      this.error = errorOf(packet);
      return true;
    } else {
      packet.skip(1);
      this.statement = packet.uint32();
      const columns = packet.uint16();
      this.parameters = packet.uint16();
      // Each list has an end of its own.
      this.#skipped = (columns === 0 ? 0 : columns + 1) + (this.parameters === 0 ? 0 : this.parameters + 1);
    }
    return this.#skipped === 0;
  }
}
