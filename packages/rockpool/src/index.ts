/** Rockpool's Node API: a local cloud for CloudFormation templates with databases, in this process. */
export type { StackResult } from "./deploy/deploy.js";
export type { Source } from "./deploy/source.js";
export { AwsError, RockpoolError } from "./errors.js";
export type { EngineEvent, EventBus, FunctionLogEvent, NoticeEvent, PoolEvent, StackEvent } from "./events.js";
export type { PoolOptions } from "./pool/options.js";
export type { DeployOptions, DeployResult, Pool, Synthesizable } from "./pool/contract.js";
export { startPool } from "./pool/pool.js";
