import type * as Sdk from "@aws-sdk/client-ec2";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { tagList } from "../tags.js";
import { type FilterValues, select } from "./describe.js";
import type { VpcEndpointRecord } from "./records.js";
import { type Ec2Store, requiredMember } from "./store.js";

const FILTERS: FilterValues<VpcEndpointRecord> = {
  "vpc-endpoint-id": ({ id }) => id,
  "vpc-id": ({ vpcId }) => vpcId,
  "service-name": ({ serviceName }) => serviceName,
  "vpc-endpoint-type": ({ type }) => type,
  "vpc-endpoint-state": () => "available",
};

/** EC2 writes the state in lower case, unlike the SDK's enumeration. */
type VpcEndpoint = Omit<Sdk.VpcEndpoint, "State"> & { State: "available" };

/** VPC endpoints: how a VPC reaches AWS services without the internet. */
export function endpointOperations(store: Ec2Store) {
  const { vpcEndpoints } = store;
  const { region, urlSuffix } = store.environment.account;

  const checkedIds = (
    input: Pick<Sdk.CreateVpcEndpointRequest, "RouteTableIds" | "SubnetIds" | "SecurityGroupIds">,
  ) => ({
    routeTableIds: (input.RouteTableIds ?? []).map((id) => store.routeTables.get(id, "routeTableId").id),
    subnetIds: (input.SubnetIds ?? []).map((id) => store.subnets.get(id, "subnetId").id),
    groupIds: (input.SecurityGroupIds ?? []).map((id) => store.securityGroups.get(id, "securityGroupId").id),
  });

  return {
    CreateVpcEndpoint(
      _call: CallContext,
      input: Sdk.CreateVpcEndpointRequest,
    ): { VpcEndpoint: VpcEndpoint; ClientToken?: string | undefined } {
      const vpc = store.vpcs.get(input.VpcId, "vpcId");
      const serviceName = requiredMember(input.ServiceName, "serviceName");
      if (!/^(com\.amazonaws|aws)\.[\w.-]+$/.test(serviceName)) {
        throw new AwsError("InvalidServiceName", `The Vpc Endpoint Service '${serviceName}' does not exist`);
      }
      const type = input.VpcEndpointType ?? "Gateway";
      if (type !== "Gateway" && type !== "Interface") {
        throw new AwsError("InvalidParameter", `Rockpool keeps endpoints of type Gateway and Interface, not ${type}.`);
      }
      const ids = checkedIds(input);
      const defaultGroups = store.securityGroups
        .list()
        .filter((group) => group.vpcId === vpc.id && group.name === "default")
        .map(({ id }) => id);
      const service = serviceName.split(".").at(-1) ?? serviceName;
      const tags = vpcEndpoints.tags(input.TagSpecifications);
      const endpoint = vpcEndpoints.create((common) => ({
        ...common,
        tags,
        vpcId: vpc.id,
        type,
        serviceName,
        policy: input.PolicyDocument,
        privateDns: type === "Interface" && input.PrivateDnsEnabled !== false,
        ...ids,
        groupIds: type === "Interface" && ids.groupIds.length === 0 ? defaultGroups : ids.groupIds,
        networkInterfaceIds: ids.subnetIds.map(() => store.newId("eni")),
        dnsNames: type === "Interface" ? [`${common.id}.${service}.${region}.vpce.${urlSuffix}`] : [],
      }));
      return { VpcEndpoint: describeEndpoint(store, endpoint), ClientToken: input.ClientToken };
    },

    DescribeVpcEndpoints(
      _call: CallContext,
      input: Sdk.DescribeVpcEndpointsRequest,
    ): { VpcEndpoints: VpcEndpoint[]; NextToken?: string | undefined } {
      const { items, next } = select(vpcEndpoints, input.VpcEndpointIds, input, FILTERS);
      return { VpcEndpoints: items.map((endpoint) => describeEndpoint(store, endpoint)), NextToken: next };
    },

    ModifyVpcEndpoint(_call: CallContext, input: Sdk.ModifyVpcEndpointRequest): Sdk.ModifyVpcEndpointResult {
      const endpoint = vpcEndpoints.get(input.VpcEndpointId, "vpcEndpointId");
      const added = checkedIds({
        RouteTableIds: input.AddRouteTableIds,
        SubnetIds: input.AddSubnetIds,
        SecurityGroupIds: input.AddSecurityGroupIds,
      });
      const merge = (old: readonly string[], more: readonly string[], less: readonly string[] | undefined) => [
        ...new Set([...old, ...more].filter((id) => !(less ?? []).includes(id))),
      ];
      const subnetIds = merge(endpoint.subnetIds, added.subnetIds, input.RemoveSubnetIds);
      const interfaces = new Map(endpoint.subnetIds.map((id, index) => [id, endpoint.networkInterfaceIds[index]]));
      vpcEndpoints.put({
        ...endpoint,
        policy: input.ResetPolicy === true ? undefined : (input.PolicyDocument ?? endpoint.policy),
        privateDns: input.PrivateDnsEnabled ?? endpoint.privateDns,
        routeTableIds: merge(endpoint.routeTableIds, added.routeTableIds, input.RemoveRouteTableIds),
        groupIds: merge(endpoint.groupIds, added.groupIds, input.RemoveSecurityGroupIds),
        subnetIds,
        networkInterfaceIds: subnetIds.map((id) => interfaces.get(id) ?? store.newId("eni")),
      });
      return { Return: true };
    },

    DeleteVpcEndpoints(_call: CallContext, input: Sdk.DeleteVpcEndpointsRequest): Sdk.DeleteVpcEndpointsResult {
      const failed: Sdk.UnsuccessfulItem[] = [];
      for (const ResourceId of requiredMember(input.VpcEndpointIds, "vpcEndpointId")) {
        if (vpcEndpoints.find(ResourceId) === undefined) {
          const { code, message } = vpcEndpoints.notFound(ResourceId);
          failed.push({ ResourceId, Error: { Code: code, Message: message } });
        }
        vpcEndpoints.delete(ResourceId);
      }
      return { Unsuccessful: failed };
    },
  };
}

const FULL_ACCESS = JSON.stringify({
  Statement: [{ Action: "*", Effect: "Allow", Principal: "*", Resource: "*" }],
});

function describeEndpoint(store: Ec2Store, endpoint: VpcEndpointRecord): VpcEndpoint {
  return {
    VpcEndpointId: endpoint.id,
    VpcEndpointType: endpoint.type,
    VpcId: endpoint.vpcId,
    ServiceName: endpoint.serviceName,
    State: "available",
    PolicyDocument: endpoint.policy ?? FULL_ACCESS,
    RouteTableIds: [...endpoint.routeTableIds],
    SubnetIds: [...endpoint.subnetIds],
    Groups: endpoint.groupIds.map((id) => ({ GroupId: id, GroupName: store.securityGroups.find(id)?.name })),
    PrivateDnsEnabled: endpoint.privateDns,
    RequesterManaged: false,
    NetworkInterfaceIds: [...endpoint.networkInterfaceIds],
    DnsEntries: endpoint.dnsNames.map((DnsName) => ({ DnsName })),
    CreationTimestamp: new Date(endpoint.created),
    OwnerId: store.owner,
    Tags: tagList(endpoint.tags),
  };
}
