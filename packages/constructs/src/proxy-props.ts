import type * as ec2 from "aws-cdk-lib/aws-ec2";
import type * as iam from "aws-cdk-lib/aws-iam";
import type * as rds from "aws-cdk-lib/aws-rds";
import type * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import type { Duration } from "aws-cdk-lib/core";
import type { ProxyTarget } from "./proxy-target";

/** A proxy, of this app or from elsewhere. It fits wherever `aws-cdk-lib` asks for its own. */
export interface IDatabaseProxy extends rds.IDatabaseProxy {}

/** How clients prove their password to a proxy. Each type belongs to one engine family. */
export enum ClientPasswordAuthType {
  /** MySQL: `mysql_native_password`. */
  MYSQL_NATIVE_PASSWORD = "MYSQL_NATIVE_PASSWORD",
  /** PostgreSQL: SCRAM-SHA-256. */
  POSTGRES_SCRAM_SHA_256 = "POSTGRES_SCRAM_SHA_256",
  /** PostgreSQL: MD5. */
  POSTGRES_MD5 = "POSTGRES_MD5",
  /** SQL Server: a login with a password. */
  SQL_SERVER_AUTHENTICATION = "SQL_SERVER_AUTHENTICATION",
  /** MySQL: `caching_sha2_password`. */
  MYSQL_CACHING_SHA2_PASSWORD = "MYSQL_CACHING_SHA2_PASSWORD",
}

/** How a proxy logs in to its database when no secret says otherwise. */
export enum DefaultAuthScheme {
  /** With IAM, from the client through to the database; no secrets are needed. */
  IAM_AUTH = "IAM_AUTH",
  /** With the secrets of the proxy. */
  NONE = "NONE",
}

/** Statements that would pin a client to one database connection, and shall not. */
export class SessionPinningFilter {
  /** Statements that set variables of the session. */
  public static readonly EXCLUDE_VARIABLE_SETS = SessionPinningFilter.of("EXCLUDE_VARIABLE_SETS");

  /** A filter that has no constant here. */
  public static of(filterName: string): SessionPinningFilter {
    return new SessionPinningFilter(filterName);
  }

  private constructor(
    /** The name of the filter. */
    public readonly filterName: string,
  ) {}
}

/** Options of a proxy whose database is known, as for `addProxy`. */
export interface DatabaseProxyOptions {
  /**
   * The name of the proxy: letters, digits and hyphens.
   *
   * @default - the construct's id; with the feature flag `@aws-cdk/aws-rds:databaseProxyUniqueResourceName` a name from its path
   */
  readonly dbProxyName?: string;

  /**
   * How long a client waits for a free connection when all are in use. 0 waits without end.
   *
   * @default - RDS takes 120 seconds
   */
  readonly borrowTimeout?: Duration;

  /**
   * SQL statements that every new database connection begins with, with `;` in between. Not for PostgreSQL.
   *
   * @default - none
   */
  readonly initQuery?: string;

  /**
   * The most database connections, in percent of the database's `max_connections`: 1 to 100.
   *
   * @default - RDS takes 100
   */
  readonly maxConnectionsPercent?: number;

  /**
   * The most idle database connections, in percent of `max_connections`: 0 to `maxConnectionsPercent`.
   *
   * @default - RDS takes 50
   */
  readonly maxIdleConnectionsPercent?: number;

  /**
   * Statements that do not pin a client to one database connection.
   *
   * @default - none
   */
  readonly sessionPinningFilters?: SessionPinningFilter[];

  /**
   * Whether the log has details, the text of statements among them. Mind what they contain.
   *
   * @default false
   */
  readonly debugLogging?: boolean;

  /**
   * Whether clients must log in to the proxy with IAM.
   *
   * @default false
   */
  readonly iamAuth?: boolean;

  /**
   * How long an idle client stays connected: up to 8 hours.
   *
   * @default - RDS takes 30 minutes
   */
  readonly idleClientTimeout?: Duration;

  /**
   * Whether clients must use TLS.
   *
   * @default true
   */
  readonly requireTLS?: boolean;

  /**
   * The role with which the proxy reads its secrets.
   *
   * @default - a new one
   */
  readonly role?: iam.IRole;

  /**
   * The secrets of the database users that the proxy logs in as. Needed unless `defaultAuthScheme` is `IAM_AUTH`.
   *
   * @default - none
   */
  readonly secrets?: secretsmanager.ISecret[];

  /**
   * The security groups of the proxy. The database lets them in on its port.
   *
   * @default - a new one
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Which subnets of the VPC.
   *
   * @default - the private subnets
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /** The VPC. */
  readonly vpc: ec2.IVpc;

  /**
   * How clients prove their password.
   *
   * @default - RDS takes the engine's usual type
   */
  readonly clientPasswordAuthType?: ClientPasswordAuthType;

  /**
   * How the proxy logs in to the database when no secret says otherwise.
   *
   * @default DefaultAuthScheme.NONE
   */
  readonly defaultAuthScheme?: DefaultAuthScheme;
}

/** Properties of a `DatabaseProxy`. */
export interface DatabaseProxyProps extends DatabaseProxyOptions {
  /** The database behind the proxy. */
  readonly proxyTarget: ProxyTarget;
}

/** What is known of a proxy that exists outside of this app. */
export interface DatabaseProxyAttributes {
  /** The name. */
  readonly dbProxyName: string;

  /** The ARN. */
  readonly dbProxyArn: string;

  /** The host name. */
  readonly endpoint: string;

  /** The security groups. */
  readonly securityGroups: ec2.ISecurityGroup[];
}
