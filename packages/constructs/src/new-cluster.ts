import * as ec2 from "aws-cdk-lib/aws-ec2";
import * as rds from "aws-cdk-lib/aws-rds";
import * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import { Lazy, Token } from "aws-cdk-lib/core";
import type * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import type * as iam from "aws-cdk-lib/aws-iam";
import type * as kms from "aws-cdk-lib/aws-kms";
import type * as logs from "aws-cdk-lib/aws-logs";
import type * as interfaces from "aws-cdk-lib/interfaces";
import type { Duration } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { DatabaseClusterBase } from "./cluster-base";
import { createEqualInstances, createWriterAndReaders, type InstanceContext, type Member } from "./cluster-instances";
import type { DatabaseClusterBaseProps } from "./cluster-props";
import { directoryRole } from "./directory";
import { Endpoint } from "./endpoint";
import { warnAboutVersion } from "./engines/support";
import type { DatabaseInsightsMode, PerformanceInsightRetention } from "./enums";
import { lowerCaseIdentifier } from "./identifier";
import { checkLogTypes, exportedLogGroups } from "./log-exports";
import { monitoringRole } from "./monitoring";
import { placeCluster } from "./network";
import { parameterGroupFor } from "./parameter-group";
import { checkedInsights } from "./performance-insights";
import { applyDatabasePolicy, deletionProtection } from "./removal";
import {
  rotateMultiUser,
  rotateSingleUser,
  type RotationMultiUserOptions,
  type RotationSingleUserOptions,
} from "./rotation";
import { associatedRoles, clusterS3Roles } from "./s3-roles";
import type { ISubnetGroup } from "./subnet-group";
import {
  checkAutoPause,
  checkClusterProps,
  checkDescription,
  DEFAULT_CAPACITY,
  instanceCount,
} from "./validation/cluster";
import { invalid } from "./validation/invalid";
import { isLimitless } from "./validation/limitless";

/** Where a cluster's data and its master user come from: the one thing in which kinds of new clusters differ. */
export interface ClusterSource {
  readonly cfn: Partial<rds.CfnDBClusterProps>;
  /** The master user's secret, not attached yet. */
  readonly secret?: secretsmanager.ISecret;
  /** A secret that nothing uses, and that stacks which run have attached all the same. */
  readonly idleSecret?: secretsmanager.ISecret;
  /** The key of the secret that RDS makes itself, when it does. */
  readonly managed?: { readonly key?: kms.IKey };
}

/**
 * A cluster that this app creates.
 *
 * @internal
 */
export abstract class NewDatabaseCluster extends DatabaseClusterBase {
  /** The engine. */
  public readonly engine?: rds.IClusterEngine;

  public readonly clusterIdentifier: string;
  public readonly clusterResourceIdentifier: string;
  public readonly instanceIdentifiers: string[];
  public readonly secret?: secretsmanager.ISecret;

  /** The VPC. */
  public readonly vpc: ec2.IVpc;

  /** The selection of subnets that was given. */
  public readonly vpcSubnets?: ec2.SubnetSelection;

  /** The groups of exported logs, by type. Only with `cloudwatchLogsRetention`. */
  public readonly cloudwatchLogGroups: { [engine: string]: logs.ILogGroup };

  /** The application that rotates the master user. */
  public readonly singleUserRotationApplication: secretsmanager.SecretRotationApplication;

  /** The application that rotates other users. */
  public readonly multiUserRotationApplication: secretsmanager.SecretRotationApplication;

  /** Whether Performance Insights is on for the cluster. */
  public readonly performanceInsightsEnabled: boolean;

  /** How long Performance Insights keeps its data. */
  public readonly performanceInsightRetention?: PerformanceInsightRetention;

  /** The key that encrypts Performance Insights data. */
  public readonly performanceInsightEncryptionKey?: kms.IKey;

  /** The mode of Database Insights. */
  public readonly databaseInsightsMode?: DatabaseInsightsMode;

  /** The role of enhanced monitoring. */
  public readonly monitoringRole?: iam.IRole;

  /** The properties of the cluster's resource, but for its data and its master user. */
  protected readonly newCfnProps: rds.CfnDBClusterProps;

  /** The security groups. */
  protected readonly securityGroups: ec2.ISecurityGroup[];

  /** The subnet group, as it was given or made. */
  protected readonly subnetGroupRef: interfaces.aws_rds.IDBSubnetGroupRef;

  /** The least capacity of Serverless v2 instances. */
  protected readonly serverlessV2MinCapacity: number;

  /** The most capacity of Serverless v2 instances. */
  protected readonly serverlessV2MaxCapacity: number;

  /** How long Serverless v2 instances must be idle before they pause. */
  protected readonly serverlessV2AutoPauseDuration?: Duration;

  /** Whether there is a Serverless v2 instance. */
  protected hasServerlessInstance?: boolean;

  /** Whether RDS makes and rotates the master user's password. */
  protected manageMasterUserPassword?: boolean;

  protected enableDataApi?: boolean;

  private readonly resource: rds.CfnDBCluster;
  private readonly members: Member[];
  private network?: ec2.Connections;

  protected constructor(
    scope: Construct,
    id: string,
    props: DatabaseClusterBaseProps,
    sourceOf: (cluster: Construct, engine: rds.IClusterEngine) => ClusterSource,
  ) {
    super(scope, id);
    const { engine } = props;
    checkDescription(this, props);
    checkClusterProps(this, props);
    checkLogTypes(this, props);
    warnAboutVersion(this, engine);

    this.engine = engine;
    this.vpc = vpcOf(this, props);
    this.vpcSubnets = props.instanceProps?.vpcSubnets ?? props.vpcSubnets;
    this.singleUserRotationApplication = engine.singleUserRotationApplication;
    this.multiUserRotationApplication = engine.multiUserRotationApplication;
    this.enableDataApi = props.enableDataApi;

    const insights = checkedInsights(this, props);
    this.performanceInsightsEnabled = insights.enabled;
    this.performanceInsightRetention = insights.retention;
    this.performanceInsightEncryptionKey = insights.key;
    this.databaseInsightsMode = props.databaseInsightsMode;

    const network = placeCluster(this, {
      vpc: this.vpc,
      vpcSubnets: this.vpcSubnets,
      securityGroups: props.instanceProps?.securityGroups ?? props.securityGroups,
      subnetGroup: props.subnetGroup,
      removalPolicy: props.removalPolicy,
    });
    const roles = clusterS3Roles(this, props, engine.combineImportAndExportRoles);
    const bound = engine.bindToCluster(this, {
      s3ImportRole: roles.importRole,
      s3ExportRole: roles.exportRole,
      parameterGroup: parameterGroupFor(this, "ParameterGroup", engine, props.parameterGroup, props.parameters),
    });
    const domainRole = directoryRole(this, "RDSClusterDirectoryServiceRole", props.domain, props.domainRole);
    this.monitoringRole = monitoringRole(this, props);
    const onCluster = props.enableClusterLevelEnhancedMonitoring === true;
    const clusterInterval = onCluster ? props.monitoringInterval : undefined;
    const source = sourceOf(this, engine);
    this.manageMasterUserPassword = source.managed !== undefined;
    this.securityGroups = network.securityGroups;
    this.subnetGroupRef = network.subnetGroup;
    this.serverlessV2MinCapacity = props.serverlessV2MinCapacity ?? DEFAULT_CAPACITY.min;
    this.serverlessV2MaxCapacity = props.serverlessV2MaxCapacity ?? DEFAULT_CAPACITY.max;
    this.serverlessV2AutoPauseDuration = props.serverlessV2AutoPauseDuration;

    this.newCfnProps = {
      engine: engine.engineType,
      engineVersion: engine.engineVersion?.fullVersion,
      dbClusterIdentifier: lowerCaseIdentifier(this, props.clusterIdentifier),
      databaseName: props.defaultDatabaseName,
      port: props.port ?? bound.port,
      dbSubnetGroupName: network.subnetGroup.dbSubnetGroupRef.dbSubnetGroupName,
      vpcSecurityGroupIds: network.securityGroups.map((group) => group.securityGroupId),
      dbClusterParameterGroupName: bound.parameterGroup?.bindToCluster({}).parameterGroupName,
      associatedRoles: associatedRoles(roles, bound.features),
      serverlessV2ScalingConfiguration: Lazy.any({
        produce: () => (this.hasServerlessInstance ? this.scaling() : undefined),
      }),
      enableHttpEndpoint: Lazy.any({ produce: () => this.enableDataApi }),
      enableIamDatabaseAuthentication: props.iamAuthentication,
      enableCloudwatchLogsExports: props.cloudwatchLogsExports,
      enableLocalWriteForwarding: props.enableLocalWriteForwarding,
      domain: props.domain || undefined,
      domainIamRoleName: domainRole?.roleRef.roleName,
      networkType: props.networkType,
      storageType: props.storageType,
      storageEncrypted: props.storageEncryptionKey ? true : props.storageEncrypted,
      kmsKeyId: props.storageEncryptionKey?.keyRef.keyArn,
      backtrackWindow: props.backtrackWindow?.toSeconds(),
      backupRetentionPeriod: props.backup?.retention.toDays(),
      preferredBackupWindow: props.backup?.preferredWindow,
      preferredMaintenanceWindow: props.preferredMaintenanceWindow,
      copyTagsToSnapshot: props.copyTagsToSnapshot ?? true,
      deletionProtection: deletionProtection(props.deletionProtection, props.removalPolicy),
      deleteAutomatedBackups: props.deleteAutomatedBackups,
      autoMinorVersionUpgrade: props.autoMinorVersionUpgrade,
      engineLifecycleSupport: props.engineLifecycleSupport,
      clusterScalabilityType: props.clusterScalabilityType ?? props.clusterScailabilityType,
      monitoringInterval: clusterInterval?.toSeconds(),
      monitoringRoleArn: onCluster ? this.monitoringRole?.roleArn : undefined,
      performanceInsightsEnabled: insights.enabled || props.enablePerformanceInsights,
      performanceInsightsKmsKeyId: insights.key?.keyArn,
      performanceInsightsRetentionPeriod: insights.retention,
      databaseInsightsMode: props.databaseInsightsMode,
    };
    const cluster = new rds.CfnDBCluster(this, "Resource", { ...this.newCfnProps, ...source.cfn });
    applyDatabasePolicy(cluster, props.removalPolicy);

    this.resource = cluster;
    this.clusterIdentifier = cluster.ref;
    this.clusterResourceIdentifier = cluster.attrDbClusterResourceId;
    this.secret = source.managed
      ? secretsmanager.Secret.fromSecretAttributes(this, "ManagedSecret", {
          secretCompleteArn: cluster.attrMasterUserSecretSecretArn,
          encryptionKey: source.managed.key,
        })
      : source.secret?.attach(this);
    source.idleSecret?.attach(this);
    this.cloudwatchLogGroups = exportedLogGroups(this, props, "cluster", this.clusterIdentifier);

    const members = this.createMembers(props, {
      scope: this,
      engine,
      props,
      network,
      insights,
      monitoring: onCluster ? {} : { interval: props.monitoringInterval, role: this.monitoringRole },
    });
    this.hasServerlessInstance = members.serverless;
    checkAutoPause(this, props, bound.features, members.serverless);
    this.members = members.members;
    this.instanceIdentifiers = members.members.map((member) => member.identifier);
  }

  // What most apps do not ask for is made when it is asked for: a token costs as much as a construct's checks.

  public get clusterEndpoint(): rds.Endpoint {
    return new Endpoint(this.resource.attrEndpointAddress, this.port());
  }

  public get clusterReadEndpoint(): rds.Endpoint {
    return new Endpoint(this.resource.attrReadEndpointAddress, this.port());
  }

  public get instanceEndpoints(): rds.Endpoint[] {
    return this.members.map(({ address }) => new Endpoint(address, this.port()));
  }

  public get connections(): ec2.Connections {
    this.network ??= new ec2.Connections({
      securityGroups: this.securityGroups,
      defaultPort: ec2.Port.tcp(this.port()),
    });
    return this.network;
  }

  /** The Aurora capacity units in use, over all Serverless v2 instances of the cluster. */
  public metricServerlessDatabaseCapacity(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("ServerlessDatabaseCapacity", props);
  }

  /** The capacity in use as a share of the maximum, in percent. Near 100, raise `serverlessV2MaxCapacity`. */
  public metricACUUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("ACUUtilization", props);
  }

  /** Rotates the master user's password. */
  public addRotationSingleUser(options: RotationSingleUserOptions = {}): secretsmanager.SecretRotation {
    return rotateSingleUser(this.rotationTarget(), options);
  }

  /** Rotates another user's password, with the master user's help. */
  public addRotationMultiUser(id: string, options: RotationMultiUserOptions): secretsmanager.SecretRotation {
    return rotateMultiUser(this.rotationTarget(), id, options);
  }

  /** The subnet group. */
  protected get subnetGroup(): ISubnetGroup {
    const group = this.subnetGroupRef;
    return isSubnetGroup(group)
      ? group
      : invalid(this, "the subnet group was given as a reference only; give an ISubnetGroup");
  }

  private scaling(): rds.CfnDBCluster.ServerlessV2ScalingConfigurationProperty {
    return {
      minCapacity: this.serverlessV2MinCapacity,
      maxCapacity: this.serverlessV2MaxCapacity,
      secondsUntilAutoPause: this.serverlessV2AutoPauseDuration?.toSeconds(),
    };
  }

  /** An attribute of the cluster: it is known at deploy time, also where the engine's default is used. */
  private port(): number {
    return Token.asNumber(this.resource.attrEndpointPort);
  }

  private rotationTarget() {
    return {
      scope: this,
      target: this,
      secret: this.secret,
      managed: this.manageMasterUserPassword,
      vpc: this.vpc,
      vpcSubnets: this.vpcSubnets,
      single: this.singleUserRotationApplication,
      multi: this.multiUserRotationApplication,
    };
  }

  private createMembers(
    props: DatabaseClusterBaseProps,
    context: InstanceContext,
  ): { members: Member[]; serverless: boolean } {
    // A limitless cluster gets a shard group instead.
    if (isLimitless(props)) return { members: [], serverless: false };
    if (!props.instanceProps) return createWriterAndReaders(context);
    return {
      members: createEqualInstances(context, props.instanceProps, instanceCount(this, props.instances)),
      serverless: false,
    };
  }
}

function vpcOf(scope: Construct, props: DatabaseClusterBaseProps): ec2.IVpc {
  const vpc = props.vpc ?? props.instanceProps?.vpc;
  if (!vpc) invalid(scope, "the cluster has no VPC; give vpc");
  if (props.vpc && props.instanceProps?.vpc)
    invalid(scope, "vpc and instanceProps.vpc are both given; keep one of them");
  return vpc;
}

function isSubnetGroup(group: interfaces.aws_rds.IDBSubnetGroupRef): group is ISubnetGroup {
  return "subnetGroupName" in group;
}
