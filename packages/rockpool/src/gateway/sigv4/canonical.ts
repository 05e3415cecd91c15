import { createHmac, createSecretKey, hash, type KeyObject } from "node:crypto";
import { parseForm, percentDecode, percentEncode } from "../codec/wire.js";

export const ALGORITHM = "AWS4-HMAC-SHA256";
export const UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";
/** SHA-256 of nothing. */
export const EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

export function sha256(data: Uint8Array | string): string {
  return hash("sha256", data, "hex");
}

/** `20260131T235959Z` */
export function amzDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

/** What a signature is good for: `20260131/us-east-1/rds/aws4_request`. */
export interface Scope {
  /** `20260131` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

export function scopeText({ date, region, service }: Scope): string {
  return `${date}/${region}/${service}/aws4_request`;
}

/** The parts of a request that a signature covers, as AWS's "Create a canonical request" describes them. */
export interface CanonicalParts {
  readonly method: string;
  /** As sent, percent-encoded. */
  readonly path: string;
  /** As sent; `X-Amz-Signature` is left out by this module. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
}

/** The signature of a request with the key that {@link signingKey} derives. S3 differs from all other services: its path is encoded once and not normalised. */
export function signatureOf(parts: CanonicalParts, key: KeyObject, scope: Scope, date: string): string {
  const canonicalRequest = [
    parts.method,
    canonicalPath(parts.path, scope.service),
    canonicalQuery(parts.query),
    canonicalHeaders(parts),
    "",
    parts.signedHeaders.join(";"),
    parts.payloadHash,
  ].join("\n");
  const stringToSign = [ALGORITHM, date, scopeText(scope), sha256(canonicalRequest)].join("\n");
  return hmacHex(key, stringToSign);
}

export function signingKey(secretAccessKey: string, scope: Scope): KeyObject {
  return [scope.date, scope.region, scope.service, "aws4_request"].reduce(
    (key, part) => createSecretKey(hmacHex(key, part), "hex"),
    createSecretKey(`AWS4${secretAccessKey}`, "utf8"),
  );
}

/** How many keys are remembered: one a day for each caller who is about. */
const REMEMBERED = 100;

/** Derived keys, remembered: a caller's is the same all day, and costs four rounds of HMAC. */
export class SigningKeys {
  readonly #keys = new Map<string, KeyObject>();

  key(secretAccessKey: string, scope: Scope): KeyObject {
    const name = `${secretAccessKey} ${scopeText(scope)}`;
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const key = signingKey(secretAccessKey, scope);
    if (this.#keys.size >= REMEMBERED) this.#keys.clear();
    this.#keys.set(name, key);
    return key;
  }
}

// Given bytes, Node would make the key anew each time, at several times the cost of all the rest.
export function hmacHex(key: KeyObject, text: string): string {
  return createHmac("sha256", key).update(text, "utf8").digest("hex");
}

function canonicalHeaders(parts: CanonicalParts): string {
  const line = (name: string): string => `${name}:${headerOf(parts, name)}`;
  const asSent = parts.signedHeaders.map(line).join("\n");
  // One look at all of them: nearly always they are as they should be.
  if (!BLANKS.test(asSent)) return asSent;
  return parts.signedHeaders.map((name) => `${name}:${trimmed(headerOf(parts, name))}`).join("\n");
}

/** Several, at an end of a value, or of another kind. */
const BLANKS = / {2}|: | $| \n|[^\S \n]/;

/** Empty for one that is not there, whatever its name: `constructor` is every object's. */
function headerOf({ headers }: Pick<CanonicalParts, "headers">, name: string): string {
  return Object.hasOwn(headers, name) ? (headers[name] ?? "") : "";
}

/** Without blanks at the ends, and with one where there are several. */
function trimmed(text: string): string {
  const outside = text.trim();
  return /\s\s|[^\S ]/.test(outside) ? outside.replace(/\s+/g, " ") : outside;
}

/** Nothing is to be encoded in it, and no segment empty or dots alone. */
const PLAIN_PATH = /^(?:\/[\w~-][\w.~-]*)+$/;

function canonicalPath(path: string, service: string): string {
  if (service === "s3") {
    const segments = path.split("/").map((segment) => percentEncode(percentDecode(segment)));
    return segments.join("/") || "/";
  }
  if (PLAIN_PATH.test(path)) return path;
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(segment);
  }
  const normalised = `/${kept.join("/")}${kept.length > 0 && path.endsWith("/") ? "/" : ""}`;
  return normalised.split("/").map(percentEncode).join("/");
}

function canonicalQuery(query: string): string {
  if (query === "") return "";
  return parseForm(query)
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]): [string, string] => [percentEncode(name), percentEncode(value)])
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

// By code unit, which for percent-encoded text is by byte, as SigV4 wants it; a locale's order would not do.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
