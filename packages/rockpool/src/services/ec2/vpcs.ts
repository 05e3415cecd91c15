import type * as Sdk from "@aws-sdk/client-ec2";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { tagList } from "../tags.js";
import { formatCidr, overlaps, parseCidr, subBlock } from "./cidr.js";
import { type FilterValues, select } from "./describe.js";
import type { CidrAssociation, VpcRecord } from "./records.js";
import { dependencyViolation, type Ec2Store, invalidValue, requiredMember } from "./store.js";

const FILTERS: FilterValues<VpcRecord> = {
  "vpc-id": ({ id }) => id,
  cidr: ({ cidrBlock }) => cidrBlock,
  "cidr-block": ({ cidrBlock }) => cidrBlock,
  "cidr-block-association.cidr-block": (vpc) => blocks(vpc, 4),
  "ipv6-cidr-block-association.ipv6-cidr-block": (vpc) => blocks(vpc, 6),
  "is-default": ({ isDefault }) => isDefault,
  isDefault: ({ isDefault }) => isDefault,
  state: () => "available",
};

/** VPCs. Each comes with a default security group, a main route table and a default network ACL. */
export function vpcOperations(store: Ec2Store) {
  const { vpcs } = store;
  return {
    CreateVpc(_call: CallContext, input: Sdk.CreateVpcRequest): Sdk.CreateVpcResult {
      const cidr = checkedVpcBlock(requiredMember(input.CidrBlock, "cidrBlock"));
      const vpc = createVpc(store, {
        cidr,
        isDefault: false,
        tenancy: input.InstanceTenancy === "dedicated" ? "dedicated" : "default",
        ipv6: input.AmazonProvidedIpv6CidrBlock === true,
        tags: vpcs.tags(input.TagSpecifications),
      });
      return { Vpc: { ...describeVpc(store, vpc), State: "pending" } };
    },

    DescribeVpcs(_call: CallContext, input: Sdk.DescribeVpcsRequest): Sdk.DescribeVpcsResult {
      const { items, next } = select(vpcs, input.VpcIds, input, { ...FILTERS, "owner-id": () => store.owner });
      return { Vpcs: items.map((vpc) => describeVpc(store, vpc)), NextToken: next };
    },

    DeleteVpc(_call: CallContext, input: Sdk.DeleteVpcRequest): void {
      const { id } = vpcs.get(input.VpcId, "vpcId");
      const inVpc = ({ vpcId }: { vpcId?: string }) => vpcId === id;
      const groups = store.securityGroups.list().filter(inVpc);
      const tables = store.routeTables.list().filter(inVpc);
      const used =
        [store.subnets, store.internetGateways, store.natGateways, store.vpcEndpoints].some((table) =>
          table.list().some(inVpc),
        ) ||
        groups.some(({ name }) => name !== "default") ||
        tables.length > 1;
      if (used) throw dependencyViolation(`The vpc '${id}' has dependencies and cannot be deleted.`);
      for (const group of groups) {
        for (const rule of store.rules.list()) if (rule.groupId === group.id) store.rules.delete(rule.id);
        store.securityGroups.delete(group.id);
      }
      for (const table of tables) store.routeTables.delete(table.id);
      for (const acl of store.networkAcls.list().filter(inVpc)) store.networkAcls.delete(acl.id);
      vpcs.delete(id);
    },

    ModifyVpcAttribute(_call: CallContext, input: Sdk.ModifyVpcAttributeRequest): void {
      const vpc = vpcs.get(input.VpcId, "vpcId");
      const dnsSupport = input.EnableDnsSupport?.Value ?? vpc.dnsSupport;
      const dnsHostnames = input.EnableDnsHostnames?.Value ?? vpc.dnsHostnames;
      if (dnsHostnames && !dnsSupport) {
        throw new AwsError(
          "InvalidParameterCombination",
          "Enabling DNS hostnames requires DNS support to be enabled for the VPC.",
        );
      }
      vpcs.put({ ...vpc, dnsSupport, dnsHostnames });
    },

    DescribeVpcAttribute(_call: CallContext, input: Sdk.DescribeVpcAttributeRequest): Sdk.DescribeVpcAttributeResult {
      const vpc = vpcs.get(input.VpcId, "vpcId");
      const values: Readonly<Record<string, Partial<Sdk.DescribeVpcAttributeResult>>> = {
        enableDnsSupport: { EnableDnsSupport: { Value: vpc.dnsSupport } },
        enableDnsHostnames: { EnableDnsHostnames: { Value: vpc.dnsHostnames } },
        enableNetworkAddressUsageMetrics: { EnableNetworkAddressUsageMetrics: { Value: false } },
      };
      const attribute = requiredMember(input.Attribute, "attribute");
      const value = values[attribute];
      if (value === undefined) throw invalidValue(`Value (${attribute}) for parameter attribute is invalid.`);
      return { VpcId: vpc.id, ...value };
    },

    AssociateVpcCidrBlock(
      _call: CallContext,
      input: Sdk.AssociateVpcCidrBlockRequest,
    ): Sdk.AssociateVpcCidrBlockResult {
      const vpc = vpcs.get(input.VpcId, "vpcId");
      if (input.AmazonProvidedIpv6CidrBlock === true) {
        const association = newIpv6Block(store);
        vpcs.put({ ...vpc, associations: [...vpc.associations, association] });
        return { VpcId: vpc.id, Ipv6CidrBlockAssociation: describeIpv6(association, store) };
      }
      const cidr = checkedVpcBlock(requiredMember(input.CidrBlock, "cidrBlock"));
      const own = blocks(vpc, 4).flatMap((text) => parseCidr(text) ?? []);
      const wanted = parseCidr(cidr);
      if (wanted !== undefined && own.some((block) => overlaps(block, wanted))) {
        throw new AwsError("InvalidVpc.Range", `The CIDR '${cidr}' overlaps with another CIDR of the VPC '${vpc.id}'.`);
      }
      const association: CidrAssociation = { id: store.newId("vpc-cidr-assoc"), cidr, family: 4 };
      vpcs.put({ ...vpc, associations: [...vpc.associations, association] });
      return { VpcId: vpc.id, CidrBlockAssociation: describeIpv4(association) };
    },

    DisassociateVpcCidrBlock(
      _call: CallContext,
      input: Sdk.DisassociateVpcCidrBlockRequest,
    ): Sdk.DisassociateVpcCidrBlockResult {
      const id = requiredMember(input.AssociationId, "associationId");
      const vpc = vpcs.list().find(({ associations }) => associations.some((association) => association.id === id));
      const association = vpc?.associations.find((entry) => entry.id === id);
      if (vpc === undefined || association === undefined) {
        throw new AwsError(
          "InvalidCidrBlockAssociationID.NotFound",
          `The vpc CIDR block association ID '${id}' does not exist`,
        );
      }
      if (association.cidr === vpc.cidrBlock) {
        throw new AwsError(
          "OperationNotPermitted",
          `The vpc CIDR block with association ID ${id} may not be disassociated. It is the primary IPv4 CIDR block of the VPC`,
        );
      }
      const block = parseCidr(association.cidr);
      const used = store.subnets.list().some((subnet) => {
        const own = [subnet.cidrBlock, subnet.ipv6?.cidr].flatMap((text) => (text && parseCidr(text)) || []);
        return subnet.vpcId === vpc.id && block !== undefined && own.some((cidr) => overlaps(block, cidr));
      });
      if (used)
        throw dependencyViolation(
          `The vpc CIDR block with association ID ${id} has dependencies and cannot be disassociated.`,
        );
      vpcs.put({ ...vpc, associations: vpc.associations.filter((entry) => entry.id !== id) });
      return association.family === 6
        ? { VpcId: vpc.id, Ipv6CidrBlockAssociation: describeIpv6(association, store, "disassociated") }
        : { VpcId: vpc.id, CidrBlockAssociation: describeIpv4(association, "disassociated") };
    },

    DescribeNetworkAcls(_call: CallContext, input: Sdk.DescribeNetworkAclsRequest): Sdk.DescribeNetworkAclsResult {
      const { items, next } = select(store.networkAcls, input.NetworkAclIds, input, {
        "network-acl-id": ({ id }) => id,
        "vpc-id": ({ vpcId }) => vpcId,
        default: () => true,
        "association.subnet-id": ({ vpcId }) => subnetsOf(store, vpcId).map(({ id }) => id),
      });
      const entry = (Egress: boolean, RuleNumber: number, RuleAction: "allow" | "deny") => ({
        CidrBlock: "0.0.0.0/0",
        Egress,
        Protocol: "-1",
        RuleAction,
        RuleNumber,
      });
      return {
        NetworkAcls: items.map((acl) => ({
          NetworkAclId: acl.id,
          VpcId: acl.vpcId,
          OwnerId: store.owner,
          IsDefault: true,
          Associations: subnetsOf(store, acl.vpcId).map((subnet) => ({
            NetworkAclAssociationId: subnet.networkAclAssociationId,
            NetworkAclId: acl.id,
            SubnetId: subnet.id,
          })),
          Entries: [true, false].flatMap((egress) => [entry(egress, 100, "allow"), entry(egress, 32_767, "deny")]),
          Tags: tagList(acl.tags),
        })),
        NextToken: next,
      };
    },

    /** There are none: Rockpool connects to no other network. */
    DescribeVpnGateways(_call: CallContext, _input: Sdk.DescribeVpnGatewaysRequest): Sdk.DescribeVpnGatewaysResult {
      return { VpnGateways: [] };
    },
  };
}

/** Makes a VPC and what comes with it. `cidr` has been checked. */
export function createVpc(
  store: Ec2Store,
  given: {
    cidr: string;
    isDefault: boolean;
    tenancy: VpcRecord["tenancy"];
    ipv6: boolean;
    tags: Record<string, string>;
  },
): VpcRecord {
  const { cidr, isDefault, tenancy, ipv6, tags } = given;
  const vpc = store.vpcs.create((common) => ({
    ...common,
    tags,
    cidrBlock: cidr,
    associations: [{ id: store.newId("vpc-cidr-assoc"), cidr, family: 4 }, ...(ipv6 ? [newIpv6Block(store)] : [])],
    isDefault,
    tenancy,
    dnsSupport: true,
    dnsHostnames: isDefault,
  }));
  const { id: vpcId } = vpc;
  store.routeTables.create((common) => ({
    ...common,
    vpcId,
    tags: {},
    routes: [],
    associations: [{ id: store.newId("rtbassoc") }],
  }));
  store.networkAcls.create((common) => ({ ...common, vpcId, tags: {} }));
  const group = store.securityGroups.create((common) => ({
    ...common,
    vpcId,
    tags: {},
    name: "default",
    description: "default VPC security group",
  }));
  const all = { tags: {}, groupId: group.id, protocol: "-1", fromPort: -1, toPort: -1 };
  store.rules.create((common) => ({ ...common, ...all, egress: false, peerKind: "group", peer: group.id }));
  store.rules.create((common) => ({ ...common, ...all, egress: true, peerKind: "ipv4", peer: "0.0.0.0/0" }));
  return vpc;
}

/** The VPC's blocks of one address family. */
export function blocks({ associations }: VpcRecord, family: 4 | 6): string[] {
  return associations.filter((association) => association.family === family).map(({ cidr }) => cidr);
}

function subnetsOf(store: Ec2Store, vpcId: string) {
  return store.subnets.list().filter((subnet) => subnet.vpcId === vpcId);
}

function checkedVpcBlock(text: string): string {
  const cidr = parseCidr(text);
  if (cidr?.family !== 4) {
    throw invalidValue(`Value (${text}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`);
  }
  if (cidr.prefix < 16 || cidr.prefix > 28) throw new AwsError("InvalidVpc.Range", `The CIDR '${text}' is invalid.`);
  return formatCidr(cidr);
}

/** A /56 out of the range that Amazon hands out in us-east-1. */
function newIpv6Block(store: Ec2Store): CidrAssociation {
  const range = parseCidr("2600:1f18::/32");
  if (range === undefined) throw new Error("the range of IPv6 blocks cannot be read");
  const [high = 0, middle = 0, low = 0] = store.environment.random.bytes(3);
  const cidr = formatCidr(subBlock(range, 56, (high * 256 + middle) * 256 + low));
  return { id: store.newId("vpc-cidr-assoc"), cidr, family: 6 };
}

function describeVpc(store: Ec2Store, vpc: VpcRecord): Sdk.Vpc {
  const ipv6 = vpc.associations.filter(({ family }) => family === 6);
  return {
    VpcId: vpc.id,
    OwnerId: store.owner,
    State: "available",
    CidrBlock: vpc.cidrBlock,
    CidrBlockAssociationSet: vpc.associations
      .filter(({ family }) => family === 4)
      .map((association) => describeIpv4(association)),
    Ipv6CidrBlockAssociationSet: ipv6.length > 0 ? ipv6.map((entry) => describeIpv6(entry, store)) : undefined,
    InstanceTenancy: vpc.tenancy,
    IsDefault: vpc.isDefault,
    Tags: tagList(vpc.tags),
  };
}

function describeIpv4({ id, cidr }: CidrAssociation, state: "associated" | "disassociated" = "associated") {
  return { AssociationId: id, CidrBlock: cidr, CidrBlockState: { State: state } };
}

function describeIpv6(
  { id, cidr }: CidrAssociation,
  store: Ec2Store,
  state: "associated" | "disassociated" = "associated",
) {
  return {
    AssociationId: id,
    Ipv6CidrBlock: cidr,
    Ipv6CidrBlockState: { State: state },
    NetworkBorderGroup: store.environment.account.region,
    Ipv6Pool: "Amazon",
  };
}
