import type { Answer } from "./answers.js";
import { type Packet, PacketReader } from "./packets.js";
import type { Handshake, Wire } from "./wire.js";

/** Commands that went out together, until their answers have come. */
interface Exchange {
  readonly answers: readonly Answer[];
  /** Which answer comes now. */
  at: number;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Commands and their answers, which come in the same order: any number may be under way at a time. */
export class Line {
  readonly handshake: Handshake;
  readonly #wire: Wire;
  readonly #reader = new PacketReader();
  readonly #exchanges: Exchange[] = [];
  #lost: unknown;

  constructor(wire: Wire) {
    this.#wire = wire;
    wire.on("error", (error) => this.#lose(error));
    wire.on("close", () => this.#lose(new Error("the connection was closed")));
    this.handshake = wire.takeOver((chunk) => this.#receive(chunk));
  }

  /** True once the connection broke or was closed. */
  get lost(): boolean {
    return this.#lost !== undefined || this.#wire.destroyed;
  }

  /**
   * Sends commands in one write, for each costs as much as everything else that a short statement needs. Answered when
   * all of them are, well or not. Rejects when the connection breaks, or an answer throws.
   */
  exchange(commands: readonly Buffer[], answers: readonly Answer[]): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.lost) {
        reject(this.#lost ?? new Error("the connection was closed"));
        return;
      }
      if (answers.length === 0) resolve();
      else this.#exchanges.push({ answers, at: 0, resolve, reject });
      this.#wire.write(commands.length === 1 && commands[0] !== undefined ? commands[0] : Buffer.concat(commands));
    });
  }

  #receive(chunk: Buffer): void {
    try {
      this.#reader.add(chunk);
      const exchange = this.#exchanges[0];
      if (exchange?.answers[exchange.at]?.givesUp?.(chunk.length) === true) {
        this.#exchanges.shift();
        exchange.resolve();
        this.#lose(new Error("the rest of a result was not wanted"));
        return;
      }
      for (let packet = this.#reader.next(); packet !== undefined; packet = this.#reader.next()) this.#take(packet);
    } catch (error) {
      this.#lose(error);
    }
  }

  #take(packet: Packet): void {
    const exchange = this.#exchanges[0];
    // Before it ends a connection by itself, the server tells why.
    if (exchange === undefined) throw new Error("the server ended the connection");
    if (exchange.answers[exchange.at]?.take(packet) !== true) return;
    exchange.at += 1;
    if (exchange.at < exchange.answers.length) return;
    this.#exchanges.shift();
    exchange.resolve();
  }

  #lose(reason: unknown): void {
    this.#lost ??= reason;
    for (const { reject } of this.#exchanges.splice(0)) reject(this.#lost);
    this.#wire.destroy();
  }
}
