import { messageOf } from "./errors.js";

/**
 * Everything long-running says what it does through these events, and through nothing else.
 * The command line, the Node API and the console render the same ones.
 */
export type PoolEvent = NoticeEvent | EngineEvent | StackEvent | FunctionLogEvent;

/** Something a user should know: a download, a stand-in engine, a resource that is modelled and not run. */
export interface NoticeEvent {
  readonly kind: "notice";
  readonly level: "info" | "warning";
  /** A stable identifier, e.g. `engine.standin`. */
  readonly code: string;
  readonly message: string;
}

/** The notice that a deletion policy has left a snapshot behind. */
export const SNAPSHOT_KEPT = "rds.snapshotKept";

/** A database server changed its state. */
export interface EngineEvent {
  readonly kind: "engine";
  readonly server: string;
  readonly engine: string;
  readonly status: "creating" | "starting" | "available" | "stopped" | "failed" | "deleted";
  readonly milliseconds?: number;
  readonly detail?: string;
}

/** A CloudFormation stack event, as `DescribeStackEvents` reports it. */
export interface StackEvent {
  readonly kind: "stack";
  readonly eventId: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalResourceId: string;
  readonly physicalResourceId: string;
  readonly resourceType: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly resourceStatus: string;
  readonly resourceStatusReason?: string;
  /** The resource's properties as a JSON text, with dynamic references unresolved. */
  readonly resourceProperties?: string;
  readonly clientRequestToken?: string;
}

/** One line that a function wrote. */
export interface FunctionLogEvent {
  readonly kind: "log";
  readonly functionName: string;
  readonly requestId: string;
  readonly message: string;
  readonly timestamp: number;
}

export type Listener = (event: PoolEvent) => void;

/**
 * A plain fan-out: listeners run in order, synchronously. One that throws hinders neither the others nor the work that
 * the event tells of; the others are told of it, once.
 */
export class EventBus {
  readonly #listeners = new Set<Listener>();
  readonly #failed = new WeakSet<Listener>();

  emit(event: PoolEvent): void {
    const failures = [...this.#listeners].flatMap((listener) => tell(listener, event));
    for (const failure of failures) this.#report(failure);
  }

  /** A listener that fails at this has nobody left to tell. */
  #report({ listener: failed, error }: Failure): void {
    if (this.#failed.has(failed)) return;
    this.#failed.add(failed);
    const message = `What listens to the pool's events has failed: ${messageOf(error)}`;
    const notice: NoticeEvent = { kind: "notice", level: "warning", code: "events.listener", message };
    for (const listener of this.#listeners) if (listener !== failed) tell(listener, notice);
  }

  /** Calls `listener` for every event from now on. Returns the function that ends this. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

interface Failure {
  readonly listener: Listener;
  readonly error: unknown;
}

function tell(listener: Listener, event: PoolEvent): Failure[] {
  try {
    listener(event);
    return [];
  } catch (error) {
    return [{ listener, error }];
  }
}
