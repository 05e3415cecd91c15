import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { type Packet, PacketReader, packed } from "./packets.js";

/** What the packets of these bytes hold, when they come in pieces that end at these places. */
function read(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const reader = new PacketReader();
  const payloads: Buffer[] = [];
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  let from = 0;
  for (const end of ends) {
    reader.add(bytes.subarray(from, end));
    for (let packet = reader.next(); packet !== undefined; packet = reader.next())
      payloads.push(packet.copy(packet.length));
    from = end;
  }
  return payloads;
}

function packetOf(...bytes: number[]): Packet {
  const reader = new PacketReader();
  reader.add(packed(Buffer.from(bytes)));
  const packet = reader.next();
  if (packet === undefined) throw new Error("no packet");
  return packet;
}

describe("packets", () => {
  test("come out as they went in, whatever pieces they come in", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), fc.array(fc.nat()), (payloads, cuts) => {
        const bytes = Buffer.concat(payloads.map((payload) => packed(Buffer.from(payload))));
        expect(read(bytes, cuts)).toEqual(payloads.map((payload) => Buffer.from(payload)));
      }),
    );
  });

  test.each([0xff_ff_fe, 0xff_ff_ff, 0x1_00_00_00, 2 * 0xff_ff_ff, 2 * 0xff_ff_ff + 5])(
    "of %d bytes are as many as it takes, and one again when read",
    (length) => {
      const payload = Buffer.alloc(length, "long");
      const bytes = packed(payload);
      const count = Math.floor(length / 0xff_ff_ff) + 1;
      expect(bytes.length).toBe(length + 4 * count);
      const [first, ...others] = read(
        Buffer.concat([bytes, packed(Buffer.from("next"))]),
        [7, 0xff_ff_ff, 0x1_00_00_05],
      );
      expect(first?.equals(payload)).toBe(true);
      expect(others).toEqual([Buffer.from("next")]);
    },
  );

  test("that are long are put together once, in however many chunks they come", () => {
    const bytes = packed(Buffer.alloc(4 * 1_048_576));
    const cuts = Array.from({ length: 64 }, (_, index) => index * 65_536);
    const concat = vi.spyOn(Buffer, "concat");
    const payloads = read(bytes, cuts);
    const copied = concat.mock.results.reduce((sum, { value }) => sum + (Buffer.isBuffer(value) ? value.length : 0), 0);
    concat.mockRestore();
    expect(payloads.map(({ length }) => length)).toEqual([4 * 1_048_576]);
    expect(copied).toBe(bytes.length);
  });

  test("that are shorter than what is in them are no packets of the protocol", () => {
    expect(() => packetOf(5, 97).countedText()).toThrow("too short");
    expect(() => packetOf(0xfe, 1, 2).bigCount()).toThrow("too short");
  });
});

test.each([
  [[0xfa], 250n],
  [[0xfc, 1, 2], 513n],
  [[0xfd, 1, 2, 3], 197_121n],
  [[0xfe, 255, 255, 255, 255, 255, 255, 255, 255], 2n ** 64n - 1n],
])("the bytes %j are the count %d", (bytes, count) => {
  expect(packetOf(...bytes).bigCount()).toBe(count);
  expect(packetOf(...bytes).count()).toBe(Number(count));
});
