import type { Json, JsonObject } from "../../contract.js";
import { type ParameterScope, scopeWithoutResources } from "../conditions.js";
import { validationError } from "../errors.js";
import { evaluate } from "../intrinsics/evaluate.js";
import { requireText } from "../intrinsics/evaluation.js";
import { isObject, isScalar, mapValues, objectOf } from "../json.js";
import type { Scope } from "../model.js";

const FOR_EACH = "Fn::ForEach::";

/**
 * `AWS::LanguageExtensions`: expands `Fn::ForEach`, and evaluates functions in the places that take none without it: deletion
 * policies, the names in Ref and Fn::GetAtt. Fn::Length, Fn::ToJsonString and DefaultValue of Fn::FindInMap are left to the evaluator.
 */
export function expandLanguageExtensions(template: JsonObject, scope: ParameterScope): JsonObject {
  const full = scopeWithoutResources(scope, "Transform");
  const expanded = mapValues(expandObject(template, full), (section) => namesEvaluated(section, full));
  const resources = expanded["Resources"];
  if (!isObject(resources)) return expanded;
  return {
    ...expanded,
    Resources: mapValues(resources, (resource) => (isObject(resource) ? policiesEvaluated(resource, full) : resource)),
  };
}

function expand(value: Json, scope: Scope): Json {
  if (Array.isArray(value)) return value.map((item) => expand(item, scope));
  return isObject(value) ? expandObject(value, scope) : value;
}

function expandObject(value: JsonObject, scope: Scope): JsonObject {
  return objectOf(
    Object.entries(value).flatMap(([key, item]): Array<readonly [string, Json]> =>
      key.startsWith(FOR_EACH) ? Object.entries(expandLoop(key, item, scope)) : [[key, expand(item, scope)]],
    ),
  );
}

/** `Fn::ForEach::Name: [identifier, collection, {"key with ${identifier}": value}]` */
function expandLoop(key: string, argument: Json, scope: Scope): JsonObject {
  const [identifier, collection = null, body, ...rest] = Array.isArray(argument) ? argument : [];
  if (typeof identifier !== "string" || !isObject(body) || rest.length > 0) {
    throw validationError(
      `Transform AWS::LanguageExtensions failed with: ${key} requires an identifier, a collection and an object`,
    );
  }
  const items = evaluate(collection, scope);
  if (!Array.isArray(items)) {
    throw validationError(
      `Transform AWS::LanguageExtensions failed with: the collection of ${key} must be a list, or a function that returns one`,
    );
  }
  const result: Array<readonly [string, Json]> = [];
  for (const item of items) {
    const text = requireText(item, `the collection of ${key} must consist of texts`);
    const copy = expandObject(substituteObject(body, identifier, text), scope);
    for (const [name, value] of Object.entries(copy)) {
      if (result.some(([existing]) => existing === name)) {
        throw validationError(
          `Transform AWS::LanguageExtensions failed with: ${key} makes ${name} twice; its key must contain \${${identifier}}`,
        );
      }
      result.push([name, value]);
    }
  }
  return objectOf(result);
}

function substituteObject(value: JsonObject, identifier: string, text: string): JsonObject {
  return objectOf(
    Object.entries(value).map(
      ([key, item]) => [substituteText(key, identifier, text), substitute(item, identifier, text)] as const,
    ),
  );
}

function substitute(value: Json, identifier: string, text: string): Json {
  if (typeof value === "string") return substituteText(value, identifier, text);
  if (Array.isArray(value)) return value.map((item) => substitute(item, identifier, text));
  if (!isObject(value)) return value;
  return value["Ref"] === identifier && Object.keys(value).length === 1
    ? text
    : substituteObject(value, identifier, text);
}

/** `${X}` is the item; `&{X}` is the item without what a logical id may not contain. */
function substituteText(text: string, identifier: string, item: string): string {
  return text
    .replaceAll(`\${${identifier}}`, () => item)
    .replaceAll(`&{${identifier}}`, () => item.replace(/[^A-Za-z0-9]/g, ""));
}

/** Ref and Fn::GetAtt whose names are functions themselves. */
function namesEvaluated(value: Json, scope: Scope): Json {
  if (Array.isArray(value)) return value.map((item) => namesEvaluated(item, scope));
  if (!isObject(value)) return value;
  return mapValues(value, (item, key) => {
    const inner = namesEvaluated(item, scope);
    if (key === "Ref" && isObject(inner)) return evaluate(inner, scope) ?? inner;
    // The attribute's name may be a function anywhere, and is left to the evaluator.
    if (key === "Fn::GetAtt" && Array.isArray(inner)) {
      return inner.map((part, index) => (index === 0 && isObject(part) ? (evaluate(part, scope) ?? part) : part));
    }
    return inner;
  });
}

function policiesEvaluated(resource: JsonObject, scope: Scope): JsonObject {
  return mapValues(resource, (value, key) => {
    if (isScalar(value) || (key !== "DeletionPolicy" && key !== "UpdateReplacePolicy")) return value;
    return evaluate(value, scope) ?? value;
  });
}
