import { BlockList, isIPv6 } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cidrBlocks } from "./cidr.js";

test.each([
  ["192.168.0.0/24", 4, 5, ["192.168.0.0/27", "192.168.0.32/27", "192.168.0.64/27", "192.168.0.96/27"]],
  ["10.1.2.3/16", 1, 8, ["10.1.0.0/24"]],
  ["::/0", 2, 127, ["::/1", "8000::/1"]],
  ["2600:1f00:0:8000::/56", 1, 64, ["2600:1f00:0:8000::/64"]],
  ["10.0.0.0/24", 257, 0, undefined],
  ["10.0.0.0/24", 2, 8, undefined],
  ["10.0.0.0/33", 1, 1, undefined],
  ["10.0.0/24", 1, 1, undefined],
  ["nonsense", 1, 1, undefined],
] as const)("%s cut into %d with %d host bits", (block, count, bits, expected) => {
  expect(cidrBlocks(block, count, bits)).toEqual(expected);
});

test("the blocks lie within the given one and do not overlap, for both families", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.ipV4(), fc.ipV6()),
      fc.integer({ min: 1, max: 16 }),
      fc.integer({ min: 1, max: 8 }),
      (address, count, bits) => {
        const family = isIPv6(address) ? "ipv6" : "ipv4";
        const prefix = (family === "ipv6" ? 128 : 32) - bits - 4;
        const outer = new BlockList();
        outer.addSubnet(address, prefix, family);
        const seen = new BlockList();
        const blocks = cidrBlocks(`${address}/${prefix}`, count, bits) ?? [];
        expect(blocks).toHaveLength(count);
        for (const block of blocks) {
          const [first = "", length = ""] = block.split("/");
          expect(outer.check(first, family)).toBe(true);
          expect(seen.check(first, family)).toBe(false);
          seen.addSubnet(first, Number(length), family);
        }
      },
    ),
  );
});
