import type * as ec2 from "aws-cdk-lib/aws-ec2";
import type * as rds from "aws-cdk-lib/aws-rds";
import type * as interfaces from "aws-cdk-lib/interfaces";

/** An endpoint of a proxy, of this app or from elsewhere. It fits wherever `aws-cdk-lib` asks for its own. */
export interface IDatabaseProxyEndpoint extends rds.IDatabaseProxyEndpoint {}

/** What an endpoint of a proxy is for. */
export enum ProxyEndpointTargetRole {
  /** Reading and writing. */
  READ_WRITE = "READ_WRITE",
  /** Reading alone, from the readers of an Aurora cluster. */
  READ_ONLY = "READ_ONLY",
}

/** Options of an endpoint whose proxy is known, as for `addEndpoint`. */
export interface DatabaseProxyEndpointOptions {
  /**
   * The name of the endpoint: letters, digits and hyphens.
   *
   * @default - one made from the construct's path
   */
  readonly dbProxyEndpointName?: string;

  /** The VPC; it may be another one than the proxy's. */
  readonly vpc: ec2.IVpc;

  /**
   * The security groups.
   *
   * @default - RDS takes the VPC's default group
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Which subnets of the VPC.
   *
   * @default - the private subnets
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * What the endpoint is for.
   *
   * @default ProxyEndpointTargetRole.READ_WRITE
   */
  readonly targetRole?: ProxyEndpointTargetRole;
}

/** Properties of a `DatabaseProxyEndpoint`. */
export interface DatabaseProxyEndpointProps extends DatabaseProxyEndpointOptions {
  /** The proxy. */
  readonly dbProxy: interfaces.aws_rds.IDBProxyRef;
}

/** What is known of an endpoint that exists outside of this app. */
export interface DatabaseProxyEndpointAttributes {
  /** The name. */
  readonly dbProxyEndpointName: string;

  /** The ARN. */
  readonly dbProxyEndpointArn: string;

  /** The host name. */
  readonly endpoint: string;
}
