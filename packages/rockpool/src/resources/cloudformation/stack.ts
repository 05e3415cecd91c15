import type {
  Json,
  JsonObject,
  ResourceContext,
  ResourceHandler,
  ResourceState,
} from "../../cloudformation/contract.js";
import type { ExternalValues } from "../../cloudformation/contract.js";
import type { DeployInput, NestedStacks } from "../../cloudformation/engine/index.js";
import { isObject, isScalar } from "../../cloudformation/template/json.js";
import { checkTemplateSize } from "../../cloudformation/template/parse.js";
import { AwsError } from "../../errors.js";

/** The longest name that CloudFormation gives a stack. */
const LONGEST_NAME = 128;

/** What a nested stack needs of the engine, which is made after the handlers are. */
export interface NestedStackParts {
  readonly nested: () => NestedStacks;
  /** Reads the child's template. */
  readonly external: Pick<ExternalValues, "template">;
}

/**
 * `AWS::CloudFormation::Stack`: a template within a template. The child is a stack of its own, with its own events, that its parent
 * creates, updates, rolls back and deletes.
 */
export function nestedStackHandler({ nested, external }: NestedStackParts): ResourceHandler {
  const state = (physicalId: string): ResourceState => ({ physicalId, attributes: nested().attributes(physicalId) });

  return {
    open: true,
    alwaysUpdate: true,

    async create(context, properties) {
      const stackName = context.generateName({ maxLength: LONGEST_NAME });
      const timeout = properties["TimeoutInMinutes"];
      const input = {
        ...(await deployInput(context, properties)),
        stackName,
        timeoutMinutes: timeout === undefined ? undefined : positiveInteger(timeout, "TimeoutInMinutes"),
      };
      let stackId = "";
      const begun = (id: string): void => {
        stackId = id;
        context.initiated(id);
      };
      await nested().create(input, context.stackId, begun, context.signal);
      return state(stackId);
    },

    async update(context, physicalId, _old, properties) {
      const input = { ...(await deployInput(context, properties)), stackName: physicalId };
      await nested().update(input, context.stackId, context.signal);
      return state(physicalId);
    },

    rollback: (_context, physicalId) => nested().rollback(physicalId),
    commit: (_context, physicalId) => nested().commit(physicalId),
    delete: (context, physicalId) => nested().delete(physicalId, context.stackId),
  };

  async function deployInput(
    context: ResourceContext,
    properties: JsonObject,
  ): Promise<Omit<DeployInput, "stackName"> & { template: string }> {
    const url = properties["TemplateURL"];
    if (typeof url !== "string" || url === "") throw invalid("The property {/TemplateURL} is required");
    const template = await external.template(url);
    checkTemplateSize(template, "url");
    const inherited = nested().inherited(context.stackId);
    const notificationArns = properties["NotificationARNs"];
    return {
      template,
      parameters: parameters(properties["Parameters"]),
      tags: { ...inherited.tags, ...tags(properties["Tags"]) },
      capabilities: inherited.capabilities,
      notificationArns: Array.isArray(notificationArns)
        ? notificationArns.map((one) => text(one, "/NotificationARNs"))
        : inherited.notificationArns,
    };
  }
}

const invalid = (problem: string): AwsError =>
  new AwsError("ValidationError", `Property validation failure: [${problem}]`);

/** A child's parameters are texts: lists are joined with commas. */
function parameters(value: Json | undefined): Array<{ key: string; value: string }> {
  if (value === undefined) return [];
  if (!isObject(value)) throw invalid("Value of property {/Parameters} does not match type {Map}");
  return Object.entries(value).map(([key, item]) => ({
    key,
    value: (Array.isArray(item) ? item : [item]).map((one) => text(one, `/Parameters/${key}`)).join(","),
  }));
}

function tags(value: Json | undefined): Record<string, string> {
  const list = Array.isArray(value) ? value.filter(isObject) : [];
  return Object.fromEntries(
    list.map(({ Key = null, Value = null }) => [text(Key, "/Tags/Key"), text(Value, "/Tags/Value")]),
  );
}

function text(value: Json, path: string): string {
  if (isScalar(value)) return String(value);
  throw invalid(`Value of property {${path}} does not match type {String}`);
}

function positiveInteger(value: Json, property: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number > 0) return number;
  throw invalid(`Value of property {/${property}} must be a positive integer, not ${JSON.stringify(value)}`);
}
