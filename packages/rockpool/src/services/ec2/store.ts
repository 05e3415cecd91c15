import type { Tag, TagSpecification } from "@aws-sdk/client-ec2";
import { arn, type Environment, randomHex } from "../../environment.js";
import { AwsError } from "../../errors.js";
import type { Collection } from "../../state/state.js";
import { withTags } from "../tags.js";
import type {
  AddressRecord,
  Ec2Record,
  InternetGatewayRecord,
  NatGatewayRecord,
  NetworkAclRecord,
  RouteTableRecord,
  SecurityGroupRecord,
  SecurityGroupRuleRecord,
  SubnetRecord,
  VpcEndpointRecord,
  VpcRecord,
} from "./records.js";

/** A kind of record: how its ids begin, what it is called in ARNs and tag specifications, and how AWS words its absence. */
interface Kind {
  readonly prefix: string;
  readonly resource: string;
  readonly notFound: { readonly code: string; readonly message: (id: string) => string };
}

const missing = (code: string, noun: string): Kind["notFound"] => ({
  code,
  message: (id) => `The ${noun} '${id}' does not exist`,
});

export const KINDS = {
  vpc: { prefix: "vpc", resource: "vpc", notFound: missing("InvalidVpcID.NotFound", "vpc ID") },
  subnet: { prefix: "subnet", resource: "subnet", notFound: missing("InvalidSubnetID.NotFound", "subnet ID") },
  routeTable: {
    prefix: "rtb",
    resource: "route-table",
    notFound: missing("InvalidRouteTableID.NotFound", "routeTable ID"),
  },
  internetGateway: {
    prefix: "igw",
    resource: "internet-gateway",
    notFound: missing("InvalidInternetGatewayID.NotFound", "internetGateway ID"),
  },
  address: {
    prefix: "eipalloc",
    resource: "elastic-ip",
    notFound: missing("InvalidAllocationID.NotFound", "allocation ID"),
  },
  natGateway: {
    prefix: "nat",
    resource: "natgateway",
    notFound: { code: "NatGatewayNotFound", message: (id: string) => `NAT gateway ${id} was not found` },
  },
  securityGroup: {
    prefix: "sg",
    resource: "security-group",
    notFound: missing("InvalidGroup.NotFound", "security group"),
  },
  securityGroupRule: {
    prefix: "sgr",
    resource: "security-group-rule",
    notFound: missing("InvalidSecurityGroupRuleId.NotFound", "security group rule ID"),
  },
  networkAcl: {
    prefix: "acl",
    resource: "network-acl",
    notFound: missing("InvalidNetworkAclID.NotFound", "networkAcl ID"),
  },
  vpcEndpoint: {
    prefix: "vpce",
    resource: "vpc-endpoint",
    notFound: missing("InvalidVpcEndpointId.NotFound", "Vpc Endpoint Id"),
  },
} as const satisfies Record<string, Kind>;

/** The records of one kind. */
export class Table<T extends Ec2Record> {
  readonly kind: Kind;
  readonly #environment: Environment;
  readonly #records: Collection<T>;

  constructor(environment: Environment, name: keyof typeof KINDS) {
    this.kind = KINDS[name];
    this.#environment = environment;
    this.#records = environment.state.collection(`ec2.${name}`);
  }

  /** Keeps a new record, whose id and time `make` is given. */
  create(make: (common: { id: string; created: number }) => T): T {
    const record = make({ id: newId(this.#environment, this.kind.prefix), created: this.#environment.clock.now() });
    this.#records.put(record.id, record);
    return record;
  }

  find(id: string): T | undefined {
    return this.#records.get(id);
  }

  get(id: string | undefined, member: string): T {
    const wanted = requiredMember(id, member);
    const record = this.#records.get(wanted);
    if (record === undefined) throw this.notFound(wanted);
    return record;
  }

  list(): T[] {
    return this.#records.list();
  }

  put(record: T): T {
    this.#records.put(record.id, record);
    return record;
  }

  delete(id: string): void {
    this.#records.delete(id);
  }

  /** The tags that a request's specifications give to a new record of this kind. */
  tags(specifications: readonly TagSpecification[] | undefined): Record<string, string> {
    const own = (specifications ?? []).filter(({ ResourceType }) => ResourceType === this.kind.resource);
    return {
      ...withTags(
        {},
        own.flatMap(({ Tags }): Tag[] => Tags ?? []),
      ),
    };
  }

  arn(id: string): string {
    return arn(this.#environment.account, "ec2", `${this.kind.resource}/${id}`);
  }

  notFound(id: string): AwsError {
    return new AwsError(this.kind.notFound.code, this.kind.notFound.message(id));
  }
}

/** All that EC2 knows. */
export class Ec2Store {
  readonly environment: Environment;
  readonly vpcs: Table<VpcRecord>;
  readonly subnets: Table<SubnetRecord>;
  readonly routeTables: Table<RouteTableRecord>;
  readonly internetGateways: Table<InternetGatewayRecord>;
  readonly addresses: Table<AddressRecord>;
  readonly natGateways: Table<NatGatewayRecord>;
  readonly securityGroups: Table<SecurityGroupRecord>;
  readonly rules: Table<SecurityGroupRuleRecord>;
  readonly networkAcls: Table<NetworkAclRecord>;
  readonly vpcEndpoints: Table<VpcEndpointRecord>;
  /** Whether something outside EC2, e.g. a database, uses a subnet or security group. */
  readonly isUsedElsewhere: (id: string) => boolean;

  constructor(environment: Environment, isUsedElsewhere: (id: string) => boolean) {
    this.environment = environment;
    this.isUsedElsewhere = isUsedElsewhere;
    this.vpcs = new Table(environment, "vpc");
    this.subnets = new Table(environment, "subnet");
    this.routeTables = new Table(environment, "routeTable");
    this.internetGateways = new Table(environment, "internetGateway");
    this.addresses = new Table(environment, "address");
    this.natGateways = new Table(environment, "natGateway");
    this.securityGroups = new Table(environment, "securityGroup");
    this.rules = new Table(environment, "securityGroupRule");
    this.networkAcls = new Table(environment, "networkAcl");
    this.vpcEndpoints = new Table(environment, "vpcEndpoint");
  }

  get owner(): string {
    return this.environment.account.accountId;
  }

  newId(prefix: string): string {
    return newId(this.environment, prefix);
  }

  /** The table that an id belongs to, by its prefix. */
  tableOf(id: string) {
    const tables = [
      this.vpcs,
      this.subnets,
      this.routeTables,
      this.internetGateways,
      this.addresses,
      this.natGateways,
      this.securityGroups,
      this.rules,
      this.networkAcls,
      this.vpcEndpoints,
    ];
    return tables.find(({ kind }) => id.startsWith(`${kind.prefix}-`));
  }

  defaultVpc(): VpcRecord {
    const vpc = this.vpcs.list().find(({ isDefault }) => isDefault);
    if (vpc === undefined) throw new AwsError("VPCIdNotSpecified", "No default VPC for this user.");
    return vpc;
  }
}

/** An id as AWS forms them: the prefix and 17 hexadecimal digits. */
function newId({ random }: Environment, prefix: string): string {
  return `${prefix}-0${randomHex(random, 16)}`;
}

export function requiredMember<T>(value: T | undefined, member: string): T {
  if (value === undefined) {
    throw new AwsError("MissingParameter", `The request must contain the parameter ${member}`);
  }
  return value;
}

export function invalidValue(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}

export function dependencyViolation(message: string): AwsError {
  return new AwsError("DependencyViolation", message);
}
