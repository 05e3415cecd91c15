import type { Clock } from "../environment.js";
import type { AwsError } from "../errors.js";
import type { EventBus } from "../events.js";

/** Lines a second: a client that is refused in a loop must not fill the disk. */
const LINES = 20;

/** Says of requests that come to no operation what to do instead, which AWS's answers do not. */
export class RefusalLog {
  readonly #events: EventBus;
  readonly #clock: Clock;
  #second = 0;
  #written = 0;
  #leftOut = 0;

  constructor({ events, clock }: { readonly events: EventBus; readonly clock: Clock }) {
    this.#events = events;
    this.#clock = clock;
  }

  /** Writes a line for a refusal that has a hint. `what`: the operation, as far as it is known. */
  write(what: string, { code, hint }: AwsError, requestId: string): void {
    if (hint === undefined) return;
    const second = Math.floor(this.#clock.now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#written = 0;
      if (this.#leftOut > 0)
        this.#emit(`${this.#leftOut} more requests were refused; the log shows ${LINES} a second.`);
      this.#leftOut = 0;
    }
    if (this.#written >= LINES) this.#leftOut += 1;
    else {
      this.#written += 1;
      this.#emit(`${what} refused with ${code}. ${hint} (request ${requestId})`);
    }
  }

  #emit(message: string): void {
    this.#events.emit({ kind: "notice", level: "warning", code: "gateway.refused", message });
  }
}
