import { describe, expect, test } from "vitest";
import { testExternal } from "../../testing/template.js";
import type { Json, JsonObject } from "../contract.js";
import { readParameters, resolveParameters } from "./parameters.js";

const external = testExternal({ ssm: { "/version": "32", "/zones": "a, b", "/zones2": "c" } });
const resolve = (declaration: JsonObject, value?: string, previous: Record<string, string> = {}) =>
  resolveParameters(
    readParameters({ Input: declaration }),
    value === undefined ? [] : [{ key: "Input", value }],
    previous,
    external,
  );

describe("Ref of a parameter gives", () => {
  test.each<[JsonObject, string | undefined, Json]>([
    [{ Type: "String" }, "x", "x"],
    [{ Type: "String", Default: "" }, undefined, ""],
    [{ Type: "String", Default: true }, undefined, "true"],
    [{ Type: "String", Default: "012" }, undefined, "012"],
    [{ Type: "Number", Default: 5 }, undefined, "5"],
    [{ Type: "Number" }, "1.50", "1.50"],
    [{ Type: "CommaDelimitedList" }, "a, b ,c", ["a", "b", "c"]],
    [{ Type: "CommaDelimitedList", Default: "" }, undefined, []],
    [{ Type: "List<Number>" }, "80,20", ["80", "20"]],
    [{ Type: "List<AWS::EC2::Subnet::Id>" }, "subnet-id-1,subnet-id-2", ["subnet-id-1", "subnet-id-2"]],
    [{ Type: "AWS::EC2::VPC::Id" }, "vpc-1", "vpc-1"],
    [{ Type: "AWS::SSM::Parameter::Name" }, "/version", "/version"],
    [{ Type: "AWS::SSM::Parameter::Value<String>", Default: "/version" }, undefined, "32"],
    [{ Type: "AWS::SSM::Parameter::Value<List<String>>" }, "/zones", ["a", "b"]],
    [{ Type: "AWS::SSM::Parameter::Value<CommaDelimitedList>" }, "/zones", ["a", "b"]],
    [{ Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>" }, "/zones2", "c"],
  ])("%j with %j: %j", async (declaration, value, expected) => {
    expect((await resolve(declaration, value))["Input"]?.reference).toEqual(expected);
  });
});

describe("a value that a constraint forbids is refused", () => {
  test.each<[JsonObject, string | undefined, string]>([
    [{ Type: "String" }, undefined, "Parameters: [Input] must have values"],
    [
      { Type: "AWS::SSM::Parameter::Value<String>" },
      undefined,
      "Parameter Input should either have input value or default value",
    ],
    [{ Type: "String", AllowedValues: ["a", 1] }, "b", "Parameter 'Input' must be one of AllowedValues"],
    [{ Type: "String", AllowedPattern: "[a-z]+" }, "abc1", "Parameter 'Input' must match pattern [a-z]+"],
    [{ Type: "String", AllowedPattern: "a|b" }, "ab", "Parameter 'Input' must match pattern a|b"],
    [{ Type: "String", MinLength: 3 }, "ab", "Parameter 'Input' must contain at least 3 characters"],
    [{ Type: "String", MaxLength: "3" }, "abcd", "Parameter 'Input' must contain at most 3 characters"],
    [{ Type: "Number", MinValue: 2 }, "1", "Parameter 'Input' must be a number not less than 2"],
    [{ Type: "Number", MaxValue: 2 }, "10", "Parameter 'Input' must be a number not greater than 2"],
    [{ Type: "Number" }, "ten", "Parameter 'Input' must be a number"],
    [{ Type: "List<Number>" }, "1,x", "Parameter 'Input' must be a number"],
    [
      { Type: "CommaDelimitedList", AllowedValues: ["a", "b"] },
      "a,c",
      "Parameter 'Input' must be one of AllowedValues",
    ],
    [
      { Type: "String", MinLength: 3, ConstraintDescription: "three letters" },
      "a",
      "Parameter Input failed to satisfy constraint: three letters",
    ],
  ])("%j with %j", async (declaration, value, message) => {
    await expect(resolve(declaration, value)).rejects.toMatchObject({ code: "ValidationError", message });
  });
});

test.each<[JsonObject, string | undefined]>([
  [{ Type: "String", AllowedValues: [true, "1.10"] }, "true"],
  [{ Type: "String", AllowedValues: [true, "1.10"] }, "1.10"],
  [{ Type: "Number", AllowedValues: [1, 2] }, "2.0"],
  [{ Type: "Number", MinValue: -5, MaxValue: 5 }, "-5"],
  [{ Type: "String", AllowedPattern: "(?i)[a-z\\-]+" }, "A-B"],
  [{ Type: "String", AllowedPattern: "\\p{Lu}+" }, "ÄB"],
])("%j accepts %j", async (declaration, value) => {
  expect((await resolve(declaration, value))["Input"]?.value).toBe(value);
});

describe("a declaration that AWS refuses", () => {
  test.each<[Json, string]>([
    [{ Default: "x" }, "Template format error: Every Parameters object must contain a Type member."],
    [{ Type: "Text" }, "Template format error: Unrecognized parameter type: Text"],
    [
      { Type: "AWS::SSM::Parameter::Value<Number>" },
      "Template format error: Unrecognized parameter type: AWS::SSM::Parameter::Value<Number>",
    ],
    [{ Type: "String", Default: ["a"] }, "Template format error: Every Default member must be a string."],
    [{ Type: "String", AllowedValues: "a b" }, "Template format error: Every AllowedValues member must be a list."],
    [{ Type: "String", Defualt: "a" }, "Invalid template parameter property 'Defualt'"],
    [
      { Type: "String", AllowedPattern: "[a" },
      "Template format error: AllowedPattern of parameter Input cannot be read as a regular expression: [a",
    ],
    ["String", "Template format error: Any Parameters member must be an object."],
  ])("%j", (declaration, message) => {
    expect(() => readParameters({ Input: declaration })).toThrow(message);
  });
});

test("previous values are used when asked for, looked up anew, and dropped with their parameter", async () => {
  const declarations = readParameters({
    A: { Type: "String", Default: "d" },
    B: { Type: "AWS::SSM::Parameter::Value<String>" },
  });
  const previous = { A: "old", B: "/version", Gone: "x" };
  const given = [
    { key: "A", usePreviousValue: true },
    { key: "B", usePreviousValue: true },
  ];
  const resolved = await resolveParameters(declarations, given, previous, testExternal({ ssm: { "/version": "33" } }));
  expect(resolved).toMatchObject({
    A: { value: "old" },
    B: { value: "/version", resolvedValue: "33", reference: "33" },
  });
  expect(Object.keys(resolved)).toEqual(["A", "B"]);
  // Without the wish for it, the default counts and not the previous value.
  await expect(resolveParameters(declarations, [], previous, external)).rejects.toThrow(
    "Parameter B should either have input value",
  );
  await expect(resolveParameters(declarations, [{ key: "C", value: "1" }], {}, external)).rejects.toThrow(
    "Parameters: [C] do not exist in the template",
  );
  await expect(
    resolveParameters(declarations, [{ key: "A", value: "1", usePreviousValue: true }], previous, external),
  ).rejects.toThrow("Cannot specify usePreviousValue as true and non empty value");
});

test("NoEcho is kept with the value, which Ref still gives", async () => {
  expect(await resolve({ Type: "String", NoEcho: "True" }, "geheim")).toMatchObject({
    Input: { noEcho: true, reference: "geheim" },
  });
});
