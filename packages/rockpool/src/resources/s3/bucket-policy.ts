import type { JsonObject, ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import { ownerCall } from "../../services/contract.js";
import type { S3Service } from "../../services/s3/index.js";
import { text } from "../properties.js";

/** AWS::S3::BucketPolicy. `Ref`: the bucket's name. */
export function bucketPolicy({ s3, environment }: { s3: S3Service; environment: Environment }): ResourceHandler {
  const call = ownerCall(environment.account.accountId, environment.account.partition);
  function isThere(Bucket: string): boolean {
    try {
      s3.operations.GetBucketPolicy(call, { Bucket });
      return true;
    } catch (error) {
      if (error instanceof AwsError && error.code === "NoSuchBucketPolicy") return false;
      throw error;
    }
  }
  function put(properties: JsonObject) {
    const Bucket = text(properties, "Bucket");
    s3.operations.PutBucketPolicy(call, { Bucket, Policy: JSON.stringify(properties["PolicyDocument"]) });
    return { physicalId: Bucket };
  }
  return {
    create: async (context, properties) =>
      environment.state.transaction(() => {
        const Bucket = text(properties, "Bucket");
        if (isThere(Bucket))
          throw new AwsError("AlreadyExists", `The bucket policy already exists on bucket ${Bucket}.`);
        const state = put(properties);
        context.initiated(Bucket);
        return state;
      }),
    update: async (_context, _physicalId, _oldProperties, newProperties) => put(newProperties),
    async delete(_context, physicalId) {
      try {
        s3.operations.DeleteBucketPolicy(call, { Bucket: physicalId });
      } catch (error) {
        if (!(error instanceof AwsError && error.code === "NoSuchBucket")) throw error;
      }
    },
  };
}
