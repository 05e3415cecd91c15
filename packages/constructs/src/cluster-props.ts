import type * as ec2 from "aws-cdk-lib/aws-ec2";
import type * as iam from "aws-cdk-lib/aws-iam";
import type * as kms from "aws-cdk-lib/aws-kms";
import type * as logs from "aws-cdk-lib/aws-logs";
import type * as rds from "aws-cdk-lib/aws-rds";
import type * as s3 from "aws-cdk-lib/aws-s3";
import type * as interfaces from "aws-cdk-lib/interfaces";
import type { Duration, RemovalPolicy } from "aws-cdk-lib/core";
import type { IClusterInstance } from "./cluster-instance-props";
import type {
  ClusterScailabilityType,
  ClusterScalabilityType,
  DatabaseInsightsMode,
  DBClusterStorageType,
  EngineLifecycleSupport,
  InstanceUpdateBehaviour,
  NetworkType,
  PerformanceInsightRetention,
} from "./enums";
import type { BackupProps, InstanceProps } from "./instance-props";

/** What all new clusters have in common, whatever their data comes from. */
export interface DatabaseClusterBaseProps {
  /** The engine, with its version. */
  readonly engine: rds.IClusterEngine;

  /**
   * How many instances: one writer, the others readers.
   *
   * @deprecated use `writer` and `readers`
   *
   * @default 2
   */
  readonly instances?: number;

  /**
   * The settings of all instances.
   *
   * @deprecated use `writer` and `readers`
   *
   * @default - `writer` and `readers` are used
   */
  readonly instanceProps?: InstanceProps;

  /**
   * The instance that writes.
   *
   * @default - required, unless `instanceProps` is given
   */
  readonly writer?: IClusterInstance;

  /**
   * Instances that read; 15 at the most.
   *
   * @default - none
   */
  readonly readers?: IClusterInstance[];

  /**
   * The most Aurora capacity units (ACUs) of a Serverless v2 instance: 1 to 256, in steps of 0.5.
   *
   * @default 2
   */
  readonly serverlessV2MaxCapacity?: number;

  /**
   * The least ACUs of a Serverless v2 instance: 0.5 to 256 in steps of 0.5, or 0 to let it pause where the version can.
   *
   * @default 0.5
   */
  readonly serverlessV2MinCapacity?: number;

  /**
   * How long a Serverless v2 instance must be idle before it pauses: 5 minutes to 24 hours.
   *
   * @default - RDS takes 5 minutes
   */
  readonly serverlessV2AutoPauseDuration?: Duration;

  /**
   * The VPC. RDS wants subnets in at least two availability zones.
   *
   * @default - required, unless `instanceProps` is given
   */
  readonly vpc?: ec2.IVpc;

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
   * In which order instances are updated.
   *
   * @default InstanceUpdateBehaviour.BULK
   */
  readonly instanceUpdateBehaviour?: InstanceUpdateBehaviour;

  /**
   * How far back the cluster can be rewound: up to 72 hours, Aurora MySQL only.
   *
   * @default - no backtracking
   */
  readonly backtrackWindow?: Duration;

  /**
   * Automated backups.
   *
   * @default - kept for 1 day
   */
  readonly backup?: BackupProps;

  /**
   * The port: 1150 to 65535.
   *
   * @default - 5432 for PostgreSQL, 3306 for MySQL
   */
  readonly port?: number;

  /**
   * The identifier of the cluster. RDS keeps it in lower case.
   *
   * @default - CloudFormation makes one
   */
  readonly clusterIdentifier?: string;

  /**
   * What the identifiers of instances begin with; a number follows. Of use with `instanceProps` alone.
   *
   * @default - `clusterIdentifier` and "instance", when there is one
   */
  readonly instanceIdentifierBase?: string;

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
   * Weekly time of maintenance in UTC, `ddd:hh24:mi-ddd:hh24:mi`, at least 30 minutes.
   *
   * @default - RDS picks 30 minutes
   */
  readonly preferredMaintenanceWindow?: string;

  /**
   * The parameter group of the cluster.
   *
   * @default - the engine's default group
   */
  readonly parameterGroup?: rds.IParameterGroup;

  /**
   * Parameters for a parameter group of the cluster's own. Not together with `parameterGroup`.
   *
   * @default - none
   */
  readonly parameters?: { [key: string]: string };

  /**
   * What happens to the cluster and its instances when they leave the stack.
   *
   * @default RemovalPolicy.SNAPSHOT
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Logs that go to CloudWatch Logs; which there are depends on the engine.
   *
   * @default - none
   */
  readonly cloudwatchLogsExports?: string[];

  /**
   * How long CloudWatch Logs keeps the exported logs.
   *
   * @default - for ever
   */
  readonly cloudwatchLogsRetention?: logs.RetentionDays;

  /**
   * The role of the function that sets the retention.
   *
   * @default - a new one
   */
  readonly cloudwatchLogsRetentionRole?: iam.IRole;

  /**
   * Time between two enhanced monitoring samples: 0, 1, 5, 10, 15, 30 or 60 seconds.
   *
   * @default - no enhanced monitoring
   */
  readonly monitoringInterval?: Duration;

  /**
   * The role that sends enhanced monitoring samples.
   *
   * @default - a new one
   */
  readonly monitoringRole?: iam.IRole;

  /**
   * Whether enhanced monitoring is set on the cluster rather than on each instance.
   *
   * @default false
   */
  readonly enableClusterLevelEnhancedMonitoring?: boolean;

  /**
   * The role that loads data from S3. Not together with `s3ImportBuckets`.
   *
   * @default - made from `s3ImportBuckets`
   */
  readonly s3ImportRole?: iam.IRole;

  /**
   * Buckets to load data from.
   *
   * @default - none
   */
  readonly s3ImportBuckets?: s3.IBucket[];

  /**
   * The role that writes data to S3. Not together with `s3ExportBuckets`.
   *
   * @default - made from `s3ExportBuckets`
   */
  readonly s3ExportRole?: iam.IRole;

  /**
   * Buckets to write data to.
   *
   * @default - none
   */
  readonly s3ExportBuckets?: s3.IBucket[];

  /**
   * A subnet group that exists already.
   *
   * @default - a new one
   */
  readonly subnetGroup?: interfaces.aws_rds.IDBSubnetGroupRef;

  /**
   * Whether IAM identities may log in.
   *
   * @default false
   */
  readonly iamAuthentication?: boolean;

  /**
   * Whether the storage is encrypted. Turning it on replaces the cluster.
   *
   * @default - true if `storageEncryptionKey` is given
   */
  readonly storageEncrypted?: boolean;

  /**
   * The key that encrypts the storage.
   *
   * @default - the account's own key, if `storageEncrypted`
   */
  readonly storageEncryptionKey?: kms.IKeyRef;

  /**
   * The storage type.
   *
   * @default DBClusterStorageType.AURORA
   */
  readonly storageType?: DBClusterStorageType;

  /**
   * Whether snapshots get the tags of the cluster.
   *
   * @default true
   */
  readonly copyTagsToSnapshot?: boolean;

  /**
   * IP versions of the cluster's addresses.
   *
   * @default NetworkType.IPV4
   */
  readonly networkType?: NetworkType;

  /**
   * The directory whose users may log in with Kerberos.
   *
   * @default - none
   */
  readonly domain?: string;

  /**
   * The role that speaks to the directory.
   *
   * @default - a new one, if `domain` is given
   */
  readonly domainRole?: iam.IRole;

  /**
   * Whether the Data API is on: SQL over HTTPS, with IAM.
   *
   * @default - false; a grant of access switches it on
   */
  readonly enableDataApi?: boolean;

  /**
   * Whether readers forward writes to the writer.
   *
   * @default false
   */
  readonly enableLocalWriteForwarding?: boolean;

  /**
   * Whether Performance Insights is on for the cluster.
   *
   * @default - false, unless another Performance Insights or Database Insights property asks for it
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
   * The mode of Database Insights.
   *
   * @default - standard, when Performance Insights is on
   */
  readonly databaseInsightsMode?: DatabaseInsightsMode;

  /**
   * Whether RDS installs minor versions by itself.
   *
   * @default true
   */
  readonly autoMinorVersionUpgrade?: boolean;

  /**
   * How the cluster grows.
   *
   * @default ClusterScalabilityType.STANDARD
   */
  readonly clusterScalabilityType?: ClusterScalabilityType;

  /**
   * How the cluster grows.
   *
   * @deprecated use `clusterScalabilityType`
   *
   * @default ClusterScailabilityType.STANDARD
   */
  readonly clusterScailabilityType?: ClusterScailabilityType;

  /**
   * Whether the cluster runs on after the end of standard support.
   *
   * @default - RDS takes extended support
   */
  readonly engineLifecycleSupport?: EngineLifecycleSupport;

  /**
   * Whether automated backups go with the cluster.
   *
   * @default - RDS takes true
   */
  readonly deleteAutomatedBackups?: boolean;
}
