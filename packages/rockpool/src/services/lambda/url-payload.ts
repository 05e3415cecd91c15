import type { Account } from "../../environment.js";
import { isRecord } from "../../record.js";
import type { Principal } from "../contract.js";
import type { UrlRecord } from "./records.js";

/** A request to a function URL, as the gateway received it. */
export interface UrlRequest {
  readonly method: string;
  /** Below the function's URL, still encoded, with its leading slash. */
  readonly path: string;
  /** Without the question mark, still encoded. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
  readonly sourceIp: string;
  /** Who signed the request, when somebody did. */
  readonly principal?: Principal | undefined;
}

export interface UrlResponse {
  readonly status: number;
  /** Names in lower case; `set-cookie` may have several values. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Uint8Array;
}

const TEXT_TYPES = /^(?:text\/|application\/(?:json|javascript|xml|graphql)\b|[^;]*\+(?:json|xml)\b)/i;

/** About the connection, not about the request. */
const HOP_BY_HOP = new Set(["connection", "keep-alive", "transfer-encoding", "upgrade"]);

/** The event of payload format 2.0 ("Invoking Lambda function URLs"). */
export function eventOf(
  request: UrlRequest,
  url: UrlRecord,
  options: { account: Account; requestId: string; now: number },
): unknown {
  const { account, requestId, now } = options;
  const domainName = `${url.urlId}.lambda-url.${account.region}.on.aws`;
  const headers: Record<string, string> = { "x-forwarded-for": request.sourceIp, "x-forwarded-proto": "http" };
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !HOP_BY_HOP.has(name.toLowerCase()))
      headers[name.toLowerCase()] = Array.isArray(value) ? value.join(",") : value;
  }
  const cookie = headers["cookie"];
  const query = queryOf(request.query);
  const isText = TEXT_TYPES.test(headers["content-type"] ?? "text/plain");
  const { principal } = request;
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: request.path,
    rawQueryString: request.query,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: query }),
    requestContext: {
      accountId: url.authType === "AWS_IAM" ? account.accountId : "anonymous",
      apiId: url.urlId,
      ...(url.authType === "AWS_IAM" && principal !== undefined ? { authorizer: { iam: iamOf(principal) } } : {}),
      domainName,
      domainPrefix: url.urlId,
      http: {
        method: request.method,
        path: request.path,
        protocol: "HTTP/1.1",
        sourceIp: request.sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId,
      routeKey: "$default",
      stage: "$default",
      time: commonLogTime(now),
      timeEpoch: now,
    },
    ...(request.body.length === 0 ? {} : { body: Buffer.from(request.body).toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: request.body.length > 0 && !isText,
  };
}

/** What a client sees of a handler's answer; `undefined` when the answer is not in a valid format. */
export function responseOf(payload: string): UrlResponse | undefined {
  const value: unknown = JSON.parse(payload);
  if (!isRecord(value) || value["statusCode"] === undefined) {
    // Without a status code the whole answer is the body.
    return { status: 200, headers: { "content-type": "application/json" }, body: Buffer.from(payload) };
  }
  const { statusCode, headers = {}, cookies = [], body = "", isBase64Encoded = false } = value;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  if (typeof body !== "string" && body !== null) return undefined;
  if (!isRecord(headers) || !Array.isArray(cookies)) return undefined;
  const named = Object.entries(headers).map(([name, header]) => [
    name.toLowerCase(),
    Array.isArray(header) ? header.join(",") : String(header),
  ]);
  return {
    status,
    headers: {
      "content-type": "application/json",
      ...Object.fromEntries(named),
      ...(cookies.length === 0 ? {} : { "set-cookie": cookies.map(String) }),
    },
    body: Buffer.from(body ?? "", isBase64Encoded === true ? "base64" : "utf8"),
  };
}

// Several values of one name are joined with commas.
function queryOf(query: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    values[name] = values[name] === undefined ? value : `${values[name]},${value}`;
  }
  return values;
}

function iamOf(principal: Principal): Record<string, unknown> {
  return {
    accessKey: principal.accessKeyId,
    accountId: principal.accountId,
    callerId: principal.userId,
    cognitoIdentity: null,
    principalOrgId: null,
    userArn: principal.arn,
    userId: principal.userId,
  };
}

/** e.g. `12/Mar/2020:19:03:58 +0000`. */
function commonLogTime(milliseconds: number): string {
  const [, day, month, year, time] =
    /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(milliseconds).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
