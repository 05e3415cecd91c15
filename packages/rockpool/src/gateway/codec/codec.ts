import type { Service } from "../../services/contract.js";
import { AwsError } from "../../errors.js";
import { writeError } from "./error.js";
import { type BodyFormat, jsonBody, readHttp, writeHttp, xmlBody } from "./http-binding.js";
import { parseJson, readJson } from "./json.js";
import { writeJson } from "./json-writer.js";
import { eventStreamMember, type OperationModel, readModel, type ServiceModel } from "./model.js";
import { REFUSALS } from "./protocols.js";
import { readQuery } from "./query.js";
import { RouteTable } from "./routes.js";
import { isRecord } from "../../record.js";
import { Misfit } from "./scalar.js";
import { missingMembers, missingMessage } from "./validation.js";
import { bodyText, parseForm, type WireRequest, type WireResponse } from "./wire.js";
import { element, escapeXml, writeMembers } from "./xml.js";

/** A request, decoded: which operation it calls, and its input as the SDK's TypeScript types have it. */
export interface DecodedRequest {
  readonly operation: string;
  /** Timestamps are `Date`, blobs `Uint8Array`, whole numbers beyond 2^53 `bigint`. */
  readonly input: Record<string, unknown>;
}

/** What to do about a request that cannot be decoded, for the log. */
const HINTS = {
  malformed:
    "Send the input in the form of the service's API reference, in UTF-8, every member in its type, as the AWS SDKs do; the answer says what could not be read.",
  missing: "Give the members that the answer names.",
  unknownOperation:
    "Use the method and the path, or the action, that the service's API reference has for an operation; an endpoint URL ends behind the port.",
} as const;

/** The server's side of a service's wire format, driven by the schemas of the service's SDK package. */
export class ServiceCodec {
  readonly model: ServiceModel;
  readonly #routes: RouteTable | undefined;
  readonly #body: BodyFormat;

  constructor(model: ServiceModel) {
    this.model = model;
    const { protocol, xmlNamespace } = model.wire;
    this.#routes = protocol === "restJson" || protocol === "restXml" ? new RouteTable(model) : undefined;
    this.#body = protocol === "restXml" ? xmlBody(xmlNamespace) : jsonBody;
  }

  /** Loads a service's model and makes its codec. Costs tens of milliseconds (EC2: hundreds); keep the result. */
  static async load(service: Pick<Service, "sdkName" | "model">): Promise<ServiceCodec> {
    return new ServiceCodec(readModel(service.sdkName, await service.model()));
  }

  /**
   * Decodes a request. S3 requests must be in path style. Unknown members are ignored.
   * Throws `AwsError`: the service's code for an unknown operation, for a body that cannot be read, and for missing or unreadable members.
   */
  decode(request: WireRequest): DecodedRequest {
    const { operation, read: readInput } = this.#find(request);
    const refusal = REFUSALS[this.model.wire.protocol];
    const read = this.#reading(readInput);
    const input = isRecord(read) ? { ...read } : {};
    const missing = missingMembers(operation.input, input);
    const [first] = missing;
    if (first !== undefined) {
      const ec2 = this.model.wire.protocol === "ec2Query";
      const message = ec2 ? `The request must contain the parameter ${first}` : missingMessage(missing);
      throw new AwsError(this.model.wire.validationCode ?? refusal.validation, message, {
        status: 400,
        hint: HINTS.missing,
      });
    }
    return { operation: operation.name, input };
  }

  /** The name of the operation that a request calls, where its head tells: by its path, or in X-Amz-Target. Never throws. */
  operationOf(head: Omit<WireRequest, "body">): string | undefined {
    if (this.#routes !== undefined) return this.#routes.match(head)?.operation;
    return this.model.operations.get(targetOperation(head))?.name;
  }

  /** Encodes an operation's output. Throws {@link Misfit} when the output does not fit its schema: a defect of the service. */
  encode(operationName: string, output: unknown, requestId: string): WireResponse {
    const operation = this.#operation(operationName);
    const value = output ?? {};
    switch (this.model.wire.protocol) {
      case "awsQuery": {
        const result = operation.output.isUnitSchema()
          ? ""
          : element(`${operation.name}Result`, writeMembers(operation.output, value));
        const metadata = element("ResponseMetadata", element("RequestId", escapeXml(requestId)));
        return xmlResponse(this.#root(`${operation.name}Response`, result + metadata));
      }
      case "ec2Query": {
        const members = operation.output.isUnitSchema()
          ? element("return", "true")
          : writeMembers(operation.output, value);
        return xmlResponse(
          `<?xml version="1.0" encoding="UTF-8"?>\n${this.#root(`${operation.name}Response`, element("requestId", escapeXml(requestId)) + members)}`,
        );
      }
      case "awsJson": {
        if (eventStreamMember(operation.output) !== undefined)
          throw new Misfit(`${operation.name}: event streams are not supported`);
        const body = operation.output.isUnitSchema() ? "{}" : writeJson(operation.output, value, "memberName");
        return { status: 200, headers: { "content-type": "application/x-amz-json-1.1" }, body };
      }
      case "restJson":
      case "restXml":
        return this.#encodeRest(operation, value);
    }
  }

  /** Encodes an error in the service's form. */
  encodeError(error: AwsError, requestId: string): WireResponse {
    return writeError(this.model, error, requestId);
  }

  #encodeRest(operation: OperationModel, value: object): WireResponse {
    const status = operation.http?.status ?? 200;
    if (operation.output.isUnitSchema()) return { status, headers: {}, body: "" };
    // Its root element is the value itself, which no trait in the schema says.
    if (this.model.sdkName === "s3" && operation.name === "GetBucketLocation") {
      const location =
        "LocationConstraint" in value && typeof value.LocationConstraint === "string" ? value.LocationConstraint : "";
      return xmlResponse(
        `<?xml version="1.0" encoding="UTF-8"?>\n${this.#root("LocationConstraint", escapeXml(location))}`,
      );
    }
    return writeHttp(operation.output, value, status, this.#body);
  }

  /** The operation that a request calls, and how to read its input. */
  #find(request: WireRequest): { operation: OperationModel; read: () => unknown } {
    const { protocol } = this.model.wire;
    if (this.#routes !== undefined) {
      const match = this.#routes.match(request);
      if (match === undefined) throw this.#unknown(`${request.method} ${request.path}`);
      const operation = this.#operation(match.operation);
      return { operation, read: () => readHttp(operation, match.labels, request, this.#body) };
    }
    if (protocol === "awsJson") {
      const operation = this.#operation(targetOperation(request));
      return {
        operation,
        read: () => {
          const text = bodyText(request.body);
          return text.trim() === "" ? {} : (readJson(operation.input, parseJson(text), "memberName") ?? {});
        },
      };
    }
    const body = this.#reading(() => bodyText(request.body));
    const pairs = [...parseForm(request.query), ...parseForm(body)];
    const action = pairs.find(([name]) => name === "Action")?.[1];
    if (action === undefined)
      throw new AwsError("MissingAction", "The request is missing an action or a required parameter.", {
        status: 400,
        hint: HINTS.unknownOperation,
      });
    const operation = this.#operation(action);
    return { operation, read: () => readQuery(operation.input, pairs, protocol === "ec2Query" ? "ec2" : "aws") };
  }

  /** What cannot be read as the error that the service has for it. */
  #reading<T>(read: () => T): T {
    const { wire } = this.model;
    const refusal = REFUSALS[wire.protocol];
    try {
      return read();
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof Misfit) {
        throw new AwsError(wire.malformedCode ?? refusal.malformed, `The request could not be read: ${error.message}`, {
          status: 400,
          hint: HINTS.malformed,
        });
      }
      throw error;
    }
  }

  #operation(name: string): OperationModel {
    const operation = this.model.operations.get(name);
    if (operation === undefined) throw this.#unknown(name);
    return operation;
  }

  #unknown(what: string): AwsError {
    const { unknownOperation, unknownStatus } = REFUSALS[this.model.wire.protocol];
    return new AwsError(
      unknownOperation,
      `The action ${what} is not valid for this web service (${this.model.sdkName}).`,
      { status: unknownStatus, hint: HINTS.unknownOperation },
    );
  }

  #root(name: string, content: string): string {
    const { xmlNamespace } = this.model.wire;
    return element(name, content, xmlNamespace === undefined ? "" : ` xmlns="${xmlNamespace}"`);
  }
}

/** What `X-Amz-Target: secretsmanager.GetSecretValue` names. */
function targetOperation({ headers }: Pick<WireRequest, "headers">): string {
  const target = headers["x-amz-target"] ?? "";
  return target.slice(target.lastIndexOf(".") + 1);
}

function xmlResponse(body: string): WireResponse {
  return { status: 200, headers: { "content-type": "text/xml" }, body };
}
