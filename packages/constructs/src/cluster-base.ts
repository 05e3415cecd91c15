import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import { Resource } from "aws-cdk-lib/core";
import type * as ec2 from "aws-cdk-lib/aws-ec2";
import type * as iam from "aws-cdk-lib/aws-iam";
import type * as rds from "aws-cdk-lib/aws-rds";
import type * as interfaces from "aws-cdk-lib/interfaces";
import { addProxy } from "./add-proxy";
import { grantLogin, rdsArn } from "./arn";
import type { IDatabaseCluster } from "./cluster-ref";
import { grantDataApi } from "./data-api";
import { ProxyTarget } from "./proxy-target";
import { invalid } from "./validation/invalid";

/** What all Aurora clusters can do, made here or imported. */
export abstract class DatabaseClusterBase extends Resource implements IDatabaseCluster {
  public abstract readonly engine?: rds.IClusterEngine;

  /** The identifier. */
  public abstract readonly clusterIdentifier: string;

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

  // CloudWatch metrics: averages over 5 minutes unless the options say otherwise.

  /**
   * Any metric of this cluster in `AWS/RDS`.
   *
   * @param metricName e.g. `AuroraReplicaLag`
   * @param props period, statistic and the like
   */
  public metric(metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: "AWS/RDS",
      metricName,
      dimensionsMap: { DBClusterIdentifier: this.clusterIdentifier },
      ...props,
    }).attachTo(this);
  }

  /** The share of the processors in use, in percent. */
  public metricCPUUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("CPUUtilization", props);
  }

  /** The number of client connections. */
  public metricDatabaseConnections(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("DatabaseConnections", props);
  }

  /** Deadlocks in a second. */
  public metricDeadlocks(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("Deadlocks", props);
  }

  /** How long the instance has been running, in seconds. */
  public metricEngineUptime(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("EngineUptime", props);
  }

  /** Memory that is free or can be freed, in bytes. */
  public metricFreeableMemory(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("FreeableMemory", props);
  }

  /** Local storage that is free, in bytes. */
  public metricFreeLocalStorage(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("FreeLocalStorage", props);
  }

  /** Bytes received from clients in a second. */
  public metricNetworkReceiveThroughput(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("NetworkReceiveThroughput", props);
  }

  /** Bytes received from and sent to clients in a second. */
  public metricNetworkThroughput(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("NetworkThroughput", props);
  }

  /** Bytes sent to clients in a second. */
  public metricNetworkTransmitThroughput(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("NetworkTransmitThroughput", props);
  }

  /** Storage of all snapshots beyond the backup retention, in bytes. */
  public metricSnapshotStorageUsed(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("SnapshotStorageUsed", props);
  }

  /** Backup storage that is billed, in bytes. */
  public metricTotalBackupStorageBilled(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("TotalBackupStorageBilled", props);
  }

  /** Storage in use, in bytes. */
  public metricVolumeBytesUsed(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("VolumeBytesUsed", props);
  }

  /** Billed read operations in 5 minutes. */
  public metricVolumeReadIOPs(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("VolumeReadIOPs", props);
  }

  /** Billed write operations in 5 minutes. */
  public metricVolumeWriteIOPs(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("VolumeWriteIOPs", props);
  }
}
