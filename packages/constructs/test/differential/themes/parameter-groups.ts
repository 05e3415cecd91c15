import { CfnOutput, CfnParameter, RemovalPolicy, Stack } from "aws-cdk-lib";
import type { aws_rds as rds } from "aws-cdk-lib";
import { mysql, postgres, type Rds, type Refusal, type Scenario } from "../kit.ts";

const instanceEngine = (m: Rds) => m.DatabaseInstanceEngine.mysql({ version: m.MysqlEngineVersion.VER_8_4_8 });

/** A scenario of groups; what is returned is shown in the template. */
const groups = (name: string, build: (m: Rds, stack: Stack) => unknown): Scenario => ({
  name,
  build: (m, stack) => {
    new CfnOutput(stack, "Answer", { value: stack.toJsonString(build(m, stack) ?? "none") });
  },
});

const inAndOut = (group: rds.IParameterGroup) => [
  group.bindToInstance({}).parameterGroupName,
  group.bindToCluster({}).parameterGroupName,
];

export const scenarios: readonly Scenario[] = [
  groups("a group that nothing uses makes no resource", (m, stack) => {
    new m.ParameterGroup(stack, "Group", { engine: mysql(m), parameters: { a: "1" } });
  }),
  groups("a group for an instance first, then for a cluster", (m, stack) =>
    inAndOut(new m.ParameterGroup(stack, "Group", { engine: mysql(m), name: "Both", description: "mine" })),
  ),
  groups("a group for a cluster first, then for an instance", (m, stack) => {
    const group = new m.ParameterGroup(stack, "Group", { engine: postgres(m), parameters: { a: "1" } });
    return [group.bindToCluster({}), group.bindToInstance({}), group.bindToCluster({}), group.bindToInstance({})];
  }),
  groups("references to a group in use", (m, stack) => {
    const group = new m.ParameterGroup(stack, "Group", { engine: mysql(m), name: "Named" });
    return [...inAndOut(group), group.dbClusterParameterGroupRef, group.dbParameterGroupRef];
  }),
  groups("references to a group that nothing uses make no resource", (m, stack) => {
    const named = new m.ParameterGroup(stack, "Named", { engine: mysql(m), name: "mine" });
    const unnamed = new m.ParameterGroup(stack, "Unnamed", { engine: mysql(m) });
    return [named, unnamed].map(({ dbParameterGroupRef, dbClusterParameterGroupRef }) => [
      dbParameterGroupRef.dbParameterGroupName,
      dbClusterParameterGroupRef.dbClusterParameterGroupName,
    ]);
  }),
  ...([RemovalPolicy.RETAIN, RemovalPolicy.DESTROY, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE] as const).map(
    (removalPolicy) =>
      groups(`removal policy ${removalPolicy}`, (m, stack) => {
        inAndOut(new m.ParameterGroup(stack, "Both", { engine: mysql(m), removalPolicy }));
        m.ParameterGroup.forInstance(stack, "Instance", { engine: instanceEngine(m), removalPolicy });
        m.ParameterGroup.forCluster(stack, "Cluster", { engine: postgres(m), removalPolicy });
      }),
  ),
  groups("a removal policy that is applied to the construct", (m, stack) => {
    const group = new m.ParameterGroup(stack, "Group", { engine: mysql(m) });
    const names = inAndOut(group);
    group.node.defaultChild?.node.addMetadata("kept", "yes");
    return names;
  }),
  groups("parameters that are added, replaced and added after use", (m, stack) => {
    const parameters = { a: "1", b: "2" };
    const group = new m.ParameterGroup(stack, "Group", { engine: mysql(m), parameters });
    const added = [group.addParameter("b", "3"), group.bindToCluster({}), group.addParameter("c", "4")];
    parameters.a = "changed by the caller afterwards";
    return added;
  }),
  groups("values that are known at deployment", (m, stack) => {
    const value = new CfnParameter(stack, "Value").valueAsString;
    const group = new m.ParameterGroup(stack, "Group", {
      engine: instanceEngine(m),
      name: value,
      description: value,
      parameters: { a: value },
    });
    return inAndOut(group);
  }),
  groups("names in capitals", (m, stack) => [
    m.ParameterGroup.forInstance(stack, "Instance", { engine: instanceEngine(m), name: "MyGroup" }).dbParameterGroupRef,
    m.ParameterGroup.forCluster(stack, "Cluster", { engine: mysql(m), name: "MyGroup" }).dbClusterParameterGroupRef,
  ]),
  groups("an imported group", (m, stack) => {
    const group = m.ParameterGroup.fromParameterGroupName(stack, "Group", "default.mysql8.4");
    return [
      ...inAndOut(group),
      group.addParameter("a", "1"),
      group.dbParameterGroupRef,
      group.dbClusterParameterGroupRef,
      group.env.region,
    ];
  }),
  groups("the ARN of a group that an instance uses", (m, stack) => {
    const group = new m.ParameterGroup(stack, "Group", { engine: mysql(m) });
    return [group.bindToInstance({}), group.dbParameterGroupRef];
  }),
  groups("a group of another stack", (m, stack) => {
    const other = new Stack(stack.node.root, "Other");
    return inAndOut(new m.ParameterGroup(other, "Group", { engine: mysql(m) }));
  }),
  groups("engines of clusters and instances, and one made by hand", (m, stack) => {
    const engines: rds.IEngine[] = [
      mysql(m),
      postgres(m),
      instanceEngine(m),
      m.DatabaseInstanceEngine.sqlServerEx({ version: m.SqlServerEngineVersion.VER_16 }),
      { engineType: "db2-se", parameterGroupFamily: "db2-se-11.5" },
    ];
    return engines.map((engine) => inAndOut(new m.ParameterGroup(stack, engine.engineType, { engine })));
  }),
];

export const refusals: readonly Refusal[] = [
  {
    name: "the ARN of a group that no instance uses",
    words: /no instance uses the group, so it has no ARN/,
    build: (m, stack) => {
      const group = new m.ParameterGroup(stack, "Group", { engine: instanceEngine(m) });
      new CfnOutput(stack, "Arn", { value: group.dbParameterGroupRef.dbParameterGroupArn });
    },
  },
  {
    name: "an engine without a family",
    words: /the engine db2-se has no version/,
    build: (m, stack) => new m.ParameterGroup(stack, "Group", { engine: { engineType: "db2-se" } }),
  },
  {
    name: "a group for clusters of an engine without a version",
    words: /the engine aurora-postgresql has no version/,
    build: (m, stack) =>
      m.ParameterGroup.forCluster(stack, "Group", { engine: m.DatabaseClusterEngine.AURORA_POSTGRESQL }),
  },
];

export const refusedByOursAlone: readonly Refusal[] = ["my_group", "default.mysql8.4", "group-", "my--group"].map(
  (name) => ({
    name: `the name ${name}`,
    words: /name is ".*"; it must be 1 to 255 letters, digits or hyphens/,
    build: (m, stack) => m.ParameterGroup.forInstance(stack, "Group", { engine: instanceEngine(m), name }),
  }),
);
