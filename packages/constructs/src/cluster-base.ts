import type * as iam from "aws-cdk-lib/aws-iam";
import * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import type * as ec2 from "aws-cdk-lib/aws-ec2";
import type * as rds from "aws-cdk-lib/aws-rds";
import type * as interfaces from "aws-cdk-lib/interfaces";
import { addProxy } from "./add-proxy";
import { grantLogin, rdsArn } from "./arn";
import { ClusterMetrics } from "./cluster-metrics";
import type { IDatabaseCluster } from "./cluster-ref";
import { grantDataApi } from "./data-api";
import { ProxyTarget } from "./proxy-target";
import { invalid } from "./validation/invalid";

/** What all Aurora clusters can do, made here or imported. */
export abstract class DatabaseClusterBase extends ClusterMetrics implements IDatabaseCluster {
  public abstract readonly engine?: rds.IClusterEngine;

  /** The immutable resource id, e.g. `cluster-ABCD1234EFGH5678IJKL90MNOP`. */
  public abstract readonly clusterResourceIdentifier: string;

  /** Identifiers of the instances. */
  public abstract readonly instanceIdentifiers: string[];

  /** Where the writer listens. */
  public abstract readonly clusterEndpoint: rds.Endpoint;

  /** Where the readers listen, in turn. */
  public abstract readonly clusterReadEndpoint: rds.Endpoint;

  /** Where each instance listens. */
  public abstract readonly instanceEndpoints: rds.Endpoint[];

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

  /** Puts a proxy in front of this cluster. */
  public addProxy(id: string, options: rds.DatabaseProxyOptions): rds.DatabaseProxy {
    return addProxy(this, id, ProxyTarget.fromCluster(this), options);
  }

  /** What a secret needs to know of this cluster to be attached to it. */
  public asSecretAttachmentTarget(): secretsmanager.SecretAttachmentTargetProps {
    return { targetId: this.clusterIdentifier, targetType: secretsmanager.AttachmentTargetType.RDS_DB_CLUSTER };
  }

  /**
   * Lets a grantee log in as a database user with IAM authentication.
   *
   * [disable-awslint:no-grants]
   */
  public grantConnect(grantee: iam.IGrantable, dbUser: string): iam.Grant {
    return grantLogin(this, grantee, this.clusterResourceIdentifier, dbUser);
  }

  /**
   * Lets a grantee run SQL over the Data API, and read the master user's secret, which that takes.
   *
   * [disable-awslint:no-grants]
   */
  public grantDataApiAccess(grantee: iam.IGrantable): iam.Grant {
    if (this.enableDataApi === false) {
      invalid(this, `the Data API of this cluster is off, so access to it cannot be granted; ${this._dataApiCure}`);
    }
    this.enableDataApi = true;
    return grantDataApi(grantee, this.clusterArn, this.secret);
  }

  /**
   * Has the Data API switched on, without granting anything.
   *
   * @internal
   */
  public _useDataApi(): void {
    if (this.enableDataApi === false) invalid(this, `the Data API of this cluster is off; ${this._dataApiCure}`);
    this.enableDataApi = true;
  }

  /**
   * What to do when the Data API is off.
   *
   * @internal
   */
  protected get _dataApiCure(): string {
    return "set enableDataApi: true";
  }
}
