import type * as ec2 from "aws-cdk-lib/aws-ec2";
import type * as kms from "aws-cdk-lib/aws-kms";
import type * as rds from "aws-cdk-lib/aws-rds";
import type * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import type * as interfaces from "aws-cdk-lib/interfaces";
import type { Duration, RemovalPolicy } from "aws-cdk-lib/core";
import type { Credentials } from "./credentials";
import type { SnapshotCredentials } from "./snapshot-credentials";

/** An Aurora Serverless v1 cluster, of this app or from elsewhere. It fits wherever `aws-cdk-lib` asks for its own. */
export interface IServerlessCluster extends rds.IServerlessCluster {}

/** Aurora capacity units (ACUs): about 2 GiB of memory each, with processors to match. */
export enum AuroraCapacityUnit {
  /** 1 ACU. */
  ACU_1 = 1,
  /** 2 ACUs. */
  ACU_2 = 2,
  /** 4 ACUs. */
  ACU_4 = 4,
  /** 8 ACUs. */
  ACU_8 = 8,
  /** 16 ACUs. */
  ACU_16 = 16,
  /** 32 ACUs. */
  ACU_32 = 32,
  /** 64 ACUs. */
  ACU_64 = 64,
  /** 128 ACUs. */
  ACU_128 = 128,
  /** 192 ACUs. */
  ACU_192 = 192,
  /** 256 ACUs. */
  ACU_256 = 256,
  /** 384 ACUs. */
  ACU_384 = 384,
}

/** What happens when no quiet moment for scaling was found in time. */
export enum TimeoutAction {
  /** Scale all the same: transactions may break off. */
  FORCE_APPLY_CAPACITY_CHANGE = "ForceApplyCapacityChange",
  /** Keep the capacity. */
  ROLLBACK_CAPACITY_CHANGE = "RollbackCapacityChange",
}

/** How an Aurora Serverless v1 cluster scales. */
export interface ServerlessScalingOptions {
  /**
   * The least capacity.
   *
   * @default - RDS decides, by engine
   */
  readonly minCapacity?: AuroraCapacityUnit;

  /**
   * The most capacity.
   *
   * @default - RDS decides, by engine
   */
  readonly maxCapacity?: AuroraCapacityUnit;

  /**
   * How long the cluster must be idle before it pauses: 5 minutes to 1 day, or 0 to keep it running.
   *
   * @default - RDS takes 5 minutes
   */
  readonly autoPause?: Duration;

  /**
   * How long to look for a quiet moment before `timeoutAction`: 60 to 600 seconds.
   *
   * @default - RDS takes 5 minutes
   */
  readonly timeout?: Duration;

  /**
   * What happens then.
   *
   * @default TimeoutAction.ROLLBACK_CAPACITY_CHANGE
   */
  readonly timeoutAction?: TimeoutAction;
}

/** What all new Aurora Serverless v1 clusters have in common, whatever their data comes from. */
export interface ServerlessClusterBaseProps {
  /** The engine. */
  readonly engine: rds.IClusterEngine;

  /**
   * The identifier of the cluster. RDS keeps it in lower case.
   *
   * @default - CloudFormation makes one
   */
  readonly clusterIdentifier?: string;

  /**
   * How long automated backups are kept: 1 to 35 days.
   *
   * @default Duration.days(1)
   */
  readonly backupRetention?: Duration;

  /**
   * A database that is created with the cluster.
   *
   * @default - none
   */
  readonly defaultDatabaseName?: string;

  /**
   * Whether the cluster refuses to be deleted.
   *
   * @default - true if `removalPolicy` is RETAIN
   */
  readonly deletionProtection?: boolean;

  /**
   * Whether the Data API is on: SQL over HTTPS, with IAM.
   *
   * @default - false; a grant of access switches it on
   */
  readonly enableDataApi?: boolean;

  /**
   * The VPC.
   *
   * @default - the default VPC of the account
   */
  readonly vpc?: ec2.IVpc;

  /**
   * Which subnets of the VPC. Not without `vpc`.
   *
   * @default - the private subnets
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * How the cluster scales.
   *
   * @default - RDS decides
   */
  readonly scaling?: ServerlessScalingOptions;

  /**
   * What happens to the cluster when it leaves the stack.
   *
   * @default RemovalPolicy.SNAPSHOT
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * The security groups. Not without `vpc`.
   *
   * @default - a new one, if `vpc` is given
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The parameter group of the cluster.
   *
   * @default - the engine's default group
   */
  readonly parameterGroup?: rds.IParameterGroup;

  /**
   * A subnet group that exists already.
   *
   * @default - a new one, if `vpc` is given
   */
  readonly subnetGroup?: interfaces.aws_rds.IDBSubnetGroupRef;

  /**
   * Whether snapshots get the tags of the cluster.
   *
   * @default true
   */
  readonly copyTagsToSnapshot?: boolean;
}

/** Properties of a `ServerlessCluster`. */
export interface ServerlessClusterProps extends ServerlessClusterBaseProps {
  /**
   * The master user.
   *
   * @default - `postgres` on PostgreSQL, `admin` on MySQL, with a generated password
   */
  readonly credentials?: Credentials;

  /**
   * The key that encrypts the storage, which is always encrypted.
   *
   * @default - the account's own key
   */
  readonly storageEncryptionKey?: kms.IKey;
}

/** Properties of a `ServerlessClusterFromSnapshot`. */
export interface ServerlessClusterFromSnapshotProps extends ServerlessClusterBaseProps {
  /** The snapshot: the name or the ARN of a cluster's, or the ARN of an instance's. */
  readonly snapshotIdentifier: string;

  /**
   * A new password for the master user. The user's name stays that of the snapshot.
   *
   * @default - the password of the snapshot
   */
  readonly credentials?: SnapshotCredentials;
}

/** What is known of an Aurora Serverless v1 cluster that exists outside of this app. */
export interface ServerlessClusterAttributes {
  /** The identifier of the cluster. */
  readonly clusterIdentifier: string;

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
   * The secret of the master user.
   *
   * @default - not known
   */
  readonly secret?: secretsmanager.ISecret;
}
