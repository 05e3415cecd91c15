import type { Environment } from "../environment.js";
import { AwsError } from "../errors.js";
import { ownerCall } from "../services/contract.js";
import type { S3Service } from "../services/s3/index.js";

/** The bucket that `cdk bootstrap` makes for assets, versioned as there. The roles and the version come from sts. */
export function bootstrapBucket({ account }: Environment, s3: S3Service): void {
  const call = ownerCall(account.accountId, account.partition);
  const Bucket = `cdk-hnb659fds-assets-${account.accountId}-${account.region}`;
  try {
    s3.operations.CreateBucket(call, { Bucket });
    s3.operations.PutBucketVersioning(call, { Bucket, VersioningConfiguration: { Status: "Enabled" } });
  } catch (error) {
    if (!(error instanceof AwsError && error.code === "BucketAlreadyOwnedByYou")) throw error;
  }
}
