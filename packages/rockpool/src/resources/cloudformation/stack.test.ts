import { afterEach, beforeEach, expect, it } from "vitest";
import { createStackEngine, type StackEngine } from "../../cloudformation/engine/index.js";
import { EngineStopped } from "../../cloudformation/engine/store.js";
import type { JsonObject } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { testEnvironment } from "../../testing/environment.js";
import { MortalState } from "../../testing/mortal-state.js";
import { StackWorld, thingsTemplate } from "../../testing/stack-world.js";
import { nestedStackHandler } from "./stack.js";

const CHILD = "https://templates.s3.us-east-1.amazonaws.com/child.yaml";
let environment: Environment & Disposable;
let world: StackWorld;
let engine: StackEngine;

const startEngine = (options: { strict?: boolean } = {}): StackEngine => {
  const made = createStackEngine({ environment, ...world.parts, ...options });
  world.handlers.set(
    "AWS::CloudFormation::Stack",
    nestedStackHandler({ nested: () => made.nested, external: world.external }),
  );
  return made;
};

beforeEach(() => {
  environment = testEnvironment();
  world = new StackWorld();
  engine = startEngine();
});
afterEach(() => environment[Symbol.dispose]());

const child = (things: Record<string, JsonObject>): void =>
  void world.templates.set(
    CHILD,
    thingsTemplate(things, {
      Parameters: { Names: { Type: "CommaDelimitedList" }, Size: { Type: "Number", Default: 1 } },
      Outputs: { First: { Value: { "Fn::Select": [0, { Ref: "Names" }] } }, Root: { Value: { Ref: "Root" } } },
    }),
  );

const parent = (things: JsonObject = {}, childProperties: JsonObject = {}): string =>
  JSON.stringify({
    Resources: {
      Child: {
        Type: "AWS::CloudFormation::Stack",
        Properties: { TemplateURL: CHILD, Parameters: { Names: ["a", "b"], Size: 3, ...childProperties } },
      },
      After: { Type: "Test::World::Thing", Properties: { Value: { "Fn::GetAtt": ["Child", "Outputs.First"] } } },
      ...things,
    },
    Outputs: { Root: { Value: { "Fn::GetAtt": "Child.Outputs.Root" } } },
  });

const childOf = (stackName: string) => engine.queries.stack(engine.queries.resource(stackName, "Child").physicalId);

it("creates a child with its parent's parameters and tags, and gives its outputs", async () => {
  child({ Root: {} });
  await engine.createStack({ stackName: "top", template: parent(), tags: { team: "sea" }, clientRequestToken: "t" });
  expect(await engine.waitFor("top")).toBe("CREATE_COMPLETE");
  const { record, parameters, deployment } = childOf("top");
  expect(record).toMatchObject({
    status: "CREATE_COMPLETE",
    parentId: engine.queries.arnOf("top"),
    rootId: engine.queries.arnOf("top"),
    clientRequestToken: "t",
  });
  expect(record.stackName).toMatch(/^top-Child-[A-Z0-9]{12}$/u);
  expect(parameters).toEqual([
    { key: "Names", value: "a,b" },
    { key: "Size", value: "3" },
  ]);
  expect(deployment?.tags).toEqual({ team: "sea" });
  expect(engine.queries.stack("top").outputs[0]?.value).toMatch(/^top-child-/u);
  engine.deleteStack({ stackName: "top" });
  await engine.waitFor("top");
  expect(engine.queries.stacks().map((stack) => stack.record.status)).toEqual(["DELETE_COMPLETE", "DELETE_COMPLETE"]);
  expect(world.things.size).toBe(0);
});

it("fails with the child's reason and rolls both back", async () => {
  child({ Root: {}, Bad: { Links: [{ Ref: "Root" }] } });
  world.behaviours.set("Bad", { create: "fail" });
  await engine.createStack({ stackName: "top", template: parent() });
  expect(await engine.waitFor("top")).toBe("ROLLBACK_COMPLETE");
  const { statusReason, physicalId } = engine.queries.resource("top", "Child");
  expect(statusReason).toBeUndefined();
  const failure = engine.queries.events("top").find((event) => event.resourceStatus === "CREATE_FAILED");
  expect(failure?.resourceStatusReason).toBe(
    `Embedded stack ${physicalId} was not successfully created: The following resource(s) failed to create: [Bad]. `,
  );
  expect(engine.queries.stack(physicalId).record.status).toBe("DELETE_COMPLETE");
  expect(world.things.size).toBe(0);
});

it("updates a child whose template has changed behind the same URL, and keeps what it replaced until the parent has succeeded", async () => {
  child({ Root: { Fixed: "1" } });
  await engine.createStack({ stackName: "top", template: parent() });
  await engine.waitFor("top");
  child({ Root: { Fixed: "2" } });
  const statuses: string[] = [];
  environment.events.subscribe((event) => {
    if (event.kind === "stack" && event.physicalResourceId === event.stackId)
      statuses.push(`${event.stackName.slice(0, 9)} ${event.resourceStatus}`);
  });
  await engine.updateStack({ stackName: "top", usePreviousTemplate: true });
  expect(await engine.waitFor("top")).toBe("UPDATE_COMPLETE");
  expect(statuses).toEqual([
    "top UPDATE_IN_PROGRESS",
    "top-Child UPDATE_IN_PROGRESS",
    "top-Child UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
    "top UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
    "top-Child UPDATE_COMPLETE",
    "top UPDATE_COMPLETE",
  ]);
  expect(world.things.size).toBe(2);
});

it("touches nothing in a child that has not changed, when its parent is updated", async () => {
  child({ Root: { Value: "1" } });
  await engine.createStack({ stackName: "top", template: parent() });
  await engine.waitFor("top");
  const calls = [...world.calls];
  const things = new Map(world.things);
  const { stackId, status } = childOf("top").record;
  const events = engine.queries.events(stackId);
  for (const input of [
    { usePreviousTemplate: true },
    { template: parent({ Extra: { Type: "Test::World::Thing" } }) },
  ]) {
    await engine.updateStack({ stackName: "top", ...input });
    expect(await engine.waitFor("top")).toBe("UPDATE_COMPLETE");
  }
  expect(world.calls.slice(calls.length).map(({ verb, logicalId }) => [verb, logicalId])).toEqual([
    ["create", "Extra"],
  ]);
  expect([...things].every(([id, properties]) => world.things.get(id) === properties)).toBe(true);
  expect(childOf("top").record).toMatchObject({ stackId, status });
  expect(engine.queries.events(stackId)).toEqual(events);
});

it("takes the child's update back when the parent fails after it, though the child's template has changed", async () => {
  child({ Root: { Fixed: "1", Value: "old" } });
  await engine.createStack({ stackName: "top", template: parent() });
  await engine.waitFor("top");
  const before = new Map(world.things);
  const outputs = engine.queries.stack("top").outputs;
  child({ Root: { Fixed: "2", Value: "new" }, Extra: {} });
  world.behaviours.set("Late", { create: "fail" });
  await engine.updateStack({
    stackName: "top",
    template: parent({ Late: { Type: "Test::World::Thing", DependsOn: "Child" } }),
  });
  expect(await engine.waitFor("top")).toBe("UPDATE_ROLLBACK_COMPLETE");
  expect(childOf("top").record.status).toBe("UPDATE_ROLLBACK_COMPLETE");
  expect(new Map(world.things)).toEqual(before);
  expect(childOf("top").outputs.find(({ key }) => key === "Root")?.value).toBe(outputs[0]?.value);
});

it("rolls a child back by itself when its update fails, and says so in the parent", async () => {
  child({ Root: { Value: "1" } });
  await engine.createStack({ stackName: "top", template: parent() });
  await engine.waitFor("top");
  child({ Root: { Value: "2" } });
  world.behaviours.set("Root", { update: "fail", once: true });
  await engine.updateStack({ stackName: "top", usePreviousTemplate: true });
  expect(await engine.waitFor("top")).toBe("UPDATE_ROLLBACK_COMPLETE");
  const reason = engine.queries
    .events("top")
    .find((event) => event.resourceStatus === "UPDATE_FAILED")?.resourceStatusReason;
  expect(reason).toMatch(
    /^Embedded stack arn:.* was not successfully updated\. Currently in UPDATE_ROLLBACK_COMPLETE with reason: The following resource\(s\) failed to update: \[Root\]\. $/u,
  );
});

it("after a kill in the middle of both, resumes the parent and takes the child with it", async () => {
  child({ Root: { Value: "1" } });
  await engine.createStack({ stackName: "top", template: parent() });
  await engine.waitFor("top");
  const before = new Map(world.things);
  child({ Root: { Value: "2" }, Slow: { Links: [{ Ref: "Root" }] } });
  world.behaviours.set("Slow", { create: "hang" });
  const inFlight = new Promise<void>((resolve) => {
    environment.events.subscribe((event) => {
      if (event.kind === "stack" && event.logicalResourceId === "Slow" && event.physicalResourceId !== "") resolve();
    });
  });
  await engine.updateStack({ stackName: "top", usePreviousTemplate: true });
  await inFlight;
  await engine.stop();
  world.crash();
  world.behaviours.clear();

  engine = startEngine();
  expect(engine.resume()).toEqual([engine.queries.arnOf("top")]);
  expect(await engine.waitFor("top")).toBe("UPDATE_ROLLBACK_COMPLETE");
  expect(childOf("top").record.status).toBe("UPDATE_ROLLBACK_COMPLETE");
  expect(new Map(world.things)).toEqual(before);
  expect(
    await engine.updateStack({ stackName: "top", usePreviousTemplate: true }).then(() => engine.waitFor("top")),
  ).toBe("UPDATE_COMPLETE");
});

it("after a kill at any write of a create, the next start leaves neither parent nor child half-made", async () => {
  let status = "";
  for (let writes = 1; status !== "CREATE_COMPLETE"; writes++) {
    if (writes > 200) throw new Error("the create does not end");
    using base = testEnvironment();
    const state = new MortalState(base.state.subdirectory("mortal"));
    environment = { ...base, state, [Symbol.dispose]: () => undefined };
    world = new StackWorld();
    child({ Root: {} });
    engine = startEngine();
    state.writesLeft = writes;
    try {
      await engine.createStack({ stackName: "top", template: parent() });
      status = await engine.waitFor("top");
    } catch (error) {
      if (!(error instanceof EngineStopped)) throw error;
    }
    state.writesLeft = Number.POSITIVE_INFINITY;
    if (status === "CREATE_COMPLETE") break;
    world.crash();
    engine = startEngine();
    for (const id of engine.resume()) await engine.waitFor(id);
    for (const { record } of engine.queries.stacks())
      expect([writes, record.stackName, record.status]).toEqual([
        writes,
        record.stackName,
        record.stackName === "top" ? "ROLLBACK_COMPLETE" : "DELETE_COMPLETE",
      ]);
    expect([writes, ...world.things.keys()]).toEqual([writes]);
    state.close();
  }
});

it("under strict refuses what a nested template would only model before anything is made, at any depth", async () => {
  const grandchild = CHILD.replace("child", "grandchild");
  const nested = (TemplateURL: JsonObject | string): JsonObject => ({
    Type: "AWS::CloudFormation::Stack",
    Properties: { TemplateURL },
  });
  const topic = { Type: "AWS::SNS::Topic" };
  const host = "https://templates.s3.${AWS::Region}.${AWS::URLSuffix}";
  const template = JSON.stringify({ Resources: { Child: nested({ "Fn::Sub": `${host}/child.yaml` }) } });
  const put = (url: string, Resources: JsonObject, rest: object = {}) =>
    world.templates.set(url, JSON.stringify({ Resources, ...rest }));
  const thing = { Type: "Test::World::Thing" };
  put(CHILD, { Root: thing, Inner: nested({ "Fn::Sub": `${host}/grandchild.yaml` }) });
  put(grandchild, { Loop: nested(CHILD), Topic: topic });
  engine = startEngine({ strict: true });
  await expect(engine.createStack({ stackName: "top", template })).rejects.toThrow(
    "Rockpool does not run these resource types, and strict mode refuses them: [AWS::SNS::Topic].",
  );
  expect(engine.queries.stacks()).toEqual([]);

  // What a condition leaves out is not made: that is known when the nested stack begins.
  const Conditions = { No: { "Fn::Equals": ["a", "b"] } };
  put(grandchild, { Topic: { ...topic, Condition: "No" }, Leaf: thing }, { Conditions });
  await engine.createStack({ stackName: "top", template });
  expect(await engine.waitFor("top")).toBe("CREATE_COMPLETE");
  expect(world.things.size).toBe(2);
});
