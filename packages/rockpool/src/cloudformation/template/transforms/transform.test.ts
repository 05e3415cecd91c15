import { describe, expect, test } from "vitest";
import { testExternal, testParameters, testScope } from "../../../testing/template.js";
import type { JsonObject } from "../../contract.js";
import { textOf } from "../intrinsics/evaluation.js";
import { parseTemplate } from "../parse.js";
import type { Macro } from "./macro.js";
import { requiredTransforms, transformTemplate } from "./transform.js";

const scope = testScope({
  parameters: testParameters({ Zones: ["a", "b-1"], Bucket: "bucket", Policy: "Retain" }),
  mappings: { M: { k: { list: ["x"] } } },
});
const external = testExternal({
  templates: {
    "s3://bucket/part.yaml": "Type: Custom::Included\nProperties: {P: !Ref Zones}",
    "s3://bucket/top.json": '{"Metadata": {"from": "include"}}',
  },
});
const transform = async (yaml: string, macros: Record<string, Macro> = {}): Promise<JsonObject> =>
  (await transformTemplate(parseTemplate(yaml).body, { scope, external, macros })).body;

describe("AWS::LanguageExtensions", () => {
  test("repeats resources, outputs, conditions and properties, nested too", async () => {
    const body = await transform(`
Transform: AWS::LanguageExtensions
Conditions:
  Fn::ForEach::Each: [Z, !Ref Zones, {'Is&{Z}': !Equals [!Ref Z, a]}]
Resources:
  Fn::ForEach::Outer:
    - Z
    - !Ref Zones
    - Fn::ForEach::Inner:
        - N
        - ['1', '2']
        - Thing&{Z}\${N}:
            Type: Custom::\${N}
            Properties:
              Name: !Sub 'thing-\${Z}-\${AWS::Region}'
              Fn::ForEach::Flags: [F, !FindInMap [M, k, list], {'Flag\${F}': !Ref Z}]
  Other: {Type: Custom::X, DependsOn: 'Thing\${a}'}
Outputs:
  Fn::ForEach::Out: [Z, [a], {'Out\${Z}': {Value: !GetAtt 'Thing\${Z}1.Arn'}}]
`);
    const thing = (zone: string, n: string): JsonObject => ({
      Type: `Custom::${n}`,
      Properties: { Name: { "Fn::Sub": `thing-${zone}-\${AWS::Region}` }, Flagx: zone },
    });
    expect(body).toEqual({
      Conditions: { Isa: { "Fn::Equals": ["a", "a"] }, Isb1: { "Fn::Equals": ["b-1", "a"] } },
      Resources: {
        Thinga1: thing("a", "1"),
        Thinga2: thing("a", "2"),
        Thingb11: thing("b-1", "1"),
        Thingb12: thing("b-1", "2"),
        Other: { Type: "Custom::X", DependsOn: "Thing${a}" },
      },
      Outputs: { Outa: { Value: { "Fn::GetAtt": ["Thinga1", "Arn"] } } },
    });
  });

  test("evaluates functions in deletion policies and in the names of Ref and GetAtt, and leaves others alone", async () => {
    const body = await transform(`
Transform: [AWS::LanguageExtensions]
Resources:
  A:
    Type: Custom::X
    DeletionPolicy: !Ref Policy
    Properties: {R: {Ref: !Sub '\${Bucket}'}, G: !GetAtt [!Join ['', [T, h]], !Ref Other], L: !Length [1]}
`);
    expect(body["Resources"]).toEqual({
      A: {
        Type: "Custom::X",
        DeletionPolicy: "Retain",
        Properties: { R: { Ref: "bucket" }, G: { "Fn::GetAtt": ["Th", { Ref: "Other" }] }, L: { "Fn::Length": [1] } },
      },
    });
  });

  test.each([
    ["Fn::ForEach::X: [Z, [a, b], {Same: {Type: Custom::X}}]", "makes Same twice; its key must contain ${Z}"],
    ["Fn::ForEach::X: [Z, text, {'A${Z}': {}}]", "must be a list"],
    ["Fn::ForEach::X: [Z, [a]]", "requires an identifier, a collection and an object"],
    ["Fn::ForEach::X: [Z, !GetAtt R.List, {'A${Z}': {}}]", "Cannot reference resources in the Transform block"],
  ])("refuses %s", async (loop, message) => {
    await expect(transform(`Transform: AWS::LanguageExtensions\nResources:\n  ${loop}\n`)).rejects.toThrow(message);
  });
});

describe("AWS::Include", () => {
  test("puts the members of a file at its place, where the template's own win", async () => {
    const body = await transform(`
Resources:
  A:
    Type: Custom::Own
    Fn::Transform: {Name: AWS::Include, Parameters: {Location: !Sub 's3://\${Bucket}/part.yaml'}}
`);
    expect(body).toEqual({ Resources: { A: { Type: "Custom::Own", Properties: { P: { Ref: "Zones" } } } } });
  });

  test("works in the Transform section", async () => {
    const body = await transform(
      "Transform: {Name: AWS::Include, Parameters: {Location: s3://bucket/top.json}}\nResources: {}",
    );
    expect(body).toEqual({ Resources: {}, Metadata: { from: "include" } });
  });

  test("fails with the reason when the file is not there", async () => {
    await expect(
      transform("A: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://bucket/no}}}"),
    ).rejects.toThrow("s3://bucket/no is not there");
  });
});

describe("other transforms", () => {
  const macros: Record<string, Macro> = {
    "AWS::Serverless-2016-10-31": ({ fragment }) => Promise.resolve({ ...fragment, Serverless: true }),
    Upper: ({ fragment, parameters }) =>
      Promise.resolve((textOf(parameters["Text"]) ?? "").toUpperCase() + Object.keys(fragment).join("")),
  };

  test("are applied from the inside out and in their order", async () => {
    const yaml =
      "Transform: [AWS::Serverless-2016-10-31]\nA: {B: {Fn::Transform: {Name: Upper, Parameters: {Text: !Ref Bucket}}}}";
    expect(requiredTransforms(parseTemplate(yaml).body)).toEqual(["Upper", "AWS::Serverless-2016-10-31"]);
    expect(await transform(yaml, macros)).toEqual({ A: { B: "BUCKET" }, Serverless: true });
  });

  test("that nobody knows are refused before anything is fetched or run", async () => {
    await expect(transform("Transform: AWS::Nope-1\nA: 1", macros)).rejects.toThrow(
      "Transform AWS::Nope-1 is not supported here; supported are AWS::Serverless-2016-10-31, Upper, AWS::Include",
    );
    await expect(transform("A: {Fn::Transform: {Name: Mine}}")).rejects.toThrow("No transform named Mine found.");
  });
});
