import type { Clock } from "../../environment.js";
import { AwsError } from "../../errors.js";

/** Lets so many requests through a second, after a pause as many at once; refuses the others as AWS does. */
export class Throttle {
  readonly #clock: Clock;
  readonly #perSecond: number;
  #left: number;
  #at: number;

  constructor(clock: Clock, perSecond: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#left = perSecond;
    this.#at = clock.now();
  }

  /** Throws `ThrottlingException` when there are too many. */
  pass(): void {
    const now = this.#clock.now();
    this.#left = Math.min(this.#perSecond, this.#left + (Math.max(0, now - this.#at) * this.#perSecond) / 1000);
    this.#at = now;
    if (this.#left < 1) {
      throw new AwsError("ThrottlingException", "Rate exceeded", {
        status: 400,
        hint: `Aurora Serverless v1 takes ${this.#perSecond} Data API requests a second: send fewer, or put rows into one BatchExecuteStatement.`,
      });
    }
    this.#left -= 1;
  }
}
