import type { NormalizedSchema } from "@smithy/core/schema";
import type { AwsError } from "../../errors.js";
import { jsonBody, writeHttp } from "./http-binding.js";
import { writeJson } from "./json-writer.js";
import type { ServiceModel } from "./model.js";
import type { Protocol } from "./protocols.js";
import type { WireResponse } from "./wire.js";
import { element, escapeXml, writeMembers } from "./xml.js";

interface ErrorOnTheWire {
  readonly code: string;
  readonly message: string;
  readonly status: number;
  /** Undefined for an error that the service's model does not declare, such as `AccessDenied`. */
  readonly schema: NormalizedSchema | undefined;
  /** The members of the error shape. */
  readonly value: Readonly<Record<string, unknown>>;
}

/**
 * Writes an error as its service's protocol has it. The code and the status come from the error shape's traits
 * (`DBInstanceNotFoundFault` goes over the wire as `DBInstanceNotFound`, 404) unless the error brings a status of its own.
 */
export function writeError(model: ServiceModel, error: AwsError, requestId: string): WireResponse {
  const schema = model.errors.get(error.code);
  const { protocol, xmlNamespace } = model.wire;
  const traits = schema?.getMergedTraits() ?? {};
  const [queryCode, queryStatus] = queryError(protocol, traits["awsQueryError"]);
  const declaredStatus = queryStatus ?? (typeof traits["httpError"] === "number" ? traits["httpError"] : undefined);
  const value: Record<string, unknown> = { ...error.fields };
  for (const [name] of schema?.structIterator() ?? []) {
    if (name === "message" || name === "Message") value[name] ??= error.message;
  }
  return WRITERS[protocol](
    {
      code: queryCode ?? error.code,
      message: error.message,
      status: error.status ?? declaredStatus ?? (traits.error === "server" ? 500 : 400),
      schema,
      value,
    },
    requestId,
    xmlNamespace,
  );
}

type Writer = (error: ErrorOnTheWire, requestId: string, xmlNamespace: string | undefined) => WireResponse;

const XML = { "content-type": "text/xml" };

const WRITERS: Readonly<Record<Protocol, Writer>> = {
  awsQuery: (error, requestId, xmlNamespace) => ({
    status: error.status,
    headers: XML,
    body: element(
      "ErrorResponse",
      element(
        "Error",
        element("Type", error.status < 500 ? "Sender" : "Receiver") + codeAndMessage(error) + furtherMembers(error),
      ) + element("RequestId", escapeXml(requestId)),
      xmlNamespace === undefined ? "" : ` xmlns="${xmlNamespace}"`,
    ),
  }),
  ec2Query: (error, requestId) => ({
    status: error.status,
    headers: XML,
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${element(
      "Response",
      element("Errors", element("Error", codeAndMessage(error))) + element("RequestID", escapeXml(requestId)),
    )}`,
  }),
  awsJson: (error) => {
    const members = error.schema === undefined ? "{}" : writeJson(error.schema, error.value, "memberName");
    return {
      status: error.status,
      headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-errortype": error.code },
      body: withMembers(members, { __type: error.code, ...undeclaredMessage(error) }),
    };
  },
  restJson: (error) => {
    const { status, headers, body } =
      error.schema === undefined
        ? { status: error.status, headers: {}, body: "{}" }
        : writeHttp(error.schema, error.value, error.status, jsonBody);
    return {
      status,
      headers: { ...headers, "content-type": "application/json", "x-amzn-errortype": error.code },
      body: withMembers(String(body), undeclaredMessage(error)),
    };
  },
  restXml: (error, requestId) => ({
    status: error.status,
    headers: { "content-type": "application/xml" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${element(
      "Error",
      codeAndMessage(error) + furtherMembers(error) + element("RequestId", escapeXml(requestId)),
    )}`,
  }),
};

// A shape without a message member, or no shape at all: clients find the message under this name.
function undeclaredMessage(error: ErrorOnTheWire): Record<string, string> {
  const names = [...(error.schema?.structIterator() ?? [])].map(([name]) => name);
  return names.includes("message") || names.includes("Message") ? {} : { message: error.message };
}

function withMembers(json: string, members: Readonly<Record<string, string>>): string {
  const added = JSON.stringify(members).slice(1, -1);
  const present = json.slice(1, -1);
  return `{${[added, present].filter((part) => part !== "").join(",")}}`;
}

function codeAndMessage(error: ErrorOnTheWire): string {
  return element("Code", escapeXml(error.code)) + element("Message", escapeXml(error.message));
}

function furtherMembers(error: ErrorOnTheWire): string {
  if (error.schema === undefined) {
    return Object.entries(error.value)
      .filter(([, value]) => typeof value === "string" || typeof value === "number")
      .map(([name, value]) => element(name, escapeXml(String(value))))
      .join("");
  }
  const rest = Object.fromEntries(
    Object.entries(error.value).filter(([name]) => name !== "message" && name !== "Message"),
  );
  return writeMembers(error.schema, rest);
}

// Only the query protocol uses these codes; SSM's errors carry the trait from older days and ignore it.
function queryError(protocol: Protocol, trait: unknown): [code?: string, status?: number] {
  if (protocol !== "awsQuery" || !Array.isArray(trait)) return [];
  const [code, status]: unknown[] = trait;
  return [typeof code === "string" ? code : undefined, typeof status === "number" ? status : undefined];
}
