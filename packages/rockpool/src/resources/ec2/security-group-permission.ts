import type { IpPermission } from "@aws-sdk/client-ec2";
import type { JsonObject } from "../../cloudformation/contract.js";
import { AwsError } from "../../errors.js";
import { optionalNumber, optionalText, text } from "../properties.js";

/**
 * The permission that a rule in a template stands for. Source and destination are the same thing here: a template names
 * the peer `Source...` in ingress and `Destination...` in egress rules.
 */
export function permissionOf(rule: JsonObject): IpPermission {
  const first = (...names: readonly string[]) =>
    names.map((name) => optionalText(rule, name)).find((value) => value !== undefined);
  const Description = optionalText(rule, "Description");
  const CidrIp = first("CidrIp");
  const CidrIpv6 = first("CidrIpv6");
  const PrefixListId = first("SourcePrefixListId", "DestinationPrefixListId");
  const GroupId = first("SourceSecurityGroupId", "DestinationSecurityGroupId");
  const GroupName = first("SourceSecurityGroupName");
  if ([CidrIp, CidrIpv6, PrefixListId, GroupId, GroupName].every((peer) => peer === undefined)) {
    throw new AwsError(
      "ValidationError",
      "Exactly one of CidrIp, CidrIpv6, SourcePrefixListId or DestinationPrefixListId, and SourceSecurityGroupId or DestinationSecurityGroupId must be specified.",
    );
  }
  return {
    IpProtocol: text(rule, "IpProtocol"),
    FromPort: optionalNumber(rule, "FromPort"),
    ToPort: optionalNumber(rule, "ToPort"),
    IpRanges: CidrIp === undefined ? [] : [{ CidrIp, Description }],
    Ipv6Ranges: CidrIpv6 === undefined ? [] : [{ CidrIpv6, Description }],
    PrefixListIds: PrefixListId === undefined ? [] : [{ PrefixListId, Description }],
    UserIdGroupPairs: GroupId === undefined && GroupName === undefined ? [] : [{ GroupId, GroupName, Description }],
  };
}
