import type { Service } from "../services/contract.js";
import { bucketOfHost } from "../services/s3/url.js";
import { AwsError } from "../errors.js";
import { ServiceCodec } from "./codec/codec.js";
import type { WireRequest } from "./codec/wire.js";
import { BODY_LIMITS, type Route } from "./route.js";

/**
 * Amazon S3. It is served by the codec like every other service, but for the two things that are its own: the bucket may
 * stand in the host name, and the path is the object's key.
 */
export function s3Route(s3: Service): Route {
  let loading: Promise<ServiceCodec> | undefined;
  return {
    name: "s3",
    matches: (head) => head.service === "s3",
    signed: "required",
    protocol: "restXml",
    bodyLimit: BODY_LIMITS["s3"],
    async handle(request) {
      loading ??= ServiceCodec.load(s3);
      const codec = await loading;
      const { principal, requestId } = request;
      const { operation: name, input } = codec.decode(pathStyle(request));
      request.authorise(s3.permissions?.(name, input) ?? []);
      const operation = Object.hasOwn(s3.operations, name) ? s3.operations[name] : undefined;
      if (operation === undefined || principal === undefined) {
        throw new AwsError("NotImplemented", `Rockpool does not implement s3:${name}.`, { status: 501 });
      }
      const output: unknown = await Reflect.apply(operation, s3.operations, [{ principal, requestId }, input]);
      const response = codec.encode(name, output, requestId);
      return isPartial(output) ? { ...response, status: 206 } : response;
    },
  };
}

/** The request with its bucket as the first part of the path, wherever it was. */
export function pathStyle(request: WireRequest): WireRequest {
  const hostname = (request.headers["host"] ?? "").replace(/:\d+$/, "");
  const bucket = bucketOfHost(hostname);
  return typeof bucket === "string" ? { ...request, path: `/${bucket}${request.path}` } : request;
}

/** A part of an object answers with 206, which the model's fixed status does not say. */
function isPartial(output: unknown): boolean {
  return typeof output === "object" && output !== null && "ContentRange" in output;
}
