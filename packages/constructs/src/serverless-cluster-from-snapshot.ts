import type { Construct } from "constructs";
import { snapshotUser } from "./master-user";
import { NewServerlessCluster } from "./new-serverless-cluster";
import { injectedProps } from "./property-injection";
import type { ServerlessClusterFromSnapshotProps } from "./serverless-cluster-props";

/**
 * An Aurora Serverless v1 cluster that is restored from a snapshot.
 *
 * AWS has ended Serverless v1: restore into a `DatabaseClusterFromSnapshot` with `ClusterInstance.serverlessV2()`.
 *
 * @resource AWS::RDS::DBCluster
 */
export class ServerlessClusterFromSnapshot extends NewServerlessCluster {
  /** The id of this class for `PropertyInjectors`. */
  public static readonly PROPERTY_INJECTION_ID: string = "cdk-rockpool.ServerlessClusterFromSnapshot";

  public constructor(scope: Construct, id: string, props: ServerlessClusterFromSnapshotProps) {
    props = injectedProps("ServerlessClusterFromSnapshot", scope, id, props);
    super(scope, id, props, (cluster) => {
      const { cfn, secret } = snapshotUser(cluster, "Secret", props.credentials);
      return { cfn: { snapshotIdentifier: props.snapshotIdentifier, ...cfn }, secret };
    });
  }
}
