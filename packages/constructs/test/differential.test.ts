import { aws_ec2 as ec2, aws_rds as rds } from "aws-cdk-lib";
import * as rockpool from "cdk-rockpool";
import { describe, expect, test } from "vitest";
import { type Rds, type Scenario, SCENARIOS } from "./support/scenarios.ts";
import { synth } from "./support/synth.ts";

const ours = rockpool as unknown as Rds;

function run(module: Rds, { build, context }: Scenario) {
  return synth((stack) => {
    const vpc = new ec2.Vpc(stack, "Vpc", {
      maxAzs: 2,
      natGateways: 1,
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [
        { name: "Public", subnetType: ec2.SubnetType.PUBLIC },
        { name: "Private", subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
        { name: "Isolated", subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      ],
    });
    build(module, stack, vpc);
  }, context);
}

describe("the template is the one that aws-cdk-lib/aws-rds makes", () => {
  test.each(SCENARIOS)("$name", (scenario) => {
    const theirs = run(rds, scenario);
    const mine = run(ours, scenario);
    expect(mine.template).toEqual(theirs.template);
    expect(mine.warnings.filter((id) => !id.startsWith("cdk-rockpool:"))).toEqual(theirs.warnings);
    expect(mine.errors).toBe(theirs.errors);
  });
});
