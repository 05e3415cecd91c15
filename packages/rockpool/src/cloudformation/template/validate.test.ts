import { describe, expect, test } from "vitest";
import { testRegistry } from "../../testing/template.js";
import type { Json, JsonObject, ResourceSchema } from "../contract.js";
import type { Template } from "./model.js";
import { checkTemplateSize, parseTemplate } from "./parse.js";
import { validateTemplate } from "./validate.js";

const topic: ResourceSchema = {
  type: "AWS::SNS::Topic",
  properties: {},
  definitions: {},
  attributes: ["TopicArn", "Endpoint.Port"],
  identifier: ["TopicArn"],
};
const registry = testRegistry([topic]);
const validate = (body: JsonObject, transforms: string[] = []): Template =>
  validateTemplate(body, { registry, transforms });

const thing = { Type: "AWS::Test::Thing" };
const withProperty = (value: Json): JsonObject => ({
  Resources: { A: thing, T: { Type: "AWS::SNS::Topic" }, B: { ...thing, Properties: { P: value } } },
});
const withOutput = (output: Json): JsonObject => ({ Resources: { A: thing }, Outputs: { MyOutput: output } });

describe("a template that AWS refuses is refused in its words", () => {
  test.each<[string, JsonObject, string]>([
    ["no resources", {}, "Template format error: At least one Resources member must be defined."],
    ["empty resources", { Resources: {} }, "Template format error: At least one Resources member must be defined."],
    [
      "no type",
      { Resources: { A: {} } },
      "Template format error: [/Resources/A] Every Resources object must contain a Type member.",
    ],
    [
      "a resource that is text",
      { Resources: { A: "x" } },
      "Template format error: Any Resources member must be an object.",
    ],
    [
      "an unknown member",
      { Resources: { A: { ...thing, Invalid: 1 } } },
      "Invalid template resource property 'Invalid'",
    ],
    ["an unknown section", { Resources: { A: thing }, Foo: {} }, "Invalid template property or properties [Foo]"],
    [
      "another version",
      { AWSTemplateFormatVersion: "2012-10-17", Resources: { A: thing } },
      "Template format error: unsupported value for AWSTemplateFormatVersion.",
    ],
    [
      "an id with a dash",
      { Resources: { "a-b": thing } },
      "Template format error: Resource name a-b is non alphanumeric.",
    ],
    [
      "an unknown type",
      { Resources: { A: { Type: "AWS::Nope::X" }, B: { Type: "AWS::Nope::X" }, C: { Type: "Foo" } } },
      "Template format error: Unrecognized resource types: [AWS::Nope::X, Foo]",
    ],
    [
      "a custom type with a bad name",
      { Resources: { A: { Type: "Custom::a b" } } },
      "Template format error: Unrecognized resource types: [Custom::a b]",
    ],
    [
      "a policy that is none",
      { Resources: { A: { ...thing, DeletionPolicy: "Keep" } } },
      "Template format error: Unrecognized DeletionPolicy Keep for resource A",
    ],
    [
      "RetainExceptOnCreate for replacement",
      { Resources: { A: { ...thing, UpdateReplacePolicy: "RetainExceptOnCreate" } } },
      "Template format error: Unrecognized UpdateReplacePolicy RetainExceptOnCreate",
    ],
    [
      "Ref of nothing",
      withProperty({ Ref: "X" }),
      "Template format error: Unresolved resource dependencies [X] in the Resources block of the template",
    ],
    [
      "Sub of nothing",
      withProperty({ "Fn::Sub": "a ${X}" }),
      "Template format error: Unresolved resource dependencies [X] in the Resources block of the template",
    ],
    [
      "several of them",
      withProperty([{ Ref: "X" }, { Ref: "Y" }]),
      "Unresolved resource dependencies [X, Y] in the Resources block",
    ],
    [
      "DependsOn of nothing",
      { Resources: { A: { ...thing, DependsOn: ["X"] } } },
      "Template format error: Unresolved resource dependencies [X] in the Resources block of the template",
    ],
    [
      "DependsOn of a parameter",
      { Parameters: { P: { Type: "String" } }, Resources: { A: { ...thing, DependsOn: "P" } } },
      "Unresolved resource dependencies [P] in the Resources block",
    ],
    [
      "Ref in a branch that is never taken",
      { ...withProperty({ "Fn::If": ["C", { Ref: "X" }, 1] }), Conditions: { C: { "Fn::Equals": [1, 2] } } },
      "Unresolved resource dependencies [X]",
    ],
    [
      "GetAtt of nothing",
      withProperty({ "Fn::GetAtt": ["X", "Arn"] }),
      "Template error: instance of Fn::GetAtt references undefined resource X",
    ],
    [
      "GetAtt by Sub",
      withProperty({ "Fn::Sub": "${X.Arn}" }),
      "Template error: instance of Fn::GetAtt references undefined resource X",
    ],
    [
      "an attribute that the type does not have",
      withProperty({ "Fn::GetAtt": ["T", "Nope"] }),
      "Resource type AWS::SNS::Topic does not support attribute {Nope}",
    ],
    [
      "a condition that is not there",
      withProperty({ "Fn::If": ["Nope", 1, 2] }),
      "Template format error: Unresolved condition dependency Nope in the Resources block of the template",
    ],
    [
      "a resource's condition that is not there",
      { Resources: { A: { ...thing, Condition: "Nope" } } },
      "Unresolved condition dependency Nope in the Resources block",
    ],
    [
      "a resource in a condition",
      { Resources: { A: thing }, Conditions: { C: { "Fn::Equals": [{ Ref: "A" }, 1] } } },
      "Template format error: Unresolved dependencies [A]. Cannot reference resources in the Conditions block of the template",
    ],
    ["a null property", withProperty(null), "[/Resources/B/Properties/P] 'null' values are not allowed in templates"],
    [
      "a null output",
      withOutput({ Value: null }),
      "[/Outputs/MyOutput/Value] 'null' values are not allowed in templates",
    ],
    [
      "an output without value",
      withOutput({ Description: "x" }),
      "Template format error: Every Outputs member must contain a Value object",
    ],
    [
      "an output of nothing",
      withOutput({ Value: { Ref: "MyTopic" } }),
      "Unresolved resource dependencies [MyTopic] in the Outputs block of the template",
    ],
    [
      "a list as output",
      withOutput({ Value: ["a"] }),
      "Template format error: The Value field of every Outputs member must evaluate to a String.",
    ],
    [
      "an unknown function",
      withProperty({ "Fn::Foo": 1 }),
      "Template error: Encountered unsupported function: Fn::Foo Supported functions are: [",
    ],
    [
      "an extension without its transform",
      withProperty({ "Fn::Length": [1] }),
      "Template error: Encountered unsupported function: Fn::Length",
    ],
    [
      "too many resources",
      { Resources: Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`R${n}`, thing])) },
      "Template format error: Number of resources, 501, is greater than maximum allowed, 500",
    ],
    [
      "a long description",
      { Description: "x".repeat(1025), Resources: { A: thing } },
      "Template format error: 'Description' length is greater than 1024.",
    ],
  ])("%s", (_, body, message) => {
    expect(() => validate(body)).toThrow(
      expect.objectContaining({ code: "ValidationError", message: expect.stringContaining(message) }),
    );
  });

  test("the message about outputs has no prefix", () => {
    expect(() => validate(withOutput({ Value: { Ref: "MyTopic" } }))).toThrow(
      /^Unresolved resource dependencies \[MyTopic\]/,
    );
  });
});

test("a template becomes its model, with what it leaves out filled in", () => {
  const { body } = parseTemplate(`
AWSTemplateFormatVersion: 2010-09-09
Description: everything
Parameters: {Stage: {Type: String, Default: prod}}
Mappings: {M: {a: {b: c}}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Rules: {R: {Assertions: [{Assert: !Contains [[a], !Ref Stage], AssertDescription: text}]}}
Resources:
  A:
    Type: AWS::SNS::Topic
    Condition: IsProd
    DependsOn: B
    DeletionPolicy: RetainExceptOnCreate
    UpdateReplacePolicy: Snapshot
    Properties: {Name: !Sub '\${AWS::StackName}-\${B.X}'}
    Metadata: {note: null}
  B: {Type: Custom::Thing_1@x-y}
Outputs:
  Arn: {Value: !GetAtt A.Endpoint.Port, Condition: IsProd, Export: {Name: !Sub '\${Stage}-arn'}}
`);
  const template = validate(body);
  expect(template.resources["A"]).toEqual({
    type: "AWS::SNS::Topic",
    properties: { Name: { "Fn::Sub": "${AWS::StackName}-${B.X}" } },
    dependsOn: ["B"],
    condition: "IsProd",
    deletionPolicy: "RetainExceptOnCreate",
    updateReplacePolicy: "Snapshot",
    metadata: { note: null },
    creationPolicy: undefined,
    updatePolicy: undefined,
  });
  expect(template.resources["B"]).toMatchObject({ type: "Custom::Thing_1@x-y", properties: {}, dependsOn: [] });
  expect(template.outputs["Arn"]).toMatchObject({ condition: "IsProd", exportName: { "Fn::Sub": "${Stage}-arn" } });
  expect(template).toMatchObject({
    description: "everything",
    transforms: [],
    parameters: { Stage: { type: "String", default: "prod" } },
  });
  expect(template.rules["R"]?.assertions).toEqual([
    { assert: { "Fn::Contains": [["a"], { Ref: "Stage" }] }, description: "text" },
  ]);
});

test("language extensions allow their functions, and a custom resource has any attribute", () => {
  expect(() => validate(withProperty({ "Fn::Length": [1] }), ["AWS::LanguageExtensions"])).not.toThrow();
  const attribute = { Type: "AWS::Test::Thing", Properties: { P: { "Fn::GetAtt": ["C", "Any.Thing"] } } };
  expect(() => validate({ Resources: { C: { Type: "Custom::C" }, B: attribute } })).not.toThrow();
});

test("a template may have 51,200 bytes inline and a megabyte by URL", () => {
  checkTemplateSize("x".repeat(51_200), "body");
  checkTemplateSize("x".repeat(51_201), "url");
  expect(() => checkTemplateSize("ü".repeat(25_601), "body")).toThrow(
    "Member must have length less than or equal to 51200",
  );
  expect(() => checkTemplateSize("x".repeat(1_048_577), "url")).toThrow("Template may not exceed");
});
