/**
 * What the CloudFormation engine is given from outside: it knows no AWS service, no database and no HTTP.
 */

/** A JSON value, as templates and resource properties consist of. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** The shape of one property, from the resource specification. Enough for type conversion, required properties and replacement. */
export interface PropertySchema {
  readonly type: PropertyType;
  readonly required?: boolean;
  /** `yes`: a change replaces the resource. `maybe`: the handler decides. Absent: in place. */
  readonly replacement?: "yes" | "maybe";
}
export type PropertyType =
  | { readonly kind: "string" | "number" | "integer" | "boolean" | "json" | "tag" | "timestamp" }
  | { readonly kind: "list" | "map"; readonly of: PropertyType }
  | { readonly kind: "object"; readonly name: string }
  | { readonly kind: "union"; readonly of: readonly PropertyType[] };

/** A resource type as the specification describes it. */
export interface ResourceSchema {
  readonly type: string;
  readonly properties: Readonly<Record<string, PropertySchema>>;
  /** The object types that properties refer to by name. */
  readonly definitions: Readonly<Record<string, Readonly<Record<string, PropertySchema>>>>;
  /** Attributes that Fn::GetAtt knows, e.g. `Endpoint.Port`. */
  readonly attributes: readonly string[];
  /** The property that names the resource, when it has one, e.g. `DBClusterIdentifier`. */
  readonly nameProperty?: string;
  /** The properties behind Ref (the spec's `cfnRefIdentifier ?? primaryIdentifier`). */
  readonly identifier: readonly string[];
}

/** What a handler is told beside the properties. */
export interface ResourceContext {
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly resourceType: string;
  /** Tags of the stack and the `aws:cloudformation:*` ones, for resources that take tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** Aborted when the operation is cancelled (a sibling failed, the pool stops). A handler may finish instead. */
  readonly signal: AbortSignal;
  /** A generated name: `<stack>-<logicalId>-<12 random>`, cut to `maxLength`. The same for every call within one attempt. */
  generateName(options?: { maxLength?: number; lowerCase?: boolean }): string;
  /**
   * Records the physical id before the resource is complete, so that a crash or a rollback can find it. Called in the
   * transaction that writes the resource, as the last thing in it: after a crash both are there, or neither.
   */
  initiated(physicalId: string): void;
  /** The resource's `Metadata`, `CreationPolicy` and `UpdatePolicy`, resolved. */
  readonly attributes: Readonly<Record<string, Json>>;
}

/** What a handler answers. */
export interface ResourceState {
  /** What `Ref` gives. */
  readonly physicalId: string;
  /** What `Fn::GetAtt` gives, by attribute name (dots included, e.g. `Endpoint.Port`). */
  readonly attributes?: Readonly<Record<string, Json>>;
  /** Attribute values must not be shown by Describe calls (custom resources with NoEcho). */
  readonly noEcho?: boolean;
}

/**
 * Runs one resource type. `create` returns when the resource is usable, not before. Any error thrown becomes the
 * resource's status reason. All methods but `create`, which is not repeated, must be safe to repeat after a crash:
 * `delete` of something that is gone succeeds.
 */
export interface ResourceHandler {
  create(context: ResourceContext, properties: JsonObject): Promise<ResourceState>;
  /** Absent: every change replaces the resource. May answer with another physical id: then the old one is deleted in the cleanup. */
  update?(
    context: ResourceContext,
    physicalId: string,
    oldProperties: JsonObject,
    newProperties: JsonObject,
  ): Promise<ResourceState>;
  delete(context: ResourceContext, physicalId: string, properties: JsonObject): Promise<void>;
  /** For `DeletionPolicy: Snapshot`. Absent: the type does not support snapshots. */
  snapshot?(context: ResourceContext, physicalId: string, properties: JsonObject, snapshotName: string): Promise<void>;
  /** Whether changes to these properties, marked `maybe` by the schema, need a replacement. Default: no. */
  needsReplacement?(changed: readonly string[], oldProperties: JsonObject, newProperties: JsonObject): boolean;
  /** Whether the type takes any property and any attribute (custom resources, nested stacks). */
  readonly open?: boolean;
  /** `Snapshot` for the database types whose default deletion policy it is. */
  defaultDeletionPolicy?(properties: JsonObject): "Delete" | "Snapshot";
  /** A nested stack: evaluated on every update of its parent, even with equal properties. */
  readonly alwaysUpdate?: boolean;
  /** A nested stack: takes its last update back. Without it, a rollback calls `update` with the properties exchanged. */
  rollback?(context: ResourceContext, physicalId: string): Promise<void>;
  /** A nested stack: the whole update has succeeded, what it still keeps for a rollback may go. */
  commit?(context: ResourceContext, physicalId: string): Promise<void>;
}

export interface ResourceRegistry {
  /** The handler of a type. `undefined`: Rockpool does not run it. `Custom::X` gives the custom resource handler. */
  handler(type: string): ResourceHandler | undefined;
  /** The specification of a type that has a handler. */
  schema(type: string): ResourceSchema | undefined;
  /** Whether AWS knows this type. */
  exists(type: string): boolean;
}

/** Values that come from elsewhere while a template is evaluated. All may throw: the error becomes a status reason. */
export interface ExternalValues {
  /** `{{resolve:ssm:...}}`, `{{resolve:ssm-secure:...}}` and parameters of an SSM type. */
  ssmParameter(name: string, version?: string, options?: { secure?: boolean }): Promise<string>;
  /** `{{resolve:secretsmanager:...}}`: the secret's text, or the value of one JSON key of it. */
  secret(reference: { secretId: string; jsonKey?: string; versionStage?: string; versionId?: string }): Promise<string>;
  availabilityZones(region: string): string[];
  /** The text of a template or an `AWS::Include` at an S3 URL. */
  template(url: string): Promise<string>;
}
