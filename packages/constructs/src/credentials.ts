import type * as kms from "aws-cdk-lib/aws-kms";
import type * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import type { SecretValue } from "aws-cdk-lib/core";

/** How the secret behind `Credentials` is made. */
export interface CredentialsBaseOptions {
  /**
   * The name of the secret.
   *
   * @default - CloudFormation makes one
   */
  readonly secretName?: string;

  /**
   * The key that encrypts the generated secret.
   *
   * @default - the account's own key for Secrets Manager
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Characters that the generated password must not contain. Of no effect when a password is given.
   *
   * @default - those of `DatabaseSecret`
   */
  readonly excludeCharacters?: string;

  /**
   * Regions that get a copy of the generated secret.
   *
   * @default - none
   */
  readonly replicaRegions?: secretsmanager.ReplicaRegion[];
}

/** Options of `Credentials.fromUsername`. */
export interface CredentialsFromUsernameOptions extends CredentialsBaseOptions {
  /**
   * The password. Never write one into the app: take it from a secret or a parameter.
   *
   * @default - generated and kept in Secrets Manager
   */
  readonly password?: SecretValue;
}

/** Name and password of a database's master user. */
export abstract class Credentials {
  /** A generated password, kept in Secrets Manager. The name stands in the template as text, so that a new secret replaces no database. */
  public static fromGeneratedSecret(username: string, options: CredentialsBaseOptions = {}): Credentials {
    return of({ ...options, username, usernameAsString: true });
  }

  /** A password from elsewhere. Never write one into the app. */
  public static fromPassword(username: string, password: SecretValue): Credentials {
    return of({ username, password, usernameAsString: true });
  }

  /** A name and, unless a password is given, a generated one, kept in Secrets Manager. The template reads the name out of the secret. */
  public static fromUsername(username: string, options: CredentialsFromUsernameOptions = {}): Credentials {
    return of({ ...options, username });
  }

  /**
   * A secret that exists already, with `username` and `password` in a JSON text.
   *
   * @param secret the secret
   * @param username the name inside the secret; when given, it stands in the template as text, so that another secret replaces no database
   */
  public static fromSecret(secret: secretsmanager.ISecret, username?: string): Credentials {
    return of({
      username: username ?? secret.secretValueFromJson("username").unsafeUnwrap(),
      password: secret.secretValueFromJson("password"),
      encryptionKey: secret.encryptionKey,
      secret,
    });
  }

  /** The name of the user. */
  public abstract readonly username: string;

  /**
   * The name of the secret to generate.
   *
   * @default - CloudFormation makes one
   */
  public abstract readonly secretName?: string;

  /**
   * Whether the name stands in the template as text rather than as a reference into the secret.
   *
   * @default false
   */
  public abstract readonly usernameAsString?: boolean;

  /**
   * The password.
   *
   * @default - generated
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

interface Fields extends CredentialsFromUsernameOptions {
  readonly username: string;
  readonly usernameAsString?: boolean;
  readonly secret?: secretsmanager.ISecret;
}

function of(fields: Fields): Credentials {
  return new GivenCredentials(fields);
}

class GivenCredentials extends Credentials {
  public readonly username: string;
  public readonly secretName?: string;
  public readonly usernameAsString?: boolean;
  public readonly password?: SecretValue;
  public readonly encryptionKey?: kms.IKey;
  public readonly secret?: secretsmanager.ISecret;
  public readonly excludeCharacters?: string;
  public readonly replicaRegions?: secretsmanager.ReplicaRegion[];

  public constructor(fields: Fields) {
    super();
    this.username = fields.username;
    this.secretName = fields.secretName;
    this.usernameAsString = fields.usernameAsString;
    this.password = fields.password;
    this.encryptionKey = fields.encryptionKey;
    this.secret = fields.secret;
    this.excludeCharacters = fields.excludeCharacters;
    this.replicaRegions = fields.replicaRegions;
  }
}
