import type { Json, JsonObject } from "../contract.js";

/** A template's text, read but not yet validated. */
export interface ParsedTemplate {
  readonly text: string;
  readonly format: "json" | "yaml";
  /**
   * The template with every YAML short form in its long form. A number whose text is not its canonical form
   * (`012345678901`, `1.10`, `1e3`) is kept as that text; the conversion to a property's type makes a number of it where one is wanted.
   */
  readonly body: JsonObject;
  /** What was mended on the way, a sentence each. */
  readonly warnings: readonly string[];
}

/** A template after its transforms, structurally valid. Intrinsic functions are still inside of property values. */
export interface Template {
  readonly description?: string;
  readonly metadata: JsonObject;
  readonly parameters: Readonly<Record<string, ParameterDeclaration>>;
  readonly rules: Readonly<Record<string, RuleDeclaration>>;
  readonly mappings: Mappings;
  /** Condition expressions by name. */
  readonly conditions: JsonObject;
  /** Names of the transforms that the template asked for, in their order. */
  readonly transforms: readonly string[];
  readonly resources: Readonly<Record<string, ResourceDeclaration>>;
  readonly outputs: Readonly<Record<string, OutputDeclaration>>;
  /** The whole processed template, as `GetTemplate` shows it. */
  readonly source: JsonObject;
}

export interface ResourceDeclaration {
  readonly type: string;
  readonly properties: JsonObject;
  readonly dependsOn: readonly string[];
  /** The condition's name. */
  readonly condition?: string;
  readonly deletionPolicy?: DeletionPolicy;
  readonly updateReplacePolicy?: UpdateReplacePolicy;
  readonly metadata: JsonObject;
  readonly creationPolicy?: JsonObject;
  readonly updatePolicy?: JsonObject;
}

export type DeletionPolicy = "Delete" | "Retain" | "RetainExceptOnCreate" | "Snapshot";
export type UpdateReplacePolicy = "Delete" | "Retain" | "Snapshot";

export interface OutputDeclaration {
  readonly value: Json;
  readonly description?: string;
  /** `Export.Name`; may hold intrinsic functions. */
  readonly exportName?: Json;
  readonly condition?: string;
}

/** Two levels of keys, then a text, a list of texts, or (with `AWS::LanguageExtensions`) any JSON. */
export type Mappings = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Json>>>>>>;

export interface RuleDeclaration {
  /** The rule applies when this holds; absent: always. */
  readonly condition?: Json;
  readonly assertions: ReadonlyArray<{ readonly assert: Json; readonly description?: string }>;
}

/** Values are texts, as on AWS: numbers and booleans in the template are kept as they were written. */
export interface ParameterDeclaration {
  /** `String`, `Number`, `CommaDelimitedList`, `List<...>`, `AWS::EC2::VPC::Id`, `AWS::SSM::Parameter::Value<...>`, ... */
  readonly type: string;
  readonly default?: string;
  readonly description?: string;
  readonly allowedValues?: readonly string[];
  readonly allowedPattern?: string;
  readonly constraintDescription?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly noEcho: boolean;
}

/** A parameter as a caller of CreateStack or UpdateStack gives it. */
export interface ParameterInput {
  readonly key: string;
  readonly value?: string;
  readonly usePreviousValue?: boolean;
}

export interface ResolvedParameter {
  readonly type: string;
  /** The text as given or defaulted; for an SSM type the parameter's *name*. */
  readonly value: string;
  /** For `AWS::SSM::Parameter::Value<...>`: what the Parameter Store has under that name. */
  readonly resolvedValue?: string;
  readonly noEcho: boolean;
  /** What `Ref` gives: a text, or a list of texts for list types. */
  readonly reference: Json;
}
export type ResolvedParameters = Readonly<Record<string, ResolvedParameter>>;

/** Values of `AWS::AccountId` and its siblings. */
export interface PseudoParameters {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly urlSuffix: string;
  readonly stackName: string;
  readonly stackId: string;
  readonly notificationArns: readonly string[];
}

/** The argument of `Fn::GetStackOutput`. */
export interface StackOutputReference {
  readonly stackName: string;
  readonly outputName: string;
  readonly region?: string;
  readonly roleArn?: string;
}

/** What intrinsic functions see. `ref`, `getAtt`, `importValue` and `stackOutput` may throw: the error becomes a status reason. */
export interface Scope {
  readonly parameters: ResolvedParameters;
  readonly pseudo: PseudoParameters;
  readonly mappings: Mappings;
  /** Condition values by name, from `evaluateConditions`. */
  readonly conditions: Readonly<Record<string, boolean>>;
  /** The physical id of a resource, or {@link UNKNOWN} when it does not exist yet. */
  ref(logicalId: string): Json;
  /** An attribute of a resource, or {@link UNKNOWN}. */
  getAtt(logicalId: string, attribute: string): Json;
  /** The value of an export of this region. */
  importValue(name: string): Json;
  stackOutput(reference: StackOutputReference): Json;
  availabilityZones(region: string): readonly string[];
}

/**
 * Stands for a value that is known only after a resource has been created or replaced. Every function over it gives it again.
 * The text is the one that AWS shows in a change set.
 */
export const UNKNOWN = "{{changeSet:KNOWN_AFTER_APPLY}}";

/** Whether anything within `value` is {@link UNKNOWN}. */
export function containsUnknown(value: Json): boolean {
  if (value === UNKNOWN) return true;
  if (value === null || typeof value !== "object") return false;
  return (Array.isArray(value) ? value : Object.values(value)).some(containsUnknown);
}
