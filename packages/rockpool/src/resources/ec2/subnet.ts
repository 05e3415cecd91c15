import type { JsonObject, ResourceHandler } from "../../cloudformation/contract.js";
import { optionalBoolean, optionalText, text } from "../properties.js";
import { recordHandler, refuseProperties } from "../record-handler.js";
import { type Ec2Parts, found, network } from "./network.js";

const REFUSED = [
  "Ipv4IpamPoolId",
  "Ipv4NetmaskLength",
  "Ipv6IpamPoolId",
  "Ipv6NetmaskLength",
  "OutpostArn",
  "EnableLniAtDeviceIndex",
];

/** AWS::EC2::Subnet. `Ref`: the subnet's id. */
export function subnet(parts: Ec2Parts): ResourceHandler {
  const { call, operations, tagSpecifications, retag, attributesOf } = network(parts);

  function configure(SubnetId: string, properties: JsonObject): void {
    const flag = (name: string) => ({ Value: optionalBoolean(properties, name) ?? false });
    operations.ModifySubnetAttribute(call, { SubnetId, MapPublicIpOnLaunch: flag("MapPublicIpOnLaunch") });
    operations.ModifySubnetAttribute(call, {
      SubnetId,
      AssignIpv6AddressOnCreation: flag("AssignIpv6AddressOnCreation"),
    });
    operations.ModifySubnetAttribute(call, { SubnetId, EnableDns64: flag("EnableDns64") });
  }

  return recordHandler(parts.environment, {
    create(context, properties) {
      refuseProperties(context, properties, REFUSED);
      const { Subnet } = operations.CreateSubnet(call, {
        VpcId: text(properties, "VpcId"),
        CidrBlock: optionalText(properties, "CidrBlock"),
        Ipv6CidrBlock: optionalText(properties, "Ipv6CidrBlock"),
        Ipv6Native: optionalBoolean(properties, "Ipv6Native"),
        AvailabilityZone: optionalText(properties, "AvailabilityZone"),
        AvailabilityZoneId: optionalText(properties, "AvailabilityZoneId"),
        TagSpecifications: tagSpecifications("subnet" as const, context, properties),
      });
      const id = found(Subnet?.SubnetId, "the new subnet");
      configure(id, properties);
      return id;
    },
    update(context, id, before, after) {
      configure(id, after);
      retag(context, id, before, after);
    },
    delete(_context, SubnetId) {
      operations.DeleteSubnet(call, { SubnetId });
    },
    attributes(SubnetId) {
      return attributesOf(() => {
        const [described] = operations.DescribeSubnets(call, { SubnetIds: [SubnetId] }).Subnets ?? [];
        const Filters = [{ Name: "association.subnet-id", Values: [SubnetId] }];
        const associations = operations.DescribeNetworkAcls(call, { Filters }).NetworkAcls?.[0]?.Associations ?? [];
        const own = associations.find((association) => association.SubnetId === SubnetId);
        return {
          SubnetId,
          VpcId: described?.VpcId ?? "",
          CidrBlock: described?.CidrBlock ?? "",
          AvailabilityZone: described?.AvailabilityZone ?? "",
          AvailabilityZoneId: described?.AvailabilityZoneId ?? "",
          Ipv6CidrBlocks: (described?.Ipv6CidrBlockAssociationSet ?? []).map((entry) => entry.Ipv6CidrBlock ?? ""),
          NetworkAclAssociationId: own?.NetworkAclAssociationId ?? "",
          OutpostArn: "",
        };
      });
    },
    needsReplacement: (changed) => changed.includes("Ipv6CidrBlock"),
  });
}
