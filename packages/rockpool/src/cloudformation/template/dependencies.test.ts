import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { testRegistry } from "../../testing/template.js";
import { AwsError } from "../../errors.js";
import type { Json } from "../contract.js";
import { mentionedResources, resourceGraph } from "./dependencies.js";
import { type DependencyGraph, dependencyGraph } from "./graph.js";
import { parseTemplate } from "./parse.js";
import { validateTemplate } from "./validate.js";

const template = (yaml: string) =>
  validateTemplate(parseTemplate(yaml).body, { registry: testRegistry(), transforms: [] });

describe("the graph of a template", () => {
  const { resources, ...rest } = template(`
Parameters: {P: {Type: String}}
Conditions: {C: !Equals [1, 1]}
Resources:
  A: {Type: AWS::Test::X}
  B: {Type: AWS::Test::X, Properties: {P: !Ref P, A: [!Ref A, !Ref AWS::Region]}}
  D: {Type: AWS::Test::X, DependsOn: [A, Gone]}
  E: {Type: AWS::Test::X, Properties: {P: !Sub ['\${B.Arn} \${X} \${!A} \${AWS::Region}', {X: !GetAtt D.Y}]}}
  F: {Type: AWS::Test::X, Properties: {P: !If [C, !Ref E, !Ref Gone]}}
  G: {Type: AWS::Test::X, Metadata: {M: !Ref F}, UpdatePolicy: {U: !GetAtt B.X}}
  Gone: {Type: AWS::Test::X, Condition: C}
`);
  const whole = { ...rest, resources };

  test("has the edges of Ref, GetAtt, Sub and DependsOn, without dead branches", () => {
    const graph = resourceGraph(whole, { C: true });
    expect(Object.fromEntries(graph.nodes.map((node) => [node, [...graph.dependencies(node)].toSorted()]))).toEqual({
      A: [],
      B: ["A"],
      D: ["A", "Gone"],
      E: ["B", "D"],
      F: ["E"],
      G: ["B", "F"],
      Gone: [],
    });
    expect(graph.layers).toEqual([["A", "Gone"], ["B", "D"], ["E"], ["F"], ["G"]]);
    expect([...graph.dependents("A")]).toEqual(["B", "D"]);
  });

  test("leaves out what has a false condition, from DependsOn too, and refuses a live reference to it", () => {
    expect(() => resourceGraph(whole, { C: false })).toThrow(
      "Template format error: Unresolved resource dependencies [Gone] in the Resources block of the template",
    );
    const { F: _, G: __, ...others } = resources;
    const graph = resourceGraph({ resources: others }, { C: false });
    expect(graph.nodes).toEqual(["A", "B", "D", "E"]);
    expect([...graph.dependencies("D")]).toEqual(["A"]);
  });

  test("what an output mentions depends on the conditions as well", () => {
    const value: Json = { "Fn::If": ["C", { Ref: "A" }, { "Fn::Sub": "${B.Arn} ${P}" }] };
    expect([...mentionedResources(whole, value, { C: true })]).toEqual(["A"]);
    expect([...mentionedResources(whole, value, { C: false })]).toEqual(["B"]);
  });
});

test.each([
  ["A: {Type: AWS::Test::X, DependsOn: B}\n  B: {Type: AWS::Test::X, Properties: {P: !Ref A}}", "[A, B]"],
  ["A: {Type: AWS::Test::X, Properties: {P: !Ref A}}", "[A]"],
  [
    "Z: {Type: AWS::Test::X}\n  A: {Type: AWS::Test::X, DependsOn: [B, Z]}\n  B: {Type: AWS::Test::X, DependsOn: A}\n  D: {Type: AWS::Test::X, DependsOn: A}",
    "[A, B]",
  ],
])("a cycle is refused and named: %j", (yaml, names) => {
  expect(() => resourceGraph(template(`Resources:\n  ${yaml}\n`), {})).toThrow(
    `Circular dependency between resources: ${names}`,
  );
});

const edges = fc
  .integer({ min: 1, max: 12 })
  .chain((count) =>
    fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 30 }).map((pairs) => ({ count, pairs })),
  );

test("every dependency comes earlier in the order, exactly when there is no cycle", () => {
  fc.assert(
    fc.property(edges, ({ count, pairs }) => {
      const graph = new Map(
        Array.from({ length: count }, (_, node) => [
          `n${node}`,
          pairs.flatMap(([from, to]) => (from === node ? [`n${to}`] : [])),
        ]),
      );
      // Warshall's closure as the oracle for cycles.
      const reaches = Array.from({ length: count }, (_, from) =>
        Array.from({ length: count }, (__, to) => pairs.some(([a, b]) => a === from && b === to)),
      );
      for (let via = 0; via < count; via += 1) {
        for (const row of reaches) if (row[via] === true) reaches[via]?.forEach((reached, to) => (row[to] ||= reached));
      }
      const cyclic = reaches.some((row, node) => row[node]);
      // Whether each dependency stands before its dependent; undefined when the graph is refused.
      const sorted = inOrder(graph);
      expect(sorted).toBe(cyclic ? undefined : true);
    }),
  );
});

function inOrder(edges: ReadonlyMap<string, string[]>): boolean | undefined {
  let graph: DependencyGraph;
  try {
    graph = dependencyGraph(edges);
  } catch (error) {
    if (error instanceof AwsError && error.message.startsWith("Circular dependency between resources"))
      return undefined;
    throw error;
  }
  const position = new Map(graph.order.map((node, index) => [node, index]));
  return [...edges].every(([node, needed]) =>
    needed.every((name) => (position.get(name) ?? Infinity) < (position.get(node) ?? -1)),
  );
}
