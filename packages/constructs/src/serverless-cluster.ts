import type * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { ImportedServerlessCluster } from "./imported-serverless-cluster";
import { masterUser } from "./master-user";
import { NewServerlessCluster } from "./new-serverless-cluster";
import { withoutNulls } from "./nulls";
import { injectedProps } from "./property-injection";
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

/**
 * An Aurora Serverless v1 cluster.
 *
 * AWS has ended Serverless v1: new clusters are a `DatabaseCluster` with `ClusterInstance.serverlessV2()`.
 *
 * @resource AWS::RDS::DBCluster
 */
export class ServerlessCluster extends NewServerlessCluster {
  /** The id of this class for `PropertyInjectors`. */
  public static readonly PROPERTY_INJECTION_ID: string = "cdk-rockpool.ServerlessCluster";

  /** A cluster that exists outside of this app. */
  public static fromServerlessClusterAttributes(
    scope: Construct,
    id: string,
    attrs: ServerlessClusterAttributes,
  ): IServerlessCluster {
    return new ImportedServerlessCluster(scope, id, withoutNulls(attrs));
  }

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: ServerlessClusterProps,
  ) {
    props = injectedProps("ServerlessCluster", scope, id, props);
    super(scope, id, props, (cluster) => {
      const { cfn, secret } = masterUser(cluster, props.engine, props.credentials);
      return { cfn: { kmsKeyId: props.storageEncryptionKey?.keyArn, ...cfn }, secret };
    });
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
