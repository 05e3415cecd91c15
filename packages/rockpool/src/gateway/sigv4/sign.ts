import type { Credentials } from "../../functions/contract.js";
import { RockpoolError } from "../../errors.js";
import { percentEncode } from "../codec/wire.js";
import {
  ALGORITHM,
  amzDate,
  type Scope,
  scopeText,
  sha256,
  signatureOf,
  signingKey,
  UNSIGNED_PAYLOAD,
} from "./canonical.js";

export interface SignableRequest {
  readonly method: string;
  readonly url: string | URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

export interface SigningOptions {
  readonly credentials: Credentials;
  readonly region: string;
  /** The signing name, e.g. `rds` or `s3`. */
  readonly service: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Signs a request with SigV4. Returns its headers, in lower case, with `host` and `authorization` among them. */
export function sign(request: SignableRequest, options: SigningOptions): Record<string, string> {
  const url = new URL(request.url);
  const date = amzDate(options.now);
  const payloadHash = sha256(request.body ?? "");
  const headers: Record<string, string> = {
    ...lowerCase(request.headers),
    host: url.host,
    "x-amz-date": date,
    "x-amz-content-sha256": payloadHash,
  };
  if (options.credentials.sessionToken !== undefined)
    headers["x-amz-security-token"] = options.credentials.sessionToken;
  const signedHeaders = Object.keys(headers).sort();
  const scope = scopeOf(options, date);
  const parts = {
    method: request.method,
    path: url.pathname,
    query: url.search.slice(1),
    headers,
    signedHeaders,
    payloadHash,
  };
  const signature = signatureOf(parts, signingKey(options.credentials.secretAccessKey, scope), scope, date);
  const credential = `${options.credentials.accessKeyId}/${scopeText(scope)}`;
  return {
    ...headers,
    authorization: `${ALGORITHM} Credential=${credential}, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`,
  };
}

/**
 * A URL that anyone may use once or often until it expires. `expiresSeconds`: 1 to 604800 (seven days), else `RockpoolError` `InvalidExpiry`.
 * Only `host` is signed, and of `headers` those given; on S3 the body is not.
 */
export function presign(
  request: SignableRequest,
  options: SigningOptions & { readonly expiresSeconds: number },
): string {
  const { expiresSeconds, credentials } = options;
  if (!(expiresSeconds >= 1 && expiresSeconds <= 604_800)) {
    throw new RockpoolError("InvalidExpiry", `a presigned URL lives 1 to 604800 seconds, not ${expiresSeconds}`);
  }
  const url = new URL(request.url);
  const date = amzDate(options.now);
  const scope = scopeOf(options, date);
  const headers: Record<string, string> = { ...lowerCase(request.headers), host: url.host };
  const signedHeaders = Object.keys(headers).sort();
  const parameters: Array<[string, string]> = [
    ["X-Amz-Algorithm", ALGORITHM],
    ["X-Amz-Credential", `${credentials.accessKeyId}/${scopeText(scope)}`],
    ["X-Amz-Date", date],
    ["X-Amz-Expires", String(expiresSeconds)],
    ["X-Amz-SignedHeaders", signedHeaders.join(";")],
  ];
  if (credentials.sessionToken !== undefined) parameters.push(["X-Amz-Security-Token", credentials.sessionToken]);
  const query = [url.search.slice(1), ...parameters.map(([name, value]) => `${name}=${percentEncode(value)}`)]
    .filter((part) => part !== "")
    .join("&");
  const payloadHash = options.service === "s3" ? UNSIGNED_PAYLOAD : sha256(request.body ?? "");
  const signature = signatureOf(
    { method: request.method, path: url.pathname, query, headers, signedHeaders, payloadHash },
    signingKey(credentials.secretAccessKey, scope),
    scope,
    date,
  );
  return `${url.origin}${url.pathname}?${query}&X-Amz-Signature=${signature}`;
}

function scopeOf(options: SigningOptions, date: string): Scope {
  return { date: date.slice(0, 8), region: options.region, service: options.service };
}

function lowerCase(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
