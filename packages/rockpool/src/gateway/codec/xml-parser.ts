import { Misfit } from "./scalar.js";

export interface XmlElement {
  /** Without its namespace prefix. */
  readonly name: string;
  /** By name as written, prefix included. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, references resolved. */
  readonly text: string;
}

const TOKEN =
  /<\?[^?]*(?:\?(?!>)[^?]*)*\?>|<!--[^-]*(?:-(?!->)[^-]*)*-->|<!\[CDATA\[([^\]]*(?:\](?!\]>)[^\]]*)*)\]\]>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=>]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
// Deeper documents are no request of any service; the limit keeps a hostile one from exhausting the stack later on.
const MAXIMUM_DEPTH = 200;

interface OpenElement {
  readonly qualifiedName: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/**
 * Parses an XML request body into its root element. Knows elements, attributes, text, CDATA, comments and character references;
 * a document type declaration is refused, and with it every entity attack. Throws {@link Misfit} for anything not well-formed.
 */
export function parseXml(source: string): XmlElement {
  const text = source.replace(/^\uFEFF/, "");
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  TOKEN.lastIndex = 0;
  const close = (element: OpenElement): void => {
    const { qualifiedName, attributes, children } = element;
    const finished = { name: localName(qualifiedName), attributes, children, text: element.text };
    const parent = open.at(-1);
    if (parent !== undefined) parent.children.push(finished);
    else if (root === undefined) root = finished;
    else throw new Misfit("an XML document has one root element");
  };
  while (TOKEN.lastIndex < text.length) {
    const position = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    if (token === null) throw new Misfit(`the XML is not well-formed at character ${position}`);
    const [, cdata, endName, startName, attributes, selfClosing, characters] = token;
    const current = open.at(-1);
    if (startName !== undefined) {
      const element = {
        qualifiedName: startName,
        attributes: readAttributes(attributes ?? ""),
        children: [],
        text: "",
      };
      if (open.length >= MAXIMUM_DEPTH) throw new Misfit(`the XML is nested deeper than ${MAXIMUM_DEPTH} levels`);
      if (selfClosing === "/") close(element);
      else open.push(element);
    } else if (endName !== undefined) {
      if (current === undefined || current.qualifiedName !== endName)
        throw new Misfit(`the XML closes <${endName}> where it is not open`);
      open.pop();
      close(current);
    } else if (current !== undefined) {
      if (cdata !== undefined) current.text += cdata;
      else if (characters !== undefined) current.text += unescapeXml(characters);
    } else if (cdata !== undefined || (characters !== undefined && characters.trim() !== "")) {
      throw new Misfit("the XML has text outside its root element");
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) throw new Misfit(`the XML ends inside <${unclosed.qualifiedName}>`);
  if (root === undefined) throw new Misfit("the XML document is empty");
  return root;
}

function readAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name, double, single] of source.matchAll(ATTRIBUTE)) {
    if (name !== undefined) attributes[name] = unescapeXml(double ?? single ?? "");
  }
  return attributes;
}

function unescapeXml(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replace(
      /&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g,
      (reference: string, hexadecimal?: string, decimal?: string, name?: string) => {
        const codePoint =
          hexadecimal !== undefined
            ? Number.parseInt(hexadecimal, 16)
            : decimal !== undefined
              ? Number(decimal)
              : undefined;
        if (codePoint !== undefined && codePoint <= 0x10ffff) return String.fromCodePoint(codePoint);
        const character = ENTITIES[name ?? ""];
        if (character === undefined) throw new Misfit(`the XML refers to the unknown entity ${reference}`);
        return character;
      },
    );
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
