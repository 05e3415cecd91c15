import type { JsonObject, ResourceHandler } from "../../cloudformation/contract.js";
import { AwsError } from "../../errors.js";
import { objectList, optionalText, text } from "../properties.js";
import { recordHandler } from "../record-handler.js";
import { type Ec2Parts, found, network } from "./network.js";
import { permissionOf } from "./security-group-permission.js";

/** What EC2 gives a new group, and CloudFormation takes away as soon as a template has egress rules of its own. */
const DEFAULT_EGRESS: JsonObject = { IpProtocol: "-1", CidrIp: "0.0.0.0/0" };

/** AWS::EC2::SecurityGroup. `Ref`: the group's id. */
export function securityGroup(parts: Ec2Parts): ResourceHandler {
  const { call, operations, tagSpecifications, retag, attributesOf } = network(parts);

  const ingressOf = (properties: JsonObject) => objectList(properties, "SecurityGroupIngress");
  const egressOf = (properties: JsonObject) => {
    const own = objectList(properties, "SecurityGroupEgress");
    return own.length > 0 ? own : [DEFAULT_EGRESS];
  };

  function authorize(GroupId: string, egress: boolean, rule: JsonObject): void {
    const input = { GroupId, IpPermissions: [permissionOf(rule)] };
    if (egress) operations.AuthorizeSecurityGroupEgress(call, input);
    else operations.AuthorizeSecurityGroupIngress(call, input);
  }

  function revoke(GroupId: string, egress: boolean, rule: JsonObject): void {
    const input = { GroupId, IpPermissions: [permissionOf(rule)] };
    if (egress) operations.RevokeSecurityGroupEgress(call, input);
    else operations.RevokeSecurityGroupIngress(call, input);
  }

  /**
   * Brings a group's rules from one list to another; those that other resources added stay. `before` may not have come
   * about: an update is undone also when it failed, and repeated after a crash.
   */
  function change(id: string, egress: boolean, before: readonly JsonObject[], after: readonly JsonObject[]): void {
    const [oldKeys, newKeys] = [before, after].map((rules) => rules.map((rule) => JSON.stringify(rule)));
    for (const rule of before.filter((entry) => newKeys?.includes(JSON.stringify(entry)) !== true)) {
      passOver("InvalidPermission.NotFound", () => revoke(id, egress, rule));
    }
    for (const rule of after.filter((entry) => oldKeys?.includes(JSON.stringify(entry)) !== true)) {
      passOver("InvalidPermission.Duplicate", () => authorize(id, egress, rule));
    }
  }

  return recordHandler(parts.environment, {
    create(context, properties) {
      const { GroupId } = operations.CreateSecurityGroup(call, {
        GroupName: optionalText(properties, "GroupName") ?? context.generateName({ maxLength: 255 }),
        Description: text(properties, "GroupDescription"),
        VpcId: optionalText(properties, "VpcId"),
        TagSpecifications: tagSpecifications("security-group" as const, context, properties),
      });
      const id = found(GroupId, "the new security group");
      revoke(id, true, DEFAULT_EGRESS);
      for (const rule of ingressOf(properties)) authorize(id, false, rule);
      for (const rule of egressOf(properties)) authorize(id, true, rule);
      return id;
    },
    update(context, id, before, after) {
      change(id, false, ingressOf(before), ingressOf(after));
      change(id, true, egressOf(before), egressOf(after));
      retag(context, id, before, after);
    },
    delete(_context, GroupId) {
      operations.DeleteSecurityGroup(call, { GroupId });
    },
    attributes(GroupId) {
      return attributesOf(() => {
        const [group] = operations.DescribeSecurityGroups(call, { GroupIds: [GroupId] }).SecurityGroups ?? [];
        return { Id: GroupId, GroupId, VpcId: group?.VpcId ?? "" };
      });
    },
  });
}

function passOver(code: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof AwsError && error.code === code)) throw error;
  }
}

type Operations = ReturnType<typeof network>["operations"];

/** What the two types of standalone rules call. */
interface RuleOperations {
  readonly authorize: (operations: Operations) => Operations["AuthorizeSecurityGroupIngress"];
  readonly revoke: (operations: Operations) => Operations["RevokeSecurityGroupIngress"];
  readonly describe: (operations: Operations) => Operations["UpdateSecurityGroupRuleDescriptionsIngress"];
}

/** AWS::EC2::SecurityGroupIngress. `Ref`: the rule's id. */
export const securityGroupIngress = (parts: Ec2Parts): ResourceHandler =>
  standaloneRule(parts, {
    authorize: (operations) => operations.AuthorizeSecurityGroupIngress,
    revoke: (operations) => operations.RevokeSecurityGroupIngress,
    describe: (operations) => (call, input) => operations.UpdateSecurityGroupRuleDescriptionsIngress(call, input),
  });

/** AWS::EC2::SecurityGroupEgress. `Ref`: the rule's id. */
export const securityGroupEgress = (parts: Ec2Parts): ResourceHandler =>
  standaloneRule(parts, {
    authorize: (operations) => (call, input) =>
      operations.AuthorizeSecurityGroupEgress(call, { ...input, GroupId: input.GroupId }),
    revoke: (operations) => (call, input) =>
      operations.RevokeSecurityGroupEgress(call, { ...input, GroupId: input.GroupId }),
    describe: (operations) => (call, input) => operations.UpdateSecurityGroupRuleDescriptionsEgress(call, input),
  });

function standaloneRule(parts: Ec2Parts, rule: RuleOperations): ResourceHandler {
  const { call, operations, attributesOf } = network(parts);
  const groupOf = (properties: JsonObject) => ({
    GroupId: optionalText(properties, "GroupId"),
    GroupName: optionalText(properties, "GroupName"),
  });

  return recordHandler(parts.environment, {
    create(_context, properties) {
      const input = { ...groupOf(properties), IpPermissions: [permissionOf(properties)] };
      const made = rule.authorize(operations)(call, input).SecurityGroupRules ?? [];
      return found(made[0]?.SecurityGroupRuleId, "the new rule");
    },
    update(_context, SecurityGroupRuleId, _before, after) {
      const Description = optionalText(after, "Description");
      const SecurityGroupRuleDescriptions = [{ SecurityGroupRuleId, Description }];
      rule.describe(operations)(call, { ...groupOf(after), SecurityGroupRuleDescriptions });
    },
    delete(_context, id, properties) {
      rule.revoke(operations)(call, { ...groupOf(properties), SecurityGroupRuleIds: [id] });
    },
    attributes(id) {
      return attributesOf(() => {
        operations.DescribeSecurityGroupRules(call, { SecurityGroupRuleIds: [id] });
        return { Id: id };
      });
    },
  });
}
