import * as ec2 from "aws-cdk-lib/aws-ec2";
import type * as rds from "aws-cdk-lib/aws-rds";
import type * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { Endpoint } from "./endpoint";
import { ServerlessClusterBase } from "./serverless-cluster-base";
import type { ServerlessClusterAttributes } from "./serverless-cluster-props";
import { invalid } from "./validation/invalid";

/** A Serverless v1 cluster that exists outside of this app. What is not known of it is missed when it is asked for. */
export class ImportedServerlessCluster extends ServerlessClusterBase {
  public readonly clusterIdentifier: string;
  public readonly connections: ec2.Connections;
  public readonly secret?: secretsmanager.ISecret;
  // Nothing is known of an imported cluster's Data API, so a grant is taken at its word.
  protected enableDataApi?: boolean = true;

  public constructor(
    scope: Construct,
    id: string,
    private readonly attrs: ServerlessClusterAttributes,
  ) {
    super(scope, id);
    this.clusterIdentifier = attrs.clusterIdentifier;
    this.secret = attrs.secret;
    this.connections = new ec2.Connections({
      securityGroups: attrs.securityGroups,
      defaultPort: attrs.port === undefined ? undefined : ec2.Port.tcp(attrs.port),
    });
  }

  public get clusterEndpoint(): rds.Endpoint {
    return this.endpoint("clusterEndpointAddress", this.attrs.clusterEndpointAddress);
  }

  public get clusterReadEndpoint(): rds.Endpoint {
    return this.endpoint("readerEndpointAddress", this.attrs.readerEndpointAddress);
  }

  private endpoint(name: string, address: string | undefined): Endpoint {
    if (address === undefined || this.attrs.port === undefined) {
      invalid(
        this,
        `${name} or port of this imported cluster is not known; give both to ServerlessCluster.fromServerlessClusterAttributes()`,
      );
    }
    return new Endpoint(address, this.attrs.port);
  }
}
