import type { Environment } from "../../environment.js";
import { randomHex } from "../../environment.js";
import { AwsError } from "../../errors.js";
import type { Collection } from "../../state/state.js";
import { BlobStore } from "./blobs.js";

export interface BucketRecord {
  readonly name: string;
  readonly created: number;
  readonly versioning?: "Enabled" | "Suspended";
  readonly policy?: string;
  readonly tags?: Record<string, string>;
  /** Sub-resources that are stored and given back, by name (`encryption`, `notification`, ...), as the API's own shapes. */
  readonly configurations: Record<string, unknown>;
}

/** One version of an object, or a delete marker. */
export interface ObjectVersion {
  readonly versionId: string;
  readonly deleteMarker?: true;
  readonly blob?: string;
  readonly size: number;
  readonly etag: string;
  readonly modified: number;
  readonly contentType?: string;
  readonly headers: Record<string, string>;
  readonly metadata: Record<string, string>;
  readonly tags?: Record<string, string>;
}

export interface ObjectRecord {
  readonly bucket: string;
  readonly key: string;
  /** Newest first; never empty. */
  readonly versions: readonly ObjectVersion[];
}

/** The version id of objects in buckets without versioning. */
export const NULL_VERSION = "null";

/** Buckets and objects on disk. The only owner of S3's state. */
export class S3Store {
  readonly buckets: Collection<BucketRecord>;
  readonly blobs: BlobStore;
  readonly #objects: Collection<ObjectRecord>;
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
    this.buckets = environment.state.collection("s3.buckets");
    this.#objects = environment.state.collection("s3.objects");
    this.blobs = new BlobStore(environment.state.subdirectory("s3"));
  }

  bucket(name: string | undefined): BucketRecord {
    const record = name === undefined ? undefined : this.buckets.get(name);
    if (record === undefined) {
      throw new AwsError("NoSuchBucket", "The specified bucket does not exist", {
        status: 404,
        fields: { BucketName: name },
      });
    }
    return record;
  }

  updateBucket(name: string | undefined, change: Partial<BucketRecord>): void {
    const record = this.bucket(name);
    this.buckets.put(record.name, { ...record, ...change });
  }

  object(bucket: string, key: string): ObjectRecord | undefined {
    return this.#objects.get(objectKey(bucket, key));
  }

  objects(bucket: string, prefix = ""): ObjectRecord[] {
    return this.#objects.list(objectKey(bucket, prefix));
  }

  /** Adds a version, which becomes the current one; without versioning it replaces what was there. */
  add(
    bucket: BucketRecord,
    key: string,
    content: Uint8Array | "delete marker",
    version: Omit<ObjectVersion, "versionId" | "blob" | "size" | "modified" | "deleteMarker">,
  ): ObjectVersion {
    const versionId = bucket.versioning === "Enabled" ? randomHex(this.#environment.random, 32) : NULL_VERSION;
    const blob = randomHex(this.#environment.random, 32);
    if (content !== "delete marker") this.blobs.write(blob, content);
    const added: ObjectVersion = {
      ...version,
      versionId,
      modified: this.#environment.clock.now(),
      ...(content === "delete marker" ? { deleteMarker: true as const, size: 0 } : { blob, size: content.length }),
    };
    const older = this.object(bucket.name, key)?.versions ?? [];
    const kept = older.filter((other) => other.versionId !== versionId);
    this.#objects.put(objectKey(bucket.name, key), { bucket: bucket.name, key, versions: [added, ...kept] });
    for (const gone of older) if (gone.versionId === versionId) this.#release(gone);
    return added;
  }

  /** Replaces one version's record, e.g. for its tags. */
  replace(record: ObjectRecord, version: ObjectVersion): void {
    const versions = record.versions.map((other) => (other.versionId === version.versionId ? version : other));
    this.#objects.put(objectKey(record.bucket, record.key), { ...record, versions });
  }

  removeVersion(bucket: string, key: string, versionId: string): ObjectVersion | undefined {
    const record = this.object(bucket, key);
    const gone = record?.versions.find((version) => version.versionId === versionId);
    if (record === undefined || gone === undefined) return undefined;
    const versions = record.versions.filter((version) => version !== gone);
    if (versions.length === 0) this.#objects.delete(objectKey(bucket, key));
    else this.#objects.put(objectKey(bucket, key), { ...record, versions });
    this.#release(gone);
    return gone;
  }

  #release(version: ObjectVersion): void {
    if (version.blob !== undefined) this.blobs.remove(version.blob);
  }
}

function objectKey(bucket: string, key: string): string {
  return `${bucket}/${key}`;
}
