import type * as kms from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import type { Credentials } from "./credentials";
import type { DatabaseInstanceSourceProps } from "./database-instance-props";
import { managedMasterUser, masterUser } from "./master-user";
import { checkedInsights } from "./performance-insights";
import { injectedProps } from "./property-injection";
import { SourceDatabaseInstance } from "./source-instance";
import { encryptionOf } from "./storage";
import { checkInstanceDatabase } from "./validation/instance";

/** Properties of a `DatabaseInstance`. */
export interface DatabaseInstanceProps extends DatabaseInstanceSourceProps {
  /**
   * The master user.
   *
   * @default - `postgres` on PostgreSQL, `admin` on the others, with a generated password
   */
  readonly credentials?: Credentials;

  /**
   * Whether RDS itself makes and rotates the master user's password. Of `credentials` it takes name and key alone.
   *
   * @default false
   */
  readonly manageMasterUserPassword?: boolean;

  /**
   * The character set, on engines that take one.
   *
   * @default - that of RDS
   */
  readonly characterSetName?: string;

  /**
   * Whether the storage is encrypted.
   *
   * @default - true if `storageEncryptionKey` is given
   */
  readonly storageEncrypted?: boolean;

  /**
   * The key that encrypts the storage.
   *
   * @default - the account's own key, if `storageEncrypted` is true
   */
  readonly storageEncryptionKey?: kms.IKeyRef;
}

/**
 * A database instance in a VPC.
 *
 * @resource AWS::RDS::DBInstance
 */
export class DatabaseInstance extends SourceDatabaseInstance {
  /** The id of this class for `PropertyInjectors`. */
  public static readonly PROPERTY_INJECTION_ID: string = "cdk-rockpool.DatabaseInstance";

  public constructor(scope: Construct, id: string, props: DatabaseInstanceProps) {
    props = injectedProps("DatabaseInstance", scope, id, props);
    super(scope, id, props, (instance) => {
      checkInstanceDatabase(instance, props);
      checkedInsights(instance, props);
      const { engine, credentials } = props;
      const user = props.manageMasterUserPassword
        ? { ...managedMasterUser(instance, engine, credentials), managed: { key: credentials?.encryptionKey } }
        : masterUser(instance, engine, credentials);
      return { ...user, cfn: { characterSetName: props.characterSetName, ...user.cfn, ...encryptionOf(props) } };
    });
  }
}
