import type { JsonObject, ResourceHandler } from "../../cloudformation/contract.js";
import { isObject, optionalBoolean, optionalText, text, textList } from "../properties.js";
import { difference, recordHandler, refuseProperties } from "../record-handler.js";
import { type Ec2Parts, found, network } from "./network.js";

const REFUSED = ["ResourceConfigurationArn", "ServiceNetworkArn", "ServiceRegion", "DnsOptions"];

/** AWS::EC2::VPCEndpoint. `Ref`: the endpoint's id. */
export function vpcEndpoint(parts: Ec2Parts): ResourceHandler {
  const { call, operations, tagSpecifications, retag, attributesOf } = network(parts);

  const policy = (properties: JsonObject) => {
    const { PolicyDocument } = properties;
    return isObject(PolicyDocument) ? JSON.stringify(PolicyDocument) : optionalText(properties, "PolicyDocument");
  };

  return recordHandler(parts.environment, {
    create(context, properties) {
      refuseProperties(context, properties, REFUSED);
      const { VpcEndpoint } = operations.CreateVpcEndpoint(call, {
        VpcId: text(properties, "VpcId"),
        ServiceName: optionalText(properties, "ServiceName"),
        VpcEndpointType: optionalText(properties, "VpcEndpointType") === "Interface" ? "Interface" : "Gateway",
        PolicyDocument: policy(properties),
        PrivateDnsEnabled: optionalBoolean(properties, "PrivateDnsEnabled") ?? false,
        RouteTableIds: textList(properties, "RouteTableIds"),
        SubnetIds: textList(properties, "SubnetIds"),
        SecurityGroupIds: textList(properties, "SecurityGroupIds"),
        TagSpecifications: tagSpecifications("vpc-endpoint" as const, context, properties),
      });
      return found(VpcEndpoint.VpcEndpointId, "the new endpoint");
    },
    update(context, VpcEndpointId, before, after) {
      refuseProperties(context, after, REFUSED);
      const changes = (name: string) => {
        const [old, now] = [textList(before, name), textList(after, name)];
        return { added: difference(now, old), removed: difference(old, now) };
      };
      const [tables, subnets, groups] = ["RouteTableIds", "SubnetIds", "SecurityGroupIds"].map(changes);
      const PolicyDocument = policy(after);
      operations.ModifyVpcEndpoint(call, {
        VpcEndpointId,
        PolicyDocument,
        ResetPolicy: PolicyDocument === undefined,
        PrivateDnsEnabled: optionalBoolean(after, "PrivateDnsEnabled") ?? false,
        AddRouteTableIds: tables?.added,
        RemoveRouteTableIds: tables?.removed,
        AddSubnetIds: subnets?.added,
        RemoveSubnetIds: subnets?.removed,
        AddSecurityGroupIds: groups?.added,
        RemoveSecurityGroupIds: groups?.removed,
      });
      retag(context, VpcEndpointId, before, after);
    },
    delete(_context, VpcEndpointId) {
      operations.DeleteVpcEndpoints(call, { VpcEndpointIds: [VpcEndpointId] });
    },
    attributes(VpcEndpointId) {
      return attributesOf(() => {
        const [endpoint] = operations.DescribeVpcEndpoints(call, { VpcEndpointIds: [VpcEndpointId] }).VpcEndpoints;
        return {
          Id: VpcEndpointId,
          CreationTimestamp: endpoint?.CreationTimestamp?.toISOString() ?? "",
          NetworkInterfaceIds: endpoint?.NetworkInterfaceIds ?? [],
          DnsEntries: (endpoint?.DnsEntries ?? []).map(({ DnsName = "" }) => DnsName),
        };
      });
    },
  });
}
