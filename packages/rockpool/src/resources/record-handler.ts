import type { Json, JsonObject, ResourceContext, ResourceHandler } from "../cloudformation/contract.js";
import type { Environment } from "../environment.js";
import { AwsError } from "../errors.js";

/**
 * A resource that is nothing but records in Rockpool's state: a role, a subnet, a secret. All of its methods are
 * synchronous, so that each runs in one transaction: after a crash the resource is there as a whole or not at all.
 */
export interface RecordResource {
  /** Makes the resource and gives its physical id. */
  create(context: ResourceContext, properties: JsonObject): string;
  /** Absent: every change replaces the resource. */
  update?(context: ResourceContext, physicalId: string, oldProperties: JsonObject, newProperties: JsonObject): void;
  /** May throw the service's error when there is nothing to delete. */
  delete(context: ResourceContext, physicalId: string, properties: JsonObject): void;
  /** The attributes; `undefined` when the resource does not exist. */
  attributes(physicalId: string, properties: JsonObject): Readonly<Record<string, Json>> | undefined;
  needsReplacement?: ResourceHandler["needsReplacement"];
}

const GONE = /NotFound(Exception|Fault)?$|\.NotFound$|^NoSuch/;

/** The handler of a resource of records, which are written together with the note of their id. */
export function recordHandler({ state }: Environment, resource: RecordResource): ResourceHandler {
  const handler: ResourceHandler = {
    create: async (context, properties) =>
      state.transaction(() => {
        const physicalId = resource.create(context, properties);
        const attributes = resource.attributes(physicalId, properties);
        context.initiated(physicalId);
        return { physicalId, attributes };
      }),

    async delete(context, physicalId, properties) {
      try {
        state.transaction(() => resource.delete(context, physicalId, properties));
      } catch (error) {
        if (!(error instanceof AwsError && GONE.test(error.code))) throw error;
      }
    },
  };
  if (resource.needsReplacement !== undefined) handler.needsReplacement = resource.needsReplacement;

  if (resource.update === undefined) return handler;
  return {
    ...handler,
    async update(context, physicalId, oldProperties, newProperties) {
      state.transaction(() => resource.update?.(context, physicalId, oldProperties, newProperties));
      return { physicalId, attributes: resource.attributes(physicalId, newProperties) };
    },
  };
}

/** What is in one list and not in the other. */
export function difference<T>(from: readonly T[], without: readonly T[]): T[] {
  return from.filter((item) => !without.includes(item));
}

/** Refuses properties that would have an effect on AWS and have none here. */
export function refuseProperties(context: ResourceContext, properties: JsonObject, names: readonly string[]): void {
  const given = names.filter((name) => {
    const value = properties[name];
    return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
  });
  if (given.length > 0) {
    throw new AwsError("NotImplemented", `${context.resourceType}: Rockpool does not run ${given.join(", ")}`);
  }
}
