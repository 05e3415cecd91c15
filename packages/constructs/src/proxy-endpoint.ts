import * as rds from "aws-cdk-lib/aws-rds";
import { Names, Resource } from "aws-cdk-lib/core";
import type * as interfaces from "aws-cdk-lib/interfaces";
import type { Construct } from "constructs";
import { injectedProps } from "./property-injection";
import type {
  DatabaseProxyEndpointAttributes,
  DatabaseProxyEndpointProps,
  IDatabaseProxyEndpoint,
} from "./proxy-endpoint-props";
import { checkProxyName } from "./validation/names";
import { checkEndpointOptions } from "./validation/proxy";

/** What all endpoints of proxies have, made here or imported. */
abstract class DatabaseProxyEndpointBase extends Resource implements IDatabaseProxyEndpoint {
  public abstract readonly dbProxyEndpointName: string;
  public abstract readonly dbProxyEndpointArn: string;
  public abstract readonly endpoint: string;

  /** This endpoint, for constructs that take a reference. */
  public get dbProxyEndpointRef(): interfaces.aws_rds.DBProxyEndpointReference {
    return { dbProxyEndpointName: this.dbProxyEndpointName, dbProxyEndpointArn: this.dbProxyEndpointArn };
  }
}

/**
 * Another host name of a proxy: in other subnets, or for reading alone.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-endpoints.html
 * @resource AWS::RDS::DBProxyEndpoint
 */
export class DatabaseProxyEndpoint extends DatabaseProxyEndpointBase {
  /** The id of this class for `PropertyInjectors`. */
  public static readonly PROPERTY_INJECTION_ID: string = "cdk-rockpool.DatabaseProxyEndpoint";

  /** An endpoint that exists outside of this app. */
  public static fromDatabaseProxyEndpointAttributes(
    scope: Construct,
    id: string,
    attrs: DatabaseProxyEndpointAttributes,
  ): IDatabaseProxyEndpoint {
    return new ImportedDatabaseProxyEndpoint(scope, id, attrs);
  }

  /** The name. */
  public readonly dbProxyEndpointName: string;

  /** The ARN. */
  public readonly dbProxyEndpointArn: string;

  /** The host name that clients connect to. */
  public readonly endpoint: string;

  public constructor(scope: Construct, id: string, props: DatabaseProxyEndpointProps) {
    props = injectedProps("DatabaseProxyEndpoint", scope, id, props);
    super(scope, id);
    checkEndpointOptions(this, props);
    this.dbProxyEndpointName = props.dbProxyEndpointName || Names.uniqueResourceName(this, { maxLength: 60 });
    checkProxyName(this, "dbProxyEndpointName", this.dbProxyEndpointName);
    const endpoint = new rds.CfnDBProxyEndpoint(this, "Resource", {
      dbProxyEndpointName: this.dbProxyEndpointName,
      dbProxyName: props.dbProxy.dbProxyRef.dbProxyName,
      targetRole: props.targetRole,
      vpcSecurityGroupIds: props.securityGroups?.map((group) => group.securityGroupId),
      vpcSubnetIds: props.vpc.selectSubnets(props.vpcSubnets).subnetIds,
    });
    this.dbProxyEndpointArn = endpoint.attrDbProxyEndpointArn;
    this.endpoint = endpoint.attrEndpoint;
  }
}

class ImportedDatabaseProxyEndpoint extends DatabaseProxyEndpointBase {
  public readonly dbProxyEndpointName: string;
  public readonly dbProxyEndpointArn: string;
  public readonly endpoint: string;

  public constructor(scope: Construct, id: string, attrs: DatabaseProxyEndpointAttributes) {
    super(scope, id);
    this.dbProxyEndpointName = attrs.dbProxyEndpointName;
    this.dbProxyEndpointArn = attrs.dbProxyEndpointArn;
    this.endpoint = attrs.endpoint;
  }
}
