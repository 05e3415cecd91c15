/**
 * How much of a result counts towards the limit. It is the data as the database sends them, not the JSON that they
 * become: two bytes a row and four a column around the values' own octets.
 */
export class ResultSize {
  readonly #limit: number;
  #bytes = 0;

  /** `limit` in bytes. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get exceeded(): boolean {
    return this.#bytes > this.#limit;
  }

  /** Counts a row with values of so many octets, 0 for NULL. */
  add(octets: readonly number[]): void {
    let sum = 0;
    for (const count of octets) sum += count;
    this.addRow(octets.length, sum);
  }

  /** Counts a row whose values have so many octets together. */
  addRow(columns: number, octets: number): void {
    this.#bytes += ROW_BYTES + columns * COLUMN_BYTES + octets;
  }
}

const ROW_BYTES = 2;
const COLUMN_BYTES = 4;
