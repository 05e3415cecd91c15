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

/** A plain fan-out: listeners run in order, synchronously. */
export class EventBus {
  readonly #listeners = new Set<Listener>();

  emit(event: PoolEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Calls `listener` for every event from now on. Returns the function that ends this. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
