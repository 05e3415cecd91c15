import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { thrownBy } from "../../testing/thrown.js";
import { ownerCall } from "../contract.js";
import { contains, formatCidr, overlaps, parseCidr, subBlock } from "./cidr.js";
import { createEc2Service } from "./index.js";

const call = ownerCall("000000000000");

function start(options: { isUsedElsewhere?: (id: string) => boolean } = {}) {
  const environment = testEnvironment();
  onTestFinished(() => environment[Symbol.dispose]());
  const ec2 = createEc2Service({ environment, ...options });
  const api = ec2.operations;
  const vpc = (CidrBlock = "10.0.0.0/16") => api.CreateVpc(call, { CidrBlock }).Vpc?.VpcId ?? "";
  const subnet = (VpcId: string, CidrBlock: string) =>
    api.CreateSubnet(call, { VpcId, CidrBlock }).Subnet?.SubnetId ?? "";
  return { environment, ec2, api, vpc, subnet };
}

/** A VPC with a subnet, an attached internet gateway, an address and a NAT gateway. */
function network() {
  const made = start();
  const { api } = made;
  const VpcId = made.vpc();
  const SubnetId = made.subnet(VpcId, "10.0.0.0/24");
  const InternetGatewayId = api.CreateInternetGateway(call, {}).InternetGateway.InternetGatewayId ?? "";
  api.AttachInternetGateway(call, { VpcId, InternetGatewayId });
  const { AllocationId } = api.AllocateAddress(call, {});
  const NatGatewayId = api.CreateNatGateway(call, { SubnetId, AllocationId }).NatGateway?.NatGatewayId ?? "";
  return { ...made, VpcId, SubnetId, InternetGatewayId, AllocationId, NatGatewayId };
}

test("there is a default VPC with a public subnet in every zone, made once", () => {
  const { environment, ec2, api } = start();
  createEc2Service({ environment });
  const vpcs = api.DescribeVpcs(call, { Filters: [{ Name: "is-default", Values: ["true"] }] }).Vpcs ?? [];
  expect(vpcs).toMatchObject([{ CidrBlock: "172.31.0.0/16", IsDefault: true }]);
  expect(ec2.defaultSubnets().map(({ zone }) => zone)).toEqual(
    api.DescribeAvailabilityZones(call, {}).AvailabilityZones?.map(({ ZoneName }) => ZoneName),
  );
  const main = [{ Name: "association.main", Values: ["true"] }];
  expect(api.DescribeRouteTables(call, { Filters: main }).RouteTables?.[0]?.Routes).toMatchObject([
    { DestinationCidrBlock: "172.31.0.0/16", GatewayId: "local" },
    { DestinationCidrBlock: "0.0.0.0/0", State: "active" },
  ]);
});

test("a VPC comes with a default security group, a main route table and a network ACL, and takes them along", () => {
  const { api, vpc } = start();
  const VpcId = vpc();
  const Filters = [{ Name: "vpc-id", Values: [VpcId] }];
  const group = api.DescribeSecurityGroups(call, { Filters }).SecurityGroups?.[0];
  expect(group).toMatchObject({ GroupName: "default", VpcId });
  expect(group?.IpPermissions).toMatchObject([{ IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: group?.GroupId }] }]);
  expect(api.DescribeNetworkAcls(call, { Filters }).NetworkAcls).toHaveLength(1);
  api.DeleteVpc(call, { VpcId });
  expect(api.DescribeSecurityGroups(call, { Filters }).SecurityGroups).toEqual([]);
  expect(api.DescribeRouteTables(call, { Filters }).RouteTables).toEqual([]);
  expect(thrownBy(() => api.DescribeVpcs(call, { VpcIds: [VpcId] }))).toEqual({
    code: "InvalidVpcID.NotFound",
    message: `The vpc ID '${VpcId}' does not exist`,
  });
});

test.each([
  ["10.0.0.0/8", "InvalidVpc.Range", "The CIDR '10.0.0.0/8' is invalid."],
  ["10.0.0/16", "InvalidParameterValue", /^Value \(10\.0\.0\/16\) for parameter cidrBlock is invalid/],
])("a VPC of %s is refused", (CidrBlock, code, message) => {
  const { api } = start();
  const error = thrownBy(() => api.CreateVpc(call, { CidrBlock }));
  expect(error.code).toBe(code);
  expect(error.message).toMatch(message);
});

test.each([
  ["10.1.0.0/24", "InvalidSubnet.Range", "The CIDR '10.1.0.0/24' is invalid."],
  ["10.0.0.0/29", "InvalidSubnet.Range", "The CIDR '10.0.0.0/29' is invalid."],
  ["10.0.0.128/25", "InvalidSubnet.Conflict", "The CIDR '10.0.0.128/25' conflicts with another subnet"],
])("a subnet of %s in 10.0.0.0/16 beside 10.0.0.0/24 is refused", (CidrBlock, code, message) => {
  const { api, vpc, subnet } = start();
  const VpcId = vpc();
  subnet(VpcId, "10.0.0.0/24");
  expect(thrownBy(() => api.CreateSubnet(call, { VpcId, CidrBlock }))).toEqual({ code, message });
});

test("a subnet may lie in a block that was added to its VPC, and keeps it there", () => {
  const { api, vpc, subnet } = start();
  const VpcId = vpc();
  const added = api.AssociateVpcCidrBlock(call, { VpcId, CidrBlock: "10.1.0.0/16" }).CidrBlockAssociation;
  const SubnetId = subnet(VpcId, "10.1.0.0/24");
  const remove = () => api.DisassociateVpcCidrBlock(call, { AssociationId: added?.AssociationId });
  expect(thrownBy(remove).code).toBe("DependencyViolation");
  api.DeleteSubnet(call, { SubnetId });
  remove();
  expect(thrownBy(() => subnet(VpcId, "10.1.0.0/24")).code).toBe("InvalidSubnet.Range");
  const { Ipv6CidrBlock } =
    api.AssociateVpcCidrBlock(call, { VpcId, AmazonProvidedIpv6CidrBlock: true }).Ipv6CidrBlockAssociation ?? {};
  expect(Ipv6CidrBlock).toMatch(/^2600:1f18:.*::\/56$/);
});

test("filters take names, tags and wildcards; an unknown one is an error", () => {
  const { api, vpc } = start();
  const TagSpecifications = [{ ResourceType: "vpc" as const, Tags: [{ Key: "Name", Value: "app/Vpc" }] }];
  const VpcId = api.CreateVpc(call, { CidrBlock: "10.9.0.0/16", TagSpecifications }).Vpc?.VpcId;
  vpc();
  const found = (Name: string, ...Values: string[]) =>
    api.DescribeVpcs(call, { Filters: [{ Name, Values }] }).Vpcs?.map((entry) => entry.VpcId);
  expect(found("tag:Name", "app/*")).toEqual([VpcId]);
  expect(found("tag-key", "Name")).toEqual([VpcId]);
  expect(found("cidr", "10.9.0.0/16", "10.8.0.0/16")).toEqual([VpcId]);
  expect(found("vpc-id", "vpc-none")).toEqual([]);
  expect(thrownBy(() => found("colour", "red"))).toEqual({
    code: "InvalidParameterValue",
    message: "The filter 'colour' is invalid",
  });
});

test("a network comes down only in the order in which EC2 allows it", () => {
  const { api, VpcId, SubnetId, InternetGatewayId, AllocationId, NatGatewayId } = network();
  const refused = (action: () => unknown) => thrownBy(action).message;
  const deleteVpc = () => api.DeleteVpc(call, { VpcId });
  const deleteSubnet = () => api.DeleteSubnet(call, { SubnetId });
  const detach = () => api.DetachInternetGateway(call, { VpcId, InternetGatewayId });
  const deleteGateway = () => api.DeleteInternetGateway(call, { InternetGatewayId });
  expect(thrownBy(deleteVpc)).toEqual({
    code: "DependencyViolation",
    message: `The vpc '${VpcId}' has dependencies and cannot be deleted.`,
  });
  expect(refused(deleteSubnet)).toBe(`The subnet '${SubnetId}' has dependencies and cannot be deleted.`);
  expect(refused(detach)).toMatch(/^Network vpc-\w+ has some mapped public address/);
  expect(refused(deleteGateway)).toBe(
    `The internetGateway '${InternetGatewayId}' has dependencies and cannot be deleted.`,
  );
  expect(thrownBy(() => api.ReleaseAddress(call, { AllocationId })).code).toBe("InvalidIPAddress.InUse");
  api.DeleteNatGateway(call, { NatGatewayId });
  api.ReleaseAddress(call, { AllocationId });
  detach();
  deleteGateway();
  deleteSubnet();
  deleteVpc();
  expect(api.DescribeAddresses(call, {}).Addresses).toEqual([]);
});

test("a NAT gateway without an internet gateway fails as on AWS, where everyone can read why", () => {
  const { api, vpc, subnet } = start();
  const VpcId = vpc();
  const { AllocationId } = api.AllocateAddress(call, {});
  api.CreateNatGateway(call, { SubnetId: subnet(VpcId, "10.0.0.0/24"), AllocationId });
  expect(api.DescribeNatGateways(call, {}).NatGateways).toMatchObject([
    { State: "failed", FailureMessage: `Network ${VpcId} has no Internet gateway attached` },
  ]);
});

test("routes lead to what exists in the VPC, once for a destination", () => {
  const { api, vpc, VpcId, SubnetId, InternetGatewayId, NatGatewayId } = network();
  const RouteTableId = api.CreateRouteTable(call, { VpcId }).RouteTable?.RouteTableId;
  const route = { RouteTableId, DestinationCidrBlock: "0.0.0.0/0" };
  api.CreateRoute(call, { ...route, GatewayId: InternetGatewayId });
  expect(thrownBy(() => api.CreateRoute(call, { ...route, NatGatewayId }))).toEqual({
    code: "RouteAlreadyExists",
    message: "The route identified by 0.0.0.0/0 already exists.",
  });
  api.ReplaceRoute(call, { ...route, NatGatewayId });
  const routes = () => api.DescribeRouteTables(call, { RouteTableIds: [RouteTableId ?? ""] }).RouteTables?.[0]?.Routes;
  expect(routes()).toMatchObject([{ GatewayId: "local" }, { NatGatewayId, State: "active" }]);
  api.DeleteNatGateway(call, { NatGatewayId });
  expect(routes()?.[1]?.State).toBe("blackhole");
  const elsewhere = api.CreateRouteTable(call, { VpcId: vpc("10.5.0.0/16") }).RouteTable?.RouteTableId;
  const wrong = () => api.CreateRoute(call, { ...route, RouteTableId: elsewhere, GatewayId: InternetGatewayId });
  expect(thrownBy(wrong).message).toMatch(/belong to different networks$/);

  const { AssociationId } = api.AssociateRouteTable(call, { RouteTableId, SubnetId });
  const remove = () => api.DeleteRouteTable(call, { RouteTableId });
  expect(thrownBy(remove).code).toBe("DependencyViolation");
  api.DisassociateRouteTable(call, { AssociationId });
  api.DeleteRoute(call, route);
  expect(thrownBy(() => api.DeleteRoute(call, route)).code).toBe("InvalidRoute.NotFound");
  remove();
});

const POSTGRES = { IpProtocol: "tcp", FromPort: 5432, ToPort: 5432 };

test("security group rules are added once, found, and taken away", () => {
  const { api, vpc } = start();
  const VpcId = vpc();
  const create = (GroupName: string) =>
    api.CreateSecurityGroup(call, { GroupName, Description: "d", VpcId }).GroupId ?? "";
  const [db, app] = [create("db"), create("app")];
  const IpPermissions = [{ ...POSTGRES, UserIdGroupPairs: [{ GroupId: app, Description: "from app" }] }];
  const made = api.AuthorizeSecurityGroupIngress(call, { GroupId: db, IpPermissions }).SecurityGroupRules ?? [];
  expect(made).toMatchObject([{ ReferencedGroupInfo: { GroupId: app }, Description: "from app", IsEgress: false }]);
  expect(thrownBy(() => api.AuthorizeSecurityGroupIngress(call, { GroupId: db, IpPermissions }))).toEqual({
    code: "InvalidPermission.Duplicate",
    message: `the specified rule "peer: ${app}, TCP, from port: 5432, to port: 5432, ALLOW" already exists`,
  });
  expect(thrownBy(() => create("db")).code).toBe("InvalidGroup.Duplicate");
  expect(thrownBy(() => api.DeleteSecurityGroup(call, { GroupId: app }))).toEqual({
    code: "DependencyViolation",
    message: `resource ${app} has a dependent object`,
  });
  const Filters = [{ Name: "group-id", Values: [db] }];
  expect(api.DescribeSecurityGroupRules(call, { Filters }).SecurityGroupRules).toHaveLength(2);
  api.RevokeSecurityGroupIngress(call, { GroupId: db, IpPermissions });
  expect(thrownBy(() => api.RevokeSecurityGroupIngress(call, { GroupId: db, IpPermissions }))).toEqual({
    code: "InvalidPermission.NotFound",
    message: "The specified rule does not exist in this security group.",
  });
  api.DeleteSecurityGroup(call, { GroupId: app });
});

test("the rules of a VPC's default group can be taken away, as CDK's handler does", () => {
  const { ec2, api, vpc } = start();
  const GroupId = ec2.defaultSecurityGroup(vpc());
  const UserIdGroupPairs = [{ GroupId, UserId: "000000000000" }];
  api.RevokeSecurityGroupIngress(call, { GroupId, IpPermissions: [{ IpProtocol: "-1", UserIdGroupPairs }] });
  const IpRanges = [{ CidrIp: "0.0.0.0/0" }];
  api.RevokeSecurityGroupEgress(call, { GroupId, IpPermissions: [{ IpProtocol: "-1", IpRanges }] });
  const [group] = api.DescribeSecurityGroups(call, { GroupIds: [GroupId] }).SecurityGroups ?? [];
  expect(group).toMatchObject({ IpPermissions: [], IpPermissionsEgress: [] });
  expect(thrownBy(() => api.DeleteSecurityGroup(call, { GroupId })).code).toBe("CannotDelete");
});

test.each([
  [{ IpProtocol: "tcp", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }, /Must specify both from and to ports/],
  [{ ...POSTGRES, FromPort: 6000, IpRanges: [{ CidrIp: "0.0.0.0/0" }] }, /Invalid TCP\/UDP port range \(6000:5432\)/],
  [{ ...POSTGRES, IpRanges: [{ CidrIp: "10.0.0.300/8" }] }, /CIDR block 10\.0\.0\.300\/8 is malformed/],
  [{ ...POSTGRES, IpProtocol: "carrier-pigeon", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }, /Unknown protocol/],
  [{ ...POSTGRES, UserIdGroupPairs: [{ GroupId: "sg-none" }] }, /The security group 'sg-none' does not exist/],
])("the rule %j is refused", (permission, message) => {
  const { ec2, api, vpc } = start();
  const GroupId = ec2.defaultSecurityGroup(vpc());
  const add = () => api.AuthorizeSecurityGroupIngress(call, { GroupId, IpPermissions: [permission] });
  expect(thrownBy(add).message).toMatch(message);
});

test("what a database uses cannot be deleted", () => {
  const used = new Set<string>();
  const { api, vpc, subnet } = start({ isUsedElsewhere: (id) => used.has(id) });
  const SubnetId = subnet(vpc(), "10.0.0.0/24");
  used.add(SubnetId);
  expect(thrownBy(() => api.DeleteSubnet(call, { SubnetId })).code).toBe("DependencyViolation");
  used.clear();
  api.DeleteSubnet(call, { SubnetId });
});

test("a VPC endpoint stands in subnets and groups, and goes", () => {
  const { api, VpcId, SubnetId } = network();
  const ServiceName = "com.amazonaws.us-east-1.secretsmanager";
  const endpoint = { VpcId, ServiceName, VpcEndpointType: "Interface" as const, SubnetIds: [SubnetId] };
  const { VpcEndpointId = "", NetworkInterfaceIds } = api.CreateVpcEndpoint(call, endpoint).VpcEndpoint;
  expect(NetworkInterfaceIds).toHaveLength(1);
  expect(thrownBy(() => api.DeleteVpc(call, { VpcId })).code).toBe("DependencyViolation");
  expect(api.DeleteVpcEndpoints(call, { VpcEndpointIds: [VpcEndpointId, "vpce-none"] }).Unsuccessful).toMatchObject([
    { ResourceId: "vpce-none", Error: { Code: "InvalidVpcEndpointId.NotFound" } },
  ]);
  expect(api.DescribeVpcEndpoints(call, {}).VpcEndpoints).toEqual([]);
});

test("permissions name the resources that a call acts on", () => {
  const { ec2 } = start();
  expect(ec2.permissions?.("RevokeSecurityGroupIngress", { GroupId: "sg-1", IpPermissions: [] })).toEqual([
    { action: "ec2:RevokeSecurityGroupIngress", resource: "arn:aws:ec2:us-east-1:000000000000:security-group/sg-1" },
  ]);
  expect(ec2.permissions?.("DescribeVpcs", { VpcIds: ["vpc-1"] })).toEqual([
    { action: "ec2:DescribeVpcs", resource: "*" },
  ]);
});

test.each([
  ["10.1.2.3/16", "10.1.0.0/16"],
  ["2600:1f18:0:0:0:0:0:1/56", "2600:1f18::/56"],
  ["::/0", "::/0"],
  ["1:0:0:2:0:0:0:3/128", "1:0:0:2::3/128"],
])("the block %s is written %s", (text, written) => {
  const cidr = parseCidr(text);
  expect(cidr === undefined ? undefined : formatCidr(cidr)).toBe(written);
});

test("the parts of a block lie in it and apart from each other", () => {
  const outer = fc.record({
    address: fc.bigInt({ min: 0n, max: 0xffffffffn }),
    prefix: fc.integer({ min: 0, max: 20 }),
  });
  fc.assert(
    fc.property(outer, fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 }), (block, i, j) => {
      const cidr = { family: 4 as const, ...block };
      const [a, b] = [subBlock(cidr, cidr.prefix + 3, i), subBlock(cidr, cidr.prefix + 3, j)];
      expect(contains(cidr, a)).toBe(true);
      expect(contains(a, cidr)).toBe(false);
      expect(overlaps(a, b)).toBe(i === j);
      expect(parseCidr(formatCidr(a))).toEqual(a);
    }),
  );
});
