import type { Json, JsonObject } from "../contract.js";
import type { DeletionPolicy, UpdateReplacePolicy } from "../template/model.js";
import type { ResourceStatus, StackStatus } from "./statuses.js";

/** JSON encrypted by the state's vault: whatever may hold a secret lies on disk in this form alone. */
export type Sealed = string;

/** Everything a caller chose for one create or update. */
export interface Deployment {
  /** The template's text as it was given. */
  readonly template: string;
  /** What its transforms made of it, when it has any. */
  readonly processed?: JsonObject;
  readonly parameters: readonly StoredParameter[];
  readonly tags: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  readonly notificationArns: readonly string[];
  readonly roleArn?: string;
}

export interface StoredParameter {
  readonly key: string;
  readonly value: Sealed;
  readonly noEcho: boolean;
  /** What an SSM parameter had under the name when it was last read. */
  readonly resolvedValue?: string;
}

export interface StackRecord {
  readonly stackId: string;
  readonly stackName: string;
  readonly status: StackStatus;
  readonly statusReason?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt?: number;
  readonly deletedAt?: number;
  readonly description?: string | undefined;
  /** The stack whose resource this one is. */
  readonly parentId?: string;
  readonly rootId?: string;
  /** What the stack was last brought to completely. */
  readonly deployed?: Deployment | undefined;
  /** What the running operation, or the last failed one, aims at. */
  readonly target?: Deployment | undefined;
  /** Sealed {@link StackOutput}s: AWS does not mask NoEcho values that a template shows in its outputs. */
  readonly outputs: Sealed;
  /** The logical ids of the target, while the cleanup of an update removes the others. */
  readonly live?: readonly string[] | undefined;
  /** Names of the exports that this stack uses. */
  readonly imports: readonly string[];
  /** What an update's rollback brings back, from the update's end until its cleanup is done. */
  readonly previous?:
    | undefined
    | { readonly outputs: Sealed; readonly imports: readonly string[]; readonly description?: string };
  readonly onFailure: OnFailure;
  /** `RetainExceptOnCreate` for every resource, as the operation's caller asked. */
  readonly retainExceptOnCreate: boolean;
  readonly timeoutMinutes?: number | undefined;
  readonly terminationProtection: boolean;
  readonly stackPolicy?: string | undefined;
  /** Echoed in the events of the current operation. */
  readonly clientRequestToken?: string | undefined;
  readonly changeSetId?: string;
  /** How the stack is to be deleted, from DeleteStack on. */
  readonly deletion?: DeletionOptions;
}

export interface DeletionOptions {
  /** Resources to leave alone. */
  readonly retain: readonly string[];
  /** What cannot be deleted is let go (`FORCE_DELETE_STACK`). */
  readonly force: boolean;
  /** Delete also what a policy would retain or snapshot. */
  readonly ignorePolicies: boolean;
}

/** What to do when a create or an update fails. */
export type OnFailure = "ROLLBACK" | "DELETE" | "DO_NOTHING";

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

export interface ExportRecord {
  readonly name: string;
  readonly value: Sealed;
  readonly stackId: string;
}

/** One thing that exists behind a logical id. During an update there may be several: the old one, the new one. */
export interface ResourceVersion {
  readonly type: string;
  readonly physicalId: string;
  /** The random part of generated names: one for each attempt to create. */
  readonly token: string;
  /** Dynamic references in it are unresolved. */
  readonly properties: Sealed;
  /** The properties as events show them: values of NoEcho parameters masked. */
  readonly shownProperties: JsonObject;
  /** What Fn::GetAtt gives. */
  readonly attributes: Sealed;
  /** `Metadata`, `CreationPolicy` and `UpdatePolicy`, resolved. */
  readonly details: Sealed;
  readonly noEcho: boolean;
  readonly deletionPolicy?: DeletionPolicy;
  readonly updateReplacePolicy?: UpdateReplacePolicy;
  readonly dependsOn: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** Rockpool has no handler for the type: it stands in the books and nowhere else. */
  readonly modelled: boolean;
}

export interface ResourceRecord {
  readonly stackId: string;
  readonly logicalId: string;
  readonly type: string;
  readonly status: ResourceStatus;
  readonly statusReason?: string | undefined;
  readonly updatedAt: number;
  /** As the listings show it; empty before it is known. Stays after the deletion. */
  readonly physicalId: string;
  /** What the stack uses now. Absent: nothing has been created yet. */
  readonly version?: ResourceVersion;
  /**
   * What the stack used before the operation in progress. Absent: the operation has not touched the resource.
   * `null`: there was nothing.
   */
  readonly before?: ResourceVersion | null;
  /** A create that has begun and not ended. Its physical id is empty until the handler knows it. */
  readonly attempt?: ResourceVersion;
  /** The operation made a new physical resource in place of `before`, without the handler's `update`. */
  readonly replaced?: boolean;
  /**
   * What `before`'s physical resource had been changed to when it was replaced: after an update that failed without a rollback, and a
   * further one. The way back leads through it.
   */
  readonly detour?: ResourceVersion;
  /** What nothing uses any more: the next cleanup disposes of it. */
  readonly garbage: readonly Garbage[];
}

export interface Garbage {
  readonly version: ResourceVersion;
  readonly policy: Disposal;
}

/** What becomes of a physical resource that the stack lets go. */
export type Disposal = "Delete" | "Retain" | "Snapshot";

export interface EventRecord {
  readonly eventId: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalResourceId: string;
  readonly physicalResourceId: string;
  readonly resourceType: string;
  readonly timestamp: number;
  readonly resourceStatus: string;
  readonly resourceStatusReason?: string;
  readonly resourceProperties?: string;
  readonly clientRequestToken?: string;
}

export type ChangeSetType = "CREATE" | "UPDATE";

export interface ChangeSetRecord {
  readonly changeSetId: string;
  readonly changeSetName: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly type: ChangeSetType;
  readonly description?: string;
  readonly createdAt: number;
  readonly status: "CREATE_COMPLETE" | "FAILED";
  readonly statusReason?: string;
  readonly executionStatus:
    | "UNAVAILABLE"
    | "AVAILABLE"
    | "EXECUTE_IN_PROGRESS"
    | "EXECUTE_COMPLETE"
    | "EXECUTE_FAILED"
    | "OBSOLETE";
  readonly deployment: Deployment;
  readonly changes: readonly ResourceChange[];
  readonly onFailure?: OnFailure;
}

/** One resource in a plan: what the operation would do with it. */
export interface ResourceChange {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId?: string;
  readonly action: "Add" | "Modify" | "Remove";
  /** For `Modify`. `Conditional`: it depends on a value that is known only later. */
  readonly replacement?: "True" | "False" | "Conditional";
  /** What happens to the physical resource that goes. */
  readonly policyAction?:
    | "Delete"
    | "Retain"
    | "Snapshot"
    | "ReplaceAndDelete"
    | "ReplaceAndRetain"
    | "ReplaceAndSnapshot";
  readonly scope: readonly string[];
  readonly details: readonly ChangeDetail[];
  /** Properties with NoEcho values masked. */
  readonly before?: ChangeContext;
  readonly after?: ChangeContext;
}

export interface ChangeContext {
  readonly Properties: Json;
  readonly Metadata?: Json;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface ChangeDetail {
  readonly attribute:
    | "Properties"
    | "Metadata"
    | "Tags"
    | "DeletionPolicy"
    | "UpdateReplacePolicy"
    | "CreationPolicy"
    | "UpdatePolicy";
  /** The property's name, for `Properties`. */
  readonly name?: string;
  readonly path?: string;
  readonly requiresRecreation: "Never" | "Conditionally" | "Always";
  readonly evaluation: "Static" | "Dynamic";
  readonly source:
    | "DirectModification"
    | "ParameterReference"
    | "ResourceReference"
    | "ResourceAttribute"
    | "Automatic";
  readonly causingEntity?: string;
  readonly beforeValue?: string;
  readonly afterValue?: string;
}
