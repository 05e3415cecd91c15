import { AwsError } from "../../errors.js";
import { validationError } from "../template/errors.js";
import type { StackStatus } from "./statuses.js";

// The refusals of CloudFormation, in its wording.

export const stackNotFound = (nameOrId: string): AwsError =>
  validationError(`Stack with id ${nameOrId} does not exist`);

/** The same refusal, as the calls about events, templates, resources and change sets word it. */
export const stackMissing = (nameOrId: string): AwsError => validationError(`Stack [${nameOrId}] does not exist`);

export const alreadyExists = (stackName: string): AwsError =>
  new AwsError("AlreadyExistsException", `Stack [${stackName}] already exists`);

export const notUpdatable = (stackId: string, status: StackStatus): AwsError =>
  validationError(`Stack:${stackId} is in ${status} state and can not be updated.`);

export const noUpdates = (): AwsError => validationError("No updates are to be performed.");

export const isNoUpdates = (error: unknown): boolean =>
  error instanceof AwsError && error.message === "No updates are to be performed.";

export const changeSetNotFound = (changeSetName: string): AwsError =>
  new AwsError("ChangeSetNotFoundException", `ChangeSet [${changeSetName}] does not exist`, { status: 404 });

export const insufficientCapabilities = (capabilities: readonly string[]): AwsError =>
  new AwsError("InsufficientCapabilitiesException", `Requires capabilities : [${capabilities.join(", ")}]`);

/** `The following resource(s) failed to create: [A, B]. `, with CloudFormation's trailing space. */
export function failureSummary(failures: Readonly<Record<"create" | "update" | "delete", readonly string[]>>): string {
  const sentence = (verb: "create" | "update" | "delete"): string =>
    failures[verb].length === 0 ? "" : `The following resource(s) failed to ${verb}: [${failures[verb].join(", ")}]. `;
  return sentence("create") + sentence("update") + sentence("delete");
}

export const changeSetExists = (changeSetName: string): AwsError =>
  new AwsError("AlreadyExistsException", `ChangeSet ${changeSetName} already exists`);

export const changeSetBusy = (changeSetId: string, status: string): AwsError =>
  new AwsError("InvalidChangeSetStatusException", `ChangeSet [${changeSetId}] cannot be deleted in status [${status}]`);

export const changeSetNotExecutable = (changeSetId: string, status: string): AwsError =>
  new AwsError(
    "InvalidChangeSetStatusException",
    `ChangeSet [${changeSetId}] cannot be executed in its current status of [${status}]`,
  );
