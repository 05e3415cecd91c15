/** A packet begins with the length of what follows, in three bytes, and a number that counts on within an answer. */
const HEAD = 4;
/** A packet of this length has its end in the next one. */
const LONGEST = 0xff_ff_ff;
const NOTHING = Buffer.alloc(0);

/** What a packet holds, read from front to back. One object serves for all packets of a connection: nothing may keep it. */
export class Packet {
  bytes: Buffer = NOTHING;
  at = 0;
  end = 0;

  get length(): number {
    return this.end - this.at;
  }

  /** The first byte, which tells most packets apart; it stays unread. */
  get kind(): number {
    return this.bytes.readUInt8(this.at);
  }

  skip(count: number): void {
    this.at += count;
  }

  uint8(): number {
    return this.bytes.readUInt8(this.skipped(1));
  }

  uint16(): number {
    return this.bytes.readUInt16LE(this.skipped(2));
  }

  uint32(): number {
    return this.bytes.readUInt32LE(this.skipped(4));
  }

  /** An integer that takes one byte when it is small, else a mark, which `first` may be, and two, three or eight. */
  count(first = this.uint8()): number {
    if (first < 0xfb) return first;
    if (first === 0xfc) return this.uint16();
    if (first === 0xfd) return this.bytes.readUIntLE(this.skipped(3), 3);
    return Number(this.bytes.readBigUInt64LE(this.skipped(8)));
  }

  /** The same without loss. */
  bigCount(): bigint {
    if (this.kind !== 0xfe) return BigInt(this.count());
    this.skip(1);
    return this.bytes.readBigUInt64LE(this.skipped(8));
  }

  /** A text behind its length. */
  countedText(): string {
    return this.text(this.count());
  }

  text(octets: number = this.length): string {
    const from = this.skipped(octets);
    return this.bytes.toString("utf8", from, from + octets);
  }

  /** A copy: a slice would keep all that was received with it. */
  copy(octets: number): Buffer {
    const from = this.skipped(octets);
    return Buffer.from(this.bytes.subarray(from, from + octets));
  }

  /** Where so many bytes begin, which count as read. */
  skipped(count: number): number {
    const from = this.at;
    if (from + count > this.end) throw new RangeError("a packet of the server is too short");
    this.at = from + count;
    return from;
  }
}

/** Makes packets of bytes that come in pieces of any size. */
export class PacketReader {
  #bytes: Buffer = NOTHING;
  #at = 0;
  /** Of a packet that has not come whole, in pieces, so that a long one is put together once. */
  #pieces: Buffer[] = [];
  #held = 0;
  #needed = 0;
  #joined: Buffer[] = [];
  readonly #packet = new Packet();

  /** To be called when {@link next} has no more. */
  add(chunk: Buffer): void {
    this.#pieces.push(chunk);
    this.#held += chunk.length;
    if (this.#held < this.#needed) return;
    this.#bytes = this.#pieces.length === 1 ? chunk : Buffer.concat(this.#pieces);
    this.#at = 0;
    this.#pieces = [];
    this.#held = 0;
  }

  next(): Packet | undefined {
    // All there is waits for more.
    if (this.#pieces.length > 0) return undefined;
    for (;;) {
      const left = this.#bytes.length - this.#at;
      const length = left < HEAD ? 0 : this.#bytes.readUIntLE(this.#at, 3);
      if (left < HEAD + length) return this.#wait(HEAD + length);
      const from = this.#at + HEAD;
      this.#at = from + length;
      if (length < LONGEST && this.#joined.length === 0) return this.#of(this.#bytes, from, this.#at);
      this.#joined.push(this.#bytes.subarray(from, this.#at));
      if (length === LONGEST) continue;
      const whole = Buffer.concat(this.#joined);
      this.#joined = [];
      return this.#of(whole, 0, whole.length);
    }
  }

  #of(bytes: Buffer, at: number, end: number): Packet {
    this.#packet.bytes = bytes;
    this.#packet.at = at;
    this.#packet.end = end;
    return this.#packet;
  }

  #wait(needed: number): undefined {
    if (this.#at < this.#bytes.length) {
      this.#pieces = [this.#bytes.subarray(this.#at)];
      this.#held = this.#bytes.length - this.#at;
    }
    this.#needed = needed;
    this.#bytes = NOTHING;
    this.#at = 0;
    return undefined;
  }
}

/** The packets of a command. */
export function packed(command: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let from = 0, number = 0; ; from += LONGEST, number += 1) {
    const part = command.subarray(from, from + LONGEST);
    const head = Buffer.alloc(HEAD);
    head.writeUIntLE(part.length, 0, 3);
    head.writeUInt8(number % 256, 3);
    parts.push(head, part);
    if (part.length < LONGEST) return Buffer.concat(parts);
  }
}
