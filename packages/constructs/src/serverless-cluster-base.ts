import * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import { Resource } from "aws-cdk-lib/core";
import type * as ec2 from "aws-cdk-lib/aws-ec2";
import type * as iam from "aws-cdk-lib/aws-iam";
import type * as rds from "aws-cdk-lib/aws-rds";
import type * as interfaces from "aws-cdk-lib/interfaces";
import { rdsArn } from "./arn";
import { grantDataApi } from "./data-api";
import type { IServerlessCluster } from "./serverless-cluster-props";
import { invalid } from "./validation/invalid";

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
    return rdsArn(this, "cluster", this.clusterIdentifier);
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
