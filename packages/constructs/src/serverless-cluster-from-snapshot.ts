import type { Construct } from "constructs";
import { snapshotUser } from "./master-user";
import { NewServerlessCluster } from "./new-serverless-cluster";
import type { ServerlessClusterFromSnapshotProps } from "./serverless-cluster-props";

/**
 * An Aurora Serverless v1 cluster that is restored from a snapshot.
 *
 * AWS has ended Serverless v1: restore into a `DatabaseClusterFromSnapshot` with `ClusterInstance.serverlessV2()`.
 *
 * @resource AWS::RDS::DBCluster
 */
export class ServerlessClusterFromSnapshot extends NewServerlessCluster {
  public constructor(scope: Construct, id: string, props: ServerlessClusterFromSnapshotProps) {
    super(scope, id, props, (cluster) => {
      const { cfn, secret } = snapshotUser(cluster, "Secret", props.credentials);
      return { cfn: { snapshotIdentifier: props.snapshotIdentifier, ...cfn }, secret };
    });
  }
}
