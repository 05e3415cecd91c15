import { timingSafeEqual } from "node:crypto";
import type { Principal } from "../../services/contract.js";
import { parseForm, type WireRequest } from "../codec/wire.js";
import {
  ALGORITHM,
  amzDate,
  type Scope,
  sha256,
  type SigningKeys,
  signatureOf,
  signingKey,
  UNSIGNED_PAYLOAD,
} from "./canonical.js";
import { type DecodedChunks, decodeChunks } from "./chunked.js";
import { checkExpiry, type PresignedV2, presignedV2Signature, readPresignedV2 } from "./presigned-v2.js";
import { SignatureRefusal } from "./refusal.js";

/** Finds the secret of an access key; undefined for an unknown key, or for a session token that is wrong or missing. */
export type CredentialsLookup = (
  accessKeyId: string,
  sessionToken: string | undefined,
) => { readonly secretAccessKey: string; readonly principal: Principal } | "expired" | undefined;

export interface VerifyOptions {
  readonly lookup: CredentialsLookup;
  readonly now: number;
  /** Default: keys are derived anew. */
  readonly keys?: SigningKeys;
  /** Of this very request. Default: it is read anew. */
  readonly signature?: ReadSignature;
}

/** Where a signature stands: the body is not needed to read it. */
export type SignedHead = Pick<WireRequest, "query" | "headers">;

/** What a request claims about itself, before anything is verified. */
export interface SignatureClaim {
  readonly accessKeyId: string;
  readonly scope: Scope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20260131T235959Z` */
  readonly date: string;
  readonly sessionToken: string | undefined;
  /** Of a presigned URL. */
  readonly expiresSeconds: number | undefined;
}

/** What the head of a request gives away about its signature. */
export interface ReadSignature {
  /** Undefined for an unsigned request, and for one whose signature is broken. */
  readonly made: SignatureClaim | PresignedV2 | undefined;
  /** Why a broken signature is none. */
  readonly refusal: SignatureRefusal | undefined;
  /** The signing name, where there is one; also out of a broken signature, so that it can be refused in the service's words. */
  readonly service: string | undefined;
}

export interface Verified {
  readonly principal: Principal;
  /** The request with its body decoded: `aws-chunked` framing gone, trailers among the headers. */
  readonly request: WireRequest;
}

const MINUTE = 60_000;
/** How far a client's clock may be off, in minutes: five, on S3 fifteen. */
const SKEW_MINUTES = { s3: 15, other: 5 };

/** Reads the signature of a request, from its `Authorization` header or its query. Undefined for an unsigned request; throws for a broken one. */
export function readClaim(request: SignedHead): SignatureClaim | undefined {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    if (!authorization.startsWith(ALGORITHM))
      throw new SignatureRefusal(
        "incomplete",
        `Authorization must start with ${ALGORITHM}; other schemes are not supported`,
      );
    const parts = new Map(
      authorization
        .slice(ALGORITHM.length)
        .split(",")
        .map((part): [string, string] => {
          const equals = part.indexOf("=");
          return [part.slice(0, equals).trim(), part.slice(equals + 1).trim()];
        }),
    );
    return claim(
      parts.get("Credential"),
      parts.get("SignedHeaders"),
      parts.get("Signature"),
      headerDate(request),
      request.headers["x-amz-security-token"],
      undefined,
    );
  }
  const query = new Map(parseForm(request.query));
  if (!query.has("X-Amz-Signature") && !query.has("X-Amz-Algorithm")) return undefined;
  const expires = query.get("X-Amz-Expires");
  if (expires === undefined || !/^\d{1,6}$/.test(expires) || Number(expires) < 1 || Number(expires) > 604_800) {
    throw new SignatureRefusal("incomplete", "X-Amz-Expires must be a number of seconds between 1 and 604800");
  }
  return claim(
    query.get("X-Amz-Credential"),
    query.get("X-Amz-SignedHeaders"),
    query.get("X-Amz-Signature"),
    query.get("X-Amz-Date"),
    query.get("X-Amz-Security-Token"),
    Number(expires),
  );
}

/** Reads the signature of a request, in whichever form it comes. */
export function readSignature(head: SignedHead): ReadSignature {
  try {
    const old = readPresignedV2(head);
    // The older signature has no scope; only S3 still takes it.
    if (old !== undefined) return { made: old, refusal: undefined, service: "s3" };
    const made = readClaim(head);
    return { made, refusal: undefined, service: made?.scope.service };
  } catch (error) {
    if (!(error instanceof SignatureRefusal)) throw error;
    const scope = /Credential=[^/\s]+\/\d{8}\/[^/]+\/([^/,\s]+)\//.exec(head.headers["authorization"] ?? "");
    return { made: undefined, refusal: error, service: scope?.[1] };
  }
}

/**
 * Looks up who claims to have signed a request, before its body is read and its signature verified. Throws
 * {@link SignatureRefusal} for an unsigned request, a broken signature, an unknown key and an expired session.
 */
export function checkClaimant(signature: ReadSignature, lookup: CredentialsLookup): void {
  holder(sound(signature), lookup);
}

/**
 * Verifies a request's SigV4 signature, its age and its body's hash; or the signature of a URL presigned the older way.
 * Throws {@link SignatureRefusal}; `refusalError` turns it into the error of a protocol.
 */
export function verify(request: WireRequest, options: VerifyOptions): Verified {
  const made = sound(options.signature ?? readSignature(request));
  if (!("scope" in made)) return verifyPresignedV2(request, made, options);
  const known = holder(made, options.lookup);
  checkAge(made, options.now);
  const declared = declaredHash(request, made);
  const payloadHash = declared ?? sha256(request.body);
  const parts = { ...request, signedHeaders: made.signedHeaders, payloadHash };
  const key = options.keys?.key(known.secretAccessKey, made.scope) ?? signingKey(known.secretAccessKey, made.scope);
  if (!equal(signatureOf(parts, key, made.scope, made.date), made.signature)) throw new SignatureRefusal("mismatch");
  if (declared !== undefined && /^[0-9a-f]{64}$/.test(declared) && declared !== sha256(request.body))
    throw new SignatureRefusal("contentMismatch");
  const signing = {
    key,
    scope: made.scope,
    date: made.date,
    seed: made.signature,
  };
  return {
    principal: known.principal,
    request: withoutChunks(request, (body) =>
      decodeChunks(body, payloadHash.startsWith(`STREAMING-${ALGORITHM}`) ? signing : undefined),
    ),
  };
}

function verifyPresignedV2(request: WireRequest, made: PresignedV2, options: VerifyOptions): Verified {
  const known = holder(made, options.lookup);
  if (!equal(presignedV2Signature(request, made.expires, known.secretAccessKey), made.signature))
    throw new SignatureRefusal("mismatch");
  checkExpiry(made, options.now);
  return { principal: known.principal, request: decodeUnsigned(request) };
}

function sound({ made, refusal }: ReadSignature): SignatureClaim | PresignedV2 {
  if (made === undefined) throw refusal ?? new SignatureRefusal("missing");
  return made;
}

function holder(
  { accessKeyId, sessionToken }: Pick<SignatureClaim, "accessKeyId" | "sessionToken">,
  lookup: CredentialsLookup,
): { readonly secretAccessKey: string; readonly principal: Principal } {
  const known = lookup(accessKeyId, sessionToken);
  if (known === undefined) throw new SignatureRefusal("unknownKey");
  if (known === "expired") throw new SignatureRefusal("expiredToken");
  return known;
}

/** Undoes the `aws-chunked` framing of an unsigned request. Throws {@link SignatureRefusal} when it is malformed. */
export function decodeUnsigned(request: WireRequest): WireRequest {
  return withoutChunks(request, (body) => decodeChunks(body, undefined));
}

function claim(
  credential: string | undefined,
  signedHeaders: string | undefined,
  signature: string | undefined,
  date: string | undefined,
  sessionToken: string | undefined,
  expiresSeconds: number | undefined,
): SignatureClaim {
  const scope = /^(.+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/.exec(credential ?? "");
  if (
    scope === null ||
    signedHeaders === undefined ||
    signature === undefined ||
    date === undefined ||
    !/^\d{8}T\d{6}Z$/.test(date)
  ) {
    throw new SignatureRefusal("incomplete");
  }
  const [, accessKeyId = "", day = "", region = "", service = ""] = scope;
  if (!date.startsWith(day))
    throw new SignatureRefusal(
      "incomplete",
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${date.slice(0, 8)}'.`,
    );
  const names = signedHeaders.toLowerCase().split(";");
  if (!names.includes("host"))
    throw new SignatureRefusal("incomplete", "'Host' must be a 'SignedHeader' in the AWS Authorization.");
  return {
    accessKeyId,
    scope: { date: day, region, service },
    signedHeaders: names,
    signature,
    date,
    sessionToken,
    expiresSeconds,
  };
}

function headerDate(request: SignedHead): string | undefined {
  const given = request.headers["x-amz-date"];
  if (given !== undefined) return given;
  const parsed = Date.parse(request.headers["date"] ?? "");
  return Number.isNaN(parsed) ? undefined : amzDate(parsed);
}

function checkAge(made: SignatureClaim, now: number): void {
  const text = made.date;
  const signedAt = Date.parse(
    `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 11)}:${text.slice(11, 13)}:${text.slice(13)}`,
  );
  if (Number.isNaN(signedAt)) throw new SignatureRefusal("incomplete");
  const minutes = made.scope.service === "s3" ? SKEW_MINUTES.s3 : SKEW_MINUTES.other;
  const skewed = (message: string): SignatureRefusal =>
    new SignatureRefusal("skewed", made.scope.service === "s3" ? undefined : message);
  if (signedAt > now + minutes * MINUTE) {
    throw skewed(
      `Signature not yet current: ${text} is still later than ${amzDate(now + minutes * MINUTE)} (${amzDate(now)} + ${minutes} min.)`,
    );
  }
  if (made.expiresSeconds !== undefined) {
    if (now > signedAt + made.expiresSeconds * 1000) throw new SignatureRefusal("expired");
  } else if (signedAt < now - minutes * MINUTE) {
    throw skewed(
      `Signature expired: ${text} is now earlier than ${amzDate(now - minutes * MINUTE)} (${amzDate(now)} - ${minutes} min.)`,
    );
  }
}

/** What the client says of the body: its hash, or why it gives none. */
function declaredHash(request: WireRequest, made: SignatureClaim): string | undefined {
  const declared = request.headers["x-amz-content-sha256"];
  if (declared !== undefined) return declared;
  if (made.expiresSeconds !== undefined && made.scope.service === "s3") {
    return new Map(parseForm(request.query)).get("X-Amz-Content-Sha256") ?? UNSIGNED_PAYLOAD;
  }
  return undefined;
}

function withoutChunks(request: WireRequest, decode: (body: Uint8Array) => DecodedChunks): WireRequest {
  const encodings = (request.headers["content-encoding"] ?? "").split(",").map((encoding) => encoding.trim());
  const streaming = request.headers["x-amz-content-sha256"]?.startsWith("STREAMING-") ?? false;
  if (!streaming && !encodings.includes("aws-chunked")) return request;
  const { body, trailers } = decode(request.body);
  const length = request.headers["x-amz-decoded-content-length"];
  if (length !== undefined && Number(length) !== body.byteLength) throw new SignatureRefusal("malformedChunks");
  const headers: Record<string, string> = {
    ...request.headers,
    ...trailers,
    "content-length": String(body.byteLength),
  };
  const kept = encodings.filter((encoding) => encoding !== "aws-chunked" && encoding !== "").join(",");
  if (kept === "") delete headers["content-encoding"];
  else headers["content-encoding"] = kept;
  return { ...request, headers, body };
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.byteLength === right.byteLength && timingSafeEqual(left, right);
}
