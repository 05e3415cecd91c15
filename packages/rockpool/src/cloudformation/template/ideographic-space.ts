import { Lexer } from "yaml";

const SPACE = "\u3000";
// Where a plain scalar can have been glued to its surroundings: after an indicator, before a comment, at the edges of a line.
const GLUED = /(?<=^|[\n :,-])\u3000+|\u3000+(?=\s*#|[ \r]*\n|[ \r]*$)/g;

/**
 * Replaces ideographic spaces (U+3000) outside of scalars by ordinary ones. Editors with an East Asian input method leave them
 * before comments, where they look like spaces and are none to YAML. Quoted and block scalars, and the inside of plain ones, keep theirs.
 * @returns the text, and the numbers of the lines that changed.
 */
export function replaceIdeographicSpaces(text: string): { text: string; lines: number[] } {
  if (!text.includes(SPACE)) return { text, lines: [] };
  let result = "";
  let plain = false;
  let block = false;
  for (const lexeme of new Lexer().lex(text)) {
    // Control characters announce what follows: a document, or the text of a plain or block scalar.
    if (lexeme === "\u0002" || lexeme === "\u0018") continue;
    if (lexeme === "\u001f") {
      plain = !block;
      continue;
    }
    const quoted = lexeme.startsWith('"') || lexeme.startsWith("'");
    const keep = quoted || lexeme.startsWith("#") || (block && !/^[|>]|^\s*$/.test(lexeme));
    result += keep ? lexeme : plain ? lexeme.replace(GLUED, blank) : lexeme.replaceAll(SPACE, " ");
    // A block scalar's header is followed by blanks, perhaps a comment, a line break and then its text.
    block = /^[|>]/.test(lexeme) && !plain ? true : block && (/^[ \t\r\n]*$/.test(lexeme) || lexeme.startsWith("#"));
    plain = false;
  }
  const before = text.split("\n");
  const lines = result.split("\n").flatMap((line, index) => (line === before[index] ? [] : [index + 1]));
  return { text: result, lines };
}

function blank(run: string): string {
  return " ".repeat(run.length);
}
