import * as ec2 from "aws-cdk-lib/aws-ec2";
import * as rds from "aws-cdk-lib/aws-rds";
import * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import { Annotations, ArnFormat, Lazy, Resource, Stack, Token } from "aws-cdk-lib/core";
import type * as iam from "aws-cdk-lib/aws-iam";
import type * as interfaces from "aws-cdk-lib/interfaces";
import type { Construct } from "constructs";
import { grantDataApi } from "./data-api";
import { Endpoint } from "./endpoint";
import { lowerCaseIdentifier } from "./identifier";
import { masterUser } from "./master-user";
import { placeCluster } from "./network";
import { applyDatabasePolicy, deletionProtection } from "./removal";
import {
  rotateMultiUser,
  rotateSingleUser,
  type RotationMultiUserOptions,
  type RotationSingleUserOptions,
} from "./rotation";
import type {
  IServerlessCluster,
  ServerlessClusterAttributes,
  ServerlessClusterProps,
} from "./serverless-cluster-props";
import { invalid } from "./validation/invalid";
import { checkServerlessProps, scalingOf } from "./validation/serverless";

/** What all Aurora Serverless v1 clusters can do, made here or imported. */
export abstract class ServerlessClusterBase extends Resource implements IServerlessCluster {
  /** The identifier. */
  public abstract readonly clusterIdentifier: string;

  /** Where the writer listens. */
  public abstract readonly clusterEndpoint: rds.Endpoint;

  /** Where reads go. */
  public abstract readonly clusterReadEndpoint: rds.Endpoint;

  /** The network connections of this cluster. */
  public abstract readonly connections: ec2.Connections;

  /** The secret of the master user. */
  public abstract readonly secret?: secretsmanager.ISecret;

  /** Whether the Data API is on. Undefined: it is switched on by the first grant. */
  protected abstract enableDataApi?: boolean;

  /** The ARN of this cluster. */
  public get clusterArn(): string {
    return Stack.of(this).formatArn({
      service: "rds",
      resource: "cluster",
      resourceName: this.clusterIdentifier,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  /** This cluster, for constructs that take a reference. */
  public get dbClusterRef(): interfaces.aws_rds.DBClusterReference {
    return { dbClusterIdentifier: this.clusterIdentifier, dbClusterArn: this.clusterArn };
  }

  /**
   * Lets a grantee run SQL over the Data API, and read the master user's secret, which that takes.
   *
   * [disable-awslint:no-grants]
   */
  public grantDataApiAccess(grantee: iam.IGrantable): iam.Grant {
    if (this.enableDataApi === false) {
      invalid(this, "the Data API of this cluster is off, so access to it cannot be granted; set enableDataApi: true");
    }
    this.enableDataApi = true;
    // The policies of running stacks name all clusters here; naming one would change them.
    return grantDataApi(grantee, "*", this.secret);
  }

  /** What a secret needs to know of this cluster to be attached to it. */
  public asSecretAttachmentTarget(): secretsmanager.SecretAttachmentTargetProps {
    return { targetId: this.clusterIdentifier, targetType: secretsmanager.AttachmentTargetType.RDS_DB_CLUSTER };
  }

  /**
   * Has the Data API switched on, without granting anything.
   *
   * @internal
   */
  public _useDataApi(): void {
    if (this.enableDataApi === false) invalid(this, "the Data API of this cluster is off; set enableDataApi: true");
    this.enableDataApi = true;
  }
}

/**
 * An Aurora Serverless v1 cluster.
 *
 * AWS has ended Serverless v1: new clusters are a `DatabaseCluster` with `ClusterInstance.serverlessV2()`.
 *
 * @resource AWS::RDS::DBCluster
 */
export class ServerlessCluster extends ServerlessClusterBase {
  /** A cluster that exists outside of this app. */
  public static fromServerlessClusterAttributes(
    scope: Construct,
    id: string,
    attrs: ServerlessClusterAttributes,
  ): IServerlessCluster {
    return new ImportedServerlessCluster(scope, id, attrs);
  }

  /** The engine. */
  public readonly engine: rds.IClusterEngine;

  public readonly clusterIdentifier: string;
  public readonly clusterEndpoint: rds.Endpoint;
  public readonly clusterReadEndpoint: rds.Endpoint;
  public readonly connections: ec2.Connections;
  public readonly secret?: secretsmanager.ISecret;
  protected enableDataApi?: boolean;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: ServerlessClusterProps,
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
    const securityGroups = network?.securityGroups ?? [];
    const bound = engine.bindToCluster(this, { parameterGroup: props.parameterGroup });
    const user = masterUser(this, engine, props.credentials);

    const cluster = new rds.CfnDBCluster(this, "Resource", {
      engine: engine.engineType,
      engineVersion: engine.engineVersion?.fullVersion,
      engineMode: "serverless",
      dbClusterIdentifier: lowerCaseIdentifier(this, props.clusterIdentifier),
      databaseName: props.defaultDatabaseName,
      dbClusterParameterGroupName: bound.parameterGroup?.bindToCluster({}).parameterGroupName,
      dbSubnetGroupName: (network?.subnetGroup ?? props.subnetGroup)?.dbSubnetGroupRef.dbSubnetGroupName,
      vpcSecurityGroupIds: securityGroups.map((group) => group.securityGroupId),
      scalingConfiguration: props.scaling && scalingOf(props.scaling),
      enableHttpEndpoint: Lazy.any({ produce: () => this.enableDataApi }),
      storageEncrypted: true,
      kmsKeyId: props.storageEncryptionKey?.keyArn,
      backupRetentionPeriod: props.backupRetention?.toDays(),
      copyTagsToSnapshot: props.copyTagsToSnapshot ?? true,
      deletionProtection: deletionProtection(props.deletionProtection, props.removalPolicy),
      ...user.cfn,
    });
    applyDatabasePolicy(cluster, props.removalPolicy);

    this.clusterIdentifier = cluster.ref;
    const port = Token.asNumber(cluster.attrEndpointPort);
    this.clusterEndpoint = new Endpoint(cluster.attrEndpointAddress, port);
    this.clusterReadEndpoint = new Endpoint(cluster.attrReadEndpointAddress, port);
    this.connections = new ec2.Connections({ securityGroups, defaultPort: ec2.Port.tcp(port) });
    this.secret = user.secret?.attach(this);
  }

  /** Rotates the master user's password. */
  public addRotationSingleUser(options: RotationSingleUserOptions = {}): secretsmanager.SecretRotation {
    return rotateSingleUser(this.rotationTarget(), options);
  }

  /** Rotates another user's password, with the master user's help. */
  public addRotationMultiUser(id: string, options: RotationMultiUserOptions): secretsmanager.SecretRotation {
    return rotateMultiUser(this.rotationTarget(), id, options);
  }

  private rotationTarget() {
    return {
      scope: this,
      target: this,
      secret: this.secret,
      vpc: this.props.vpc,
      vpcSubnets: this.props.vpcSubnets,
      single: this.props.engine.singleUserRotationApplication,
      multi: this.props.engine.multiUserRotationApplication,
    };
  }
}

class ImportedServerlessCluster extends ServerlessClusterBase {
  public readonly clusterIdentifier: string;
  public readonly connections: ec2.Connections;
  public readonly secret?: secretsmanager.ISecret;
  // Nothing is known of an imported cluster's Data API, so a grant is taken at its word.
  protected enableDataApi?: boolean = true;

  public constructor(
    scope: Construct,
    id: string,
    private readonly attrs: ServerlessClusterAttributes,
  ) {
    super(scope, id);
    this.clusterIdentifier = attrs.clusterIdentifier;
    this.secret = attrs.secret;
    this.connections = new ec2.Connections({
      securityGroups: attrs.securityGroups,
      defaultPort: attrs.port === undefined ? undefined : ec2.Port.tcp(attrs.port),
    });
  }

  public get clusterEndpoint(): rds.Endpoint {
    return this.endpoint("clusterEndpointAddress", this.attrs.clusterEndpointAddress);
  }

  public get clusterReadEndpoint(): rds.Endpoint {
    return this.endpoint("readerEndpointAddress", this.attrs.readerEndpointAddress);
  }

  private endpoint(name: string, address: string | undefined): Endpoint {
    if (address === undefined || this.attrs.port === undefined) {
      invalid(
        this,
        `${name} or port of this imported cluster is not known; give both to ServerlessCluster.fromServerlessClusterAttributes()`,
      );
    }
    return new Endpoint(address, this.attrs.port);
  }
}
