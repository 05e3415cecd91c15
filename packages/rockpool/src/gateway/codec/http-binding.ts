import type { NormalizedSchema } from "@smithy/core/schema";
import { parseJson, readJson } from "./json.js";
import { writeJson } from "./json-writer.js";
import { eventStreamMember, type OperationModel } from "./model.js";
import { isRecord } from "../../record.js";
import { Misfit, readScalar, writeScalar } from "./scalar.js";
import { bodyText, parseForm, type WireRequest, type WireResponse } from "./wire.js";
import { element, readXml, readXmlMembers, writeMembers, writeStructure } from "./xml.js";
import { parseXml } from "./xml-parser.js";

/** How a REST protocol writes a body. */
export interface BodyFormat {
  readonly contentType: string;
  readStructure(schema: NormalizedSchema, text: string): unknown;
  /** The members that are bound to no other place. */
  writeBody(schema: NormalizedSchema, value: Readonly<Record<string, unknown>>): string;
  /** A member that is the whole body. */
  writePayload(schema: NormalizedSchema, value: unknown): string;
}

export const jsonBody: BodyFormat = {
  contentType: "application/json",
  readStructure: (schema, text) => (text.trim() === "" ? {} : readJson(schema, parseJson(text), "jsonName")),
  writeBody: (schema, value) => writeJson(schema, pick(value, bindingsOf(schema).inBody), "jsonName"),
  writePayload: (schema, value) => writeJson(schema, value, "jsonName"),
};

/** `xmlNamespace` goes on the root element of answers. */
export function xmlBody(xmlNamespace: string | undefined): BodyFormat {
  const attribute = xmlNamespace === undefined ? "" : ` xmlns="${xmlNamespace}"`;
  const rootName = (schema: NormalizedSchema): string =>
    schema.getMergedTraits().xmlName ?? schema.getName() ?? "Response";
  return {
    contentType: "application/xml",
    readStructure: (schema, text) => (text.trim() === "" ? {} : readXmlMembers(schema, parseXml(text))),
    writeBody: (schema, value) =>
      XML_DECLARATION + element(rootName(schema), writeMembers(schema, value, isBodyMember), attribute),
    writePayload: (schema, value) => XML_DECLARATION + writeStructure(rootName(schema), schema, value),
  };
}

const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** A member of a structure, with where its traits bind it. */
interface Binding {
  readonly name: string;
  readonly member: NormalizedSchema;
  readonly traits: ReturnType<NormalizedSchema["getMergedTraits"]>;
}

/** The members of a structure: the names of those in the body, and the others with their places. */
interface Bindings {
  readonly inBody: readonly string[];
  readonly elsewhere: readonly Binding[];
  /** The member that is a stream of events. */
  readonly stream: string | undefined;
}

const BINDINGS = new WeakMap<NormalizedSchema, Bindings>();

/** The members of a structure, looked up once. */
function bindingsOf(schema: NormalizedSchema): Bindings {
  const known = BINDINGS.get(schema);
  if (known !== undefined) return known;
  const members = [...schema.structIterator()];
  const bindings = {
    inBody: members.filter(([, member]) => isBodyMember(member)).map(([name]) => name),
    elsewhere: members
      .filter(([, member]) => !isBodyMember(member))
      .map(([name, member]) => ({ name, member, traits: member.getMergedTraits() })),
    stream: eventStreamMember(schema),
  };
  BINDINGS.set(schema, bindings);
  return bindings;
}

/** Reads a REST request: path labels, query, headers and body, each member from the place its traits name. */
export function readHttp(
  operation: OperationModel,
  labels: Readonly<Record<string, string>>,
  request: WireRequest,
  format: BodyFormat,
): Record<string, unknown> {
  const { inBody, elsewhere } = bindingsOf(operation.input);
  const input: Record<string, unknown> = {};
  const query = parseForm(request.query);
  const bound = new Set<string>();
  for (const { name, member, traits } of elsewhere) {
    const { httpLabel, httpQuery, httpHeader, httpPrefixHeaders, httpPayload } = traits;
    let value: unknown;
    if (httpLabel === 1) {
      const label = labels[name];
      value = label === undefined ? undefined : readScalar(member, label);
    } else if (httpQuery !== undefined) {
      bound.add(httpQuery);
      const values = query.filter(([key]) => key === httpQuery).map(([, text]) => text);
      value = readTexts(member, values);
    } else if (httpHeader !== undefined) {
      const header = request.headers[httpHeader.toLowerCase()];
      value = header === undefined ? undefined : readHeader(member, header);
    } else if (httpPrefixHeaders !== undefined) {
      const prefix = httpPrefixHeaders.toLowerCase();
      const entries = Object.entries(request.headers).filter(([key]) => key.startsWith(prefix));
      value =
        entries.length === 0
          ? undefined
          : Object.fromEntries(entries.map(([key, text]) => [key.slice(prefix.length), text]));
    } else if (httpPayload === 1) {
      value = readPayload(member, request.body, format);
    }
    if (value !== undefined) input[name] = value;
  }
  for (const { name, traits } of elsewhere) {
    if (traits.httpQueryParams === 1) input[name] = Object.fromEntries(query.filter(([key]) => !bound.has(key)));
  }
  if (inBody.length === 0) return input;
  const body = format.readStructure(operation.input, bodyText(request.body));
  return isRecord(body) ? pick(body, inBody, input) : input;
}

/** Writes a REST answer (or, with another schema and status, an error). */
export function writeHttp(schema: NormalizedSchema, value: unknown, status: number, format: BodyFormat): WireResponse {
  const { inBody, elsewhere, stream } = bindingsOf(schema);
  if (stream !== undefined) throw new Misfit(`${schema.getName() ?? "the answer"}: event streams are not supported`);
  const headers: Record<string, string> = {};
  const output = isRecord(value) ? value : {};
  let body: Uint8Array | string | undefined;
  let code = status;
  for (const { name, member, traits } of elsewhere) {
    const { httpHeader, httpPrefixHeaders, httpResponseCode, httpPayload } = traits;
    const memberValue = output[name];
    if (memberValue === undefined || memberValue === null) continue;
    if (httpHeader !== undefined) {
      headers[httpHeader.toLowerCase()] = writeHeader(member, memberValue);
    } else if (httpPrefixHeaders !== undefined && isRecord(memberValue)) {
      for (const [key, text] of Object.entries(memberValue))
        headers[`${httpPrefixHeaders}${key}`.toLowerCase()] = String(text);
    } else if (httpResponseCode === 1) {
      code = Number(memberValue);
    } else if (httpPayload === 1) {
      if (memberValue instanceof Uint8Array || typeof memberValue === "string") {
        body = memberValue;
        headers["content-type"] ??= typeof memberValue === "string" ? "text/plain" : "application/octet-stream";
      } else {
        body = format.writePayload(member, memberValue);
        headers["content-type"] ??= format.contentType;
      }
    }
  }
  if (inBody.length > 0 && code !== 204) {
    body = format.writeBody(schema, output);
    headers["content-type"] ??= format.contentType;
  }
  return { status: code, headers, body: body ?? "" };
}

function isBodyMember(member: NormalizedSchema): boolean {
  const { httpLabel, httpQuery, httpHeader, httpPrefixHeaders, httpQueryParams, httpPayload, httpResponseCode } =
    member.getMergedTraits();
  return [httpLabel, httpQuery, httpHeader, httpPrefixHeaders, httpQueryParams, httpPayload, httpResponseCode].every(
    (trait) => trait === undefined,
  );
}

function readPayload(member: NormalizedSchema, body: Uint8Array, format: BodyFormat): unknown {
  if (body.byteLength === 0) return undefined;
  if (member.isBlobSchema() || member.isStreaming()) return body;
  if (member.isStringSchema()) return bodyText(body);
  return format.contentType === jsonBody.contentType
    ? readJson(member, parseJson(bodyText(body)), "jsonName")
    : readXml(member, parseXml(bodyText(body)));
}

function readTexts(member: NormalizedSchema, values: readonly string[]): unknown {
  const [first] = values;
  if (first === undefined) return undefined;
  if (!member.isListSchema()) return readScalar(member, first);
  const item = member.getValueSchema();
  return values.map((value) => readScalar(item, value));
}

function readHeader(member: NormalizedSchema, text: string): unknown {
  if (!member.isListSchema()) return readScalar(member, text);
  const item = member.getValueSchema();
  // An http-date has a comma of its own.
  const pattern = item.isTimestampSchema() ? /[^,]+,[^,]+/g : /"(?:[^"\\]|\\.)*"|[^,]+/g;
  return (text.match(pattern) ?? [])
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) =>
      readScalar(item, part.startsWith('"') && part.endsWith('"') ? part.slice(1, -1).replace(/\\(.)/g, "$1") : part),
    );
}

function writeHeader(member: NormalizedSchema, value: unknown): string {
  if (!Array.isArray(value)) return writeScalar(member, value, "http-date");
  const item = member.getValueSchema();
  return value
    .map((entry: unknown) => writeScalar(item, entry, "http-date"))
    .map((text) => (!item.isTimestampSchema() && /[",]/.test(text) ? `"${text.replace(/(["\\])/g, "\\$1")}"` : text))
    .join(", ");
}

/** Those of the members that are there, beside what `picked` has. */
function pick(
  value: Readonly<Record<string, unknown>>,
  names: readonly string[],
  picked: Record<string, unknown> = {},
): Record<string, unknown> {
  for (const name of names) {
    const given = value[name];
    if (given !== undefined) picked[name] = given;
  }
  return picked;
}
