import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  visit,
  type YAMLMap,
} from "yaml";
import type { Json } from "../contract.js";
import { isObject, objectOf } from "./json.js";

const FUNCTIONS =
  "And Base64 Cidr Contains EachMemberEquals EachMemberIn Equals FindInMap GetAtt GetAZs GetStackOutput If ImportValue Join Length Not Or RefAll Select Split Sub ToJsonString Transform ValueOf ValueOfAll";

/** The YAML short forms; each stands for a key in the long form. */
const SHORT_FORMS = new Map([
  ["!Ref", "Ref"],
  ["!Condition", "Condition"],
  ...FUNCTIONS.split(" ").map((name): [string, string] => [`!${name}`, `Fn::${name}`]),
]);

// A megabyte of YAML has fewer nodes than this, unless aliases multiply them.
const MAXIMUM_NODES = 1_000_000;
const MAXIMUM_DEPTH = 200;

/** Where and why a text is not the YAML of a template. Line and column count from 1. */
export class YamlError extends Error {
  override readonly name = "YamlError";
  readonly line: number;
  readonly column: number;

  constructor(message: string, position: { line: number; col: number }) {
    super(message);
    this.line = position.line;
    this.column = position.col;
  }
}

/**
 * Reads YAML as CloudFormation does: the core schema, so that dates and `yes` stay text; short forms become long ones; of two
 * equal keys the later counts; anchors, aliases and merge keys work. A number that is not written in its canonical form stays text.
 * @throws YamlError
 */
export function parseYaml(text: string): Json {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "core", uniqueKeys: false, prettyErrors: false, lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) throw new YamlError(error.message, lines.linePos(error.pos[0]));
  return new Reader(document, lines).read(document.contents, 0);
}

class Reader {
  readonly #lines: LineCounter;
  /** What each alias stands for: the last anchor of its name before it. */
  readonly #targets = new Map<Node, Node | undefined>();
  #nodes = 0;

  constructor(document: Document, lines: LineCounter) {
    this.#lines = lines;
    const anchors = new Map<string, Node>();
    visit(document, {
      Alias: (_key, alias) => void this.#targets.set(alias, anchors.get(alias.source)),
      Value: (_key, node) => void (node.anchor === undefined || anchors.set(node.anchor, node)),
    });
  }

  read(node: Node | null, depth: number): Json {
    this.#nodes += 1;
    if (this.#nodes > MAXIMUM_NODES) throw this.#error("Aliases expand to more than a million values", node);
    if (depth > MAXIMUM_DEPTH) throw this.#error(`Values are nested more than ${MAXIMUM_DEPTH} levels deep`, node);
    if (node === null) return null;
    if (isAlias(node)) {
      const target = this.#targets.get(node);
      if (target === undefined) throw this.#error(`Alias *${node.source} has no anchor before it`, node);
      return this.read(target, depth + 1);
    }
    const value = this.#content(node, depth);
    if (node.tag === undefined || !node.tag.startsWith("!")) return value;
    const key = SHORT_FORMS.get(node.tag);
    if (key === undefined)
      throw this.#error(`Unknown tag ${node.tag}; known are ${[...SHORT_FORMS.keys()].join(" ")}`, node);
    return { [key]: key === "Fn::GetAtt" && typeof value === "string" ? attributeOf(value) : value };
  }

  #content(node: Node, depth: number): Json {
    if (isScalar(node)) return scalarValue(node);
    if (isSeq<Node | null>(node)) return node.items.map((item) => this.read(item, depth + 1));
    if (isMap<Node, Node | null>(node)) return this.#map(node, depth);
    throw this.#error("Unexpected node", node);
  }

  #map(node: YAMLMap<Node, Node | null>, depth: number): Json {
    const own: Array<readonly [string, Json]> = [];
    const merged: Array<readonly [string, Json]> = [];
    for (const pair of node.items) {
      const value = this.read(pair.value, depth + 1);
      if (isScalar(pair.key) && pair.key.value === "<<" && pair.key.type === "PLAIN") {
        const sources = Array.isArray(value) ? value : [value];
        if (!sources.every((source) => isObject(source)))
          throw this.#error("A merge key << takes a mapping or a list of mappings", pair.key);
        // The first of several sources wins, and a key of the mapping itself wins over all of them.
        for (const source of sources.toReversed()) merged.push(...Object.entries(source));
      } else {
        own.push([this.#key(pair.key), value]);
      }
    }
    return objectOf([...merged, ...own]);
  }

  #key(node: Node): string {
    const target = isAlias(node) ? this.#targets.get(node) : node;
    if (!isScalar(target)) throw this.#error("A key must be a text", node);
    return target.source ?? (typeof target.value === "string" ? target.value : "");
  }

  #error(message: string, node: Node | null): YamlError {
    return new YamlError(message, this.#lines.linePos(node?.range?.[0] ?? 0));
  }
}

function scalarValue(node: Scalar): Json {
  const { value, source } = node;
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "number") return source === undefined || String(value) === source ? value : source;
  return source ?? "";
}

/** `A.B.C` is the attribute `B.C` of `A`. */
function attributeOf(text: string): Json {
  const dot = text.indexOf(".");
  return dot < 0 ? text : [text.slice(0, dot), text.slice(dot + 1)];
}
