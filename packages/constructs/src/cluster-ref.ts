import type * as ec2 from "aws-cdk-lib/aws-ec2";
import type * as rds from "aws-cdk-lib/aws-rds";
import type * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";

/** An Aurora cluster, of this app or from elsewhere. It fits wherever `aws-cdk-lib` asks for its own. */
export interface IDatabaseCluster extends rds.IDatabaseCluster {}

/** Which cluster `DatabaseCluster.fromLookup` looks up. */
export interface DatabaseClusterLookupOptions {
  /** The identifier of the cluster; not a token. */
  readonly clusterIdentifier: string;
}

/** What is known of a cluster that exists outside of this app. */
export interface DatabaseClusterAttributes {
  /** The identifier of the cluster. */
  readonly clusterIdentifier: string;

  /**
   * The immutable resource id, e.g. `cluster-ABCD1234EFGH5678IJKL90MNOP`. `grantConnect` needs it.
   *
   * @default - not known
   */
  readonly clusterResourceIdentifier?: string;

  /**
   * The port.
   *
   * @default - not known
   */
  readonly port?: number;

  /**
   * The security groups.
   *
   * @default - none
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Identifiers of the instances.
   *
   * @default - not known
   */
  readonly instanceIdentifiers?: string[];

  /**
   * Host name of the writer endpoint.
   *
   * @default - not known
   */
  readonly clusterEndpointAddress?: string;

  /**
   * Host name of the reader endpoint.
   *
   * @default - not known
   */
  readonly readerEndpointAddress?: string;

  /**
   * Host names of the instances.
   *
   * @default - not known
   */
  readonly instanceEndpointAddresses?: string[];

  /**
   * The engine.
   *
   * @default - not known
   */
  readonly engine?: rds.IClusterEngine;

  /**
   * The secret of the master user.
   *
   * @default - not known
   */
  readonly secret?: secretsmanager.ISecret;

  /**
   * Whether the Data API is on, so that access to it can be granted.
   *
   * @default false
   */
  readonly dataApiEnabled?: boolean;
}
