import type { Json, JsonObject, PropertySchema, PropertyType, ResourceSchema } from "../contract.js";
import { validationError } from "./errors.js";
import { isObject, isScalar, mapValues, member, objectOf } from "./json.js";
import { UNKNOWN } from "./model.js";

/**
 * Converts a resource's evaluated properties to the types of its schema, as CloudFormation does (`"true"` to a boolean, `5432` to a
 * text), and refuses unknown, missing and wrongly typed ones. Values that are not known yet ({@link UNKNOWN}, dynamic references)
 * pass unchecked: convert again when they are.
 * @throws AwsError ValidationError `Property validation failure: [...]` with every problem
 */
export function coerceProperties(properties: JsonObject, schema: ResourceSchema): JsonObject {
  const problems: string[] = [];
  const result = new Coercion(schema, problems).object(properties, schema.properties, "");
  if (problems.length > 0) throw validationError(`Property validation failure: [${problems.join(", ")}]`);
  return result;
}

/** The properties of a custom resource as its handler gets them: every scalar is a text. */
export function stringifyScalars(value: JsonObject): JsonObject;
export function stringifyScalars(value: Json): Json;
export function stringifyScalars(value: Json): Json {
  if (isScalar(value)) return String(value);
  if (Array.isArray(value)) return value.map((item) => stringifyScalars(item));
  return isObject(value) ? mapValues(value, (item) => stringifyScalars(item)) : value;
}

const TYPE_NAMES: Readonly<Record<PropertyType["kind"], string>> = {
  string: "String",
  timestamp: "String",
  number: "Number",
  integer: "Integer",
  boolean: "Boolean",
  json: "Json",
  tag: "Tag",
  list: "List",
  map: "Map",
  object: "Object",
  union: "any of the allowed types",
};

class Coercion {
  readonly #schema: ResourceSchema;
  readonly #problems: string[];

  constructor(schema: ResourceSchema, problems: string[]) {
    this.#schema = schema;
    this.#problems = problems;
  }

  object(value: JsonObject, properties: Readonly<Record<string, PropertySchema>>, path: string): JsonObject {
    const entries = Object.entries(value).filter(([, item]) => item !== null);
    const unknown = entries.flatMap(([name]) => (Object.hasOwn(properties, name) ? [] : [name]));
    if (unknown.length > 0)
      this.#problems.push(
        `Encountered unsupported properties in {${path === "" ? "/" : path}}: [${unknown.join(", ")}]`,
      );
    for (const [name, { required }] of Object.entries(properties)) {
      if (required === true && (member(value, name) ?? null) === null)
        this.#problems.push(`The property {${path}/${name}} is required`);
    }
    return objectOf(
      entries.flatMap(([name, item]) => {
        const property = member(properties, name);
        return property === undefined ? [] : [[name, this.value(item, property.type, `${path}/${name}`)] as const];
      }),
    );
  }

  value(value: Json, type: PropertyType, path: string): Json {
    if (isOpen(value)) return value;
    switch (type.kind) {
      case "json":
        return value;
      case "string":
      case "timestamp":
        return isScalar(value) ? String(value) : this.#mismatch(value, type, path);
      case "boolean":
        return toBoolean(value) ?? this.#mismatch(value, type, path);
      case "number":
      case "integer":
        return toNumber(value, type.kind) ?? this.#mismatch(value, type, path);
      case "tag":
        return isObject(value)
          ? mapValues(value, (item) => (isScalar(item) ? String(item) : item))
          : this.#mismatch(value, type, path);
      case "list":
        return Array.isArray(value)
          ? value.map((item, index) => this.value(item, type.of, `${path}/${index}`))
          : this.#mismatch(value, type, path);
      case "map":
        return isObject(value)
          ? mapValues(value, (item, key) => this.value(item, type.of, `${path}/${key}`))
          : this.#mismatch(value, type, path);
      case "object": {
        const definition = member(this.#schema.definitions, type.name);
        // A definition that the specification refers to but does not have says nothing.
        if (definition === undefined) return value;
        return isObject(value) ? this.object(value, definition, path) : this.#mismatch(value, type, path);
      }
      case "union":
        return this.#union(value, type.of, path);
    }
  }

  /** The alternative that fits the value as it is, else the first that it can be converted to, else the first with its problems. */
  #union(value: Json, alternatives: readonly PropertyType[], path: string): Json {
    const attempts = alternatives.map((type) => {
      const problems: string[] = [];
      return { result: new Coercion(this.#schema, problems).value(value, type, path), problems };
    });
    const fitting = attempts.filter(({ problems }) => problems.length === 0);
    const chosen = fitting.find(({ result }) => typeof result === typeof value) ?? fitting[0] ?? attempts[0];
    if (chosen === undefined) return value;
    this.#problems.push(...chosen.problems);
    return chosen.result;
  }

  #mismatch(value: Json, type: PropertyType, path: string): Json {
    this.#problems.push(`Value of property {${path}} does not match type {${TYPE_NAMES[type.kind]}}`);
    return value;
  }
}

function isOpen(value: Json): boolean {
  return typeof value === "string" && (value === UNKNOWN || value.includes("{{resolve:"));
}

function toBoolean(value: Json): boolean | undefined {
  if (typeof value === "boolean") return value;
  const text = typeof value === "string" ? value.toLowerCase() : "";
  return text === "true" ? true : text === "false" ? false : undefined;
}

function toNumber(value: Json, kind: "number" | "integer"): number | undefined {
  const number =
    typeof value === "number" ? value : typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
  return Number.isFinite(number) && (kind === "number" || Number.isInteger(number)) ? number : undefined;
}
