import {
  App,
  aws_ec2 as ec2,
  type IPropertyInjector,
  PropertyInjectors,
  aws_rds as rds,
  Stack,
  Stage,
} from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import * as rockpool from "cdk-rockpool";
import { DatabaseSecret, SubnetGroup } from "cdk-rockpool";
import { expect, test } from "vitest";
import { synth } from "./support/synth.ts";

interface Injected {
  readonly PROPERTY_INJECTION_ID: string;
}

/** An injector that adds props, and keeps what it was called with. */
function injector({ PROPERTY_INJECTION_ID: constructUniqueId }: Injected, added: object, calls: string[] = []) {
  const made: IPropertyInjector = {
    constructUniqueId,
    inject: (props: object, { scope, id }) => {
      calls.push(`${scope.node.path}/${id}`);
      return { ...props, ...added };
    },
  };
  return made;
}

const subnetGroup = (scope: Stack, id = "Group") =>
  new SubnetGroup(scope, id, { vpc: new ec2.Vpc(scope, `Vpc${id}`), description: "mine" });

const nameIn = (template: object) => /"DBSubnetGroupName":"(\w+)"/.exec(JSON.stringify(template))?.[1];

test("every class that aws-cdk-lib lets injectors in has an id of its own", () => {
  const ids = (module: object) =>
    Object.entries(module).flatMap(([name, value]: [string, unknown]) =>
      typeof value === "function" && "PROPERTY_INJECTION_ID" in value && !name.startsWith("Cfn")
        ? [[name, value.PROPERTY_INJECTION_ID]]
        : [],
    );
  const theirs = ids(rds).map(([name]) => [name, `cdk-rockpool.${String(name)}`]);
  expect(theirs.length).toBeGreaterThan(10);
  expect(ids(rockpool)).toEqual(expect.arrayContaining(theirs));
});

test.each([
  ["of this library", SubnetGroup],
  ["of aws-cdk-lib, so that a company's injectors go on working", rds.SubnetGroup],
])("props are injected by the id %s", (_name, injectable) => {
  const calls: string[] = [];
  const { template } = synth((stack) => {
    PropertyInjectors.of(stack).add(injector(injectable, { subnetGroupName: "injected" }, calls));
    subnetGroup(stack);
  });
  expect(nameIn(template)).toBe("injected");
  expect(calls).toEqual(["Stack/Group"]);
});

test("an injector of this library goes before one of aws-cdk-lib in the same scope", () => {
  const { template } = synth((stack) => {
    PropertyInjectors.of(stack).add(injector(rds.SubnetGroup, { subnetGroupName: "theirs" }));
    PropertyInjectors.of(stack).add(injector(SubnetGroup, { subnetGroupName: "ours" }));
    subnetGroup(stack);
  });
  expect(nameIn(template)).toBe("ours");
});

test("the nearest scope's injector counts, past scopes that have none for the class", () => {
  const names = [rds, rockpool].map((module) => {
    const outer = injector(module.SubnetGroup, { subnetGroupName: "app" });
    const app = new App({
      analyticsReporting: false,
      builtinCloudFormationValidation: false,
      propertyInjectors: [outer],
    });
    const stage = new Stage(app, "Stage", { propertyInjectors: [injector(module.DatabaseSecret, {})] });
    const far = new Stack(stage, "Far");
    const near = new Stack(stage, "Near", {
      propertyInjectors: [injector(module.SubnetGroup, { subnetGroupName: "stack" })],
    });
    for (const stack of [far, near]) {
      new module.SubnetGroup(stack, "Group", { vpc: new ec2.Vpc(stack, "Vpc"), description: "mine" });
    }
    return [far, near].map((stack) => nameIn(Template.fromStack(stack).toJSON()));
  });
  expect(names[1]).toEqual(["app", "stack"]);
  expect(names[1]).toEqual(names[0]);
});

test("what a cluster makes is injected as in aws-cdk-lib, and so is what derives from it", () => {
  const results = [rds, rockpool].map((module) => {
    const calls: string[] = [];
    const Derived = class extends module.DatabaseCluster {};
    const { template } = synth((stack) => {
      PropertyInjectors.of(stack).add(
        injector(module.DatabaseCluster, { deletionProtection: true, parameters: { a: "1" } }, calls),
        injector(module.SubnetGroup, { subnetGroupName: "injected" }, calls),
        injector(module.DatabaseSecret, { secretName: "injected" }, calls),
        injector(module.ParameterGroup, { name: "injected" }, calls),
      );
      new Derived(stack, "Db", {
        engine: module.DatabaseClusterEngine.auroraMysql({ version: module.AuroraMysqlEngineVersion.VER_3_08_0 }),
        vpc: new ec2.Vpc(stack, "Vpc", { restrictDefaultSecurityGroup: false }),
        writer: module.ClusterInstance.serverlessV2("Writer"),
      });
    });
    return { template, calls: calls.sort() };
  });
  expect(results[1]).toEqual(results[0]);
  expect(results[1].calls).toEqual(["Stack/Db", "Stack/Db/ParameterGroup", "Stack/Db/Secret", "Stack/Db/Subnets"]);
});

test("without injectors props stay as they are", () => {
  const { template } = synth((stack) => new DatabaseSecret(stack, "Secret", { username: "boss" }));
  expect(JSON.stringify(template)).toContain("boss");
});
