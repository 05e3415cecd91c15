import * as ec2 from "aws-cdk-lib/aws-ec2";
import type * as rds from "aws-cdk-lib/aws-rds";
import type * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { DatabaseClusterBase } from "./cluster-base";
import type { DatabaseClusterBaseProps } from "./cluster-props";
import type { DatabaseClusterAttributes, IDatabaseCluster } from "./cluster-ref";
import type { Credentials } from "./credentials";
import { Endpoint } from "./endpoint";
import { managedMasterUser, masterUser } from "./master-user";
import { type ClusterSource, NewDatabaseCluster } from "./new-cluster";
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
  /** A cluster that exists outside of this app. */
  public static fromDatabaseClusterAttributes(
    scope: Construct,
    id: string,
    attrs: DatabaseClusterAttributes,
  ): IDatabaseCluster {
    return new ImportedDatabaseCluster(scope, id, attrs);
  }

  public constructor(scope: Construct, id: string, props: DatabaseClusterProps) {
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

class ImportedDatabaseCluster extends DatabaseClusterBase {
  public readonly clusterIdentifier: string;
  public readonly connections: ec2.Connections;
  public readonly engine?: rds.IClusterEngine;
  public readonly secret?: secretsmanager.ISecret;
  protected enableDataApi?: boolean;

  public constructor(
    scope: Construct,
    id: string,
    private readonly attrs: DatabaseClusterAttributes,
  ) {
    super(scope, id);
    this.clusterIdentifier = attrs.clusterIdentifier;
    this.connections = new ec2.Connections({
      securityGroups: attrs.securityGroups,
      defaultPort: attrs.port === undefined ? undefined : ec2.Port.tcp(attrs.port),
    });
    this.engine = attrs.engine;
    this.secret = attrs.secret;
    this.enableDataApi = attrs.dataApiEnabled ?? false;
  }

  public get clusterResourceIdentifier(): string {
    return this.known("clusterResourceIdentifier", this.attrs.clusterResourceIdentifier);
  }

  public get clusterEndpoint(): rds.Endpoint {
    return new Endpoint(this.known("clusterEndpointAddress", this.attrs.clusterEndpointAddress), this.port());
  }

  public get clusterReadEndpoint(): rds.Endpoint {
    return new Endpoint(this.known("readerEndpointAddress", this.attrs.readerEndpointAddress), this.port());
  }

  public get instanceIdentifiers(): string[] {
    return this.known("instanceIdentifiers", this.attrs.instanceIdentifiers);
  }

  public get instanceEndpoints(): rds.Endpoint[] {
    return this.known("instanceEndpointAddresses", this.attrs.instanceEndpointAddresses).map(
      (address) => new Endpoint(address, this.port()),
    );
  }

  /** @internal */
  public override _useDataApi(): void {
    // It cannot be switched on from here. Whoever builds on it says with that that it is on.
    if (this.attrs.dataApiEnabled === false) super._useDataApi();
  }

  /** @internal */
  protected override get _dataApiCure(): string {
    return "switch it on where the cluster is made, and import the cluster with dataApiEnabled: true";
  }

  private port(): number {
    return this.known("port", this.attrs.port);
  }

  private known<T>(name: string, value: T | undefined): T {
    if (value === undefined) {
      invalid(
        this,
        `${name} of this imported cluster is not known; give it to DatabaseCluster.fromDatabaseClusterAttributes()`,
      );
    }
    return value;
  }
}
