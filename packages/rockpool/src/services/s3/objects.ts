import { createHash } from "node:crypto";
import type {
  CopyObjectOutput,
  CopyObjectRequest,
  DeleteObjectOutput,
  DeleteObjectRequest,
  DeleteObjectsOutput,
  DeleteObjectsRequest,
  GetObjectOutput,
  GetObjectRequest,
  GetObjectTaggingOutput,
  GetObjectTaggingRequest,
  HeadObjectOutput,
  HeadObjectRequest,
  PutObjectOutput,
  PutObjectRequest,
  PutObjectTaggingRequest,
} from "@aws-sdk/client-s3";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { parseCopySource } from "./copy-source.js";
import { NULL_VERSION, type ObjectVersion, type S3Store } from "./store.js";
import { fromTagSet, toTagSet } from "./tags.js";

/** Bodies are whole byte arrays here: assets and templates, not video. */
export type WithBody<T extends { Body?: unknown }> = Omit<T, "Body"> & { Body?: Uint8Array | string };
export type GetObjectResult = Omit<GetObjectOutput, "Body"> & { Body: Uint8Array };

/** Headers that are kept with an object and given back as they came, by the member that carries them. */
const KEPT = ["CacheControl", "ContentDisposition", "ContentEncoding", "ContentLanguage"] as const;

/** Headers of the answer that the caller chooses, as presigned URLs for downloads do. */
function overridden(input: GetObjectRequest | HeadObjectRequest): Partial<HeadObjectOutput> {
  const chosen = ["ContentType", ...KEPT].flatMap((name) => {
    const value = Object.entries(input).find(([key]) => key === `Response${name}`)?.[1];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(chosen);
}

export function objectOperations(store: S3Store) {
  /** The version asked for, or the current one; AWS's errors when there is none. */
  function version(bucketName: string | undefined, key: string | undefined, versionId?: string): ObjectVersion {
    const bucket = store.bucket(bucketName);
    const record = store.object(bucket.name, requireKey(key));
    const found =
      versionId === undefined ? record?.versions[0] : record?.versions.find((other) => other.versionId === versionId);
    if (found === undefined && versionId !== undefined) {
      throw new AwsError("NoSuchVersion", "The specified version does not exist.", {
        status: 404,
        fields: { Key: key, VersionId: versionId },
      });
    }
    if (found === undefined || found.deleteMarker) {
      throw new AwsError("NoSuchKey", "The specified key does not exist.", { status: 404, fields: { Key: key } });
    }
    return found;
  }

  function describe(found: ObjectVersion): HeadObjectOutput {
    return {
      ContentLength: found.size,
      ContentType: found.contentType ?? "binary/octet-stream",
      ETag: found.etag,
      LastModified: new Date(found.modified),
      Metadata: found.metadata,
      AcceptRanges: "bytes",
      ServerSideEncryption: "AES256",
      ...found.headers,
      ...versionMember(found),
    };
  }

  return {
    PutObject(_call: CallContext, input: WithBody<PutObjectRequest>): PutObjectOutput {
      const bucket = store.bucket(input.Bucket);
      const key = requireKey(input.Key);
      const body = typeof input.Body === "string" ? Buffer.from(input.Body, "utf8") : (input.Body ?? new Uint8Array());
      const digest = createHash("md5").update(body);
      const md5 = digest.digest();
      if (input.ContentMD5 !== undefined && input.ContentMD5 !== md5.toString("base64")) {
        throw new AwsError("BadDigest", "The Content-MD5 you specified did not match what we received.", {
          status: 400,
        });
      }
      const current = store.object(bucket.name, key)?.versions[0];
      if (input.IfNoneMatch === "*" && current !== undefined && !current.deleteMarker) {
        throw new AwsError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", {
          status: 412,
          fields: { Condition: "If-None-Match" },
        });
      }
      const added = store.add(bucket, key, body, {
        etag: `"${md5.toString("hex")}"`,
        contentType: input.ContentType,
        headers: pick(input),
        metadata: { ...input.Metadata },
        ...(input.Tagging === undefined ? {} : { tags: Object.fromEntries(new URLSearchParams(input.Tagging)) }),
      });
      return { ETag: added.etag, ServerSideEncryption: "AES256", ...versionMember(added) };
    },

    GetObject(_call: CallContext, input: GetObjectRequest): GetObjectResult {
      const found = version(input.Bucket, input.Key, input.VersionId);
      if (input.IfNoneMatch !== undefined && input.IfNoneMatch === found.etag) {
        throw new AwsError("NotModified", "Not Modified", { status: 304 });
      }
      const whole = store.blobs.read(found.blob ?? "");
      const range = input.Range === undefined ? undefined : parseRange(input.Range, whole.length);
      const body = range === undefined ? whole : whole.subarray(range.start, range.end + 1);
      return {
        ...describe(found),
        ...overridden(input),
        Body: body,
        ContentLength: body.length,
        ...(range === undefined ? {} : { ContentRange: `bytes ${range.start}-${range.end}/${whole.length}` }),
      };
    },

    HeadObject(_call: CallContext, input: HeadObjectRequest): HeadObjectOutput {
      return { ...describe(version(input.Bucket, input.Key, input.VersionId)), ...overridden(input) };
    },

    DeleteObject(_call: CallContext, input: DeleteObjectRequest): DeleteObjectOutput {
      const bucket = store.bucket(input.Bucket);
      const key = requireKey(input.Key);
      if (input.VersionId !== undefined) {
        const gone = store.removeVersion(bucket.name, key, input.VersionId);
        return { VersionId: input.VersionId, ...(gone?.deleteMarker ? { DeleteMarker: true } : {}) };
      }
      if (bucket.versioning === undefined) {
        store.removeVersion(bucket.name, key, NULL_VERSION);
        return {};
      }
      const marker = store.add(bucket, key, "delete marker", { etag: "", headers: {}, metadata: {} });
      return { DeleteMarker: true, VersionId: marker.versionId };
    },

    DeleteObjects(call: CallContext, input: DeleteObjectsRequest): DeleteObjectsOutput {
      const Deleted = (input.Delete?.Objects ?? []).map(({ Key, VersionId }) => {
        const gone = this.DeleteObject(call, { Bucket: input.Bucket, Key, VersionId });
        const marker = gone.DeleteMarker ? { DeleteMarker: true, DeleteMarkerVersionId: gone.VersionId } : {};
        return { Key, ...(VersionId === undefined ? {} : { VersionId }), ...marker };
      });
      return input.Delete?.Quiet ? {} : { Deleted };
    },

    CopyObject(call: CallContext, input: CopyObjectRequest): CopyObjectOutput {
      const source = parseCopySource(input.CopySource ?? "");
      const found = version(source.bucket, source.key, source.versionId);
      const copied = this.PutObject(call, {
        Bucket: input.Bucket,
        Key: input.Key,
        Body: store.blobs.read(found.blob ?? ""),
        ContentType: input.MetadataDirective === "REPLACE" ? input.ContentType : found.contentType,
        Metadata: input.MetadataDirective === "REPLACE" ? input.Metadata : found.metadata,
        ...(input.MetadataDirective === "REPLACE" ? pick(input) : found.headers),
      });
      return {
        CopyObjectResult: {
          ETag: copied.ETag,
          LastModified: new Date(version(input.Bucket, input.Key, copied.VersionId).modified),
        },
        VersionId: copied.VersionId,
      };
    },

    GetObjectTagging(_call: CallContext, input: GetObjectTaggingRequest): GetObjectTaggingOutput {
      const found = version(input.Bucket, input.Key, input.VersionId);
      return { TagSet: toTagSet(found.tags), ...versionMember(found) };
    },

    PutObjectTagging(_call: CallContext, input: PutObjectTaggingRequest): Record<string, never> {
      const found = version(input.Bucket, input.Key, input.VersionId);
      const record = store.object(store.bucket(input.Bucket).name, requireKey(input.Key));
      if (record !== undefined) store.replace(record, { ...found, tags: fromTagSet(input.Tagging?.TagSet) });
      return {};
    },
  };
}

function requireKey(key: string | undefined): string {
  if (key === undefined || key === "")
    throw new AwsError("InvalidArgument", "An object key is required.", { status: 400 });
  if (Buffer.byteLength(key) > 1024)
    throw new AwsError("KeyTooLongError", "Your key is too long", { status: 400, fields: { MaxSizeAllowed: 1024 } });
  return key;
}

function versionMember(version: ObjectVersion): { VersionId?: string } {
  return version.versionId === NULL_VERSION ? {} : { VersionId: version.versionId };
}

function pick(input: Partial<Record<(typeof KEPT)[number], string | undefined>>): Record<string, string> {
  return Object.fromEntries(KEPT.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])));
}

/** RFC 9110 byte ranges: `bytes=0-99`, `bytes=100-`, `bytes=-100`; a form S3 does not know is ignored. */
function parseRange(range: string, size: number): { start: number; end: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(range);
  if (match === null || (match[1] === "" && match[2] === "")) return undefined;
  const start = match[1] === "" ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === "" || match[2] === "" ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (start >= size || start > end) {
    throw new AwsError("InvalidRange", "The requested range is not satisfiable", {
      status: 416,
      fields: { ActualObjectSize: size, RangeRequested: range },
    });
  }
  return { start, end };
}
