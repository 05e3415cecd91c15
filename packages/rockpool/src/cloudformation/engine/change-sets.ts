import { messageOf } from "../../errors.js";
import { validationError } from "../template/errors.js";
import { checkTypes } from "./checks.js";
import type { StackEngine } from "./engine.js";
import {
  alreadyExists,
  changeSetBusy,
  changeSetExists,
  changeSetNotExecutable,
  changeSetNotFound,
  notUpdatable,
  stackMissing,
} from "./errors.js";
import { type ChangeSetInput, checkName, templateText } from "./inputs.js";
import type { ChangeSetRecord, ChangeSetType, Deployment, StackRecord } from "./model.js";
import { changeSetArn, stackArn } from "./names.js";
import { announceStack, type EngineParts } from "./operation.js";
import { type Plan, planUpdate } from "./plan.js";
import { previousValues } from "./prepare.js";
import { isUpdatable } from "./statuses.js";

const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

/** Change sets: plans that are looked at first and executed later. */
export class ChangeSets {
  readonly #parts: EngineParts;
  readonly #engine: StackEngine;

  constructor(parts: EngineParts, engine: StackEngine) {
    this.#parts = parts;
    this.#engine = engine;
  }

  /**
   * Makes a change set; for a stack that does not exist yet (type `CREATE`) also the stack, in REVIEW_IN_PROGRESS.
   * A template without changes gives a change set of status FAILED.
   * @throws AwsError ValidationError, AlreadyExistsException
   */
  async create(input: ChangeSetInput): Promise<ChangeSetRecord> {
    checkName(input.changeSetName, "changeSetName");
    const type = changeSetType(input.type ?? "UPDATE");
    const { store, environment } = this.#parts;
    const existing = this.#target(type, input.stackName);
    const base = type === "CREATE" ? undefined : (existing?.deployed ?? existing?.target);
    const stackName = existing?.stackName ?? input.stackName;
    const identity = { stackName, stackId: existing?.stackId ?? stackArn(environment.account, stackName) };
    const request = this.#engine.request(input, templateText(input, base), base);
    const prepared = await this.#engine.prepareRequest(identity, request, base, { expands: false });
    const stack =
      this.#target(type, existing?.stackId ?? stackName) ??
      this.#newStack(identity, prepared.template.description, input);
    if (store.changeSets(stack.stackId).some((set) => set.changeSetName === input.changeSetName)) {
      throw changeSetExists(input.changeSetName);
    }
    checkTypes(prepared.template, store.resources(stack.stackId));
    const plan = planUpdate(this.#parts, stack, prepared, previousValues(store, base));
    const record: ChangeSetRecord = {
      changeSetId: changeSetArn(environment.account, input.changeSetName),
      changeSetName: input.changeSetName,
      stackId: stack.stackId,
      stackName,
      type,
      createdAt: environment.clock.now(),
      ...outcome(plan),
      deployment: prepared.deployment,
      changes: plan.changes,
      ...(input.description === undefined ? {} : { description: input.description }),
      ...(input.onFailure === undefined ? {} : { onFailure: input.onFailure }),
    };
    store.putChangeSet(record);
    return record;
  }

  /**
   * By ARN, or by name with the stack's name.
   * @throws AwsError ChangeSetNotFoundException, ValidationError for an unknown stack
   */
  get(changeSetName: string, stackName: string | undefined): ChangeSetRecord {
    const found = this.#find(changeSetName, stackName);
    if (found === undefined) throw changeSetNotFound(changeSetName);
    return found;
  }

  #find(changeSetName: string, stackName: string | undefined): ChangeSetRecord | undefined {
    const { store } = this.#parts;
    if (changeSetName.startsWith("arn:")) return store.changeSet(changeSetName);
    if (stackName === undefined) {
      throw validationError("StackName must be specified if ChangeSetName is not specified as an ARN.");
    }
    const stack = store.find(stackName);
    if (stack === undefined) throw stackMissing(stackName);
    return store.changeSets(stack.stackId).find((set) => set.changeSetName === changeSetName);
  }

  list(stackName: string): ChangeSetRecord[] {
    const stack = this.#parts.store.find(stackName);
    if (stack === undefined) throw stackMissing(stackName);
    return this.#parts.store.changeSets(stack.stackId);
  }

  /** Starts what the change set says. @throws AwsError InvalidChangeSetStatus */
  async execute(
    changeSetName: string,
    stackName: string | undefined,
    options: {
      clientRequestToken?: string | undefined;
      disableRollback?: boolean | undefined;
      retainExceptOnCreate?: boolean | undefined;
    } = {},
  ): Promise<string> {
    const set = this.get(changeSetName, stackName);
    if (set.executionStatus !== "AVAILABLE")
      throw changeSetNotExecutable(set.changeSetId, set.status === "FAILED" ? set.status : set.executionStatus);
    const { store } = this.#parts;
    store.putChangeSet({ ...set, executionStatus: "EXECUTE_IN_PROGRESS" });
    const input = {
      ...deployInput(this.#parts, set.deployment),
      ...options,
      // What the change set's creator has agreed to stands; macros have been expanded for him to see.
      capabilities: [...set.deployment.capabilities, "CAPABILITY_AUTO_EXPAND"],
    };
    try {
      const stackId =
        set.type === "CREATE"
          ? await this.#engine.createStack({ ...input, stackName: set.stackName, onFailure: set.onFailure })
          : await this.#engine.updateStack({ ...input, stackName: set.stackId });
      store.putChangeSet({ ...set, executionStatus: "EXECUTE_COMPLETE" });
      const stack = store.find(stackId);
      if (stack !== undefined) store.commit({ stack: { ...stack, changeSetId: set.changeSetId } });
      return stackId;
    } catch (error) {
      store.putChangeSet({ ...set, executionStatus: "EXECUTE_FAILED", statusReason: messageOf(error) });
      throw error;
    }
  }

  /** Deletes a change set. One that does not exist is deleted already, as on AWS: deploying tools rely on it. */
  delete(changeSetName: string, stackName: string | undefined): void {
    const set = this.#find(changeSetName, stackName);
    if (set === undefined) return;
    if (set.executionStatus === "EXECUTE_IN_PROGRESS") {
      throw changeSetBusy(set.changeSetId, set.executionStatus);
    }
    this.#parts.store.deleteChangeSet(set.changeSetId);
  }

  /** The stack has moved on: what was planned before holds no more. */
  makeObsolete(stackId: string): void {
    for (const set of this.#parts.store.changeSets(stackId)) {
      if (set.executionStatus === "AVAILABLE") this.#parts.store.putChangeSet({ ...set, executionStatus: "OBSOLETE" });
    }
  }

  /** The stack that a change set is for. `undefined`: it is still to be made. */
  #target(type: ChangeSetType, stackName: string): StackRecord | undefined {
    const stack = this.#parts.store.find(stackName);
    if (type === "CREATE") {
      if (stack !== undefined && stack.status !== "REVIEW_IN_PROGRESS") throw alreadyExists(stack.stackName);
      return stack;
    }
    if (stack === undefined) throw stackMissing(stackName);
    if (!isUpdatable(stack.status)) throw notUpdatable(stack.stackId, stack.status);
    return stack;
  }

  #newStack(
    identity: { readonly stackId: string; readonly stackName: string },
    description: string | undefined,
    input: ChangeSetInput,
  ): StackRecord {
    checkName(identity.stackName, "stackName");
    const { store, environment } = this.#parts;
    const stack: StackRecord = {
      ...identity,
      status: "REVIEW_IN_PROGRESS",
      statusReason: "User Initiated",
      createdAt: environment.clock.now(),
      description,
      outputs: store.seal([]),
      imports: [],
      onFailure: input.onFailure ?? "ROLLBACK",
      retainExceptOnCreate: false,
      terminationProtection: false,
    };
    announceStack(store, stack);
    return stack;
  }
}

function changeSetType(type: string): ChangeSetType {
  if (type === "CREATE" || type === "UPDATE") return type;
  throw validationError(
    `ChangeSetType ${type} is not supported by Rockpool, which does not import existing resources. Supported are CREATE and UPDATE.`,
  );
}

function outcome(plan: Plan): Pick<ChangeSetRecord, "status" | "executionStatus" | "statusReason"> {
  const failed = { status: "FAILED", executionStatus: "UNAVAILABLE" } as const;
  if (plan.problems.length > 0) return { ...failed, statusReason: plan.problems.join("; ") };
  if (plan.empty) return { ...failed, statusReason: NO_CHANGES };
  return { status: "CREATE_COMPLETE", executionStatus: "AVAILABLE" };
}

function deployInput(parts: EngineParts, deployment: Deployment) {
  const { template, tags, notificationArns, roleArn } = deployment;
  const parameters = deployment.parameters.map(({ key, value }) => ({ key, value: parts.store.unseal<string>(value) }));
  return { template, tags, notificationArns, roleArn, parameters };
}
