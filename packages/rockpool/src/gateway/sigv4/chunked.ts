import type { KeyObject } from "node:crypto";
import { EMPTY_HASH, hmacHex, type Scope, scopeText, sha256 } from "./canonical.js";
import { SignatureRefusal } from "./refusal.js";

/** What a chunk's signature is made with; it chains on the one before, the first on the request's own. */
export interface ChunkSigning {
  readonly key: KeyObject;
  readonly scope: Scope;
  readonly date: string;
  readonly seed: string;
}

export interface DecodedChunks {
  readonly body: Uint8Array;
  /** Headers that came after the body, e.g. `x-amz-checksum-crc32`. */
  readonly trailers: Readonly<Record<string, string>>;
}

/**
 * Decodes an `aws-chunked` body (`STREAMING-*` values of `x-amz-content-sha256`). With `signing`, each chunk's signature and
 * the trailer's are verified. Throws {@link SignatureRefusal}.
 */
export function decodeChunks(body: Uint8Array, signing: ChunkSigning | undefined): DecodedChunks {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const chunks: Buffer[] = [];
  let previous = signing?.seed ?? "";
  let position = 0;
  const line = (): string => {
    const end = bytes.indexOf("\r\n", position);
    if (end < 0) throw malformed();
    const text = bytes.toString("latin1", position, end);
    position = end + 2;
    return text;
  };
  const check = (kind: string, hashes: string[], claimed: string | undefined): void => {
    if (signing === undefined) return;
    const text = [`AWS4-HMAC-SHA256-${kind}`, signing.date, scopeText(signing.scope), previous, ...hashes].join("\n");
    const expected = hmacHex(signing.key, text);
    if (claimed !== expected) throw new SignatureRefusal("mismatch");
    previous = expected;
  };
  for (;;) {
    const [size = "", ...extensions] = line().split(";");
    if (!/^[0-9a-fA-F]{1,8}$/.test(size)) throw malformed();
    const length = Number.parseInt(size, 16);
    const chunk = bytes.subarray(position, position + length);
    const signature = extensions
      .find((extension) => extension.startsWith("chunk-signature="))
      ?.slice("chunk-signature=".length);
    check("PAYLOAD", [EMPTY_HASH, sha256(chunk)], signature);
    if (length === 0) break;
    if (chunk.byteLength !== length) throw malformed();
    chunks.push(chunk);
    position += length;
    if (line() !== "") throw malformed();
  }
  const trailers: Record<string, string> = {};
  while (position < bytes.byteLength) {
    const text = line();
    if (text === "") break;
    const colon = text.indexOf(":");
    if (colon < 1) throw malformed();
    trailers[text.slice(0, colon).toLowerCase().trim()] = text.slice(colon + 1).trim();
  }
  const { "x-amz-trailer-signature": trailerSignature, ...rest } = trailers;
  if (Object.keys(rest).length > 0) {
    const canonical = Object.entries(rest).map(([name, value]) => `${name}:${value}\n`);
    check("TRAILER", [sha256(canonical.join(""))], trailerSignature);
  }
  return { body: new Uint8Array(Buffer.concat(chunks)), trailers: rest };
}

function malformed(): SignatureRefusal {
  return new SignatureRefusal("malformedChunks");
}
