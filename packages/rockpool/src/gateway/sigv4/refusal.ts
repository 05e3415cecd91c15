import { AwsError } from "../../errors.js";
import type { Protocol } from "../codec/protocols.js";

/** Why a request's signature was not accepted. */
export type RefusalReason =
  | "missing"
  | "incomplete"
  | "unknownKey"
  | "expiredToken"
  | "mismatch"
  | "skewed"
  | "expired"
  | "contentMismatch"
  | "malformedChunks";

/** A signature that was not accepted; {@link refusalError} words it for a protocol. */
export class SignatureRefusal extends Error {
  override readonly name = "SignatureRefusal";
  readonly reason: RefusalReason;
  /** For `skewed` and `incomplete`: what exactly is wrong. */
  readonly detail: string | undefined;

  constructor(reason: RefusalReason, detail?: string) {
    super(`signature refused: ${reason}`);
    this.reason = reason;
    this.detail = detail;
  }
}

type Row = readonly [code: string, status: number, message: string];

const MISMATCH =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
const INVALID_TOKEN = "The security token included in the request is invalid.";
const EXPIRED_TOKEN = "The security token included in the request is expired";
const INCOMPLETE = "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' parameters and a date.";
const CHUNKS = "The aws-chunked body of the request is malformed.";

function queryRows(): Record<RefusalReason, Row> {
  return {
    missing: ["MissingAuthenticationToken", 403, "Request is missing Authentication Token"],
    incomplete: ["IncompleteSignature", 400, INCOMPLETE],
    unknownKey: ["InvalidClientTokenId", 403, INVALID_TOKEN],
    expiredToken: ["ExpiredToken", 403, EXPIRED_TOKEN],
    mismatch: ["SignatureDoesNotMatch", 403, MISMATCH],
    skewed: ["SignatureDoesNotMatch", 403, "Signature expired"],
    expired: ["RequestExpired", 400, "Request has expired."],
    contentMismatch: ["SignatureDoesNotMatch", 403, MISMATCH],
    malformedChunks: ["MalformedInput", 400, CHUNKS],
  };
}

function jsonRows(status: number): Record<RefusalReason, Row> {
  return {
    missing: ["MissingAuthenticationTokenException", status, "Missing Authentication Token"],
    incomplete: ["IncompleteSignatureException", status, INCOMPLETE],
    unknownKey: ["UnrecognizedClientException", status, INVALID_TOKEN],
    expiredToken: ["ExpiredTokenException", status, EXPIRED_TOKEN],
    mismatch: ["InvalidSignatureException", status, MISMATCH],
    skewed: ["InvalidSignatureException", status, "Signature expired"],
    expired: ["InvalidSignatureException", status, "Signature expired"],
    contentMismatch: ["InvalidSignatureException", status, MISMATCH],
    malformedChunks: ["SerializationException", 400, CHUNKS],
  };
}

/** The codes and messages of AWS, by protocol. */
const ROWS: Readonly<Record<Protocol, Readonly<Record<RefusalReason, Row>>>> = {
  awsQuery: queryRows(),
  ec2Query: {
    ...queryRows(),
    unknownKey: ["AuthFailure", 401, "AWS was not able to validate the provided access credentials"],
    expiredToken: ["RequestExpired", 400, "Request has expired."],
    mismatch: ["AuthFailure", 401, "AWS was not able to validate the provided access credentials"],
    contentMismatch: ["AuthFailure", 401, "AWS was not able to validate the provided access credentials"],
    skewed: ["RequestExpired", 400, "Request has expired."],
  },
  awsJson: jsonRows(400),
  restJson: jsonRows(403),
  restXml: {
    missing: ["AccessDenied", 403, "Access Denied"],
    incomplete: ["AuthorizationHeaderMalformed", 400, INCOMPLETE],
    unknownKey: ["InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records."],
    expiredToken: ["ExpiredToken", 400, "The provided token has expired."],
    mismatch: [
      "SignatureDoesNotMatch",
      403,
      "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    ],
    skewed: ["RequestTimeTooSkewed", 403, "The difference between the request time and the current time is too large."],
    expired: ["AccessDenied", 403, "Request has expired"],
    contentMismatch: [
      "XAmzContentSHA256Mismatch",
      400,
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    ],
    malformedChunks: ["InvalidRequest", 400, CHUNKS],
  },
};

const OWN_CREDENTIALS =
  "Give the client the credentials of this pool, which `rockpool env` prints: each state directory has its own.";
const UNCHANGED = "Nothing between client and pool may change a request, its path, headers and body.";

/** What to do about it, for the log. */
const HINTS: Readonly<Record<RefusalReason, string>> = {
  missing: `Sign the request (SigV4), as the AWS SDKs do. ${OWN_CREDENTIALS}`,
  incomplete: "Let an AWS SDK sign the request: SigV4 alone is taken, with all parts of its header or of its query.",
  unknownKey: OWN_CREDENTIALS,
  expiredToken: "Assume the role again: the credentials of a session last as long as was asked for.",
  mismatch: `Check the secret access key. ${OWN_CREDENTIALS} ${UNCHANGED}`,
  skewed: "Set the client's clock: a signature holds for some minutes.",
  expired: "Make the URL anew, or let it hold longer.",
  contentMismatch: `The body is not the one that was signed. ${UNCHANGED}`,
  malformedChunks: "Let an AWS SDK write the body: its chunks are cut or not framed as aws-chunked says.",
};

/** The error with which a service of this protocol answers a refused signature. */
export function refusalError(refusal: SignatureRefusal, protocol: Protocol): AwsError {
  const [code, status, message] = ROWS[protocol][refusal.reason];
  return new AwsError(code, refusal.detail ?? message, { status, cause: refusal, hint: HINTS[refusal.reason] });
}
