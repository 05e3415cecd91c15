import type * as rds from "aws-cdk-lib/aws-rds";
import type * as kms from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import { StorageType } from "./enums";
import { checkStorage } from "./validation/storage";

/** The storage properties of an instance. */
export interface StorageProps {
  readonly storageType?: StorageType;
  readonly iops?: number;
  readonly storageThroughput?: number;
  readonly allocatedStorage?: number;
  readonly maxAllocatedStorage?: number;
  /** Whether the data is restored: then RDS takes its size, whatever the template says. */
  readonly restored?: boolean;
}

/** The size of the storage in GiB when none is given. */
export const DEFAULT_STORAGE = 100;

/** IOPS when none are given, by storage type. Types that are not here take none. */
const DEFAULT_IOPS: Partial<Record<StorageType, number | "of RDS">> = {
  [StorageType.GP3]: "of RDS",
  [StorageType.IO1]: 1000,
  [StorageType.IO2]: 1000,
};

/** The CloudFormation properties of an instance's storage. */
export function storageOf(
  scope: Construct,
  engine: rds.IEngine | undefined,
  props: StorageProps,
): Pick<
  rds.CfnDBInstanceProps,
  "storageType" | "iops" | "storageThroughput" | "allocatedStorage" | "maxAllocatedStorage"
> {
  const type = props.storageType ?? StorageType.GP2;
  const usual = DEFAULT_IOPS[type];
  const iops = usual === undefined ? undefined : (props.iops ?? (usual === "of RDS" ? undefined : usual));
  checkStorage(scope, engine, { ...props, type, iops, givenIops: props.iops });
  return {
    storageType: type,
    iops,
    storageThroughput: props.storageThroughput,
    allocatedStorage: props.allocatedStorage?.toString(),
    maxAllocatedStorage: props.maxAllocatedStorage,
  };
}

/** The CloudFormation properties of the encryption of an instance's storage: on, if a key is given. */
export function encryptionOf(props: {
  readonly storageEncrypted?: boolean;
  readonly storageEncryptionKey?: kms.IKeyRef;
}): Pick<rds.CfnDBInstanceProps, "storageEncrypted" | "kmsKeyId"> {
  return {
    storageEncrypted: props.storageEncryptionKey ? true : props.storageEncrypted,
    kmsKeyId: props.storageEncryptionKey?.keyRef.keyArn,
  };
}
