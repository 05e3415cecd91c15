import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import { Resource } from "aws-cdk-lib/core";

/** The CloudWatch metrics of a cluster. Averages over 5 minutes unless the options say otherwise. */
export abstract class ClusterMetrics extends Resource {
  /** The identifier of the cluster. */
  public abstract readonly clusterIdentifier: string;

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
