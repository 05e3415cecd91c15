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
  engine = createStackEngine({ environment, ...world.parts });
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

describe("update", () => {
  const deploy = async (things: Parameters<typeof thingsTemplate>[0]) => {
    await engine.createStack({ stackName: "shop", template: thingsTemplate(things) });
    await engine.waitFor("shop");
    world.calls.length = 0;
  };
  const update = async (things: Parameters<typeof thingsTemplate>[0]) => {
    await engine.updateStack({ stackName: "shop", template: thingsTemplate(things) });
    return engine.waitFor("shop");
  };

  it("changes in place, replaces, adds and removes, and cleans up afterwards", async () => {
    await deploy({ A: { Value: "1" }, B: { Fixed: "1", Value: { Ref: "A" } }, C: { Value: { Ref: "B" } }, D: {} });
    const before = engine.queries.events("shop").length;
    expect(
      await update({ A: { Value: "2" }, B: { Fixed: "2", Value: { Ref: "A" } }, C: { Value: { Ref: "B" } }, E: {} }),
    ).toBe("UPDATE_COMPLETE");
    expect(events("shop").slice(before)).toMatchInlineSnapshot(`
      [
        "shop UPDATE_IN_PROGRESS User Initiated",
        "A UPDATE_IN_PROGRESS",
        "E CREATE_IN_PROGRESS",
        "E CREATE_IN_PROGRESS Resource creation Initiated",
        "E CREATE_COMPLETE",
        "A UPDATE_COMPLETE",
        "B UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource; hence creating one.",
        "B UPDATE_IN_PROGRESS Resource creation Initiated",
        "B UPDATE_COMPLETE",
        "C UPDATE_IN_PROGRESS",
        "C UPDATE_COMPLETE",
        "shop UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
        "D DELETE_IN_PROGRESS",
        "B DELETE_IN_PROGRESS",
        "D DELETE_COMPLETE",
        "B DELETE_COMPLETE",
        "shop UPDATE_COMPLETE",
      ]
    `);
    expect(world.calls.map(({ verb, logicalId }) => `${verb} ${logicalId}`)).toMatchInlineSnapshot(`
      [
        "create E",
        "update A",
        "create B",
        "update C",
        "delete D",
        "delete B",
      ]
    `);
    expect(world.things.size).toBe(4);
  });

  it("refuses an update without changes", async () => {
    await deploy({ A: { Value: "1" }, B: { Value: { "Fn::GetAtt": ["A", "Arn"] } } });
    await expect(engine.updateStack({ stackName: "shop", usePreviousTemplate: true })).rejects.toThrow(
      "No updates are to be performed.",
    );
  });

  it("takes a failed update back: old properties, originals kept, new ones deleted", async () => {
    await deploy({ A: { Value: "1" }, B: { Fixed: "1", $DependsOn: "A" }, Z: { Value: "old", $DependsOn: ["B"] } });
    const originals = new Map(world.things);
    world.behaviours.set("Z", { update: "fail" });
    const before = engine.queries.events("shop").length;
    const update = engine.updateStack({
      stackName: "shop",
      template: thingsTemplate({
        A: { Value: "2" },
        B: { Fixed: "2", $DependsOn: "A" },
        New: { $DependsOn: "B" },
        Z: { Value: "new", $DependsOn: ["New"] },
      }),
    });
    await update;
    world.behaviours.get("Z");
    environment.events.subscribe((event) => {
      if (event.kind === "stack" && event.resourceStatus === "UPDATE_ROLLBACK_IN_PROGRESS")
        world.behaviours.delete("Z");
    });
    expect(await engine.waitFor("shop")).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect(events("shop").slice(before)).toMatchInlineSnapshot(`
      [
        "shop UPDATE_IN_PROGRESS User Initiated",
        "A UPDATE_IN_PROGRESS",
        "A UPDATE_COMPLETE",
        "B UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource; hence creating one.",
        "B UPDATE_IN_PROGRESS Resource creation Initiated",
        "B UPDATE_COMPLETE",
        "New CREATE_IN_PROGRESS",
        "New CREATE_IN_PROGRESS Resource creation Initiated",
        "New CREATE_COMPLETE",
        "Z UPDATE_IN_PROGRESS",
        "Z UPDATE_FAILED Z cannot be updated",
        "shop UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to update: [Z]. ",
        "A UPDATE_IN_PROGRESS",
        "A UPDATE_COMPLETE",
        "B UPDATE_IN_PROGRESS",
        "B UPDATE_COMPLETE",
        "Z UPDATE_IN_PROGRESS",
        "Z UPDATE_COMPLETE",
        "shop UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
        "New DELETE_IN_PROGRESS",
        "New DELETE_COMPLETE",
        "B DELETE_IN_PROGRESS",
        "B DELETE_COMPLETE",
        "shop UPDATE_ROLLBACK_COMPLETE",
      ]
    `);
    expect(new Map(world.things)).toEqual(originals);
  });

  it("stops when a rollback fails, and continues it on request", async () => {
    await deploy({ A: { Value: "1" }, B: { Value: "1" } });
    world.behaviours.set("B", { update: "fail" });
    expect(await update({ A: { Value: "2" }, B: { Value: "2", $DependsOn: "A" } })).toBe("UPDATE_ROLLBACK_FAILED");
    expect(engine.queries.stack("shop").record.statusReason).toBe("The following resource(s) failed to update: [B]. ");
    await expect(update({ A: { Value: "3" } })).rejects.toThrow(
      /is in UPDATE_ROLLBACK_FAILED state and can not be updated/u,
    );
    engine.continueUpdateRollback({ stackName: "shop", resourcesToSkip: ["B"] });
    expect(await engine.waitFor("shop")).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect([...world.things.values()]).toEqual([{ Value: "1" }, { Value: "1" }]);
  });

  it("lets a handler replace on its own, and refuses to replace what has a name of its own", async () => {
    await deploy({ A: { Value: "1" }, Named: { Name: "fixed-name", Fixed: "1" } });
    world.behaviours.set("A", { update: "new-id" });
    expect(await update({ A: { Value: "2" }, Named: { Name: "fixed-name", Fixed: "1" } })).toBe("UPDATE_COMPLETE");
    expect(world.things.size).toBe(2);
    expect(await update({ A: { Value: "2" }, Named: { Name: "fixed-name", Fixed: "2" } })).toBe(
      "UPDATE_ROLLBACK_COMPLETE",
    );
    expect(events("shop")).toContain(
      "Named UPDATE_FAILED CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename fixed-name and update the stack again.",
    );
  });
});
