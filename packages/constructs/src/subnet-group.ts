import * as rds from "aws-cdk-lib/aws-rds";
import { Resource, Token } from "aws-cdk-lib/core";
import * as ec2 from "aws-cdk-lib/aws-ec2";
import type * as interfaces from "aws-cdk-lib/interfaces";
import type { IResource, RemovalPolicy } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { rdsArn } from "./arn";
import { injectedProps } from "./property-injection";
import { invalid } from "./validation/invalid";

/** A group of subnets that databases may be placed in. */
export interface ISubnetGroup extends IResource, interfaces.aws_rds.IDBSubnetGroupRef {
  /**
   * The name of the group.
   *
   * @attribute
   */
  readonly subnetGroupName: string;
}

/** Properties of a `SubnetGroup`. */
export interface SubnetGroupProps {
  /** What the group is for. */
  readonly description: string;

  /** The VPC of the subnets. */
  readonly vpc: ec2.IVpc;

  /**
   * The name of the group. RDS keeps it in lower case.
   *
   * @default - CloudFormation makes one
   */
  readonly subnetGroupName?: string;

  /**
   * Which subnets of the VPC.
   *
   * @default - the private subnets
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * What happens to the group when it leaves the stack.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A DB subnet group. RDS wants subnets in at least two availability zones.
 *
 * @resource AWS::RDS::DBSubnetGroup
 */
export class SubnetGroup extends Resource implements ISubnetGroup {
  /** The id of this class for `PropertyInjectors`. */
  public static readonly PROPERTY_INJECTION_ID: string = "cdk-rockpool.SubnetGroup";

  /** A group that exists outside of this app. */
  public static fromSubnetGroupName(scope: Construct, id: string, subnetGroupName: string): ISubnetGroup {
    class Import extends Resource implements ISubnetGroup {
      public readonly subnetGroupName = subnetGroupName;

      public get dbSubnetGroupRef(): interfaces.aws_rds.DBSubnetGroupReference {
        return referenceTo(this, subnetGroupName);
      }
    }
    return new Import(scope, id);
  }

  /** The name of the group. */
  public readonly subnetGroupName: string;

  public constructor(scope: Construct, id: string, props: SubnetGroupProps) {
    props = injectedProps("SubnetGroup", scope, id, props);
    super(scope, id);
    const name = props.subnetGroupName;
    const group = new rds.CfnDBSubnetGroup(this, "Default", {
      dbSubnetGroupDescription: props.description,
      dbSubnetGroupName: name === undefined || Token.isUnresolved(name) ? name : name.toLowerCase(),
      subnetIds: props.vpc.selectSubnets(props.vpcSubnets ?? privateOnes(this, props.vpc)).subnetIds,
    });
    if (props.removalPolicy !== undefined) group.applyRemovalPolicy(props.removalPolicy);
    this.subnetGroupName = group.ref;
  }

  /** This group, for constructs that take a reference. */
  public get dbSubnetGroupRef(): interfaces.aws_rds.DBSubnetGroupReference {
    return referenceTo(this, this.subnetGroupName);
  }
}

/** Where nothing is said, a database goes to private subnets, never to whatever else there is. */
function privateOnes(scope: Construct, vpc: ec2.IVpc): ec2.SubnetSelection {
  if (vpc.privateSubnets.length === 0) {
    invalid(
      scope,
      "the VPC has no private subnets with a way out, which databases are placed in by default; give vpcSubnets, e.g. { subnetType: SubnetType.PRIVATE_ISOLATED }",
    );
  }
  return { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS };
}

function referenceTo(scope: Construct, dbSubnetGroupName: string): interfaces.aws_rds.DBSubnetGroupReference {
  return {
    dbSubnetGroupName,
    // Databases ask for the name alone: the tokens of an ARN are made for those who want it.
    get dbSubnetGroupArn() {
      return rdsArn(scope, "subgrp", dbSubnetGroupName);
    },
  };
}
