import { AwsError } from "../errors.js";
import type { WireResponse } from "../gateway/codec/wire.js";
import type { RequestHead, Route } from "../gateway/route.js";
import { s3Route } from "../gateway/s3.js";
import { matchFunctionUrl } from "../services/lambda/index.js";
import { ADMIN_CALLS, type AdminMessage, errorMessage } from "./admin.js";
import type { Pool } from "./contract.js";
import { type PoolParts, RESPONSE_PATH } from "./services.js";

/** What the gateway serves beside the operations of AWS services, in the order in which it is tried. */
export function poolRoutes(pool: Pool, parts: PoolParts): Route[] {
  return [responseRoute(parts), adminRoute(pool), functionUrlRoute(parts), s3Route(parts.s3)];
}

/** The presigned `ResponseURL` of custom resources. On AWS it is an object in a bucket of CloudFormation's own. */
function responseRoute({ inbox }: PoolParts): Route {
  return {
    name: "custom resource responses",
    matches: (head) => head.path.startsWith(`${RESPONSE_PATH}/`),
    signed: "required",
    protocol: "restXml",
    handle({ method, path, body }) {
      const token = decodeURIComponent(path.slice(RESPONSE_PATH.length + 1));
      if (method !== "PUT")
        throw new AwsError("MethodNotAllowed", "The specified method is not allowed against this resource.", {
          status: 405,
        });
      if (inbox.deliver(token, Buffer.from(body).toString("utf8")) === "unknown")
        throw new AwsError("NoSuchKey", "The specified key does not exist.", { status: 404 });
      return { status: 200, headers: {}, body: "" };
    },
  };
}

/** Function URLs: `/lambda-url/<id>/...`, or the host name that AWS gives them. */
function functionUrlRoute({ lambda }: PoolParts): Route {
  const find = ({ path, query, headers }: RequestHead) =>
    matchFunctionUrl({ url: query === "" ? path : `${path}?${query}`, headers });
  return {
    name: "function URLs",
    matches: (head) => find(head) !== undefined,
    signed: "optional",
    protocol: "restJson",
    async handle(request) {
      const found = find({ ...request, service: undefined });
      if (found === undefined) throw new AwsError("NotFound", "Not Found", { status: 404 });
      const { method, headers, body, principal } = request;
      const url = { path: found.path, query: found.query, sourceIp: "127.0.0.1" };
      return lambda.functionUrlHandler(found.urlId, { ...url, method, headers, body, principal });
    },
  };
}

/** The calls of the command line: signed by the pool's owner, answered with one JSON message a line. */
function adminRoute(pool: Pool): Route {
  const prefix = "/_rockpool/";
  return {
    name: "administration",
    matches: (head) => head.path.startsWith(prefix),
    signed: "required",
    protocol: "awsJson",
    handle(request) {
      if (request.principal?.kind !== "root")
        throw new AwsError("AccessDeniedException", "Only the pool's owner may do this.", { status: 403 });
      const name = request.path.slice(prefix.length);
      const call = Object.hasOwn(ADMIN_CALLS, name) ? ADMIN_CALLS[name] : undefined;
      if (call === undefined)
        throw new AwsError(
          "UnknownOperationException",
          `The pool has no call ${request.path}; it has ${Object.keys(ADMIN_CALLS).join(", ")}.`,
          { status: 404 },
        );
      return streaming((send, gone) => call(pool, Buffer.from(request.body).toString("utf8"), send, gone));
    },
  };
}

/** An answer that is written while the call runs: its messages, then its result or its error. */
function streaming(run: (send: (message: AdminMessage) => void, gone: AbortSignal) => Promise<unknown>): WireResponse {
  return {
    status: 200,
    headers: { "content-type": "application/x-ndjson" },
    body: "",
    stream(write, gone) {
      const send = (message: AdminMessage) => write(`${JSON.stringify(message)}\n`);
      return run(send, gone).then(
        (value) => send({ kind: "result", value }),
        (error: unknown) => send(errorMessage(error)),
      );
    },
  };
}
