import { AwsError } from "../../errors.js";
import type { AnyOperation, CallContext } from "../contract.js";
import type { S3Store } from "./store.js";

/** A sub-resource of a bucket that is kept as it was given. It changes nothing in how objects are served on one machine. */
interface Configuration {
  /** Makes the operation names: `GetBucketEncryption`, `PutBucketEncryption`, `DeleteBucketEncryption`. */
  readonly name: string;
  /** The member of the inputs and outputs that carries it; `undefined`: the members stand at the top. */
  readonly member: string | undefined;
  /** What a bucket has that was never told. Absent: an error of this code, message and status 404. */
  readonly fallback?: unknown;
  readonly missing?: readonly [code: string, message: string];
  /** The deleting operation, where its name differs. */
  readonly deletion?: string;
}

const CONFIGURATIONS: readonly Configuration[] = [
  {
    name: "BucketEncryption",
    member: "ServerSideEncryptionConfiguration",
    // Since January 2023 every bucket encrypts with SSE-S3 unless told otherwise.
    fallback: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false }] },
  },
  {
    name: "PublicAccessBlock",
    member: "PublicAccessBlockConfiguration",
    // The defaults of new buckets since April 2023.
    fallback: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
  },
  {
    name: "BucketOwnershipControls",
    member: "OwnershipControls",
    fallback: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
  },
  {
    name: "BucketLifecycleConfiguration",
    member: "LifecycleConfiguration",
    missing: ["NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"],
    deletion: "DeleteBucketLifecycle",
  },
  {
    name: "BucketCors",
    member: "CORSConfiguration",
    missing: ["NoSuchCORSConfiguration", "The CORS configuration does not exist"],
  },
];

type Input = Readonly<Record<string, unknown>> & { readonly Bucket?: string };

/** Get, Put and Delete for each row of the table. */
export function configurationOperations(store: S3Store): Record<string, AnyOperation> {
  return Object.fromEntries(
    CONFIGURATIONS.flatMap(({ name, member, fallback, missing, deletion }): Array<[string, AnyOperation]> => [
      [
        `Get${name}`,
        (_call: CallContext, input: Input) => {
          const value = store.bucket(input.Bucket).configurations[name] ?? fallback;
          if (value === undefined) {
            const [code, message] = missing ?? ["NoSuchConfiguration", "The specified configuration does not exist."];
            throw new AwsError(code, message, { status: 404, fields: { BucketName: input.Bucket } });
          }
          // Lifecycle and CORS answer with their rules at the top (API reference), the others inside their member.
          return missing === undefined && member !== undefined ? { [member]: value } : value;
        },
      ],
      [
        `Put${name}`,
        (_call: CallContext, input: Input) => {
          const { configurations } = store.bucket(input.Bucket);
          store.updateBucket(input.Bucket, {
            configurations: { ...configurations, [name]: member === undefined ? input : input[member] },
          });
          return {};
        },
      ],
      [
        deletion ?? `Delete${name}`,
        (_call: CallContext, input: Input) => {
          const { [name]: _gone, ...configurations } = store.bucket(input.Bucket).configurations;
          store.updateBucket(input.Bucket, { configurations });
          return {};
        },
      ],
    ]),
  );
}
