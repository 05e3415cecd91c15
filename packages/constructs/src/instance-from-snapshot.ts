import type { Construct } from "constructs";
import type { DatabaseInstanceSourceProps } from "./database-instance-props";
import { snapshotUser } from "./master-user";
import { injectedProps } from "./property-injection";
import type { SnapshotCredentials } from "./snapshot-credentials";
import { SourceDatabaseInstance } from "./source-instance";
import { invalid } from "./validation/invalid";

/** Properties of a `DatabaseInstanceFromSnapshot`. */
export interface DatabaseInstanceFromSnapshotProps extends DatabaseInstanceSourceProps {
  /**
   * Name or ARN of the snapshot of an instance; of one that another account shares, the ARN. This or `clusterSnapshotIdentifier`.
   *
   * @default - none
   */
  readonly snapshotIdentifier?: string;

  /**
   * Name or ARN of the snapshot of a Multi-AZ DB cluster, not of an Aurora one. This or `snapshotIdentifier`.
   *
   * @default - none
   */
  readonly clusterSnapshotIdentifier?: string;

  /**
   * A new password for the master user. Its name is the snapshot's.
   *
   * @default - name and password are the snapshot's
   */
  readonly credentials?: SnapshotCredentials;
}

/**
 * An instance that is restored from a snapshot.
 *
 * @resource AWS::RDS::DBInstance
 */
export class DatabaseInstanceFromSnapshot extends SourceDatabaseInstance {
  /** The id of this class for `PropertyInjectors`. */
  public static readonly PROPERTY_INJECTION_ID: string = "cdk-rockpool.DatabaseInstanceFromSnapshot";

  public constructor(scope: Construct, id: string, props: DatabaseInstanceFromSnapshotProps) {
    props = injectedProps("DatabaseInstanceFromSnapshot", scope, id, props);
    super(scope, id, props, (instance) => {
      checkSnapshot(instance, props);
      const { cfn, secret } = snapshotUser(instance, "Secret", props.credentials);
      return {
        restored: true,
        secret,
        cfn: {
          ...cfn,
          dbSnapshotIdentifier: props.snapshotIdentifier,
          dbClusterSnapshotIdentifier: props.clusterSnapshotIdentifier,
        },
      };
    });
  }
}

function checkSnapshot(scope: Construct, props: DatabaseInstanceFromSnapshotProps): void {
  const { snapshotIdentifier, clusterSnapshotIdentifier } = props;
  if (!snapshotIdentifier && !clusterSnapshotIdentifier) {
    invalid(scope, "there is no snapshot to restore; give snapshotIdentifier or clusterSnapshotIdentifier");
  }
  if (snapshotIdentifier && clusterSnapshotIdentifier) {
    invalid(scope, "snapshotIdentifier and clusterSnapshotIdentifier are both given; keep one of them");
  }
}
