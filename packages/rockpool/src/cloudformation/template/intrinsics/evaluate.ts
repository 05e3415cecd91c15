import type { Json, JsonObject } from "../../contract.js";
import { templateError } from "../errors.js";
import { functionCall, isObject, member, objectOf } from "../json.js";
import type { Scope } from "../model.js";
import type { Evaluation, IntrinsicFunction } from "./evaluation.js";
import { LIST_FUNCTIONS } from "./lists.js";
import { LOOKUP_FUNCTIONS } from "./lookups.js";
import { TEXT_FUNCTIONS } from "./texts.js";

/** Fn::If gives one of two values by a named condition; it alone looks at conditions within resources and outputs. */
const choose: IntrinsicFunction = (argument, { scope, evaluate }) => {
  if (!Array.isArray(argument) || argument.length !== 3)
    throw templateError("Fn::If requires a list argument with three elements");
  const [condition = null, whenTrue = null, whenFalse = null] = argument;
  if (typeof condition !== "string")
    throw templateError("Fn::If requires a list argument with the first element being a condition");
  const value = member(scope.conditions, condition);
  if (value === undefined) throw templateError(`unresolved condition dependency ${condition} in Fn::If`);
  return evaluate(value ? whenTrue : whenFalse);
};

/** Every function that may stand in resources and outputs. */
export const VALUE_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  ...LOOKUP_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...LIST_FUNCTIONS,
  "Fn::If": choose,
};

/**
 * Evaluates the intrinsic functions within a value; dynamic references (`{{resolve:...}}`) stay as they are. This is the form to
 * store and to compare. What depends on a resource for which the scope answers UNKNOWN becomes UNKNOWN.
 * @returns `undefined` when the whole value is `AWS::NoValue`.
 * @throws AwsError ValidationError `Template error: ...`, and whatever the scope throws.
 */
export function evaluate(value: Json, scope: Scope): Json | undefined {
  return evaluateWith(VALUE_FUNCTIONS, value, scope);
}

/** {@link evaluate} for a value that is an object, such as a resource's properties. `AWS::NoValue` gives `{}`. */
export function evaluateObject(value: JsonObject, scope: Scope): JsonObject {
  const result = evaluate(value, scope) ?? {};
  if (!isObject(result)) throw templateError("Properties must be an object, or a function that returns one");
  return result;
}

/** Evaluates with a given table of functions: conditions and rules have tables of their own. */
export function evaluateWith(
  functions: Readonly<Record<string, IntrinsicFunction>>,
  value: Json,
  scope: Scope,
): Json | undefined {
  const evaluation: Evaluation = { scope, evaluate: walk };
  return walk(value);

  function walk(part: Json): Json | undefined {
    if (Array.isArray(part)) return part.map(walk).filter((item) => item !== undefined);
    if (!isObject(part)) return part;
    const call = functionCall(part);
    if (call === undefined) {
      const entries = Object.entries(part).map(([key, item]) => [key, walk(item)] as const);
      return objectOf(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
    }
    const apply = member(functions, call.name);
    if (apply === undefined) throw unsupportedFunction(call.name, Object.keys(functions));
    return apply(call.argument, evaluation);
  }
}

export function unsupportedFunction(name: string, supported: readonly string[]): Error {
  return templateError(`Encountered unsupported function: ${name} Supported functions are: [${supported.join(", ")}]`);
}
