import { expect, test } from "vitest";
import type { JsonObject } from "../../cloudformation/contract.js";
import { createS3Service } from "../../services/s3/index.js";
import { testEnvironment } from "../../testing/environment.js";
import { resourceContext } from "../../testing/resource-context.js";
import { bucket } from "./bucket.js";

const TYPE = "AWS::S3::Bucket";

function contextOf(logicalId: string) {
  const { stackId } = resourceContext(TYPE);
  return resourceContext(TYPE, logicalId, {
    "aws:cloudformation:stack-id": stackId,
    "aws:cloudformation:logical-id": logicalId,
  });
}

test.each<JsonObject>([{ BucketName: "named" }, {}])(
  "a bucket is made once, found by its creator alone, and goes: %j",
  async (given) => {
    using environment = testEnvironment();
    const s3 = createS3Service(environment);
    const handler = bucket({ s3, environment });
    const context = contextOf("Files");
    const properties = { ...given, VersioningConfiguration: { Status: "Enabled" } };
    expect(handler.made?.(context, properties)).toBeUndefined();
    const { physicalId } = await handler.create(context, properties);
    // After a crash.
    expect(handler.made?.(context, properties)).toBe(physicalId);
    expect((await handler.create(context, properties)).physicalId).toBe(physicalId);
    const other = contextOf("Others");
    expect(handler.made?.(other, { BucketName: physicalId })).toBeUndefined();
    await expect(handler.create(other, { BucketName: physicalId })).rejects.toThrow("you already own it");
    await handler.delete(context, physicalId, properties);
    await handler.delete(context, physicalId, properties);
    expect(s3.operations.ListBuckets().Buckets).toEqual([]);
  },
);
