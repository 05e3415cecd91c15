import { Annotations, Token } from "aws-cdk-lib/core";
import * as ec2 from "aws-cdk-lib/aws-ec2";
import type { IConstruct } from "constructs";

/** RDS refuses subnet groups within one availability zone, but for those on Outposts. */
const FEWEST_SUBNETS = 2;

/** What is wrong with a selection that has too few subnets; undefined when nothing is. */
export function tooFewSubnets({ subnetIds }: ec2.SelectedSubnets): string | undefined {
  if (subnetIds.length >= FEWEST_SUBNETS) return undefined;
  return `the database is to be placed in ${subnetIds.length} subnet(s); RDS wants ${FEWEST_SUBNETS} or more, in different availability zones; give the VPC maxAzs: 2, or select more subnets`;
}

/** Warns of subnets in which RDS would not place an instance, or in which nobody would reach it. */
export function warnAboutPlacement(
  scope: IConstruct,
  selected: ec2.SelectedSubnets,
  publiclyAccessible: boolean | undefined,
): void {
  // A list that is known at deploy time only looks like one subnet.
  if (selected.isPendingLookup || Token.isUnresolved(selected.subnetIds)) return;
  const warn = (id: string, message: string) => Annotations.of(scope).addWarningV2(`cdk-rockpool:${id}`, message);
  const few = tooFewSubnets(selected);
  const zones = new Set(selected.availabilityZones);
  if (few !== undefined) {
    warn("tooFewSubnets", few);
  } else if (zones.size < FEWEST_SUBNETS && !Token.isUnresolved([...zones])) {
    warn(
      "oneAvailabilityZone",
      `the subnets of the database are all in ${[...zones].join()}; RDS wants subnets in ${FEWEST_SUBNETS} availability zones or more; select others`,
    );
  }
  if (publiclyAccessible && !selected.hasPublic) {
    warn(
      "publicInPrivateSubnets",
      "publiclyAccessible is true, but none of the subnets is a public one, so nobody reaches the public address; select public subnets, or leave publiclyAccessible out",
    );
  }
}

/** Warns of a rotation function that reaches Secrets Manager by no way, so that the first rotation never ends. */
export function warnAboutIsolation(scope: IConstruct, vpc: ec2.IVpc, selection: ec2.SubnetSelection | undefined): void {
  const { subnets, isPendingLookup } = vpc.selectSubnets(selection);
  // An endpoint in the VPC may be one for Secrets Manager.
  const endpoint = vpc.node.children.some((child) => child instanceof ec2.InterfaceVpcEndpoint);
  if (isPendingLookup || endpoint || subnets.length === 0) return;
  // A function has no public address, so that the internet gateway of a public subnet is of no use to it.
  const without = [...vpc.isolatedSubnets, ...vpc.publicSubnets].map(({ subnetId }) => subnetId);
  if (!subnets.every(({ subnetId }) => without.includes(subnetId))) return;
  Annotations.of(scope).addWarningV2(
    "cdk-rockpool:rotationWithoutWayOut",
    "the rotation function runs in subnets without a way to Secrets Manager, so that a rotation never ends; give vpcSubnets with a NAT gateway, or endpoint with an interface endpoint of Secrets Manager",
  );
}
