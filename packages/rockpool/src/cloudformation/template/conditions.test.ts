import { describe, expect, test } from "vitest";
import { testParameters, testScope } from "../../testing/template.js";
import { messageOf } from "../../errors.js";
import type { Json } from "../contract.js";
import { evaluateConditions } from "./conditions.js";
import { readParameters, resolveParameters } from "./parameters.js";
import { checkRules, type RuleScope } from "./rules.js";

const scope = testScope({
  parameters: testParameters({ Stage: "prod", Port: 5432, Flag: true, List: ["a", "b"] }),
  mappings: { Regions: { "us-east-1": { main: "true" } } },
});
const condition = (expression: Json): boolean | undefined =>
  evaluateConditions({ C: expression, T: equal(1, 1), F: equal(1, 2) }, scope)["C"];
const equal = (left: Json, right: Json): Json => ({ "Fn::Equals": [left, right] });
const yes: Json = { Condition: "T" };
const no: Json = { Condition: "F" };

test.each<[Json, boolean]>([
  [equal({ Ref: "Stage" }, "prod"), true],
  [equal({ Ref: "Port" }, 5432), true],
  [equal(1, "1"), true],
  [equal(true, "true"), true],
  [equal("a", "A"), false],
  [equal({ "Fn::FindInMap": ["Regions", { Ref: "AWS::Region" }, "main"] }, { Ref: "Flag" }), true],
  [equal({ "Fn::Select": [0, { Ref: "List" }] }, "a"), true],
  [equal({ "Fn::Join": ["", { Ref: "List" }] }, { "Fn::Sub": "ab" }), true],
  [{ "Fn::And": [yes, yes, { "Fn::Not": [no] }] }, true],
  [{ "Fn::And": [yes, no] }, false],
  [{ "Fn::Or": [no, yes] }, true],
  [{ "Fn::Or": [no, no] }, false],
  [{ "Fn::Not": [yes] }, false],
  [yes, true],
])("%j is %j", (expression, expected) => {
  expect(condition(expression)).toBe(expected);
});

describe("a condition that AWS refuses", () => {
  test.each<[Json, string]>([
    [{ "Fn::Equals": [1] }, "Template error: every Fn::Equals object requires a list of 2 string parameters."],
    [equal({ Ref: "List" }, ""), "Template error: every Fn::Equals object requires a list of 2 string parameters."],
    [
      { "Fn::And": [yes] },
      "Template error: every Fn::And object requires a list of at least 2 and at most 10 boolean parameters.",
    ],
    [
      { "Fn::Or": Array.from({ length: 11 }, () => no) },
      "Template error: every Fn::Or object requires a list of at least 2 and at most 10",
    ],
    [{ "Fn::Not": [yes, no] }, "Template error: every Fn::Not object requires a list of 1 boolean parameter."],
    [
      equal({ Ref: "Bucket" }, ""),
      "Unresolved dependencies [Bucket]. Cannot reference resources in the Conditions block of the template",
    ],
    [
      { Condition: "Missing" },
      "Template format error: Unresolved condition dependency Missing in the Conditions block of the template",
    ],
    [{ Condition: "C" }, "Found circular condition dependency between C and C"],
    ["yes", "Template format error: Condition C must be a condition function"],
  ])("%j", (expression, message) => {
    expect(() => condition(expression)).toThrow(
      expect.objectContaining({ code: "ValidationError", message: expect.stringContaining(message) }),
    );
  });
});

describe("rules", () => {
  const parameters = resolveParameters(
    readParameters({
      Version: { Type: "String", Default: "5" },
      Stage: { Type: "String", Default: "prod" },
      VpcA: { Type: "AWS::EC2::VPC::Id", Default: "vpc-a" },
      VpcB: { Type: "AWS::EC2::VPC::Id", Default: "vpc-b" },
      Subnets: { Type: "List<AWS::EC2::Subnet::Id>", Default: "s-1,s-2" },
    }),
    [],
    {},
    { ssmParameter: () => Promise.reject(new Error("no parameter of an SSM type")) },
  );
  const check = async (assert: Json, ruleCondition?: Json): Promise<void> => {
    const rules: RuleScope = {
      ...scope,
      parameters: await parameters,
      attributeOf: (type, value, attribute) => (type.includes("Subnet") ? "vpc-a" : `${attribute} of ${value}`),
    };
    checkRules({ Check: { condition: ruleCondition, assertions: [{ assert, description: "it must hold" }] } }, rules);
  };

  test.each<[Json, boolean]>([
    [{ "Fn::Not": [{ "Fn::Contains": [["1", "2", "3", "4"], { Ref: "Version" }] }] }, true],
    [{ "Fn::Not": [{ "Fn::Contains": [["1", "5"], { Ref: "Version" }] }] }, false],
    [{ "Fn::If": [{ "Fn::Equals": [1, 2] }, { "Fn::Equals": [1, 2] }, { "Fn::Equals": [2, 2] }] }, true],
    [{ "Fn::EachMemberEquals": [["a", "a"], "a"] }, true],
    [{ "Fn::EachMemberEquals": [{ "Fn::ValueOf": ["Subnets", "VpcId"] }, { Ref: "VpcA" }] }, true],
    [{ "Fn::EachMemberEquals": [{ "Fn::ValueOf": ["Subnets", "VpcId"] }, { Ref: "VpcB" }] }, false],
    [{ "Fn::EachMemberIn": [{ "Fn::RefAll": "AWS::EC2::VPC::Id" }, ["vpc-a", "vpc-b", "vpc-c"]] }, true],
    [{ "Fn::EachMemberIn": [{ "Fn::RefAll": "AWS::EC2::VPC::Id" }, ["vpc-a"]] }, false],
    [{ "Fn::EachMemberIn": [{ "Fn::ValueOfAll": ["AWS::EC2::VPC::Id", "Id"] }, ["Id of vpc-a", "Id of vpc-b"]] }, true],
    [{ "Fn::Equals": [{ "Fn::ValueOf": ["VpcA", "Tags.X"] }, "Tags.X of vpc-a"] }, true],
    [
      { "Fn::And": [{ "Fn::Equals": [1, 1] }, { "Fn::Or": [{ "Fn::Equals": [1, 2] }, { "Fn::Equals": [2, 2] }] }] },
      true,
    ],
  ])("%j: %j", async (assert, holds) => {
    const outcome = check(assert).then(() => "holds", messageOf);
    expect(await outcome).toBe(holds ? "holds" : "Template error: Rule Check failed: it must hold");
  });

  test("bind only where their condition holds", async () => {
    const broken: Json = { "Fn::Equals": [1, 2] };
    await check(broken, { "Fn::Equals": [{ Ref: "Stage" }, "test"] });
    await expect(check(broken, { "Fn::Equals": [{ Ref: "Stage" }, "prod"] })).rejects.toThrow("it must hold");
  });
});
