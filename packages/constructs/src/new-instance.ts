import * as ec2 from "aws-cdk-lib/aws-ec2";
import * as rds from "aws-cdk-lib/aws-rds";
import { Lazy, Token } from "aws-cdk-lib/core";
import type * as kms from "aws-cdk-lib/aws-kms";
import type * as logs from "aws-cdk-lib/aws-logs";
import type * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import type { DatabaseInstanceNewProps } from "./database-instance-props";
import { directoryRole } from "./directory";
import { Endpoint } from "./endpoint";
import { lowerCaseIdentifier } from "./identifier";
import { DatabaseInstanceBase } from "./instance-base";
import { exportedLogGroups, type LogProps } from "./log-exports";
import { instanceMonitoring } from "./monitoring";
import { asksForPublicSubnets, placeInstance } from "./network";
import { doubtedInsights } from "./performance-insights";
import { applyDatabasePolicy, deletionProtection } from "./removal";
import { type StorageProps, storageOf } from "./storage";
import { checkInstanceProps } from "./validation/instance";

/** In what kinds of new instances differ. */
export interface InstanceSource {
  /** The properties that only this kind has. */
  readonly cfn: Partial<rds.CfnDBInstanceProps>;
  readonly instanceType: ec2.InstanceType;
  /** The engine, of instances that know it. */
  readonly engine?: rds.IInstanceEngine;
  readonly storage?: Pick<StorageProps, "allocatedStorage" | "restored">;
  /** The master user's secret, not attached yet. */
  readonly secret?: secretsmanager.ISecret;
  /** The key of the secret that RDS makes itself, when it does. */
  readonly managed?: { readonly key?: kms.IKey };
  /** The resource id, where it is not to be the one of the resource. */
  readonly resourceIdOf?: (instance: rds.CfnDBInstance) => string;
}

/**
 * An instance that this app creates.
 *
 * @internal
 */
export abstract class NewDatabaseInstance extends DatabaseInstanceBase {
  public readonly instanceIdentifier: string;
  public readonly dbInstanceEndpointAddress: string;
  public readonly dbInstanceEndpointPort: string;
  public readonly instanceResourceId?: string;
  public readonly instanceEndpoint: rds.Endpoint;
  public readonly engine?: rds.IInstanceEngine;
  public readonly connections: ec2.Connections;

  /** The VPC. */
  public readonly vpc: ec2.IVpc;

  /** The groups of exported logs, by type. Only with `cloudwatchLogsRetention`. */
  public readonly cloudwatchLogGroups: { [engine: string]: logs.ILogGroup } = {};

  /** The instance class. */
  protected readonly instanceType: ec2.InstanceType;

  /** The selection of subnets that was given. */
  protected readonly vpcPlacement?: ec2.SubnetSelection;

  /** The properties of the resource that all kinds of instances have. */
  protected readonly newCfnProps: rds.CfnDBInstanceProps;

  protected enableIamAuthentication?: boolean;

  private readonly logProps: LogProps;

  /**
   * The resource.
   *
   * @internal
   */
  protected readonly _resource: rds.CfnDBInstance;

  /**
   * What is special of this instance.
   *
   * @internal
   */
  protected readonly _source: InstanceSource;

  /**
   * Whether automated backups are switched off, so that there can be no read replica.
   *
   * @internal
   */
  public readonly _withoutBackups: boolean;

  protected constructor(
    scope: Construct,
    id: string,
    props: DatabaseInstanceNewProps,
    sourceOf: (instance: Construct) => InstanceSource,
  ) {
    super(scope, id, { physicalName: lowerCaseIdentifier(scope, props.instanceIdentifier) });
    checkInstanceProps(this, props);
    const network = placeInstance(this, props);
    const monitoring = instanceMonitoring(this, props);
    const domainRole = directoryRole(this, "RDSDirectoryServiceRole", props.domain, props.domainRole);
    const source = sourceOf(this);
    this._source = source;
    this.engine = source.engine;
    this.vpc = props.vpc;
    this.vpcPlacement = props.vpcSubnets;
    this.instanceType = source.instanceType;
    this.enableIamAuthentication = props.iamAuthentication;
    const retention = props.backupRetention;
    this._withoutBackups = retention !== undefined && !retention.isUnresolved() && retention.toDays() === 0;

    const insights = doubtedInsights(this, props);
    this.newCfnProps = {
      dbInstanceIdentifier: Token.isUnresolved(this.physicalName)
        ? props.instanceIdentifier && this.physicalName
        : this.physicalName,
      dbInstanceClass: `db.${source.instanceType.toString()}`,
      ...storageOf(this, source.engine, { ...props, ...source.storage }),
      multiAz: props.multiAz,
      availabilityZone: props.availabilityZone,
      dbSubnetGroupName: network.subnetGroup.dbSubnetGroupRef.dbSubnetGroupName,
      vpcSecurityGroups: network.securityGroups.map((group) => group.securityGroupId),
      port: props.port?.toString(),
      networkType: props.networkType,
      publiclyAccessible: props.publiclyAccessible ?? asksForPublicSubnets(props.vpcSubnets),
      caCertificateIdentifier: props.caCertificate?.toString(),
      dbParameterGroupName: props.parameterGroup?.bindToInstance({}).parameterGroupName,
      optionGroupName: props.optionGroup?.optionGroupName,
      processorFeatures: props.processorFeatures && processorFeatures(props.processorFeatures),
      enableIamDatabaseAuthentication: Lazy.any({ produce: () => this.enableIamAuthentication }),
      domain: props.domain || undefined,
      domainIamRoleName: domainRole?.roleRef.roleName,
      backupRetentionPeriod: props.backupRetention?.toDays(),
      preferredBackupWindow: props.preferredBackupWindow,
      copyTagsToSnapshot: props.copyTagsToSnapshot ?? true,
      deleteAutomatedBackups: props.deleteAutomatedBackups,
      ...monitoring,
      enablePerformanceInsights: insights.enabled || props.enablePerformanceInsights,
      performanceInsightsKmsKeyId: insights.key?.keyRef.keyArn,
      performanceInsightsRetentionPeriod: insights.retention,
      databaseInsightsMode: props.databaseInsightsMode,
      enableCloudwatchLogsExports: props.cloudwatchLogsExports,
      autoMinorVersionUpgrade: props.autoMinorVersionUpgrade,
      preferredMaintenanceWindow: props.preferredMaintenanceWindow,
      applyImmediately: props.applyImmediately,
      engineLifecycleSupport: props.engineLifecycleSupport,
      deletionProtection: deletionProtection(props.deletionProtection, props.removalPolicy),
    };
    const instance = new rds.CfnDBInstance(this, "Resource", { ...this.newCfnProps, ...source.cfn });
    applyDatabasePolicy(instance, props.removalPolicy);
    this._resource = instance;

    this.instanceIdentifier = this.getResourceNameAttribute(instance.ref);
    this.instanceResourceId = source.resourceIdOf?.(instance) ?? instance.attrDbiResourceId;
    this.dbInstanceEndpointAddress = instance.attrEndpointAddress;
    this.dbInstanceEndpointPort = instance.attrEndpointPort;
    // The port is an attribute of the instance: it is known at deploy time, also where the engine's default is used.
    const port = Token.asNumber(instance.attrEndpointPort);
    this.instanceEndpoint = new Endpoint(instance.attrEndpointAddress, port);
    this.connections = new ec2.Connections({ securityGroups: network.securityGroups, defaultPort: ec2.Port.tcp(port) });
    this.logProps = props;
    this.setLogRetention();
  }

  /** Finds the groups of exported logs, and sets how long they are kept. Called once, when the resource is there. */
  protected setLogRetention(): void {
    Object.assign(
      this.cloudwatchLogGroups,
      exportedLogGroups(this, this.logProps, "instance", this.instanceIdentifier),
    );
  }
}

function processorFeatures(features: {
  readonly coreCount?: number;
  readonly threadsPerCore?: number;
}): rds.CfnDBInstance.ProcessorFeatureProperty[] | undefined {
  const entries = Object.entries(features).filter(([, value]) => value !== undefined);
  return entries.length > 0 ? entries.map(([name, value]) => ({ name, value: String(value) })) : undefined;
}
