/** What an object is copied from. */
export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  /** Undefined for the current version. */
  readonly versionId: string | undefined;
}

/** Reads `x-amz-copy-source`: `[/]bucket/key[?versionId=id]`, with bucket and key URL-encoded ("CopyObject"). */
export function parseCopySource(text: string): CopySource {
  // The query is cut off first: a question mark of the key is encoded.
  const at = text.indexOf("?versionId=");
  const path = decodeURIComponent(at < 0 ? text : text.slice(0, at)).replace(/^\//, "");
  const slash = path.indexOf("/");
  return {
    bucket: path.slice(0, Math.max(slash, 0)),
    key: slash < 0 ? path : path.slice(slash + 1),
    versionId: at < 0 ? undefined : text.slice(at + "?versionId=".length),
  };
}
