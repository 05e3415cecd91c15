export { createStackEngine, StackEngine, type StackEngineOptions } from "./engine.js";
export type { ChangeSetInput, CreateStackInput, DeleteStackInput, DeployInput, UpdateStackInput } from "./inputs.js";
export type {
  ChangeDetail,
  ChangeSetRecord,
  EventRecord,
  OnFailure,
  ResourceChange,
  ResourceRecord,
  StackOutput,
  StackRecord,
} from "./model.js";
export type { NestedStacks } from "./nested.js";
export type { ParameterView, Queries, StackView, TemplateSummary } from "./queries.js";
export { isInProgress, isSuccess, type ResourceStatus, type StackStatus } from "./statuses.js";
