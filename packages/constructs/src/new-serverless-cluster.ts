import * as ec2 from "aws-cdk-lib/aws-ec2";
import * as rds from "aws-cdk-lib/aws-rds";
import { Annotations, Lazy, Token } from "aws-cdk-lib/core";
import type * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { Endpoint } from "./endpoint";
import { lowerCaseIdentifier } from "./identifier";
import { placeCluster } from "./network";
import type { ClusterSource } from "./new-cluster";
import { applyDatabasePolicy, deletionProtection } from "./removal";
import { ServerlessClusterBase } from "./serverless-cluster-base";
import type { ServerlessClusterBaseProps } from "./serverless-cluster-props";
import { checkServerlessProps, scalingOf } from "./validation/serverless";

/**
 * A Serverless v1 cluster that this app creates.
 *
 * @internal
 */
export abstract class NewServerlessCluster extends ServerlessClusterBase {
  /** The engine. */
  public readonly engine: rds.IClusterEngine;

  public readonly clusterIdentifier: string;
  public readonly clusterEndpoint: rds.Endpoint;
  public readonly clusterReadEndpoint: rds.Endpoint;
  public readonly connections: ec2.Connections;
  public readonly secret?: secretsmanager.ISecret;
  protected enableDataApi?: boolean;

  /** The properties of the cluster's resource, but for its data and its master user. */
  protected readonly newCfnProps: rds.CfnDBClusterProps;

  /** The security groups; none without a VPC. */
  protected readonly securityGroups: ec2.ISecurityGroup[];

  protected constructor(
    scope: Construct,
    id: string,
    props: ServerlessClusterBaseProps,
    sourceOf: (cluster: Construct) => ClusterSource,
  ) {
    super(scope, id);
    const { engine, vpc } = props;
    checkServerlessProps(this, props);
    Annotations.of(this).addWarningV2(
      "cdk-rockpool:auroraServerlessV1Retired",
      "AWS has ended Aurora Serverless v1, so a new cluster of this kind cannot be created there; use DatabaseCluster with writer: ClusterInstance.serverlessV2('writer')",
    );
    this.engine = engine;
    this.enableDataApi = props.enableDataApi;

    const network = vpc && placeCluster(this, { ...props, vpc });
    this.securityGroups = network?.securityGroups ?? [];
    const bound = engine.bindToCluster(this, { parameterGroup: props.parameterGroup });
    const source = sourceOf(this);

    this.newCfnProps = {
      engine: engine.engineType,
      engineVersion: engine.engineVersion?.fullVersion,
      engineMode: "serverless",
      dbClusterIdentifier: lowerCaseIdentifier(this, props.clusterIdentifier),
      databaseName: props.defaultDatabaseName,
      dbClusterParameterGroupName: bound.parameterGroup?.bindToCluster({}).parameterGroupName,
      dbSubnetGroupName: (network?.subnetGroup ?? props.subnetGroup)?.dbSubnetGroupRef.dbSubnetGroupName,
      vpcSecurityGroupIds: this.securityGroups.map((group) => group.securityGroupId),
      scalingConfiguration: props.scaling && scalingOf(props.scaling),
      enableHttpEndpoint: Lazy.any({ produce: () => this.enableDataApi }),
      storageEncrypted: true,
      backupRetentionPeriod: props.backupRetention?.toDays(),
      copyTagsToSnapshot: props.copyTagsToSnapshot ?? true,
      deletionProtection: deletionProtection(props.deletionProtection, props.removalPolicy),
    };
    const cluster = new rds.CfnDBCluster(this, "Resource", { ...this.newCfnProps, ...source.cfn });
    applyDatabasePolicy(cluster, props.removalPolicy);

    this.clusterIdentifier = cluster.ref;
    const port = Token.asNumber(cluster.attrEndpointPort);
    this.clusterEndpoint = new Endpoint(cluster.attrEndpointAddress, port);
    this.clusterReadEndpoint = new Endpoint(cluster.attrReadEndpointAddress, port);
    this.connections = new ec2.Connections({ securityGroups: this.securityGroups, defaultPort: ec2.Port.tcp(port) });
    this.secret = source.secret?.attach(this);
  }
}
