import type * as rds from "aws-cdk-lib/aws-rds";
import type { Construct } from "constructs";
import { lookUpCluster } from "./cluster-lookup";
import type { DatabaseClusterBaseProps } from "./cluster-props";
import type { DatabaseClusterAttributes, DatabaseClusterLookupOptions, IDatabaseCluster } from "./cluster-ref";
import type { Credentials } from "./credentials";
import { ImportedDatabaseCluster } from "./imported-cluster";
import { managedMasterUser, masterUser } from "./master-user";
import { type ClusterSource, NewDatabaseCluster } from "./new-cluster";
import { withoutNulls } from "./nulls";
import { injectedProps } from "./property-injection";
import { invalid } from "./validation/invalid";

/** Properties of a `DatabaseCluster`. */
export interface DatabaseClusterProps extends DatabaseClusterBaseProps {
  /**
   * The master user.
   *
   * @default - `postgres` on PostgreSQL, `admin` on MySQL, with a generated password
   */
  readonly credentials?: Credentials;

  /**
   * The ARN of the database that this cluster replicates. Not together with `credentials`.
   *
   * @default - no replica
   */
  readonly replicationSourceIdentifier?: string;

  /**
   * Whether RDS itself makes and rotates the master user's password.
   *
   * @default false
   */
  readonly manageMasterUserPassword?: boolean;
}

/**
 * An Aurora cluster with its instances, in a VPC.
 *
 * @resource AWS::RDS::DBCluster
 */
export class DatabaseCluster extends NewDatabaseCluster {
  /** The id of this class for `PropertyInjectors`. */
  public static readonly PROPERTY_INJECTION_ID: string = "cdk-rockpool.DatabaseCluster";

  /**
   * A cluster that exists outside of this app, looked up in the account and region of the stack.
   *
   * The answer is kept in `cdk.context.json`; until the CLI has looked, the values are made up.
   *
   * @throws if the identifier is a token, or if there is no such cluster
   */
  public static fromLookup(scope: Construct, id: string, options: DatabaseClusterLookupOptions): IDatabaseCluster {
    return new ImportedDatabaseCluster(scope, id, lookUpCluster(scope, options.clusterIdentifier));
  }

  /** A cluster that exists outside of this app. */
  public static fromDatabaseClusterAttributes(
    scope: Construct,
    id: string,
    attrs: DatabaseClusterAttributes,
  ): IDatabaseCluster {
    return new ImportedDatabaseCluster(scope, id, withoutNulls(attrs));
  }

  public constructor(scope: Construct, id: string, props: DatabaseClusterProps) {
    props = injectedProps("DatabaseCluster", scope, id, props);
    super(scope, id, props, (cluster, engine) => newSource(cluster, engine, props));
  }
}

function newSource(cluster: Construct, engine: rds.IClusterEngine, props: DatabaseClusterProps): ClusterSource {
  if (props.replicationSourceIdentifier !== undefined) {
    if (props.credentials) {
      invalid(
        cluster,
        "credentials are given for a replica, which has the master user of its source; leave credentials out",
      );
    }
    if (props.manageMasterUserPassword) {
      invalid(
        cluster,
        "manageMasterUserPassword is given for a replica; it takes over the users of its source, so leave it out",
      );
    }
    // A replica has the master user of its source. The secret is of no use to it, but stacks that run have it.
    const { secret } = masterUser(cluster, engine, undefined);
    return { cfn: { replicationSourceIdentifier: props.replicationSourceIdentifier }, secret };
  }
  if (props.manageMasterUserPassword) {
    return {
      ...managedMasterUser(cluster, engine, props.credentials),
      managed: { key: props.credentials?.encryptionKey },
    };
  }
  return masterUser(cluster, engine, props.credentials);
}
