import { expect, it } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { MortalState } from "../../testing/mortal-state.js";
import { StackWorld, thingsTemplate } from "../../testing/stack-world.js";
import { createStackEngine } from "./index.js";
import { EngineStopped } from "./store.js";

const DAY = 86_400_000;

it("forgets at the next start everything of a stack that was deleted more than 90 days ago, and nothing else", async () => {
  let now = Date.parse("2026-01-01T00:00:00Z");
  using environment = testEnvironment({ clock: { now: () => now } });
  const world = new StackWorld();
  const start = () => createStackEngine({ environment, ...world.parts });
  let engine = start();
  const template = thingsTemplate({ A: { $DeletionPolicy: "Retain" }, B: {} });
  const make = async (stackName: string): Promise<string> => {
    const stackId = await engine.createStack({ stackName, template });
    await engine.waitFor(stackId);
    await engine.changeSets.create({ stackName, changeSetName: "next", template: thingsTemplate({ C: {} }) });
    return stackId;
  };
  const remove = async (stackId: string): Promise<string> => {
    engine.deleteStack({ stackName: stackId });
    return engine.waitFor(stackId);
  };
  const kept = (stackId: string): string[] =>
    ["stacks", "names", "resources", "events", "changesets"].filter((name) =>
      environment.state
        .collection(`cloudformation.${name}`)
        .list()
        .some((record) => JSON.stringify(record).includes(stackId)),
    );

  const old = await make("shop");
  const living = await make("living");
  expect(await remove(old)).toBe("DELETE_COMPLETE");
  now += DAY;
  const recent = await make("shop");
  expect(await remove(recent)).toBe("DELETE_COMPLETE");
  const before = [kept(living), kept(recent)];
  expect(kept(old)).toContain("events");

  now += 89 * DAY;
  engine = start();
  engine.resume();
  expect(kept(old)).toContain("events");
  now += 1;
  engine = start();
  engine.resume();
  expect(kept(old)).toEqual([]);
  expect([kept(living), kept(recent)]).toEqual(before);
  expect(before).toEqual([
    ["stacks", "names", "resources", "events", "changesets"],
    ["stacks", "resources", "events", "changesets"],
  ]);
  expect(() => engine.queries.stack(old)).toThrow("does not exist");
});

it("leaves what was retained to its owner when it is wanted again under its name, also after a kill at any write", async () => {
  const data = { Name: "data", $DeletionPolicy: "Retain" };
  let status = "";
  for (let writes = 1; status !== "UPDATE_ROLLBACK_COMPLETE"; writes++) {
    if (writes > 200) throw new Error("the update does not end");
    using base = testEnvironment();
    const state = new MortalState(base.state.subdirectory("mortal"));
    const world = new StackWorld();
    const start = () => createStackEngine({ environment: { ...base, state }, ...world.parts });
    let engine = start();
    await engine.createStack({ stackName: "s", template: thingsTemplate({ A: data, B: {} }) });
    expect(await engine.waitFor("s")).toBe("CREATE_COMPLETE");
    await engine.updateStack({ stackName: "s", template: thingsTemplate({ B: {} }) });
    expect(await engine.waitFor("s")).toBe("UPDATE_COMPLETE");
    expect([...world.things.keys()]).toContain("data");
    state.writesLeft = writes;
    try {
      await engine.updateStack({ stackName: "s", template: thingsTemplate({ A: { Name: "data" }, B: {} }) });
      status = await engine.waitFor("s");
    } catch (error) {
      if (!(error instanceof EngineStopped)) throw error;
    }
    state.writesLeft = Number.POSITIVE_INFINITY;
    if (status !== "UPDATE_ROLLBACK_COMPLETE") {
      world.crash();
      engine = start();
      for (const id of engine.resume()) await engine.waitFor(id);
    }
    expect([writes, ...world.things.keys()]).toEqual([writes, "data", expect.stringMatching(/^s-b-/)]);
    state.close();
  }
});
