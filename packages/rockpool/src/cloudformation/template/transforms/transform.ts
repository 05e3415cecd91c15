import type { ExternalValues, Json, JsonObject } from "../../contract.js";
import { type ParameterScope, scopeWithoutResources } from "../conditions.js";
import { validationError } from "../errors.js";
import { evaluate } from "../intrinsics/evaluate.js";
import { isObject, member, objectOf } from "../json.js";
import { include } from "./include.js";
import { expandLanguageExtensions } from "./language-extensions.js";
import type { Macro } from "./macro.js";

/** The transforms that come with the template language. */
const BUILT_IN: Readonly<Record<string, Macro>> = {
  "AWS::Include": include,
  "AWS::LanguageExtensions": async ({ fragment, scope }) => expandLanguageExtensions(fragment, scope),
};

export interface TransformOptions {
  readonly scope: ParameterScope;
  readonly external: Pick<ExternalValues, "template">;
  /** Further transforms by name, e.g. `AWS::Serverless-2016-10-31`. */
  readonly macros?: Readonly<Record<string, Macro>>;
}

export interface TransformedTemplate {
  /** The processed template; it has no `Transform` section any more. */
  readonly body: JsonObject;
  /** Names of the transforms that were applied, in their order. */
  readonly transforms: readonly string[];
}

interface Declaration {
  readonly name: string;
  readonly parameters: JsonObject;
}

/** Names of all transforms that a template asks for, at the top and within. All of them need the capability CAPABILITY_AUTO_EXPAND. */
export function requiredTransforms(body: JsonObject): string[] {
  const inner = [...transformCalls(body)].map(({ name }) => name);
  return [...new Set([...inner, ...declarations(body["Transform"]).map(({ name }) => name)])];
}

/**
 * Applies a template's transforms: `Fn::Transform` from the inside out, then the `Transform` section in its order.
 * @throws AwsError ValidationError for a transform that is neither built in nor among `options.macros`
 */
export async function transformTemplate(body: JsonObject, options: TransformOptions): Promise<TransformedTemplate> {
  const transforms = requiredTransforms(body);
  const known = { ...options.macros, ...BUILT_IN };
  for (const name of transforms) macroOf(known, name);
  let result: Json = await transformFragment(body, known, options);
  for (const declaration of declarations(body["Transform"])) {
    if (!isObject(result)) throw validationError(`Transform ${declaration.name} failed: it did not return a template`);
    const { Transform: _, ...fragment } = result;
    result = await apply(declaration, fragment, known, options);
  }
  if (!isObject(result)) throw validationError("The transforms of the template did not return a template");
  return { body: result, transforms };
}

async function transformFragment(
  value: Json,
  known: Readonly<Record<string, Macro>>,
  options: TransformOptions,
): Promise<Json> {
  if (Array.isArray(value)) return Promise.all(value.map((item) => transformFragment(item, known, options)));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(
    async ([key, item]) => [key, await transformFragment(item, known, options)] as const,
  );
  const { "Fn::Transform": call, ...fragment } = objectOf(await Promise.all(entries));
  let result: Json = fragment;
  for (const declaration of call === undefined ? [] : declarations(call)) {
    if (!isObject(result))
      throw validationError(`Transform ${declaration.name} failed: it needs an object around Fn::Transform`);
    result = await apply(declaration, result, known, options);
  }
  return result;
}

async function apply(
  { name, parameters }: Declaration,
  fragment: JsonObject,
  known: Readonly<Record<string, Macro>>,
  options: TransformOptions,
) {
  const evaluated = evaluate(parameters, scopeWithoutResources(options.scope, "Transform"));
  return macroOf(
    known,
    name,
  )({
    fragment,
    parameters: isObject(evaluated) ? evaluated : {},
    scope: options.scope,
    external: options.external,
  });
}

function macroOf(known: Readonly<Record<string, Macro>>, name: string): Macro {
  const macro = member(known, name);
  if (macro !== undefined) return macro;
  if (!name.startsWith("AWS::")) throw validationError(`No transform named ${name} found.`);
  throw validationError(`Transform ${name} is not supported here; supported are ${Object.keys(known).join(", ")}.`);
}

/** A `Transform` section or an argument of `Fn::Transform`: a name, `{Name, Parameters}`, or a list of these. */
function declarations(value: Json | undefined): Declaration[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map((item) => {
    const name = isObject(item) ? item["Name"] : item;
    const parameters = isObject(item) ? (item["Parameters"] ?? {}) : {};
    if (typeof name !== "string" || !isObject(parameters))
      throw validationError("Key Name of transform definition must be a string.");
    return { name, parameters };
  });
}

function* transformCalls(value: Json): Generator<Declaration> {
  if (Array.isArray(value)) for (const item of value) yield* transformCalls(item);
  if (!isObject(value)) return;
  for (const [key, item] of Object.entries(value)) {
    yield* transformCalls(item);
    if (key === "Fn::Transform") yield* declarations(item);
  }
}
