import type { ExternalValues, JsonObject, ResourceRegistry, ResourceSchema } from "../cloudformation/contract.js";
import { textOf } from "../cloudformation/template/intrinsics/evaluation.js";
import type { ResolvedParameters, Scope } from "../cloudformation/template/model.js";
import { testAccount } from "./environment.js";

/** Pseudo parameters of a stack called `stack`. */
export const testPseudo = {
  ...testAccount,
  stackName: "stack",
  stackId: "arn:aws:cloudformation:us-east-1:000000000000:stack/stack/1",
  notificationArns: ["arn:aws:sns:us-east-1:000000000000:topic"],
};

/** Parameters with these values, lists for list types. */
export function testParameters(values: JsonObject): ResolvedParameters {
  return Object.fromEntries(
    Object.entries(values).map(([name, reference]) => [
      name,
      {
        type: Array.isArray(reference) ? "CommaDelimitedList" : "String",
        value: Array.isArray(reference) ? reference.map(textOf).join(",") : (textOf(reference) ?? ""),
        noEcho: false,
        reference: Array.isArray(reference) ? reference : (textOf(reference) ?? ""),
      },
    ]),
  );
}

/** A scope in which the physical id of a resource is `<logical id>-id` and its attributes are `<logical id>.<attribute>`. */
export function testScope(overrides: Partial<Scope> = {}): Scope {
  return {
    parameters: {},
    pseudo: testPseudo,
    mappings: {},
    conditions: {},
    ref: (logicalId) => `${logicalId}-id`,
    getAtt: (logicalId, attribute) => `${logicalId}.${attribute}`,
    importValue: (name) => `imported ${name}`,
    stackOutput: ({ stackName, outputName }) => `${stackName}/${outputName}`,
    availabilityZones: (region) => ["a", "b", "c"].map((zone) => region + zone),
    ...overrides,
  };
}

/** A registry of these schemas. Types of `AWS::Test::` exist without one; nothing has a handler. */
export function testRegistry(
  schemas: readonly ResourceSchema[] = [],
): Pick<ResourceRegistry, "exists" | "schema" | "handler"> {
  const schema = (type: string): ResourceSchema | undefined => schemas.find((candidate) => candidate.type === type);
  return {
    schema,
    exists: (type) => type.startsWith("AWS::Test::") || schema(type) !== undefined,
    handler: () => undefined,
  };
}

/** External values out of two tables: SSM parameters by name, secrets by `id` or `id:jsonKey`, templates by URL. */
export function testExternal(
  tables: { ssm?: Record<string, string>; secrets?: Record<string, string>; templates?: Record<string, string> } = {},
): ExternalValues {
  const find = (table: Record<string, string> | undefined, key: string): Promise<string> => {
    const value = table?.[key];
    return value === undefined ? Promise.reject(new Error(`${key} is not there`)) : Promise.resolve(value);
  };
  return {
    ssmParameter: (name, version) => find(tables.ssm, version === undefined ? name : `${name}:${version}`),
    secret: ({ secretId, jsonKey }) =>
      find(tables.secrets, jsonKey === undefined ? secretId : `${secretId}:${jsonKey}`),
    availabilityZones: (region) => ["a", "b", "c"].map((zone) => region + zone),
    template: (url) => find(tables.templates, url),
  };
}
