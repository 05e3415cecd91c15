import type * as Sdk from "@aws-sdk/client-ec2";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { tagList } from "../tags.js";
import { type FilterValues, select } from "./describe.js";
import type { AddressRecord, InternetGatewayRecord, NatGatewayRecord } from "./records.js";
import { dependencyViolation, type Ec2Store, requiredMember } from "./store.js";

const INTERNET_FILTERS: FilterValues<InternetGatewayRecord> = {
  "internet-gateway-id": ({ id }) => id,
  "attachment.vpc-id": ({ vpcId }) => vpcId,
  "attachment.state": ({ vpcId }) => (vpcId === undefined ? undefined : "available"),
};
const NAT_FILTERS: FilterValues<NatGatewayRecord> = {
  "nat-gateway-id": ({ id }) => id,
  "vpc-id": ({ vpcId }) => vpcId,
  "subnet-id": ({ subnetId }) => subnetId,
  state: ({ state }) => state,
};
const ADDRESS_FILTERS: FilterValues<AddressRecord> = {
  "allocation-id": ({ id }) => id,
  "public-ip": ({ publicIp }) => publicIp,
  domain: () => "vpc",
};

/**
 * The addresses that are kept for documentation (RFC 5737): an Elastic IP is a record here, and must not be anybody's
 * real address.
 */
const PUBLIC_NETWORKS = ["192.0.2", "198.51.100", "203.0.113"];

/** EC2 says `available` of an attached gateway, which the SDK's enumeration does not list. */
type InternetGateway = Omit<Sdk.InternetGateway, "Attachments"> & {
  Attachments: Array<{ VpcId: string; State: "available" }>;
};

/** Ways out of a VPC: internet gateways, Elastic IP addresses and NAT gateways. */
export function gatewayOperations(store: Ec2Store) {
  const { internetGateways, natGateways, addresses, vpcs } = store;

  const natGatewaysIn = (vpcId: string) =>
    natGateways.list().filter((gateway) => gateway.vpcId === vpcId && gateway.state === "available");
  const userOf = (allocationId: string) =>
    natGateways.list().find((gateway) => gateway.allocationId === allocationId && gateway.state === "available");

  const newPublicIp = (): string => {
    const taken = new Set(addresses.list().map(({ publicIp }) => publicIp));
    const all = PUBLIC_NETWORKS.flatMap((network) =>
      Array.from({ length: 254 }, (_, host) => `${network}.${host + 1}`),
    );
    const free = all.find((address) => !taken.has(address));
    if (free === undefined)
      throw new AwsError("AddressLimitExceeded", "The maximum number of addresses has been reached.");
    return free;
  };

  return {
    CreateInternetGateway(
      _call: CallContext,
      input: Sdk.CreateInternetGatewayRequest,
    ): { InternetGateway: InternetGateway } {
      const tags = internetGateways.tags(input.TagSpecifications);
      return {
        InternetGateway: describeInternet(
          store,
          internetGateways.create((common) => ({ ...common, tags })),
        ),
      };
    },

    DescribeInternetGateways(
      _call: CallContext,
      input: Sdk.DescribeInternetGatewaysRequest,
    ): Omit<Sdk.DescribeInternetGatewaysResult, "InternetGateways"> & { InternetGateways: InternetGateway[] } {
      const filters = { ...INTERNET_FILTERS, "owner-id": () => store.owner };
      const { items, next } = select(internetGateways, input.InternetGatewayIds, input, filters);
      return { InternetGateways: items.map((gateway) => describeInternet(store, gateway)), NextToken: next };
    },

    AttachInternetGateway(_call: CallContext, input: Sdk.AttachInternetGatewayRequest): void {
      const gateway = internetGateways.get(input.InternetGatewayId, "internetGatewayId");
      const vpc = vpcs.get(input.VpcId, "vpcId");
      if (gateway.vpcId !== undefined) {
        throw new AwsError(
          "Resource.AlreadyAssociated",
          `resource ${gateway.id} is already attached to network ${gateway.vpcId}`,
        );
      }
      if (internetGateways.list().some(({ vpcId }) => vpcId === vpc.id)) {
        throw new AwsError("InvalidParameterValue", `Network ${vpc.id} already has an internet gateway attached`);
      }
      internetGateways.put({ ...gateway, vpcId: vpc.id });
    },

    DetachInternetGateway(_call: CallContext, input: Sdk.DetachInternetGatewayRequest): void {
      const gateway = internetGateways.get(input.InternetGatewayId, "internetGatewayId");
      const vpc = vpcs.get(input.VpcId, "vpcId");
      if (gateway.vpcId !== vpc.id) {
        throw new AwsError("Gateway.NotAttached", `resource ${gateway.id} is not attached to network ${vpc.id}`);
      }
      if (natGatewaysIn(vpc.id).some(({ connectivity }) => connectivity === "public")) {
        throw dependencyViolation(
          `Network ${vpc.id} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
        );
      }
      internetGateways.put({ ...gateway, vpcId: undefined });
    },

    DeleteInternetGateway(_call: CallContext, input: Sdk.DeleteInternetGatewayRequest): void {
      const { id, vpcId } = internetGateways.get(input.InternetGatewayId, "internetGatewayId");
      if (vpcId !== undefined) {
        throw dependencyViolation(`The internetGateway '${id}' has dependencies and cannot be deleted.`);
      }
      internetGateways.delete(id);
    },

    AllocateAddress(_call: CallContext, input: Sdk.AllocateAddressRequest): Sdk.AllocateAddressResult {
      const tags = addresses.tags(input.TagSpecifications);
      const { id, publicIp } = addresses.create((common) => ({ ...common, tags, publicIp: newPublicIp() }));
      const NetworkBorderGroup = store.environment.account.region;
      return { AllocationId: id, PublicIp: publicIp, Domain: "vpc", PublicIpv4Pool: "amazon", NetworkBorderGroup };
    },

    DescribeAddresses(_call: CallContext, input: Sdk.DescribeAddressesRequest): Sdk.DescribeAddressesResult {
      const unknown = input.PublicIps?.find((ip) => !addresses.list().some(({ publicIp }) => publicIp === ip));
      if (unknown !== undefined) {
        throw new AwsError("InvalidAddress.NotFound", `Address '${unknown}' not found.`);
      }
      const { items } = select(addresses, input.AllocationIds, { Filters: input.Filters }, ADDRESS_FILTERS);
      const shown = items.filter(({ publicIp }) => input.PublicIps?.includes(publicIp) ?? true);
      return {
        Addresses: shown.map(({ id, publicIp, tags }) => ({
          AllocationId: id,
          PublicIp: publicIp,
          Domain: "vpc",
          NetworkInterfaceId: userOf(id)?.networkInterfaceId,
          PublicIpv4Pool: "amazon",
          NetworkBorderGroup: store.environment.account.region,
          Tags: tagList(tags),
        })),
      };
    },

    ReleaseAddress(_call: CallContext, input: Sdk.ReleaseAddressRequest): void {
      const { id, publicIp } = addresses.get(input.AllocationId, "allocationId");
      if (userOf(id) !== undefined) throw new AwsError("InvalidIPAddress.InUse", `Address ${publicIp} is in use.`);
      addresses.delete(id);
    },

    /** As on AWS, a gateway that cannot work is made all the same: its state is `failed` and says why. */
    CreateNatGateway(_call: CallContext, input: Sdk.CreateNatGatewayRequest): Sdk.CreateNatGatewayResult {
      const subnet = store.subnets.get(input.SubnetId, "subnetId");
      const connectivity = input.ConnectivityType ?? "public";
      const { vpcId } = subnet;
      const allocationId = connectivity === "public" ? addresses.get(input.AllocationId, "allocationId").id : undefined;
      const attached = internetGateways.list().some((gateway) => gateway.vpcId === vpcId);
      const failure = failureOf(connectivity, attached, vpcId, allocationId, allocationId && userOf(allocationId)?.id);
      const tags = natGateways.tags(input.TagSpecifications);
      const gateway = natGateways.create((common) => ({
        ...common,
        tags,
        vpcId,
        subnetId: subnet.id,
        connectivity,
        allocationId,
        networkInterfaceId: store.newId("eni"),
        state: failure === undefined ? "available" : "failed",
        failure,
      }));
      return { NatGateway: { ...describeNat(store, gateway), State: "pending" }, ClientToken: input.ClientToken };
    },

    DescribeNatGateways(_call: CallContext, input: Sdk.DescribeNatGatewaysRequest): Sdk.DescribeNatGatewaysResult {
      const request = { ...input, Filters: input.Filter };
      const { items, next } = select(natGateways, input.NatGatewayIds, request, NAT_FILTERS);
      return { NatGateways: items.map((gateway) => describeNat(store, gateway)), NextToken: next };
    },

    /** Gone at once; on AWS the record stays visible as `deleted` for about an hour. */
    DeleteNatGateway(_call: CallContext, input: Sdk.DeleteNatGatewayRequest): Sdk.DeleteNatGatewayResult {
      const { id } = natGateways.get(requiredMember(input.NatGatewayId, "natGatewayId"), "natGatewayId");
      natGateways.delete(id);
      return { NatGatewayId: id };
    },
  };
}

function failureOf(
  connectivity: string,
  internetGateway: boolean,
  vpcId: string,
  allocationId: string | undefined,
  user: string | undefined,
): NatGatewayRecord["failure"] {
  if (connectivity !== "public") return undefined;
  if (!internetGateway) {
    return { code: "Gateway.NotAttached", message: `Network ${vpcId} has no Internet gateway attached` };
  }
  if (user === undefined) return undefined;
  return {
    code: "Resource.AlreadyAssociated",
    message: `Elastic IP address [${allocationId}] is already associated`,
  };
}

function describeInternet(store: Ec2Store, { id, vpcId, tags }: InternetGatewayRecord): InternetGateway {
  return {
    InternetGatewayId: id,
    OwnerId: store.owner,
    Attachments: vpcId === undefined ? [] : [{ VpcId: vpcId, State: "available" }],
    Tags: tagList(tags),
  };
}

function describeNat(store: Ec2Store, gateway: NatGatewayRecord): Sdk.NatGateway {
  const address = gateway.allocationId === undefined ? undefined : store.addresses.find(gateway.allocationId);
  return {
    NatGatewayId: gateway.id,
    VpcId: gateway.vpcId,
    SubnetId: gateway.subnetId,
    State: gateway.state,
    FailureCode: gateway.failure?.code,
    FailureMessage: gateway.failure?.message,
    ConnectivityType: gateway.connectivity,
    CreateTime: new Date(gateway.created),
    NatGatewayAddresses: [
      {
        AllocationId: gateway.allocationId,
        PublicIp: address?.publicIp,
        NetworkInterfaceId: gateway.networkInterfaceId,
        IsPrimary: true,
        Status: gateway.state === "available" ? "succeeded" : "failed",
      },
    ],
    Tags: tagList(gateway.tags),
  };
}
