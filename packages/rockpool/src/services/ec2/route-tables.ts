import type * as Sdk from "@aws-sdk/client-ec2";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { tagList } from "../tags.js";
import { formatCidr, parseCidr } from "./cidr.js";
import { type FilterValues, select } from "./describe.js";
import type { RouteRecord, RouteTableRecord } from "./records.js";
import { dependencyViolation, type Ec2Store, invalidValue, requiredMember } from "./store.js";

const FILTERS: FilterValues<RouteTableRecord> = {
  "route-table-id": ({ id }) => id,
  "vpc-id": ({ vpcId }) => vpcId,
  "association.main": ({ associations }) => associations.map(({ subnetId }) => String(subnetId === undefined)),
  "association.subnet-id": ({ associations }) => associations.flatMap(({ subnetId }) => subnetId ?? []),
  "association.route-table-id": ({ id, associations }) => (associations.length > 0 ? id : undefined),
  "association.route-table-association-id": ({ associations }) => associations.map(({ id }) => id),
  "route.destination-cidr-block": ({ routes }) => routes.map(({ destination }) => destination),
  "route.gateway-id": ({ routes }) => targets(routes, "GatewayId"),
  "route.nat-gateway-id": ({ routes }) => targets(routes, "NatGatewayId"),
  "route.state": () => "active",
};

/** Route tables, their routes, and the subnets that use them. */
export function routeTableOperations(store: Ec2Store) {
  const { routeTables } = store;

  /** The target of a route request: something that exists, in the VPC of the table. */
  const target = (table: RouteTableRecord, input: Sdk.CreateRouteRequest): Pick<RouteRecord, "target" | "targetId"> => {
    if (input.GatewayId !== undefined) {
      const gateway = store.internetGateways.find(input.GatewayId);
      if (gateway === undefined) {
        throw new AwsError("InvalidGatewayID.NotFound", `The gateway ID '${input.GatewayId}' does not exist`);
      }
      if (gateway.vpcId !== table.vpcId) {
        throw invalidValue(`route table ${table.id} and network gateway ${gateway.id} belong to different networks`);
      }
      return { target: "GatewayId", targetId: gateway.id };
    }
    if (input.NatGatewayId !== undefined) {
      const gateway = store.natGateways.find(input.NatGatewayId);
      if (gateway === undefined) {
        throw new AwsError("InvalidNatGatewayID.NotFound", `The natGateway ID '${input.NatGatewayId}' does not exist`);
      }
      return { target: "NatGatewayId", targetId: gateway.id };
    }
    throw invalidValue("Rockpool routes to internet gateways (GatewayId) and NAT gateways (NatGatewayId) only.");
  };

  const withRoute = (input: Sdk.CreateRouteRequest, replace: boolean): void => {
    const table = routeTables.get(input.RouteTableId, "routeTableId");
    const { destination, family } = destinationOf(input);
    const present = table.routes.some((route) => route.destination === destination);
    if (present && !replace) {
      throw new AwsError("RouteAlreadyExists", `The route identified by ${destination} already exists.`);
    }
    if (!present && replace) {
      throw invalidValue(`There is no route defined for '${destination}' in the route table. Use CreateRoute instead.`);
    }
    const others = table.routes.filter((route) => route.destination !== destination);
    routeTables.put({ ...table, routes: [...others, { destination, family, ...target(table, input) }] });
  };

  return {
    CreateRouteTable(_call: CallContext, input: Sdk.CreateRouteTableRequest): Sdk.CreateRouteTableResult {
      const { id: vpcId } = store.vpcs.get(input.VpcId, "vpcId");
      const tags = routeTables.tags(input.TagSpecifications);
      const table = routeTables.create((common) => ({ ...common, vpcId, tags, routes: [], associations: [] }));
      return { RouteTable: describeRouteTable(store, table) };
    },

    DescribeRouteTables(_call: CallContext, input: Sdk.DescribeRouteTablesRequest): Sdk.DescribeRouteTablesResult {
      const filters = { ...FILTERS, "owner-id": () => store.owner };
      const { items, next } = select(routeTables, input.RouteTableIds, input, filters);
      return { RouteTables: items.map((table) => describeRouteTable(store, table)), NextToken: next };
    },

    DeleteRouteTable(_call: CallContext, input: Sdk.DeleteRouteTableRequest): void {
      const { id, associations } = routeTables.get(input.RouteTableId, "routeTableId");
      if (associations.length > 0) {
        throw dependencyViolation(`The routeTable '${id}' has dependencies and cannot be deleted.`);
      }
      routeTables.delete(id);
    },

    CreateRoute(_call: CallContext, input: Sdk.CreateRouteRequest): Sdk.CreateRouteResult {
      withRoute(input, false);
      return { Return: true };
    },

    ReplaceRoute(_call: CallContext, input: Sdk.ReplaceRouteRequest): void {
      withRoute(input, true);
    },

    DeleteRoute(_call: CallContext, input: Sdk.DeleteRouteRequest): void {
      const table = routeTables.get(input.RouteTableId, "routeTableId");
      const { destination } = destinationOf(input);
      const routes = table.routes.filter((route) => route.destination !== destination);
      if (routes.length === table.routes.length) {
        throw new AwsError(
          "InvalidRoute.NotFound",
          `no route with destination-cidr-block ${destination} in route table ${table.id}`,
        );
      }
      routeTables.put({ ...table, routes });
    },

    AssociateRouteTable(_call: CallContext, input: Sdk.AssociateRouteTableRequest): Sdk.AssociateRouteTableResult {
      const table = routeTables.get(input.RouteTableId, "routeTableId");
      const subnet = store.subnets.get(input.SubnetId, "subnetId");
      if (subnet.vpcId !== table.vpcId) {
        throw invalidValue(`Route table ${table.id} and subnet ${subnet.id} belong to different networks`);
      }
      const existing = routeTables
        .list()
        .flatMap((other) => other.associations.map((association) => ({ ...association, tableId: other.id })))
        .find(({ subnetId }) => subnetId === subnet.id);
      if (existing !== undefined && existing.tableId !== table.id) {
        throw new AwsError(
          "Resource.AlreadyAssociated",
          `the specified association for route table ${table.id} conflicts with an existing association`,
        );
      }
      if (existing !== undefined) return associated(existing.id);
      const id = store.newId("rtbassoc");
      routeTables.put({ ...table, associations: [...table.associations, { id, subnetId: subnet.id }] });
      return associated(id);
    },

    DisassociateRouteTable(_call: CallContext, input: Sdk.DisassociateRouteTableRequest): void {
      const id = requiredMember(input.AssociationId, "associationId");
      const table = routeTables.list().find(({ associations }) => associations.some((entry) => entry.id === id));
      if (table === undefined) {
        throw new AwsError("InvalidAssociationID.NotFound", `The association ID '${id}' does not exist`);
      }
      if (table.associations.some((entry) => entry.id === id && entry.subnetId === undefined)) {
        throw invalidValue("cannot disassociate the main route table association " + id);
      }
      routeTables.put({ ...table, associations: table.associations.filter((entry) => entry.id !== id) });
    },
  };
}

function associated(id: string): Sdk.AssociateRouteTableResult {
  return { AssociationId: id, AssociationState: { State: "associated" } };
}

function targets(routes: readonly RouteRecord[], kind: RouteRecord["target"]): string[] {
  return routes.filter(({ target }) => target === kind).map(({ targetId }) => targetId);
}

function destinationOf(input: {
  readonly DestinationCidrBlock?: string | undefined;
  readonly DestinationIpv6CidrBlock?: string | undefined;
}): Pick<RouteRecord, "destination" | "family"> {
  const family = input.DestinationCidrBlock === undefined ? 6 : 4;
  const text = requiredMember(input.DestinationCidrBlock ?? input.DestinationIpv6CidrBlock, "destinationCidrBlock");
  const cidr = parseCidr(text);
  if (cidr?.family !== family) {
    throw invalidValue(
      `Value (${text}) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.`,
    );
  }
  return { destination: formatCidr(cidr), family };
}

function describeRouteTable(store: Ec2Store, table: RouteTableRecord): Sdk.RouteTable {
  const vpc = store.vpcs.get(table.vpcId, "vpcId");
  const destination = (family: 4 | 6, cidr: string) =>
    family === 4 ? { DestinationCidrBlock: cidr } : { DestinationIpv6CidrBlock: cidr };
  const local = vpc.associations.map(({ cidr, family }): Sdk.Route => ({
    ...destination(family, cidr),
    GatewayId: "local",
    Origin: "CreateRouteTable",
    State: "active",
  }));
  const own = table.routes.map((route): Sdk.Route => {
    const known = route.target === "GatewayId" ? store.internetGateways : store.natGateways;
    return {
      ...destination(route.family, route.destination),
      [route.target]: route.targetId,
      Origin: "CreateRoute",
      State: known.find(route.targetId) === undefined ? "blackhole" : "active",
    };
  });
  return {
    RouteTableId: table.id,
    VpcId: table.vpcId,
    OwnerId: store.owner,
    Routes: [...local, ...own],
    Associations: table.associations.map(({ id, subnetId }) => ({
      RouteTableAssociationId: id,
      RouteTableId: table.id,
      SubnetId: subnetId,
      Main: subnetId === undefined,
      AssociationState: { State: "associated" },
    })),
    PropagatingVgws: [],
    Tags: tagList(table.tags),
  };
}
