import { CfnResource } from "aws-cdk-lib/core";
import type * as rds from "aws-cdk-lib/aws-rds";
import type { IConstruct } from "constructs";
import type { DatabaseProxy } from "./proxy";
import { invalid } from "./validation/invalid";

/** What a proxy learns of its database. */
export interface ProxyTargetConfig {
  /** The engine family: `MYSQL`, `POSTGRESQL` or `SQLSERVER`. */
  readonly engineFamily: string;

  /**
   * The instance behind the proxy, if it is one.
   *
   * @default - a cluster is
   */
  readonly dbInstances?: rds.IDatabaseInstance[];

  /**
   * The cluster behind the proxy, if it is one.
   *
   * @default - an instance is
   */
  readonly dbClusters?: rds.IDatabaseCluster[];
}

/** The database behind a proxy: an instance or a cluster, of this library or of `aws-cdk-lib`, made here or imported. */
export class ProxyTarget {
  /** An instance. */
  public static fromInstance(instance: rds.IDatabaseInstance): ProxyTarget {
    return new ProxyTarget(instance, { dbInstances: [instance] });
  }

  /** A cluster. */
  public static fromCluster(cluster: rds.IDatabaseCluster): ProxyTarget {
    return new ProxyTarget(cluster, { dbClusters: [cluster] });
  }

  private constructor(
    private readonly database: rds.IDatabaseInstance | rds.IDatabaseCluster,
    private readonly kind: Pick<ProxyTargetConfig, "dbInstances" | "dbClusters">,
  ) {}

  /**
   * Lets the proxy in, and tells it what it needs to know of the database.
   *
   * @throws if the engine or the port of an imported database is not known, or if there are no proxies for the engine
   */
  public bind(proxy: DatabaseProxy): ProxyTargetConfig {
    const { database } = this;
    const kind = this.kind.dbClusters ? "Cluster" : "Instance";
    const engine = database.engine;
    if (!engine) {
      invalid(
        proxy,
        `the engine of ${database.node.path} is not known; give engine where the ${kind.toLowerCase()} is imported`,
      );
    }
    if (!engine.engineFamily) {
      invalid(
        proxy,
        `${database.node.path} runs ${engine.engineType}, for which RDS has no proxies; it has them for MySQL, MariaDB, PostgreSQL and SQL Server`,
      );
    }
    if (!database.connections.defaultPort) {
      invalid(
        proxy,
        `the port of ${database.node.path} is not known, so the proxy cannot be let in; give port where the ${kind.toLowerCase()} is imported`,
      );
    }
    database.connections.allowDefaultPortFrom(proxy, `Allow connections to the database ${kind} from the Proxy`);
    return { engineFamily: engine.engineFamily, ...this.kind };
  }
}

/** The resources of a cluster that must be there before a proxy can be told of it: it has no targets until it has instances. */
export function resourcesOf(cluster: IConstruct): CfnResource[] {
  const own = [cluster.node.defaultChild].filter(isResource("AWS::RDS::DBCluster"));
  const instances = cluster.node.children
    .map((child) => (CfnResource.isCfnResource(child) ? child : child.node.defaultChild))
    .filter(isResource("AWS::RDS::DBInstance"));
  return [...own, ...instances];
}

function isResource(type: string) {
  return (construct: IConstruct | undefined): construct is CfnResource =>
    construct !== undefined && CfnResource.isCfnResource(construct) && construct.cfnResourceType === type;
}
