import { Socket, type TcpSocketConnectOpts } from "node:net";

/** A packet begins with the length of what follows, in three bytes, and a number. */
const HEAD = 4;
const ERROR = 0xff;
const INIT_DB = 0x02;
const QUERY = 0x03;

/**
 * The driver's connection to its server. The driver waits for each answer before its next command; here, commands of our
 * own can go out right behind one of the driver's, so that all together have one way there and back.
 */
export class Wire extends Socket {
  /** What has come of the answers that are waited for: the driver's, then those to commands of our own. */
  #answers: { received: Buffer; readonly count: number; readonly done: (own: readonly Buffer[]) => void } | undefined;

  static connect(options: TcpSocketConnectOpts): Wire {
    const wire = new Wire().connect(options);
    // Small packets must not wait for each other's acknowledgement, 40 ms and more.
    wire.once("connect", () => wire.setNoDelay(true));
    return wire;
  }

  /**
   * Lets the driver send one command, and sends ours behind it. All are of the kind that is answered with one packet.
   * Rejects when one of ours fails, or the connection does.
   */
  behind(driver: () => void, commands: readonly Buffer[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const lost = (): void => reject(new Error("the connection was closed"));
      this.once("close", lost);
      const done = (own: readonly Buffer[]): void => {
        this.removeListener("close", lost);
        if (own.some((packet) => packet[HEAD] === ERROR)) reject(new Error("the session cannot be made as new"));
        else resolve();
      };
      this.#answers = { received: Buffer.alloc(0), count: 1 + commands.length, done };
      this.cork();
      driver();
      for (const command of commands) this.write(command);
      this.uncork();
    });
  }

  /** Where the socket hands on what it has read. */
  override push(chunk: unknown, encoding?: BufferEncoding): boolean {
    const answers = this.#answers;
    if (answers === undefined || !Buffer.isBuffer(chunk)) return super.push(chunk, encoding);
    answers.received = Buffer.concat([answers.received, chunk]);
    const [first, ...own] = packets(answers.received);
    if (first === undefined || own.length < answers.count - 1) return true;
    this.#answers = undefined;
    answers.done(own);
    return super.push(first);
  }
}

/** The packets that have come whole. */
function packets(bytes: Buffer): Buffer[] {
  const whole: Buffer[] = [];
  let at = 0;
  while (at + HEAD <= bytes.length) {
    const end = at + HEAD + bytes.readUIntLE(at, 3);
    if (end > bytes.length) break;
    whole.push(bytes.subarray(at, end));
    at = end;
  }
  return whole;
}

/** A statement without a result set. */
export const queryCommand = (sql: string): Buffer => command(QUERY, sql);

/** Takes a database as the current one. */
export const useCommand = (database: string): Buffer => command(INIT_DB, database);

function command(kind: number, text: string): Buffer {
  const body = Buffer.from(text, "utf8");
  const head = Buffer.alloc(HEAD + 1);
  head.writeUIntLE(body.length + 1, 0, 3);
  head.writeUInt8(kind, HEAD);
  return Buffer.concat([head, body]);
}
