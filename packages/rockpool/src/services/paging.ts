import type { AwsError } from "../errors.js";

export interface Page<T> {
  readonly items: T[];
  /** The token of the next page; absent on the last one. */
  readonly next?: string;
}

/**
 * One page of a list that is ordered by `key`. The token names the last key handed out, so that a page stays right
 * while items come and go. `invalid` makes the service's error for a token that this function did not make.
 */
export function page<T>(
  items: readonly T[],
  key: (item: T) => string,
  request: { token?: string | undefined; size?: number | undefined; defaultSize: number },
  invalid: () => AwsError,
): Page<T> {
  const after = request.token === undefined ? undefined : decode(request.token, invalid);
  const rest = items
    .map((item) => ({ item, key: key(item) }))
    .filter((entry) => after === undefined || entry.key > after)
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const size = request.size ?? request.defaultSize;
  const taken = rest.slice(0, size);
  const last = taken.at(-1);
  return {
    items: taken.map((entry) => entry.item),
    ...(rest.length > size && last !== undefined ? { next: encode(last.key) } : {}),
  };
}

const PREFIX = "page:";

function encode(key: string): string {
  return Buffer.from(PREFIX + key).toString("base64");
}

function decode(token: string, invalid: () => AwsError): string {
  const text = Buffer.from(token, "base64").toString("utf8");
  if (!text.startsWith(PREFIX)) throw invalid();
  return text.slice(PREFIX.length);
}
