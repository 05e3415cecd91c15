/** Where an object is. */
export interface ObjectLocation {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
}

/** `s3.amazonaws.com`, `s3.eu-west-1.amazonaws.com`, `s3-eu-west-1.…`, dual stack included; what stands before it is the bucket. */
const AWS_HOST = /^(?:(?<bucket>.+)\.)?s3(?:[.-](?:dualstack\.)?[a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$/;
const LOCAL_HOST = /^(?:(?<bucket>.+)\.)?(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** The bucket that a host name carries, `null` for S3's host without one (path style), `undefined` for another host. */
export function bucketOfHost(hostname: string): string | null | undefined {
  const match = AWS_HOST.exec(hostname) ?? LOCAL_HOST.exec(hostname);
  return match === null ? undefined : (match.groups?.["bucket"] ?? null);
}

/**
 * The object behind any of the forms in which templates write an S3 URL: virtual-host style, path style, with and
 * without a region, an address of this pool, and `s3://bucket/key`. `undefined` for anything else.
 */
export function parseS3Url(text: string): ObjectLocation | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const path = decodeURIComponent(url.pathname).replace(/^\//, "");
  const versionId = url.searchParams.get("versionId");
  const at = (bucket: string, key: string): ObjectLocation | undefined =>
    bucket === "" || key === "" ? undefined : { bucket, key, ...(versionId === null ? {} : { versionId }) };
  if (url.protocol === "s3:") return at(url.hostname, path);
  if (url.protocol !== "https:" && url.protocol !== "http:") return undefined;
  const bucket = bucketOfHost(url.hostname);
  if (bucket === undefined) return undefined;
  if (bucket !== null) return at(bucket, path);
  const slash = path.indexOf("/");
  return slash < 0 ? undefined : at(path.slice(0, slash), path.slice(slash + 1));
}
