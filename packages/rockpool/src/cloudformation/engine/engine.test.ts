import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Environment } from "../../environment.js";
import { testEnvironment } from "../../testing/environment.js";
import { StackWorld, thingsTemplate } from "../../testing/stack-world.js";
import { createStackEngine, type StackEngine } from "./index.js";

let environment: Environment & Disposable;
let world: StackWorld;
let engine: StackEngine;

beforeEach(() => {
  environment = testEnvironment();
  world = new StackWorld();
  engine = createStackEngine({ environment, ...world });
});
afterEach(() => environment[Symbol.dispose]());

const events = (stackName: string): string[] =>
  engine.queries
    .events(stackName)
    .toReversed()
    .map(({ logicalResourceId, resourceStatus, resourceStatusReason }) =>
      [logicalResourceId, resourceStatus, resourceStatusReason].filter((part) => part !== undefined).join(" "),
    );

describe("create", () => {
  it("creates resources in the order of their references, in two visible phases", async () => {
    await engine.createStack({
      stackName: "shop",
      template: thingsTemplate(
        { Leaf: { Value: { "Fn::GetAtt": ["Root", "Arn"] } }, Root: { Name: "root", Value: "r" } },
        {
          Outputs: {
            Leaf: { Value: { Ref: "Leaf" } },
            Arn: { Value: { "Fn::GetAtt": "Root.Arn" }, Export: { Name: "root-arn" } },
          },
        },
      ),
    });
    expect(await engine.waitFor("shop")).toBe("CREATE_COMPLETE");
    expect(events("shop")).toMatchInlineSnapshot(`
      [
        "shop CREATE_IN_PROGRESS User Initiated",
        "Root CREATE_IN_PROGRESS",
        "Root CREATE_IN_PROGRESS Resource creation Initiated",
        "Root CREATE_COMPLETE",
        "Leaf CREATE_IN_PROGRESS",
        "Leaf CREATE_IN_PROGRESS Resource creation Initiated",
        "Leaf CREATE_COMPLETE",
        "shop CREATE_COMPLETE",
      ]
    `);
    const { outputs } = engine.queries.stack("shop");
    expect(outputs.find(({ key }) => key === "Leaf")?.value).toMatch(/^shop-leaf-[a-z0-9]{12}$/u);
    expect(engine.queries.exports()).toEqual([
      { name: "root-arn", value: "arn:test:root", stackId: engine.queries.stack("shop").record.stackId },
    ]);
  });

  it("rolls a failed create back, in reverse, and says why", async () => {
    world.behaviours.set("Bad", { create: "fail-after-initiated", ticks: 1 });
    world.behaviours.set("Slow", { create: "hang", ticks: 1 });
    await engine.createStack({
      stackName: "shop",
      clientRequestToken: "token-1",
      template: thingsTemplate({
        Root: {},
        Bad: { Value: { Ref: "Root" } },
        Slow: { Value: { Ref: "Root" } },
        Never: { $DependsOn: "Bad" },
      }),
    });
    expect(await engine.waitFor("shop")).toBe("ROLLBACK_COMPLETE");
    expect(world.things.size).toBe(0);
    expect(events("shop")).toMatchInlineSnapshot(`
      [
        "shop CREATE_IN_PROGRESS User Initiated",
        "Root CREATE_IN_PROGRESS",
        "Root CREATE_IN_PROGRESS Resource creation Initiated",
        "Root CREATE_COMPLETE",
        "Bad CREATE_IN_PROGRESS",
        "Slow CREATE_IN_PROGRESS",
        "Bad CREATE_IN_PROGRESS Resource creation Initiated",
        "Slow CREATE_IN_PROGRESS Resource creation Initiated",
        "Bad CREATE_FAILED Bad broke half-way",
        "Slow CREATE_FAILED Resource creation cancelled",
        "shop ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Bad, Slow]. Rollback requested by user.",
        "Slow DELETE_IN_PROGRESS",
        "Bad DELETE_IN_PROGRESS",
        "Slow DELETE_COMPLETE",
        "Bad DELETE_COMPLETE",
        "Root DELETE_IN_PROGRESS",
        "Root DELETE_COMPLETE",
        "shop ROLLBACK_COMPLETE",
      ]
    `);
    expect(new Set(engine.queries.events("shop").map((event) => event.clientRequestToken))).toEqual(
      new Set(["token-1"]),
    );
  });

  it("deletes a stack, dependents first, and forgets its name", async () => {
    const stackId = await engine.createStack({
      stackName: "shop",
      template: thingsTemplate({
        Root: {},
        Leaf: { Value: { Ref: "Root" } },
        Kept: { $DeletionPolicy: "Retain" },
        Saved: { $DeletionPolicy: "Snapshot" },
      }),
    });
    await engine.waitFor("shop");
    world.calls.length = 0;
    engine.deleteStack({ stackName: "shop" });
    await engine.waitFor(stackId);
    expect(engine.queries.stack(stackId).record.status).toBe("DELETE_COMPLETE");
    expect(() => engine.queries.stack("shop")).toThrow("Stack with id shop does not exist");
    const order = world.calls.map(({ verb, logicalId }) => `${verb} ${logicalId}`);
    expect(order.indexOf("delete Leaf")).toBeLessThan(order.indexOf("delete Root"));
    expect(order.indexOf("snapshot Saved")).toBeLessThan(order.indexOf("delete Saved"));
    expect(order).not.toContain("delete Kept");
    expect([...world.things.keys()]).toHaveLength(1);
    expect(world.snapshots[0]).toMatch(/^shop-snapshot-saved-[a-z0-9]{12}$/u);
    await engine.createStack({ stackName: "shop", template: thingsTemplate({ Root: {} }) });
    expect(await engine.waitFor("shop")).toBe("CREATE_COMPLETE");
  });
});
