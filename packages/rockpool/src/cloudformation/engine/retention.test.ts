import { expect, it } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { StackWorld, thingsTemplate } from "../../testing/stack-world.js";
import { createStackEngine } from "./index.js";

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
