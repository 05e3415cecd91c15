import { createHmac } from "node:crypto";
import { parseForm, type WireRequest } from "../codec/wire.js";
import { bucketOfHost } from "../../services/s3/url.js";
import { SignatureRefusal } from "./refusal.js";

/**
 * A URL of S3 presigned with signature version 2, which boto3 makes by default where S3 takes it, as in us-east-1
 * (S3 developer guide, "Signing and authenticating REST requests (AWS signature version 2)").
 */
export interface PresignedV2 {
  readonly accessKeyId: string;
  readonly signature: string;
  /** Seconds since 1970. */
  readonly expires: string;
  readonly sessionToken: string | undefined;
}

/** Query parameters that are part of what is asked for, and so of what is signed. */
const SUBRESOURCES: ReadonlySet<string> = new Set([
  "acl",
  "cors",
  "delete",
  "lifecycle",
  "location",
  "logging",
  "notification",
  "partNumber",
  "policy",
  "requestPayment",
  "response-cache-control",
  "response-content-disposition",
  "response-content-encoding",
  "response-content-language",
  "response-content-type",
  "response-expires",
  "restore",
  "tagging",
  "torrent",
  "uploadId",
  "uploads",
  "versionId",
  "versioning",
  "versions",
  "website",
]);

/** What the URL claims; undefined for any other request. */
export function readPresignedV2(head: Pick<WireRequest, "query">): PresignedV2 | undefined {
  if (!head.query.includes("AWSAccessKeyId=")) return undefined;
  const query = new Map(parseForm(head.query));
  const [accessKeyId, signature, expires] = ["AWSAccessKeyId", "Signature", "Expires"].map((name) => query.get(name));
  if (accessKeyId === undefined || signature === undefined || expires === undefined) return undefined;
  return { accessKeyId, signature, expires, sessionToken: query.get("x-amz-security-token") };
}

/** The signature that the holder of the secret makes for this request: HMAC-SHA1, base64. */
export function presignedV2Signature(
  request: Pick<WireRequest, "method" | "path" | "query" | "headers">,
  expires: string,
  secretAccessKey: string,
): string {
  const query = parseForm(request.query);
  // Signed headers may be sent as parameters of the URL.
  const given = new Map([...Object.entries(request.headers), ...query]);
  const amz = [...given]
    .filter(([name]) => name.startsWith("x-amz-"))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${value.trim()}\n`)
    .join("");
  const asked = query
    .filter(([name]) => SUBRESOURCES.has(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (value === "" ? name : `${name}=${value}`))
    .join("&");
  const bucket = bucketOfHost((request.headers["host"] ?? "").replace(/:\d+$/, ""));
  const resource = `${typeof bucket === "string" ? `/${bucket}` : ""}${request.path}${asked === "" ? "" : `?${asked}`}`;
  const text = [
    request.method,
    given.get("content-md5") ?? "",
    given.get("content-type") ?? "",
    expires,
    `${amz}${resource}`,
  ].join("\n");
  return createHmac("sha1", secretAccessKey).update(text, "utf8").digest("base64");
}

/** Throws {@link SignatureRefusal} for a URL that was good once. */
export function checkExpiry({ expires }: PresignedV2, now: number): void {
  if (!/^\d{1,12}$/.test(expires)) throw new SignatureRefusal("incomplete", "Expires must be a number of seconds");
  if (now > Number(expires) * 1000) throw new SignatureRefusal("expired");
}
