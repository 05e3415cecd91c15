import type { Json, ResourceRegistry } from "../contract.js";
import { resourceValues } from "./dependencies.js";
import { formatError, templateError, validationError } from "./errors.js";
import { unsupportedFunction, VALUE_FUNCTIONS } from "./intrinsics/evaluate.js";
import { functionCall, isObject } from "./json.js";
import type { Template } from "./model.js";
import { PSEUDO_PARAMETERS } from "./pseudo-parameters.js";
import { references } from "./references.js";

const LANGUAGE_EXTENSIONS = "AWS::LanguageExtensions";
const EXTENSION_FUNCTIONS = new Set(["Fn::Length", "Fn::ToJsonString"]);

/**
 * Refuses functions that do not exist, or that need the transform `AWS::LanguageExtensions`, in resources and outputs.
 * @throws AwsError ValidationError
 */
export function checkFunctions(template: Template): void {
  const extended = template.transforms.includes(LANGUAGE_EXTENSIONS);
  const supported = Object.keys(VALUE_FUNCTIONS).filter((name) => extended || !EXTENSION_FUNCTIONS.has(name));
  const check = (value: Json): void => {
    const name = functionCall(value)?.name;
    if (name !== undefined && !supported.includes(name)) throw unsupportedFunction(name, supported);
    if (Array.isArray(value)) value.forEach(check);
    else if (isObject(value)) Object.values(value).forEach(check);
  };
  for (const resource of Object.values(template.resources)) check(resourceValues(resource));
  for (const { value, exportName } of Object.values(template.outputs)) check([value, exportName ?? ""]);
}

/**
 * Refuses references to parameters, resources, attributes and conditions that the template does not have, in dead branches too.
 * @throws AwsError ValidationError
 */
export function checkReferences(template: Template, registry: Pick<ResourceRegistry, "schema" | "handler">): void {
  const { resources, outputs, conditions } = template;
  const unresolved = new Set<string>();
  for (const resource of Object.values(resources)) {
    checkCondition(template, resource.condition, "Resources");
    for (const name of resource.dependsOn) if (!Object.hasOwn(resources, name)) unresolved.add(name);
    checkValue(template, registry, resourceValues(resource), "Resources", unresolved);
  }
  if (unresolved.size > 0)
    throw formatError(
      `Unresolved resource dependencies [${[...unresolved].join(", ")}] in the Resources block of the template`,
    );

  for (const { value, exportName, condition } of Object.values(outputs)) {
    checkCondition(template, condition, "Outputs");
    checkValue(template, registry, [value, exportName ?? ""], "Outputs", unresolved);
  }
  // Real CloudFormation leaves out the prefix for outputs.
  if (unresolved.size > 0)
    throw validationError(
      `Unresolved resource dependencies [${[...unresolved].join(", ")}] in the Outputs block of the template`,
    );

  for (const { kind, name } of references(conditions)) {
    if (kind === "condition" || Object.hasOwn(template.parameters, name) || Object.hasOwn(PSEUDO_PARAMETERS, name))
      continue;
    throw formatError(
      `Unresolved dependencies [${name}]. Cannot reference resources in the Conditions block of the template`,
    );
  }
}

function checkValue(
  template: Template,
  registry: Pick<ResourceRegistry, "schema" | "handler">,
  value: Json,
  block: string,
  unresolved: Set<string>,
): void {
  for (const { kind, name, attribute } of references(value)) {
    if (kind === "condition") {
      checkCondition(template, name, block);
      continue;
    }
    const resource = Object.hasOwn(template.resources, name) ? template.resources[name] : undefined;
    if (kind === "ref") {
      if (
        resource === undefined &&
        !Object.hasOwn(template.parameters, name) &&
        !Object.hasOwn(PSEUDO_PARAMETERS, name)
      )
        unresolved.add(name);
      continue;
    }
    if (resource === undefined) throw templateError(`instance of Fn::GetAtt references undefined resource ${name}`);
    const schema = registry.handler(resource.type)?.open === true ? undefined : registry.schema(resource.type);
    if (attribute !== undefined && schema !== undefined && !schema.attributes.includes(attribute)) {
      throw validationError(`Resource type ${resource.type} does not support attribute {${attribute}}`);
    }
  }
}

function checkCondition(template: Template, name: string | undefined, block: string): void {
  if (name === undefined || Object.hasOwn(template.conditions, name)) return;
  throw formatError(`Unresolved condition dependency ${name} in the ${block} block of the template`);
}
