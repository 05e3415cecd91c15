import type { JsonObject, ResourceContext, ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import { ownerCall } from "../../services/contract.js";
import type { SsmService } from "../../services/ssm/index.js";
import { object, optionalText, text } from "../properties.js";
import { difference, recordHandler, refuseProperties } from "../record-handler.js";

/** AWS::SSM::Parameter. `Ref`: the parameter's name. */
export function parameter({ ssm, environment }: { ssm: SsmService; environment: Environment }): ResourceHandler {
  const call = ownerCall(environment.account.accountId, environment.account.partition);
  const { operations } = ssm;

  function request(context: ResourceContext, properties: JsonObject) {
    refuseProperties(context, properties, ["Policies"]);
    const type = text(properties, "Type");
    if (type !== "String" && type !== "StringList") {
      // CloudFormation takes no secret values: they would stand in the template.
      const reason = `#/Type: ${type} is not a valid enum value, only: [String, StringList]`;
      throw new AwsError(
        "ValidationError",
        `Properties validation failed for resource ${context.logicalId} with message: ${reason}`,
      );
    }
    return {
      Type: type,
      Value: text(properties, "Value"),
      Description: optionalText(properties, "Description"),
      AllowedPattern: optionalText(properties, "AllowedPattern"),
      DataType: optionalText(properties, "DataType"),
      Tier: tier(optionalText(properties, "Tier")),
    } as const;
  }

  /** The stack's tags and the parameter's own, which stand in a map. */
  function tags(context: ResourceContext, properties: JsonObject): Record<string, string> {
    const own = object(properties, "Tags");
    return { ...context.tags, ...Object.fromEntries(Object.keys(own).map((key) => [key, text(own, key)])) };
  }

  const tagEntries = (map: Record<string, string>) => Object.entries(map).map(([Key, Value]) => ({ Key, Value }));

  return recordHandler(environment, {
    create(context, properties) {
      const Name = optionalText(properties, "Name") ?? `CFN-${context.logicalId}-${context.generateName().slice(-12)}`;
      const Tags = tagEntries(tags(context, properties));
      operations.PutParameter(call, { Name, Tags, ...request(context, properties) });
      return Name;
    },
    update(context, Name, before, after) {
      operations.PutParameter(call, { Name, Overwrite: true, ...request(context, after) });
      const resource = { ResourceType: "Parameter", ResourceId: Name } as const;
      const [oldTags, newTags] = [tags(context, before), tags(context, after)];
      operations.RemoveTagsFromResource(call, {
        ...resource,
        TagKeys: difference(Object.keys(oldTags), Object.keys(newTags)),
      });
      operations.AddTagsToResource(call, { ...resource, Tags: tagEntries(newTags) });
    },
    delete(_context, Name) {
      operations.DeleteParameter(call, { Name });
    },
    attributes(Name) {
      if (!ssm.exists(Name)) return undefined;
      const { Parameter } = operations.GetParameter(call, { Name });
      return { Type: Parameter?.Type ?? "", Value: Parameter?.Value ?? "", Arn: Parameter?.ARN ?? "" };
    },
  });
}

const TIERS = ["Standard", "Advanced", "Intelligent-Tiering"] as const;

function tier(name: string | undefined): (typeof TIERS)[number] | undefined {
  return TIERS.find((known) => known === name);
}
