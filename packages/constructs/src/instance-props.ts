import type * as ec2 from "aws-cdk-lib/aws-ec2";
import type * as kms from "aws-cdk-lib/aws-kms";
import type * as rds from "aws-cdk-lib/aws-rds";
import type { Duration } from "aws-cdk-lib/core";
import type { PerformanceInsightRetention } from "./enums";

/** Settings of all instances of a cluster that is described by `instanceProps`. */
export interface InstanceProps {
  /**
   * The instance class, without `db.`.
   *
   * @default - t3.medium
   */
  readonly instanceType?: ec2.InstanceType;

  /** The VPC. RDS wants subnets in at least two availability zones. */
  readonly vpc: ec2.IVpc;

  /**
   * Which subnets of the VPC.
   *
   * @default - the private subnets
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The security groups.
   *
   * @default - a new one
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The parameter group of the instances.
   *
   * @default - none
   */
  readonly parameterGroup?: rds.IParameterGroup;

  /**
   * Parameters for a parameter group of the instances' own. Not together with `parameterGroup`.
   *
   * @default - none
   */
  readonly parameters?: { [key: string]: string };

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
   * Whether RDS installs minor versions by itself.
   *
   * @default true
   */
  readonly autoMinorVersionUpgrade?: boolean;

  /**
   * Whether a new major version may be given.
   *
   * @default false
   */
  readonly allowMajorVersionUpgrade?: boolean;

  /**
   * Whether automated backups go with the instance.
   *
   * @default true
   */
  readonly deleteAutomatedBackups?: boolean;

  /**
   * Whether the instances have public addresses.
   *
   * @default - true in public subnets, false otherwise
   */
  readonly publiclyAccessible?: boolean;

  /**
   * Weekly time of maintenance in UTC, `ddd:hh24:mi-ddd:hh24:mi`, at least 30 minutes.
   *
   * @default - RDS picks 30 minutes
   */
  readonly preferredMaintenanceWindow?: string;
}

/** Automated backups. */
export interface BackupProps {
  /** How long backups are kept: 1 to 35 days. */
  readonly retention: Duration;

  /**
   * Daily time of backups in UTC, `hh24:mi-hh24:mi`, at least 30 minutes, apart from the maintenance window.
   *
   * @default - RDS picks 30 minutes
   */
  readonly preferredWindow?: string;
}
