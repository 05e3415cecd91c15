import type { Json, JsonObject, ResourceRegistry } from "../contract.js";
import { formatError, validationError } from "./errors.js";
import { isObject, isScalar, mapValues } from "./json.js";
import type {
  DeletionPolicy,
  Mappings,
  OutputDeclaration,
  ResourceDeclaration,
  RuleDeclaration,
  Template,
  UpdateReplacePolicy,
} from "./model.js";
import { readParameters } from "./parameters.js";
import { checkFunctions, checkReferences } from "./validate-references.js";

const SECTIONS = new Set(
  "AWSTemplateFormatVersion Description Metadata Parameters Rules Mappings Conditions Transform Resources Outputs".split(
    " ",
  ),
);
const RESOURCE_MEMBERS = new Set(
  "Type Properties DependsOn Condition DeletionPolicy UpdateReplacePolicy UpdatePolicy CreationPolicy Metadata".split(
    " ",
  ),
);
const OUTPUT_MEMBERS = new Set(["Value", "Description", "Export", "Condition"]);
const DELETION_POLICIES: readonly DeletionPolicy[] = ["Delete", "Retain", "RetainExceptOnCreate", "Snapshot"];
const REPLACE_POLICIES: readonly UpdateReplacePolicy[] = ["Delete", "Retain", "Snapshot"];

/** The most members of a section, from the CloudFormation quotas. */
const MAXIMUM_MEMBERS = { Resources: 500, Parameters: 200, Outputs: 200, Mappings: 200 } as const;

/** What validation needs to know beside the template. */
export interface ValidationOptions {
  readonly registry: Pick<ResourceRegistry, "exists" | "schema" | "handler">;
  /** The transforms that made this template; `AWS::LanguageExtensions` among them allows its functions. */
  readonly transforms: readonly string[];
}

/**
 * Reads a template, after its transforms, into its model.
 * @throws AwsError ValidationError in CloudFormation's wording: structure, unknown resource types, functions and attributes,
 * references to what is not there, quotas. Cycles show when the resource graph is built, which needs the conditions' values.
 */
export function validateTemplate(body: JsonObject, { registry, transforms }: ValidationOptions): Template {
  const unknown = Object.keys(body).filter((key) => !SECTIONS.has(key));
  if (unknown.length > 0) throw validationError(`Invalid template property or properties [${unknown.join(", ")}]`);
  const version = body["AWSTemplateFormatVersion"];
  if (version !== undefined && version !== "2010-09-09")
    throw formatError("unsupported value for AWSTemplateFormatVersion.");
  checkNulls(body);
  const template: Template = {
    description: readDescription(body["Description"]),
    metadata: section(body, "Metadata"),
    parameters: readParameters(limited(body, "Parameters")),
    rules: mapValues(section(body, "Rules"), readRule),
    mappings: readMappings(limited(body, "Mappings")),
    conditions: section(body, "Conditions"),
    transforms,
    resources: readResources(body),
    outputs: mapValues(limited(body, "Outputs"), readOutput),
    source: body,
  };
  checkTypes(template, registry);
  checkFunctions(template);
  checkReferences(template, registry);
  return template;
}

function section(body: JsonObject, name: string): JsonObject {
  const value = body[name];
  if (value === undefined) return {};
  if (!isObject(value)) throw formatError(`[/${name}] ${name} must be an object.`);
  return value;
}

function limited(body: JsonObject, name: keyof typeof MAXIMUM_MEMBERS): JsonObject {
  const value = section(body, name);
  const count = Object.keys(value).length;
  const maximum = MAXIMUM_MEMBERS[name];
  if (count > maximum)
    throw formatError(`Number of ${name.toLowerCase()}, ${count}, is greater than maximum allowed, ${maximum}`);
  return value;
}

function readDescription(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "string") throw formatError("Template Description must be a string.");
  if (Buffer.byteLength(value) > 1024) throw formatError("'Description' length is greater than 1024.");
  return value;
}

/**
 * Refuses nulls everywhere but in metadata, which nothing evaluates.
 * @throws AwsError ValidationError `[/Path] 'null' values are not allowed in templates`
 */
export function checkNulls(value: Json, path = ""): void {
  if (value === null) throw validationError(`[${path}] 'null' values are not allowed in templates`);
  if (typeof value !== "object") return;
  for (const [key, item] of Object.entries(value)) {
    if (!/^(?:\/Resources\/[^/]+)?\/Metadata$/.test(`${path}/${key}`)) checkNulls(item, `${path}/${key}`);
  }
}

function readRule(value: Json, name: string): RuleDeclaration {
  const assertions = isObject(value) ? value["Assertions"] : undefined;
  if (!isObject(value) || !Array.isArray(assertions))
    throw formatError(`Rule ${name} must contain a list of Assertions.`);
  return {
    condition: value["RuleCondition"],
    assertions: assertions.map((assertion) => {
      const assert = isObject(assertion) ? assertion["Assert"] : undefined;
      const description = isObject(assertion) ? assertion["AssertDescription"] : undefined;
      if (assert === undefined) throw formatError(`Every assertion of rule ${name} must contain an Assert member.`);
      return { assert, description: typeof description === "string" ? description : undefined };
    }),
  };
}

function readMappings(value: JsonObject): Mappings {
  return mapValues(value, (map) => {
    if (!isObject(map)) throw formatError("Every Mappings member must be a map");
    return mapValues(map, (attributes, key) => {
      if (!isObject(attributes)) throw formatError(`Every Mappings attribute must be a String or a List. (${key})`);
      return attributes;
    });
  });
}

function readResources(body: JsonObject): Record<string, ResourceDeclaration> {
  const resources = body["Resources"];
  if (resources === undefined || (isObject(resources) && Object.keys(resources).length === 0)) {
    throw formatError("At least one Resources member must be defined.");
  }
  return mapValues(limited(body, "Resources"), readResource);
}

function readResource(value: Json, id: string): ResourceDeclaration {
  if (!/^[A-Za-z0-9]+$/.test(id)) throw formatError(`Resource name ${id} is non alphanumeric.`);
  if (!isObject(value)) throw formatError("Any Resources member must be an object.");
  const unknown = Object.keys(value).find((key) => !RESOURCE_MEMBERS.has(key));
  if (unknown !== undefined) throw validationError(`Invalid template resource property '${unknown}'`);
  const type = value["Type"];
  if (type === undefined) throw formatError(`[/Resources/${id}] Every Resources object must contain a Type member.`);
  if (typeof type !== "string") throw formatError(`[/Resources/${id}/Type] Every Type member must be a string.`);
  const object = (key: string): JsonObject | undefined => {
    const item = value[key];
    if (item === undefined || isObject(item)) return item;
    throw formatError(`[/Resources/${id}/${key}] Every ${key} member must be an object.`);
  };
  return {
    type,
    properties: object("Properties") ?? {},
    dependsOn: readDependsOn(value["DependsOn"], id),
    condition: readName(value["Condition"], `/Resources/${id}/Condition`),
    deletionPolicy: readPolicy(value["DeletionPolicy"], "DeletionPolicy", DELETION_POLICIES, id),
    updateReplacePolicy: readPolicy(value["UpdateReplacePolicy"], "UpdateReplacePolicy", REPLACE_POLICIES, id),
    metadata: object("Metadata") ?? {},
    creationPolicy: object("CreationPolicy"),
    updatePolicy: object("UpdatePolicy"),
  };
}

function readDependsOn(value: Json | undefined, id: string): string[] {
  if (value === undefined) return [];
  const list = Array.isArray(value) ? value : [value];
  const names = list.filter((item) => typeof item === "string");
  if (names.length < list.length)
    throw formatError(`[/Resources/${id}/DependsOn] DependsOn must be a string or a list of strings.`);
  return names;
}

function readName(value: Json | undefined, path: string): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  throw formatError(`[${path}] Every Condition member must be a string.`);
}

function readPolicy<P extends string>(
  value: Json | undefined,
  name: string,
  allowed: readonly P[],
  id: string,
): P | undefined {
  if (value === undefined) return undefined;
  const policy = allowed.find((item) => item === value);
  if (policy !== undefined) return policy;
  throw formatError(
    `Unrecognized ${name} ${isScalar(value) ? value : JSON.stringify(value)} for resource ${id}; it must be one of ${allowed.join(", ")}`,
  );
}

function readOutput(value: Json, name: string): OutputDeclaration {
  if (!/^[A-Za-z0-9]+$/.test(name)) throw formatError(`Output name ${name} is non alphanumeric.`);
  if (!isObject(value)) throw formatError("Any Outputs member must be an object.");
  const unknown = Object.keys(value).find((key) => !OUTPUT_MEMBERS.has(key));
  if (unknown !== undefined) throw validationError(`Invalid template output property '${unknown}'`);
  const { Value: content, Description: description, Export: exported } = value;
  if (content === undefined) throw formatError("Every Outputs member must contain a Value object");
  if (Array.isArray(content)) throw formatError("The Value field of every Outputs member must evaluate to a String.");
  if (description !== undefined && typeof description !== "string")
    throw formatError("Every Description member must be a string.");
  const exportName = isObject(exported) ? exported["Name"] : undefined;
  if (exported !== undefined && exportName === undefined)
    throw formatError(`[/Outputs/${name}/Export] Every Export member must contain a Name.`);
  return {
    value: content,
    description,
    exportName,
    condition: readName(value["Condition"], `/Outputs/${name}/Condition`),
  };
}

function checkTypes(template: Template, registry: ValidationOptions["registry"]): void {
  const types = new Set(Object.values(template.resources).map(({ type }) => type));
  const unknown = [...types].filter((type) =>
    type.startsWith("Custom::") ? !/^Custom::[\w@-]{1,60}$/.test(type) : !registry.exists(type),
  );
  if (unknown.length > 0) throw formatError(`Unrecognized resource types: [${unknown.join(", ")}]`);
}
