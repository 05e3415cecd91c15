import type { NormalizedSchema } from "@smithy/core/schema";
import { isRecord } from "../../record.js";
import { Misfit, readScalar, writeScalar } from "./scalar.js";
import type { XmlElement } from "./xml-parser.js";

/** Escapes text for an XML element or attribute. Characters that XML would normalise away are kept as references. */
export function escapeXml(text: string): string {
  return text.replace(
    /[&<>"'\r\u0085\u2028]/g,
    (character) => ESCAPES[character] ?? `&#x${character.charCodeAt(0).toString(16)};`,
  );
}

// Attribute values lose their line breaks and tabs unless these are references.
function escapeAttribute(text: string): string {
  return escapeXml(text).replace(/[\n\t]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`);
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

export function element(name: string, content: string, attributes = ""): string {
  return `<${name}${attributes}>${content}</${name}>`;
}

/** A structure as one element called `name`. */
export function writeStructure(name: string, schema: NormalizedSchema, value: unknown): string {
  let attributes = namespaceAttribute(schema);
  if (isRecord(value)) {
    for (const [member, memberSchema] of schema.structIterator()) {
      const traits = memberSchema.getMergedTraits();
      if (traits.xmlAttribute !== 1 || value[member] === undefined) continue;
      attributes += ` ${traits.xmlName ?? member}="${escapeAttribute(writeScalar(memberSchema, value[member], "date-time"))}"`;
    }
  }
  return element(name, writeMembers(schema, value), attributes);
}

/** The members of a structure as elements, one after the other; `only` picks among them. */
export function writeMembers(
  schema: NormalizedSchema,
  value: unknown,
  only: (member: NormalizedSchema) => boolean = () => true,
): string {
  if (!isRecord(value))
    throw new Misfit(`${schema.getName() ?? "a structure"} cannot be written from a value of type ${typeof value}`);
  let text = "";
  for (const [name, member] of schema.structIterator()) {
    const memberValue = value[name];
    if (
      memberValue === undefined ||
      memberValue === null ||
      member.getMergedTraits().xmlAttribute === 1 ||
      !only(member)
    )
      continue;
    text += writeValue(member.getMemberTraits().xmlName ?? name, member, memberValue);
  }
  return text;
}

function writeValue(name: string, schema: NormalizedSchema, value: unknown): string {
  if (schema.isStructSchema()) return writeStructure(name, schema, value);
  const flat = schema.getMergedTraits().xmlFlattened === 1;
  if (schema.isListSchema() && Array.isArray(value)) {
    const item = schema.getValueSchema();
    const itemName = flat ? name : (item.getMergedTraits().xmlName ?? "member");
    const items = value.map((entry: unknown) => writeValue(itemName, item, entry)).join("");
    return flat ? items : element(name, items, namespaceAttribute(schema));
  }
  if (schema.isMapSchema() && isRecord(value)) {
    const [keys, values] = [schema.getKeySchema(), schema.getValueSchema()];
    const keyName = keys.getMergedTraits().xmlName ?? "key";
    const valueName = values.getMergedTraits().xmlName ?? "value";
    const entries = Object.entries(value)
      .filter(([, entry]) => entry !== undefined && entry !== null)
      .map(([key, entry]) =>
        element(flat ? name : "entry", element(keyName, escapeXml(key)) + writeValue(valueName, values, entry)),
      )
      .join("");
    return flat ? entries : element(name, entries, namespaceAttribute(schema));
  }
  return element(name, escapeXml(writeScalar(schema, value, "date-time")), namespaceAttribute(schema));
}

function namespaceAttribute(schema: NormalizedSchema): string {
  const [prefix, uri] = schema.getMergedTraits().xmlNamespace ?? [];
  return uri === undefined ? "" : ` xmlns${prefix ? `:${prefix}` : ""}="${escapeXml(uri)}"`;
}

/** Reads an element by its schema. Elements that the schema does not know are ignored. */
export function readXml(schema: NormalizedSchema, node: XmlElement): unknown {
  if (schema.isStructSchema()) return readXmlMembers(schema, node);
  if (schema.isListSchema()) {
    const item = schema.getValueSchema();
    const itemName = item.getMergedTraits().xmlName ?? "member";
    return node.children.filter((child) => child.name === itemName).map((child) => readXml(item, child));
  }
  if (schema.isMapSchema()) {
    return readEntries(
      schema,
      node.children.filter((child) => child.name === "entry"),
    );
  }
  return readScalar(schema, node.text);
}

/** The members of a structure out of an element's children and attributes. */
export function readXmlMembers(schema: NormalizedSchema, node: XmlElement): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const traits = member.getMergedTraits();
    const wireName = member.getMemberTraits().xmlName ?? name;
    if (traits.xmlAttribute === 1) {
      const attribute = node.attributes[traits.xmlName ?? name];
      if (attribute !== undefined) result[name] = readScalar(member, attribute);
      continue;
    }
    const found = node.children.filter((child) => child.name === wireName);
    const [first] = found;
    if (first === undefined) continue;
    if (traits.xmlFlattened === 1 && member.isListSchema()) {
      const item = member.getValueSchema();
      result[name] = found.map((child) => readXml(item, child));
    } else if (traits.xmlFlattened === 1 && member.isMapSchema()) {
      result[name] = readEntries(member, found);
    } else {
      result[name] = readXml(member, first);
    }
  }
  return result;
}

function readEntries(schema: NormalizedSchema, entries: readonly XmlElement[]): Record<string, unknown> {
  const [keys, values] = [schema.getKeySchema(), schema.getValueSchema()];
  const keyName = keys.getMergedTraits().xmlName ?? "key";
  const valueName = values.getMergedTraits().xmlName ?? "value";
  const result: Record<string, unknown> = {};
  for (const entry of entries) {
    const key = entry.children.find((child) => child.name === keyName);
    const value = entry.children.find((child) => child.name === valueName);
    if (key !== undefined && value !== undefined) result[key.text] = readXml(values, value);
  }
  return result;
}
