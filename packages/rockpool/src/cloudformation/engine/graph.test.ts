import { expect, it } from "vitest";
import { runGraph } from "./graph.js";

const chain: Record<string, string[]> = { a: [], b: ["a"], c: ["b"], lone: [], last: ["lone", "c"] };

async function run(edges: Record<string, string[]>, failing: readonly string[], stopOnFailure = false) {
  const started: string[] = [];
  let stopped = false;
  const outcomes = await runGraph({
    nodes: Object.keys(edges),
    dependencies: (node) => edges[node] ?? [],
    maxParallel: 2,
    stopped: () => stopped,
    run: async (node) => {
      started.push(node);
      await Promise.resolve();
      if (failing.includes(node) && stopOnFailure) stopped = true;
      return !failing.includes(node);
    },
  });
  return { started, outcomes: Object.fromEntries(outcomes) };
}

it("skips what stands behind a failure and goes on with the rest", async () => {
  const { started, outcomes } = await run(chain, ["b"]);
  expect(started).toEqual(["a", "lone", "b"]);
  expect(outcomes).toEqual({ a: "done", lone: "done", b: "failed", c: "skipped", last: "skipped" });
});

it("starts nothing more once it is stopped", async () => {
  const { outcomes } = await run({ a: [], b: [], c: [], d: [] }, ["a"], true);
  expect(outcomes).toEqual({ a: "failed", b: "done", c: "skipped", d: "skipped" });
});

it("breaks a cycle instead of waiting for ever", async () => {
  const { outcomes } = await run({ a: ["b"], b: ["a"], c: [] }, []);
  expect(outcomes).toEqual({ a: "done", b: "done", c: "done" });
});

it("lets what is in flight settle before it throws what a node has thrown", async () => {
  const settled: string[] = [];
  const running = runGraph({
    nodes: ["bad", "slow", "never"],
    dependencies: () => [],
    maxParallel: 2,
    stopped: () => false,
    run: async (node) => {
      if (node === "bad") throw new Error("broken");
      await new Promise((resolve) => setTimeout(resolve, 5));
      settled.push(node);
      return true;
    },
  });
  await expect(running).rejects.toThrow("broken");
  expect(settled).toEqual(["slow"]);
});
