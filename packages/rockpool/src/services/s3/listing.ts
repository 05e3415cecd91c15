import type {
  ListObjectsOutput,
  ListObjectsRequest,
  ListObjectsV2Output,
  ListObjectsV2Request,
  ListObjectVersionsOutput,
  ListObjectVersionsRequest,
  _Object,
} from "@aws-sdk/client-s3";
import type { CallContext } from "../contract.js";
import type { ObjectRecord, S3Store } from "./store.js";

interface Page {
  readonly records: ObjectRecord[];
  readonly prefixes: string[];
  /** The last key or common prefix of this page, when there is more. */
  readonly next?: string;
}

export function listingOperations(store: S3Store) {
  /** Keys after `after`, grouped at the delimiter; common prefixes count towards the page's size as on S3. */
  function page(
    bucket: string,
    options: { prefix?: string; delimiter?: string; after?: string; limit: number; live: boolean },
  ): Page {
    const prefix = options.prefix ?? "";
    const records: ObjectRecord[] = [];
    const prefixes = new Set<string>();
    let last: string | undefined;
    for (const record of store.objects(bucket, prefix)) {
      if (options.live && record.versions[0]?.deleteMarker) continue;
      const cut = options.delimiter ? record.key.indexOf(options.delimiter, prefix.length) : -1;
      const entry = cut < 0 ? record.key : record.key.slice(0, cut + (options.delimiter ?? "").length);
      if (options.after !== undefined && entry <= options.after) continue;
      if (cut >= 0 && prefixes.has(entry)) continue;
      if (records.length + prefixes.size >= options.limit) return { records, prefixes: [...prefixes], next: last };
      if (cut < 0) records.push(record);
      else prefixes.add(entry);
      last = entry;
    }
    return { records, prefixes: [...prefixes] };
  }

  return {
    ListObjectsV2(_call: CallContext, input: ListObjectsV2Request): ListObjectsV2Output {
      const bucket = store.bucket(input.Bucket);
      const limit = Math.min(input.MaxKeys ?? 1000, 1000);
      const after =
        input.ContinuationToken === undefined
          ? input.StartAfter
          : Buffer.from(input.ContinuationToken, "base64").toString("utf8");
      const { records, prefixes, next } = page(bucket.name, {
        prefix: input.Prefix,
        delimiter: input.Delimiter,
        after,
        limit,
        live: true,
      });
      return {
        Name: bucket.name,
        Prefix: input.Prefix ?? "",
        MaxKeys: limit,
        KeyCount: records.length + prefixes.length,
        IsTruncated: next !== undefined,
        Contents: records.map(summary),
        CommonPrefixes: prefixes.map((Prefix) => ({ Prefix })),
        ...(input.Delimiter === undefined ? {} : { Delimiter: input.Delimiter }),
        ...(input.ContinuationToken === undefined ? {} : { ContinuationToken: input.ContinuationToken }),
        ...(input.StartAfter === undefined ? {} : { StartAfter: input.StartAfter }),
        ...(next === undefined ? {} : { NextContinuationToken: Buffer.from(next, "utf8").toString("base64") }),
      };
    },

    ListObjects(_call: CallContext, input: ListObjectsRequest): ListObjectsOutput {
      const bucket = store.bucket(input.Bucket);
      const limit = Math.min(input.MaxKeys ?? 1000, 1000);
      const { records, prefixes, next } = page(bucket.name, {
        prefix: input.Prefix,
        delimiter: input.Delimiter,
        after: input.Marker,
        limit,
        live: true,
      });
      return {
        Name: bucket.name,
        Prefix: input.Prefix ?? "",
        Marker: input.Marker ?? "",
        MaxKeys: limit,
        IsTruncated: next !== undefined,
        Contents: records.map(summary),
        CommonPrefixes: prefixes.map((Prefix) => ({ Prefix })),
        ...(input.Delimiter === undefined ? {} : { Delimiter: input.Delimiter }),
        // S3 gives the marker only together with a delimiter; without one the last key serves.
        ...(next === undefined || input.Delimiter === undefined ? {} : { NextMarker: next }),
      };
    },

    ListObjectVersions(_call: CallContext, input: ListObjectVersionsRequest): ListObjectVersionsOutput {
      const bucket = store.bucket(input.Bucket);
      const limit = Math.min(input.MaxKeys ?? 1000, 1000);
      const { records, prefixes, next } = page(bucket.name, {
        prefix: input.Prefix,
        delimiter: input.Delimiter,
        after: input.KeyMarker,
        limit,
        live: false,
      });
      const versions = records.flatMap((record) =>
        record.versions.map((version, index) => ({ key: record.key, version, latest: index === 0 })),
      );
      const entry = ({ key, version, latest }: (typeof versions)[number]) => ({
        Key: key,
        VersionId: version.versionId,
        IsLatest: latest,
        LastModified: new Date(version.modified),
      });
      return {
        Name: bucket.name,
        Prefix: input.Prefix ?? "",
        KeyMarker: input.KeyMarker ?? "",
        MaxKeys: limit,
        IsTruncated: next !== undefined,
        Versions: versions
          .filter(({ version }) => !version.deleteMarker)
          .map((item) => ({
            ...entry(item),
            ETag: item.version.etag,
            Size: item.version.size,
            StorageClass: "STANDARD" as const,
          })),
        DeleteMarkers: versions.filter(({ version }) => version.deleteMarker).map(entry),
        CommonPrefixes: prefixes.map((Prefix) => ({ Prefix })),
        ...(next === undefined ? {} : { NextKeyMarker: next }),
      };
    },
  };
}

function summary(record: ObjectRecord): _Object {
  const [current] = record.versions;
  return {
    Key: record.key,
    ETag: current?.etag,
    Size: current?.size,
    LastModified: new Date(current?.modified ?? 0),
    StorageClass: "STANDARD",
  };
}
