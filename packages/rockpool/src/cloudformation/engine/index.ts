/**
 * The deployment engine. Read it in this order: `engine.ts` (what can be asked of it), `lifecycle.ts` (the courses of a create, an update, a
 * delete and their rollbacks), `forward.ts` (resources along the graph), `actions.ts` (one resource), `restore.ts` and `disposal.ts` (the way
 * back, and what goes), `model.ts` and `store.ts` (what is on disk), `resume.ts` (after a kill).
 */
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
