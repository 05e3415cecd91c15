import { setTimeout as delay } from "node:timers/promises";
import { messageOf } from "../../errors.js";
import type { InvocationResult } from "../../functions/contract.js";
import type { Collection } from "../../state/state.js";
import { isThrottled } from "./errors.js";
import type { Invoker } from "./invoker.js";
import type { LambdaStore } from "./store.js";

interface QueuedEvent {
  readonly functionName: string;
  readonly requestId: string;
  /** Events often carry secrets and presigned URLs. */
  readonly sealedPayload: string;
}

export interface EventQueueOptions {
  readonly store: LambdaStore;
  readonly invoke: Invoker;
  /** Pauses before the second and the third attempt, in milliseconds. */
  readonly retryDelays: readonly number[];
}

/** A throttled event goes back to the queue for up to six hours ("How Lambda handles errors and retries with asynchronous invocation"). */
const THROTTLED_AT_MOST = 6 * 60 * 60 * 1000;

/** Between two looks for a free execution, in milliseconds. */
const LONGEST_PAUSE = 1000;

/**
 * Asynchronous invocations: accepted at once, on disk until they have run, tried three times in all. Being throttled is
 * no attempt. Lambda waits one and two minutes between attempts; nobody at a desk wants to.
 */
export class EventQueue {
  readonly #options: EventQueueOptions;
  readonly #events: Collection<QueuedEvent>;
  readonly #stop = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor(options: EventQueueOptions) {
    this.#options = options;
    this.#events = options.store.environment.state.collection("lambda.events");
  }

  /** Takes an event and returns once it is on disk. */
  add(functionName: string, requestId: string, payload: string): void {
    const { vault } = this.#options.store.environment.state;
    const event = { functionName, requestId, sealedPayload: vault.seal(payload) };
    this.#events.put(requestId, event);
    this.#start(event);
  }

  /** Goes on with the events that an earlier run of the pool had accepted. */
  resume(): void {
    for (const event of this.#events.list()) this.#start(event);
  }

  /** Runs an event to its end, retries included, without queueing it. */
  async run(functionName: string, requestId: string, payload: string): Promise<InvocationResult> {
    for (let attempt = 0; ; attempt += 1) {
      const result = await this.#runOnce(functionName, requestId, payload);
      const pause = this.#options.retryDelays[attempt];
      if (result.functionError === undefined || pause === undefined) return result;
      await delay(pause, undefined, { signal: this.#stop.signal });
    }
  }

  /** One attempt, which waits while the function has as many executions as are reserved for it. */
  async #runOnce(functionName: string, requestId: string, payload: string): Promise<InvocationResult> {
    const { store, invoke } = this.#options;
    const { clock } = store.environment;
    const latest = clock.now() + THROTTLED_AT_MOST;
    for (let pause = 50; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      const record = store.get(functionName);
      try {
        return await invoke(record, requestId, payload);
      } catch (error) {
        // With a reservation of zero no execution will ever be free; Lambda drops such events without retries, too.
        if (!isThrottled(error) || record.reservedConcurrency === 0 || clock.now() >= latest) throw error;
      }
      await delay(pause, undefined, { signal: this.#stop.signal });
    }
  }

  /** Starts no further attempt; what has not ended stays on disk. */
  stop(): void {
    this.#stop.abort();
  }

  /** Resolves when no attempt is under way. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  #start(event: QueuedEvent): void {
    const work = this.#process(event).finally(() => this.#running.delete(work));
    this.#running.add(work);
  }

  async #process(event: QueuedEvent): Promise<void> {
    const { store } = this.#options;
    try {
      const payload = store.environment.state.vault.unseal(event.sealedPayload);
      const { functionError } = await this.run(event.functionName, event.requestId, payload);
      if (this.#stop.signal.aborted && functionError !== undefined) return;
      if (functionError !== undefined) this.#drop(event, "it failed three times");
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      this.#drop(event, messageOf(error));
    }
    this.#events.delete(event.requestId);
  }

  #drop(event: QueuedEvent, reason: string): void {
    this.#options.store.environment.events.emit({
      kind: "notice",
      level: "warning",
      code: "lambda.event.dropped",
      message: `an event for ${event.functionName} (request ${event.requestId}) was dropped: ${reason}`,
    });
  }
}
