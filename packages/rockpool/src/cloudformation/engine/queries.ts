import { validationError } from "../template/errors.js";
import { requiredTransforms } from "../template/transforms/transform.js";
import type { JsonObject } from "../contract.js";
import { isObject, mapValues } from "../template/json.js";
import { parseTemplate } from "../template/parse.js";
import { NO_ECHO_MASK, readParameters } from "../template/parameters.js";
import type { ParameterDeclaration } from "../template/model.js";
import { validateTemplate } from "../template/validate.js";
import { requiredCapabilities } from "./checks.js";
import { stackMissing, stackNotFound } from "./errors.js";
import { importers, openOutputs } from "./exports.js";
import type { Deployment, EventRecord, ResourceRecord, StackOutput, StackRecord, StoredParameter } from "./model.js";
import type { EngineParts } from "./operation.js";
import type { StackStatus } from "./statuses.js";
import type { StackStore } from "./store.js";

/** A stack as it may be shown: NoEcho values masked. */
export interface StackView {
  readonly record: StackRecord;
  readonly parameters: readonly ParameterView[];
  readonly outputs: readonly StackOutput[];
  /** The template, tags and capabilities that count: those of the running or failed operation until something is deployed. */
  readonly deployment: Deployment | undefined;
}

export interface ParameterView {
  readonly key: string;
  readonly value: string;
  readonly resolvedValue?: string;
}

/** What a template says of itself, before it is deployed. */
export interface TemplateSummary {
  readonly description: string | undefined;
  readonly metadata: JsonObject;
  readonly parameters: ReadonlyArray<{ readonly key: string } & ParameterDeclaration>;
  readonly resourceTypes: readonly string[];
  readonly resources: ReadonlyArray<{ readonly logicalId: string; readonly type: string }>;
  readonly capabilities: readonly string[];
  readonly capabilitiesReason?: string;
  readonly transforms: readonly string[];
}

/** Everything that can be read of stacks. */
export class Queries {
  readonly #parts: EngineParts;
  readonly #store: StackStore;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#store = parts.store;
  }

  /** @throws AwsError ValidationError `Stack with id X does not exist` */
  stack(nameOrId: string): StackView {
    const record = this.#store.find(nameOrId);
    if (record === undefined) throw stackNotFound(nameOrId);
    return this.#view(record);
  }

  /** All stacks, deleted ones included, newest first. */
  stacks(): StackView[] {
    return this.#store
      .stacks()
      .sort((a, b) => b.createdAt - a.createdAt)
      .map((record) => this.#view(record));
  }

  /** The ARN of a stack by its name or ARN. `undefined`: there is none. */
  arnOf(nameOrId: string): string | undefined {
    return this.#store.find(nameOrId)?.stackId;
  }

  /** The ARN of the role that the stack's operations act as: a nested stack's is its root's. `undefined`: none was named, or no stack. */
  roleOf(nameOrId: string): string | undefined {
    const record = this.#store.find(nameOrId);
    if (record === undefined) return undefined;
    const root = record.rootId === undefined ? record : (this.#store.find(record.rootId) ?? record);
    return current(root)?.roleArn;
  }

  /** The status of a stack, if there is one of this name or ARN. */
  statusOf(nameOrId: string): StackStatus | undefined {
    return this.#store.find(nameOrId)?.status;
  }

  /** The ARN of the stack that a change set belongs to. */
  stackOfChangeSet(changeSetId: string): string | undefined {
    return this.#store.changeSet(changeSetId)?.stackId;
  }

  /** The ARN of the live stack that has a physical resource. */
  ownerOf(physicalId: string): string | undefined {
    return this.#store
      .stacks()
      .filter(({ status }) => status !== "DELETE_COMPLETE")
      .find(({ stackId }) => this.#store.resources(stackId).some((record) => record.physicalId === physicalId))
      ?.stackId;
  }

  /** Newest first. @throws AwsError ValidationError `Stack [X] does not exist` */
  events(nameOrId: string): EventRecord[] {
    return this.#store.events(this.#require(nameOrId).stackId).reverse();
  }

  /** In the order of logical ids. Resources that the stack has never begun to create are not among them. */
  resources(nameOrId: string): ResourceRecord[] {
    return this.#store.resources(this.#require(nameOrId).stackId);
  }

  /** @throws AwsError ValidationError `Resource R does not exist for stack S` */
  resource(nameOrId: string, logicalId: string): ResourceRecord {
    const stack = this.#require(nameOrId);
    const record = this.#store.resource(stack.stackId, logicalId);
    if (record === undefined)
      throw validationError(`Resource ${logicalId} does not exist for stack ${stack.stackName}`);
    return record;
  }

  /** `Metadata` of a resource, as evaluated. */
  metadata(record: ResourceRecord): JsonObject | undefined {
    const details = record.version === undefined ? {} : this.#store.unseal<JsonObject>(record.version.details);
    const metadata = details["Metadata"];
    return typeof metadata === "object" && metadata !== null && !Array.isArray(metadata) ? metadata : undefined;
  }

  /** By name of the export. */
  exports(): Array<{ name: string; value: string; stackId: string }> {
    return this.#store
      .exports()
      .map(({ name, value, stackId }) => ({ name, value: this.#store.unseal<string>(value), stackId }));
  }

  /** Names of the stacks that import an export. @throws AwsError ValidationError when there is none of that name, or nobody uses it */
  imports(exportName: string): string[] {
    const users = importers(this.#store, exportName);
    if (users.length === 0) throw validationError(`Export '${exportName}' is not imported by any stack.`);
    return users;
  }

  /** The template's text as given; `{}` for a stack that waits for its first change set to be executed, as on AWS. */
  template(nameOrId: string): string {
    return this.#view(this.#require(nameOrId)).deployment?.template ?? "{}";
  }

  /** The template after its transforms. */
  processedTemplate(nameOrId: string): JsonObject {
    const { deployment } = this.#view(this.#require(nameOrId));
    return deployment === undefined ? {} : (deployment.processed ?? parseTemplate(deployment.template).body);
  }

  /**
   * Reads a template without parameter values. Transforms are named and not applied, as on AWS; what they would make of the template
   * is checked when it is deployed.
   * @throws AwsError ValidationError
   */
  summary(text: string): TemplateSummary {
    const { body } = parseTemplate(text);
    const transforms = requiredTransforms(body);
    const { registry } = this.#parts;
    if (transforms.length === 0) validateTemplate(body, { registry, transforms });
    const resources = mapValues(section(body, "Resources"), (resource) => ({
      type: isObject(resource) && typeof resource["Type"] === "string" ? resource["Type"] : "",
      properties: isObject(resource) ? section(resource, "Properties") : {},
    }));
    const { capabilities, reason } = requiredCapabilities({ resources, transforms });
    return {
      description: typeof body["Description"] === "string" ? body["Description"] : undefined,
      metadata: section(body, "Metadata"),
      parameters: Object.entries(readParameters(body["Parameters"])).map(([key, declaration]) => ({
        key,
        ...declaration,
      })),
      resourceTypes: [...new Set(Object.values(resources).map(({ type }) => type))],
      resources: Object.entries(resources).map(([logicalId, { type }]) => ({ logicalId, type })),
      capabilities,
      ...(reason === undefined ? {} : { capabilitiesReason: reason }),
      transforms,
    };
  }

  #require(nameOrId: string): StackRecord {
    const record = this.#store.find(nameOrId);
    if (record === undefined) throw stackMissing(nameOrId);
    return record;
  }

  #view(record: StackRecord): StackView {
    const deployment = current(record);
    return {
      record,
      deployment,
      parameters: (deployment?.parameters ?? []).map((parameter) => this.parameter(parameter)),
      outputs: openOutputs(this.#store, record.outputs),
    };
  }

  /** A parameter's value as it may be shown. */
  parameter({ key, value, noEcho, resolvedValue }: StoredParameter): ParameterView {
    return {
      key,
      value: noEcho ? NO_ECHO_MASK : this.#store.unseal<string>(value),
      ...(resolvedValue === undefined ? {} : { resolvedValue }),
    };
  }
}

/** What describes the stack as it is: a target that has been reached counts before its cleanup is done. */
function current(record: StackRecord): Deployment | undefined {
  if (record.status === "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS") return record.target ?? record.deployed;
  return record.deployed ?? record.target;
}

function section(body: JsonObject, name: string): JsonObject {
  const value = body[name];
  return isObject(value) ? value : {};
}
