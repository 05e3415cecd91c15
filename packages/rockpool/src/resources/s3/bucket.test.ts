import { expect, test } from "vitest";
import type { JsonObject } from "../../cloudformation/contract.js";
import { createS3Service } from "../../services/s3/index.js";
import { testEnvironment } from "../../testing/environment.js";
import { resourceContext } from "../../testing/resource-context.js";
import { bucket } from "./bucket.js";
import { bucketPolicy } from "./bucket-policy.js";

test.each<JsonObject>([{ BucketName: "named" }, {}])("a bucket is made once, and goes: %j", async (given) => {
  using environment = testEnvironment();
  const s3 = createS3Service(environment);
  const handler = bucket({ s3, environment });
  const context = resourceContext("AWS::S3::Bucket", "Files");
  const properties = { ...given, VersioningConfiguration: { Status: "Enabled" } };
  const { physicalId } = await handler.create(context, properties);
  await expect(handler.create(context, properties)).rejects.toThrow("you already own it");
  await handler.delete(context, physicalId, properties);
  await handler.delete(context, physicalId, properties);
  expect(s3.operations.ListBuckets().Buckets).toEqual([]);
});

test("a bucket whose id cannot be noted is not there", async () => {
  using environment = testEnvironment();
  const s3 = createS3Service(environment);
  const context = {
    ...resourceContext("AWS::S3::Bucket", "Files"),
    initiated: () => {
      throw new Error("killed");
    },
  };
  await expect(bucket({ s3, environment }).create(context, {})).rejects.toThrow("killed");
  expect(s3.operations.ListBuckets().Buckets).toEqual([]);
});

test("a bucket policy takes no other one's place, and goes with its resource", async () => {
  using environment = testEnvironment();
  const s3 = createS3Service(environment);
  const { physicalId: Bucket } = await bucket({ s3, environment }).create(resourceContext("AWS::S3::Bucket"), {});
  const handler = bucketPolicy({ s3, environment });
  const context = resourceContext("AWS::S3::BucketPolicy", "Policy");
  const statement = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/*` };
  const properties = { Bucket, PolicyDocument: { Version: "2012-10-17", Statement: [statement] } };
  expect((await handler.create(context, properties)).physicalId).toBe(Bucket);
  await expect(handler.create(context, properties)).rejects.toThrow(`already exists on bucket ${Bucket}`);
  await handler.delete(context, Bucket, properties);
  await handler.delete(context, Bucket, properties);
  await expect(handler.create(context, properties)).resolves.toBeDefined();
  await bucket({ s3, environment }).delete(context, Bucket, {});
  // With the bucket, too.
  await handler.delete(context, Bucket, properties);
});
