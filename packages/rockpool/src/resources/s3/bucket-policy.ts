import type { JsonObject, ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import { ownerCall } from "../../services/contract.js";
import type { S3Service } from "../../services/s3/index.js";
import { text } from "../properties.js";

/** AWS::S3::BucketPolicy. `Ref`: the bucket's name. */
export function bucketPolicy({ s3, environment }: { s3: S3Service; environment: Environment }): ResourceHandler {
  const call = ownerCall(environment.account.accountId, environment.account.partition);
  async function put(properties: JsonObject) {
    const Bucket = text(properties, "Bucket");
    s3.operations.PutBucketPolicy(call, { Bucket, Policy: JSON.stringify(properties["PolicyDocument"]) });
    return { physicalId: Bucket };
  }
  return {
    create: (_context, properties) => put(properties),
    update: (_context, _physicalId, _oldProperties, newProperties) => put(newProperties),
    async delete(_context, physicalId) {
      try {
        s3.operations.DeleteBucketPolicy(call, { Bucket: physicalId });
      } catch (error) {
        if (!(error instanceof AwsError && error.code === "NoSuchBucket")) throw error;
      }
    },
  };
}
