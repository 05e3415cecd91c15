import type { Environment } from "../../environment.js";
import type { ExternalValues, Json, ResourceRegistry } from "../contract.js";
import type { ExportRecord, ResourceRecord, StackRecord } from "./model.js";
import { STACK_TYPE, type StackStore } from "./store.js";
import type { ResourceStatus, StackStatus } from "./statuses.js";

/** What the engine is made of, handed down to everything it does. */
export interface EngineParts {
  readonly environment: Environment;
  readonly registry: ResourceRegistry;
  readonly external: ExternalValues;
  readonly store: StackStore;
  /** How many resources of a stack are worked on at once. */
  readonly maxParallel: number;
  /** Refuse resource types that Rockpool does not run. */
  readonly strict: boolean;
}

/** Shorter values would turn every other word of a message into asterisks, and are no secrets. */
const SHORTEST_SECRET = 4;

/** Why the resources in flight were asked to stop. */
export type Cancellation = "timeout" | "user" | "delete";

interface EventOptions {
  readonly reason?: string;
  readonly physicalId?: string;
  readonly properties?: Json;
}

/** Writes a stack's record and announces its status. */
export function announceStack(store: StackStore, stack: StackRecord, exports?: readonly ExportRecord[]): void {
  const { stackName, stackId, status, statusReason } = stack;
  store.commit({
    stack,
    ...(exports === undefined ? {} : { exports }),
    event: {
      logicalId: stackName,
      physicalId: stackId,
      type: STACK_TYPE,
      status,
      ...(statusReason === undefined ? {} : { reason: statusReason }),
    },
  });
}

/** One create, update or delete of one stack: its only writer while it runs. */
export class Operation {
  readonly parts: EngineParts;
  readonly stackId: string;
  readonly #records = new Map<string, ResourceRecord>();
  #abort = new AbortController();
  #cancellation: Cancellation | undefined;
  readonly #secrets = new Set<string>();

  constructor(parts: EngineParts, stackId: string) {
    this.parts = parts;
    this.stackId = stackId;
    this.reload();
  }

  /** Reads the stack's resources again, after another operation has worked on them. */
  reload(): void {
    this.#records.clear();
    for (const record of this.parts.store.resources(this.stackId)) this.#records.set(record.logicalId, record);
  }

  get stack(): StackRecord {
    const stack = this.parts.store.find(this.stackId);
    if (stack === undefined) throw new Error(`the record of stack ${this.stackId} is gone`);
    return stack;
  }

  get records(): ReadonlyMap<string, ResourceRecord> {
    return this.#records;
  }

  /** Aborted when a resource has failed or the operation was cancelled. Each phase starts with a new one. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Set once, by {@link cancel}. */
  get cancellation(): Cancellation | undefined {
    return this.#cancellation;
  }

  /** A new phase of the operation: what stopped the last one does not stop this one. */
  beginPhase(): void {
    this.#abort = new AbortController();
  }

  /** A resource has failed: the others in flight may stop early. */
  stopPhase(): void {
    this.#abort.abort();
  }

  /** Asks the forward phase to stop, for a reason from outside of it. */
  cancel(cancellation: Cancellation): void {
    this.#cancellation ??= cancellation;
    this.#abort.abort();
  }

  /** Keeps resolved secrets out of the status reasons of this operation. */
  hide(secrets: readonly string[]): void {
    for (const secret of secrets) if (secret.length >= SHORTEST_SECRET) this.#secrets.add(secret);
  }

  #masked(reason: string): string {
    let text = reason;
    for (const secret of this.#secrets) text = text.replaceAll(secret, "****");
    return text;
  }

  /** Moves the stack to `status` and announces it; further members of the record change with it. */
  transition(
    status: StackStatus,
    reason?: string,
    change: Partial<StackRecord> = {},
    exports?: readonly ExportRecord[],
  ): void {
    const statusReason = reason === undefined ? undefined : this.#masked(reason);
    announceStack(this.parts.store, { ...this.stack, ...change, status, statusReason }, exports);
  }

  /** Writes a resource's record without an event. */
  save(record: ResourceRecord): ResourceRecord {
    this.parts.store.commit({ resource: record });
    this.#records.set(record.logicalId, record);
    return record;
  }

  /** Moves a resource to `status` and announces it. `physicalId` in the event: by default the record's. */
  announce(record: ResourceRecord, status: ResourceStatus, options: EventOptions = {}): ResourceRecord {
    const statusReason = options.reason === undefined ? undefined : this.#masked(options.reason);
    const updatedAt = this.parts.environment.clock.now();
    return this.tell({ ...record, status, statusReason, updatedAt }, status, options);
  }

  /** Writes a resource's record and announces what happened to one of its versions, which need not be the record's own status. */
  tell(record: ResourceRecord, status: ResourceStatus, options: EventOptions = {}): ResourceRecord {
    const { properties, reason, physicalId = record.physicalId } = options;
    this.parts.store.commit({
      resource: record,
      event: {
        logicalId: record.logicalId,
        physicalId,
        type: record.type,
        status,
        ...(reason === undefined ? {} : { reason: this.#masked(reason) }),
        ...(properties === undefined ? {} : { properties }),
      },
    });
    this.#records.set(record.logicalId, record);
    return record;
  }

  forget(logicalId: string): void {
    this.parts.store.forget(this.stackId, logicalId);
    this.#records.delete(logicalId);
  }
}
