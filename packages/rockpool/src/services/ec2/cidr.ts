/** A block of IPv4 or IPv6 addresses. */
export interface Cidr {
  readonly family: 4 | 6;
  /** The first address; its host bits may be set in what was parsed. */
  readonly address: bigint;
  /** Length of the prefix. */
  readonly prefix: number;
}

const BITS = { 4: 32, 6: 128 } as const;

/** Reads `10.0.0.0/16` or `2600:1f18::/56`; `undefined` when it is neither. */
export function parseCidr(text: string): Cidr | undefined {
  const [, host = "", length = ""] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const family = host.includes(":") ? 6 : 4;
  const address = family === 4 ? parseIpv4(host) : parseIpv6(host);
  const prefix = Number(length);
  if (address === undefined || length === "" || prefix > BITS[family]) return undefined;
  return { family, address, prefix };
}

/** The block in its written form, host bits cleared. */
export function formatCidr(cidr: Cidr): string {
  const { family, prefix } = cidr;
  const first = firstOf(cidr);
  return `${family === 4 ? formatIpv4(first) : formatIpv6(first)}/${prefix}`;
}

export function contains(outer: Cidr, inner: Cidr): boolean {
  return (
    outer.family === inner.family &&
    outer.prefix <= inner.prefix &&
    network(outer, outer.prefix) === network(inner, outer.prefix)
  );
}

export function overlaps(a: Cidr, b: Cidr): boolean {
  return contains(a, b) || contains(b, a);
}

/** The `index`-th block of `prefix` within `cidr`. */
export function subBlock(cidr: Cidr, prefix: number, index: number): Cidr {
  const size = 1n << BigInt(BITS[cidr.family] - prefix);
  return { family: cidr.family, address: firstOf(cidr) + BigInt(index) * size, prefix };
}

/** How many addresses the block has. */
export function sizeOf({ family, prefix }: Cidr): number {
  return 2 ** (BITS[family] - prefix);
}

function network({ family, address }: Cidr, prefix: number): bigint {
  return address >> BigInt(BITS[family] - prefix);
}

function firstOf(cidr: Cidr): bigint {
  return network(cidr, cidr.prefix) << BigInt(BITS[cidr.family] - cidr.prefix);
}

function parseIpv4(text: string): bigint | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return undefined;
  const parts = text.split(".").map(Number);
  if (parts.some((part) => part > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function formatIpv4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join(".");
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [left = [], right = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...left, ...Array.from({ length: missing }, () => "0"), ...right];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

/** With the longest run of zeros shortened, as RFC 5952 has it. */
function formatIpv6(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(112 - index * 16)) & 65_535n).toString(16),
  );
  const text = groups.join(":");
  const [longest] = [...text.matchAll(/\b0(:0)+\b/g)].toSorted(([a], [b]) => b.length - a.length);
  if (longest === undefined) return text;
  const left = text.slice(0, longest.index).replace(/:$/, "");
  const right = text.slice(longest.index + longest[0].length).replace(/^:/, "");
  return `${left}::${right}`;
}
