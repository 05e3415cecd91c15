import { validationError } from "../template/errors.js";
import { isNoUpdates } from "./errors.js";
import type { StackEngine } from "./engine.js";
import { checkUnused, openOutputs } from "./exports.js";
import type { CreateStackInput, UpdateStackInput } from "./inputs.js";
import { finishRollbackUpdate, finishUpdate, runRollbackUpdate } from "./lifecycle.js";
import type { Deployment, StackRecord } from "./model.js";
import { type EngineParts, Operation } from "./operation.js";
import { settleInterrupted } from "./resume.js";
import type { RunningOperations } from "./running.js";
import { isSuccess, type StackStatus } from "./statuses.js";

/** Statuses in which an update of a nested stack can still be taken back. */
const TAKES_BACK: readonly StackStatus[] = [
  "UPDATE_IN_PROGRESS",
  "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
  "UPDATE_FAILED",
  "UPDATE_ROLLBACK_IN_PROGRESS",
  "UPDATE_ROLLBACK_FAILED",
];

/**
 * Stacks as resources of other stacks. A nested stack does what its parent says and waits for it: it keeps what an update has replaced
 * until the parent commits, and goes back when the parent rolls back.
 */
export class NestedStacks {
  readonly #parts: EngineParts;
  readonly #engine: StackEngine;
  readonly #running: RunningOperations;

  constructor(parts: EngineParts, engine: StackEngine, running: RunningOperations) {
    this.#parts = parts;
    this.#engine = engine;
    this.#running = running;
  }

  /** What a parent passes on to its nested stacks. */
  inherited(parentId: string): Pick<Deployment, "capabilities" | "tags" | "notificationArns"> {
    const parent = this.#require(parentId);
    const { capabilities = [], tags = {}, notificationArns = [] } = parent.target ?? parent.deployed ?? {};
    return { capabilities, tags, notificationArns };
  }

  /**
   * Creates a nested stack and waits for it.
   * @param begun told the ARN as soon as the stack exists
   * @throws AwsError ValidationError `Embedded stack <arn> was not successfully created: ...`; its parent's rollback deletes it
   */
  async create(
    input: CreateStackInput,
    parentId: string,
    begun: (stackId: string) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const { clientRequestToken } = this.#require(parentId);
    const stackId = await this.#engine.createStack(
      { ...input, onFailure: "DO_NOTHING", clientRequestToken },
      { parentId, begun },
    );
    const stack = await this.#finish(stackId, signal);
    if (!isSuccess(stack.status)) {
      throw validationError(
        `Embedded stack ${stackId} was not successfully created: ${stack.statusReason ?? stack.status}`,
      );
    }
  }

  /**
   * Updates a nested stack and waits for it; one in which nothing changes stays as it is.
   * @throws AwsError ValidationError `Embedded stack <arn> was not successfully updated. ...`, the stack being as before
   */
  async update(input: UpdateStackInput, parentId: string, signal: AbortSignal): Promise<void> {
    const { clientRequestToken } = this.#require(parentId);
    try {
      await this.#engine.updateStack({ ...input, clientRequestToken });
    } catch (error) {
      if (isNoUpdates(error)) return;
      throw error;
    }
    const stack = await this.#finish(input.stackName, signal);
    if (stack.status === "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS") return;
    const reason = this.#parts.store
      .events(stack.stackId)
      .findLast(
        (event) =>
          event.resourceStatus === "UPDATE_ROLLBACK_IN_PROGRESS" && event.logicalResourceId === stack.stackName,
      );
    throw validationError(
      `Embedded stack ${stack.stackId} was not successfully updated. Currently in ${stack.status} with reason: ${reason?.resourceStatusReason ?? ""}`,
    );
  }

  /** Takes back the update that the parent's operation has made, if it has made any. */
  async rollback(stackId: string): Promise<void> {
    await this.#running.settled(stackId);
    const stack = this.#require(stackId);
    const operation = new Operation(this.#parts, stackId);
    if (TAKES_BACK.includes(stack.status)) {
      this.#running.start(operation, async () => {
        settleInterrupted(operation);
        if (stack.status !== "UPDATE_ROLLBACK_IN_PROGRESS") operation.transition("UPDATE_ROLLBACK_IN_PROGRESS");
        await runRollbackUpdate(operation);
      });
    } else if (stack.status === "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS") {
      this.#running.start(operation, () => finishRollbackUpdate(operation));
    }
    await this.#running.settled(stackId);
    const { status, statusReason = "" } = this.#require(stackId);
    if (status === "UPDATE_ROLLBACK_FAILED") {
      throw validationError(`Embedded stack ${stackId} was not successfully rolled back: ${statusReason}`);
    }
  }

  /** The parent's update has succeeded: what the nested stack has replaced or removed may go. */
  async commit(stackId: string): Promise<void> {
    if (this.#require(stackId).status !== "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS") return;
    const operation = new Operation(this.#parts, stackId);
    this.#running.start(operation, () => finishUpdate(operation));
    await this.#running.settled(stackId);
  }

  /** @throws AwsError ValidationError when something in it cannot be deleted, or another stack uses its exports */
  async delete(stackId: string, parentId: string): Promise<void> {
    const { store } = this.#parts;
    const stack = store.find(stackId);
    if (stack === undefined || stack.status === "DELETE_COMPLETE") return;
    for (const { name } of store.exports().filter((one) => one.stackId === stackId))
      checkUnused(store, name, "deleted");
    const { clientRequestToken, deletion } = this.#require(parentId);
    const { force = false, ignorePolicies = false } = deletion ?? {};
    this.#engine.startDelete(stackId, clientRequestToken, { retain: [], force, ignorePolicies });
    await this.#running.settled(stackId);
    const { status, statusReason = "" } = this.#require(stackId);
    if (status !== "DELETE_COMPLETE") {
      throw validationError(`Embedded stack ${stackId} was not successfully deleted: ${statusReason}`);
    }
  }

  /** The outputs of a nested stack as attributes: `Outputs.<key>`. */
  attributes(stackId: string): Record<string, string> {
    const outputs = openOutputs(this.#parts.store, this.#require(stackId).outputs);
    return Object.fromEntries(outputs.map(({ key, value }) => [`Outputs.${key}`, value]));
  }

  async #finish(stackId: string, signal: AbortSignal): Promise<StackRecord> {
    const cancel = (): void => this.#running.get(stackId)?.cancel("user");
    if (signal.aborted) cancel();
    signal.addEventListener("abort", cancel);
    await this.#running.settled(stackId).finally(() => signal.removeEventListener("abort", cancel));
    return this.#require(stackId);
  }

  #require(stackId: string): StackRecord {
    const stack = this.#parts.store.find(stackId);
    if (stack === undefined) throw validationError(`Stack with id ${stackId} does not exist`);
    return stack;
  }
}
