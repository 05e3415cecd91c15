import type * as rds from "aws-cdk-lib/aws-rds";
import type * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { Credentials } from "./credentials";
import { DatabaseSecret } from "./database-secret";
import type { SnapshotCredentials } from "./snapshot-credentials";
import { invalid } from "./validation/invalid";
import { checkMasterUsername, engineFamilyOf } from "./validation/names";

/** The name of the master user when none is given. */
const FALLBACK_USERNAME = "admin";

/** The CloudFormation properties of a master user, and the secret behind them. */
export interface MasterUser {
  readonly cfn: Pick<
    rds.CfnDBClusterProps,
    "masterUsername" | "masterUserPassword" | "manageMasterUserPassword" | "masterUserSecret"
  >;
  /** The secret, not attached to the database yet. */
  readonly secret?: secretsmanager.ISecret;
}

/** The master user of a new database: with the credentials given, or with a generated password in a secret named `Secret`. */
export function masterUser(scope: Construct, engine: rds.IEngine, given: Credentials | undefined): MasterUser {
  const credentials = credentialsFor(engine, given);
  const { username, password } = credentials;
  checkMasterUsername(scope, engineFamilyOf(engine), username);
  if (credentials.secret || password) {
    return {
      cfn: { masterUsername: username, masterUserPassword: password?.unsafeUnwrap() },
      secret: credentials.secret,
    };
  }
  const secret = generatedSecret(scope, credentials);
  const field = fieldsOf(secret);
  return {
    cfn: {
      masterUsername: credentials.usernameAsString ? username : field("username"),
      masterUserPassword: field("password"),
    },
    secret,
  };
}

/** The master user of a database whose password RDS makes and rotates. */
export function managedMasterUser(scope: Construct, engine: rds.IEngine, given: Credentials | undefined): MasterUser {
  checkManaged(scope, "credentials", given, "use Credentials.fromUsername(name, { encryptionKey })");
  const masterUsername = given?.username ?? engine.defaultUsername ?? FALLBACK_USERNAME;
  checkMasterUsername(scope, engineFamilyOf(engine), masterUsername);
  return {
    cfn: {
      masterUsername,
      manageMasterUserPassword: true,
      masterUserSecret: given?.encryptionKey && { kmsKeyId: given.encryptionKey.keyArn },
    },
  };
}

/**
 * The master user of a restored database: its name is the snapshot's, its password may be a new one.
 *
 * @param id the id of the secret that keeps a generated password
 */
export function snapshotUser(scope: Construct, id: string, given: SnapshotCredentials | undefined): MasterUser {
  if (!given?.generatePassword) {
    return { cfn: { masterUserPassword: given?.password?.unsafeUnwrap() }, secret: given?.secret };
  }
  if (given.username === undefined) {
    invalid(
      scope,
      "a password is to be generated for a user without a name; use SnapshotCredentials.fromGeneratedSecret() with the name of the snapshot's master user",
    );
  }
  const secret = new DatabaseSecret(scope, id, {
    username: given.username,
    encryptionKey: given.encryptionKey,
    excludeCharacters: given.excludeCharacters,
    replaceOnPasswordCriteriaChanges: given.replaceOnPasswordCriteriaChanges,
    replicaRegions: given.replicaRegions,
  });
  return { cfn: { masterUserPassword: secret.secretValueFromJson("password").unsafeUnwrap() }, secret };
}

/** The master user of a restored database whose password RDS makes and rotates from now on. */
export function managedSnapshotUser(scope: Construct, given: SnapshotCredentials | undefined): MasterUser {
  checkManaged(scope, "snapshotCredentials", given, "leave them out, and RDS takes the user of the snapshot");
  return {
    cfn: {
      manageMasterUserPassword: true,
      masterUserSecret: given?.encryptionKey && { kmsKeyId: given.encryptionKey.keyArn },
    },
  };
}

/** The secret of the credentials given, or a new one named `Secret`; undefined for a plain password. */
export function secretOf(
  scope: Construct,
  engine: rds.IEngine,
  given: Credentials | undefined,
): secretsmanager.ISecret | undefined {
  const credentials = credentialsFor(engine, given);
  return credentials.secret ?? (credentials.password ? undefined : generatedSecret(scope, credentials));
}

function checkManaged(scope: Construct, prop: string, given: object | undefined, cure: string): void {
  const allowed = ["username", "encryptionKey"];
  const surplus = Object.entries(given ?? {}).filter(([name, value]) => Boolean(value) && !allowed.includes(name));
  if (surplus.length === 0) return;
  invalid(
    scope,
    `manageMasterUserPassword takes ${prop} with username and encryptionKey only, but ${surplus.map(([name]) => name).join(", ")} is given; ${cure}`,
  );
}

function credentialsFor(engine: rds.IEngine, given: Credentials | undefined): Credentials {
  return given ?? Credentials.fromUsername(engine.defaultUsername ?? FALLBACK_USERNAME);
}

function generatedSecret(scope: Construct, credentials: Credentials): DatabaseSecret {
  return new DatabaseSecret(scope, "Secret", {
    username: credentials.username,
    secretName: credentials.secretName,
    encryptionKey: credentials.encryptionKey,
    excludeCharacters: credentials.excludeCharacters,
    // With the name as text the database survives a new secret; with a reference it would be replaced.
    replaceOnPasswordCriteriaChanges: credentials.usernameAsString,
    replicaRegions: credentials.replicaRegions,
  });
}

/** References into a secret of the same stack. Built on the resource itself, which takes synthesis a third of the tokens of `secretValueFromJson`. */
function fieldsOf(secret: DatabaseSecret): (name: string) => string {
  const { ref } = secret._resource;
  return (name) => `{{resolve:secretsmanager:${ref}:SecretString:${name}::}}`;
}
