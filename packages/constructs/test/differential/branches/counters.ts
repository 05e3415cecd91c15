import type { Branch, Outcome } from "./instrument.ts";

/** Counts the outcomes of branches: its methods are what instrumented code calls, with the number of the branch. */
export class Counters {
  readonly #counts = new Map<string, number>();

  readonly truth = <T>(id: number, value: T): T => this.#count(id, value ? "true" : "false", value);

  readonly presence = <T>(id: number, value: T): T => this.#count(id, value == null ? "nullish" : "given", value);

  /** A function, or a pattern that takes an object apart, with its defaults: one that is not left out is given. */
  readonly entered = (...ids: readonly number[]): void => {
    for (const id of ids) this.#count(id, "called", undefined);
  };

  readonly leftOut = <T>(id: number, value: T): T => this.#count(id, "left out", value);

  has(id: number, outcome: Outcome): boolean {
    if (outcome !== "given") return this.#of(id, outcome) > 0;
    return this.#of(id, "given") > 0 || this.#of(id, "called") > this.#of(id, "left out");
  }

  /** What never happened. */
  missing(branches: readonly Branch[]): { readonly branch: Branch; readonly outcome: Outcome }[] {
    return branches.flatMap((branch, id) =>
      branch.outcomes.filter((outcome) => !this.has(id, outcome)).map((outcome) => ({ branch, outcome })),
    );
  }

  #of(id: number, outcome: Outcome): number {
    return this.#counts.get(`${id} ${outcome}`) ?? 0;
  }

  #count<T>(id: number, outcome: Outcome, value: T): T {
    this.#counts.set(`${id} ${outcome}`, this.#of(id, outcome) + 1);
    return value;
  }
}
