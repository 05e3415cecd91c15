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

describe("values from elsewhere", () => {
  it("hands resolved secrets to handlers and keeps them out of the books, the events and the reasons", async () => {
    world.secrets.set("db", "s3cret-value");
    const reference = "{{resolve:secretsmanager:db:SecretString:password}}";
    await engine.createStack({ stackName: "shop", template: thingsTemplate({ Db: { Value: reference } }) });
    await engine.waitFor("shop");
    expect([...world.things.values()]).toEqual([{ Value: "s3cret-value" }]);
    expect(engine.queries.events("shop")[1]?.resourceProperties).toBe(JSON.stringify({ Value: reference }));

    world.secrets.set("db", "another-value");
    await expect(engine.updateStack({ stackName: "shop", usePreviousTemplate: true })).rejects.toThrow(
      "No updates are to be performed.",
    );

    const handler = world.registry.handler("Test::World::Thing");
    if (handler === undefined) throw new Error("the world has things");
    world.handlers.set("Test::World::Blabbing", {
      ...handler,
      create: (_context, { Value }) => Promise.reject(new Error(`cannot log in with ${JSON.stringify(Value)}`)),
    });
    await engine.createStack({
      stackName: "blab",
      template: JSON.stringify({
        Resources: { B: { Type: "Test::World::Blabbing", Properties: { Value: reference } } },
      }),
    });
    expect(await engine.waitFor("blab")).toBe("ROLLBACK_COMPLETE");
    expect(events("blab")).toContain('B CREATE_FAILED cannot log in with "****"');
  });

  it("converts values to the types of the properties, and refuses what the type does not have", async () => {
    await engine.createStack({ stackName: "shop", template: thingsTemplate({ A: { Count: "5", Value: 7 } }) });
    await engine.waitFor("shop");
    expect([...world.things.values()]).toEqual([{ Count: 5, Value: "7" }]);
    await engine.createStack({ stackName: "odd", template: thingsTemplate({ A: { Colour: "red" } }) });
    expect(await engine.waitFor("odd")).toBe("ROLLBACK_COMPLETE");
    expect(events("odd").join()).toContain(
      "A CREATE_FAILED Property validation failure: [Encountered unsupported properties in {/}: [Colour]]",
    );
  });
});

describe("types that Rockpool does not run", () => {
  const template = JSON.stringify({
    Resources: {
      Topic: { Type: "AWS::SNS::Topic", Properties: { TopicName: "t" } },
      Other: { Type: "AWS::SNS::Topic" },
      User: { Type: "Test::World::Thing", Properties: { Value: { "Fn::GetAtt": ["Topic", "TopicArn"] } } },
    },
  });

  it("are recorded, said to be so once, and give values that look right", async () => {
    const notices: string[] = [];
    environment.events.subscribe((event) => {
      if (event.kind === "notice") notices.push(`${event.code}: ${event.message}`);
    });
    await engine.createStack({ stackName: "shop", template });
    expect(await engine.waitFor("shop")).toBe("CREATE_COMPLETE");
    expect(notices).toEqual([
      "cloudformation.modelled: AWS::SNS::Topic in stack shop is modelled, not run: Rockpool records its properties and makes nothing of them.",
    ]);
    const topic = engine.queries.resource("shop", "Topic");
    expect(topic.statusReason).toBe("Modelled, not run: Rockpool keeps this resource in its books only.");
    expect([...world.things.values()]).toEqual([
      { Value: `arn:aws:sns:us-east-1:000000000000:topic/${topic.physicalId}` },
    ]);
    await expect(engine.updateStack({ stackName: "shop", usePreviousTemplate: true })).rejects.toThrow(
      "No updates are to be performed.",
    );
    engine.deleteStack({ stackName: "shop" });
    await engine.waitFor("shop");
    expect(world.things.size).toBe(0);
  });

  it("are refused under strict before anything is created", async () => {
    const strict = createStackEngine({ environment, ...world.parts, strict: true });
    await expect(strict.createStack({ stackName: "shop", template })).rejects.toThrow(
      "Rockpool does not run these resource types, and strict mode refuses them: [AWS::SNS::Topic].",
    );
    expect(strict.queries.stacks()).toEqual([]);
    expect(world.calls).toEqual([]);
  });
});
