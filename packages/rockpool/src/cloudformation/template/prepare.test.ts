import { describe, expect, test } from "vitest";
import { testExternal, testPseudo, testRegistry } from "../../testing/template.js";
import type { ParameterInput } from "./model.js";
import { prepareTemplate } from "./prepare.js";

const external = testExternal({ ssm: { "/version": "5" } });
const prepare = (text: string, parameters: ParameterInput[] = []) =>
  prepareTemplate(text, { registry: testRegistry(), external, pseudo: testPseudo, parameters });

const text = `
Transform: AWS::LanguageExtensions
Parameters:
  Names: {Type: CommaDelimitedList, Default: 'a,b'}
  Version: {Type: AWS::SSM::Parameter::Value<String>, Default: /version}
Mappings: {M: {us-east-1: {on: yes}}}
Conditions:
  On: !Equals [!FindInMap [M, !Ref AWS::Region, on], yes]
  Off: !Not [!Condition On]
Rules:
  Check: {Assertions: [{Assert: !Not [!Contains [['1', '2'], !Ref Version]], AssertDescription: too old}]}
Resources:
  Fn::ForEach::Things: [Name, !Ref Names, {'Thing\${Name}': {Type: AWS::Test::X, Properties: {V: !Ref Version, O: !Ref Other}}}]
  Other: {Type: AWS::Test::X}
  Never: {Type: AWS::Test::X, Condition: Off, Properties: {P: !Select [9, []]}}
`;

test("a template goes from text to a graph of its live resources", async () => {
  const { graph, conditions, parameters, template } = await prepare(text);
  expect(graph.layers).toEqual([["Other"], ["Thinga", "Thingb"]]);
  expect(conditions).toEqual({ On: true, Off: false });
  expect(parameters["Version"]).toMatchObject({ value: "/version", resolvedValue: "5", reference: "5" });
  expect(template.transforms).toEqual(["AWS::LanguageExtensions"]);
  expect((await prepare(text, [{ key: "Names", value: "x" }])).graph.nodes).toEqual(["Thingx", "Other"]);
});

describe("what CloudFormation refuses before the first resource is refused here as well", () => {
  test.each([
    [
      "Resources: {A: {Type: AWS::Test::X, Properties: {P: !Select [3, !GetAZs '']}}}",
      "Fn::Select cannot select nonexistent value at index 3",
    ],
    [
      "Resources: {A: {Type: AWS::Test::X, Properties: {P: !Join [',', text]}}}",
      "every Fn::Join object requires two parameters",
    ],
    [
      "Resources: {A: {Type: AWS::Test::X}, B: {Type: AWS::Test::X, Properties: {P: !ImportValue {Ref: A}}}}",
      "the attribute in Fn::ImportValue must not depend on any resources",
    ],
    [
      "Resources: {A: {Type: AWS::Test::X}}\nOutputs: {O: {Value: !FindInMap [M, a, b]}}",
      "Mapping named 'M' is not present",
    ],
    ["Parameters:\nResources: {A: {Type: AWS::Test::X}}", "[/Parameters] 'null' values are not allowed in templates"],
    [
      "Resources: {A: {Type: AWS::Test::X}}\nOutputs: {O: {Value: x, Export: {Name: !Sub '${AWS::StackName}-${A}'}}}",
      "Template format error: Output O is malformed.  The Name field of Export must not depend on any resources",
    ],
    ["Parameters: {P: {Type: String}}\nResources: {A: {Type: AWS::Test::X}}", "Parameters: [P] must have values"],
    ["Resources: {A: {Type: AWS::Test::X, DependsOn: A}}", "Circular dependency between resources: [A]"],
    ["Rules: {R: {Assertions: [{Assert: !Equals [1, 2]}]}}\nResources: {A: {Type: AWS::Test::X}}", "Rule R failed"],
  ])("%s", async (template, message) => {
    await expect(prepare(template)).rejects.toMatchObject({
      code: "ValidationError",
      message: expect.stringContaining(message),
    });
  });
});
