import type { Environment } from "../../environment.js";
import type { Permission, Service } from "../contract.js";
import { bucketOperations } from "./buckets.js";
import { configurationOperations } from "./configurations.js";
import { parseCopySource } from "./copy-source.js";
import { listingOperations } from "./listing.js";
import { multipartOperations } from "./multipart.js";
import { objectOperations } from "./objects.js";
import { S3Store } from "./store.js";

/** Amazon S3, as far as assets, templates and the buckets of database stacks need it. Bodies are whole byte arrays. */
export function createS3Service(environment: Environment) {
  const store = new S3Store(environment);
  return {
    sdkName: "s3",
    signingName: "s3",
    operations: {
      ...configurationOperations(store),
      ...bucketOperations(store, environment),
      ...listingOperations(store),
      ...multipartOperations(store, environment),
      ...objectOperations(store),
    },
    permissions: (operation, input) => permissions(environment.account.partition, operation, input),
    resourcePolicy: (resource) => store.buckets.get(bucketOf(resource))?.policy,
    model: () => import("@aws-sdk/client-s3"),
  } satisfies Service;
}

export type S3Service = ReturnType<typeof createS3Service>;

/** The bucket in `arn:aws:s3:::bucket/key`. */
function bucketOf(arn: string): string {
  return arn.split(":").slice(5).join(":").split("/")[0] ?? "";
}

/** Where the IAM action's name differs from the operation's (Service Authorization Reference, Amazon S3). */
const ACTIONS: Readonly<Record<string, string>> = {
  HeadObject: "GetObject",
  HeadBucket: "ListBucket",
  ListObjects: "ListBucket",
  ListObjectsV2: "ListBucket",
  ListObjectVersions: "ListBucketVersions",
  ListBuckets: "ListAllMyBuckets",
  CopyObject: "PutObject",
  DeleteObjects: "DeleteObject",
  CreateMultipartUpload: "PutObject",
  UploadPart: "PutObject",
  CompleteMultipartUpload: "PutObject",
  GetBucketEncryption: "GetEncryptionConfiguration",
  PutBucketEncryption: "PutEncryptionConfiguration",
  DeleteBucketEncryption: "PutEncryptionConfiguration",
  GetPublicAccessBlock: "GetBucketPublicAccessBlock",
  PutPublicAccessBlock: "PutBucketPublicAccessBlock",
  DeletePublicAccessBlock: "PutBucketPublicAccessBlock",
  GetBucketLifecycleConfiguration: "GetLifecycleConfiguration",
  PutBucketLifecycleConfiguration: "PutLifecycleConfiguration",
  DeleteBucketLifecycle: "PutLifecycleConfiguration",
  GetBucketCors: "GetBucketCORS",
  PutBucketCors: "PutBucketCORS",
  DeleteBucketCors: "PutBucketCORS",
  DeleteBucketTagging: "PutBucketTagging",
  DeleteBucketOwnershipControls: "PutBucketOwnershipControls",
};

/** Actions that have another name when a request names a version of the object. */
const OF_VERSION: ReadonlySet<string> = new Set([
  "GetObject",
  "DeleteObject",
  "GetObjectTagging",
  "PutObjectTagging",
  "DeleteObjectTagging",
]);

/** The action on an object or on one version of it, e.g. `s3:GetObjectVersion`. */
function objectAction(action: string, versionId: unknown): string {
  if (typeof versionId !== "string" || !OF_VERSION.has(action)) return `s3:${action}`;
  return `s3:${action.replace("Object", "ObjectVersion")}`;
}

function permissions(partition: string, operation: string, input: Readonly<Record<string, unknown>>): Permission[] {
  const action = ACTIONS[operation] ?? operation;
  const bucket = typeof input["Bucket"] === "string" ? `arn:${partition}:s3:::${input["Bucket"]}` : "*";
  const objects = deletedObjects(input["Delete"]);
  if (objects !== undefined)
    return objects.map(({ Key, VersionId }) => ({
      action: objectAction(action, VersionId),
      resource: `${bucket}/${String(Key)}`,
    }));
  const needed: Permission[] = [
    {
      action: objectAction(action, input["VersionId"]),
      resource: typeof input["Key"] === "string" ? `${bucket}/${input["Key"]}` : bucket,
    },
  ];
  if (typeof input["CopySource"] === "string") {
    const source = parseCopySource(input["CopySource"]);
    needed.push({
      action: objectAction("GetObject", source.versionId),
      resource: `arn:${partition}:s3:::${source.bucket}/${source.key}`,
    });
  }
  return needed;
}

function deletedObjects(request: unknown): ReadonlyArray<{ Key?: unknown; VersionId?: unknown }> | undefined {
  if (typeof request !== "object" || request === null || !("Objects" in request) || !Array.isArray(request.Objects))
    return undefined;
  return request.Objects.map((object: unknown) => (typeof object === "object" && object !== null ? object : {}));
}
