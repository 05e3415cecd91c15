import { setImmediate } from "node:timers/promises";
import type {
  ExternalValues,
  JsonObject,
  ResourceContext,
  ResourceHandler,
  ResourceRegistry,
  ResourceSchema,
} from "../cloudformation/contract.js";

/** What a resource of the test world does when asked, by its logical id. */
export interface Behaviour {
  readonly create?: "fail" | "fail-after-initiated" | "hang";
  readonly update?: "fail" | "fail-afterwards" | "new-id";
  readonly delete?: "fail";
  /** Ticks of the event loop that each half of a call takes. */
  readonly ticks?: number;
  /** The first failure is the last. */
  readonly once?: boolean;
}

export interface WorldCall {
  readonly verb: "create" | "update" | "delete" | "snapshot";
  readonly logicalId: string;
  readonly physicalId: string;
}

const TYPE = "Test::World::Thing";

const schema: ResourceSchema = {
  type: TYPE,
  properties: {
    Name: { type: { kind: "string" }, replacement: "yes" },
    Value: { type: { kind: "string" } },
    Fixed: { type: { kind: "string" }, replacement: "yes" },
    Perhaps: { type: { kind: "string" }, replacement: "maybe" },
    Links: { type: { kind: "list", of: { kind: "string" } } },
    Count: { type: { kind: "integer" } },
    Tags: { type: { kind: "list", of: { kind: "tag" } } },
  },
  definitions: {},
  attributes: ["Arn", "Value"],
  nameProperty: "Name",
  identifier: ["Name"],
};

/**
 * A small cloud in memory: things that exist by physical id, with the properties they have. It outlives the engines that work on it, so that
 * a test can abandon one in the middle and let another go on.
 */
export class StackWorld {
  readonly things = new Map<string, JsonObject>();
  readonly snapshots: string[] = [];
  readonly calls: WorldCall[] = [];
  readonly behaviours = new Map<string, Behaviour>();
  readonly templates = new Map<string, string>();
  readonly parameters = new Map<string, string>();
  readonly secrets = new Map<string, string>();
  /** Handlers beside that of `Test::World::Thing`. */
  readonly handlers = new Map<string, ResourceHandler>();
  /** The most creates that ran at one time. */
  mostAtOnce = 0;
  /** What went against the order of things. */
  readonly violations: string[] = [];
  #atOnce = 0;
  #number = 0;
  #epoch = 0;

  readonly registry: ResourceRegistry = {
    handler: (type) => (type === TYPE ? this.#thing : this.handlers.get(type)),
    schema: (type) => (type === TYPE ? schema : undefined),
    exists: (type) =>
      type === TYPE || type === "AWS::SNS::Topic" || type.startsWith("AWS::IAM::") || this.handlers.has(type),
  };

  /** What an engine over this world is made with. */
  get parts(): { readonly registry: ResourceRegistry; readonly external: ExternalValues } {
    return { registry: this.registry, external: this.external };
  }

  readonly external: ExternalValues = {
    ssmParameter: async (name) => this.#found(this.parameters, name),
    secret: async ({ secretId }) => this.#found(this.secrets, secretId),
    availabilityZones: (region) => ["a", "b", "c"].map((zone) => region + zone),
    template: async (url) => this.#found(this.templates, url),
  };

  readonly #thing: ResourceHandler = {
    create: async (context, properties) => {
      const behaviour = this.#behaviour(context);
      this.#atOnce += 1;
      this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
      try {
        await this.#work(behaviour, context);
        if (behaviour.create === "fail") throw this.#failure(context, "cannot be created");
        const physicalId = nameOf(context, properties);
        if (this.things.has(physicalId)) throw new Error(`${physicalId} already exists`);
        this.#log("create", context, physicalId);
        // When that fails nothing is made: services do both in one transaction.
        context.initiated(physicalId);
        this.#put(physicalId, properties);
        await this.#work(behaviour, context);
        if (behaviour.create === "fail-after-initiated") throw this.#failure(context, "broke half-way");
        if (behaviour.create === "hang") await aborted(context.signal);
        return this.#state(physicalId, properties);
      } finally {
        this.#atOnce -= 1;
      }
    },
    update: async (context, physicalId, _old, properties) => {
      const behaviour = this.#behaviour(context);
      await this.#work(behaviour, context);
      if (behaviour.update === "fail") throw this.#failure(context, "cannot be updated");
      if (!this.things.has(physicalId)) throw new Error(`${physicalId} does not exist`);
      this.#number += 1;
      const newId = behaviour.update === "new-id" ? `${physicalId}-${this.#number}` : physicalId;
      context.initiated(newId);
      this.#log("update", context, newId);
      this.#put(newId, properties);
      await this.#work(behaviour, context);
      if (behaviour.update === "fail-afterwards") throw this.#failure(context, "broke half-way");
      return this.#state(newId, properties);
    },
    delete: async (context, physicalId) => {
      const behaviour = this.#behaviour(context);
      await this.#work(behaviour, context);
      if (behaviour.delete === "fail") throw this.#failure(context, "cannot be deleted");
      this.#log("delete", context, physicalId);
      this.#remove(physicalId);
    },
    snapshot: async (context, physicalId, _properties, name) => {
      this.#log("snapshot", context, physicalId);
      if (!this.snapshots.includes(name)) this.snapshots.push(name);
    },
    needsReplacement: (_changed, _old, properties) => properties["Perhaps"] === "replace",
  };

  /** The process is gone: nothing that was in flight does anything any more. */
  crash(): void {
    this.#epoch += 1;
  }

  #behaviour({ logicalId }: ResourceContext): Behaviour {
    return this.behaviours.get(logicalId) ?? {};
  }

  #failure({ logicalId }: ResourceContext, what: string): Error {
    if (this.behaviours.get(logicalId)?.once === true) this.behaviours.delete(logicalId);
    return new Error(`${logicalId} ${what}`);
  }

  /** Things link to one another, and the world keeps watch as a database does over foreign keys. */
  #put(physicalId: string, properties: JsonObject): void {
    for (const link of linksOf(properties)) {
      if (!this.things.has(link)) this.violations.push(`${physicalId} links to ${link}, which does not exist`);
    }
    this.things.set(physicalId, properties);
  }

  #remove(physicalId: string): void {
    for (const [other, properties] of this.things) {
      if (linksOf(properties).includes(physicalId))
        this.violations.push(`${physicalId} is deleted while ${other} links to it`);
    }
    this.things.delete(physicalId);
  }

  #state(physicalId: string, properties: JsonObject) {
    return { physicalId, attributes: { Arn: `arn:test:${physicalId}`, Value: properties["Value"] ?? "" } };
  }

  #log(verb: WorldCall["verb"], { logicalId }: ResourceContext, physicalId: string): void {
    this.calls.push({ verb, logicalId, physicalId });
  }

  async #work(behaviour: Behaviour, context: ResourceContext): Promise<void> {
    const epoch = this.#epoch;
    for (let tick = 0; tick < (behaviour.ticks ?? 0); tick++) {
      await setImmediate();
      if (epoch !== this.#epoch) await new Promise(() => undefined);
      if (context.signal.aborted) throw new Error("stopped");
    }
  }

  #found(values: ReadonlyMap<string, string>, name: string): string {
    const value = values.get(name);
    if (value === undefined) throw new Error(`${name} not found`);
    return value;
  }
}

function nameOf(context: ResourceContext, properties: JsonObject): string {
  const name = properties["Name"];
  return typeof name === "string" ? name : context.generateName({ lowerCase: true });
}

const linksOf = (properties: JsonObject): string[] => {
  const links = properties["Links"];
  return Array.isArray(links) ? links.map(String) : [];
};

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => reject(new Error("aborted"));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}

/** A template of things. A thing's `DependsOn`, policies and the like go beside its properties as `$DependsOn`, ... */
export function thingsTemplate(things: Record<string, JsonObject>, rest: JsonObject = {}): string {
  const resources = Object.fromEntries(
    Object.entries(things).map(([logicalId, members]) => {
      const attributes = Object.entries(members).filter(([key]) => key.startsWith("$"));
      const properties = Object.entries(members).filter(([key]) => !key.startsWith("$"));
      return [
        logicalId,
        {
          Type: TYPE,
          ...Object.fromEntries(attributes.map(([key, value]) => [key.slice(1), value])),
          Properties: Object.fromEntries(properties),
        },
      ];
    }),
  );
  return JSON.stringify({ ...rest, Resources: resources });
}
