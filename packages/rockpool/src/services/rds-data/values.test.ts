import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GENERATIONS } from "./generation.js";
import { javaDouble, jsonRecords } from "./json-records.js";
import { shortestFloat } from "./mysql/values.js";
import { compactJson, parseArray } from "./postgres/values.js";

test("a compact JSON text means the same, without white space between its tokens", () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const value: unknown = JSON.parse(json);
      expect(compactJson(JSON.stringify(value, null, 2))).toBe(JSON.stringify(value));
    }),
  );
});

test("an array text gives back the elements that it was made of", () => {
  const quote = (element: string | null): string =>
    element === null ? "NULL" : `"${element.replace(/["\\]/g, String.raw`\$&`)}"`;
  fc.assert(
    fc.property(fc.array(fc.option(fc.string())), (elements) => {
      expect(parseArray(`{${elements.map(quote).join(",")}}`)).toEqual(elements);
    }),
  );
});

test("a float of four bytes keeps the digits that it was written with", () => {
  fc.assert(
    fc.property(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: 0, max: 8 }), (digits, places) => {
      const written = Number(`${digits}e-${places}`);
      expect(shortestFloat(Math.fround(written))).toBe(written);
    }),
  );
});

describe("rows as JSON", () => {
  test.each([
    [10, "10.0"],
    [0.1, "0.1"],
    [0, "0.0"],
    [1e7, "1.0E7"],
    [1.5e-5, "1.5E-5"],
    [Number.MIN_VALUE, "4.9E-324"],
    [Number.MAX_VALUE, "1.7976931348623157E308"],
    [Number.NaN, '"NaN"'],
  ])("the double %d is written %s", (value, text) => {
    expect(javaDouble(value)).toBe(text);
  });

  test("hold every kind of value", () => {
    const row = [
      { longValue: 9007199254740993n },
      { stringValue: 'a"b' },
      { blobValue: Buffer.from("hi") },
      { isNull: true },
      { arrayValue: { longValues: [1, null] } },
      { booleanValue: true },
    ] as const;
    expect(jsonRecords([[...row]], ["l", "s", "b", "n", "a", "t"], GENERATIONS.v2)).toBe(
      '[{"l":9007199254740993,"s":"a\\"b","b":"aGk=","n":null,"a":[1,null],"t":true}]',
    );
    expect(() => jsonRecords([], ["id", "id"], GENERATIONS.v2)).toThrow("more than one column with the label id");
  });
});
