const TOKEN =
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true\b|false\b|null\b))/uy;

/**
 * The offset of the first character at which `text` stops being JSON, or its length when it ends too early.
 * `JSON.parse` tells the position of some errors only, and not in every version of Node.
 */
export function jsonErrorOffset(text: string): number {
  const open: string[] = [];
  // What may come next: a value, a key, what follows a value, or the colon; "first" variants allow an empty container.
  let expected: "value" | "firstValue" | "key" | "firstKey" | "colon" | "after" = "value";
  let offset = 0;
  for (;;) {
    TOKEN.lastIndex = offset;
    const match = TOKEN.exec(text);
    if (match === null) return offset + (/^[ \t\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0);
    const [whole, mark, string] = match;
    const start = offset + whole.length - whole.trimStart().length;
    offset += whole.length;
    const close = mark === "}" || mark === "]";
    if (
      close &&
      open.at(-1) === mark &&
      (expected === "after" || expected === (mark === "}" ? "firstKey" : "firstValue"))
    ) {
      open.pop();
      expected = "after";
    } else if (expected === "colon" && mark === ":") {
      expected = "value";
    } else if (expected === "after" && mark === "," && open.length > 0) {
      expected = open.at(-1) === "}" ? "key" : "value";
    } else if ((expected === "key" || expected === "firstKey") && string !== undefined) {
      expected = "colon";
    } else if (
      (expected === "value" || expected === "firstValue") &&
      (mark === undefined || mark === "{" || mark === "[")
    ) {
      if (mark !== undefined) open.push(mark === "{" ? "}" : "]");
      expected = mark === "{" ? "firstKey" : mark === "[" ? "firstValue" : "after";
    } else {
      return start;
    }
    if (expected === "after" && open.length === 0 && text.slice(offset).trim() === "") return text.length;
  }
}
