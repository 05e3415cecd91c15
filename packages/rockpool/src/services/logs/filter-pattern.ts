import { AwsError } from "../../errors.js";

/**
 * Reads a filter pattern of plain terms ("Filter pattern syntax for metric filters, subscription filters, filter log events"):
 * every `term` and `"phrase"` must occur, at least one of the `?terms`, none of the `-terms`. Case matters.
 * Patterns for JSON (`{ }`) and columns (`[ ]`), and regular expressions (`%..%`), are refused.
 */
export function parseFilterPattern(pattern: string | undefined): (message: string) => boolean {
  const text = (pattern ?? "").trim();
  if (/^[{[]/.test(text) || text.includes("%")) {
    throw new AwsError(
      "InvalidParameterException",
      `Invalid filter pattern: Rockpool reads patterns of terms ("ERROR", "?a ?b", "-c", "\\"a phrase\\""); it does not read JSON, column and regular expression patterns such as ${text}`,
    );
  }
  const terms = { "": [] as string[], "?": [] as string[], "-": [] as string[] };
  for (const [, sign, phrase, word] of text.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)) {
    const term = phrase === undefined ? (word ?? "") : phrase.replaceAll(/\\(.)/g, "$1");
    terms[sign === "?" || sign === "-" ? sign : ""].push(term);
  }
  return (message) =>
    terms[""].every((term) => message.includes(term)) &&
    (terms["?"].length === 0 || terms["?"].some((term) => message.includes(term))) &&
    !terms["-"].some((term) => message.includes(term));
}
