import type { Environment } from "../../environment.js";
import type { Collection } from "../../state/state.js";
import type { Json } from "../contract.js";
import type { ChangeSetRecord, EventRecord, ExportRecord, ResourceRecord, Sealed, StackRecord } from "./model.js";
import type { ResourceStatus, StackStatus } from "./statuses.js";

/** The engine was stopped: whoever works on a stack lets go of it at once, and `resume` takes it up at the next start. */
export class EngineStopped extends Error {
  override readonly name = "EngineStopped";
  constructor() {
    super("the CloudFormation engine was stopped");
  }
}

/** What one transition writes: all of it or none, on disk before any listener hears of it. */
export interface Transition {
  readonly stack?: StackRecord;
  readonly resource?: ResourceRecord;
  readonly exports?: readonly ExportRecord[];
  readonly event?: {
    readonly logicalId: string;
    readonly physicalId: string;
    readonly type: string;
    readonly status: StackStatus | ResourceStatus;
    readonly reason?: string;
    readonly properties?: Json;
  };
}

export const STACK_TYPE = "AWS::CloudFormation::Stack";

/** Stacks, their resources, events, exports and change sets, on disk. The only writer of these collections. */
export class StackStore {
  readonly #environment: Environment;
  readonly #stacks: Collection<StackRecord>;
  /** Stacks as they lie on disk: their records hold whole templates and are asked for at every step. */
  readonly #cache = new Map<string, StackRecord>();
  /** Stack ids by name, for stacks that are not deleted. */
  readonly #names: Collection<string>;
  readonly #resources: Collection<ResourceRecord>;
  readonly #events: Collection<EventRecord>;
  readonly #exports: Collection<ExportRecord>;
  readonly #changeSets: Collection<ChangeSetRecord>;
  /** The last event of each stack: its time and its number. */
  readonly #last = new Map<string, { timestamp: number; sequence: number }>();
  /** Of the state, when that was remembered. */
  #rollbacks = 0;
  #closed = false;

  constructor(environment: Environment) {
    this.#environment = environment;
    const { state } = environment;
    this.#stacks = state.collection("cloudformation.stacks");
    this.#names = state.collection("cloudformation.names");
    this.#resources = state.collection("cloudformation.resources");
    this.#events = state.collection("cloudformation.events");
    this.#exports = state.collection("cloudformation.exports");
    this.#changeSets = state.collection("cloudformation.changesets");
  }

  /** From now on every write throws {@link EngineStopped}. */
  close(): void {
    this.#closed = true;
  }

  /** By name or ARN. A deleted stack is found by its ARN only. */
  find(nameOrId: string): StackRecord | undefined {
    const stackId = nameOrId.startsWith("arn:") ? nameOrId : this.#names.get(nameOrId);
    if (stackId === undefined) return undefined;
    const known = this.#cache.get(stackId) ?? this.#stacks.get(stackId);
    if (known !== undefined) this.#cache.set(stackId, known);
    return known;
  }

  stacks(): StackRecord[] {
    return this.#stacks.list();
  }

  resources(stackId: string): ResourceRecord[] {
    return this.#resources.list(`${stackId}/`);
  }

  resource(stackId: string, logicalId: string): ResourceRecord | undefined {
    return this.#resources.get(`${stackId}/${logicalId}`);
  }

  /** Oldest first. */
  events(stackId: string): EventRecord[] {
    return this.#events.list(`${stackId}/`);
  }

  exports(): ExportRecord[] {
    return this.#exports.list();
  }

  export(name: string): ExportRecord | undefined {
    return this.#exports.get(name);
  }

  changeSets(stackId: string): ChangeSetRecord[] {
    return this.#changeSets.list().filter((set) => set.stackId === stackId);
  }

  changeSet(changeSetId: string): ChangeSetRecord | undefined {
    return this.#changeSets.get(changeSetId);
  }

  putChangeSet(record: ChangeSetRecord): void {
    this.#write(() => this.#changeSets.put(record.changeSetId, record));
  }

  deleteChangeSet(changeSetId: string): void {
    this.#write(() => this.#changeSets.delete(changeSetId));
  }

  /** The resource is gone, or was let go: the stack knows it no more. */
  forget(stackId: string, logicalId: string): void {
    this.#write(() => this.#resources.delete(`${stackId}/${logicalId}`));
  }

  /** Forgets every stack that was deleted before `time`, with its events, change sets and what is left of its resources. */
  dropDeletedBefore(time: number): void {
    const old = this.#stacks
      .list()
      .filter(({ status, deletedAt }) => status === "DELETE_COMPLETE" && deletedAt !== undefined && deletedAt < time);
    if (old.length === 0) return;
    this.#write(() => {
      for (const { stackId } of old) {
        for (const collection of [this.#resources, this.#events])
          for (const key of collection.keys(`${stackId}/`)) collection.delete(key);
        for (const { changeSetId } of this.changeSets(stackId)) this.#changeSets.delete(changeSetId);
        this.#stacks.delete(stackId);
        this.#cache.delete(stackId);
        this.#last.delete(stackId);
      }
    });
  }

  /** Writes the transition, then announces its event. */
  commit(transition: Transition): void {
    const { stack, resource, event } = transition;
    const record = this.#write(() => {
      if (stack !== undefined) {
        this.#stacks.put(stack.stackId, stack);
        if (stack.status === "DELETE_COMPLETE") this.#names.delete(stack.stackName);
        else this.#names.put(stack.stackName, stack.stackId);
      }
      if (resource !== undefined) this.#resources.put(`${resource.stackId}/${resource.logicalId}`, resource);
      if (stack !== undefined && transition.exports !== undefined)
        this.#replaceExports(stack.stackId, transition.exports);
      const owner = stack ?? (resource === undefined ? undefined : this.find(resource.stackId));
      if (event === undefined || owner === undefined) return undefined;
      return this.#record(owner, event);
    });
    if (stack !== undefined) this.#cache.set(stack.stackId, stack);
    const { events, state } = this.#environment;
    if (record !== undefined) state.afterCommit(() => events.emit({ kind: "stack", ...record }));
  }

  /** Seals any JSON value. */
  seal(value: unknown): Sealed {
    return this.#environment.state.vault.seal(JSON.stringify(value));
  }

  unseal<T = Json>(sealed: Sealed): T {
    // Sealed by `seal` alone: the shape is that of the record's field.
    const value: T = JSON.parse(this.#environment.state.vault.unseal(sealed));
    return value;
  }

  #write<T>(action: () => T): T {
    if (this.#closed) throw new EngineStopped();
    return this.#environment.state.transaction(action);
  }

  #replaceExports(stackId: string, exports: readonly ExportRecord[]): void {
    for (const old of this.#exports.list()) if (old.stackId === stackId) this.#exports.delete(old.name);
    for (const one of exports) this.#exports.put(one.name, one);
  }

  #record(stack: StackRecord, event: NonNullable<Transition["event"]>): EventRecord {
    const { rollbacks } = this.#environment.state;
    if (rollbacks !== this.#rollbacks) this.#last.clear();
    this.#rollbacks = rollbacks;
    const last = this.#last.get(stack.stackId) ?? this.#lastOnDisk(stack.stackId);
    // Times of one stack's events differ, as on AWS: they order the events and make their ids unique.
    const timestamp = Math.max(this.#environment.clock.now(), last.timestamp + 1);
    const sequence = last.sequence + 1;
    const isStack = event.physicalId === stack.stackId && event.logicalId === stack.stackName;
    const record: EventRecord = {
      eventId: isStack
        ? `${stack.stackName}-${event.status}-${new Date(timestamp).toISOString()}`
        : `${event.logicalId}-${event.status}-${new Date(timestamp).toISOString()}`,
      stackId: stack.stackId,
      stackName: stack.stackName,
      logicalResourceId: event.logicalId,
      physicalResourceId: event.physicalId,
      resourceType: event.type,
      timestamp,
      resourceStatus: event.status,
      ...(event.reason === undefined ? {} : { resourceStatusReason: event.reason }),
      ...(event.properties === undefined ? {} : { resourceProperties: JSON.stringify(event.properties) }),
      ...(stack.clientRequestToken === undefined ? {} : { clientRequestToken: stack.clientRequestToken }),
    };
    this.#events.put(`${stack.stackId}/${String(sequence).padStart(8, "0")}`, record);
    this.#last.set(stack.stackId, { timestamp, sequence });
    return record;
  }

  #lastOnDisk(stackId: string): { timestamp: number; sequence: number } {
    const events = this.#events.list(`${stackId}/`);
    return { timestamp: events.at(-1)?.timestamp ?? 0, sequence: events.length };
  }
}
