import * as ec2 from "aws-cdk-lib/aws-ec2";
import { Annotations } from "aws-cdk-lib/core";
import type * as interfaces from "aws-cdk-lib/interfaces";
import type { RemovalPolicy } from "aws-cdk-lib/core";
import type { Construct, IDependable } from "constructs";
import { helperPolicy } from "./removal";
import { SubnetGroup } from "./subnet-group";

/** Where a database is to be placed. */
export interface NetworkProps {
  readonly vpc: ec2.IVpc;
  readonly vpcSubnets?: ec2.SubnetSelection;
  readonly securityGroups?: ec2.ISecurityGroup[];
  readonly subnetGroup?: interfaces.aws_rds.IDBSubnetGroupRef;
  readonly removalPolicy?: RemovalPolicy;
}

/** Where it is placed. */
export interface Network {
  readonly subnetGroup: interfaces.aws_rds.IDBSubnetGroupRef;
  readonly securityGroups: ec2.ISecurityGroup[];
  readonly internetConnectivityEstablished: IDependable;
}

/** RDS refuses subnet groups within one availability zone. */
const FEWEST_SUBNETS = 2;

/** The subnet group and the security groups of a database: those given, or new ones. */
export function placeDatabase(scope: Construct, props: NetworkProps): Network {
  const { subnetIds, internetConnectivityEstablished } = props.vpc.selectSubnets(props.vpcSubnets);
  if (subnetIds.length < FEWEST_SUBNETS) {
    Annotations.of(scope).addError(
      `the database is to be placed in ${subnetIds.length} subnet(s); RDS wants ${FEWEST_SUBNETS} or more, in different availability zones; give the VPC maxAzs: 2, or select more subnets`,
    );
  }
  const subnetGroup =
    props.subnetGroup ??
    new SubnetGroup(scope, "Subnets", {
      description: `Subnets for ${scope.node.id} database`,
      vpc: props.vpc,
      vpcSubnets: props.vpcSubnets,
      removalPolicy: helperPolicy(props.removalPolicy),
    });
  const securityGroups = props.securityGroups ?? [
    new ec2.SecurityGroup(scope, "SecurityGroup", { description: "RDS security group", vpc: props.vpc }),
  ];
  return { subnetGroup, securityGroups, internetConnectivityEstablished };
}

/** Whether a selection asks for public subnets; undefined without a selection. */
export function asksForPublicSubnets(selection: ec2.SubnetSelection | undefined): boolean | undefined {
  return selection && selection.subnetType === ec2.SubnetType.PUBLIC;
}
