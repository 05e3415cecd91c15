import * as ec2 from "aws-cdk-lib/aws-ec2";
import type * as iam from "aws-cdk-lib/aws-iam";
import type * as rds from "aws-cdk-lib/aws-rds";
import * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import type { DatabaseInstanceSourceProps } from "./database-instance-props";
import { warnAboutVersion } from "./engines/support";
import { type InstanceSource, NewDatabaseInstance } from "./new-instance";
import { parameterGroupFor } from "./parameter-group";
import {
  rotateMultiUser,
  rotateSingleUser,
  type RotationMultiUserOptions,
  type RotationSingleUserOptions,
  type RotationTarget,
} from "./rotation";
import { instanceRoles, s3Roles } from "./s3-roles";
import { DEFAULT_STORAGE } from "./storage";
import { checkLifecycle } from "./validation/instance";
import { checkAgainstEngine } from "./validation/instance-engines";

/** The class of an instance when none is given. */
const DEFAULT_TYPE = ec2.InstanceType.of(ec2.InstanceClass.M5, ec2.InstanceSize.LARGE);

/** Engines whose S3 feature serves both directions, so that buckets of both get one role. */
const ONE_S3_ROLE = /^(oracle|sqlserver)-/;

/**
 * An instance that this app creates with data and users of its own; every one but a replica.
 *
 * @internal
 */
export abstract class SourceDatabaseInstance extends NewDatabaseInstance {
  /** The secret of the master user. */
  public readonly secret?: secretsmanager.ISecret;

  /** Whether RDS makes and rotates the master user's password. */
  protected manageMasterUserPassword?: boolean;

  /** The properties of the resource. */
  protected readonly sourceCfnProps: rds.CfnDBInstanceProps;

  private readonly application: Pick<RotationTarget, "single" | "multi">;

  protected constructor(
    scope: Construct,
    id: string,
    props: DatabaseInstanceSourceProps,
    dataOf: (
      instance: Construct,
    ) => Pick<InstanceSource, "cfn" | "secret" | "managed"> & { readonly restored?: boolean },
  ) {
    super(scope, id, props, (instance) => {
      const engine = engineOf(instance, props);
      const { restored, ...data } = dataOf(instance);
      return { ...commonOf(instance, props, restored), ...data, cfn: { ...engine, ...data.cfn } };
    });
    const { cfn, secret, managed } = this._source;
    this.sourceCfnProps = { ...this.newCfnProps, ...cfn };
    this.manageMasterUserPassword = managed !== undefined;
    this.secret = managed
      ? secretsmanager.Secret.fromSecretAttributes(this, "ManagedSecret", {
          secretCompleteArn: this._resource.attrMasterUserSecretSecretArn,
          encryptionKey: managed.key,
        })
      : secret?.attach(this);
    this.application = {
      single: props.engine.singleUserRotationApplication,
      multi: props.engine.multiUserRotationApplication,
    };
  }

  /** Rotates the master user's password. */
  public addRotationSingleUser(options: RotationSingleUserOptions = {}): secretsmanager.SecretRotation {
    return rotateSingleUser(this.rotationTarget(), options);
  }

  /** Rotates another user's password, with the master user's help. */
  public addRotationMultiUser(id: string, options: RotationMultiUserOptions): secretsmanager.SecretRotation {
    return rotateMultiUser(this.rotationTarget(), id, options);
  }

  /**
   * Lets a grantee log in as a database user with IAM authentication, and switches that on.
   *
   * @param dbUser the user; the master user, as its secret names it, when left out
   *
   * [disable-awslint:no-grants]
   */
  public override grantConnect(grantee: iam.IGrantable, dbUser?: string): iam.Grant {
    return super.grantConnect(grantee, dbUser || this.secret?.secretValueFromJson("username").unsafeUnwrap());
  }

  private rotationTarget(): RotationTarget {
    return {
      ...this.application,
      scope: this,
      target: this,
      secret: this.secret,
      managed: this.manageMasterUserPassword,
      vpc: this.vpc,
      vpcSubnets: this.vpcPlacement,
    };
  }
}

function commonOf(instance: Construct, props: DatabaseInstanceSourceProps, restored: boolean | undefined) {
  warnAboutVersion(instance, props.engine);
  checkLifecycle(instance, props.engine, props);
  checkAgainstEngine(instance, props.engine, props);
  return {
    engine: props.engine,
    instanceType: props.instanceType ?? DEFAULT_TYPE,
    storage: { allocatedStorage: props.allocatedStorage ?? DEFAULT_STORAGE, restored },
  };
}

/** The properties that depend on the engine. */
function engineOf(instance: Construct, props: DatabaseInstanceSourceProps): InstanceSource["cfn"] {
  const { engine } = props;
  const roles = s3Roles(instance, props, ONE_S3_ROLE.test(engine.engineType));
  const bound = engine.bindToInstance(instance, {
    domain: props.domain,
    timezone: props.timezone,
    optionGroup: props.optionGroup,
    s3ImportRole: roles.importRole,
    s3ExportRole: roles.exportRole,
  });
  const group = parameterGroupFor(instance, "ParameterGroup", engine, props.parameterGroup, props.parameters);
  return {
    engine: engine.engineType,
    engineVersion: engine.engineVersion?.fullVersion,
    licenseModel: props.licenseModel,
    allowMajorVersionUpgrade: props.allowMajorVersionUpgrade,
    timezone: props.timezone,
    dbName: props.databaseName,
    dbParameterGroupName: group?.bindToInstance({}).parameterGroupName,
    optionGroupName: bound.optionGroup?.optionGroupName,
    associatedRoles: instanceRoles(instance, engine, roles, bound.features),
  };
}
