import type { ExternalValues, JsonObject } from "../contract.js";
import { evaluateConditions, type ParameterScope } from "./conditions.js";
import { resourceGraph } from "./dependencies.js";
import type { DependencyGraph } from "./graph.js";
import type { ParameterInput, ParsedTemplate, PseudoParameters, ResolvedParameters, Template } from "./model.js";
import { isObject, mapValues } from "./json.js";
import { readParameters, resolveParameters } from "./parameters.js";
import { parseTemplate } from "./parse.js";
import { checkRules } from "./rules.js";
import { type Macro, transformTemplate } from "./transforms/transform.js";
import { validateTemplate, type ValidationOptions } from "./validate.js";

export interface PrepareOptions {
  readonly registry: ValidationOptions["registry"];
  readonly external: ExternalValues;
  readonly pseudo: PseudoParameters;
  readonly parameters?: readonly ParameterInput[];
  /** Parameter values of the stack's last operation, by name. */
  readonly previous?: Readonly<Record<string, string>>;
  readonly macros?: Readonly<Record<string, Macro>>;
}

/** A template with everything that is known before the first resource. */
export interface PreparedTemplate {
  readonly parsed: ParsedTemplate;
  readonly template: Template;
  readonly parameters: ResolvedParameters;
  readonly conditions: Readonly<Record<string, boolean>>;
  /** The live resources and their order. */
  readonly graph: DependencyGraph;
}

/**
 * Text to plan: parse, parameters, transforms, validation, rules, conditions, graph. Nothing of it touches a resource.
 * @throws AwsError ValidationError in CloudFormation's wording
 */
export async function prepareTemplate(text: string, options: PrepareOptions): Promise<PreparedTemplate> {
  const { external, registry, pseudo } = options;
  const parsed = parseTemplate(text);
  const declarations = readParameters(parsed.body["Parameters"]);
  const parameters = await resolveParameters(declarations, options.parameters ?? [], options.previous ?? {}, external);
  const scope: ParameterScope = {
    parameters,
    pseudo,
    mappings: literalMappings(parsed.body),
    availabilityZones: (region) => external.availabilityZones(region),
  };
  const { body, transforms } = await transformTemplate(parsed.body, { scope, external, macros: options.macros });
  const template = validateTemplate(body, { registry, transforms });
  const final = { ...scope, mappings: template.mappings };
  checkRules(template.rules, final);
  const conditions = evaluateConditions(template.conditions, final);
  return { parsed, template, parameters, conditions, graph: resourceGraph(template, conditions) };
}

/** The mappings as transforms may use them, before anything is validated. */
function literalMappings(body: JsonObject): ParameterScope["mappings"] {
  const section = body["Mappings"];
  if (!isObject(section)) return {};
  return mapValues(section, (map) =>
    isObject(map) ? mapValues(map, (attributes) => (isObject(attributes) ? attributes : {})) : {},
  );
}
