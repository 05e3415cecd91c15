import fc from "fast-check";
import { expect, test } from "vitest";
import { LogTail } from "./log-tail.js";

test("a log's tail is its last bytes, cut between two characters", () => {
  const line = fc.string({ unit: fc.constantFrom("a", "ü", "☂", "🐟"), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 40 }), (lines, limit) => {
      const tail = new LogTail(limit);
      for (const added of lines) tail.add(added);
      const whole = lines.map((added) => `${added}\n`).join("");
      const characters = Array.from(whole);
      while (Buffer.byteLength(characters.join("")) > limit) characters.shift();
      expect(tail.text()).toBe(characters.join(""));
    }),
  );
});
