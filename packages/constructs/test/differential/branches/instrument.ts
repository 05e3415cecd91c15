import { parseAst } from "vitest/node";

/** A place where the program goes one of two ways, or a function: what each outcome is called. */
export interface Branch {
  readonly file: string;
  readonly line: number;
  /** The condition as it is written. */
  readonly text: string;
  readonly outcomes: readonly Outcome[];
}

export type Outcome = "true" | "false" | "given" | "nullish" | "left out" | "called";

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** Puts the replacement of a node together: `inner` is its text with all that is in it replaced. */
type Wrap = (inner: string) => string;

/** The functions that instrumented code calls: `counters.ts`. */
const COUNTERS = "truth, presence, entered, leftOut";

/**
 * TypeScript with calls that count which branches are taken. What counts: both outcomes of every operand of a condition; a value and no
 * value before `??` and `?.`; a default used and not used; every function called.
 */
export function instrument(file: string, source: string, branches: Branch[]): string {
  return `${new Instrumenter(file, source, branches).text()}\nimport { ${COUNTERS} } from "branch-counters";\n`;
}

class Instrumenter {
  readonly #wraps = new Map<Node, Wrap>();

  constructor(
    private readonly file: string,
    private readonly source: string,
    private readonly branches: Branch[],
  ) {}

  text(): string {
    const program: unknown = parseAst(this.source, { lang: "ts" }, this.file);
    if (!isNode(program)) throw new Error(`${this.file} cannot be parsed`);
    return this.#render(program);
  }

  /** What the text of a node becomes. Parents come first, so that their replacements are around those of the nodes in them. */
  #render(node: Node): string {
    this.#plan(node);
    let text = "";
    let position = node.start;
    for (const each of childrenOf(node)) {
      // `{ name }` has its name twice, at the same place.
      if (each.start < position) continue;
      text += this.source.slice(position, each.start) + this.#render(each);
      position = each.end;
    }
    text += this.source.slice(position, node.end);
    return this.#wraps.get(node)?.(text) ?? text;
  }

  #plan(node: Node): void {
    const { operator, optional } = node;
    switch (node.type) {
      case "IfStatement":
      case "ConditionalExpression":
        return this.#truth(child(node, "test"));
      case "LogicalExpression":
        return operator === "??" ? this.#presence(child(node, "left")) : this.#truth(child(node, "left"));
      case "MemberExpression":
        return optional === true ? this.#presence(child(node, "object")) : undefined;
      case "CallExpression":
        return optional === true ? this.#presenceOf(child(node, "callee"), node) : undefined;
      case "AssignmentExpression":
        if (operator === "??=") this.#presenceOf(child(node, "left"), node);
        else if (operator === "||=" || operator === "&&=") this.#unknown(node, operator);
        return;
      case "ArrowFunctionExpression":
      case "FunctionExpression":
      case "FunctionDeclaration":
        return this.#function(node);
      case "ObjectPattern":
        return this.#destructured(node);
      // There are none. Whoever writes the first adds what counts of it.
      case "SwitchStatement":
      case "CatchClause":
        this.#unknown(node, node.type);
    }
  }

  #unknown(node: Node, what: string): never {
    throw new Error(`${this.file}:${this.#line(node)}: the branches of ${what} are not counted yet`);
  }

  #truth(node: Node): void {
    if (node.type === "LogicalExpression" && node["operator"] !== "??") {
      for (const operand of [child(node, "left"), child(node, "right")]) this.#truth(operand);
    } else if (node.type === "UnaryExpression" && node["operator"] === "!") {
      this.#truth(child(node, "argument"));
    } else if (!this.#wraps.has(node)) {
      const id = this.#branch(node, ["true", "false"]);
      this.#wrap(node, (inner) => `truth(${id}, ${inner})`);
    }
  }

  #presence(node: Node): void {
    const id = this.#branch(node, ["given", "nullish"]);
    this.#wrap(node, (inner) => `presence(${id}, ${inner})`);
  }

  /** For what cannot be replaced: the left of an assignment, and a method, which would lose its object. */
  #presenceOf(node: Node, around: Node): void {
    const id = this.#branch(node, ["given", "nullish"]);
    this.#wrap(around, (inner) => `(presence(${id}, ${this.source.slice(node.start, node.end)}), ${inner})`);
  }

  #function(node: Node): void {
    const body = child(node, "body");
    const line = this.source.lastIndexOf("\n", node.start) + 1;
    const id = this.#branch(node, ["called"], this.source.slice(line, body.start));
    const defaults = childrenOf(node, ["params"]).flatMap((parameter) => this.#default(parameter));
    const entered = `entered(${[id, ...defaults].join(", ")})`;
    this.#wrap(body, (inner) =>
      body.type === "BlockStatement" ? `{ ${entered}; ${inner.slice(1)}` : `(${entered}, ${inner})`,
    );
  }

  #destructured(node: Node): void {
    const properties = childrenOf(node, ["properties"]);
    const defaults = properties.flatMap((property) => this.#default(property["value"]));
    // A property that no object has: its default is used whenever an object is taken apart.
    const [first] = properties;
    const id = defaults[0];
    if (first && id !== undefined) this.#wrap(first, (inner) => `$${id} = entered(${defaults.join(", ")}), ${inner}`);
  }

  #default(pattern: unknown): number[] {
    if (!isNode(pattern) || pattern.type !== "AssignmentPattern") return [];
    const id = this.#branch(pattern, ["given", "left out"]);
    this.#wrap(child(pattern, "right"), (inner) => `leftOut(${id}, ${inner})`);
    return [id];
  }

  #branch(node: Node, outcomes: readonly Outcome[], text = this.source.slice(node.start, node.end)): number {
    const line = this.#line(node);
    return this.branches.push({ file: this.file, line, text: text.replaceAll(/\s+/g, " ").trim(), outcomes }) - 1;
  }

  #line({ start }: Node): number {
    return this.source.slice(0, start).split("\n").length;
  }

  #wrap(node: Node, wrap: Wrap): void {
    const around = this.#wraps.get(node);
    this.#wraps.set(node, around ? (inner) => around(wrap(inner)) : wrap);
  }
}

function child(node: Node, key: string): Node {
  const found = node[key];
  if (!isNode(found)) throw new Error(`a ${node.type} has no ${key}`);
  return found;
}

function childrenOf(node: Node, keys = Object.keys(node)): Node[] {
  const found = keys.flatMap((key) => {
    const value: unknown = node[key];
    return (Array.isArray(value) ? value : [value]).filter(isNode);
  });
  return found.toSorted((a, b) => a.start - b.start || b.end - a.end);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value && "end" in value;
}
