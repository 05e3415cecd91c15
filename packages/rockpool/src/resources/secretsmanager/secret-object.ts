import { AwsError } from "../../errors.js";

/** A secret's text, or a template for one, as a JSON object. `what` is named in the error; the text never is. */
export function parseSecretObject(text: string, what: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Without the parser's message: it quotes the text.
    value = undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new AwsError("InvalidRequest", `Could not parse ${what} JSON: it must be a JSON object.`);
  }
  return { ...value };
}
