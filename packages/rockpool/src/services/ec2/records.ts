import type { Tags } from "../tags.js";

/** What every record has. */
export interface Ec2Record {
  readonly id: string;
  readonly tags: Tags;
  /** Milliseconds since the epoch. */
  readonly created: number;
}

export interface CidrAssociation {
  readonly id: string;
  readonly cidr: string;
  readonly family: 4 | 6;
}

export interface VpcRecord extends Ec2Record {
  readonly cidrBlock: string;
  /** The first one is the block that the VPC was made with. */
  readonly associations: readonly CidrAssociation[];
  readonly isDefault: boolean;
  readonly tenancy: "default" | "dedicated";
  readonly dnsSupport: boolean;
  readonly dnsHostnames: boolean;
}

export interface SubnetRecord extends Ec2Record {
  readonly vpcId: string;
  readonly cidrBlock?: string;
  readonly ipv6?: CidrAssociation;
  readonly zone: string;
  readonly zoneId: string;
  readonly defaultForZone: boolean;
  readonly mapPublicIp: boolean;
  readonly assignIpv6: boolean;
  readonly dns64: boolean;
  readonly ipv6Native: boolean;
  readonly networkAclAssociationId: string;
}

/** The members of a route request that name its target, of those that Rockpool has resources for. */
export type RouteTarget = "GatewayId" | "NatGatewayId";

export interface RouteRecord {
  /** A CIDR block. */
  readonly destination: string;
  readonly family: 4 | 6;
  readonly target: RouteTarget;
  readonly targetId: string;
}

export interface RouteTableRecord extends Ec2Record {
  readonly vpcId: string;
  /** Beside the local ones, which follow from the VPC. */
  readonly routes: readonly RouteRecord[];
  /** The main association has no subnet. */
  readonly associations: ReadonlyArray<{ readonly id: string; readonly subnetId?: string }>;
}

export interface InternetGatewayRecord extends Ec2Record {
  readonly vpcId?: string;
}

export interface AddressRecord extends Ec2Record {
  readonly publicIp: string;
}

export interface NatGatewayRecord extends Ec2Record {
  readonly vpcId: string;
  readonly subnetId: string;
  readonly connectivity: "public" | "private";
  readonly allocationId?: string;
  readonly networkInterfaceId: string;
  readonly state: "available" | "failed";
  readonly failure?: { readonly code: string; readonly message: string };
}

export interface SecurityGroupRecord extends Ec2Record {
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
}

export type PeerKind = "ipv4" | "ipv6" | "group" | "prefixList";

export interface SecurityGroupRuleRecord extends Ec2Record {
  readonly groupId: string;
  readonly egress: boolean;
  /** `tcp`, `udp`, `icmp`, `icmpv6`, a number, or `-1` for all. */
  readonly protocol: string;
  /** -1 where the protocol is `-1`. */
  readonly fromPort: number;
  readonly toPort: number;
  readonly peerKind: PeerKind;
  readonly peer: string;
  readonly description?: string;
}

export interface NetworkAclRecord extends Ec2Record {
  readonly vpcId: string;
}

export interface VpcEndpointRecord extends Ec2Record {
  readonly vpcId: string;
  readonly type: "Gateway" | "Interface";
  readonly serviceName: string;
  readonly policy?: string;
  readonly privateDns: boolean;
  readonly routeTableIds: readonly string[];
  readonly subnetIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly networkInterfaceIds: readonly string[];
  readonly dnsNames: readonly string[];
}
