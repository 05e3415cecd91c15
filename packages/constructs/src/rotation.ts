import * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import type * as ec2 from "aws-cdk-lib/aws-ec2";
import type { Duration } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { DEFAULT_PASSWORD_EXCLUDE_CHARS } from "./database-secret";
import { invalid } from "./validation/invalid";
import { warnAboutIsolation } from "./validation/placement";

/** What single-user and multi-user rotation have in common. */
export interface CommonRotationUserOptions {
  /**
   * Time between two rotations.
   *
   * @default Duration.days(30)
   */
  readonly automaticallyAfter?: Duration;

  /**
   * Characters that new passwords must not contain.
   *
   * @default " %+~`#$&*()|[]{}:;<>?!'/@\"\\"
   */
  readonly excludeCharacters?: string;

  /**
   * Where the rotation function runs. It must reach the database and Secrets Manager.
   *
   * @default - where the database is
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The VPC endpoint by which the rotation function reaches Secrets Manager.
   *
   * @default - the region's public endpoint
   */
  readonly endpoint?: ec2.IInterfaceVpcEndpoint;

  /**
   * The security group of the rotation function.
   *
   * @default - a new one
   */
  readonly securityGroup?: ec2.ISecurityGroup;

  /**
   * Whether a change of the schedule rotates at once.
   *
   * @default true
   */
  readonly rotateImmediatelyOnUpdate?: boolean;
}

/** Options of the rotation of the master user. */
export interface RotationSingleUserOptions extends CommonRotationUserOptions {}

/** Options of the rotation of another user, with the master user's help. */
export interface RotationMultiUserOptions extends CommonRotationUserOptions {
  /** The secret to rotate; it must name the master secret as `masterarn`. */
  readonly secret: secretsmanager.ISecret;
}

/** The database whose users are rotated. */
export interface RotationTarget {
  readonly scope: Construct;
  readonly target: ec2.IConnectable;
  readonly secret?: secretsmanager.ISecret;
  /** Whether RDS makes and rotates the master user's password. */
  readonly managed?: boolean;
  readonly vpc?: ec2.IVpc;
  readonly vpcSubnets?: ec2.SubnetSelection;
  readonly single: secretsmanager.SecretRotationApplication;
  readonly multi: secretsmanager.SecretRotationApplication;
}

const SINGLE_USER_ID = "RotationSingleUser";

/** Rotates the master user of a database. */
export function rotateSingleUser(
  database: RotationTarget,
  options: RotationSingleUserOptions,
): secretsmanager.SecretRotation {
  const { secret, vpc } = requirements(database, "single");
  if (database.scope.node.tryFindChild(SINGLE_USER_ID)) {
    invalid(database.scope, "the single user rotation is there already; call addRotationSingleUser once");
  }
  return new secretsmanager.SecretRotation(database.scope, SINGLE_USER_ID, {
    ...common(database, options, vpc),
    secret,
    application: database.single,
  });
}

/** Rotates another user of a database. */
export function rotateMultiUser(
  database: RotationTarget,
  id: string,
  options: RotationMultiUserOptions,
): secretsmanager.SecretRotation {
  const { secret, vpc } = requirements(database, "multi");
  return new secretsmanager.SecretRotation(database.scope, id, {
    ...common(database, options, vpc),
    secret: options.secret,
    masterSecret: secret,
    application: database.multi,
  });
}

function common(database: RotationTarget, options: CommonRotationUserOptions, vpc: ec2.IVpc) {
  // A property that is given as undefined counts as given: running stacks hang on it.
  const rotation = {
    excludeCharacters: DEFAULT_PASSWORD_EXCLUDE_CHARS,
    vpcSubnets: database.vpcSubnets,
    ...options,
    vpc,
    target: database.target,
  };
  if (!rotation.endpoint) warnAboutIsolation(database.scope, vpc, rotation.vpcSubnets);
  return rotation;
}

function requirements(
  { scope, secret, managed, vpc }: RotationTarget,
  kind: string,
): { secret: secretsmanager.ISecret; vpc: ec2.IVpc } {
  if (managed) {
    invalid(
      scope,
      `RDS rotates the master user's password itself (manageMasterUserPassword), so a ${kind} user rotation cannot use its secret; leave the rotation out, or use Credentials.fromGeneratedSecret() instead of manageMasterUserPassword`,
    );
  }
  if (!secret) {
    invalid(
      scope,
      `a ${kind} user rotation needs the master user's secret, and this database has none; use Credentials.fromGeneratedSecret()`,
    );
  }
  if (!vpc)
    invalid(scope, `a ${kind} user rotation needs a VPC for its function, and this database was given none; pass vpc`);
  return { secret, vpc };
}
