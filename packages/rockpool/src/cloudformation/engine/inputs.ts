import { validationError } from "../template/errors.js";
import type { ParameterInput } from "../template/model.js";
import type { Deployment, OnFailure } from "./model.js";

/** What CreateStack and UpdateStack have in common. */
export interface DeployInput {
  /** A name, or for an update also the stack's ARN. */
  readonly stackName: string;
  /** The template's text. Required, except for an update with `usePreviousTemplate`. */
  readonly template?: string | undefined;
  readonly parameters?: readonly ParameterInput[] | undefined;
  /** Default for an update: as they are. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly capabilities?: readonly string[] | undefined;
  /** Recorded; nothing is sent to them. */
  readonly notificationArns?: readonly string[] | undefined;
  /** Recorded; handlers work with the pool's own rights, and who may start an operation is decided before it comes here. */
  readonly roleArn?: string | undefined;
  readonly clientRequestToken?: string | undefined;
  /** Same as `onFailure: "DO_NOTHING"`. */
  readonly disableRollback?: boolean | undefined;
  /** What a rollback does with resources of policy `Retain` that this operation created. Default: keep them. */
  readonly retainExceptOnCreate?: boolean | undefined;
}

export interface CreateStackInput extends DeployInput {
  readonly template: string;
  /** Default `ROLLBACK`. */
  readonly onFailure?: OnFailure | undefined;
  /** Default: as long as it takes. */
  readonly timeoutMinutes?: number | undefined;
  readonly terminationProtection?: boolean | undefined;
  readonly stackPolicy?: string | undefined;
}

export interface UpdateStackInput extends DeployInput {
  readonly usePreviousTemplate?: boolean | undefined;
  readonly stackPolicy?: string | undefined;
  /** For this one update in place of the stack's own policy. */
  readonly stackPolicyDuringUpdate?: string | undefined;
}

export interface DeleteStackInput {
  readonly stackName: string;
  readonly clientRequestToken?: string | undefined;
  /** Logical ids to leave alone; AWS takes them for stacks in DELETE_FAILED only. */
  readonly retainResources?: readonly string[] | undefined;
  /** `FORCE_DELETE_STACK`: lets go of what cannot be deleted. */
  readonly force?: boolean | undefined;
  /** Deletes also what a DeletionPolicy would retain or snapshot. */
  readonly ignorePolicies?: boolean | undefined;
}

export interface ChangeSetInput extends DeployInput {
  readonly changeSetName: string;
  /** Default `UPDATE`. */
  readonly type?: string | undefined;
  readonly usePreviousTemplate?: boolean | undefined;
  readonly description?: string | undefined;
  readonly onFailure?: OnFailure | undefined;
}

/** Where a nested stack hangs. */
export interface Parent {
  readonly parentId: string;
  /** Told the ARN before there is a stack of it: a kill in between leaves none that its parent does not know. */
  readonly begun: (stackId: string) => void;
}

const STACK_NAME = /^[a-zA-Z][-a-zA-Z0-9]*$/u;
const LONGEST_NAME = 128;

/** @throws AwsError ValidationError when AWS would not take the name */
export function checkName(name: string, member: "stackName" | "changeSetName"): void {
  const problems = [
    ...(STACK_NAME.test(name)
      ? []
      : [
          `Value '${name}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
        ]),
    ...(name.length <= LONGEST_NAME
      ? []
      : [
          `Value '${name}' at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${LONGEST_NAME}`,
        ]),
  ];
  if (problems.length === 0) return;
  const count = problems.length === 1 ? "1 validation error" : `${problems.length} validation errors`;
  throw validationError(`${count} detected: ${problems.join("; ")}`);
}

/** The template's text: as given, or the stack's own. */
export function templateText(
  input: { readonly template?: string | undefined; readonly usePreviousTemplate?: boolean | undefined },
  deployed: Deployment | undefined,
): string {
  if (input.usePreviousTemplate === true && input.template !== undefined) {
    throw validationError(
      "Either Template URL or Template Body must be specified, not both of them and a previous template.",
    );
  }
  const text = input.usePreviousTemplate === true ? deployed?.template : input.template;
  if (text === undefined) throw validationError("Either Template URL or Template Body must be specified.");
  return text;
}
