import type { Collection } from "./state.js";

/** How many values are kept. */
const LIMIT = 50;

/** What was made of documents, by a key: as long as nothing is written to their collections, it is not made again. */
export class Remembered<T> {
  readonly #collections: ReadonlyArray<Pick<Collection<unknown>, "revision">>;
  readonly #values = new Map<string, T>();
  #revisions: readonly number[] = [];

  constructor(...collections: ReadonlyArray<Pick<Collection<unknown>, "revision">>) {
    this.#collections = collections;
  }

  /** The value of the key; `make` may look at nothing but the key and the documents. */
  get(key: string, make: () => T): T {
    const revisions = this.#revisions;
    if (this.#values.size >= LIMIT || this.#collections.some(({ revision }, index) => revision !== revisions[index])) {
      this.#values.clear();
      this.#revisions = this.#collections.map(({ revision }) => revision);
    }
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.#values.set(key, made);
    return made;
  }
}
