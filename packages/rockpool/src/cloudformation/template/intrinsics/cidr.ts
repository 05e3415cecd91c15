import { isIPv4, isIPv6 } from "node:net";

/** An address block as numbers. */
interface Block {
  readonly first: bigint;
  readonly prefix: number;
  /** 32 or 128. */
  readonly width: number;
}

/**
 * The first `count` blocks with `hostBits` bits for hosts (the inverse of the prefix length) within `block`, for IPv4 and IPv6.
 * @returns undefined when `block` is no CIDR block or has no room for so many.
 */
export function cidrBlocks(block: string, count: number, hostBits: number): string[] | undefined {
  const parsed = parseBlock(block);
  if (parsed === undefined) return undefined;
  const { first, prefix, width } = parsed;
  const newPrefix = width - hostBits;
  if (hostBits < 1 || newPrefix < prefix || BigInt(count) > 1n << BigInt(newPrefix - prefix)) return undefined;
  return Array.from(
    { length: count },
    (_, index) => `${formatAddress(first + (BigInt(index) << BigInt(hostBits)), width)}/${newPrefix}`,
  );
}

function parseBlock(text: string): Block | undefined {
  const [, address = "", length = ""] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const width = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0;
  const prefix = Number(length);
  if (width === 0 || prefix > width) return undefined;
  const value = width === 32 ? parseIPv4(address) : parseIPv6(address);
  const hostBits = BigInt(width - prefix);
  return { first: (value >> hostBits) << hostBits, prefix, width };
}

function parseIPv4(address: string): bigint {
  return address.split(".").reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function parseIPv6(address: string): bigint {
  // The last two groups may be written as an IPv4 address.
  const text = address.replace(/[\d.]+\.\d+$/, (tail) => {
    const value = parseIPv4(tail);
    return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
  });
  const [head = "", tail] = text.split("::");
  const groups = (part: string): string[] => (part === "" ? [] : part.split(":"));
  const start = groups(head);
  const end = tail === undefined ? [] : groups(tail);
  const zeros = Array.from({ length: 8 - start.length - end.length }, () => "0");
  return [...start, ...zeros, ...end].reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

function formatAddress(value: bigint, width: number): string {
  const size = width === 32 ? 8n : 16n;
  const count = width === 32 ? 4 : 8;
  const parts = Array.from(
    { length: count },
    (_, index) => (value >> (size * BigInt(count - 1 - index))) & ((1n << size) - 1n),
  );
  return width === 32 ? parts.join(".") : compress(parts.map((part) => part.toString(16)));
}

/** IPv6 text with its longest run of zeros as `::` (RFC 5952). */
function compress(groups: readonly string[]): string {
  const runs = [...groups.join(":").matchAll(/\b0(?::0)+\b/g)];
  const [longest] = runs.toSorted((a, b) => b[0].length - a[0].length);
  const text = groups.join(":");
  if (longest === undefined) return text;
  const before = text.slice(0, longest.index).replace(/:$/, "");
  const after = text.slice(longest.index + longest[0].length).replace(/^:/, "");
  return `${before}::${after}`;
}
