import { expect, it } from "vitest";
import { EventBus, type PoolEvent } from "./events.js";

const log = (message: string): PoolEvent => ({
  kind: "log",
  functionName: "f",
  requestId: "r",
  message,
  timestamp: 0,
});

it("goes on to the other listeners when one throws, and tells them of it once", () => {
  const bus = new EventBus();
  const heard: PoolEvent[] = [];
  bus.subscribe(() => {
    throw new Error("the terminal is gone");
  });
  bus.subscribe((event) => heard.push(event));
  bus.emit(log("one"));
  bus.emit(log("two"));
  expect(heard).toEqual([
    log("one"),
    {
      kind: "notice",
      level: "warning",
      code: "events.listener",
      message: "What listens to the pool's events has failed: the terminal is gone",
    },
    log("two"),
  ]);
});

it("ends, and throws nothing, when every listener throws", () => {
  const bus = new EventBus();
  let calls = 0;
  const failing = (): never => {
    calls += 1;
    throw new Error("never again");
  };
  bus.subscribe(() => failing());
  bus.subscribe(() => failing());
  bus.emit(log("one"));
  // Each hears the event, and that the other has failed.
  expect(calls).toBe(4);
});
