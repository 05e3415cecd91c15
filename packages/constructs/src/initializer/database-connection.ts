import * as iam from "aws-cdk-lib/aws-iam";
import * as rds from "aws-cdk-lib/aws-rds";
import type * as lambda from "aws-cdk-lib/aws-lambda";
import type * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import { DatabaseClusterBase } from "../cluster-base";
import { NewServerlessCluster } from "../new-serverless-cluster";
import { ServerlessClusterBase } from "../serverless-cluster-base";
import { invalid } from "../validation/invalid";
import type { Dialect } from "./sql/tokens";

/** How the Data API reaches a cluster. */
export interface DataApiConnectionOptions {
  /**
   * The secret of the user who runs the SQL, with `username` and `password`.
   *
   * @default - the secret of the master user
   */
  readonly secret?: secretsmanager.ISecret;

  /**
   * The engine, for clusters that do not tell: imported ones, and Serverless v1 clusters of `aws-cdk-lib`.
   *
   * @default - the engine of the cluster
   */
  readonly engine?: rds.IClusterEngine;
}

const DIALECTS: Record<string, Dialect> = { POSTGRESQL: "postgresql", MYSQL: "mysql" };

/** The way to a database. */
export class DatabaseConnection {
  /**
   * The Data API of a cluster: SQL over HTTPS, without a network connection. It is switched on if it is not off on purpose.
   *
   * @param cluster a cluster of this library or of `aws-cdk-lib`; for an imported one, give the secret
   * @param options other credentials than the master user's
   */
  public static dataApi(
    cluster: rds.IDatabaseCluster | rds.IServerlessCluster,
    options: DataApiConnectionOptions = {},
  ): DatabaseConnection {
    const secret = options.secret ?? secretOf(cluster);
    if (!secret) {
      invalid(
        cluster,
        "the secret of this cluster is not known, and the Data API takes one; pass it: DatabaseConnection.dataApi(cluster, { secret })",
      );
    }
    const family = (options.engine ?? engineOf(cluster))?.engineFamily;
    const dialect = family === undefined ? undefined : DIALECTS[family];
    if (!dialect) {
      invalid(
        cluster,
        "the engine of this cluster is not known, so its SQL cannot be read; pass it: DatabaseConnection.dataApi(cluster, { engine })",
      );
    }
    return new DatabaseConnection(cluster, secret, dialect);
  }

  private constructor(
    /** @internal */
    public readonly _cluster: rds.IDatabaseCluster | rds.IServerlessCluster,
    /** The secret of the user who runs the SQL. */
    public readonly secret: secretsmanager.ISecret,
    /** @internal */
    public readonly _dialect: Dialect,
  ) {}

  /**
   * Lets a function run SQL here, and nothing else.
   *
   * @internal
   */
  public _grant(handler: lambda.IFunction): void {
    const cluster = this._cluster;
    if (cluster instanceof DatabaseClusterBase || cluster instanceof ServerlessClusterBase) {
      cluster._useDataApi();
      handler.addToRolePolicy(new iam.PolicyStatement({ actions: ACTIONS, resources: [cluster.clusterArn] }));
    } else {
      // The only way to have a cluster of aws-cdk-lib switch its Data API on.
      cluster.grantDataApiAccess(handler);
    }
    this.secret.grantRead(handler);
  }
}

const ACTIONS = [
  "rds-data:BeginTransaction",
  "rds-data:CommitTransaction",
  "rds-data:ExecuteStatement",
  "rds-data:RollbackTransaction",
];

function secretOf(cluster: rds.IDatabaseCluster | rds.IServerlessCluster): secretsmanager.ISecret | undefined {
  const known =
    cluster instanceof DatabaseClusterBase ||
    cluster instanceof ServerlessClusterBase ||
    cluster instanceof rds.DatabaseClusterBase ||
    cluster instanceof rds.ServerlessCluster ||
    cluster instanceof rds.ServerlessClusterFromSnapshot;
  return known ? cluster.secret : undefined;
}

function engineOf(cluster: rds.IDatabaseCluster | rds.IServerlessCluster): rds.IClusterEngine | undefined {
  if (cluster instanceof NewServerlessCluster) return cluster.engine;
  return "engine" in cluster ? cluster.engine : undefined;
}
