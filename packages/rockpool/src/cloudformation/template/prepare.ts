import type { ExternalValues, JsonObject } from "../contract.js";
import { evaluateConditions, type ParameterScope } from "./conditions.js";
import { resourceGraph, resourceValues } from "./dependencies.js";
import type { DependencyGraph } from "./graph.js";
import {
  type ParameterInput,
  type ParsedTemplate,
  type PseudoParameters,
  type ResolvedParameters,
  type Scope,
  type Template,
  UNKNOWN,
} from "./model.js";
import { evaluate } from "./intrinsics/evaluate.js";
import { formatError } from "./errors.js";
import { isObject, mapValues } from "./json.js";
import { readParameters, resolveParameters } from "./parameters.js";
import { parseTemplate } from "./parse.js";
import { checkRules } from "./rules.js";
import type { Macro } from "./transforms/macro.js";
import { transformTemplate } from "./transforms/transform.js";
import { checkNulls, validateTemplate, type ValidationOptions } from "./validate.js";

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
  checkNulls(parsed.body);
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
  const graph = resourceGraph(template, conditions);
  evaluateDry(template, graph, { ...final, conditions });
  return { parsed, template, parameters, conditions, graph };
}

/**
 * Evaluates everything once without any resource, so that a function used wrongly shows before the first resource is made:
 * CloudFormation refuses such templates at once, too.
 */
function evaluateDry(
  template: Template,
  graph: DependencyGraph,
  known: ParameterScope & Pick<Scope, "conditions">,
): void {
  const unknown = (): string => UNKNOWN;
  const scope: Scope = { ...known, ref: unknown, getAtt: unknown, importValue: unknown, stackOutput: unknown };
  for (const id of graph.nodes) {
    const resource = template.resources[id];
    if (resource !== undefined) evaluate(resourceValues(resource), scope);
  }
  for (const [name, { value, exportName = "", condition }] of Object.entries(template.outputs)) {
    if (condition !== undefined && known.conditions[condition] !== true) continue;
    evaluate(value, scope);
    if (evaluate(exportName, scope) === UNKNOWN) {
      const reason = "The Name field of Export must not depend on any resources, imported values, or Fn::GetAZs.";
      throw formatError(`Output ${name} is malformed.  ${reason}`);
    }
  }
}

/** The mappings as transforms may use them, before anything is validated. */
function literalMappings(body: JsonObject): ParameterScope["mappings"] {
  const section = body["Mappings"];
  if (!isObject(section)) return {};
  return mapValues(section, (map) =>
    isObject(map) ? mapValues(map, (attributes) => (isObject(attributes) ? attributes : {})) : {},
  );
}
