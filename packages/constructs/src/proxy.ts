import * as ec2 from "aws-cdk-lib/aws-ec2";
import * as iam from "aws-cdk-lib/aws-iam";
import * as rds from "aws-cdk-lib/aws-rds";
import * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import { Annotations, ArnFormat, FeatureFlags, Lazy, Names, Resource, Stack } from "aws-cdk-lib/core";
import { DATABASE_PROXY_UNIQUE_RESOURCE_NAME } from "aws-cdk-lib/cx-api";
import type * as interfaces from "aws-cdk-lib/interfaces";
import type { Construct } from "constructs";
import { grantLogin } from "./arn";
import { injectedProps } from "./property-injection";
import { DatabaseProxyEndpoint } from "./proxy-endpoint";
import type { DatabaseProxyEndpointOptions, IDatabaseProxyEndpoint } from "./proxy-endpoint-props";
import type { DatabaseProxyAttributes, DatabaseProxyProps, IDatabaseProxy } from "./proxy-props";
import { resourcesOf } from "./proxy-target";
import { invalid } from "./validation/invalid";
import { checkProxyName } from "./validation/names";
import { checkPasswordType, checkProxyOptions } from "./validation/proxy";

/** What all proxies can do, made here or imported. */
abstract class DatabaseProxyBase extends Resource implements IDatabaseProxy {
  public abstract readonly dbProxyName: string;
  public abstract readonly dbProxyArn: string;
  public abstract readonly endpoint: string;

  /** This proxy, for constructs that take a reference. */
  public get dbProxyRef(): interfaces.aws_rds.DBProxyReference {
    return { dbProxyName: this.dbProxyName, dbProxyArn: this.dbProxyArn };
  }

  /**
   * Lets a grantee log in to this proxy with IAM.
   *
   * [disable-awslint:no-grants]
   *
   * @param grantee who may log in
   * @param dbUser the database user to log in as; when left out, the one in the proxy's only secret
   * @throws if no user is given and there is not exactly one secret to take it from
   */
  public grantConnect(grantee: iam.IGrantable, dbUser?: string): iam.Grant {
    // The resource id of a proxy stands in its ARN only: arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0123456789abcdef0
    const resourceId = Stack.of(this).splitArn(this.dbProxyArn, ArnFormat.COLON_RESOURCE_NAME).resourceName;
    if (resourceId === undefined)
      invalid(
        this,
        `${this.dbProxyArn} has no resource id; give the proxy's whole ARN, e.g. arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0123456789abcdef0`,
      );
    return grantLogin(this, grantee, resourceId, dbUser ?? this._userOfSecret());
  }

  /**
   * The database user when none is named.
   *
   * @internal
   */
  protected abstract _userOfSecret(): string;
}

/**
 * A proxy that pools and shares connections to a database (RDS Proxy).
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html
 * @resource AWS::RDS::DBProxy
 */
export class DatabaseProxy
  extends DatabaseProxyBase
  implements ec2.IConnectable, secretsmanager.ISecretAttachmentTarget
{
  /** The id of this class for `PropertyInjectors`. */
  public static readonly PROPERTY_INJECTION_ID: string = "cdk-rockpool.DatabaseProxy";

  /** A proxy that exists outside of this app. */
  public static fromDatabaseProxyAttributes(
    scope: Construct,
    id: string,
    attrs: DatabaseProxyAttributes,
  ): IDatabaseProxy {
    return new ImportedDatabaseProxy(scope, id, attrs);
  }

  /** The name. */
  public readonly dbProxyName: string;

  /** The ARN. */
  public readonly dbProxyArn: string;

  /** The host name that clients connect to. */
  public readonly endpoint: string;

  /** The network connections of this proxy. It has no default port: it listens on that of its database. */
  public readonly connections: ec2.Connections;

  private readonly vpc: ec2.IVpc;
  private readonly secrets: secretsmanager.ISecret[];

  public constructor(scope: Construct, id: string, props: DatabaseProxyProps) {
    props = injectedProps("DatabaseProxy", scope, id, props);
    super(scope, id);
    checkProxyOptions(this, props);
    this.vpc = props.vpc;
    this.secrets = props.secrets ?? [];

    const role =
      props.role ?? new iam.Role(this, "IAMRole", { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") });
    for (const secret of this.secrets) {
      secret.grantRead(role);
      secret.encryptionKey?.grantDecrypt(role);
    }
    this.connections = new ec2.Connections({
      securityGroups: props.securityGroups ?? [
        new ec2.SecurityGroup(this, "ProxySecurityGroup", {
          description: "SecurityGroup for Database Proxy",
          vpc: props.vpc,
        }),
      ],
    });
    const dbProxyName = props.dbProxyName || defaultName(this, id);
    checkProxyName(this, "dbProxyName", dbProxyName);
    const target = props.proxyTarget.bind(this);
    checkPasswordType(this, props.clientPasswordAuthType, target.engineFamily);

    const proxy = new rds.CfnDBProxy(this, "Resource", {
      auth: props.secrets?.map((secret) => ({
        authScheme: "SECRETS",
        iamAuth: props.iamAuth ? "REQUIRED" : "DISABLED",
        secretArn: secret.secretArn,
        clientPasswordAuthType: props.clientPasswordAuthType,
      })),
      dbProxyName,
      debugLogging: props.debugLogging,
      defaultAuthScheme: props.defaultAuthScheme,
      engineFamily: target.engineFamily,
      idleClientTimeout: props.idleClientTimeout?.toSeconds(),
      requireTls: props.requireTLS ?? true,
      roleArn: role.roleArn,
      // Groups may join the connections later.
      vpcSecurityGroupIds: Lazy.list({
        produce: () => this.connections.securityGroups.map((group) => group.securityGroupId),
      }),
      vpcSubnetIds: props.vpc.selectSubnets(props.vpcSubnets).subnetIds,
    });
    this.dbProxyName = proxy.ref;
    this.dbProxyArn = proxy.attrDbProxyArn;
    this.endpoint = proxy.attrEndpoint;

    const targets = new rds.CfnDBProxyTargetGroup(this, "ProxyTargetGroup", {
      targetGroupName: "default",
      dbProxyName: this.dbProxyName,
      dbInstanceIdentifiers: target.dbInstances?.map((instance) => instance.instanceIdentifier),
      dbClusterIdentifiers: target.dbClusters?.map((cluster) => cluster.clusterIdentifier),
      connectionPoolConfigurationInfo: {
        connectionBorrowTimeout: props.borrowTimeout?.toSeconds(),
        initQuery: props.initQuery,
        maxConnectionsPercent: props.maxConnectionsPercent,
        maxIdleConnectionsPercent: props.maxIdleConnectionsPercent,
        sessionPinningFilters: props.sessionPinningFilters?.map(({ filterName }) => filterName),
      },
    });
    for (const resource of (target.dbClusters ?? []).flatMap(resourcesOf)) targets.node.addDependency(resource);
  }

  /**
   * Adds another host name to this proxy: in other subnets, or for reading alone.
   *
   * @param options where it is; in the VPC of this proxy when left out
   */
  public addEndpoint(id: string, options?: DatabaseProxyEndpointOptions): IDatabaseProxyEndpoint {
    return new DatabaseProxyEndpoint(this, id, { vpc: this.vpc, ...options, dbProxy: this });
  }

  /** What a secret needs to know of this proxy to be attached to it. CloudFormation knows no such attachment: attach to the database. */
  public asSecretAttachmentTarget(): secretsmanager.SecretAttachmentTargetProps {
    Annotations.of(this).addWarningV2(
      "cdk-rockpool:secretAttachedToProxy",
      "a secret is attached to this proxy, and CloudFormation attaches secrets to databases only; attach it to the cluster or the instance",
    );
    return { targetId: this.dbProxyName, targetType: secretsmanager.AttachmentTargetType.RDS_DB_PROXY };
  }

  /** @internal */
  protected override _userOfSecret(): string {
    if (this.secrets.length === 1) return this.secrets[0].secretValueFromJson("username").unsafeUnwrap();
    return invalid(
      this,
      `grantConnect has no database user, and the proxy has ${this.secrets.length} secrets; name the user: grantConnect(grantee, "app")`,
    );
  }
}

class ImportedDatabaseProxy extends DatabaseProxyBase {
  public readonly dbProxyName: string;
  public readonly dbProxyArn: string;
  public readonly endpoint: string;

  public constructor(scope: Construct, id: string, attrs: DatabaseProxyAttributes) {
    super(scope, id);
    this.dbProxyName = attrs.dbProxyName;
    this.dbProxyArn = attrs.dbProxyArn;
    this.endpoint = attrs.endpoint;
  }

  /** @internal */
  protected override _userOfSecret(): string {
    return invalid(
      this,
      'grantConnect has no database user, and the secrets of an imported proxy are not known; name the user: grantConnect(grantee, "app")',
    );
  }
}

function defaultName(proxy: Construct, id: string): string {
  const unique = FeatureFlags.of(proxy).isEnabled(DATABASE_PROXY_UNIQUE_RESOURCE_NAME);
  return unique ? Names.uniqueResourceName(proxy, { maxLength: 60 }) : id;
}
