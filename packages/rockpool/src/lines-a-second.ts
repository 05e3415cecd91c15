import type { Clock } from "./environment.js";
import type { EventBus, PoolEvent } from "./events.js";

/** What one client does in a loop must not fill the disk. */
export const LINES_A_SECOND = 20;

/** Passes events on, so many of each second, and says how many of a second were left out as soon as it is over. */
export class LinesASecond {
  readonly #events: Pick<EventBus, "emit">;
  readonly #clock: Clock;
  readonly #leaves: (count: number) => PoolEvent;
  #second = 0;
  #passed = 0;
  #leftOut = 0;
  #timer: NodeJS.Timeout | undefined;

  /** `leaves` makes the event that tells how many were left out. */
  constructor(
    { events, clock }: { readonly events: Pick<EventBus, "emit">; readonly clock: Clock },
    leaves: (count: number) => PoolEvent,
  ) {
    this.#events = events;
    this.#clock = clock;
    this.#leaves = leaves;
  }

  emit(event: PoolEvent): void {
    const now = this.#clock.now();
    const second = Math.floor(now / 1000);
    if (second !== this.#second) {
      this.#tell();
      this.#second = second;
      this.#passed = 0;
    }
    if (this.#passed < LINES_A_SECOND) {
      this.#passed += 1;
      this.#events.emit(event);
    } else {
      this.#leftOut += 1;
      // Also where nothing follows that would show that the second is over.
      this.#timer ??= setTimeout(() => this.#tell(), (second + 1) * 1000 - now).unref();
    }
  }

  /** Tells what is not told yet; no timer is left. */
  close(): void {
    this.#tell();
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#leftOut === 0) return;
    const count = this.#leftOut;
    this.#leftOut = 0;
    this.#events.emit(this.#leaves(count));
  }
}
