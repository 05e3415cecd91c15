import type * as ec2 from "aws-cdk-lib/aws-ec2";
import type * as rds from "aws-cdk-lib/aws-rds";

/** A database instance, of this app or from elsewhere. It fits wherever `aws-cdk-lib` asks for its own. */
export interface IDatabaseInstance extends rds.IDatabaseInstance {}

/** What is known of an instance that exists outside of this app. */
export interface DatabaseInstanceAttributes {
  /** The identifier. */
  readonly instanceIdentifier: string;

  /** The host name. */
  readonly instanceEndpointAddress: string;

  /** The port. */
  readonly port: number;

  /**
   * The immutable resource id, e.g. `db-ABCD1234EFGH5678IJKL90MNOP`. `grantConnect` needs it.
   *
   * @default - not known
   */
  readonly instanceResourceId?: string;

  /** The security groups. */
  readonly securityGroups: ec2.ISecurityGroup[];

  /**
   * The engine.
   *
   * @default - not known
   */
  readonly engine?: rds.IInstanceEngine;
}

/** Which instance to look up. */
export interface DatabaseInstanceLookupOptions {
  /** The identifier. It must be known at synthesis. */
  readonly instanceIdentifier: string;
}
