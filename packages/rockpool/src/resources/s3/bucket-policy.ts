import type { JsonObject, ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import { ownerCall } from "../../services/contract.js";
import type { S3Service } from "../../services/s3/index.js";
import { text } from "../properties.js";
import { recordHandler } from "../record-handler.js";

/** AWS::S3::BucketPolicy. `Ref`: the bucket's name. */
export function bucketPolicy({ s3, environment }: { s3: S3Service; environment: Environment }): ResourceHandler {
  const call = ownerCall(environment.account.accountId, environment.account.partition);
  const { operations } = s3;

  function isThere(Bucket: string): boolean {
    try {
      operations.GetBucketPolicy(call, { Bucket });
      return true;
    } catch (error) {
      if (error instanceof AwsError && error.code === "NoSuchBucketPolicy") return false;
      throw error;
    }
  }

  function put(properties: JsonObject): string {
    const Bucket = text(properties, "Bucket");
    operations.PutBucketPolicy(call, { Bucket, Policy: JSON.stringify(properties["PolicyDocument"]) });
    return Bucket;
  }

  return recordHandler(environment, {
    create(_context, properties) {
      const Bucket = text(properties, "Bucket");
      if (isThere(Bucket)) throw new AwsError("AlreadyExists", `The bucket policy already exists on bucket ${Bucket}.`);
      return put(properties);
    },
    update: (_context, _physicalId, _oldProperties, newProperties) => void put(newProperties),
    delete: (_context, Bucket) => void operations.DeleteBucketPolicy(call, { Bucket }),
    attributes: () => ({}),
  });
}
