import { Socket, type TcpSocketConnectOpts } from "node:net";
import { PacketReader } from "./packets.js";

const HEAD = 4;
const GREETING = 10;
/** By the numbers of the protocol. */
const CAPABILITY = { mysql: 1, extended: 8 };
/** Each changes what packets look like: compression, session tracking, no EOF packets, no column descriptions, attributes of a query. */
const UNKNOWN = 0x20 | 0x80_00_00 | 0x1_00_00_00 | 0x2_00_00_00 | 0x4_00_00_00 | 0x8_00_00_00;
/** MariaDB's own: reports of progress, column descriptions that are sent once. */
const UNKNOWN_TO_MARIADB = 1 | 16;

/** What server and driver have agreed on. */
export interface Handshake {
  /** The server is MariaDB, whatever version it calls itself. */
  readonly mariadb: boolean;
  /** Columns are described with what they hold beyond their type, such as JSON. */
  readonly extendedColumns: boolean;
}

/**
 * A connection on which the driver logs in. Then {@link takeOver} takes the bytes: the driver knows no more than that the
 * connection stands, or ends.
 */
export class Wire extends Socket {
  #greeting: Buffer[] = [];
  #login: Buffer | undefined;
  #receive: ((chunk: Buffer) => void) | undefined;

  static connect(options: TcpSocketConnectOpts): Wire {
    const wire = new Wire().connect(options);
    // Small packets must not wait for each other's acknowledgement, 40 ms and more.
    wire.once("connect", () => wire.setNoDelay(true));
    return wire;
  }

  /** After the login: all that comes from now on is told here and nowhere else. */
  takeOver(receive: (chunk: Buffer) => void): Handshake {
    const { server, mariadbServer } = greetingOf(Buffer.concat(this.#greeting));
    const login = this.#login;
    if (login === undefined) throw new RangeError("the driver has not logged in");
    const agreed = server & login.readUInt32LE(HEAD);
    const mariadb = (server & CAPABILITY.mysql) === 0;
    const agreedWithMariadb = mariadb ? mariadbServer & login.readUInt32LE(HEAD + 28) : 0;
    if ((agreed & UNKNOWN) !== 0 || (agreedWithMariadb & UNKNOWN_TO_MARIADB) !== 0)
      throw new RangeError(`the driver speaks another protocol: ${agreed}, ${agreedWithMariadb}`);
    this.#greeting = [];
    this.#receive = receive;
    return { mariadb, extendedColumns: (agreedWithMariadb & CAPABILITY.extended) !== 0 };
  }

  /** Where the socket hands on what it has read. */
  override push(chunk: unknown, encoding?: BufferEncoding): boolean {
    if (!Buffer.isBuffer(chunk)) return super.push(chunk, encoding);
    if (this.#receive === undefined) {
      if (this.#login === undefined) this.#greeting.push(chunk);
      return super.push(chunk, encoding);
    }
    this.#receive(chunk);
    return true;
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, callback: (error?: Error | null) => void): void {
    this.#login ??= chunk;
    super._write(chunk, encoding, callback);
  }
}

/** The capabilities that the server has told of first of all. */
function greetingOf(bytes: Buffer): { server: number; mariadbServer: number } {
  const reader = new PacketReader();
  reader.add(bytes);
  const packet = reader.next();
  if (packet?.uint8() !== GREETING) throw new RangeError("the server has not greeted");
  packet.at = packet.bytes.indexOf(0, packet.at) + 1;
  // The connection's number, and a part of what the password is scrambled with.
  packet.skip(4 + 8 + 1);
  const low = packet.uint16();
  // Character set and state.
  packet.skip(1 + 2);
  const server = (packet.uint16() << 16) | low;
  packet.skip(1 + 6);
  return { server, mariadbServer: packet.uint32() };
}
