import { Annotations, FeatureFlags } from "aws-cdk-lib/core";
import { RDS_PREVENT_RENDERING_DEPRECATED_CREDENTIALS } from "aws-cdk-lib/cx-api";
import type * as rds from "aws-cdk-lib/aws-rds";
import type { Construct } from "constructs";
import type { DatabaseClusterBaseProps } from "./cluster-props";
import type { Credentials } from "./credentials";
import { managedSnapshotUser, secretOf, snapshotUser } from "./master-user";
import { type ClusterSource, NewDatabaseCluster } from "./new-cluster";
import { injectedProps } from "./property-injection";
import type { SnapshotCredentials } from "./snapshot-credentials";

/** Properties of a `DatabaseClusterFromSnapshot`. */
export interface DatabaseClusterFromSnapshotProps extends DatabaseClusterBaseProps {
  /** The snapshot: the name or the ARN of a cluster's, or the ARN of an instance's. */
  readonly snapshotIdentifier: string;

  /**
   * Credentials, of which RDS takes nothing: a restored cluster has the master user of the snapshot.
   *
   * @default - a secret with a password that the database does not know; with the feature flag
   * `@aws-cdk/aws-rds:preventRenderingDeprecatedCredentials` none
   *
   * @deprecated use `snapshotCredentials`, which set a new password
   */
  readonly credentials?: Credentials;

  /**
   * A new password for the master user. The user's name stays that of the snapshot.
   *
   * @default - the password of the snapshot
   */
  readonly snapshotCredentials?: SnapshotCredentials;

  /**
   * Whether RDS itself makes and rotates the master user's password from now on.
   *
   * @default false
   */
  readonly manageMasterUserPassword?: boolean;
}

/**
 * An Aurora cluster that is restored from a snapshot.
 *
 * @resource AWS::RDS::DBCluster
 */
export class DatabaseClusterFromSnapshot extends NewDatabaseCluster {
  /** The id of this class for `PropertyInjectors`. */
  public static readonly PROPERTY_INJECTION_ID: string = "cdk-rockpool.DatabaseClusterFromSnapshot";

  public constructor(scope: Construct, id: string, props: DatabaseClusterFromSnapshotProps) {
    props = injectedProps("DatabaseClusterFromSnapshot", scope, id, props);
    super(scope, id, props, (cluster, engine) => restoredSource(cluster, engine, props));
  }
}

function restoredSource(
  cluster: Construct,
  engine: rds.IClusterEngine,
  props: DatabaseClusterFromSnapshotProps,
): ClusterSource {
  const { snapshotIdentifier, credentials, snapshotCredentials } = props;
  warnAboutCredentials(cluster, props);
  if (props.manageMasterUserPassword) {
    const { cfn } = managedSnapshotUser(cluster, snapshotCredentials);
    return { cfn: { snapshotIdentifier, ...cfn }, managed: { key: snapshotCredentials?.encryptionKey } };
  }
  const leaveOut = FeatureFlags.of(cluster).isEnabled(RDS_PREVENT_RENDERING_DEPRECATED_CREDENTIALS);
  const idle = leaveOut ? undefined : secretOf(cluster, engine, credentials);
  const { cfn, secret } = snapshotUser(cluster, "SnapshotSecret", snapshotCredentials);
  return {
    cfn: { snapshotIdentifier, ...cfn },
    secret: secret ?? idle,
    idleSecret: secret && idle,
  };
}

function warnAboutCredentials(cluster: Construct, props: DatabaseClusterFromSnapshotProps): void {
  const { credentials, snapshotCredentials } = props;
  if (credentials && !credentials.password && !credentials.secret) {
    Annotations.of(cluster).addWarningV2(
      "@aws-cdk/aws-rds:useSnapshotCredentials",
      "credentials set no password on a restored cluster; use snapshotCredentials: SnapshotCredentials.fromGeneratedSecret() for a new one",
    );
  }
  if (!credentials && !snapshotCredentials) {
    Annotations.of(cluster).addWarningV2(
      "@aws-cdk/aws-rds:generatedCredsNotApplied",
      props.manageMasterUserPassword
        ? "RDS makes and rotates the master user's password, so addRotationSingleUser() and addRotationMultiUser() cannot be used"
        : "the master user keeps the password of the snapshot, which no secret here knows, so it cannot be rotated; use snapshotCredentials: SnapshotCredentials.fromGeneratedSecret() for a new one",
    );
  }
}
