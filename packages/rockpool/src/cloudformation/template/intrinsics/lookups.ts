import type { Json } from "../../contract.js";
import { templateError, validationError } from "../errors.js";
import { isObject, member } from "../json.js";
import { UNKNOWN } from "../model.js";
import { PSEUDO_PARAMETERS } from "../pseudo-parameters.js";
import { attributeTarget } from "../references.js";
import { type Evaluation, type IntrinsicFunction, requireText, textOf } from "./evaluation.js";

const FIND_IN_MAP =
  "every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value";
const GET_ATT =
  "every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute";
const GET_STACK_OUTPUT =
  "every Fn::GetStackOutput object requires a StackName and an OutputName, and takes a Region and a RoleArn";

/** What `Ref` gives: a pseudo parameter, a parameter, or a resource. */
export function reference(name: string, { scope }: Evaluation): Json | undefined {
  const pseudo = member(PSEUDO_PARAMETERS, name);
  if (pseudo !== undefined) return pseudo(scope.pseudo);
  const parameter = member(scope.parameters, name);
  return parameter === undefined ? scope.ref(name) : parameter.reference;
}

export function getAttribute(resource: string, attribute: string, { scope }: Evaluation): Json {
  return scope.getAtt(resource, attribute);
}

const ref: IntrinsicFunction = (argument, evaluation) => {
  if (typeof argument !== "string") throw templateError("every Ref object must have a single String value.");
  return reference(argument, evaluation);
};

const getAtt: IntrinsicFunction = (argument, evaluation) => {
  const [resource, attribute = null] = attributeTarget(argument) ?? [];
  if (typeof resource !== "string" || resource === "") throw templateError(GET_ATT);
  const name = requireText(evaluation.evaluate(attribute), GET_ATT);
  if (name === "") throw templateError(GET_ATT);
  return getAttribute(resource, name, evaluation);
};

const findInMap: IntrinsicFunction = (argument, { scope, evaluate }) => {
  if (!Array.isArray(argument) || argument.length < 3 || argument.length > 4) throw templateError(FIND_IN_MAP);
  const [mapName = "", topKey = "", secondKey = ""] = argument
    .slice(0, 3)
    .map((key) => requireText(evaluate(key), FIND_IN_MAP));
  if ([mapName, topKey, secondKey].includes(UNKNOWN)) return UNKNOWN;
  const map = member(scope.mappings, mapName);
  const value = member(member(map ?? {}, topKey) ?? {}, secondKey);
  if (value !== undefined) return evaluate(value);
  const options = argument[3];
  if (isObject(options) && options["DefaultValue"] !== undefined) return evaluate(options["DefaultValue"]);
  if (map === undefined)
    throw templateError(`Mapping named '${mapName}' is not present in the 'Mappings' section of template.`);
  throw templateError(`Unable to get mapping for ${mapName}::${topKey}::${secondKey}`);
};

const importValue: IntrinsicFunction = (argument, { scope, evaluate }) => {
  const name = requireText(evaluate(argument), "every Fn::ImportValue object must have a String-typed value.");
  if (name === UNKNOWN) {
    throw templateError(
      "the attribute in Fn::ImportValue must not depend on any resources, imported values, or Fn::GetAZs",
    );
  }
  return scope.importValue(name);
};

const getStackOutput: IntrinsicFunction = (argument, { scope, evaluate }) => {
  const options = evaluate(argument);
  if (!isObject(options)) throw templateError(GET_STACK_OUTPUT);
  const region = textOf(options["Region"]);
  const roleArn = textOf(options["RoleArn"]);
  const stackName = requireText(options["StackName"], GET_STACK_OUTPUT);
  const outputName = requireText(options["OutputName"], GET_STACK_OUTPUT);
  if ([region, roleArn, stackName, outputName].includes(UNKNOWN)) return UNKNOWN;
  return scope.stackOutput({
    stackName,
    outputName,
    ...(region === undefined ? {} : { region }),
    ...(roleArn === undefined ? {} : { roleArn }),
  });
};

const transform: IntrinsicFunction = () => {
  throw validationError(
    "Fn::Transform is processed before the template is evaluated; it cannot come out of another function.",
  );
};

export const LOOKUP_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  Ref: ref,
  "Fn::GetAtt": getAtt,
  "Fn::FindInMap": findInMap,
  "Fn::ImportValue": importValue,
  "Fn::GetStackOutput": getStackOutput,
  "Fn::Transform": transform,
};
