import { expect, onTestFinished, test } from "vitest";
import type { JsonObject } from "../../cloudformation/contract.js";
import { ownerCall } from "../../services/contract.js";
import { createEc2Service } from "../../services/ec2/index.js";
import { testEnvironment } from "../../testing/environment.js";
import { resourceContext } from "../../testing/resource-context.js";
import { eip, internetGateway, natGateway, vpcGatewayAttachment } from "./gateways.js";
import { route, routeTable, subnetRouteTableAssociation } from "./routing.js";
import { securityGroup, securityGroupEgress, securityGroupIngress } from "./security-group.js";
import { subnet } from "./subnet.js";
import { vpcEndpoint } from "./vpc-endpoint.js";
import { vpc, vpcCidrBlock } from "./vpc.js";

const call = ownerCall("000000000000");
const FACTORIES = {
  eip,
  internetGateway,
  natGateway,
  route,
  routeTable,
  securityGroup,
  securityGroupEgress,
  securityGroupIngress,
  subnet,
  subnetRouteTableAssociation,
  vpc,
  vpcCidrBlock,
  vpcEndpoint,
  vpcGatewayAttachment,
};

/** Resources as a template lists them; `after` may name those that were made before. */
function start() {
  const environment = testEnvironment();
  onTestFinished(() => environment[Symbol.dispose]());
  const ec2 = createEc2Service({ environment });
  const parts = { ec2, environment };
  const made: Array<() => Promise<void>> = [];

  async function create(type: keyof typeof FACTORIES, logicalId: string, properties: JsonObject = {}) {
    const handler = FACTORIES[type](parts);
    const context = resourceContext(type, logicalId, { "aws:cloudformation:stack-name": "app" });
    const state = await handler.create(context, properties);
    let current = properties;
    made.push(async () => {
      await handler.delete(context, state.physicalId, current);
      await handler.delete(context, state.physicalId, current);
    });
    const update = async (next: JsonObject) => {
      // An update may be undone though it never happened, and repeated after a crash.
      await handler.update?.(context, state.physicalId, next, current);
      await handler.update?.(context, state.physicalId, current, next);
      const answer = await handler.update?.(context, state.physicalId, current, next);
      current = next;
      return answer;
    };
    return { id: state.physicalId, attributes: state.attributes ?? {}, update };
  }

  const deleteAll = async () => {
    for (const remove of made.toReversed()) await remove();
  };
  return { api: ec2.operations, create, deleteAll };
}

test("the network of a CDK stack comes up, answers Ref and GetAtt as on AWS, and goes", async () => {
  const { api, create, deleteAll } = start();
  const net = await create("vpc", "Vpc", {
    CidrBlock: "10.0.0.0/16",
    EnableDnsHostnames: true,
    EnableDnsSupport: true,
  });
  expect(net.attributes).toEqual({
    VpcId: net.id,
    CidrBlock: "10.0.0.0/16",
    CidrBlockAssociations: [expect.stringMatching(/^vpc-cidr-assoc-/)],
    Ipv6CidrBlocks: [],
    DefaultSecurityGroup: expect.stringMatching(/^sg-/),
    DefaultNetworkAcl: expect.stringMatching(/^acl-/),
  });
  const VpcId = net.id;
  const zone = { VpcId, CidrBlock: "10.0.0.0/24", AvailabilityZone: "us-east-1b", MapPublicIpOnLaunch: true };
  const place = await create("subnet", "Subnet", zone);
  expect(place.attributes).toMatchObject({ AvailabilityZone: "us-east-1b", VpcId, Ipv6CidrBlocks: [] });
  const table = await create("routeTable", "Table", { VpcId });
  const Table = { RouteTableId: table.id };
  const use = await create("subnetRouteTableAssociation", "Use", { ...Table, SubnetId: place.id });
  expect(use.id).toMatch(/^rtbassoc-/);
  const gateway = await create("internetGateway", "Igw");
  const attachment = await create("vpcGatewayAttachment", "Attach", { VpcId, InternetGatewayId: gateway.id });
  expect(attachment.id).toBe(`IGW|${VpcId}`);
  const address = await create("eip", "Eip", { Domain: "vpc" });
  const { AllocationId = "" } = address.attributes;
  expect(address.id).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  expect(AllocationId).toMatch(/^eipalloc-/);
  const nat = await create("natGateway", "Nat", { SubnetId: place.id, AllocationId });
  const toInternet = { ...Table, DestinationCidrBlock: "0.0.0.0/0", GatewayId: gateway.id };
  const way = await create("route", "Route", toInternet);
  expect([way.id, way.attributes]).toEqual([`${table.id}|0.0.0.0/0`, { CidrBlock: "0.0.0.0/0" }]);
  await way.update({ ...Table, DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: nat.id });
  const routes = api.DescribeRouteTables(call, { RouteTableIds: [table.id] }).RouteTables?.[0]?.Routes;
  expect(routes?.[1]).toMatchObject({ NatGatewayId: nat.id, State: "active" });

  await deleteAll();
  expect(api.DescribeVpcs(call, {}).Vpcs).toMatchObject([{ IsDefault: true }]);
  expect(api.DescribeAddresses(call, {}).Addresses).toEqual([]);
});

test("a NAT gateway that fails is a resource that fails, and leaves nothing", async () => {
  const { api, create } = start();
  const { id: VpcId } = await create("vpc", "Vpc", { CidrBlock: "10.0.0.0/16" });
  const { id: SubnetId } = await create("subnet", "Subnet", { VpcId, CidrBlock: "10.0.0.0/24" });
  const { AllocationId = "" } = (await create("eip", "Eip")).attributes;
  await expect(create("natGateway", "Nat", { SubnetId, AllocationId })).rejects.toThrow(
    /is in state failed and hence failed to stabilize\. Detailed failure message: Network vpc-\w+ has no Internet/,
  );
  expect(api.DescribeNatGateways(call, {}).NatGateways).toEqual([]);
});

const CLOSED = { CidrIp: "255.255.255.255/32", IpProtocol: "icmp", FromPort: 252, ToPort: 86 };
const HTTPS = { CidrIp: "0.0.0.0/0", IpProtocol: "tcp", FromPort: 443, ToPort: 443, Description: "https" };

test("egress rules of the template take the place of the one that EC2 makes, which comes back without them", async () => {
  const { api, create } = start();
  const { id: VpcId } = await create("vpc", "Vpc", { CidrBlock: "10.0.0.0/16" });
  const base = { GroupDescription: "app/Db", VpcId };
  const group = await create("securityGroup", "Group", { ...base, SecurityGroupEgress: [CLOSED] });
  expect(group.attributes).toEqual({ Id: group.id, GroupId: group.id, VpcId });
  const now = () => {
    const [entry] = api.DescribeSecurityGroups(call, { GroupIds: [group.id] }).SecurityGroups ?? [];
    return { ingress: entry?.IpPermissions, egress: entry?.IpPermissionsEgress };
  };
  expect(now()).toMatchObject({ ingress: [], egress: [{ IpProtocol: "icmp", FromPort: 252, ToPort: 86 }] });
  await group.update({ ...base, SecurityGroupIngress: [HTTPS] });
  expect(now()).toMatchObject({ ingress: [{ FromPort: 443 }], egress: [{ IpProtocol: "-1" }] });
});

test("rules of their own live in a group beside the group's", async () => {
  const { api, create, deleteAll } = start();
  const { id: VpcId } = await create("vpc", "Vpc", { CidrBlock: "10.0.0.0/16" });
  const base = { GroupDescription: "g", VpcId };
  const db = await create("securityGroup", "Db", { ...base, SecurityGroupIngress: [HTTPS] });
  const app = await create("securityGroup", "App", base);
  const from = { IpProtocol: "tcp", FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: app.id };
  const rule = await create("securityGroupIngress", "FromApp", { GroupId: db.id, ...from, Description: "one" });
  await rule.update({ GroupId: db.id, ...from, Description: "two" });
  await expect(create("securityGroupIngress", "Again", { GroupId: db.id, ...from })).rejects.toThrow(/already exists$/);
  const out = { IpProtocol: "tcp", FromPort: 5432, ToPort: 5432, DestinationSecurityGroupId: db.id };
  await create("securityGroupEgress", "ToDb", { GroupId: app.id, ...out });
  await db.update({ ...base, SecurityGroupIngress: [] });
  const Filters = [{ Name: "group-id", Values: [db.id] }];
  const rules = api.DescribeSecurityGroupRules(call, { Filters }).SecurityGroupRules ?? [];
  expect(rules.filter(({ IsEgress }) => IsEgress === false)).toMatchObject([
    { SecurityGroupRuleId: rule.id, Description: "two", ReferencedGroupInfo: { GroupId: app.id } },
  ]);
  await deleteAll();
  expect(api.DescribeVpcs(call, {}).Vpcs).toMatchObject([{ IsDefault: true }]);
});

test("a rule without a peer is refused", async () => {
  const { create } = start();
  const rule = { GroupId: "sg-1", IpProtocol: "-1" };
  await expect(create("securityGroupIngress", "Rule", rule)).rejects.toThrow(/^Exactly one of CidrIp/);
});

test("an IPv6 block of a VPC shows in the VPC's attributes, and an endpoint changes its subnets in place", async () => {
  const { api, create, deleteAll } = start();
  const net = await create("vpc", "Vpc", { CidrBlock: "10.0.0.0/16" });
  const VpcId = net.id;
  const block = await create("vpcCidrBlock", "Six", { VpcId, AmazonProvidedIpv6CidrBlock: true });
  const [associationId, ofVpc] = block.id.split("|");
  expect([block.attributes, ofVpc]).toEqual([{ Id: associationId }, VpcId]);
  const changed = await net.update({ CidrBlock: "10.0.0.0/16", Tags: [{ Key: "Name", Value: "net" }] });
  expect(changed?.attributes?.["Ipv6CidrBlocks"]).toEqual([expect.stringMatching(/::\/56$/)]);
  const found = api.DescribeVpcs(call, { Filters: [{ Name: "tag:Name", Values: ["net"] }] }).Vpcs;
  expect(found).toMatchObject([{ VpcId }]);

  const a = await create("subnet", "A", { VpcId, CidrBlock: "10.0.0.0/24" });
  const b = await create("subnet", "B", { VpcId, CidrBlock: "10.0.1.0/24" });
  const ServiceName = "com.amazonaws.us-east-1.secretsmanager";
  const endpoint = { VpcId, ServiceName, VpcEndpointType: "Interface", PrivateDnsEnabled: true };
  const made = await create("vpcEndpoint", "Endpoint", { ...endpoint, SubnetIds: [a.id] });
  await made.update({ ...endpoint, SubnetIds: [b.id] });
  expect(api.DescribeVpcEndpoints(call, {}).VpcEndpoints).toMatchObject([{ SubnetIds: [b.id] }]);
  await deleteAll();
});
