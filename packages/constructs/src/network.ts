import * as ec2 from "aws-cdk-lib/aws-ec2";
import { Annotations } from "aws-cdk-lib/core";
import type * as rds from "aws-cdk-lib/aws-rds";
import type * as interfaces from "aws-cdk-lib/interfaces";
import type { RemovalPolicy } from "aws-cdk-lib/core";
import type { Construct, IDependable } from "constructs";
import { helperPolicy } from "./removal";
import { SubnetGroup } from "./subnet-group";
import { tooFewSubnets, warnAboutPlacement } from "./validation/placement";

/** Where a database is to be placed. */
export interface NetworkProps {
  readonly vpc: ec2.IVpc;
  readonly vpcSubnets?: ec2.SubnetSelection;
  readonly securityGroups?: ec2.ISecurityGroup[];
  readonly subnetGroup?: interfaces.aws_rds.IDBSubnetGroupRef;
  readonly removalPolicy?: RemovalPolicy;
}

/** How the resources that place a kind of database are called: logical ids of running stacks hang on it. */
interface Naming {
  readonly subnetGroupId: string;
  readonly subnetGroup: (database: string) => string;
  readonly securityGroup: (database: string) => string;
}

const CLUSTER: Naming = {
  subnetGroupId: "Subnets",
  subnetGroup: (database) => `Subnets for ${database} database`,
  securityGroup: () => "RDS security group",
};
const INSTANCE: Naming = {
  subnetGroupId: "SubnetGroup",
  subnetGroup: (database) => `Subnet group for ${database} database`,
  securityGroup: (database) => `Security group for ${database} database`,
};

/** The groups that place it. */
interface Groups {
  readonly subnetGroup: interfaces.aws_rds.IDBSubnetGroupRef;
  readonly securityGroups: ec2.ISecurityGroup[];
}

/** Where a cluster is placed. */
export interface Network extends Groups {
  readonly internetConnectivityEstablished: IDependable;
}

/** The subnet group and the security groups of a cluster: those given, or new ones. */
export function placeCluster(scope: Construct, props: NetworkProps): Network {
  const selected = props.vpc.selectSubnets(props.vpcSubnets);
  const few = tooFewSubnets(selected);
  if (few !== undefined) Annotations.of(scope).addError(few);
  const { internetConnectivityEstablished } = selected;
  return { ...groupsOf(scope, props, CLUSTER), internetConnectivityEstablished };
}

/** The subnet group and the security groups of an instance: those given, or new ones. */
export function placeInstance(
  scope: Construct,
  props: NetworkProps & { readonly publiclyAccessible?: boolean },
): Groups {
  if (!props.subnetGroup)
    warnAboutPlacement(scope, props.vpc.selectSubnets(props.vpcSubnets), props.publiclyAccessible);
  return groupsOf(scope, props, INSTANCE);
}

function groupsOf(scope: Construct, props: NetworkProps, naming: Naming): Groups {
  const subnetGroup =
    props.subnetGroup ??
    new SubnetGroup(scope, naming.subnetGroupId, {
      description: naming.subnetGroup(scope.node.id),
      vpc: props.vpc,
      vpcSubnets: props.vpcSubnets,
      removalPolicy: helperPolicy(props.removalPolicy),
    });
  const securityGroups = props.securityGroups ?? [
    new ec2.SecurityGroup(scope, "SecurityGroup", { description: naming.securityGroup(scope.node.id), vpc: props.vpc }),
  ];
  return { subnetGroup, securityGroups };
}

/** Whether a selection asks for public subnets; undefined without a selection. */
export function asksForPublicSubnets(selection: ec2.SubnetSelection | undefined): boolean | undefined {
  return selection && selection.subnetType === ec2.SubnetType.PUBLIC;
}

/** What the instances of a cluster need to know of its network; nothing when it was imported. Clusters of `aws-cdk-lib` tell the same. */
export function memberNetwork(cluster: rds.IDatabaseCluster): {
  readonly publicSubnets?: boolean;
  readonly internetConnectivityEstablished?: IDependable;
} {
  if (!isPlaced(cluster)) return {};
  const { internetConnectivityEstablished } = cluster.vpc.selectSubnets(cluster.vpcSubnets);
  return { publicSubnets: asksForPublicSubnets(cluster.vpcSubnets), internetConnectivityEstablished };
}

interface Placed {
  readonly vpc: ec2.IVpc;
  readonly vpcSubnets?: ec2.SubnetSelection;
}

function isPlaced(cluster: object): cluster is Placed {
  return "vpc" in cluster && cluster.vpc !== undefined;
}
