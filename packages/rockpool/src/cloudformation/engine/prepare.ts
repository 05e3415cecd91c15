import { arn } from "../../environment.js";
import type { Json, JsonObject } from "../contract.js";
import { checkSecureReferences } from "../template/dynamic-references.js";
import { validationError } from "../template/errors.js";
import { evaluate, evaluateObject } from "../template/intrinsics/evaluate.js";
import { isScalar, mapValues, member } from "../template/json.js";
import type { ParameterInput, PseudoParameters, ResolvedParameters, Scope, Template } from "../template/model.js";
import { NO_ECHO_MASK } from "../template/parameters.js";
import { prepareTemplate } from "../template/prepare.js";
import { convertProperties } from "./dynamic.js";
import { policies } from "./actions.js";
import { openOutputs } from "./exports.js";
import type { Deployment, StackOutput, StoredParameter } from "./model.js";
import type { EngineParts } from "./operation.js";
import type { Desired, Prepared, ResourceLookup } from "./prepared.js";
import type { StackStore } from "./store.js";

/** Everything a caller chose, before any of it has been looked at. */
export interface Request {
  readonly template: string;
  readonly parameters: readonly ParameterInput[];
  readonly tags: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  readonly notificationArns: readonly string[];
  readonly roleArn?: string;
}

export interface StackIdentity {
  readonly stackId: string;
  readonly stackName: string;
}

/** The values of a stack's parameters as they were given, by name. */
export function previousValues(store: StackStore, deployment: Deployment | undefined): Record<string, string> {
  const parameters = deployment?.parameters ?? [];
  return Object.fromEntries(parameters.map(({ key, value }) => [key, store.unseal<string>(value)]));
}

/**
 * Reads a template with its parameters up to where only the resources can tell more.
 * @throws AwsError ValidationError for everything that CloudFormation refuses before it begins
 */
export async function prepare(
  parts: EngineParts,
  stack: StackIdentity,
  request: Request,
  previous: Readonly<Record<string, string>>,
): Promise<Prepared> {
  const pseudo: PseudoParameters = {
    ...parts.environment.account,
    ...stack,
    notificationArns: request.notificationArns,
  };
  const { registry, external } = parts;
  const { template, parameters, conditions, graph, parsed } = await prepareTemplate(request.template, {
    registry,
    external,
    pseudo,
    parameters: request.parameters,
    previous,
  });
  const imports = new Set<string>();
  const deployment: Deployment = {
    template: request.template,
    ...(template.transforms.length === 0 ? {} : { processed: template.source }),
    parameters: storedParameters(parts.store, parameters),
    tags: request.tags,
    capabilities: request.capabilities,
    notificationArns: request.notificationArns,
    ...(request.roleArn === undefined ? {} : { roleArn: request.roleArn }),
  };

  const scope = (lookup: ResourceLookup, values: ResolvedParameters): Scope => ({
    parameters: values,
    pseudo,
    mappings: template.mappings,
    conditions,
    ref: (logicalId) => lookup.ref(logicalId),
    getAtt: (logicalId, attribute) => lookup.getAtt(logicalId, attribute),
    importValue: (name) => importValue(parts.store, name, imports),
    stackOutput: (reference) => stackOutput(parts, reference),
    availabilityZones: (region) => external.availabilityZones(region),
  });
  const masked = mapValues(parameters, (parameter) =>
    parameter.noEcho ? { ...parameter, reference: NO_ECHO_MASK } : parameter,
  );

  return {
    deployment,
    template,
    parameters,
    conditions,
    live: graph.nodes,
    order: graph.order,
    imports,
    warnings: parsed.warnings,
    dependencies: (logicalId) => [...graph.dependencies(logicalId)],
    desired: (logicalId, lookup) => {
      const declaration = member(template.resources, logicalId);
      if (declaration === undefined) throw new Error(`the template has no resource ${logicalId}`);
      const full = scope(lookup, parameters);
      const shown = scope({ ...lookup, getAtt: (id, attribute) => lookup.shownAtt(id, attribute) }, masked);
      const properties = convertProperties(parts, declaration.type, evaluateObject(declaration.properties, full));
      checkSecureReferences(declaration.type, properties);
      const desired: Desired = {
        type: declaration.type,
        properties,
        shown: evaluateObject(declaration.properties, shown),
        details: detailsOf(declaration, full),
        ...policies(declaration),
        dependsOn: [...graph.dependencies(logicalId)],
        tags: request.tags,
      };
      return desired;
    },
    outputs: (lookup) => evaluateOutputs(template, conditions, scope(lookup, parameters)),
  };
}

/** `Metadata`, `CreationPolicy` and `UpdatePolicy`, as far as the template has them. */
function detailsOf(declaration: Template["resources"][string], scope: Scope): JsonObject {
  const { metadata, creationPolicy, updatePolicy } = declaration;
  return {
    ...(Object.keys(metadata).length === 0 ? {} : { Metadata: evaluateObject(metadata, scope) }),
    ...(creationPolicy === undefined ? {} : { CreationPolicy: evaluateObject(creationPolicy, scope) }),
    ...(updatePolicy === undefined ? {} : { UpdatePolicy: evaluateObject(updatePolicy, scope) }),
  };
}

function evaluateOutputs(
  template: Template,
  conditions: Readonly<Record<string, boolean>>,
  scope: Scope,
): StackOutput[] {
  return Object.entries(template.outputs).flatMap(([key, output]) => {
    if (output.condition !== undefined && conditions[output.condition] !== true) return [];
    const value = outputText(key, evaluate(output.value, scope));
    const exportName = output.exportName === undefined ? undefined : evaluate(output.exportName, scope);
    return [
      {
        key,
        value,
        ...(output.description === undefined ? {} : { description: output.description }),
        ...(exportName === undefined ? {} : { exportName: outputText(key, exportName) }),
      },
    ];
  });
}

function outputText(key: string, value: Json | undefined): string {
  if (isScalar(value)) return String(value);
  throw validationError(
    `Template format error: The Value field of every Outputs member must evaluate to a String, ${key} does not.`,
  );
}

function storedParameters(store: StackStore, parameters: ResolvedParameters): StoredParameter[] {
  return Object.entries(parameters).map(([key, { value, noEcho, resolvedValue }]) => ({
    key,
    value: store.seal(value),
    noEcho,
    ...(resolvedValue === undefined ? {} : { resolvedValue: noEcho ? NO_ECHO_MASK : resolvedValue }),
  }));
}

function importValue(store: StackStore, name: string, imports: Set<string>): Json {
  const found = store.export(name);
  if (found === undefined) throw validationError(`No export named ${name} found.`);
  imports.add(name);
  return store.unseal<string>(found.value);
}

function stackOutput(
  { environment, store }: EngineParts,
  reference: { readonly stackName: string; readonly outputName: string; readonly region?: string },
): Json {
  const region = reference.region ?? environment.account.region;
  if (region !== environment.account.region) {
    throw validationError(
      `Fn::GetStackOutput: the stack ${reference.stackName} lies in ${region}; this pool has stacks in ${environment.account.region} only`,
    );
  }
  const stack = store.find(reference.stackName);
  const output =
    stack === undefined ? undefined : openOutputs(store, stack.outputs).find(({ key }) => key === reference.outputName);
  if (output === undefined) {
    const id = arn(environment.account, "cloudformation", `stack/${reference.stackName}`);
    throw validationError(`Unable to resolve output ${reference.outputName} of stack ${id}`);
  }
  return output.value;
}
