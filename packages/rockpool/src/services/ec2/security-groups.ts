import type * as Sdk from "@aws-sdk/client-ec2";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { tagList } from "../tags.js";
import { type FilterValues, select } from "./describe.js";
import type { SecurityGroupRecord, SecurityGroupRuleRecord } from "./records.js";
import { permissionsOf, quoteRule, ruleShapes, sameRule } from "./rules.js";
import { dependencyViolation, type Ec2Store, invalidValue, requiredMember } from "./store.js";

type AuthorizeRequest = Sdk.AuthorizeSecurityGroupIngressRequest;
type RevokeRequest = Sdk.RevokeSecurityGroupIngressRequest;

const TEXT = /^[\w\s.:/()#,@[\]+=&;{}!$*-]{0,255}$/;

/** Security groups and their rules. */
export function securityGroupOperations(store: Ec2Store) {
  const { securityGroups, rules } = store;

  const rulesOf = (groupId: string) => rules.list().filter((rule) => rule.groupId === groupId);
  const peers = (group: SecurityGroupRecord, egress: boolean, kind: string) =>
    rulesOf(group.id)
      .filter((rule) => rule.egress === egress && rule.peerKind === kind)
      .map(({ peer }) => peer);

  const groupFilters: FilterValues<SecurityGroupRecord> = {
    "group-id": ({ id }) => id,
    "group-name": ({ name }) => name,
    description: ({ description }) => description,
    "vpc-id": ({ vpcId }) => vpcId,
    "owner-id": () => store.owner,
    "ip-permission.cidr": (group) => peers(group, false, "ipv4"),
    "ip-permission.group-id": (group) => peers(group, false, "group"),
    "egress.ip-permission.cidr": (group) => peers(group, true, "ipv4"),
    "egress.ip-permission.group-id": (group) => peers(group, true, "group"),
  };

  /** The group of a request: by id, or by name in the default VPC. */
  const groupOf = ({ GroupId, GroupName }: { GroupId?: string | undefined; GroupName?: string | undefined }) => {
    if (GroupId !== undefined) return securityGroups.get(GroupId, "groupId");
    const name = requiredMember(GroupName, "groupId");
    const { id: vpcId } = store.defaultVpc();
    const group = securityGroups.list().find((entry) => entry.vpcId === vpcId && entry.name === name);
    if (group === undefined) throw securityGroups.notFound(name);
    return group;
  };

  const authorize = (input: AuthorizeRequest, egress: boolean) => {
    const group = groupOf(input);
    const tags = rules.tags(input.TagSpecifications);
    const present = rulesOf(group.id).filter((rule) => rule.egress === egress);
    const made: SecurityGroupRuleRecord[] = [];
    const shapes = ruleShapes(store, input);
    // All of them are checked before the first is kept: a refused request leaves nothing behind.
    for (const [index, shape] of shapes.entries()) {
      const same = (other: (typeof shapes)[number]) => sameRule(other, shape);
      if (present.some(same)) {
        throw new AwsError("InvalidPermission.Duplicate", `the specified rule ${quoteRule(shape)} already exists`);
      }
      if (shapes.slice(0, index).some(same)) {
        throw invalidValue("The same permission must not appear multiple times");
      }
    }
    for (const shape of shapes) {
      made.push(rules.create((common) => ({ ...common, tags, groupId: group.id, egress, ...shape })));
    }
    return { Return: true, SecurityGroupRules: made.map((rule) => describeRule(store, rule)) };
  };

  const revoke = (input: RevokeRequest, egress: boolean) => {
    const group = groupOf(input);
    const present = rulesOf(group.id).filter((rule) => rule.egress === egress);
    const ids = input.SecurityGroupRuleIds ?? [];
    const byId = ids.map((id) => {
      const rule = present.find((entry) => entry.id === id);
      if (rule === undefined) throw rules.notFound(id);
      return rule;
    });
    const shapes = ids.length > 0 ? [] : ruleShapes(store, input);
    const byShape = shapes.flatMap((shape) => present.find((rule) => sameRule(rule, shape)) ?? []);
    const unknown = byShape.length < shapes.length;
    // In the default VPC, EC2 passes over rules that do not exist (API reference, RevokeSecurityGroupIngress).
    if (unknown && store.vpcs.find(group.vpcId)?.isDefault !== true) {
      throw new AwsError("InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
    }
    const revoked = [...byId, ...byShape];
    for (const { id } of revoked) rules.delete(id);
    return {
      Return: !unknown,
      RevokedSecurityGroupRules: revoked.map((rule) => describeRevoked(describeRule(store, rule))),
    };
  };

  const describeAgain = (
    input: Sdk.UpdateSecurityGroupRuleDescriptionsIngressRequest,
    egress: boolean,
  ): { Return: boolean } => {
    const group = groupOf(input);
    for (const { SecurityGroupRuleId, Description } of input.SecurityGroupRuleDescriptions ?? []) {
      const rule = rules.get(SecurityGroupRuleId, "securityGroupRuleId");
      if (rule.groupId !== group.id || rule.egress !== egress) throw rules.notFound(rule.id);
      rules.put({ ...rule, description: Description });
    }
    if (input.IpPermissions !== undefined) {
      for (const shape of ruleShapes(store, input)) {
        const rule = rulesOf(group.id).find((entry) => entry.egress === egress && sameRule(entry, shape));
        if (rule === undefined) {
          throw new AwsError("InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
        }
        rules.put({ ...rule, description: shape.description });
      }
    }
    return { Return: true };
  };

  return {
    CreateSecurityGroup(_call: CallContext, input: Sdk.CreateSecurityGroupRequest): Sdk.CreateSecurityGroupResult {
      const name = requiredMember(input.GroupName, "groupName");
      const description = requiredMember(input.Description, "groupDescription");
      const { id: vpcId } = input.VpcId === undefined ? store.defaultVpc() : store.vpcs.get(input.VpcId, "vpcId");
      if (name.startsWith("sg-")) {
        throw invalidValue(
          "Invalid value '" + name + "' for GroupName. A security group name cannot start with 'sg-'.",
        );
      }
      if (name === "default") {
        throw new AwsError("InvalidParameterValue", "Cannot use reserved security group name: default");
      }
      if (!TEXT.test(name) || !TEXT.test(description)) {
        throw invalidValue(
          "Invalid security group description. Valid descriptions are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*",
        );
      }
      if (securityGroups.list().some((group) => group.vpcId === vpcId && group.name === name)) {
        throw new AwsError("InvalidGroup.Duplicate", `The security group '${name}' already exists for VPC '${vpcId}'`);
      }
      const tags = securityGroups.tags(input.TagSpecifications);
      const group = securityGroups.create((common) => ({ ...common, tags, name, description, vpcId }));
      rules.create((common) => ({
        ...common,
        tags: {},
        groupId: group.id,
        egress: true,
        protocol: "-1",
        fromPort: -1,
        toPort: -1,
        peerKind: "ipv4",
        peer: "0.0.0.0/0",
      }));
      return { GroupId: group.id, Tags: tagList(tags), SecurityGroupArn: securityGroups.arn(group.id) };
    },

    DescribeSecurityGroups(
      _call: CallContext,
      input: Sdk.DescribeSecurityGroupsRequest,
    ): Sdk.DescribeSecurityGroupsResult {
      const named = (input.GroupNames ?? []).map((GroupName) => groupOf({ GroupName }).id);
      const ids = [...(input.GroupIds ?? []), ...named];
      const { items, next } = select(securityGroups, ids, input, groupFilters);
      return {
        SecurityGroups: items.map((group) => {
          const own = rulesOf(group.id);
          return {
            GroupId: group.id,
            GroupName: group.name,
            Description: group.description,
            VpcId: group.vpcId,
            OwnerId: store.owner,
            SecurityGroupArn: securityGroups.arn(group.id),
            IpPermissions: permissionsOf(
              own.filter(({ egress }) => !egress),
              store.owner,
            ),
            IpPermissionsEgress: permissionsOf(
              own.filter(({ egress }) => egress),
              store.owner,
            ),
            Tags: tagList(group.tags),
          };
        }),
        NextToken: next,
      };
    },

    DeleteSecurityGroup(_call: CallContext, input: Sdk.DeleteSecurityGroupRequest): Sdk.DeleteSecurityGroupResult {
      const group = groupOf(input);
      if (group.name === "default") {
        throw new AwsError(
          "CannotDelete",
          `the specified group: "${group.id}" name: "default" cannot be deleted by a user`,
        );
      }
      const used =
        rules.list().some(({ groupId, peer }) => groupId !== group.id && peer === group.id) ||
        store.vpcEndpoints.list().some(({ groupIds }) => groupIds.includes(group.id)) ||
        store.isUsedElsewhere(group.id);
      if (used) throw dependencyViolation(`resource ${group.id} has a dependent object`);
      for (const rule of rulesOf(group.id)) rules.delete(rule.id);
      securityGroups.delete(group.id);
      return { Return: true, GroupId: group.id };
    },

    AuthorizeSecurityGroupIngress: (
      _call: CallContext,
      input: AuthorizeRequest,
    ): Sdk.AuthorizeSecurityGroupIngressResult => authorize(input, false),

    AuthorizeSecurityGroupEgress: (
      _call: CallContext,
      input: Sdk.AuthorizeSecurityGroupEgressRequest,
    ): Sdk.AuthorizeSecurityGroupEgressResult => authorize(input, true),

    RevokeSecurityGroupIngress: (_call: CallContext, input: RevokeRequest): Sdk.RevokeSecurityGroupIngressResult =>
      revoke(input, false),

    RevokeSecurityGroupEgress: (
      _call: CallContext,
      input: Sdk.RevokeSecurityGroupEgressRequest,
    ): Sdk.RevokeSecurityGroupEgressResult => revoke(input, true),

    UpdateSecurityGroupRuleDescriptionsIngress: (
      _call: CallContext,
      input: Sdk.UpdateSecurityGroupRuleDescriptionsIngressRequest,
    ): Sdk.UpdateSecurityGroupRuleDescriptionsIngressResult => describeAgain(input, false),

    UpdateSecurityGroupRuleDescriptionsEgress: (
      _call: CallContext,
      input: Sdk.UpdateSecurityGroupRuleDescriptionsEgressRequest,
    ): Sdk.UpdateSecurityGroupRuleDescriptionsEgressResult => describeAgain(input, true),

    DescribeSecurityGroupRules(
      _call: CallContext,
      input: Sdk.DescribeSecurityGroupRulesRequest,
    ): Sdk.DescribeSecurityGroupRulesResult {
      const { items, next } = select(rules, input.SecurityGroupRuleIds, input, {
        "group-id": ({ groupId }) => groupId,
        "security-group-rule-id": ({ id }) => id,
      });
      return { SecurityGroupRules: items.map((rule) => describeRule(store, rule)), NextToken: next };
    },
  };
}

function describeRule(store: Ec2Store, rule: SecurityGroupRuleRecord): Sdk.SecurityGroupRule {
  const peer = (kind: SecurityGroupRuleRecord["peerKind"]) => (rule.peerKind === kind ? rule.peer : undefined);
  const group = peer("group");
  return {
    SecurityGroupRuleId: rule.id,
    SecurityGroupRuleArn: store.rules.arn(rule.id),
    GroupId: rule.groupId,
    GroupOwnerId: store.owner,
    IsEgress: rule.egress,
    IpProtocol: rule.protocol,
    FromPort: rule.fromPort,
    ToPort: rule.toPort,
    CidrIpv4: peer("ipv4"),
    CidrIpv6: peer("ipv6"),
    PrefixListId: peer("prefixList"),
    ReferencedGroupInfo: group === undefined ? undefined : { GroupId: group, UserId: store.owner },
    Description: rule.description,
    Tags: tagList(rule.tags),
  };
}

/** A revoked rule names its peer group by id alone. */
function describeRevoked(rule: Sdk.SecurityGroupRule): Sdk.RevokedSecurityGroupRule {
  return {
    SecurityGroupRuleId: rule.SecurityGroupRuleId,
    GroupId: rule.GroupId,
    IsEgress: rule.IsEgress,
    IpProtocol: rule.IpProtocol,
    FromPort: rule.FromPort,
    ToPort: rule.ToPort,
    CidrIpv4: rule.CidrIpv4,
    CidrIpv6: rule.CidrIpv6,
    PrefixListId: rule.PrefixListId,
    ReferencedGroupId: rule.ReferencedGroupInfo?.GroupId,
    Description: rule.Description,
  };
}
