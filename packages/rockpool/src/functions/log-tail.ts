/** The last bytes of a log: what `LogResult` shows, whatever a function writes. */
export class LogTail {
  readonly #limit: number;
  #lines: string[] = [];
  #bytes = 0;

  /** Keeps `limit` bytes of UTF-8. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds a line, without its line break. */
  add(line: string): void {
    this.#lines.push(line);
    this.#bytes += Buffer.byteLength(line) + 1;
    // Cutting once for many lines keeps the cost of a line constant.
    if (this.#bytes > 2 * this.#limit) this.#cut();
  }

  /** The end of the log, with a final line break and no broken character at its beginning. */
  text(): string {
    this.#cut();
    return this.#lines.map((line) => `${line}\n`).join("");
  }

  #cut(): void {
    const bytes = Buffer.from(this.#lines.map((line) => `${line}\n`).join(""));
    if (bytes.byteLength <= this.#limit) return;
    let start = bytes.byteLength - this.#limit;
    // 10xxxxxx continues a character.
    while (((bytes[start] ?? 0) & 0b1100_0000) === 0b1000_0000) start += 1;
    this.#lines = [bytes.toString("utf8", start, bytes.byteLength - 1)];
    this.#bytes = bytes.byteLength - start;
  }
}
