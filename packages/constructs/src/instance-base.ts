import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import * as ec2 from "aws-cdk-lib/aws-ec2";
import * as events from "aws-cdk-lib/aws-events";
import type * as iam from "aws-cdk-lib/aws-iam";
import type * as rds from "aws-cdk-lib/aws-rds";
import * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import { Resource } from "aws-cdk-lib/core";
import type * as interfaces from "aws-cdk-lib/interfaces";
import type { Construct } from "constructs";
import { addProxy } from "./add-proxy";
import { grantLogin, rdsArn } from "./arn";
import { Endpoint } from "./endpoint";
import { lookUpInstance } from "./instance-lookup";
import type { DatabaseInstanceAttributes, DatabaseInstanceLookupOptions, IDatabaseInstance } from "./instance-ref";
import { withoutNulls } from "./nulls";
import { ProxyTarget } from "./proxy-target";
import { invalid } from "./validation/invalid";

/** What all database instances can do, made here or imported. */
export abstract class DatabaseInstanceBase extends Resource implements IDatabaseInstance {
  /**
   * An instance that exists outside of this app, found by its identifier at synthesis. The values are kept in `cdk.context.json`.
   * The stack must name its account and region.
   */
  public static fromLookup(scope: Construct, id: string, options: DatabaseInstanceLookupOptions): IDatabaseInstance {
    return new ImportedDatabaseInstance(scope, id, lookUpInstance(scope, options.instanceIdentifier));
  }

  /** An instance that exists outside of this app. */
  public static fromDatabaseInstanceAttributes(
    scope: Construct,
    id: string,
    attrs: DatabaseInstanceAttributes,
  ): IDatabaseInstance {
    return new ImportedDatabaseInstance(scope, id, withoutNulls(attrs));
  }

  /** The identifier. */
  public abstract readonly instanceIdentifier: string;

  /** The host name. */
  public abstract readonly dbInstanceEndpointAddress: string;

  /** The port, as a text. */
  public abstract readonly dbInstanceEndpointPort: string;

  /** The immutable resource id, e.g. `db-ABCD1234EFGH5678IJKL90MNOP`. */
  public abstract readonly instanceResourceId?: string;

  /** Where the instance listens. */
  public abstract readonly instanceEndpoint: rds.Endpoint;

  /** The engine. Not known of read replicas, nor of imported instances that were not told it. */
  public abstract readonly engine?: rds.IInstanceEngine;

  /** The network connections of this instance. */
  public abstract readonly connections: ec2.Connections;

  /** Whether IAM authentication is on. Undefined: it is switched on by the first grant. */
  protected abstract enableIamAuthentication?: boolean;

  /** The ARN of this instance. */
  public get instanceArn(): string {
    return rdsArn(this, "db", this.instanceIdentifier);
  }

  /** This instance, for constructs that take a reference. */
  public get dbInstanceRef(): interfaces.aws_rds.DBInstanceReference {
    return { dbInstanceIdentifier: this.instanceIdentifier, dbInstanceArn: this.instanceArn };
  }

  /** Puts a proxy in front of this instance. */
  public addProxy(id: string, options: rds.DatabaseProxyOptions): rds.DatabaseProxy {
    return addProxy(this, id, ProxyTarget.fromInstance(this), options);
  }

  /** What a secret needs to know of this instance to be attached to it. */
  public asSecretAttachmentTarget(): secretsmanager.SecretAttachmentTargetProps {
    return { targetId: this.instanceIdentifier, targetType: secretsmanager.AttachmentTargetType.RDS_DB_INSTANCE };
  }

  /**
   * Lets a grantee log in as a database user with IAM authentication, and switches that on.
   *
   * @param dbUser the user; instances made here take the master user when it is left out
   *
   * [disable-awslint:no-grants]
   */
  public grantConnect(grantee: iam.IGrantable, dbUser?: string): iam.Grant {
    if (this.enableIamAuthentication === false) {
      invalid(this, "IAM authentication is off, so no login with it can be granted; set iamAuthentication: true");
    }
    if (!dbUser) {
      invalid(this, "the master user of this instance is not known; give the database user as second argument");
    }
    if (this.instanceResourceId === undefined) {
      invalid(
        this,
        "the resource id of this instance is not known; give instanceResourceId to fromDatabaseInstanceAttributes()",
      );
    }
    this.enableIamAuthentication = true;
    return grantLogin(this, grantee, this.instanceResourceId, dbUser);
  }

  /** A rule for the events of this instance. `addEventPattern` on it says which ones. */
  public onEvent(id: string, options: events.OnEventOptions = {}): events.Rule {
    const rule = new events.Rule(this, id, options);
    rule.addEventPattern({ source: ["aws.rds"], resources: [this.instanceArn] });
    rule.addTarget(options.target);
    return rule;
  }

  /**
   * Any metric of this instance in `AWS/RDS`; an average over 5 minutes unless the options say otherwise.
   *
   * @param metricName e.g. `ReadLatency`
   * @param props period, statistic and the like
   */
  public metric(metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: "AWS/RDS",
      metricName,
      dimensionsMap: { DBInstanceIdentifier: this.instanceIdentifier },
      ...props,
    }).attachTo(this);
  }

  /** The share of the processors in use, in percent. */
  public metricCPUUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("CPUUtilization", props);
  }

  /** The number of client connections. */
  public metricDatabaseConnections(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("DatabaseConnections", props);
  }

  /** Storage that is free, in bytes. */
  public metricFreeStorageSpace(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("FreeStorageSpace", props);
  }

  /** Memory that is free or can be freed, in bytes. */
  public metricFreeableMemory(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("FreeableMemory", props);
  }

  /** Reads from the disk in a second. */
  public metricReadIOPS(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("ReadIOPS", props);
  }

  /** Writes to the disk in a second. */
  public metricWriteIOPS(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric("WriteIOPS", props);
  }
}

class ImportedDatabaseInstance extends DatabaseInstanceBase {
  public readonly instanceIdentifier: string;
  public readonly dbInstanceEndpointAddress: string;
  public readonly dbInstanceEndpointPort: string;
  public readonly instanceResourceId?: string;
  public readonly instanceEndpoint: rds.Endpoint;
  public readonly engine?: rds.IInstanceEngine;
  public readonly connections: ec2.Connections;
  protected enableIamAuthentication?: boolean = true;

  public constructor(scope: Construct, id: string, attrs: DatabaseInstanceAttributes) {
    super(scope, id);
    this.instanceIdentifier = attrs.instanceIdentifier;
    this.dbInstanceEndpointAddress = attrs.instanceEndpointAddress;
    this.dbInstanceEndpointPort = attrs.port.toString();
    this.instanceResourceId = attrs.instanceResourceId;
    this.instanceEndpoint = new Endpoint(attrs.instanceEndpointAddress, attrs.port);
    this.engine = attrs.engine;
    this.connections = new ec2.Connections({
      securityGroups: attrs.securityGroups,
      defaultPort: ec2.Port.tcp(attrs.port),
    });
  }
}
