import { isUtf8 } from "node:buffer";

/** An HTTP request as it came over the wire: nothing decoded, nothing lost. */
export interface WireRequest {
  readonly method: string;
  /** The path as sent, still percent-encoded, without the query. */
  readonly path: string;
  /** The query as sent, without the question mark. */
  readonly query: string;
  /** By lower-case name; a repeated header's values are joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface WireResponse {
  readonly status: number;
  /** By lower-case name; several values are several headers. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Uint8Array | string;
  /** Writes the rest of the body piece by piece, as it comes about. Settles at its end; `gone` is aborted when the client hangs up. */
  readonly stream?: (write: (text: string) => void, gone: AbortSignal) => Promise<void>;
}

/** Percent-decodes as UTF-8. A malformed escape stays as it is, as AWS treats it. */
export function percentDecode(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Percent-encodes everything but the unreserved characters of RFC 3986: the encoding that SigV4 demands. */
export function percentEncode(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text;
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The pairs of a query string or of a form body, decoded, in order. A plus sign is a space. */
export function parseForm(text: string): Array<[name: string, value: string]> {
  const pairs: Array<[string, string]> = [];
  for (const part of text.split("&")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    const [name, value] = equals < 0 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
    pairs.push([percentDecode(name.replaceAll("+", " ")), percentDecode(value.replaceAll("+", " "))]);
  }
  return pairs;
}

/** A request's body as text. Throws `SyntaxError` for one that is none: to guess would change what is stored. */
export function bodyText(body: Uint8Array): string {
  if (!isUtf8(body)) throw new SyntaxError("the body is not valid UTF-8");
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
}
