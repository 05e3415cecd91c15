import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { messageOf } from "../../errors.js";
import { GENERATIONS } from "./generation.js";
import { javaDouble, jsonRecords } from "./json-records.js";
import { shortestFloat } from "./mysql/values.js";
import { reserialisedJson, shortestDouble } from "./postgres/json.js";
import { parseArray } from "./postgres/values.js";
import { checkTemporal } from "./temporal.js";

describe("JSON as the second generation gives it", () => {
  test.each([
    ['{"b": [1, 2.50, "a b"], "a": null}', '{"a":null,"b":[1,2.5,"a b"]}'],
    ['{"a": 1, "b": {}, "a": [ ]}', '{"a":[],"b":{}}'],
    ['{"\\u00e9": "\\u000A\\/", "e": ""}', '{"e":"","é":"\\n/"}'],
    ['{"10": 1, "9": 2, "__proto__": 3}', '{"10":1,"9":2,"__proto__":3}'],
    ["[18446744073709551615, 18446744073709551616]", "[18446744073709551615,1.8446744073709552e19]"],
    ["[-9223372036854775808, -9223372036854775809]", "[-9223372036854775808,-9.223372036854776e18]"],
    ["[1e2, 1E16, 1e17, 0.0001, 1.5e-7, -0, 0.0]", "[100.0,1e16,1e17,0.0001,1.5e-7,-0.0,0.0]"],
    [String(128n ** 128n), "5.282945311356653e269"],
    [" true ", "true"],
  ])("%s is given as %s", (text, expected) => {
    expect(reserialisedJson(text)).toBe(expected);
  });

  test.each(["1e400", String.raw`"\ud800"`, `${"[".repeat(200)}${"]".repeat(200)}`])("%s has no answer", (text) => {
    expect(() => reserialisedJson(text)).toThrow(expect.objectContaining({ code: "InternalFailure" }));
  });

  test("means the same, without white space between its tokens", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, noUnicodeString: false }), (value) => {
        const given = reserialisedJson(JSON.stringify(value, null, 2));
        expect(JSON.parse(given)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(reserialisedJson(given)).toBe(given);
      }),
    );
  });

  test("writes doubles so that they are read as the same ones", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(shortestDouble(value))).toBe(value);
        expect(shortestDouble(value)).toMatch(/^-?\d+(\.\d+|(\.\d+)?e-?\d+)$/);
      }),
    );
  });
});

test.each([
  ["DATE", "2024-02-29", undefined],
  ["DATE", "2023-02-29", "Date: input is out of range"],
  ["DATE", "2024-13-01", "Date: input is out of range"],
  ["DATE", "2024-1-05", "Date: input contains invalid characters"],
  ["DATE", "2024-01-05T00:00:00Z", "Date: trailing input"],
  ["DATE", "infinity", "Date: input contains invalid characters"],
  ["TIME", "09:00", "Time: premature end of input"],
  ["TIME", "24:00:00", "Time: input is out of range"],
  ["TIME", "09:00:00.123456", undefined],
  ["TIMESTAMP", "2024-01-05 10:20:30.1", undefined],
  ["TIMESTAMP", "2024-01-05T10:20:30Z", "Timestamp: input contains invalid characters"],
  ["TIMESTAMP", "2024-01-05 10:20:30+02", "Timestamp: trailing input"],
  ["TIMESTAMP", "2024-01-05 10:20:30.", "Timestamp: premature end of input"],
  ["DECIMAL", "anything", undefined],
])("the hint %s takes %j: %s", (hint, value, problem) => {
  const complaint = (generation: "v1" | "v2"): unknown => {
    try {
      return checkTemporal(hint, value, GENERATIONS[generation], "postgres");
    } catch (error) {
      return messageOf(error);
    }
  };
  const of = (message: string): string | undefined => (problem === undefined ? undefined : message);
  expect(complaint("v1")).toBe(of(`Cannot parse date or time "${value}"`));
  expect(complaint("v2")).toBe(of(`Parse Error for ${problem}`));
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
    [1e-323, "9.9E-324"],
    [1e23, "1.0E23"],
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

  test("may have ten mebibytes", () => {
    const row = [{ stringValue: "\u0001".repeat(1_000_000) }];
    expect(jsonRecords([row], ["a"], GENERATIONS.v2)).toHaveLength(6_000_010);
    expect(() => jsonRecords([row, row], ["a"], GENERATIONS.v2)).toThrow(
      expect.objectContaining({ code: "BadRequestException" }),
    );
  });
});
