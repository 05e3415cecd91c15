import type { Json } from "../contract.js";
import { LOGIC_FUNCTIONS, type ParameterScope, scopeWithoutResources, truth } from "./conditions.js";
import { templateError, validationError } from "./errors.js";
import { evaluateWith } from "./intrinsics/evaluate.js";
import { type Evaluation, type IntrinsicFunction, requireText, textOf } from "./intrinsics/evaluation.js";
import { LOOKUP_FUNCTIONS } from "./intrinsics/lookups.js";
import { TEXT_FUNCTIONS } from "./intrinsics/texts.js";
import { isObject, isScalar, member } from "./json.js";
import type { ResolvedParameter, RuleDeclaration } from "./model.js";

/** What rules may look at beside parameters. */
export interface RuleScope extends ParameterScope {
  /**
   * An attribute such as `VpcId` or `Tags.Department` of the resource that a parameter of an AWS-specific type names, for Fn::ValueOf.
   * Without it such rules are refused.
   */
  attributeOf?(parameterType: string, value: string, attribute: string): string;
}

/**
 * Checks the rules of a template: where a rule's condition holds, all of its assertions must.
 * @throws AwsError ValidationError with the description of the first assertion that fails
 */
export function checkRules(rules: Readonly<Record<string, RuleDeclaration>>, scope: RuleScope): void {
  const functions = ruleFunctions(scope);
  const base = scopeWithoutResources(scope, "Rules");
  const holds = (rule: string, expression: Json): boolean => {
    const result = evaluateWith(functions, expression, base);
    if (typeof result !== "boolean")
      throw templateError(`Rule ${rule} must consist of functions that return true or false`);
    return result;
  };
  for (const [name, { condition, assertions }] of Object.entries(rules)) {
    if (condition !== undefined && !holds(name, condition)) continue;
    for (const { assert, description } of assertions) {
      if (!holds(name, assert))
        throw validationError(`Template error: Rule ${name} failed: ${description ?? "its assertion does not hold"}`);
    }
  }
}

function ruleFunctions(scope: RuleScope): Readonly<Record<string, IntrinsicFunction>> {
  const parametersOf = (type: Json): ResolvedParameter[] =>
    Object.values(scope.parameters).filter((parameter) => parameter.type === type);
  const attributes = (parameter: ResolvedParameter, attribute: string): Json[] => {
    if (scope.attributeOf === undefined) {
      throw validationError(
        `Fn::ValueOf needs the attribute ${attribute} of ${parameter.type} ${parameter.value}, which cannot be looked up here`,
      );
    }
    const values = Array.isArray(parameter.reference) ? parameter.reference : [parameter.reference];
    return values.filter(isScalar).map((value) => scope.attributeOf?.(parameter.type, String(value), attribute) ?? "");
  };
  const valueOf: IntrinsicFunction = (argument) => {
    const [name, attribute] = pair("Fn::ValueOf", argument);
    const parameter = member(scope.parameters, textOf(name) ?? "");
    if (parameter === undefined || typeof attribute !== "string")
      throw templateError("every Fn::ValueOf object requires a parameter and an attribute");
    const values = attributes(parameter, attribute);
    return Array.isArray(parameter.reference) ? values : (values[0] ?? "");
  };
  const valueOfAll: IntrinsicFunction = (argument) => {
    const [type, attribute] = pair("Fn::ValueOfAll", argument);
    if (typeof attribute !== "string")
      throw templateError("every Fn::ValueOfAll object requires a parameter type and an attribute");
    return parametersOf(type).flatMap((parameter) => attributes(parameter, attribute));
  };
  return {
    ...LOGIC_FUNCTIONS,
    ...SET_FUNCTIONS,
    // Rules see no named conditions: the first element is a condition itself.
    "Fn::If": (argument, evaluation) => {
      if (!Array.isArray(argument) || argument.length !== 3)
        throw templateError("Fn::If requires a list argument with three elements");
      const [condition = null, whenTrue = null, whenFalse = null] = argument;
      return evaluation.evaluate(truth(condition, evaluation) ? whenTrue : whenFalse);
    },
    "Fn::RefAll": (type) => parametersOf(type).flatMap((parameter) => parameter.reference),
    "Fn::ValueOf": valueOf,
    "Fn::ValueOfAll": valueOfAll,
    ...pick(LOOKUP_FUNCTIONS, ["Ref", "Fn::FindInMap"]),
    ...pick(TEXT_FUNCTIONS, ["Fn::Join", "Fn::Split", "Fn::Sub"]),
  };
}

/** Comparisons of lists of texts. */
const SET_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  "Fn::Contains": (argument, evaluation) => {
    const [values, value] = pair("Fn::Contains", argument);
    return texts(values, evaluation).includes(
      requireText(evaluation.evaluate(value), "every Fn::Contains object requires a list and a string"),
    );
  },
  "Fn::EachMemberEquals": (argument, evaluation) => {
    const [values, value] = pair("Fn::EachMemberEquals", argument);
    const expected = requireText(
      evaluation.evaluate(value),
      "every Fn::EachMemberEquals object requires a list and a string",
    );
    return texts(values, evaluation).every((text) => text === expected);
  },
  "Fn::EachMemberIn": (argument, evaluation) => {
    const [values, allowed] = pair("Fn::EachMemberIn", argument);
    const set = new Set(texts(allowed, evaluation));
    return texts(values, evaluation).every((text) => set.has(text));
  },
};

function pair(name: string, argument: Json): readonly [Json, Json] {
  if (!Array.isArray(argument) || argument.length !== 2)
    throw templateError(`every ${name} object requires a list of 2 parameters`);
  const [first = null, second = null] = argument;
  return [first, second];
}

function texts(value: Json, { evaluate }: Evaluation): string[] {
  const result = evaluate(value) ?? [];
  if (isObject(result)) throw templateError("rule functions compare texts and lists of texts");
  return (Array.isArray(result) ? result : [result]).map((item) =>
    requireText(item, "rule functions compare texts and lists of texts"),
  );
}

function pick(
  functions: Readonly<Record<string, IntrinsicFunction>>,
  names: readonly string[],
): Record<string, IntrinsicFunction> {
  return Object.fromEntries(Object.entries(functions).filter(([name]) => names.includes(name)));
}
