import type * as Sdk from "@aws-sdk/client-ec2";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { tagList } from "../tags.js";
import { contains, formatCidr, overlaps, parseCidr, sizeOf } from "./cidr.js";
import { type FilterValues, passes, select } from "./describe.js";
import type { SubnetRecord, VpcRecord } from "./records.js";
import { dependencyViolation, type Ec2Store, invalidValue, requiredMember } from "./store.js";
import { blocks } from "./vpcs.js";
import { type Zone, zonesOf } from "./zones.js";

const FILTERS: FilterValues<SubnetRecord> = {
  "subnet-id": ({ id }) => id,
  "vpc-id": ({ vpcId }) => vpcId,
  "availability-zone": ({ zone }) => zone,
  availabilityZone: ({ zone }) => zone,
  "availability-zone-id": ({ zoneId }) => zoneId,
  "cidr-block": ({ cidrBlock }) => cidrBlock,
  cidr: ({ cidrBlock }) => cidrBlock,
  "ipv6-cidr-block-association.ipv6-cidr-block": ({ ipv6 }) => ipv6?.cidr,
  "default-for-az": ({ defaultForZone }) => defaultForZone,
  defaultForAz: ({ defaultForZone }) => defaultForZone,
  "map-public-ip-on-launch": ({ mapPublicIp }) => mapPublicIp,
  state: () => "available",
};

/** AWS keeps the first four addresses of a subnet and the last one. */
const RESERVED_ADDRESSES = 5;

/** Subnets and availability zones. */
export function subnetOperations(store: Ec2Store) {
  const { subnets } = store;
  const { region } = store.environment.account;
  return {
    CreateSubnet(_call: CallContext, input: Sdk.CreateSubnetRequest): Sdk.CreateSubnetResult {
      const vpc = store.vpcs.get(input.VpcId, "vpcId");
      const native = input.Ipv6Native === true;
      const subnet = createSubnet(store, vpc, {
        zone: chooseZone(region, input.AvailabilityZone, input.AvailabilityZoneId),
        cidr: native ? undefined : checkedBlock(store, vpc, requiredMember(input.CidrBlock, "cidrBlock"), 4),
        ipv6: input.Ipv6CidrBlock === undefined ? undefined : checkedBlock(store, vpc, input.Ipv6CidrBlock, 6),
        ipv6Native: native,
        tags: subnets.tags(input.TagSpecifications),
      });
      return { Subnet: describeSubnet(store, subnet) };
    },

    DescribeSubnets(_call: CallContext, input: Sdk.DescribeSubnetsRequest): Sdk.DescribeSubnetsResult {
      const { items, next } = select(subnets, input.SubnetIds, input, { ...FILTERS, "owner-id": () => store.owner });
      return { Subnets: items.map((subnet) => describeSubnet(store, subnet)), NextToken: next };
    },

    ModifySubnetAttribute(_call: CallContext, input: Sdk.ModifySubnetAttributeRequest): void {
      const subnet = subnets.get(input.SubnetId, "subnetId");
      subnets.put({
        ...subnet,
        mapPublicIp: input.MapPublicIpOnLaunch?.Value ?? subnet.mapPublicIp,
        assignIpv6: input.AssignIpv6AddressOnCreation?.Value ?? subnet.assignIpv6,
        dns64: input.EnableDns64?.Value ?? subnet.dns64,
      });
    },

    /** Its association with a route table goes with it. */
    DeleteSubnet(_call: CallContext, input: Sdk.DeleteSubnetRequest): void {
      const { id } = subnets.get(input.SubnetId, "subnetId");
      const used =
        store.natGateways.list().some(({ subnetId, state }) => subnetId === id && state === "available") ||
        store.vpcEndpoints.list().some(({ subnetIds }) => subnetIds.includes(id)) ||
        store.isUsedElsewhere(id);
      if (used) throw dependencyViolation(`The subnet '${id}' has dependencies and cannot be deleted.`);
      for (const table of store.routeTables.list()) {
        const associations = table.associations.filter(({ subnetId }) => subnetId !== id);
        if (associations.length < table.associations.length) store.routeTables.put({ ...table, associations });
      }
      subnets.delete(id);
    },

    DescribeAvailabilityZones(
      _call: CallContext,
      input: Sdk.DescribeAvailabilityZonesRequest,
    ): Sdk.DescribeAvailabilityZonesResult {
      const filters: FilterValues<Zone> = {
        "zone-name": ({ name }) => name,
        "zone-id": ({ id }) => id,
        "region-name": () => region,
        "group-name": () => region,
        "zone-type": () => "availability-zone",
        "opt-in-status": () => "opt-in-not-required",
        state: () => "available",
      };
      const zones = zonesOf(region)
        .filter(({ name }) => input.ZoneNames?.includes(name) ?? true)
        .filter(({ id }) => input.ZoneIds?.includes(id) ?? true)
        .filter((zone) => passes(zone, input.Filters, filters));
      return {
        AvailabilityZones: zones.map(({ name, id }) => ({
          ZoneName: name,
          ZoneId: id,
          RegionName: region,
          GroupName: region,
          NetworkBorderGroup: region,
          ZoneType: "availability-zone",
          OptInStatus: "opt-in-not-required",
          State: "available",
          Messages: [],
        })),
      };
    },
  };
}

/** Keeps a subnet whose blocks have been checked. */
export function createSubnet(
  store: Ec2Store,
  vpc: VpcRecord,
  given: {
    zone: Zone;
    cidr?: string;
    ipv6?: string;
    ipv6Native?: boolean;
    isDefault?: boolean;
    tags: Record<string, string>;
  },
): SubnetRecord {
  const { zone, cidr, ipv6, ipv6Native = false, isDefault = false, tags } = given;
  return store.subnets.create((common) => ({
    ...common,
    tags,
    vpcId: vpc.id,
    cidrBlock: cidr,
    ipv6: ipv6 === undefined ? undefined : { id: store.newId("subnet-cidr-assoc"), cidr: ipv6, family: 6 },
    zone: zone.name,
    zoneId: zone.id,
    defaultForZone: isDefault,
    mapPublicIp: isDefault,
    assignIpv6: false,
    dns64: false,
    ipv6Native,
    networkAclAssociationId: store.newId("aclassoc"),
  }));
}

function chooseZone(region: string, name: string | undefined, id: string | undefined): Zone {
  const zones = zonesOf(region);
  const zone = zones.find(
    (entry) => (name === undefined || entry.name === name) && (id === undefined || entry.id === id),
  );
  if (zone !== undefined) return zone;
  const names = zones.map((entry) => entry.name).join(", ");
  throw invalidValue(
    `Value (${name ?? id}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${names}.`,
  );
}

/** The block in its written form, when it lies in the VPC and no other subnet has any of it. */
function checkedBlock(store: Ec2Store, vpc: VpcRecord, text: string, family: 4 | 6): string {
  const cidr = parseCidr(text);
  const member = family === 4 ? "cidrBlock" : "ipv6CidrBlock";
  if (cidr?.family !== family) {
    throw invalidValue(`Value (${text}) for parameter ${member} is invalid. This is not a valid CIDR block.`);
  }
  const inVpc = blocks(vpc, family).some((block) => {
    const outer = parseCidr(block);
    return outer !== undefined && contains(outer, cidr);
  });
  const fits = family === 4 ? cidr.prefix <= 28 : cidr.prefix >= 44 && cidr.prefix <= 64;
  if (!inVpc || !fits) throw new AwsError("InvalidSubnet.Range", `The CIDR '${text}' is invalid.`);
  const taken = store.subnets
    .list()
    .filter(({ vpcId }) => vpcId === vpc.id)
    .flatMap((subnet) => parseCidr((family === 4 ? subnet.cidrBlock : subnet.ipv6?.cidr) ?? "") ?? []);
  if (taken.some((other) => overlaps(other, cidr))) {
    throw new AwsError("InvalidSubnet.Conflict", `The CIDR '${text}' conflicts with another subnet`);
  }
  return formatCidr(cidr);
}

function describeSubnet(store: Ec2Store, subnet: SubnetRecord): Sdk.Subnet {
  const block = subnet.cidrBlock === undefined ? undefined : parseCidr(subnet.cidrBlock);
  return {
    SubnetId: subnet.id,
    SubnetArn: store.subnets.arn(subnet.id),
    VpcId: subnet.vpcId,
    OwnerId: store.owner,
    State: "available",
    AvailabilityZone: subnet.zone,
    AvailabilityZoneId: subnet.zoneId,
    CidrBlock: subnet.cidrBlock,
    Ipv6CidrBlockAssociationSet:
      subnet.ipv6 === undefined
        ? []
        : [
            {
              AssociationId: subnet.ipv6.id,
              Ipv6CidrBlock: subnet.ipv6.cidr,
              Ipv6CidrBlockState: { State: "associated" },
            },
          ],
    AvailableIpAddressCount: block === undefined ? 0 : sizeOf(block) - RESERVED_ADDRESSES,
    DefaultForAz: subnet.defaultForZone,
    MapPublicIpOnLaunch: subnet.mapPublicIp,
    AssignIpv6AddressOnCreation: subnet.assignIpv6,
    EnableDns64: subnet.dns64,
    Ipv6Native: subnet.ipv6Native,
    MapCustomerOwnedIpOnLaunch: false,
    Tags: tagList(subnet.tags),
  };
}
