import type * as ec2 from "aws-cdk-lib/aws-ec2";
import type * as iam from "aws-cdk-lib/aws-iam";
import type * as kms from "aws-cdk-lib/aws-kms";
import type * as logs from "aws-cdk-lib/aws-logs";
import type * as rds from "aws-cdk-lib/aws-rds";
import type * as s3 from "aws-cdk-lib/aws-s3";
import type * as interfaces from "aws-cdk-lib/interfaces";
import type { Duration, RemovalPolicy } from "aws-cdk-lib/core";
import type { CaCertificate } from "./ca-certificate";
import type {
  DatabaseInsightsMode,
  EngineLifecycleSupport,
  LicenseModel,
  NetworkType,
  PerformanceInsightRetention,
  StorageType,
} from "./enums";

/** Processors of an instance, where its class has more of them than its licence should cover. */
export interface ProcessorFeatures {
  /**
   * The number of cores.
   *
   * @default - all that the class has
   */
  readonly coreCount?: number;

  /**
   * Threads a core: 1 switches simultaneous multithreading off.
   *
   * @default - as many as the class has
   */
  readonly threadsPerCore?: number;
}

/** What all new instances have in common, replicas among them. */
export interface DatabaseInstanceNewProps {
  /**
   * Whether there is a standby in another availability zone.
   *
   * @default false
   */
  readonly multiAz?: boolean;

  /**
   * The availability zone. Not together with `multiAz`.
   *
   * @default - RDS picks one
   */
  readonly availabilityZone?: string;

  /**
   * The storage type.
   *
   * @default StorageType.GP2
   */
  readonly storageType?: StorageType;

  /**
   * Throughput of gp3 storage in MiB/s, at most a quarter of its IOPS. Not below 400 GiB (Oracle: 200), except on SQL Server.
   *
   * @default - 125 below that size and on SQL Server, 500 from it on
   */
  readonly storageThroughput?: number;

  /**
   * I/O operations in a second, of gp3, io1 and io2 storage; other types leave it out. Of gp3 not below 400 GiB (Oracle: 200), except on SQL Server.
   *
   * @default - 1000 for io1 and io2; for gp3 3000 below that size and on SQL Server, 12000 from it on
   */
  readonly iops?: number;

  /**
   * Processors, on Oracle and SQL Server.
   *
   * @default - all that the class has
   */
  readonly processorFeatures?: ProcessorFeatures;

  /**
   * The identifier of the instance. RDS keeps it in lower case.
   *
   * @default - CloudFormation makes one
   */
  readonly instanceIdentifier?: string;

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
   * The port: 1150 to 65535.
   *
   * @default - that of the engine
   */
  readonly port?: number;

  /**
   * The parameter group.
   *
   * @default - the engine's default group
   */
  readonly parameterGroup?: rds.IParameterGroup;

  /**
   * The option group.
   *
   * @default - the engine's default group
   */
  readonly optionGroup?: rds.IOptionGroup;

  /**
   * Whether users may log in with IAM authentication (MariaDB, MySQL, PostgreSQL).
   *
   * @default - false; a grant of a login switches it on
   */
  readonly iamAuthentication?: boolean;

  /**
   * How long automated backups are kept: 0 to 35 days; 0 switches them off. A source of read replicas needs them.
   *
   * @default - Duration.days(1), for replicas none
   */
  readonly backupRetention?: Duration;

  /**
   * Daily time of backups in UTC, `hh24:mi-hh24:mi`, at least 30 minutes, apart from the maintenance window.
   *
   * @default - RDS picks 30 minutes
   */
  readonly preferredBackupWindow?: string;

  /**
   * Whether snapshots get the tags of the instance.
   *
   * @default true
   */
  readonly copyTagsToSnapshot?: boolean;

  /**
   * Whether automated backups go with the instance.
   *
   * @default true
   */
  readonly deleteAutomatedBackups?: boolean;

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
  readonly monitoringRole?: iam.IRoleRef;

  /**
   * Whether Performance Insights is on.
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
  readonly performanceInsightEncryptionKey?: kms.IKeyRef;

  /**
   * The mode of Database Insights.
   *
   * @default - standard, when Performance Insights is on
   */
  readonly databaseInsightsMode?: DatabaseInsightsMode;

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
   * Whether RDS installs minor versions by itself.
   *
   * @default true
   */
  readonly autoMinorVersionUpgrade?: boolean;

  /**
   * Weekly time of maintenance in UTC, `ddd:hh24:mi-ddd:hh24:mi`, at least 30 minutes.
   *
   * @default - RDS picks 30 minutes
   */
  readonly preferredMaintenanceWindow?: string;

  /**
   * Whether the instance refuses to be deleted.
   *
   * @default - true if `removalPolicy` is RETAIN
   */
  readonly deletionProtection?: boolean;

  /**
   * What happens to the instance when it leaves the stack or is replaced.
   *
   * @default RemovalPolicy.SNAPSHOT
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * The size in GiB up to which RDS enlarges the storage by itself.
   *
   * @default - it does not
   */
  readonly maxAllocatedStorage?: number;

  /**
   * The directory that the instance joins, for logins with Kerberos.
   *
   * @default - none
   */
  readonly domain?: string;

  /**
   * The role that speaks to the directory.
   *
   * @default - a new one, if `domain` is given
   */
  readonly domainRole?: iam.IRoleRef;

  /**
   * The subnet group.
   *
   * @default - a new one
   */
  readonly subnetGroup?: interfaces.aws_rds.IDBSubnetGroupRef;

  /**
   * The role that loads data from S3 (Oracle, PostgreSQL, SQL Server). Not together with `s3ImportBuckets`.
   *
   * @default - made from `s3ImportBuckets`
   */
  readonly s3ImportRole?: iam.IRole;

  /**
   * Buckets to load data from (Oracle, PostgreSQL, SQL Server).
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
   * Whether the instance has a public address.
   *
   * @default - true if `vpcSubnets` asks for public subnets
   */
  readonly publiclyAccessible?: boolean;

  /**
   * IP versions of the instance's addresses.
   *
   * @default NetworkType.IPV4
   */
  readonly networkType?: NetworkType;

  /**
   * The authority of the server certificate. A change of it restarts the instance.
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

  /**
   * Whether the instance runs on after the end of standard support (MySQL, PostgreSQL).
   *
   * @default - RDS takes extended support
   */
  readonly engineLifecycleSupport?: EngineLifecycleSupport;
}

/** What all new instances but replicas have in common. */
export interface DatabaseInstanceSourceProps extends DatabaseInstanceNewProps {
  /** The engine, with its version. */
  readonly engine: rds.IInstanceEngine;

  /**
   * The instance class, without `db.`.
   *
   * @default - m5.large
   */
  readonly instanceType?: ec2.InstanceType;

  /**
   * How the licence is paid for.
   *
   * @default - the engine's usual way
   */
  readonly licenseModel?: LicenseModel;

  /**
   * Whether a new major version may be given.
   *
   * @default false
   */
  readonly allowMajorVersionUpgrade?: boolean;

  /**
   * The time zone, on SQL Server.
   *
   * @default - that of RDS, UTC
   */
  readonly timezone?: string;

  /**
   * The size of the storage in GiB.
   *
   * @default 100
   */
  readonly allocatedStorage?: number;

  /**
   * A database that is created with the instance; on Oracle the system id (SID). SQL Server takes none.
   *
   * @default - none; on Oracle `ORCL`
   */
  readonly databaseName?: string;

  /**
   * Parameters for a parameter group of the instance's own. Not together with `parameterGroup`.
   *
   * @default - none
   */
  readonly parameters?: { [key: string]: string };
}
