import type * as ec2 from "aws-cdk-lib/aws-ec2";
import type * as iam from "aws-cdk-lib/aws-iam";
import type * as kms from "aws-cdk-lib/aws-kms";
import type * as rds from "aws-cdk-lib/aws-rds";
import type * as interfaces from "aws-cdk-lib/interfaces";
import type { Duration, IResource, RemovalPolicy } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import type { CaCertificate } from "./ca-certificate";
import type { IDatabaseCluster } from "./cluster-ref";
import type { PerformanceInsightRetention } from "./enums";

/** How the capacity of an instance is decided. */
export enum InstanceType {
  /** By an instance class. */
  PROVISIONED = "PROVISIONED",
  /** By the load: Aurora Serverless v2. */
  SERVERLESS_V2 = "SERVERLESS_V2",
}

/** What a cluster tells an instance that is created in it. */
export interface ClusterInstanceBindOptions {
  /**
   * Time between two enhanced monitoring samples.
   *
   * @default - no enhanced monitoring
   */
  readonly monitoringInterval?: Duration;

  /**
   * The role that sends the samples.
   *
   * @default - none
   */
  readonly monitoringRole?: iam.IRoleRef;

  /**
   * What happens to the instance when it leaves the stack.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * The promotion tier, 0 to 15.
   *
   * @default 2
   */
  readonly promotionTier?: number;

  /**
   * The subnet group, for instances that were made by `instanceProps` before.
   *
   * @default - that of the cluster
   */
  readonly subnetGroup?: interfaces.aws_rds.IDBSubnetGroupRef;
}

/** What is common to both kinds of instances. */
export interface ClusterInstanceOptions {
  /**
   * The identifier of the instance.
   *
   * @default - CloudFormation makes one
   */
  readonly instanceIdentifier?: string;

  /**
   * Whether RDS installs minor versions by itself.
   *
   * @default true
   */
  readonly autoMinorVersionUpgrade?: boolean;

  /**
   * Whether Performance Insights is on.
   *
   * @default - false, unless one of the other two Performance Insights properties is given
   */
  readonly enablePerformanceInsights?: boolean;

  /**
   * How long Performance Insights keeps its data.
   *
   * @default PerformanceInsightRetention.DEFAULT
   */
  readonly performanceInsightRetention?: PerformanceInsightRetention;

  /**
   * The key that encrypts Performance Insights data.
   *
   * @default - the account's own key
   */
  readonly performanceInsightEncryptionKey?: kms.IKey;

  /**
   * Whether the instance has a public address.
   *
   * @default - true if the cluster's `vpcSubnets` are public ones
   */
  readonly publiclyAccessible?: boolean;

  /**
   * The availability zone.
   *
   * @default - RDS picks one
   */
  readonly availabilityZone?: string;

  /**
   * Weekly time of maintenance in UTC, `ddd:hh24:mi-ddd:hh24:mi`, at least 30 minutes.
   *
   * @default - RDS picks 30 minutes
   */
  readonly preferredMaintenanceWindow?: string;

  /**
   * Parameters for a parameter group of the instance's own.
   *
   * @default - none
   */
  readonly parameters?: { [key: string]: string };

  /**
   * Whether a new major version may be given.
   *
   * @default false
   */
  readonly allowMajorVersionUpgrade?: boolean;

  /**
   * The parameter group of the instance.
   *
   * @default - that of the cluster
   */
  readonly parameterGroup?: rds.IParameterGroup;

  /**
   * Whether this instance was made by `instanceProps` before, so that it keeps its logical id.
   *
   * @default false
   */
  readonly isFromLegacyInstanceProps?: boolean;

  /**
   * The authority of the server certificate.
   *
   * @default - RDS picks one
   */
  readonly caCertificate?: CaCertificate;

  /**
   * Whether changes are made at once rather than in the maintenance window.
   *
   * @default - at once
   */
  readonly applyImmediately?: boolean;
}

/** Options of an instance with an instance class. */
export interface ProvisionedClusterInstanceProps extends ClusterInstanceOptions {
  /**
   * The instance class, without `db.`.
   *
   * @default - t3.medium
   */
  readonly instanceType?: ec2.InstanceType;

  /**
   * The promotion tier, 0 to 15: after a failure of the writer, the reader of the lowest tier takes its place.
   *
   * @default 2
   */
  readonly promotionTier?: number;
}

/** Options of a Serverless v2 instance. */
export interface ServerlessV2ClusterInstanceProps extends ClusterInstanceOptions {
  /**
   * Whether a reader always has the capacity of the writer: it is put into promotion tier 1 rather than 2.
   *
   * @default false
   */
  readonly scaleWithWriter?: boolean;
}

/** An instance that a cluster creates. */
export interface IClusterInstance {
  /** Creates the instance in a cluster. */
  bind(scope: Construct, cluster: IDatabaseCluster, options: ClusterInstanceBindOptions): IAuroraClusterInstance;
}

/** An instance of an Aurora cluster. */
export interface IAuroraClusterInstance extends IResource, interfaces.aws_rds.IDBInstanceRef {
  /** The ARN. */
  readonly dbInstanceArn: string;

  /** The immutable resource id. */
  readonly dbiResourceId: string;

  /** The host name. */
  readonly dbInstanceEndpointAddress: string;

  /** The identifier. */
  readonly instanceIdentifier: string;

  /** How the capacity is decided. */
  readonly type: InstanceType;

  /** The instance class, of a provisioned instance. */
  readonly instanceSize?: string;

  /** The promotion tier. */
  readonly tier: number;

  /** Whether Performance Insights is on. */
  readonly performanceInsightsEnabled?: boolean;

  /** How long Performance Insights keeps its data. */
  readonly performanceInsightRetention?: PerformanceInsightRetention;

  /** The key that encrypts Performance Insights data. */
  readonly performanceInsightEncryptionKey?: kms.IKey;
}
