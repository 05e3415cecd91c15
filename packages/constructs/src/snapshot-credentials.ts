import type * as kms from "aws-cdk-lib/aws-kms";
import type * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import type { SecretValue } from "aws-cdk-lib/core";

/** Options of a password that is generated for a restored database. */
export interface SnapshotCredentialsFromGeneratedPasswordOptions {
  /**
   * The key that encrypts the generated secret.
   *
   * @default - the account's own key for Secrets Manager
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Characters that the password must not contain.
   *
   * @default " %+~`#$&*()|[]{}:;<>?!'/@\"\\"
   */
  readonly excludeCharacters?: string;

  /**
   * Regions that get a copy of the generated secret.
   *
   * @default - none
   */
  readonly replicaRegions?: secretsmanager.ReplicaRegion[];
}

/** A new password for the master user of a database that is restored from a snapshot. The user's name is the snapshot's. */
export abstract class SnapshotCredentials {
  /**
   * A generated password, kept in Secrets Manager. When the rules for the password change, a new one is made.
   *
   * @param username the name of the master user in the snapshot; it cannot be changed
   */
  public static fromGeneratedSecret(
    username: string,
    options: SnapshotCredentialsFromGeneratedPasswordOptions = {},
  ): SnapshotCredentials {
    return of({ ...options, username, generatePassword: true, replaceOnPasswordCriteriaChanges: true });
  }

  /**
   * A generated password that outlives a change of the rules for it. Use `fromGeneratedSecret()` for new databases; on one that
   * runs, the switch to it sets a new password.
   *
   * @param username the name of the master user in the snapshot; it cannot be changed
   */
  public static fromGeneratedPassword(
    username: string,
    options: SnapshotCredentialsFromGeneratedPasswordOptions = {},
  ): SnapshotCredentials {
    return of({ ...options, username, generatePassword: true });
  }

  /** A password from elsewhere. Never write one into the app. */
  public static fromPassword(password: SecretValue): SnapshotCredentials {
    return of({ generatePassword: false, password });
  }

  /** The password in a secret that exists already: the field `password` of its JSON text. */
  public static fromSecret(secret: secretsmanager.ISecret): SnapshotCredentials {
    return of({ generatePassword: false, password: secret.secretValueFromJson("password"), secret });
  }

  /**
   * The name of the master user in the snapshot.
   *
   * @default - as in the snapshot
   */
  public abstract readonly username?: string;

  /** Whether a password is generated. */
  public abstract readonly generatePassword: boolean;

  /**
   * Whether a change of the rules for the password makes a new secret.
   *
   * @default false
   */
  public abstract readonly replaceOnPasswordCriteriaChanges?: boolean;

  /**
   * The password.
   *
   * @default - as in the snapshot, unless one is generated
   */
  public abstract readonly password?: SecretValue;

  /**
   * The key that encrypts the generated secret.
   *
   * @default - the account's own key for Secrets Manager
   */
  public abstract readonly encryptionKey?: kms.IKey;

  /**
   * The secret that these credentials come from.
   *
   * @default - none
   */
  public abstract readonly secret?: secretsmanager.ISecret;

  /**
   * Characters that a generated password must not contain.
   *
   * @default - those of `DatabaseSecret`
   */
  public abstract readonly excludeCharacters?: string;

  /**
   * Regions that get a copy of the generated secret.
   *
   * @default - none
   */
  public abstract readonly replicaRegions?: secretsmanager.ReplicaRegion[];
}

interface Fields extends SnapshotCredentialsFromGeneratedPasswordOptions {
  readonly username?: string;
  readonly generatePassword: boolean;
  readonly replaceOnPasswordCriteriaChanges?: boolean;
  readonly password?: SecretValue;
  readonly secret?: secretsmanager.ISecret;
}

function of(fields: Fields): SnapshotCredentials {
  return new (class extends SnapshotCredentials {
    public readonly username = fields.username;
    public readonly generatePassword = fields.generatePassword;
    public readonly replaceOnPasswordCriteriaChanges = fields.replaceOnPasswordCriteriaChanges;
    public readonly password = fields.password;
    public readonly encryptionKey = fields.encryptionKey;
    public readonly secret = fields.secret;
    public readonly excludeCharacters = fields.excludeCharacters;
    public readonly replicaRegions = fields.replicaRegions;
  })();
}
