import { EventEmitter, once } from "node:events";

/** Tells waiting callers that a record changed. */
export class Changes {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  announce(key: string): void {
    this.#emitter.emit(key);
  }

  /** Looks again each time `key` changes until `look` answers. Rejects when `signal` aborts, or with what `look` throws. */
  async until<T>(key: string, look: () => T | undefined, signal?: AbortSignal): Promise<T> {
    for (;;) {
      signal?.throwIfAborted();
      // Registered before the look, so that no change falls between the two.
      const controller = new AbortController();
      const changed = once(this.#emitter, key, {
        signal: signal === undefined ? controller.signal : AbortSignal.any([signal, controller.signal]),
      });
      // A change that nobody waits for any more is not an error.
      changed.catch(() => undefined);
      try {
        const answer = look();
        if (answer !== undefined) return answer;
        await changed;
      } catch (error) {
        // Its reason, not that some wait was aborted.
        signal?.throwIfAborted();
        throw error;
      } finally {
        controller.abort();
      }
    }
  }
}

/** Work that goes on after its request was answered; that of one key runs in the order in which it came. */
export class Background {
  readonly #tails = new Map<string, Promise<void>>();

  /** Runs `work` after what `key` already has to do. `work` handles its own errors. */
  run(key: string, work: () => Promise<void>): Promise<void> {
    const tail = (this.#tails.get(key) ?? Promise.resolve()).then(work, work);
    this.#tails.set(key, tail);
    const forget = (): void => {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    };
    tail.then(forget, forget);
    return tail;
  }

  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.allSettled(this.#tails.values());
  }
}
