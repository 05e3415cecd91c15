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

describe("what is kept and what goes", () => {
  const failing = thingsTemplate({
    Kept: { $DeletionPolicy: "Retain" },
    Fresh: { $DeletionPolicy: "RetainExceptOnCreate" },
    Saved: { $DeletionPolicy: "Snapshot" },
    Bad: { $DependsOn: ["Kept", "Fresh", "Saved"] },
  });
  const kinds = (): string[] => [...world.things.keys()].map((id) => id.split("-")[1] ?? "");

  it("retains on rollback what the template says, and makes no snapshot of what was never used", async () => {
    world.behaviours.set("Bad", { create: "fail" });
    await engine.createStack({ stackName: "shop", template: failing });
    expect(await engine.waitFor("shop")).toBe("ROLLBACK_COMPLETE");
    expect(kinds()).toEqual(["kept"]);
    expect(world.snapshots).toEqual([]);
    expect(events("shop")).toContain("Kept DELETE_SKIPPED");
  });

  it("keeps everything when rollback is disabled, and lets a further update mend it", async () => {
    world.behaviours.set("Bad", { create: "fail-after-initiated", once: true });
    await engine.createStack({ stackName: "shop", template: failing, disableRollback: true });
    expect(await engine.waitFor("shop")).toBe("CREATE_FAILED");
    expect(kinds()).toEqual(["kept", "fresh", "saved", "bad"]);
    await engine.updateStack({ stackName: "shop", usePreviousTemplate: true });
    expect(await engine.waitFor("shop")).toBe("UPDATE_COMPLETE");
    expect(kinds().sort()).toEqual(["bad", "fresh", "kept", "saved"]);
  });

  it("rolls back on request what was kept", async () => {
    world.behaviours.set("Bad", { create: "fail" });
    await engine.createStack({
      stackName: "shop",
      template: failing,
      disableRollback: true,
      retainExceptOnCreate: true,
    });
    await engine.waitFor("shop");
    engine.rollbackStack({ stackName: "shop" });
    expect(await engine.waitFor("shop")).toBe("ROLLBACK_COMPLETE");
    expect(kinds()).toEqual([]);
  });

  it("deletes the whole stack on failure when asked to", async () => {
    world.behaviours.set("Bad", { create: "fail" });
    const stackId = await engine.createStack({
      stackName: "shop",
      template: thingsTemplate({ Bad: {} }),
      onFailure: "DELETE",
    });
    await engine.waitFor(stackId);
    expect(engine.queries.stack(stackId).record.status).toBe("DELETE_COMPLETE");
  });

  it("names what cannot be deleted, and deletes around it on request", async () => {
    const stackId = await engine.createStack({
      stackName: "shop",
      template: thingsTemplate({ A: {}, B: { Links: [{ Ref: "A" }] }, C: {} }),
    });
    await engine.waitFor("shop");
    world.behaviours.set("B", { delete: "fail" });
    expect(() => engine.deleteStack({ stackName: "shop", retainResources: ["B"] })).toThrow(
      /RetainResources only when the stack is in the DELETE_FAILED/u,
    );
    engine.deleteStack({ stackName: "shop" });
    expect(await engine.waitFor(stackId)).toBe("DELETE_FAILED");
    expect(engine.queries.stack("shop").record.statusReason).toBe("The following resource(s) failed to delete: [B]. ");
    expect(kinds()).toEqual(["a", "b"]);
    engine.deleteStack({ stackName: "shop", retainResources: ["B"] });
    expect(await engine.waitFor(stackId)).toBe("DELETE_COMPLETE");
    expect(kinds()).toEqual(["b"]);
  });

  it("snapshots by default what its handler says, and nothing when told to ignore policies", async () => {
    const handler = world.registry.handler("Test::World::Thing");
    if (handler === undefined) throw new Error("the world has things");
    world.handlers.set("Test::World::Database", { ...handler, defaultDeletionPolicy: () => "Snapshot" });
    const template = JSON.stringify({ Resources: { Db: { Type: "Test::World::Database" } } });
    for (const ignorePolicies of [false, true]) {
      const stackId = await engine.createStack({ stackName: "shop", template });
      await engine.waitFor(stackId);
      engine.deleteStack({ stackName: "shop", ignorePolicies });
      expect(await engine.waitFor(stackId)).toBe("DELETE_COMPLETE");
    }
    expect(world.snapshots).toHaveLength(1);
  });
});

describe("a stack whose failed create was kept", () => {
  it("goes back to what that create had made when its update fails", async () => {
    world.behaviours.set("Bad", { create: "fail", once: true });
    const template = (value: string) =>
      thingsTemplate({ A: { Value: value }, Bad: { $DependsOn: "A" }, Last: { $DependsOn: "Bad" } });
    await engine.createStack({ stackName: "shop", template: template("1"), disableRollback: true });
    expect(await engine.waitFor("shop")).toBe("CREATE_FAILED");
    world.behaviours.set("Last", { create: "fail" });
    await engine.updateStack({ stackName: "shop", template: template("2") });
    expect(await engine.waitFor("shop")).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect([...world.things.values()]).toEqual([{ Value: "1" }]);
    expect(engine.queries.template("shop")).toBe(template("1"));
    world.behaviours.clear();
    await engine.updateStack({ stackName: "shop", usePreviousTemplate: true });
    expect(await engine.waitFor("shop")).toBe("UPDATE_COMPLETE");
    expect(world.things.size).toBe(3);
  });
});

describe("being stopped from outside", () => {
  const inProgress = (logicalId: string): Promise<void> =>
    new Promise((resolve) => {
      environment.events.subscribe((event) => {
        if (
          event.kind === "stack" &&
          event.logicalResourceId === logicalId &&
          event.resourceStatusReason === "Resource creation Initiated"
        )
          resolve();
      });
    });

  it("deletes a stack that is still being created", async () => {
    world.behaviours.set("Slow", { create: "hang" });
    const begun = inProgress("Slow");
    const stackId = await engine.createStack({
      stackName: "shop",
      template: thingsTemplate({ A: {}, Slow: { Links: [{ Ref: "A" }] }, Never: { $DependsOn: "Slow" } }),
    });
    await begun;
    engine.deleteStack({ stackName: "shop" });
    expect(await engine.waitFor(stackId)).toBe("DELETE_COMPLETE");
    expect(world.things.size).toBe(0);
  });

  it("cancels an update and rolls it back; nothing else may touch the stack meanwhile", async () => {
    await engine.createStack({ stackName: "shop", template: thingsTemplate({ A: { Value: "1" } }) });
    await engine.waitFor("shop");
    world.behaviours.set("Slow", { create: "hang" });
    const begun = inProgress("Slow");
    const template = thingsTemplate({ A: { Value: "2" }, Slow: { Links: [{ Ref: "A" }] } });
    await engine.updateStack({ stackName: "shop", template });
    await begun;
    await expect(engine.updateStack({ stackName: "shop", template })).rejects.toThrow(
      /^Stack:arn:aws:cloudformation:us-east-1:000000000000:stack\/shop\/[-0-9a-f]+ is in UPDATE_IN_PROGRESS state and can not be updated\.$/u,
    );
    expect(() => engine.deleteStack({ stackName: "shop" })).toThrow(
      "Stack [shop] cannot be deleted while in status UPDATE_IN_PROGRESS",
    );
    engine.cancelUpdateStack({ stackName: "shop" });
    expect(await engine.waitFor("shop")).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect([...world.things.values()]).toEqual([{ Value: "1" }]);
  });

  it("gives up on a create that takes longer than its timeout", async () => {
    world.behaviours.set("Slow", { create: "hang" });
    await engine.createStack({ stackName: "shop", template: thingsTemplate({ Slow: {} }), timeoutMinutes: 0.001 });
    expect(await engine.waitFor("shop")).toBe("ROLLBACK_COMPLETE");
    expect(events("shop")).toContain(
      "shop ROLLBACK_IN_PROGRESS Stack creation time exceeded the specified timeout. Rollback requested by user.",
    );
  });
});

it("an id whose note is rolled back is told to nobody, and the next events lose none of the others", async () => {
  world.handlers.set("AWS::SNS::Topic", {
    create: async (context) =>
      environment.state.transaction(() => {
        context.initiated("never");
        throw new Error("cannot be written");
      }),
    delete: async () => undefined,
  });
  const heard: Array<string | undefined> = [];
  environment.events.subscribe((event) => {
    if (event.kind === "stack") heard.push(event.eventId);
  });
  const Resources = { Topic: { Type: "AWS::SNS::Topic" } };
  await engine.createStack({ stackName: "s", template: JSON.stringify({ Resources }), onFailure: "DO_NOTHING" });
  expect(await engine.waitFor("s")).toBe("CREATE_FAILED");
  const shown = () => engine.queries.events("s").map(({ eventId }) => eventId);
  expect(shown().toReversed()).toEqual(heard);
  engine = createStackEngine({ environment, ...world.parts });
  engine.deleteStack({ stackName: "s" });
  const stackId = engine.queries.stack("s").record.stackId;
  await engine.waitFor(stackId);
  expect(
    engine.queries
      .events(stackId)
      .map(({ eventId }) => eventId)
      .toReversed(),
  ).toEqual(heard);
});
