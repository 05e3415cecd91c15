import type {
  ContinueUpdateRollbackInput,
  CreateStackInput,
  DeleteStackInput,
  DescribeStackEventsOutput,
  DescribeStacksOutput,
  GetTemplateSummaryOutput,
  Stack,
  StackEvent as CloudFormationEvent,
  UpdateStackInput,
} from "@aws-sdk/client-cloudformation";
import type { Account } from "../environment.js";
import { AwsError, messageOf, RockpoolError } from "../errors.js";
import { type CallContext, ownerCall } from "../services/contract.js";
import type { S3Service } from "../services/s3/index.js";
import { publishAssets } from "./assets.js";
import type { StackInput } from "./assembly.js";

/** The operations of the cloudformation service that a deployment calls: the same ones that the API offers. */
export interface StackOperations {
  CreateStack(call: CallContext, input: CreateStackInput): Promise<{ StackId?: string }> | { StackId?: string };
  ContinueUpdateRollback(call: CallContext, input: ContinueUpdateRollbackInput): unknown;
  UpdateStack(call: CallContext, input: UpdateStackInput): Promise<{ StackId?: string }> | { StackId?: string };
  DeleteStack(call: CallContext, input: DeleteStackInput): unknown;
  DescribeStacks(
    call: CallContext,
    input: { StackName?: string },
  ): Promise<DescribeStacksOutput> | DescribeStacksOutput;
  DescribeStackEvents(
    call: CallContext,
    input: { StackName: string; NextToken?: string },
  ): Promise<DescribeStackEventsOutput> | DescribeStackEventsOutput;
  GetTemplateSummary(
    call: CallContext,
    input: { TemplateBody?: string; TemplateURL?: string },
  ): Promise<GetTemplateSummaryOutput> | GetTemplateSummaryOutput;
}

export interface Deployer {
  readonly account: Account;
  readonly endpoint: string;
  readonly s3: S3Service;
  readonly stacks: StackOperations;
  /** Settles when the stack's running operation has ended. */
  readonly settled: (stackId: string) => Promise<void>;
}

export interface StackResult {
  readonly stackName: string;
  readonly stackId: string;
  readonly status: string;
  /** `false`: there was nothing to change. */
  readonly changed: boolean;
  readonly outputs: Readonly<Record<string, string>>;
  /** From CreateStack or UpdateStack to the end. */
  readonly milliseconds: number;
}

/** Statuses in which CloudFormation takes nothing but a delete; the next deployment makes the stack anew. */
const DEAD: ReadonlySet<string> = new Set([
  "ROLLBACK_COMPLETE",
  "ROLLBACK_FAILED",
  "CREATE_FAILED",
  "DELETE_FAILED",
  "REVIEW_IN_PROGRESS",
]);
const DONE: ReadonlySet<string> = new Set(["CREATE_COMPLETE", "UPDATE_COMPLETE"]);
/** What the service takes as `TemplateBody`; larger templates go by way of a bucket. */
const TEMPLATE_BODY_BYTES = 51_200;
const CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"] as const;

/** Brings one stack to its template: creates it, or updates it; a failed remainder is removed first. */
export async function deployStack(
  deployer: Deployer,
  stack: StackInput,
  options: { readonly disableRollback?: boolean } = {},
): Promise<StackResult> {
  const call = ownerCall(deployer.account.accountId, deployer.account.partition);
  for (const manifest of stack.assetManifests) publishAssets(manifest, deployer.s3, deployer.account);

  let existing = await describe(deployer, stack.stackName);
  if (existing !== undefined && DEAD.has(existing.StackStatus ?? "")) {
    await deleteStack(deployer, existing.StackId ?? stack.stackName);
    existing = undefined;
  }
  if (existing?.StackStatus === "UPDATE_ROLLBACK_FAILED") await finishRollback(deployer, existing, call);
  const template = templateMember(deployer, stack, call);
  const common = {
    StackName: stack.stackName,
    ...template,
    Parameters: await parameterList(deployer, stack, template, existing, call),
    Tags: Object.entries(stack.tags).map(([Key, Value]) => ({ Key, Value })),
    Capabilities: [...CAPABILITIES],
    ...(options.disableRollback ? { DisableRollback: true } : {}),
  };

  const started = performance.now();
  let stackId = existing?.StackId ?? stack.stackName;
  let changed = true;
  if (existing === undefined) {
    const protection =
      stack.terminationProtection === undefined ? {} : { EnableTerminationProtection: stack.terminationProtection };
    stackId = (await deployer.stacks.CreateStack(call, { ...common, ...protection })).StackId ?? stackId;
  } else {
    changed = await update(deployer, call, common);
  }
  await deployer.settled(stackId);
  const milliseconds = performance.now() - started;

  const result = await describe(deployer, stackId);
  const status = result?.StackStatus ?? "DELETE_COMPLETE";
  if (!DONE.has(status) && changed) throw await deployFailed(deployer, stack.stackName, stackId, status, call);
  const outputs = Object.fromEntries(
    (result?.Outputs ?? []).map((output) => [output.OutputKey ?? "", output.OutputValue ?? ""]),
  );
  return { stackName: stack.stackName, stackId, status, changed, outputs, milliseconds };
}

async function deployFailed(
  deployer: Deployer,
  stackName: string,
  stackId: string,
  status: string,
  call: CallContext,
): Promise<RockpoolError> {
  if (status.endsWith("_IN_PROGRESS")) return poolStopped(stackName, status);
  const hint =
    status === "UPDATE_ROLLBACK_FAILED"
      ? `The rollback failed too. Mend the cause and deploy again, which tries the rollback once more; or remove the stack with \`rockpool destroy ${stackName}\`.`
      : "Mend the cause and deploy again; `rockpool events` shows every step.";
  const reason = await failureReason(deployer, stackId, call);
  return new RockpoolError("DeployFailed", `stack ${stackName} ended in ${status}: ${reason}`, { hint });
}

function poolStopped(stackName: string, status: string): RockpoolError {
  return new RockpoolError("PoolStopped", `the pool was stopped while stack ${stackName} was in ${status}`, {
    hint: "Start it again with `rockpool start`: it rolls back what was under way, or finishes its deletion.",
  });
}

/** CloudFormation takes no update before the rollback of the last one is through. */
async function finishRollback(deployer: Deployer, stack: Stack, call: CallContext): Promise<void> {
  const { StackName = "", StackId = StackName } = stack;
  await deployer.stacks.ContinueUpdateRollback(call, { StackName: StackId });
  await deployer.settled(StackId);
  const status = (await describe(deployer, StackId))?.StackStatus ?? "";
  if (status !== "UPDATE_ROLLBACK_COMPLETE") throw await deployFailed(deployer, StackName, StackId, status, call);
}

export interface DestroyOptions {
  /**
   * Delete the stack also when resources in it cannot be deleted; these are left behind.
   * @default false
   */
  readonly force?: boolean;
}

/** Deletes a stack and waits for it. Succeeds when there is none. */
export async function deleteStack(
  deployer: Deployer,
  stackName: string,
  { force = false }: DestroyOptions = {},
): Promise<void> {
  const call = ownerCall(deployer.account.accountId, deployer.account.partition);
  const existing = await describe(deployer, stackName);
  if (existing?.StackId === undefined) return;
  await deployer.stacks.DeleteStack(call, { StackName: existing.StackId });
  await deployer.settled(existing.StackId);
  let left = await describe(deployer, existing.StackId);
  if (force && left?.StackStatus === "DELETE_FAILED") {
    await deployer.stacks.DeleteStack(call, { StackName: existing.StackId, DeletionMode: "FORCE_DELETE_STACK" });
    await deployer.settled(existing.StackId);
    left = await describe(deployer, existing.StackId);
  }
  if (left?.StackStatus === "DELETE_IN_PROGRESS") throw poolStopped(stackName, left.StackStatus);
  if (left !== undefined && left.StackStatus !== "DELETE_COMPLETE") {
    throw new RockpoolError(
      "DeleteFailed",
      `stack ${stackName} ended in ${left.StackStatus}: ${await failureReason(deployer, existing.StackId, call)}`,
      {
        hint: "Remove what blocks the deletion (deletion protection, contents of a bucket) and destroy it again, or leave it behind with `rockpool destroy --force`.",
      },
    );
  }
}

async function describe(deployer: Deployer, stackName: string): Promise<Stack | undefined> {
  try {
    const call = ownerCall(deployer.account.accountId, deployer.account.partition);
    return (await deployer.stacks.DescribeStacks(call, { StackName: stackName })).Stacks?.[0];
  } catch (error) {
    if (error instanceof AwsError && error.code === "ValidationError" && error.message.includes("does not exist"))
      return undefined;
    throw error;
  }
}

async function update(deployer: Deployer, call: CallContext, input: UpdateStackInput): Promise<boolean> {
  try {
    await deployer.stacks.UpdateStack(call, input);
    return true;
  } catch (error) {
    if (messageOf(error) === "No updates are to be performed.") return false;
    throw error;
  }
}

function templateMember(
  deployer: Deployer,
  stack: StackInput,
  call: CallContext,
): { TemplateBody: string } | { TemplateURL: string } {
  if (Buffer.byteLength(stack.template) <= TEMPLATE_BODY_BYTES) return { TemplateBody: stack.template };
  const { accountId, region } = deployer.account;
  const Bucket = `rockpool-templates-${accountId}-${region}`;
  const Key = `${stack.stackName}.template`;
  try {
    deployer.s3.operations.CreateBucket(call, { Bucket });
  } catch (error) {
    if (!(error instanceof AwsError && error.code === "BucketAlreadyOwnedByYou")) throw error;
  }
  deployer.s3.operations.PutObject(call, { Bucket, Key, Body: stack.template });
  return { TemplateURL: `${deployer.endpoint}/${Bucket}/${Key}` };
}

/** Given values; what an existing stack was told before and is not told now stays as it is. */
async function parameterList(
  deployer: Deployer,
  stack: StackInput,
  template: { TemplateBody: string } | { TemplateURL: string },
  existing: Stack | undefined,
  call: CallContext,
) {
  const given = Object.entries(stack.parameters).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  }));
  if (existing?.Parameters === undefined || existing.Parameters.length === 0) return given;
  const summary = await deployer.stacks.GetTemplateSummary(call, template);
  const declared = new Set((summary.Parameters ?? []).map((parameter) => parameter.ParameterKey));
  const kept = existing.Parameters.filter(
    ({ ParameterKey }) =>
      ParameterKey !== undefined && declared.has(ParameterKey) && !(ParameterKey in stack.parameters),
  );
  return [...given, ...kept.map(({ ParameterKey }) => ({ ParameterKey, UsePreviousValue: true }))];
}

/** The first failure in time of the stack's last operation that is a cause and not a consequence. */
async function failureReason(deployer: Deployer, stackId: string, call: CallContext): Promise<string> {
  const failures = (await lastOperation(deployer, stackId, call))
    .filter((event) => event.ResourceStatus?.endsWith("_FAILED") && event.ResourceStatusReason !== undefined)
    .filter((event) => !event.ResourceStatusReason?.endsWith("cancelled"))
    .toReversed();
  const cause = failures.find((event) => event.PhysicalResourceId !== stackId) ?? failures[0];
  if (cause === undefined) return "no reason is recorded";
  return `${cause.LogicalResourceId} (${cause.ResourceType}): ${cause.ResourceStatusReason}`;
}

/** The events of the stack's last operation, newest first. */
async function lastOperation(deployer: Deployer, stackId: string, call: CallContext): Promise<CloudFormationEvent[]> {
  const events: CloudFormationEvent[] = [];
  let token: { NextToken?: string } = {};
  for (;;) {
    const answer = await deployer.stacks.DescribeStackEvents(call, { StackName: stackId, ...token });
    for (const event of answer.StackEvents ?? []) {
      if (event.PhysicalResourceId === stackId && event.ResourceStatusReason === "User Initiated") return events;
      events.push(event);
    }
    if (answer.NextToken === undefined) return events;
    token = { NextToken: answer.NextToken };
  }
}
