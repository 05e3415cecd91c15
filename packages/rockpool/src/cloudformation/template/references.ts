import type { Json } from "../contract.js";
import { functionCall, isObject } from "./json.js";
import { attributeVariable, parseSub } from "./sub-text.js";

/** A mention of something by name within a template. */
export interface Reference {
  /** `ref`: a parameter, pseudo parameter or resource; `attribute`: of a resource; `condition`: by name. */
  readonly kind: "ref" | "attribute" | "condition";
  readonly name: string;
  /** For `attribute`, when it is written as a text. */
  readonly attribute?: string;
}

/**
 * Everything that `value` mentions through Ref, Fn::GetAtt, Fn::Sub and Fn::If, in order of appearance.
 * With `conditions` (name to value), the branch of Fn::If that is not taken is left out.
 */
export function* references(value: Json, conditions?: Readonly<Record<string, boolean>>): Generator<Reference> {
  if (Array.isArray(value)) {
    for (const item of value) yield* references(item, conditions);
    return;
  }
  if (!isObject(value)) return;
  const call = functionCall(value);
  if (call === undefined) {
    for (const item of Object.values(value)) yield* references(item, conditions);
    return;
  }
  const { name, argument } = call;
  if (name === "Ref" && typeof argument === "string") yield { kind: "ref", name: argument };
  else if (name === "Fn::GetAtt") yield* attributeReferences(argument, conditions);
  else if (name === "Fn::Sub") yield* subReferences(argument, conditions);
  else if (name === "Fn::If" && Array.isArray(argument)) yield* ifReferences(argument, conditions);
  else yield* references(argument, conditions);
}

/** The resource and attribute of Fn::GetAtt in its list form or as `Resource.Attribute`. */
export function attributeTarget(argument: Json): readonly [Json, Json] | undefined {
  if (typeof argument === "string") return attributeVariable(argument);
  if (!Array.isArray(argument) || argument.length !== 2) return undefined;
  const [resource = null, attribute = null] = argument;
  return [resource, attribute];
}

function* attributeReferences(
  argument: Json,
  conditions: Readonly<Record<string, boolean>> | undefined,
): Generator<Reference> {
  const [resource, attribute = null] = attributeTarget(argument) ?? [];
  if (typeof resource !== "string") return;
  yield { kind: "attribute", name: resource, ...(typeof attribute === "string" ? { attribute } : {}) };
  yield* references(attribute, conditions);
}

function* subReferences(
  argument: Json,
  conditions: Readonly<Record<string, boolean>> | undefined,
): Generator<Reference> {
  const [text, variables = {}] = Array.isArray(argument) ? argument : [argument];
  if (typeof text !== "string") return;
  for (const part of parseSub(text)) {
    if (!("variable" in part) || (isObject(variables) && Object.hasOwn(variables, part.variable))) continue;
    const [name, attribute] = attributeVariable(part.variable) ?? [];
    if (name !== undefined && attribute !== undefined) yield { kind: "attribute", name, attribute };
    else yield { kind: "ref", name: part.variable };
  }
  yield* references(variables, conditions);
}

function* ifReferences(
  argument: readonly Json[],
  conditions: Readonly<Record<string, boolean>> | undefined,
): Generator<Reference> {
  const [condition, whenTrue = null, whenFalse = null] = argument;
  if (typeof condition !== "string") return;
  yield { kind: "condition", name: condition };
  const value = conditions?.[condition];
  if (value !== false) yield* references(whenTrue, conditions);
  if (value !== true) yield* references(whenFalse, conditions);
}
