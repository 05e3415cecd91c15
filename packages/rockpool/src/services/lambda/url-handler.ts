import { randomUUID } from "node:crypto";
import type { Cors } from "@aws-sdk/client-lambda";
import { messageOf } from "../../errors.js";
import type { Permission, Principal } from "../contract.js";
import type { Invoker } from "./invoker.js";
import { missingForUrl } from "./policy.js";
import type { UrlRecord } from "./records.js";
import type { LambdaStore } from "./store.js";
import { type UrlRequest, type UrlResponse, eventOf, responseOf } from "./url-payload.js";

/** Whether an identity's own policies allow something. */
export type IsAllowed = (principal: Principal, permission: Permission) => boolean | Promise<boolean>;

/** Answers requests to function URLs. */
export type FunctionUrlHandler = (urlId: string, request: UrlRequest) => Promise<UrlResponse>;

export interface UrlHandlerOptions {
  readonly store: LambdaStore;
  readonly invoke: Invoker;
  readonly isAllowed: IsAllowed;
}

const FORBIDDEN =
  "Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";

/** The HTTP side of function URLs ("Control access to Lambda function URLs", "Invoking Lambda function URLs"). */
export function createUrlHandler({ store, invoke, isAllowed }: UrlHandlerOptions): FunctionUrlHandler {
  const { account, clock, events } = store.environment;

  const refusal = async (url: UrlRecord, principal: Principal | undefined): Promise<string | undefined> => {
    const statements = store.policies.get(url.functionName) ?? [];
    if (url.authType === "NONE") {
      const missing = missingForUrl(statements, "NONE");
      return missing.length === 0
        ? undefined
        : `its resource policy does not allow ${missing.join(" and ")} to the principal *`;
    }
    if (principal === undefined) return "its authentication type is AWS_IAM and the request is not signed";
    if (principal.kind === "root") return undefined;
    const resource = store.functionArn(url.functionName);
    for (const action of missingForUrl(statements, "AWS_IAM", principal.arn)) {
      if (!(await isAllowed(principal, { action, resource }))) return `${principal.arn} is not allowed ${action}`;
    }
    return undefined;
  };

  return async (urlId, request) => {
    const url = store.urls.list().find((candidate) => candidate.urlId === urlId);
    const record = url === undefined ? undefined : store.functions.get(url.functionName);
    if (url === undefined || record === undefined) return json(404, { Message: "Not Found" });
    const cors = corsHeaders(url.cors, request);
    if (url.cors !== undefined && isPreflight(request)) return { status: 200, headers: cors, body: new Uint8Array() };
    const reason = await refusal(url, request.principal);
    if (reason !== undefined) {
      const message = `a request to the URL of ${record.name} was refused: ${reason}`;
      events.emit({ kind: "notice", level: "warning", code: "lambda.url.forbidden", message });
      return json(403, { Message: FORBIDDEN }, "AccessDeniedException");
    }
    const requestId = randomUUID();
    try {
      const event = eventOf(request, url, { account, requestId, now: clock.now() });
      const result = await invoke(record, requestId, JSON.stringify(event));
      const response = result.functionError === undefined ? responseOf(result.payload) : undefined;
      if (response === undefined) return failure(502, requestId);
      return { ...response, headers: { ...response.headers, ...cors, "x-amzn-requestid": requestId } };
    } catch (error) {
      const message = `the URL of ${record.name} could not be served: ${messageOf(error)}`;
      events.emit({ kind: "notice", level: "warning", code: "lambda.url.failed", message });
      return failure(500, requestId);
    }
  };
}

/** The function URL that a request means, and what of its path and query is the function's; `undefined` for other requests. */
export function matchFunctionUrl(request: {
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}): { urlId: string; path: string; query: string } | undefined {
  const [path, query] = splitOnce(request.url, "?");
  const [, byHost] = /^([a-z0-9]{32})\.lambda-url\.[a-z0-9-]+\./.exec(String(request.headers["host"] ?? "")) ?? [];
  if (byHost !== undefined) return { urlId: byHost, path, query };
  const [, byPath, rest] = /^\/lambda-url\/([a-z0-9]{32})(\/.*)?$/.exec(path) ?? [];
  return byPath === undefined ? undefined : { urlId: byPath, path: rest ?? "/", query };
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function isPreflight({ method, headers }: UrlRequest): boolean {
  return (
    method === "OPTIONS" && headers["origin"] !== undefined && headers["access-control-request-method"] !== undefined
  );
}

function corsHeaders(cors: Cors | undefined, request: UrlRequest): Record<string, string> {
  const origin = request.headers["origin"];
  if (cors === undefined || typeof origin !== "string") return {};
  const origins = cors.AllowOrigins ?? [];
  if (!origins.includes("*") && !origins.includes(origin)) return {};
  const wide = origins.includes("*") && cors.AllowCredentials !== true;
  const headers: Record<string, string> = { "access-control-allow-origin": wide ? "*" : origin, vary: "Origin" };
  if (cors.AllowCredentials === true) headers["access-control-allow-credentials"] = "true";
  if (cors.ExposeHeaders !== undefined) headers["access-control-expose-headers"] = cors.ExposeHeaders.join(",");
  if (!isPreflight(request)) return headers;
  if (cors.AllowMethods !== undefined) headers["access-control-allow-methods"] = cors.AllowMethods.join(",");
  if (cors.AllowHeaders !== undefined) headers["access-control-allow-headers"] = cors.AllowHeaders.join(",");
  if (cors.MaxAge !== undefined) headers["access-control-max-age"] = String(cors.MaxAge);
  return headers;
}

function json(status: number, body: unknown, errorType?: string): UrlResponse {
  return {
    status,
    headers: {
      "content-type": "application/json",
      ...(errorType === undefined ? {} : { "x-amzn-errortype": errorType }),
    },
    body: Buffer.from(JSON.stringify(body)),
  };
}

function failure(status: number, requestId: string): UrlResponse {
  return {
    status,
    headers: { "content-type": "application/json", "x-amzn-requestid": requestId },
    body: Buffer.from("Internal Server Error"),
  };
}
