import type { Environment } from "../../environment.js";
import type { ExternalValues, ResourceRegistry } from "../contract.js";
import { validationError } from "../template/errors.js";
import { ChangeSets } from "./change-sets.js";
import { announceModelled, checkCapabilities, checkTypes } from "./checks.js";
import { alreadyExists, noUpdates, notUpdatable, stackMissing } from "./errors.js";
import { checkUnused } from "./exports.js";
import {
  checkName,
  type CreateStackInput,
  type DeleteStackInput,
  type DeployInput,
  type Parent,
  templateText,
  type UpdateStackInput,
} from "./inputs.js";
import { forgetBefore, runCreate, runDelete, runRollbackCreate, runRollbackUpdate, runUpdate } from "./lifecycle.js";
import type { Deployment, StackRecord } from "./model.js";
import { stackArn } from "./names.js";
import { NestedStacks } from "./nested.js";
import { announceStack, type EngineParts, Operation } from "./operation.js";
import { planUpdate } from "./plan.js";
import { prepare, previousValues, type Request, type StackIdentity } from "./prepare.js";
import type { Prepared } from "./prepared.js";
import { Queries } from "./queries.js";
import { continueStack, settleInterrupted } from "./resume.js";
import { RunningOperations } from "./running.js";
import { checkStackPolicy, readStackPolicy } from "./stack-policy.js";
import { isInProgress, isUpdatable, type StackStatus } from "./statuses.js";
import { StackStore } from "./store.js";
import { checkRunnable } from "./strict.js";

export interface StackEngineOptions {
  readonly environment: Environment;
  readonly registry: ResourceRegistry;
  readonly external: ExternalValues;
  /** Refuse templates with resource types that Rockpool does not run. Default false: they are recorded and reported. */
  readonly strict?: boolean;
  /** How many resources of a stack are worked on at once. Default 8. */
  readonly maxParallel?: number;
}

/** The engine over the stacks in the environment's state. Call {@link StackEngine.resume} once everything is ready to serve. */
export function createStackEngine(options: StackEngineOptions): StackEngine {
  const { environment, registry, external, strict = false, maxParallel = 8 } = options;
  return new StackEngine({ environment, registry, external, strict, maxParallel, store: new StackStore(environment) });
}

/** Milliseconds that handlers in flight get to let go when the engine stops. */
const STOPPING_GRACE = 3_000;

/** Milliseconds for which deleted stacks can be asked about, as on AWS: 90 days. */
const DELETED_KEPT = 90 * 86_400_000;

/** What DisableRollback leaves behind: an update may mend it also when the template is the same. */
const KEPT_PENDING: readonly StackStatus[] = ["CREATE_FAILED", "UPDATE_FAILED"];

/**
 * Deploys CloudFormation templates: parse, graph, plan, execute, roll back. The calls that start something answer when it has begun;
 * {@link waitFor} tells how it ended.
 */
export class StackEngine {
  readonly queries: Queries;
  readonly changeSets: ChangeSets;
  readonly nested: NestedStacks;
  readonly #parts: EngineParts;
  readonly #running: RunningOperations;
  #saidUnsent = false;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#running = new RunningOperations(parts);
    this.queries = new Queries(parts);
    this.changeSets = new ChangeSets(parts, this);
    this.nested = new NestedStacks(parts, this, this.#running);
  }

  /**
   * Starts to create a stack and answers its ARN.
   * @throws AwsError AlreadyExistsException, InsufficientCapabilitiesException, ValidationError
   */
  async createStack(input: CreateStackInput, parent?: Parent): Promise<string> {
    checkName(input.stackName, "stackName");
    const reviewed = this.#reviewed(input.stackName);
    const stack = {
      stackId: reviewed?.stackId ?? stackArn(this.#parts.environment.account, input.stackName),
      stackName: input.stackName,
    };
    const prepared = await this.#prepare(stack, input, input.template, undefined);
    this.#reviewed(input.stackName);
    if (input.stackPolicy !== undefined) readStackPolicy(input.stackPolicy);
    const { store, environment } = this.#parts;
    const root = parent === undefined ? undefined : store.find(parent.parentId);
    const onFailure = input.disableRollback === true ? "DO_NOTHING" : (input.onFailure ?? "ROLLBACK");
    parent?.begun(stack.stackId);
    announceStack(store, {
      ...stack,
      status: "CREATE_IN_PROGRESS",
      statusReason: "User Initiated",
      createdAt: reviewed?.createdAt ?? environment.clock.now(),
      description: prepared.template.description,
      ...(parent === undefined ? {} : { parentId: parent.parentId, rootId: root?.rootId ?? parent.parentId }),
      target: prepared.deployment,
      outputs: store.seal([]),
      imports: [],
      onFailure,
      retainExceptOnCreate: input.retainExceptOnCreate === true,
      timeoutMinutes: input.timeoutMinutes,
      terminationProtection: input.terminationProtection === true,
      stackPolicy: input.stackPolicy,
      clientRequestToken: input.clientRequestToken,
    });
    this.changeSets.makeObsolete(stack.stackId);
    this.#announceUnrun(stack.stackName, prepared);
    const operation = new Operation(this.#parts, stack.stackId);
    this.#running.start(operation, () => runCreate(operation, prepared));
    return stack.stackId;
  }

  /**
   * Starts to update a stack and answers its ARN.
   * @throws AwsError ValidationError, among them `No updates are to be performed.`; InsufficientCapabilitiesException
   */
  async updateStack(input: UpdateStackInput): Promise<string> {
    const stack = this.#updatable(input.stackName);
    const { store, environment } = this.#parts;
    const base = stack.deployed ?? stack.target;
    const prepared = await this.#prepare(stack, input, templateText(input, base), base);
    checkTypes(prepared.template, store.resources(stack.stackId));
    const plan = planUpdate(this.#parts, stack, prepared, previousValues(store, base));
    if (plan.empty && !KEPT_PENDING.includes(stack.status)) throw noUpdates();
    const policy = input.stackPolicyDuringUpdate ?? stack.stackPolicy;
    if (policy !== undefined) checkStackPolicy(policy, plan.changes);
    if (input.stackPolicy !== undefined) readStackPolicy(input.stackPolicy);
    const current = this.#updatable(stack.stackId);
    const operation = new Operation(this.#parts, stack.stackId);
    // Nothing goes back to before a failed create: what it has made is the ground that this update stands on.
    if (current.status === "CREATE_FAILED") forgetBefore(operation);
    announceStack(store, {
      ...current,
      deployed: base,
      status: "UPDATE_IN_PROGRESS",
      statusReason: "User Initiated",
      updatedAt: environment.clock.now(),
      target: prepared.deployment,
      onFailure: input.disableRollback === true ? "DO_NOTHING" : "ROLLBACK",
      retainExceptOnCreate: input.retainExceptOnCreate === true,
      timeoutMinutes: undefined,
      stackPolicy: input.stackPolicy ?? current.stackPolicy,
      clientRequestToken: input.clientRequestToken,
    });
    this.changeSets.makeObsolete(stack.stackId);
    this.#announceUnrun(stack.stackName, prepared);
    this.#running.start(operation, () => runUpdate(operation, prepared));
    return stack.stackId;
  }

  /**
   * Starts to delete a stack. One that does not exist is deleted already. A create in progress is cancelled first.
   * @throws AwsError ValidationError for a protected stack, one in use through its exports, or one that is being updated
   */
  deleteStack(input: DeleteStackInput): void {
    const { store } = this.#parts;
    const stack = store.find(input.stackName);
    if (stack === undefined || stack.status === "DELETE_COMPLETE" || stack.status === "DELETE_IN_PROGRESS") return;
    const { stackName, stackId, status } = stack;
    if (stack.terminationProtection) {
      throw validationError(`Stack [${stackName}] cannot be deleted while TerminationProtection is enabled`);
    }
    if (status.startsWith("UPDATE_") && isInProgress(status)) {
      throw validationError(`Stack [${stackName}] cannot be deleted while in status ${status}`);
    }
    const retain = input.retainResources ?? [];
    if (retain.length > 0 && status !== "DELETE_FAILED") {
      throw validationError(
        `Invalid operation on stack [${stackName}]. Specify RetainResources only when the stack is in the DELETE_FAILED state.`,
      );
    }
    for (const { name } of store.exports().filter((one) => one.stackId === stackId))
      checkUnused(store, name, "deleted");
    this.#running.get(stackId)?.cancel("delete");
    this.startDelete(stackId, input.clientRequestToken, {
      retain,
      force: input.force === true,
      ignorePolicies: input.ignorePolicies === true,
    });
  }

  /** Deletes a stack whatever state it is in, after what runs on it has ended. For the engine itself. */
  startDelete(
    stackId: string,
    clientRequestToken: string | undefined,
    deletion: NonNullable<StackRecord["deletion"]>,
  ): void {
    const operation = new Operation(this.#parts, stackId);
    this.#running.start(operation, async () => {
      operation.reload();
      // Of a nested stack whose parent takes it up again, after a kill in the middle of both.
      settleInterrupted(operation);
      operation.transition("DELETE_IN_PROGRESS", "User Initiated", { clientRequestToken, deletion });
      await runDelete(operation);
    });
  }

  /**
   * Takes up an update's rollback that has failed.
   * @param resourcesToSkip logical ids that are taken for restored
   */
  continueUpdateRollback(input: {
    stackName: string;
    resourcesToSkip?: readonly string[];
    clientRequestToken?: string;
  }): void {
    const stack = this.#require(input.stackName);
    if (stack.status !== "UPDATE_ROLLBACK_FAILED") {
      throw validationError(`Stack:${stack.stackId} is in ${stack.status} state and can not continue rollback.`);
    }
    const operation = this.#begin(stack, "UPDATE_ROLLBACK_IN_PROGRESS", input.clientRequestToken);
    this.#running.start(operation, () => runRollbackUpdate(operation, input.resourcesToSkip));
  }

  /** Rolls back what a create or an update with DisableRollback has left (`RollbackStack`). */
  rollbackStack(input: { stackName: string; clientRequestToken?: string }): string {
    const stack = this.#require(input.stackName);
    if (!KEPT_PENDING.includes(stack.status)) {
      throw validationError(`Stack:${stack.stackId} is in ${stack.status} state and can not be rolled back.`);
    }
    const isCreate = stack.status === "CREATE_FAILED";
    const operation = this.#begin(
      stack,
      isCreate ? "ROLLBACK_IN_PROGRESS" : "UPDATE_ROLLBACK_IN_PROGRESS",
      input.clientRequestToken,
    );
    this.#running.start(operation, () => (isCreate ? runRollbackCreate(operation) : runRollbackUpdate(operation)));
    return stack.stackId;
  }

  /** Stops an update in progress and rolls it back. */
  cancelUpdateStack(input: { stackName: string; clientRequestToken?: string }): void {
    const stack = this.#require(input.stackName);
    const operation = this.#running.get(stack.stackId);
    if (stack.status !== "UPDATE_IN_PROGRESS" || operation === undefined) {
      throw validationError(`CancelUpdateStack cannot be called from current stack status`);
    }
    operation.cancel("user");
  }

  setTerminationProtection(stackName: string, enabled: boolean): string {
    const stack = this.#require(stackName);
    if (stack.parentId !== undefined) {
      throw validationError("TerminationProtection of a nested stack can only be changed on its root stack");
    }
    this.#parts.store.commit({ stack: { ...stack, terminationProtection: enabled } });
    return stack.stackId;
  }

  setStackPolicy(stackName: string, policy: string): void {
    readStackPolicy(policy);
    this.#parts.store.commit({ stack: { ...this.#require(stackName), stackPolicy: policy } });
  }

  /** Waits until nothing runs on the stack, and answers the status that it has then. */
  async waitFor(stackName: string): Promise<StackStatus> {
    const { stackId } = this.#require(stackName);
    await this.#running.settled(stackId);
    return this.#require(stackId).status;
  }

  /**
   * Brings on every stack that the last pool left in the middle of an operation: rolls back creates and updates, finishes deletes.
   * Nested stacks follow their root. Stacks deleted more than 90 days ago are forgotten. Answers the ARNs of the stacks concerned; {@link waitFor} tells how they end.
   */
  resume(): string[] {
    const { store, environment } = this.#parts;
    store.dropDeletedBefore(environment.clock.now() - DELETED_KEPT);
    const interrupted = store
      .stacks()
      .filter(
        (stack) =>
          isInProgress(stack.status) && stack.parentId === undefined && this.#running.get(stack.stackId) === undefined,
      );
    for (const { stackId } of interrupted) {
      const operation = new Operation(this.#parts, stackId);
      this.#running.start(operation, () => continueStack(operation));
    }
    return interrupted.map(({ stackId }) => stackId);
  }

  /** Lets go of every stack as it is, for {@link resume} at the next start. Nothing is written afterwards; deaf handlers are left behind. */
  async stop(): Promise<void> {
    this.#parts.store.close();
    await this.#running.stop(STOPPING_GRACE);
  }

  /** A template read with its parameters, and everything checked that is refused before anything begins. For the engine itself. */
  async prepareRequest(
    stack: StackIdentity,
    request: Request,
    base: Deployment | undefined,
    options: { readonly expands: boolean },
  ): Promise<Prepared> {
    const prepared = await prepare(this.#parts, stack, request, previousValues(this.#parts.store, base));
    checkCapabilities(prepared.template, request.capabilities, options.expands);
    await checkRunnable(this.#parts, stack, prepared);
    return prepared;
  }

  /** What the caller gave, with what an update keeps from before. */
  request(input: DeployInput, template: string, base: Deployment | undefined): Request {
    const roleArn = input.roleArn ?? base?.roleArn;
    return {
      template,
      parameters: input.parameters ?? [],
      tags: input.tags ?? base?.tags ?? {},
      capabilities: input.capabilities ?? [],
      notificationArns: input.notificationArns ?? base?.notificationArns ?? [],
      ...(roleArn === undefined ? {} : { roleArn }),
    };
  }

  #prepare(
    stack: StackIdentity,
    input: DeployInput,
    template: string,
    base: Deployment | undefined,
  ): Promise<Prepared> {
    return this.prepareRequest(stack, this.request(input, template, base), base, { expands: true });
  }

  /** Says what Rockpool will not do of what it was asked to; once that no notifications are sent. */
  #announceUnrun(stackName: string, prepared: Prepared): void {
    announceModelled(this.#parts, stackName, prepared);
    if (this.#saidUnsent || prepared.deployment.notificationArns.length === 0) return;
    this.#saidUnsent = true;
    this.#parts.environment.events.emit({
      kind: "notice",
      level: "warning",
      code: "cloudformation.notifications",
      message: `The NotificationARNs of stack ${stackName} are recorded, and nothing is sent to them: Rockpool does not run SNS.`,
    });
  }

  #begin(stack: StackRecord, status: StackStatus, clientRequestToken: string | undefined): Operation {
    announceStack(this.#parts.store, { ...stack, status, statusReason: "User Initiated", clientRequestToken });
    return new Operation(this.#parts, stack.stackId);
  }

  #require(nameOrId: string): StackRecord {
    const stack = this.#parts.store.find(nameOrId);
    if (stack === undefined) throw stackMissing(nameOrId);
    return stack;
  }

  /** The stack of that name if it waits for its first change set to be executed. @throws AlreadyExistsException for any other */
  #reviewed(stackName: string): StackRecord | undefined {
    const stack = this.#parts.store.find(stackName);
    if (stack !== undefined && stack.status !== "REVIEW_IN_PROGRESS") throw alreadyExists(stackName);
    return stack;
  }

  #updatable(nameOrId: string): StackRecord {
    const stack = this.#parts.store.find(nameOrId);
    if (stack === undefined) throw stackMissing(nameOrId);
    if (!isUpdatable(stack.status) || this.#running.get(stack.stackId) !== undefined) {
      throw notUpdatable(stack.stackId, stack.status);
    }
    return stack;
  }
}
