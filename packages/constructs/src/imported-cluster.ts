import * as ec2 from "aws-cdk-lib/aws-ec2";
import type * as rds from "aws-cdk-lib/aws-rds";
import type * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { DatabaseClusterBase } from "./cluster-base";
import type { DatabaseClusterAttributes } from "./cluster-ref";
import { Endpoint } from "./endpoint";
import { invalid } from "./validation/invalid";

/** A cluster that exists outside of this app. What is not known of it is missed when it is asked for. */
export class ImportedDatabaseCluster extends DatabaseClusterBase {
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
