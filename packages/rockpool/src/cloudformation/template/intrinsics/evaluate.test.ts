import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { testParameters, testScope } from "../../../testing/template.js";
import type { Json } from "../../contract.js";
import { UNKNOWN } from "../model.js";
import { evaluate } from "./evaluate.js";

const scope = testScope({
  parameters: testParameters({ Name: "db", Port: 5432, Subnets: ["s-1", "s-2"] }),
  conditions: { Yes: true, No: false },
  mappings: { Sizes: { "us-east-1": { class: "large", zones: ["x", "y"] } } },
});
const noValue = { Ref: "AWS::NoValue" };

describe("functions give what AWS gives", () => {
  test.each<[string, Json, Json | undefined]>([
    ["Ref of a parameter", { Ref: "Name" }, "db"],
    ["Ref of a list parameter", { Ref: "Subnets" }, ["s-1", "s-2"]],
    ["Ref of a resource", { Ref: "Bucket" }, "Bucket-id"],
    ["Ref of a pseudo parameter", { Ref: "AWS::URLSuffix" }, "amazonaws.com"],
    ["NotificationARNs", { Ref: "AWS::NotificationARNs" }, ["arn:aws:sns:us-east-1:000000000000:topic"]],
    ["NoValue at the top", noValue, undefined],
    ["NoValue as a property", { a: noValue, b: 1 }, { b: 1 }],
    ["NoValue in a list", ["a", noValue, "b"], ["a", "b"]],
    ["an object with more than the function key", { Ref: "Name", Other: 1 }, { Ref: "Name", Other: 1 }],
    ["GetAtt with dots", { "Fn::GetAtt": ["Cluster", "Endpoint.Port"] }, "Cluster.Endpoint.Port"],
    ["GetAtt as text", { "Fn::GetAtt": "Nested.Outputs.X" }, "Nested.Outputs.X"],
    ["GetAtt with a Ref", { "Fn::GetAtt": ["Cluster", { Ref: "Name" }] }, "Cluster.db"],
    [
      "Sub",
      { "Fn::Sub": "${Name}:${Port} ${Cluster.Endpoint.Address} ${Bucket} ${AWS::Region}" },
      "db:5432 Cluster.Endpoint.Address Bucket-id us-east-1",
    ],
    ["Sub of a literal", { "Fn::Sub": "${!Name} $Name $$ {Name}" }, "${Name} $Name $$ {Name}"],
    ["Sub with variables", { "Fn::Sub": ["${Name}-${X.Y}", { "X.Y": { Ref: "Port" }, Name: "own" }] }, "own-5432"],
    ["Join", { "Fn::Join": ["|", { Ref: "Subnets" }] }, "s-1|s-2"],
    ["Join without NoValue", { "Fn::Join": ["-", ["a", noValue, 1, true]] }, "a-1-true"],
    [
      "Select by number and by text",
      [{ "Fn::Select": [1, ["a", "b"]] }, { "Fn::Select": ["0", { Ref: "Subnets" }] }],
      ["b", "s-1"],
    ],
    ["Split", { "Fn::Split": [",", "a,,b"] }, ["a", "", "b"]],
    ["FindInMap", { "Fn::FindInMap": ["Sizes", { Ref: "AWS::Region" }, "class"] }, "large"],
    ["FindInMap of a list", { "Fn::FindInMap": ["Sizes", "us-east-1", "zones"] }, ["x", "y"]],
    [
      "FindInMap with a default",
      { "Fn::FindInMap": ["Sizes", "eu-west-1", "class", { DefaultValue: { Ref: "Name" } }] },
      "db",
    ],
    ["If", { "Fn::If": ["Yes", { Ref: "Name" }, { Ref: "Nothing" }] }, "db"],
    ["If with NoValue", { a: { "Fn::If": ["No", 1, noValue] } }, {}],
    ["Base64 of UTF-8", { "Fn::Base64": { "Fn::Sub": "ü${Name}" } }, Buffer.from("üdb").toString("base64")],
    ["Cidr", { "Fn::Select": [2, { "Fn::Cidr": ["10.0.0.0/16", 3, "8"] }] }, "10.0.2.0/24"],
    ["Cidr of IPv6", { "Fn::Cidr": ["2001:db8:0:ff00::/56", 2, 64] }, ["2001:db8:0:ff00::/64", "2001:db8:0:ff01::/64"]],
    [
      "GetAZs",
      [{ "Fn::GetAZs": "" }, { "Fn::GetAZs": { Ref: "AWS::Region" } }, { "Fn::GetAZs": "eu-west-1" }],
      [
        ["us-east-1a", "us-east-1b", "us-east-1c"],
        ["us-east-1a", "us-east-1b", "us-east-1c"],
        ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
      ],
    ],
    ["ImportValue", { "Fn::ImportValue": { "Fn::Sub": "${Name}-x" } }, "imported db-x"],
    ["GetStackOutput", { "Fn::GetStackOutput": { StackName: "other", OutputName: "Out" } }, "other/Out"],
    ["Length", { "Fn::Length": { Ref: "Subnets" } }, 2],
    ["ToJsonString", { "Fn::ToJsonString": { a: { Ref: "Name" }, b: noValue, c: [1] } }, '{"a":"db","c":[1]}'],
    [
      "dynamic references stay",
      { "Fn::Join": ["", ["{{resolve:secretsmanager:", { Ref: "Secret" }, ":SecretString:password::}}"]] },
      "{{resolve:secretsmanager:Secret-id:SecretString:password::}}",
    ],
    ["Condition outside of conditions is data", { Condition: "Yes" }, { Condition: "Yes" }],
    [
      "a key called __proto__ is a key",
      JSON.parse('{"__proto__": {"Ref": "Name"}}') as Json,
      JSON.parse('{"__proto__": "db"}') as Json,
    ],
  ])("%s", (_, value, expected) => {
    expect(evaluate(value, scope)).toEqual(expected);
  });
});

describe("wrong use is refused in AWS's words", () => {
  test.each<[Json, string]>([
    [
      { "Fn::Join": [",", "text"] },
      "Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list",
    ],
    [{ "Fn::Join": [",", [["nested"]]] }, "Template error: every Fn::Join object requires two parameters"],
    [{ "Fn::Select": [2, ["a", "b"]] }, "Template error: Fn::Select cannot select nonexistent value at index 2"],
    [{ "Fn::Select": [-1, ["a"]] }, "Template error: Fn::Select cannot select nonexistent value at index -1"],
    [
      { "Fn::Sub": "${Name-}" },
      "Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters",
    ],
    [
      { "Fn::Sub": "${Subnets}" },
      "Template error: variable Subnets in Fn::Sub expression does not resolve to a string",
    ],
    [
      { "Fn::FindInMap": ["Sizes", "eu-west-1", "class"] },
      "Template error: Unable to get mapping for Sizes::eu-west-1::class",
    ],
    [
      { "Fn::FindInMap": ["Nope", "a", "b"] },
      "Template error: Mapping named 'Nope' is not present in the 'Mappings' section of template.",
    ],
    [
      { "Fn::FindInMap": ["Sizes", "constructor", "name"] },
      "Template error: Unable to get mapping for Sizes::constructor::name",
    ],
    [{ "Fn::GetAtt": ["A"] }, "Template error: every Fn::GetAtt object requires two non-empty parameters"],
    [{ "Fn::If": ["Yes", 1] }, "Template error: Fn::If requires a list argument with three elements"],
    [{ "Fn::If": ["Maybe", 1, 2] }, "Template error: unresolved condition dependency Maybe in Fn::If"],
    [
      { "Fn::Cidr": ["10.0.0.0/24", 3, 8] },
      "Template error: Fn::Cidr cannot make 3 blocks with 8 host bits out of 10.0.0.0/24",
    ],
    [{ "Fn::Cidr": ["10.0.0.0/8", 257, 8] }, "Template error: every Fn::Cidr object requires"],
    [
      { "Fn::Nope": 1 },
      "Template error: Encountered unsupported function: Fn::Nope Supported functions are: [Ref, Fn::GetAtt,",
    ],
    [{ "Fn::Equals": [1, 1] }, "Template error: Encountered unsupported function: Fn::Equals"],
  ])("%j", (value, message) => {
    expect(() => evaluate(value, scope)).toThrow(
      expect.objectContaining({ code: "ValidationError", message: expect.stringContaining(message) }),
    );
  });
});

test("what depends on a resource that does not exist yet is unknown, and nothing else is", () => {
  const before = testScope({ ...scope, ref: () => UNKNOWN, getAtt: () => UNKNOWN });
  const value: Json = {
    join: { "Fn::Join": ["", ["a", { Ref: "New" }]] },
    sub: { "Fn::Sub": "${New.Arn}/*" },
    select: { "Fn::Select": [0, { "Fn::GetAtt": ["New", "List"] }] },
    known: { "Fn::Select": [1, [{ Ref: "New" }, { Ref: "Name" }]] },
    split: { "Fn::Split": [",", { Ref: "New" }] },
    base64: { "Fn::Base64": { Ref: "New" } },
    cidr: { "Fn::Cidr": [{ "Fn::GetAtt": ["New", "CidrBlock"] }, 2, 8] },
    json: { "Fn::ToJsonString": { a: [{ Ref: "New" }] } },
    list: [{ Ref: "New" }, "x"],
  };
  expect(evaluate(value, before)).toEqual({
    join: UNKNOWN,
    sub: UNKNOWN,
    select: UNKNOWN,
    known: "db",
    split: UNKNOWN,
    base64: UNKNOWN,
    cidr: UNKNOWN,
    json: UNKNOWN,
    list: [UNKNOWN, "x"],
  });
});

const texts = fc.array(fc.string(), { minLength: 1 });

test("Split undoes Join whenever no element contains the delimiter", () => {
  fc.assert(
    fc.property(texts, (list) => {
      const clean = list.map((text) => text.replaceAll("|", ""));
      expect(evaluate({ "Fn::Split": ["|", { "Fn::Join": ["|", clean] }] }, scope)).toEqual(clean);
    }),
  );
});

test("Sub over variables is Join over the same values", () => {
  fc.assert(
    fc.property(texts, (list) => {
      const variables = Object.fromEntries(list.map((text, index) => [`v${index}`, text]));
      const pattern = list.map((_, index) => `\${v${index}}`).join("/");
      expect(evaluate({ "Fn::Sub": [pattern, variables] }, scope)).toEqual(
        evaluate({ "Fn::Join": ["/", list] }, scope),
      );
    }),
  );
});
