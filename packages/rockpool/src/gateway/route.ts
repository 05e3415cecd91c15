import type { Permission, Principal } from "../services/contract.js";
import type { Protocol } from "./codec/protocols.js";
import type { WireRequest, WireResponse } from "./codec/wire.js";

/** What is known of a request before its body is read. */
export interface RequestHead extends Omit<WireRequest, "body"> {
  /** The signing name in the request's signature, not verified yet; undefined for an unsigned request. */
  readonly service: string | undefined;
}

/** A request as a route receives it. */
export interface RouteRequest extends WireRequest {
  readonly requestId: string;
  /** Who signed it; undefined for an unsigned request. */
  readonly principal: Principal | undefined;
  /** Passes when the principal may do all of this; throws `AwsError` `AccessDenied` (403) when not, or when there is none. */
  authorise(permissions: readonly Permission[]): void;
}

/**
 * A path of the gateway that is no operation of a codec-served AWS service: S3's router, function URLs, presigned response URLs,
 * `/_rockpool/...`. Routes are tried in order, before the services.
 */
export interface Route {
  /** For messages, e.g. `s3`. */
  readonly name: string;
  readonly matches: (head: RequestHead) => boolean;
  /**
   * `required`: unsigned requests are refused. `optional`: a SigV4 signature is verified when there is one; another
   * `Authorization` scheme is the handler's own affair. `none`: signatures are not looked at.
   */
  readonly signed: "required" | "optional" | "none";
  /** How refusals and thrown `AwsError`s are written; default `restXml`, S3's form. */
  readonly protocol?: Protocol;
  /** In bytes; default {@link DEFAULT_BODY_LIMIT}. */
  readonly bodyLimit?: number;
  /** The body comes whole, with `aws-chunked` framing undone. */
  readonly handle: (request: RouteRequest) => WireResponse | Promise<WireResponse>;
}

const MEBIBYTE = 1024 * 1024;

/** Of a request's body, in bytes, where nothing else is said. */
export const DEFAULT_BODY_LIMIT = 16 * MEBIBYTE;

/** Of a request's body, in bytes, by signing name: the Data API's documented 4 MiB; a function's 50 MiB of code as base64; 1 GiB for S3. */
export const BODY_LIMITS: Readonly<Record<string, number>> = {
  "rds-data": 4 * MEBIBYTE,
  lambda: 80 * MEBIBYTE,
  s3: 1024 * MEBIBYTE,
};
