import type {
  Capability,
  Change,
  ChangeSetSummary,
  Parameter,
  ResourceStatus,
  Stack,
  StackEvent,
  StackResource,
  StackResourceDetail,
  StackResourceSummary,
  StackSummary,
} from "@aws-sdk/client-cloudformation";
import type {
  ChangeDetail,
  ChangeSetRecord,
  EventRecord,
  ParameterView,
  ResourceChange,
  ResourceRecord,
  StackRecord,
  StackView,
} from "../../cloudformation/engine/index.js";
import type { JsonObject } from "../../cloudformation/contract.js";
import { tagList } from "../tags.js";

// What the engine knows, in the shapes of the API.

const CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"] as const;

export const capabilityList = (given: readonly string[]): Capability[] =>
  CAPABILITIES.filter((capability) => given.includes(capability));

const date = (milliseconds: number | undefined): Date | undefined =>
  milliseconds === undefined ? undefined : new Date(milliseconds);

const NOT_CHECKED = { StackDriftStatus: "NOT_CHECKED" } as const;
const RESOURCE_NOT_CHECKED = { StackResourceDriftStatus: "NOT_CHECKED" } as const;

export const parameterList = (parameters: readonly ParameterView[]): Parameter[] =>
  parameters.map(({ key, value, resolvedValue }) => ({
    ParameterKey: key,
    ParameterValue: value,
    ...(resolvedValue === undefined ? {} : { ResolvedValue: resolvedValue }),
  }));

export function stackShape({ record, parameters, outputs, deployment }: StackView): Stack {
  return {
    StackId: record.stackId,
    StackName: record.stackName,
    ChangeSetId: record.changeSetId,
    Description: record.description,
    Parameters: parameterList(parameters),
    CreationTime: date(record.createdAt),
    DeletionTime: date(record.deletedAt),
    LastUpdatedTime: date(record.updatedAt),
    RollbackConfiguration: {},
    StackStatus: record.status,
    StackStatusReason: record.statusReason,
    DisableRollback: record.onFailure === "DO_NOTHING",
    NotificationARNs: [...(deployment?.notificationArns ?? [])],
    TimeoutInMinutes: record.timeoutMinutes,
    Capabilities: capabilityList(deployment?.capabilities ?? []),
    Outputs: outputs.map(({ key, value, description, exportName }) => ({
      OutputKey: key,
      OutputValue: value,
      Description: description,
      ExportName: exportName,
    })),
    RoleARN: deployment?.roleArn,
    Tags: tagList(deployment?.tags ?? {}),
    EnableTerminationProtection: record.terminationProtection,
    ParentId: record.parentId,
    RootId: record.rootId,
    RetainExceptOnCreate: record.retainExceptOnCreate || undefined,
    DriftInformation: NOT_CHECKED,
  };
}

export function stackSummary(record: StackRecord): StackSummary {
  return {
    StackId: record.stackId,
    StackName: record.stackName,
    TemplateDescription: record.description,
    CreationTime: date(record.createdAt),
    LastUpdatedTime: date(record.updatedAt),
    DeletionTime: date(record.deletedAt),
    StackStatus: record.status,
    StackStatusReason: record.statusReason,
    ParentId: record.parentId,
    RootId: record.rootId,
    DriftInformation: NOT_CHECKED,
  };
}

export function eventShape(event: EventRecord): StackEvent {
  return {
    StackId: event.stackId,
    EventId: event.eventId,
    StackName: event.stackName,
    LogicalResourceId: event.logicalResourceId,
    PhysicalResourceId: event.physicalResourceId,
    ResourceType: event.resourceType,
    Timestamp: date(event.timestamp),
    ResourceStatus: isResourceStatus(event.resourceStatus) ? event.resourceStatus : undefined,
    ResourceStatusReason: event.resourceStatusReason,
    ResourceProperties: event.resourceProperties,
    ClientRequestToken: event.clientRequestToken,
  };
}

// AWS puts every status of a stack here, also those that the SDK's enumeration of resource statuses lacks
// (REVIEW_IN_PROGRESS, UPDATE_COMPLETE_CLEANUP_IN_PROGRESS): deploying tools wait for them.
const isResourceStatus = (status: string): status is ResourceStatus => /^[A-Z_]+$/u.test(status);

export function resourceSummary(record: ResourceRecord): StackResourceSummary {
  return {
    LogicalResourceId: record.logicalId,
    PhysicalResourceId: record.physicalId === "" ? undefined : record.physicalId,
    ResourceType: record.type,
    LastUpdatedTimestamp: date(record.updatedAt),
    ResourceStatus: record.status,
    ResourceStatusReason: record.statusReason,
    DriftInformation: RESOURCE_NOT_CHECKED,
  };
}

export function resourceShape(stack: StackRecord, record: ResourceRecord): StackResource {
  const { LastUpdatedTimestamp, ...summary } = resourceSummary(record);
  return { ...summary, StackName: stack.stackName, StackId: stack.stackId, Timestamp: LastUpdatedTimestamp };
}

export function resourceDetail(
  stack: StackRecord,
  record: ResourceRecord,
  metadata: JsonObject | undefined,
): StackResourceDetail {
  return {
    ...resourceSummary(record),
    StackName: stack.stackName,
    StackId: stack.stackId,
    Metadata: metadata === undefined ? undefined : JSON.stringify(metadata),
  };
}

export function changeSetSummary(set: ChangeSetRecord): ChangeSetSummary {
  return {
    StackId: set.stackId,
    StackName: set.stackName,
    ChangeSetId: set.changeSetId,
    ChangeSetName: set.changeSetName,
    ExecutionStatus: set.executionStatus,
    Status: set.status,
    StatusReason: set.statusReason,
    CreationTime: date(set.createdAt),
    Description: set.description,
    IncludeNestedStacks: false,
  };
}

const SCOPES = [
  "Properties",
  "Metadata",
  "CreationPolicy",
  "UpdatePolicy",
  "DeletionPolicy",
  "UpdateReplacePolicy",
  "Tags",
] as const;

/** @param values whether the values of properties are to be shown (`IncludePropertyValues`) */
export function changeShape(change: ResourceChange, values: boolean): Change {
  return {
    Type: "Resource",
    ResourceChange: {
      PolicyAction: change.policyAction,
      Action: change.action,
      LogicalResourceId: change.logicalId,
      PhysicalResourceId: change.physicalId,
      ResourceType: change.type,
      Replacement: change.replacement,
      Scope: SCOPES.filter((scope) => change.scope.includes(scope)),
      Details: change.details.map((detail) => detailShape(detail, values)),
      ...(values
        ? {
            BeforeContext: change.before === undefined ? undefined : JSON.stringify(change.before),
            AfterContext: change.after === undefined ? undefined : JSON.stringify(change.after),
          }
        : {}),
    },
  };
}

function detailShape(detail: ChangeDetail, values: boolean) {
  return {
    Target: {
      Attribute: detail.attribute,
      Name: detail.name,
      RequiresRecreation: detail.requiresRecreation,
      ...(values
        ? {
            Path: detail.path,
            BeforeValue: detail.beforeValue,
            AfterValue: detail.afterValue,
            AttributeChangeType:
              detail.beforeValue === undefined
                ? ("Add" as const)
                : detail.afterValue === undefined
                  ? ("Remove" as const)
                  : ("Modify" as const),
          }
        : {}),
    },
    Evaluation: detail.evaluation,
    ChangeSource: detail.source,
    CausingEntity: detail.causingEntity,
  };
}
