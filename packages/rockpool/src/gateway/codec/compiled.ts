import type { NormalizedSchema } from "@smithy/core/schema";

/** What is made of schemas, once for each: an answer of a thousand rows asks thousands of times. */
export class Compiled<T> {
  readonly #structures = new WeakMap<object, T>();
  readonly #make: (schema: NormalizedSchema) => T;

  constructor(make: (schema: NormalizedSchema) => T) {
    this.#make = make;
  }

  of(schema: NormalizedSchema): T {
    const raw: unknown = schema.getSchema();
    // Lists, maps and scalars may carry traits of the member that they stand in; a structure is the same everywhere.
    if (!schema.isStructSchema() || typeof raw !== "object" || raw === null) return this.#make(schema);
    const known = this.#structures.get(raw);
    if (known !== undefined) return known;
    const made = this.#make(schema);
    this.#structures.set(raw, made);
    return made;
  }
}

/** Made when it is first used: structures may hold themselves. */
export function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
