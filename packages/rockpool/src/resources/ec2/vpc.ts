import type { JsonObject, ResourceHandler } from "../../cloudformation/contract.js";
import { optionalBoolean, optionalText, text } from "../properties.js";
import { recordHandler, refuseProperties } from "../record-handler.js";
import { type Ec2Parts, found, network } from "./network.js";

const IPAM = ["Ipv4IpamPoolId", "Ipv4NetmaskLength", "Ipv6IpamPoolId", "Ipv6NetmaskLength", "Ipv6Pool"];

/** AWS::EC2::VPC. `Ref`: the VPC's id. */
export function vpc(parts: Ec2Parts): ResourceHandler {
  const { call, operations, tagSpecifications, retag, attributesOf } = network(parts);

  /** The two attributes change in the order in which EC2 allows it: host names need DNS support. */
  function configure(VpcId: string, properties: JsonObject): void {
    const support = optionalBoolean(properties, "EnableDnsSupport") ?? true;
    const hostnames = optionalBoolean(properties, "EnableDnsHostnames") ?? false;
    operations.ModifyVpcAttribute(call, {
      VpcId,
      EnableDnsSupport: { Value: support },
      EnableDnsHostnames: { Value: hostnames },
    });
  }

  return recordHandler(parts.environment, {
    create(context, properties) {
      refuseProperties(context, properties, [...IPAM, "VpcEncryptionControl"]);
      const { Vpc } = operations.CreateVpc(call, {
        CidrBlock: text(properties, "CidrBlock"),
        InstanceTenancy: optionalText(properties, "InstanceTenancy") === "dedicated" ? "dedicated" : "default",
        TagSpecifications: tagSpecifications("vpc" as const, context, properties),
      });
      const id = found(Vpc?.VpcId, "the new VPC");
      configure(id, properties);
      return id;
    },
    update(context, id, before, after) {
      configure(id, after);
      retag(context, id, before, after);
    },
    delete(_context, VpcId) {
      operations.DeleteVpc(call, { VpcId });
    },
    attributes(VpcId) {
      return attributesOf(() => {
        const [described] = operations.DescribeVpcs(call, { VpcIds: [VpcId] }).Vpcs ?? [];
        const Filters = [{ Name: "vpc-id", Values: [VpcId] }];
        const ipv6 = described?.Ipv6CidrBlockAssociationSet ?? [];
        return {
          VpcId,
          CidrBlock: described?.CidrBlock ?? "",
          CidrBlockAssociations: (described?.CidrBlockAssociationSet ?? []).map((entry) => entry.AssociationId ?? ""),
          Ipv6CidrBlocks: ipv6.map((entry) => entry.Ipv6CidrBlock ?? ""),
          DefaultSecurityGroup: parts.ec2.defaultSecurityGroup(VpcId),
          DefaultNetworkAcl: operations.DescribeNetworkAcls(call, { Filters }).NetworkAcls?.[0]?.NetworkAclId ?? "",
        };
      });
    },
    /** From `default` to `dedicated` the tenancy needs a new VPC, the other way round it does not. */
    needsReplacement: (changed, before, after) =>
      changed.includes("InstanceTenancy") &&
      optionalText(before, "InstanceTenancy") !== "dedicated" &&
      optionalText(after, "InstanceTenancy") === "dedicated",
  });
}

/** AWS::EC2::VPCCidrBlock. `Ref`: the association's id and the VPC's. */
export function vpcCidrBlock(parts: Ec2Parts): ResourceHandler {
  const { call, operations } = network(parts);
  const associationOf = (physicalId: string) => physicalId.split("|")[0] ?? physicalId;

  return recordHandler(parts.environment, {
    create(context, properties) {
      refuseProperties(context, properties, IPAM);
      const VpcId = text(properties, "VpcId");
      const made = operations.AssociateVpcCidrBlock(call, {
        VpcId,
        CidrBlock: optionalText(properties, "CidrBlock"),
        AmazonProvidedIpv6CidrBlock: optionalBoolean(properties, "AmazonProvidedIpv6CidrBlock"),
      });
      const association = made.Ipv6CidrBlockAssociation ?? made.CidrBlockAssociation;
      return `${found(association?.AssociationId, "the new association")}|${VpcId}`;
    },
    delete(_context, physicalId) {
      operations.DisassociateVpcCidrBlock(call, { AssociationId: associationOf(physicalId) });
    },
    attributes(physicalId) {
      const id = associationOf(physicalId);
      const sets = (operations.DescribeVpcs(call, {}).Vpcs ?? []).flatMap((entry) => [
        ...(entry.CidrBlockAssociationSet ?? []),
        ...(entry.Ipv6CidrBlockAssociationSet ?? []),
      ]);
      return sets.some(({ AssociationId }) => AssociationId === id) ? { Id: id } : undefined;
    },
  });
}
