import { type Stack } from "aws-cdk-lib";
import { DatabaseInstanceEngine, MysqlEngineVersion, ParameterGroup } from "cdk-rockpool";
import { expect, test } from "vitest";
import { synth } from "./support/synth.ts";

const groupIn = (stack: Stack) =>
  new ParameterGroup(stack, "Group", {
    engine: DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.VER_8_4_8 }),
  });

test("a reference that was taken before the group was used is one to the group", () => {
  synth((stack) => {
    const group = groupIn(stack);
    const { dbParameterGroupRef, dbClusterParameterGroupRef } = group;
    const instance = group.bindToInstance({}).parameterGroupName;
    const cluster = group.bindToCluster({}).parameterGroupName;
    expect(stack.resolve(dbParameterGroupRef)).toEqual({
      dbParameterGroupName: stack.resolve(instance),
      dbParameterGroupArn: { "Fn::GetAtt": [expect.any(String), "DBParameterGroupArn"] },
    });
    expect(stack.resolve(dbClusterParameterGroupRef)).toEqual({
      dbClusterParameterGroupName: stack.resolve(cluster),
    });
  });
});

test("the ARN of a group that no instance uses is refused", () => {
  synth((stack) => {
    const group = groupIn(stack);
    group.bindToCluster({});
    const { dbParameterGroupArn } = group.dbParameterGroupRef;
    expect(() => stack.resolve(dbParameterGroupArn)).toThrow(/Stack\/Group: no instance uses the group/);
  });
});
