import type * as ec2 from "aws-cdk-lib/aws-ec2";
import type * as kms from "aws-cdk-lib/aws-kms";
import type * as rds from "aws-cdk-lib/aws-rds";
import { FeatureFlags } from "aws-cdk-lib/core";
import { USE_CORRECT_VALUE_FOR_INSTANCE_RESOURCE_ID_PROPERTY } from "aws-cdk-lib/cx-api";
import type { Construct } from "constructs";
import type { DatabaseInstanceNewProps } from "./database-instance-props";
import { NewDatabaseInstance } from "./new-instance";
import { injectedProps } from "./property-injection";
import { encryptionOf } from "./storage";
import { checkReplica } from "./validation/replica";

/** Properties of a `DatabaseInstanceReadReplica`. */
export interface DatabaseInstanceReadReplicaProps extends DatabaseInstanceNewProps {
  /** The instance class, without `db.`. */
  readonly instanceType: ec2.InstanceType;

  /** The instance that is replicated. It must have automated backups. */
  readonly sourceDatabaseInstance: rds.IDatabaseInstance;

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

  /**
   * The size of the storage in GiB. Required with io1 and io2.
   *
   * @default - that of the source
   */
  readonly allocatedStorage?: number;
}

/**
 * An instance that follows another one and answers reads.
 *
 * @resource AWS::RDS::DBInstance
 */
export class DatabaseInstanceReadReplica extends NewDatabaseInstance {
  /** The id of this class for `PropertyInjectors`. */
  public static readonly PROPERTY_INJECTION_ID: string = "cdk-rockpool.DatabaseInstanceReadReplica";

  public constructor(scope: Construct, id: string, props: DatabaseInstanceReadReplicaProps) {
    props = injectedProps("DatabaseInstanceReadReplica", scope, id, props);
    super(scope, id, props, (instance) => {
      const source = props.sourceDatabaseInstance;
      checkReplica(instance, props);
      return {
        instanceType: props.instanceType,
        storage: { allocatedStorage: props.allocatedStorage },
        cfn: {
          sourceDbInstanceIdentifier: source.instanceArn,
          // RDS takes the engine from the source, but for joining a directory it wants to be told.
          engine: props.domain === undefined ? undefined : source.engine?.engineType,
          ...encryptionOf(props),
        },
        // Old apps have the ARN for the id, until they set the feature flag.
        resourceIdOf: FeatureFlags.of(instance).isEnabled(USE_CORRECT_VALUE_FOR_INSTANCE_RESOURCE_ID_PROPERTY)
          ? undefined
          : (replica) => replica.attrDbInstanceArn,
      };
    });
  }
}
