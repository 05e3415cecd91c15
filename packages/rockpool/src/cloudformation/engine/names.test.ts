import fc from "fast-check";
import { expect, it } from "vitest";
import { generatedName } from "./names.js";

const name = fc.stringMatching(/^[A-Za-z][-A-Za-z0-9]{0,80}$/u);
const token = fc.stringMatching(/^[A-Z0-9]{12}$/u);

it("cuts generated names to the length that a type allows, and keeps what makes them unique", () => {
  fc.assert(
    fc.property(name, name, token, fc.integer({ min: 16, max: 255 }), (stack, logicalId, unique, maxLength) => {
      const generated = generatedName(stack, logicalId, unique, { maxLength });
      expect(generated.length).toBeLessThanOrEqual(maxLength);
      expect(generated.endsWith(`-${unique}`)).toBe(true);
      expect(generated[0]).toBe(stack[0]);
    }),
  );
});

it("shows both names whole where there is room, in lower case on request", () => {
  expect(generatedName("shop", "Cluster", "ABCDEFGH1234")).toBe("shop-Cluster-ABCDEFGH1234");
  expect(generatedName("shop", "Cluster", "ABCDEFGH1234", { maxLength: 63, lowerCase: true })).toBe(
    "shop-cluster-abcdefgh1234",
  );
  expect(generatedName("a-very-long-stack-name-indeed", "Cluster", "ABCDEFGH1234", { maxLength: 40 })).toBe(
    "a-very-long-stack-n-Cluster-ABCDEFGH1234",
  );
});
