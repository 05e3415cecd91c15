import type { JsonObject, ResourceHandler } from "../../cloudformation/contract.js";
import { AwsError } from "../../errors.js";
import { optionalText, text } from "../properties.js";
import { recordHandler, refuseProperties } from "../record-handler.js";
import { type Ec2Parts, found, network } from "./network.js";

/** AWS::EC2::InternetGateway. `Ref`: the gateway's id. */
export function internetGateway(parts: Ec2Parts): ResourceHandler {
  const { call, operations, tagSpecifications, retag, attributesOf } = network(parts);
  return recordHandler(parts.environment, {
    create(context, properties) {
      const TagSpecifications = tagSpecifications("internet-gateway" as const, context, properties);
      const { InternetGateway } = operations.CreateInternetGateway(call, { TagSpecifications });
      return found(InternetGateway.InternetGatewayId, "the new internet gateway");
    },
    update: retag,
    delete(_context, InternetGatewayId) {
      operations.DeleteInternetGateway(call, { InternetGatewayId });
    },
    attributes(InternetGatewayId) {
      return attributesOf(() => {
        operations.DescribeInternetGateways(call, { InternetGatewayIds: [InternetGatewayId] });
        return { InternetGatewayId };
      });
    },
  });
}

const INTERNET_GATEWAY = "IGW";

/** AWS::EC2::VPCGatewayAttachment. `Ref`: the kind of attachment and the VPC's id, as `IGW|vpc-0123`. */
export function vpcGatewayAttachment(parts: Ec2Parts): ResourceHandler {
  const { call, operations } = network(parts);
  const ids = (properties: JsonObject) => ({
    VpcId: text(properties, "VpcId"),
    InternetGatewayId: text(properties, "InternetGatewayId"),
  });
  const attachedTo = (VpcId: string) => {
    const Filters = [{ Name: "attachment.vpc-id", Values: [VpcId] }];
    return operations.DescribeInternetGateways(call, { Filters }).InternetGateways[0]?.InternetGatewayId;
  };

  return recordHandler(parts.environment, {
    create(context, properties) {
      refuseProperties(context, properties, ["VpnGatewayId"]);
      operations.AttachInternetGateway(call, ids(properties));
      return `${INTERNET_GATEWAY}|${text(properties, "VpcId")}`;
    },
    update(context, _physicalId, _before, after) {
      refuseProperties(context, after, ["VpnGatewayId"]);
      const { VpcId, InternetGatewayId } = ids(after);
      const present = attachedTo(VpcId);
      if (present === InternetGatewayId) return;
      if (present !== undefined) operations.DetachInternetGateway(call, { VpcId, InternetGatewayId: present });
      operations.AttachInternetGateway(call, { VpcId, InternetGatewayId });
    },
    delete(_context, _physicalId, properties) {
      const { VpcId, InternetGatewayId } = ids(properties);
      if (attachedTo(VpcId) === InternetGatewayId) {
        operations.DetachInternetGateway(call, { VpcId, InternetGatewayId });
      }
    },
    attributes(physicalId) {
      const attached = attachedTo(physicalId.slice(physicalId.indexOf("|") + 1));
      return attached === undefined ? undefined : { AttachmentType: INTERNET_GATEWAY };
    },
  });
}

/** AWS::EC2::EIP. `Ref`: the address itself. */
export function eip(parts: Ec2Parts): ResourceHandler {
  const { call, operations, tagSpecifications, retag, attributesOf } = network(parts);
  const allocationId = (address: string) =>
    operations.DescribeAddresses(call, { PublicIps: [address] }).Addresses?.[0]?.AllocationId;

  return recordHandler(parts.environment, {
    create(context, properties) {
      refuseProperties(context, properties, [
        "InstanceId",
        "Address",
        "TransferAddress",
        "IpamPoolId",
        "PublicIpv4Pool",
      ]);
      const TagSpecifications = tagSpecifications("elastic-ip" as const, context, properties);
      return found(operations.AllocateAddress(call, { TagSpecifications }).PublicIp, "the new address");
    },
    update(context, address, before, after) {
      retag(context, found(allocationId(address), `the address ${address}`), before, after);
    },
    delete(_context, address) {
      operations.ReleaseAddress(call, { AllocationId: allocationId(address) });
    },
    attributes(address) {
      return attributesOf(() => ({ PublicIp: address, AllocationId: allocationId(address) ?? "" }));
    },
  });
}

/** AWS::EC2::NatGateway. `Ref`: the gateway's id. */
export function natGateway(parts: Ec2Parts): ResourceHandler {
  const { call, operations, tagSpecifications, retag, attributesOf } = network(parts);
  const describe = (NatGatewayId: string) =>
    operations.DescribeNatGateways(call, { NatGatewayIds: [NatGatewayId] }).NatGateways?.[0];

  return recordHandler(parts.environment, {
    create(context, properties) {
      refuseProperties(context, properties, [
        "AvailabilityMode",
        "AvailabilityZoneAddresses",
        "SecondaryAllocationIds",
        "SecondaryPrivateIpAddressCount",
        "SecondaryPrivateIpAddresses",
      ]);
      const { NatGateway } = operations.CreateNatGateway(call, {
        SubnetId: text(properties, "SubnetId"),
        AllocationId: optionalText(properties, "AllocationId"),
        ConnectivityType: optionalText(properties, "ConnectivityType") === "private" ? "private" : "public",
        TagSpecifications: tagSpecifications("natgateway" as const, context, properties),
      });
      const id = found(NatGateway?.NatGatewayId, "the new NAT gateway");
      const { State, FailureMessage } = describe(id) ?? {};
      if (State === "failed") {
        throw new AwsError(
          "NotStabilized",
          `NatGateway ${id} is in state failed and hence failed to stabilize. Detailed failure message: ${FailureMessage ?? ""}`,
        );
      }
      return id;
    },
    update: retag,
    delete(_context, NatGatewayId) {
      operations.DeleteNatGateway(call, { NatGatewayId });
    },
    attributes(NatGatewayId) {
      return attributesOf(() => ({
        NatGatewayId,
        EniId: describe(NatGatewayId)?.NatGatewayAddresses?.[0]?.NetworkInterfaceId ?? "",
      }));
    },
  });
}
