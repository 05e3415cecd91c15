import type {
  CreateBucketOutput,
  CreateBucketRequest,
  DeleteBucketRequest,
  GetBucketPolicyOutput,
  GetBucketTaggingOutput,
  GetBucketVersioningOutput,
  HeadBucketOutput,
  ListBucketsOutput,
  PutBucketPolicyRequest,
  PutBucketTaggingRequest,
  PutBucketVersioningRequest,
} from "@aws-sdk/client-s3";
import type { Environment } from "../../environment.js";
import { AwsError, messageOf } from "../../errors.js";
import { parsePolicy } from "../iam/policy-document.js";
import type { CallContext } from "../contract.js";
import type { S3Store } from "./store.js";
import { fromTagSet, toTagSet } from "./tags.js";

type OnBucket = { Bucket: string | undefined };

export function bucketOperations(store: S3Store, environment: Environment) {
  const { region, accountId } = environment.account;
  return {
    CreateBucket(_call: CallContext, input: CreateBucketRequest): CreateBucketOutput {
      const name = input.Bucket ?? "";
      // Naming rules of "Bucket naming rules" in the S3 user guide.
      if (
        !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) ||
        name.includes("..") ||
        /^\d+\.\d+\.\d+\.\d+$/.test(name)
      ) {
        throw new AwsError("InvalidBucketName", "The specified bucket is not valid.", {
          status: 400,
          fields: { BucketName: name },
        });
      }
      if (store.buckets.has(name)) {
        throw new AwsError(
          "BucketAlreadyOwnedByYou",
          "Your previous request to create the named bucket succeeded and you already own it.",
          { status: 409, fields: { BucketName: name } },
        );
      }
      const tags = input.CreateBucketConfiguration?.Tags;
      store.buckets.put(name, {
        name,
        created: environment.clock.now(),
        configurations: {},
        ...(tags === undefined ? {} : { tags: fromTagSet(tags) }),
      });
      return { Location: `/${name}`, BucketArn: `arn:${environment.account.partition}:s3:::${name}` };
    },

    HeadBucket(_call: CallContext, input: OnBucket): HeadBucketOutput {
      store.bucket(input.Bucket);
      return { BucketRegion: region };
    },

    ListBuckets(): ListBucketsOutput {
      return {
        Buckets: store.buckets
          .list()
          .map((bucket) => ({ Name: bucket.name, CreationDate: new Date(bucket.created), BucketRegion: region })),
        Owner: { ID: accountId },
      };
    },

    DeleteBucket(_call: CallContext, input: DeleteBucketRequest): Record<string, never> {
      const bucket = store.bucket(input.Bucket);
      if (store.objects(bucket.name).length > 0) {
        throw new AwsError("BucketNotEmpty", "The bucket you tried to delete is not empty", {
          status: 409,
          fields: { BucketName: bucket.name },
        });
      }
      store.buckets.delete(bucket.name);
      return {};
    },

    GetBucketLocation(_call: CallContext, input: OnBucket): { LocationConstraint?: string } {
      store.bucket(input.Bucket);
      // us-east-1 is given as an absent constraint (API reference of GetBucketLocation).
      return region === "us-east-1" ? {} : { LocationConstraint: region };
    },

    GetBucketVersioning(_call: CallContext, input: OnBucket): GetBucketVersioningOutput {
      const { versioning } = store.bucket(input.Bucket);
      return versioning === undefined ? {} : { Status: versioning };
    },

    PutBucketVersioning(_call: CallContext, input: PutBucketVersioningRequest): Record<string, never> {
      store.updateBucket(input.Bucket, { versioning: input.VersioningConfiguration?.Status });
      return {};
    },

    GetBucketPolicy(_call: CallContext, input: OnBucket): GetBucketPolicyOutput {
      const { policy } = store.bucket(input.Bucket);
      if (policy === undefined)
        throw new AwsError("NoSuchBucketPolicy", "The bucket policy does not exist", {
          status: 404,
          fields: { BucketName: input.Bucket },
        });
      return { Policy: policy };
    },

    PutBucketPolicy(_call: CallContext, input: PutBucketPolicyRequest): Record<string, never> {
      if (!input.Policy?.startsWith("{")) {
        throw new AwsError("MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'", {
          status: 400,
        });
      }
      try {
        parsePolicy(input.Policy, "resource");
      } catch (cause) {
        throw new AwsError("MalformedPolicy", messageOf(cause), { status: 400, cause });
      }
      store.updateBucket(input.Bucket, { policy: input.Policy });
      return {};
    },

    DeleteBucketPolicy(_call: CallContext, input: OnBucket): Record<string, never> {
      store.updateBucket(input.Bucket, { policy: undefined });
      return {};
    },

    GetBucketTagging(_call: CallContext, input: OnBucket): GetBucketTaggingOutput {
      const { tags } = store.bucket(input.Bucket);
      if (tags === undefined || Object.keys(tags).length === 0)
        throw new AwsError("NoSuchTagSet", "The TagSet does not exist", {
          status: 404,
          fields: { BucketName: input.Bucket },
        });
      return { TagSet: toTagSet(tags) };
    },

    PutBucketTagging(_call: CallContext, input: PutBucketTaggingRequest): Record<string, never> {
      store.updateBucket(input.Bucket, { tags: fromTagSet(input.Tagging?.TagSet) });
      return {};
    },

    DeleteBucketTagging(_call: CallContext, input: OnBucket): Record<string, never> {
      store.updateBucket(input.Bucket, { tags: undefined });
      return {};
    },
  };
}
