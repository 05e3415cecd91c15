import type { Json } from "../../contract.js";
import { templateError } from "../errors.js";
import { isObject, isScalar, member } from "../json.js";
import { containsUnknown, UNKNOWN } from "../model.js";
import { attributeVariable, parseSub } from "../sub-text.js";
import { type Evaluation, type IntrinsicFunction, requireText, textOf } from "./evaluation.js";
import { getAttribute, reference } from "./lookups.js";

const JOIN =
  "every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.";
const SPLIT =
  "every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split.";
const SUB =
  "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string";
const BASE64 = "every Fn::Base64 object must have a String-typed value.";

const join: IntrinsicFunction = (argument, { evaluate }) => {
  if (!Array.isArray(argument) || argument.length !== 2) throw templateError(JOIN);
  const [delimiter = null, list = null] = argument;
  if (typeof delimiter !== "string") throw templateError(JOIN);
  const items = evaluate(list);
  if (items === UNKNOWN) return UNKNOWN;
  if (!Array.isArray(items) || !items.every(isScalar)) throw templateError(JOIN);
  return items.includes(UNKNOWN) ? UNKNOWN : items.map(String).join(delimiter);
};

const split: IntrinsicFunction = (argument, { evaluate }) => {
  if (!Array.isArray(argument) || argument.length !== 2) throw templateError(SPLIT);
  const [delimiter = null, source = null] = argument;
  if (typeof delimiter !== "string" || delimiter === "") throw templateError(SPLIT);
  const text = requireText(evaluate(source), SPLIT);
  return text === UNKNOWN ? UNKNOWN : text.split(delimiter);
};

const sub: IntrinsicFunction = (argument, evaluation) => {
  const [text, variables = {}, ...rest] = Array.isArray(argument) ? argument : [argument];
  if (typeof text !== "string" || !isObject(variables) || rest.length > 0) throw templateError(SUB);
  let result = "";
  for (const part of parseSub(text)) {
    const piece = "text" in part ? part.text : variableText(part.variable, variables, evaluation);
    if (piece === UNKNOWN) return UNKNOWN;
    result += piece;
  }
  return result;
};

function variableText(variable: string, variables: Readonly<Record<string, Json>>, evaluation: Evaluation): string {
  const own = member(variables, variable);
  const [resource, attribute] = attributeVariable(variable) ?? [];
  const value =
    own !== undefined
      ? evaluation.evaluate(own)
      : resource !== undefined && attribute !== undefined
        ? getAttribute(resource, attribute, evaluation)
        : reference(variable, evaluation);
  const text = textOf(value);
  if (text === undefined)
    throw templateError(`variable ${variable} in Fn::Sub expression does not resolve to a string`);
  return text;
}

const base64: IntrinsicFunction = (argument, { evaluate }) => {
  const text = requireText(evaluate(argument), BASE64);
  return text === UNKNOWN ? UNKNOWN : Buffer.from(text).toString("base64");
};

const toJsonString: IntrinsicFunction = (argument, { evaluate }) => {
  if (!Array.isArray(argument) && !isObject(argument))
    throw templateError("every Fn::ToJsonString object must have an object or a list as its value.");
  const value = evaluate(argument);
  return value === undefined || containsUnknown(value) ? UNKNOWN : JSON.stringify(value);
};

export const TEXT_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  "Fn::Join": join,
  "Fn::Split": split,
  "Fn::Sub": sub,
  "Fn::Base64": base64,
  "Fn::ToJsonString": toJsonString,
};
