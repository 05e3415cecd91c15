import type { Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import type { Permission, Service } from "../contract.js";
import { ensureDefaultVpc } from "./defaults.js";
import { endpointOperations } from "./endpoints.js";
import { gatewayOperations } from "./gateways.js";
import { routeTableOperations } from "./route-tables.js";
import { securityGroupOperations } from "./security-groups.js";
import { Ec2Store } from "./store.js";
import { subnetOperations } from "./subnets.js";
import { taggingOperations } from "./tagging.js";
import { vpcOperations } from "./vpcs.js";

export { availabilityZones } from "./zones.js";

function operations(store: Ec2Store) {
  return {
    ...vpcOperations(store),
    ...subnetOperations(store),
    ...routeTableOperations(store),
    ...gatewayOperations(store),
    ...securityGroupOperations(store),
    ...endpointOperations(store),
    ...taggingOperations(store),
  };
}

/** A subnet, as those who place something in it need it. */
export interface SubnetPlace {
  readonly id: string;
  readonly vpcId: string;
  /** `us-east-1a` */
  readonly zone: string;
}

export interface Ec2Service extends Service<ReturnType<typeof operations>> {
  /** The subnets of these ids, in their order. Throws `InvalidSubnetID.NotFound`. */
  subnets(ids: readonly string[]): SubnetPlace[];
  /** The subnets of the default VPC, one in each zone, for what is made without a network of its own. */
  defaultSubnets(): SubnetPlace[];
  /** The security group called `default` of a VPC; without one, of the default VPC. */
  defaultSecurityGroup(vpcId?: string): string;
  /** Whether these security groups exist. Throws `InvalidGroup.NotFound`. */
  assertSecurityGroups(ids: readonly string[]): void;
}

/**
 * The networks of Amazon EC2: records with EC2's rules. Packets do not pass through them; what a template says about
 * networks is kept, checked and answered. `isUsedElsewhere` tells whether something outside EC2 (a database, a function)
 * uses a subnet or security group, which then cannot be deleted; default: nothing does.
 */
export function createEc2Service(given: {
  environment: Environment;
  isUsedElsewhere?: (id: string) => boolean;
}): Ec2Service {
  const store = new Ec2Store(given.environment, given.isUsedElsewhere ?? (() => false));
  ensureDefaultVpc(store);
  const place = ({ id, vpcId, zone }: SubnetPlace): SubnetPlace => ({ id, vpcId, zone });
  return {
    sdkName: "ec2",
    signingName: "ec2",
    operations: operations(store),
    refuse: refuseRehearsals,
    permissions: (operation, input) => permissions(store, operation, input),
    model: () => import("@aws-sdk/client-ec2"),

    subnets: (ids) => ids.map((id) => place(store.subnets.get(id, "subnetId"))),
    defaultSubnets() {
      const { id } = store.defaultVpc();
      return store.subnets
        .list()
        .filter(({ vpcId, defaultForZone }) => vpcId === id && defaultForZone)
        .map(place)
        .toSorted((a, b) => (a.zone < b.zone ? -1 : 1));
    },
    defaultSecurityGroup(vpcId) {
      const wanted = vpcId === undefined ? store.defaultVpc().id : store.vpcs.get(vpcId, "vpcId").id;
      const group = store.securityGroups.list().find((entry) => entry.vpcId === wanted && entry.name === "default");
      if (group === undefined) throw store.securityGroups.notFound("default");
      return group.id;
    },
    assertSecurityGroups(ids) {
      for (const id of ids) store.securityGroups.get(id, "groupId");
    },
  };
}

function refuseRehearsals(_operation: string, input: Readonly<Record<string, unknown>>): void {
  if (input["DryRun"] === true) {
    throw new AwsError("UnsupportedOperation", "Rockpool does not run requests with DryRun: leave it out.");
  }
}

/** Describing acts on everything; other operations on the resources that their members name by id. */
function permissions(store: Ec2Store, operation: string, input: Readonly<Record<string, unknown>>): Permission[] {
  const action = `ec2:${operation}`;
  if (operation.startsWith("Describe")) return [{ action, resource: "*" }];
  const arns = Object.values(input)
    .flat()
    .flatMap((value) => (typeof value === "string" ? (store.tableOf(value)?.arn(value) ?? []) : []));
  return arns.length === 0 ? [{ action, resource: "*" }] : arns.map((resource) => ({ action, resource }));
}
