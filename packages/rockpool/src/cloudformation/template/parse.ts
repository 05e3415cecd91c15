import { LineCounter } from "yaml";
import type { Json } from "../contract.js";
import { formatError, validationError } from "./errors.js";
import { replaceIdeographicSpaces } from "./ideographic-space.js";
import { jsonErrorOffset } from "./json-position.js";
import { isObject } from "./json.js";
import type { ParsedTemplate } from "./model.js";
import { parseYaml, YamlError } from "./yaml.js";

/** Largest template in bytes: given inline, and by URL. */
const MAXIMUM_BYTES = { body: 51_200, url: 1_048_576 } as const;

/**
 * Refuses a template that AWS would find too large: 51,200 bytes inline (`TemplateBody`), 1 MB by `TemplateURL`.
 * @throws AwsError ValidationError
 */
export function checkTemplateSize(text: string, source: keyof typeof MAXIMUM_BYTES): void {
  const size = Buffer.byteLength(text);
  if (size <= MAXIMUM_BYTES[source]) return;
  throw validationError(
    source === "body"
      ? "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200"
      : `Template may not exceed ${MAXIMUM_BYTES.url} bytes in size.`,
  );
}

/**
 * Reads a template: JSON when its first character is `{`, else YAML with the short forms of intrinsic functions.
 * @throws AwsError ValidationError `Template format error: ... not well-formed. (line L, column C)` and what was found there.
 */
export function parseTemplate(text: string): ParsedTemplate {
  const clean = text.startsWith("\ufeff") ? text.slice(1) : text;
  const format = clean.trimStart().startsWith("{") ? "json" : "yaml";
  const { body, warnings } = shallow(() =>
    format === "json" ? { body: parseJson(clean), warnings: [] } : readYaml(clean),
  );
  if (!isObject(body)) throw formatError("unsupported structure.");
  return { text, format, body, warnings };
}

const MAXIMUM_DEPTH = 200;

/** Refuses what is nested so deeply that whoever walks it would run out of stack, the parsers included. */
function shallow<T extends { readonly body: Json }>(parse: () => T): T {
  const tooDeep = (): Error => formatError(`values are nested more than ${MAXIMUM_DEPTH} levels deep.`);
  const check = (value: Json, depth: number): void => {
    if (depth > MAXIMUM_DEPTH) throw tooDeep();
    if (typeof value === "object" && value !== null) for (const item of Object.values(value)) check(item, depth + 1);
  };
  let result: T;
  try {
    result = parse();
  } catch (error) {
    throw error instanceof RangeError ? tooDeep() : error;
  }
  check(result.body, 0);
  return result;
}

function readYaml(text: string): { body: Json; warnings: string[] } {
  const mended = replaceIdeographicSpaces(text);
  const warnings = mended.lines.map(
    (line) =>
      `Line ${line} has an ideographic space (U+3000) outside of a text; it was read as an ordinary space. AWS refuses it: replace it.`,
  );
  try {
    return { body: parseYaml(mended.text), warnings };
  } catch (error) {
    if (error instanceof YamlError) throw notWellFormed("YAML", error.line, error.column, error.message);
    throw error;
  }
}

/** JSON, with numbers that are not in canonical form kept as text (see {@link ParsedTemplate.body}). */
function parseJson(text: string): Json {
  try {
    const value: Json = JSON.parse(
      text,
      (_key: string, item: Json, ...context: ReadonlyArray<{ readonly source?: string }>) => {
        const source = context[0]?.source;
        return typeof item === "number" && source !== undefined && String(item) !== source ? source : item;
      },
    );
    return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const lines = new LineCounter();
    for (const newline of text.matchAll(/^/gm)) lines.addNewLine(newline.index);
    const offset = jsonErrorOffset(text);
    const { line, col } = lines.linePos(offset);
    const found = text.slice(offset).trimStart().slice(0, 1);
    throw notWellFormed(
      "JSON",
      line,
      col,
      found === "" ? "Unexpected end of the text" : `Unexpected ${JSON.stringify(found)}`,
    );
  }
}

function notWellFormed(language: string, line: number, column: number, reason: string): Error {
  return formatError(`${language} not well-formed. (line ${line}, column ${column}) ${reason}`);
}
