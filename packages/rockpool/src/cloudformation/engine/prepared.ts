import type { Json, JsonObject } from "../contract.js";
import type { DeletionPolicy, ResolvedParameters, Template, UpdateReplacePolicy } from "../template/model.js";
import type { Deployment, StackOutput } from "./model.js";

/** What a template wants of one resource, intrinsic functions evaluated, dynamic references still text. */
export interface Desired {
  readonly type: string;
  readonly properties: JsonObject;
  /** The properties with the values of NoEcho parameters and attributes masked. */
  readonly shown: JsonObject;
  /** `Metadata`, `CreationPolicy` and `UpdatePolicy`. */
  readonly details: JsonObject;
  readonly deletionPolicy?: DeletionPolicy;
  readonly updateReplacePolicy?: UpdateReplacePolicy;
  readonly dependsOn: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** What intrinsic functions read of the stack's other resources. Both may answer `UNKNOWN`. */
export interface ResourceLookup {
  ref(logicalId: string): Json;
  getAtt(logicalId: string, attribute: string): Json;
  /** The same with values hidden that must not be shown. */
  shownAtt(logicalId: string, attribute: string): Json;
}

/** A template with its parameters known and its conditions decided: everything but what only the resources can tell. */
export interface Prepared {
  readonly deployment: Deployment;
  readonly template: Template;
  readonly parameters: ResolvedParameters;
  readonly conditions: Readonly<Record<string, boolean>>;
  /** The resources whose condition holds. */
  readonly live: readonly string[];
  /** The same, each after what it depends on. */
  readonly order: readonly string[];
  /** The live resources that one refers to or names in DependsOn. */
  dependencies(logicalId: string): readonly string[];
  /** Throws what becomes the resource's status reason. */
  desired(logicalId: string, lookup: ResourceLookup): Desired;
  outputs(lookup: ResourceLookup): StackOutput[];
  /** Names of exports asked for so far. */
  readonly imports: ReadonlySet<string>;
  /** What was mended while the template was read. */
  readonly warnings: readonly string[];
}
