import type { Json, JsonObject } from "../contract.js";
import { formatError, templateError } from "./errors.js";
import { evaluateWith, VALUE_FUNCTIONS } from "./intrinsics/evaluate.js";
import type { Evaluation, IntrinsicFunction } from "./intrinsics/evaluation.js";
import { requireText } from "./intrinsics/evaluation.js";
import { isObject, member } from "./json.js";
import type { Mappings, PseudoParameters, ResolvedParameters, Scope } from "./model.js";

/** What conditions, rules and transforms may look at: everything that is known before the first resource. */
export interface ParameterScope {
  readonly parameters: ResolvedParameters;
  readonly pseudo: PseudoParameters;
  readonly mappings: Mappings;
  availabilityZones(region: string): readonly string[];
}

/** A full scope in which resources, exports and other stacks' outputs are refused; `place` names where, e.g. `Conditions`. */
export function scopeWithoutResources(scope: ParameterScope, place: string): Scope {
  const refuse = (name: string): never => {
    throw formatError(
      `Unresolved dependencies [${name}]. Cannot reference resources in the ${place} block of the template`,
    );
  };
  return {
    parameters: scope.parameters,
    pseudo: scope.pseudo,
    mappings: scope.mappings,
    conditions: {},
    ref: refuse,
    getAtt: refuse,
    importValue: refuse,
    stackOutput: (reference) => refuse(reference.stackName),
    availabilityZones: (region) => scope.availabilityZones(region),
  };
}

const EQUALS = "every Fn::Equals object requires a list of 2 string parameters.";

function list(name: string, argument: Json, minimum: number, maximum: number): Json[] {
  if (Array.isArray(argument) && argument.length >= minimum && argument.length <= maximum) return argument;
  throw templateError(
    minimum === maximum
      ? `every ${name} object requires a list of ${minimum} boolean parameter.`
      : `every ${name} object requires a list of at least ${minimum} and at most ${maximum} boolean parameters.`,
  );
}

/** The value of a condition; anything else than true or false is refused. */
export function truth(value: Json, { evaluate }: Evaluation): boolean {
  const result = evaluate(value);
  if (typeof result === "boolean") return result;
  throw templateError('A condition must be a condition function or the name of a condition: {"Condition": "Name"}');
}

const equals: IntrinsicFunction = (argument, { evaluate }) => {
  if (!Array.isArray(argument) || argument.length !== 2) throw templateError(EQUALS);
  const [left, right] = argument.map((item) => requireText(evaluate(item), EQUALS));
  return left === right;
};

/** The functions of conditions that rules have as well. */
export const LOGIC_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  "Fn::And": (argument, evaluation) => list("Fn::And", argument, 2, 10).every((item) => truth(item, evaluation)),
  "Fn::Or": (argument, evaluation) => list("Fn::Or", argument, 2, 10).some((item) => truth(item, evaluation)),
  "Fn::Not": (argument, evaluation) => list("Fn::Not", argument, 1, 1).every((item) => !truth(item, evaluation)),
  "Fn::Equals": equals,
};

/**
 * The value of every condition of a template, by name.
 * @throws AwsError ValidationError for wrong functions, references to resources, unknown or circular conditions
 */
export function evaluateConditions(conditions: JsonObject, scope: ParameterScope): Record<string, boolean> {
  const known = new Map<string, boolean>();
  const pending: string[] = [];
  const base = scopeWithoutResources(scope, "Conditions");

  const byName = (name: Json): boolean => {
    const expression = typeof name === "string" ? member(conditions, name) : undefined;
    if (typeof name !== "string" || expression === undefined) {
      throw formatError(
        `Unresolved condition dependency ${typeof name === "string" ? name : JSON.stringify(name)} in the Conditions block of the template`,
      );
    }
    const value = known.get(name);
    if (value !== undefined) return value;
    if (pending.includes(name))
      throw templateError(`Found circular condition dependency between ${pending.at(-1)} and ${name}`);
    pending.push(name);
    const result = evaluateWith(functions, conditionCall(expression), base);
    pending.pop();
    if (typeof result !== "boolean") throw formatError(`Condition ${name} must be a condition function`);
    known.set(name, result);
    return result;
  };
  const functions: Readonly<Record<string, IntrinsicFunction>> = {
    ...VALUE_FUNCTIONS,
    ...LOGIC_FUNCTIONS,
    [CONDITION]: byName,
  };

  return Object.fromEntries(Object.keys(conditions).map((name) => [name, byName(name)]));
}

const CONDITION = "Fn::Condition";

/** Within condition functions, `{"Condition": "Name"}` is a function as well; elsewhere it is data (IAM statements have one). */
function conditionCall(value: Json): Json {
  if (Array.isArray(value)) return value.map(conditionCall);
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === "Condition") return { [CONDITION]: first[1] };
  return Object.fromEntries(entries.map(([key, item]) => [key, conditionCall(item)]));
}
