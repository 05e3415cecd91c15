import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject, ResourceSchema } from "../contract.js";
import { coerceProperties, stringifyScalars } from "./coerce.js";
import { UNKNOWN } from "./model.js";

const schema: ResourceSchema = {
  type: "AWS::Test::Thing",
  properties: {
    Text: { type: { kind: "string" } },
    Count: { type: { kind: "integer" } },
    Ratio: { type: { kind: "number" } },
    Flag: { type: { kind: "boolean" } },
    Any: { type: { kind: "json" } },
    Texts: { type: { kind: "list", of: { kind: "string" } } },
    Numbers: { type: { kind: "map", of: { kind: "number" } } },
    Tags: { type: { kind: "list", of: { kind: "tag" } } },
    Scaling: { type: { kind: "object", name: "Scaling" } },
    Either: { type: { kind: "union", of: [{ kind: "json" }, { kind: "string" }] } },
    NumberOrText: { type: { kind: "union", of: [{ kind: "number" }, { kind: "string" }] } },
  },
  definitions: {
    Scaling: {
      Min: { type: { kind: "number" }, required: true },
      Inner: { type: { kind: "list", of: { kind: "object", name: "Scaling" } } },
    },
  },
  attributes: [],
  identifier: [],
};

describe("values are converted to the type of their property", () => {
  test.each<[JsonObject, JsonObject]>([
    [{ Text: 5432 }, { Text: "5432" }],
    [{ Text: true }, { Text: "true" }],
    [{ Text: "012345678901" }, { Text: "012345678901" }],
    [{ Count: "5432" }, { Count: 5432 }],
    [{ Ratio: "1.50" }, { Ratio: 1.5 }],
    [{ Flag: "true" }, { Flag: true }],
    [{ Flag: "False" }, { Flag: false }],
    [{ Any: { a: [1, "1", true] } }, { Any: { a: [1, "1", true] } }],
    [{ Texts: [1, true, "x"] }, { Texts: ["1", "true", "x"] }],
    [{ Numbers: { a: "0.5" } }, { Numbers: { a: 0.5 } }],
    [{ Tags: [{ Key: "a", Value: 1 }] }, { Tags: [{ Key: "a", Value: "1" }] }],
    [{ Scaling: { Min: "0.5", Inner: [{ Min: "1" }] } }, { Scaling: { Min: 0.5, Inner: [{ Min: 1 }] } }],
    [{ Either: { a: 1 } }, { Either: { a: 1 } }],
    [{ NumberOrText: "x" }, { NumberOrText: "x" }],
    [{ NumberOrText: "1" }, { NumberOrText: "1" }],
    [
      { Flag: UNKNOWN, Scaling: UNKNOWN },
      { Flag: UNKNOWN, Scaling: UNKNOWN },
    ],
    [{ Count: "{{resolve:ssm:/port}}" }, { Count: "{{resolve:ssm:/port}}" }],
  ])("%j", (properties, expected) => {
    expect(coerceProperties(properties, schema)).toEqual(expected);
  });
});

describe("what does not fit is refused, all of it at once", () => {
  test.each<[JsonObject, string]>([
    [{ Foo: 1, Bar: 2 }, "Property validation failure: [Encountered unsupported properties in {/}: [Foo, Bar]]"],
    [
      { Scaling: { Min: 1, Mx: 2 } },
      "Property validation failure: [Encountered unsupported properties in {/Scaling}: [Mx]]",
    ],
    [{ Scaling: {} }, "Property validation failure: [The property {/Scaling/Min} is required]"],
    [{ Text: ["x"] }, "Property validation failure: [Value of property {/Text} does not match type {String}]"],
    [{ Texts: "x" }, "Property validation failure: [Value of property {/Texts} does not match type {List}]"],
    [{ Count: 1.5 }, "Property validation failure: [Value of property {/Count} does not match type {Integer}]"],
    [{ Count: "" }, "Property validation failure: [Value of property {/Count} does not match type {Integer}]"],
    [{ Flag: "yes" }, "Property validation failure: [Value of property {/Flag} does not match type {Boolean}]"],
    [
      { Scaling: { Inner: [{ Min: "x" }] }, constructor: 1 },
      "Property validation failure: [Encountered unsupported properties in {/}: [constructor], The property {/Scaling/Min} is required, Value of property {/Scaling/Inner/0/Min} does not match type {Number}]",
    ],
  ])("%j", (properties, message) => {
    expect(() => coerceProperties(properties, schema)).toThrow(
      expect.objectContaining({ code: "ValidationError", message }),
    );
  });
});

test("a custom resource gets every scalar as text, in the same structure", () => {
  expect(stringifyScalars({ a: 1, b: [true, { c: "x" }], d: {} })).toEqual({ a: "1", b: ["true", { c: "x" }], d: {} });
});

const json: fc.Arbitrary<Json> = fc.jsonValue().map((value): Json => JSON.parse(JSON.stringify(value)));

test("converting twice is converting once", () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom(...Object.keys(schema.properties)),
        fc.oneof(json, fc.integer(), fc.boolean().map(String)),
      ),
      (properties) => {
        let once: JsonObject;
        try {
          once = coerceProperties(properties, schema);
        } catch {
          return;
        }
        expect(coerceProperties(once, schema)).toEqual(once);
      },
    ),
  );
});
