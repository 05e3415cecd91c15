import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { AwsError } from "../../errors.js";
import type { Json } from "../contract.js";
import { jsonErrorOffset } from "./json-position.js";
import { parseTemplate } from "./parse.js";

describe("YAML short forms become long forms", () => {
  test.each<[string, Json]>([
    ["!Ref Bucket", { Ref: "Bucket" }],
    ["!GetAtt Cluster.Endpoint.Port", { "Fn::GetAtt": ["Cluster", "Endpoint.Port"] }],
    ["!GetAtt [Cluster, !Ref Attribute]", { "Fn::GetAtt": ["Cluster", { Ref: "Attribute" }] }],
    ["!GetAZs", { "Fn::GetAZs": "" }],
    ["!GetAZs ''", { "Fn::GetAZs": "" }],
    ["!Sub ['${a}', {a: !Ref B}]", { "Fn::Sub": ["${a}", { a: { Ref: "B" } }] }],
    ["!Join [',', [!Ref A, !ImportValue B]]", { "Fn::Join": [",", [{ Ref: "A" }, { "Fn::ImportValue": "B" }]] }],
    ["!If [C, !Ref AWS::NoValue, 1]", { "Fn::If": ["C", { Ref: "AWS::NoValue" }, 1] }],
    [
      "!And [!Condition A, !Not [!Condition B]]",
      { "Fn::And": [{ Condition: "A" }, { "Fn::Not": [{ Condition: "B" }] }] },
    ],
    [
      "!Transform {Name: 'AWS::Include', Parameters: {Location: x}}",
      { "Fn::Transform": { Name: "AWS::Include", Parameters: { Location: "x" } } },
    ],
    ["!GetStackOutput {StackName: s, OutputName: o}", { "Fn::GetStackOutput": { StackName: "s", OutputName: "o" } }],
    ["!Base64 |\n  line\n", { "Fn::Base64": "line\n" }],
  ])("%s", (yaml, json) => {
    expect(parseTemplate(`A: ${yaml}`).body).toEqual({ A: json });
  });
});

describe("scalars keep the text that was written", () => {
  test.each<[string, Json]>([
    ["012345678901", "012345678901"],
    ["123456789012", 123456789012],
    ["12345678901234567890", "12345678901234567890"],
    ["1.10", "1.10"],
    ["1e3", "1e3"],
    ["0x10", "0x10"],
    ["2010-09-09", "2010-09-09"],
    ["yes", "yes"],
    ["on", "on"],
    ["true", true],
    ["5432", 5432],
    ["!!str 5432", "5432"],
    ["12:30:45", "12:30:45"],
  ])("%s", (yaml, json) => {
    expect(parseTemplate(`A: ${yaml}`).body).toEqual({ A: json });
  });

  test("also in JSON and in keys", () => {
    expect(parseTemplate('{"A": 1.10, "B": 12345678901234567890, "C": 7}').body).toEqual({
      A: "1.10",
      B: "12345678901234567890",
      C: 7,
    });
    expect(parseTemplate("012: x\n'034': y").body).toEqual({ "012": "x", "034": "y" });
  });
});

test("anchors, aliases, merge keys and repeated keys are read as YAML has them, the later key winning", () => {
  const { body } = parseTemplate(
    "Base: &base {a: 1, b: 2}\nMore: &more {b: 3, c: 4}\nX:\n  b: 9\n  <<: [*base, *more]\nY: *base\nZ: 1\nZ: 2\n",
  );
  expect(body).toMatchObject({ X: { a: 1, b: 9, c: 4 }, Y: { a: 1, b: 2 }, Z: 2 });
});

test("what is nested without end is refused before anyone runs out of stack", () => {
  const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
  expect(parseTemplate(`{"A": ${nested(150)}}`).body).toHaveProperty("A");
  for (const text of [`{"A": ${nested(300)}}`, `{"A": ${nested(20_000)}}`, `A: ${nested(300)}`]) {
    expect(() => parseTemplate(text)).toThrow(/nested more than 200 levels deep/);
  }
  expect(() => parseTemplate(`A: ${nested(20_000)}`)).toThrow("YAML not well-formed");
});

test("aliases that multiply without end are refused instead of filling the memory", () => {
  const bomb = [
    "a0: &a0 [x, x]",
    ...Array.from({ length: 40 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`),
  ].join("\n");
  expect(() => parseTemplate(bomb)).toThrow(/YAML not well-formed\. \(line \d+, column \d+\)/);
});

describe("ideographic spaces", () => {
  test.each<[string, Json]>([
    ["A:\u3000# comment\n  B: 1", { A: { B: 1 } }],
    ["A: 'x\u3000' \u3000# comment", { A: "x\u3000" }],
    ["A: x\u3000# comment", { A: "x" }],
    ["A: x\u3000y", { A: "x\u3000y" }],
    ["A: |-\n  \u3000x\u3000# text", { A: "\u3000x\u3000# text" }],
    ["A:\u3000!Ref B\u3000", { A: { Ref: "B" } }],
  ])("%j", (yaml, json) => {
    expect(parseTemplate(yaml).body).toEqual(json);
  });

  test("are reported by line when they were replaced, and only then", () => {
    expect(parseTemplate("A: 1\nB: 2\u3000# x\n").warnings).toEqual([
      expect.stringContaining("Line 2 has an ideographic space"),
    ]);
    expect(parseTemplate("A: 'x\u3000'\n").warnings).toEqual([]);
  });
});

describe("what is not a template is refused with the place and the reason", () => {
  test.each([
    ["A: [1,\nB: 'x'", "Template format error: YAML not well-formed. (line 2, column 1)"],
    ["A: !Foo x", "Template format error: YAML not well-formed. (line 1, column 9) Unknown tag !Foo"],
    ["A: 1\nB: *nowhere", "Template format error: YAML not well-formed. (line 2, column 4)"],
    ['{"A": 1,\n "B": }', 'Template format error: JSON not well-formed. (line 2, column 7) Unexpected "}"'],
    ['{\n  "A": "x\n}', "Template format error: JSON not well-formed. (line 2, column 8)"],
    ['{"A": [1', "Template format error: JSON not well-formed. (line 1, column 9) Unexpected end of the text"],
    ["A: &a [*a]", "nested more than 200 levels deep"],
    ["- a\n- b", "Template format error: unsupported structure."],
    ["", "Template format error: unsupported structure."],
  ])("%j", (text, message) => {
    expect(() => parseTemplate(text)).toThrow(
      expect.objectContaining({ code: "ValidationError", message: expect.stringContaining(message) }),
    );
  });

  test("the place is exactly that of the first wrong character", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.nat(), (value, choice) => {
        const lines = JSON.stringify(value, null, 1).split("\n");
        const line = choice % lines.length;
        const text = lines.with(line, `@${lines[line]}`).join("\n");
        expect(jsonErrorOffset(text)).toBe(lines.slice(0, line).join("\n").length + (line === 0 ? 0 : 1));
        expect(jsonErrorOffset(lines.join("\n"))).toBe(lines.join("\n").length);
      }),
    );
  });
});

test("whatever the text, the answer is a template or a ValidationError", () => {
  const line = fc.constantFrom(
    "a: b",
    "- c",
    "? d",
    "  : e",
    "&x {",
    "*x",
    "<<: *x",
    "!Ref",
    "!GetAtt a.b",
    "|",
    "'",
    '"',
    "]",
    "%YAML 1.2",
    "---",
    "\t#",
    "\u3000",
    "{",
    ",",
  );
  const text = fc
    .array(fc.oneof(line, fc.string()), { maxLength: 8 })
    .chain((lines) => fc.constantFrom("\n", " ", "").map((glue) => lines.join(glue)));
  fc.assert(
    fc.property(text, (candidate) => {
      let outcome: unknown;
      try {
        outcome = parseTemplate(candidate).body;
      } catch (error) {
        outcome = error;
      }
      expect(outcome instanceof AwsError ? outcome.code : outcome).not.toBeInstanceOf(Error);
    }),
    { numRuns: 1000 },
  );
});

// Values in which every number is canonical and no key could be taken for a function or a merge key.
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/);
const value: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    name.map((text): Json => ({ Ref: text })),
    fc.tuple(name, name).map((parts): Json => ({ "Fn::GetAtt": parts })),
    fc.array(tie("value"), { maxLength: 3 }).map((items): Json => ({ "Fn::Join": [",", items] })),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(name, tie("value"), { maxKeys: 3 }),
  ),
})).value;

/** YAML in flow style with short forms, written independently of the reader. */
function shortForm(json: Json): string {
  if (Array.isArray(json)) return `[${json.map(shortForm).join(", ")}]`;
  if (json === null || typeof json !== "object") return JSON.stringify(json);
  if (typeof json["Ref"] === "string") return `!Ref ${json["Ref"]}`;
  const attribute = json["Fn::GetAtt"];
  if (Array.isArray(attribute)) return `!GetAtt ${attribute.map(shortForm).join(".").replaceAll('"', "")}`;
  if (json["Fn::Join"] !== undefined) return `!Join ${shortForm(json["Fn::Join"])}`;
  return `{${Object.entries(json)
    .map(([key, item]) => `${JSON.stringify(key)}: ${shortForm(item)}`)
    .join(", ")}}`;
}

test("a template reads the same as JSON, as YAML in long form and as YAML in short form", () => {
  fc.assert(
    fc.property(fc.dictionary(name, value, { minKeys: 1, maxKeys: 4 }), (template) => {
      const expected = parseTemplate(JSON.stringify(template)).body;
      expect(expected).toEqual(template);
      expect(parseTemplate(stringify(template)).body).toEqual(expected);
      const lines = Object.entries(template).map(([key, item]) => `${JSON.stringify(key)}: ${shortForm(item)}`);
      expect(parseTemplate(lines.join("\n")).body).toEqual(expected);
    }),
  );
});
