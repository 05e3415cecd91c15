import type { JsonObject, ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { type CallContext, ownerCall } from "../../services/contract.js";
import type { RdsService } from "../../services/rds/service.js";
import { object, optionalText, tags, text } from "../properties.js";
import { identifierOf, ifExists, updateTags } from "./database.js";

const NAME_LENGTH = 255;

interface Group {
  readonly name: string;
  readonly arn: string;
}
type Tag = { Key: string; Value: string };

/** The API of one kind of group. */
export interface GroupApi {
  readonly nameProperty: "DBParameterGroupName" | "DBClusterParameterGroupName";
  find(call: CallContext, name: string): Group | undefined;
  create(call: CallContext, group: { name: string; family: string; description: string; tags: Tag[] }): void;
  set(
    call: CallContext,
    name: string,
    parameters: ReadonlyArray<{ ParameterName: string; ParameterValue: string; ApplyMethod: "immediate" }>,
  ): Promise<unknown>;
  reset(
    call: CallContext,
    name: string,
    parameters: ReadonlyArray<{ ParameterName: string; ApplyMethod: "immediate" }>,
  ): Promise<unknown>;
  delete(call: CallContext, name: string): void;
  attributes(group: Group): Record<string, string>;
}

/** The handler of both types of parameter groups. `Ref`: the group's name. */
export function parameterGroupHandler({
  rds,
  environment,
  api,
}: {
  rds: RdsService;
  environment: Environment;
  api: GroupApi;
}): ResourceHandler {
  const call = ownerCall(environment.account.accountId, environment.account.partition);

  const state = (name: string) => {
    const group = api.find(call, name);
    return { physicalId: name, attributes: group === undefined ? {} : api.attributes(group) };
  };

  return {
    async create(context, properties) {
      const name = identifierOf(context, properties, api.nameProperty, NAME_LENGTH);
      environment.state.transaction(() => {
        api.create(call, {
          name,
          family: text(properties, "Family"),
          description: text(properties, "Description"),
          tags: tags(context, properties),
        });
        context.initiated(name);
      });
      const values = parametersOf(properties);
      if (values.size > 0) await api.set(call, name, entries(values));
      return state(name);
    },

    async update(context, physicalId, before, after) {
      const [old, next] = [parametersOf(before), parametersOf(after)];
      const gone = [...old.keys()].filter((name) => !next.has(name));
      const changed = new Map([...next].filter(([name, value]) => old.get(name) !== value));
      if (gone.length > 0)
        await api.reset(
          call,
          physicalId,
          gone.map((ParameterName) => ({ ParameterName, ApplyMethod: "immediate" })),
        );
      if (changed.size > 0) await api.set(call, physicalId, entries(changed));
      const group = api.find(call, physicalId);
      if (group !== undefined) updateTags(rds, call, group.arn, context, after);
      return state(physicalId);
    },

    async delete(_context, physicalId) {
      ifExists(() => api.delete(call, physicalId));
    },
  };
}

function parametersOf(properties: JsonObject): Map<string, string> {
  const values = object(properties, "Parameters");
  return new Map(
    Object.keys(values).flatMap((name): Array<[string, string]> => {
      const value = optionalText(values, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** CloudFormation asks for `immediate`; what cannot be changed at once waits for a reboot by itself. */
function entries(values: ReadonlyMap<string, string>) {
  return [...values].map(([ParameterName, ParameterValue]) => ({
    ParameterName,
    ParameterValue,
    ApplyMethod: "immediate" as const,
  }));
}
