import { aws_ec2 as ec2, aws_rds as rds, Stack } from "aws-cdk-lib";
import * as rockpool from "cdk-rockpool";
import { describe, expect, test } from "vitest";
import { synth } from "../support/synth.ts";
import type { Rds, Scenario } from "./kit.ts";
import { THEMES } from "./themes/index.ts";

const ours = rockpool as unknown as Rds;

function run(module: Rds, { build, context }: Pick<Scenario, "build" | "context">) {
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

describe.each(Object.entries(THEMES))("%s", (_name, theme) => {
  const { scenarios, refusals = [], refusedByOursAlone = [] } = theme;

  test.each(scenarios)("same template: $name", (scenario) => {
    const theirs = run(rds, scenario);
    const mine = run(ours, scenario);
    expect(mine.template).toEqual(theirs.template);
    expect(mine.warnings.filter(({ id }) => !id.startsWith("cdk-rockpool:"))).toEqual(theirs.warnings);
    expect(mine.errors).toBe(theirs.errors);
  });

  // What the one refuses, the other refuses too: with the path, the value and the cure.
  test.each(refusals)("refused: $name", (refusal) => {
    expect(() => run(rds, refusal)).toThrow(/./);
    expect(() => run(ours, refusal)).toThrow(refusal.words);
    expect(() => run(ours, refusal)).toThrow(/^Stack\//);
  });

  // Once aws-cdk-lib refuses it too, it belongs among the refusals.
  test.each(refusedByOursAlone)("refused before the deployment: $name", (refusal) => {
    expect(() => run(rds, refusal)).not.toThrow();
    expect(() => run(ours, refusal)).toThrow(refusal.words);
    expect(() => run(ours, refusal)).toThrow(/^Stack\//);
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

describe("the engine catalogue has every version of aws-cdk-lib", () => {
  test.each([
    ["AuroraEngineVersion", "aurora"],
    ["AuroraMysqlEngineVersion", "auroraMysql"],
    ["AuroraPostgresEngineVersion", "auroraPostgres"],
  ] as const)("%s", (name, engine) => {
    const constants = (module: Rds) => Object.entries(module[name]).filter(([key]) => key.startsWith("VER_"));
    const described = (module: Rds) =>
      constants(module).map(([key, version]) => {
        const made: rds.IClusterEngine = module.DatabaseClusterEngine[engine]({ version });
        const {
          engineType,
          engineVersion,
          parameterGroupFamily,
          engineFamily,
          defaultUsername,
          supportedLogTypes,
          combineImportAndExportRoles,
        } = made;
        const features = synthFeatures(made);
        return [
          key,
          {
            engineType,
            engineVersion,
            parameterGroupFamily,
            engineFamily,
            defaultUsername,
            supportedLogTypes,
            combineImportAndExportRoles,
            features,
          },
        ];
      });
    expect(Object.fromEntries(described(ours))).toEqual(Object.fromEntries(described(rds)));
    expect(constants(ours).length).toBeGreaterThan(20);
  });

  test.each([
    ["8.0.mysql_aurora.3.20.1", "8.0"],
    ["8.0.mysql_aurora.3.07.9", "8.0"],
    ["8.4.mysql_aurora.4.01.0", "8.4"],
    ["5.7.mysql_aurora.2.08.1", undefined],
  ])("a MySQL version made with of(%j, %j) is the same one", (full, major) => {
    const features = (module: Rds) => {
      const engine = module.DatabaseClusterEngine.auroraMysql({
        version: module.AuroraMysqlEngineVersion.of(full, major),
      });
      return [
        engine.engineVersion,
        engine.parameterGroupFamily,
        Boolean(engine.combineImportAndExportRoles),
        synthFeatures(engine),
      ];
    };
    expect(features(ours)).toEqual(features(rds));
  });
});

function synthFeatures(engine: rds.IClusterEngine) {
  const { port, features, parameterGroup } = engine.bindToCluster(new Stack(), {});
  const pauses = features?.serverlessV2AutoPauseSupported ?? false;
  return {
    port,
    features: { ...features, serverlessV2AutoPauseSupported: pauses },
    group: parameterGroup?.bindToCluster({}).parameterGroupName,
  };
}
