import * as ec2 from "aws-cdk-lib/aws-ec2";
import * as rds from "aws-cdk-lib/aws-rds";
import { FeatureFlags, Resource } from "aws-cdk-lib/core";
import type * as kms from "aws-cdk-lib/aws-kms";
import type * as interfaces from "aws-cdk-lib/interfaces";
import { AURORA_CLUSTER_CHANGE_SCOPE_OF_INSTANCE_PARAMETER_GROUP_WITH_EACH_PARAMETERS } from "aws-cdk-lib/cx-api";
import type { Construct } from "constructs";
import {
  type ClusterInstanceBindOptions,
  type ClusterInstanceOptions,
  type IAuroraClusterInstance,
  type IClusterInstance,
  InstanceType,
  type ProvisionedClusterInstanceProps,
  type ServerlessV2ClusterInstanceProps,
} from "./cluster-instance-props";
import type { IDatabaseCluster } from "./cluster-ref";
import type { PerformanceInsightRetention } from "./enums";
import { memberNetwork } from "./network";
import { withoutNulls } from "./nulls";
import { ParameterGroup } from "./parameter-group";
import { checkedInsights } from "./performance-insights";
import { instancePolicy } from "./removal";
import { checkMaintenanceWindow } from "./validation/windows";
import { checkRange } from "./validation/ranges";
import { invalid } from "./validation/invalid";

/** The class of an Aurora instance. */
export class ClusterInstanceType {
  /** Aurora Serverless v2. */
  public static serverlessV2(): ClusterInstanceType {
    return new ClusterInstanceType("db.serverless", InstanceType.SERVERLESS_V2);
  }

  /** An instance class; t3.medium when left out. */
  public static provisioned(instanceType?: ec2.InstanceType): ClusterInstanceType {
    const type = instanceType ?? ec2.InstanceType.of(ec2.InstanceClass.T3, ec2.InstanceSize.MEDIUM);
    return new ClusterInstanceType(type.toString(), InstanceType.PROVISIONED);
  }

  /**
   * @param instanceType the class; a provisioned one without `db.`
   * @param type how the capacity is decided
   */
  public constructor(
    private readonly instanceType: string,
    public readonly type: InstanceType,
  ) {}

  /** The class; a provisioned one without `db.`. */
  public toString(): string {
    return this.instanceType;
  }
}

/** All options of an instance, of either kind. */
export interface ClusterInstanceProps extends ClusterInstanceOptions {
  /** The class. */
  readonly instanceType: ClusterInstanceType;

  /**
   * The promotion tier, 0 to 15.
   *
   * @default 2
   */
  readonly promotionTier?: number;
}

/** An instance of an Aurora cluster, to be given as `writer` or in `readers`. */
export class ClusterInstance implements IClusterInstance {
  /** An instance with an instance class. */
  public static provisioned(id: string, props: ProvisionedClusterInstanceProps = {}): IClusterInstance {
    return new ClusterInstance(id, { ...props, instanceType: ClusterInstanceType.provisioned(props.instanceType) });
  }

  /** A Serverless v2 instance. */
  public static serverlessV2(id: string, props: ServerlessV2ClusterInstanceProps = {}): IClusterInstance {
    const { scaleWithWriter, ...options } = props;
    return new ClusterInstance(id, {
      ...options,
      instanceType: ClusterInstanceType.serverlessV2(),
      promotionTier: scaleWithWriter ? 1 : 2,
    });
  }

  private readonly props: ClusterInstanceProps;

  private constructor(
    private readonly id: string,
    props: ClusterInstanceProps,
  ) {
    this.props = withoutNulls(props);
  }

  /** Creates the instance in a cluster. */
  public bind(
    scope: Construct,
    cluster: IDatabaseCluster,
    options: ClusterInstanceBindOptions,
  ): IAuroraClusterInstance {
    return new AuroraInstance(scope, this.id, cluster, this.props, options);
  }
}

class AuroraInstance extends Resource implements IAuroraClusterInstance {
  public readonly instanceIdentifier: string;
  public readonly type: InstanceType;
  public readonly instanceSize?: string;
  public readonly tier: number;
  public readonly performanceInsightsEnabled?: boolean;
  public readonly performanceInsightRetention?: PerformanceInsightRetention;
  public readonly performanceInsightEncryptionKey?: kms.IKey;

  private readonly resource: rds.CfnDBInstance;

  public constructor(
    scope: Construct,
    id: string,
    cluster: IDatabaseCluster,
    props: ClusterInstanceProps,
    options: ClusterInstanceBindOptions,
  ) {
    // An instance that `instanceProps` made before is a bare resource directly under the cluster; the id keeps it so.
    super(scope, props.isFromLegacyInstanceProps ? `${id}Wrapper` : id, {
      physicalName: props.instanceIdentifier,
    });
    this.tier = options.promotionTier ?? props.promotionTier ?? 2;
    checkRange(this, "promotionTier", this.tier, { min: 0, max: 15 });
    checkMaintenanceWindow(this, props.preferredMaintenanceWindow);

    const engine = cluster.engine;
    if (!engine) invalid(this, "the engine of the cluster is not known; give it when importing the cluster");
    const insights = checkedInsights(this, props);
    const network = memberNetwork(cluster);
    const instance = new rds.CfnDBInstance(
      props.isFromLegacyInstanceProps ? scope : this,
      props.isFromLegacyInstanceProps ? id : "Resource",
      {
        engine: engine.engineType,
        dbClusterIdentifier: cluster.clusterIdentifier,
        dbInstanceIdentifier: props.instanceIdentifier,
        dbInstanceClass:
          props.instanceType.type === InstanceType.SERVERLESS_V2
            ? props.instanceType.toString()
            : `db.${props.instanceType.toString()}`,
        publiclyAccessible: props.publiclyAccessible ?? network.publicSubnets,
        preferredMaintenanceWindow: props.preferredMaintenanceWindow,
        performanceInsightsKmsKeyId: insights.key?.keyArn,
        performanceInsightsRetentionPeriod: insights.retention,
        // A value of its own would be a change to instances that never had one.
        enablePerformanceInsights: insights.enabled || props.enablePerformanceInsights,
        dbSubnetGroupName: props.isFromLegacyInstanceProps
          ? options.subnetGroup?.dbSubnetGroupRef.dbSubnetGroupName
          : undefined,
        dbParameterGroupName: this.parameterGroup(scope, engine, props)?.bindToInstance({}).parameterGroupName,
        monitoringInterval: options.monitoringInterval?.toSeconds(),
        monitoringRoleArn: options.monitoringRole?.roleRef.roleArn,
        autoMinorVersionUpgrade: props.autoMinorVersionUpgrade,
        allowMajorVersionUpgrade: props.allowMajorVersionUpgrade,
        availabilityZone: props.availabilityZone,
        promotionTier: props.isFromLegacyInstanceProps ? undefined : this.tier,
        caCertificateIdentifier: props.caCertificate?.toString(),
        applyImmediately: props.applyImmediately,
      },
    );
    // On the resource alone: a parameter group of the instance's own need not wait for the network.
    if (network.internetConnectivityEstablished) instance.node.addDependency(network.internetConnectivityEstablished);
    instance.applyRemovalPolicy(instancePolicy(options.removalPolicy), { applyToUpdateReplacePolicy: true });

    this.type = props.instanceType.type;
    this.instanceSize = this.type === InstanceType.PROVISIONED ? props.instanceType.toString() : undefined;
    this.instanceIdentifier = instance.ref;
    this.resource = instance;
    this.performanceInsightsEnabled = insights.enabled;
    this.performanceInsightRetention = insights.retention;
    this.performanceInsightEncryptionKey = insights.key;
  }

  public get dbInstanceArn(): string {
    return this.resource.attrDbInstanceArn;
  }

  public get dbiResourceId(): string {
    return this.resource.attrDbiResourceId;
  }

  public get dbInstanceEndpointAddress(): string {
    return this.resource.attrEndpointAddress;
  }

  public get dbInstanceRef(): interfaces.aws_rds.DBInstanceReference {
    return { dbInstanceIdentifier: this.instanceIdentifier, dbInstanceArn: this.dbInstanceArn };
  }

  private parameterGroup(
    cluster: Construct,
    engine: rds.IClusterEngine,
    props: ClusterInstanceProps,
  ): rds.IParameterGroup | undefined {
    if (props.parameterGroup || !props.parameters) return props.parameterGroup;
    const ownScope = FeatureFlags.of(this).isEnabled(
      AURORA_CLUSTER_CHANGE_SCOPE_OF_INSTANCE_PARAMETER_GROUP_WITH_EACH_PARAMETERS,
    );
    return new ParameterGroup(ownScope ? this : cluster, "InstanceParameterGroup", {
      engine,
      parameters: props.parameters,
    });
  }
}
