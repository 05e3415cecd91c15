import { aws_ec2 as ec2, aws_rds as rds } from "aws-cdk-lib";
import * as rockpool from "cdk-rockpool";
import { describe, expect, test } from "vitest";
import { synth } from "../support/synth.ts";
import type { Rds, Scenario } from "./kit.ts";
import { networkIn } from "./network.ts";
import { THEMES } from "./themes/index.ts";

const ours = rockpool as unknown as Rds;

function run(module: Rds, { build, context, stack: props }: Scenario) {
  return synth((stack) => build(module, stack, networkIn(stack)), context, props);
}

describe.each(Object.entries(THEMES))("%s", (_name, theme) => {
  const { scenarios, refusals = [], takenByOursAlone = [], refusedByOursAlone = [] } = theme;

  test.each(scenarios)("same template: $name", (scenario) => {
    const theirs = run(rds, scenario);
    const mine = run(ours, scenario);
    expect(mine.template).toEqual(theirs.template);
    expect(mine.templates).toEqual(theirs.templates);
    // In one order, too: the parent of a nested stack has the hash of its template's text.
    expect(JSON.stringify(mine.templates)).toBe(JSON.stringify(theirs.templates));
    expect(mine.lookups).toEqual(theirs.lookups);
    expect(mine.warnings.filter(({ id }) => !id.startsWith("cdk-rockpool:"))).toEqual(theirs.warnings);
    expect(mine.errors).toBe(theirs.errors);
  });

  // The CDK puts two words of its own in front of what values say that are worked out last.
  const PATH = /^(Resolution error: )?Stack[/:]/;

  // What the one refuses, the other refuses too: with the path, the value and the cure.
  test.each(refusals)("refused: $name", (refusal) => {
    expect(() => run(rds, refusal)).toThrow(/./);
    expect(() => run(ours, refusal)).toThrow(refusal.words);
    expect(() => run(ours, refusal)).toThrow(PATH);
  });

  // Once aws-cdk-lib takes it too, it belongs among the scenarios.
  test.each(takenByOursAlone)("taken: $name", (scenario) => {
    expect(() => run(rds, scenario)).toThrow(/./);
    expect(run(ours, scenario).errors).toBe(0);
  });

  // Once aws-cdk-lib refuses it too, it belongs among the refusals.
  test.each(refusedByOursAlone)("refused before the deployment: $name", (refusal) => {
    expect(() => run(rds, refusal)).not.toThrow();
    expect(() => run(ours, refusal)).toThrow(refusal.words);
    expect(() => run(ours, refusal)).toThrow(PATH);
  });
});

describe("errors that synthesis collects", () => {
  test("a single availability zone is an error of the construct", () => {
    const build = (module: Rds) =>
      synth((stack) => {
        const vpc = new ec2.Vpc(stack, "Vpc", { maxAzs: 1, restrictDefaultSecurityGroup: false });
        const engine = module.DatabaseClusterEngine.AURORA_MYSQL;
        new module.DatabaseCluster(stack, "Db", { engine, vpc, writer: module.ClusterInstance.serverlessV2("Writer") });
      });
    expect(build(ours).errors).toBe(build(rds).errors);
    expect(build(ours).errors).toBe(1);
  });
});
