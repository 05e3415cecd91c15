import type { JsonObject, ResourceContext, ResourceHandler } from "../../cloudformation/contract.js";
import { optionalText, text } from "../properties.js";
import { recordHandler, refuseProperties } from "../record-handler.js";
import { type Ec2Parts, found, network } from "./network.js";

/** AWS::EC2::RouteTable. `Ref`: the table's id. */
export function routeTable(parts: Ec2Parts): ResourceHandler {
  const { call, operations, tagSpecifications, retag, attributesOf } = network(parts);
  return recordHandler(parts.environment, {
    create(context, properties) {
      const { RouteTable } = operations.CreateRouteTable(call, {
        VpcId: text(properties, "VpcId"),
        TagSpecifications: tagSpecifications("route-table" as const, context, properties),
      });
      return found(RouteTable?.RouteTableId, "the new route table");
    },
    update: retag,
    delete(_context, RouteTableId) {
      operations.DeleteRouteTable(call, { RouteTableId });
    },
    attributes(RouteTableId) {
      return attributesOf(() => {
        operations.DescribeRouteTables(call, { RouteTableIds: [RouteTableId] });
        return { RouteTableId };
      });
    },
  });
}

/** Targets that Rockpool has no resources for. */
const OTHER_TARGETS = [
  "CarrierGatewayId",
  "CoreNetworkArn",
  "EgressOnlyInternetGatewayId",
  "InstanceId",
  "LocalGatewayId",
  "NetworkInterfaceId",
  "OdbNetworkArn",
  "TransitGatewayId",
  "VpcEndpointId",
  "VpcPeeringConnectionId",
  "DestinationPrefixListId",
];

/** AWS::EC2::Route. `Ref`: the route table's id and the destination, as `rtb-0123|0.0.0.0/0`. */
export function route(parts: Ec2Parts): ResourceHandler {
  const { call, operations, attributesOf } = network(parts);

  function request(context: ResourceContext, properties: JsonObject) {
    refuseProperties(context, properties, OTHER_TARGETS);
    return {
      RouteTableId: text(properties, "RouteTableId"),
      DestinationCidrBlock: optionalText(properties, "DestinationCidrBlock"),
      DestinationIpv6CidrBlock: optionalText(properties, "DestinationIpv6CidrBlock"),
      GatewayId: optionalText(properties, "GatewayId"),
      NatGatewayId: optionalText(properties, "NatGatewayId"),
    };
  }
  const split = (physicalId: string) => {
    const [RouteTableId = "", destination = ""] = physicalId.split("|");
    return { RouteTableId, destination };
  };

  return recordHandler(parts.environment, {
    create(context, properties) {
      const input = request(context, properties);
      operations.CreateRoute(call, input);
      return `${input.RouteTableId}|${input.DestinationCidrBlock ?? input.DestinationIpv6CidrBlock ?? ""}`;
    },
    update(context, _physicalId, _before, after) {
      operations.ReplaceRoute(call, request(context, after));
    },
    delete(_context, physicalId) {
      const { RouteTableId, destination } = split(physicalId);
      const member = destination.includes(":") ? "DestinationIpv6CidrBlock" : "DestinationCidrBlock";
      operations.DeleteRoute(call, { RouteTableId, [member]: destination });
    },
    attributes(physicalId) {
      const { RouteTableId, destination } = split(physicalId);
      return attributesOf(() => {
        operations.DescribeRouteTables(call, { RouteTableIds: [RouteTableId] });
        return { CidrBlock: destination };
      });
    },
  });
}

/** AWS::EC2::SubnetRouteTableAssociation. `Ref`: the association's id. */
export function subnetRouteTableAssociation(parts: Ec2Parts): ResourceHandler {
  const { call, operations } = network(parts);
  return recordHandler(parts.environment, {
    create(_context, properties) {
      const { AssociationId } = operations.AssociateRouteTable(call, {
        RouteTableId: text(properties, "RouteTableId"),
        SubnetId: text(properties, "SubnetId"),
      });
      return found(AssociationId, "the new association");
    },
    delete(_context, AssociationId) {
      operations.DisassociateRouteTable(call, { AssociationId });
    },
    attributes(id) {
      const Filters = [{ Name: "association.route-table-association-id", Values: [id] }];
      return operations.DescribeRouteTables(call, { Filters }).RouteTables?.length === 1 ? { Id: id } : undefined;
    },
  });
}
