/** What became of one node of {@link runGraph}. */
export type NodeOutcome = "done" | "failed" | "skipped";

export interface GraphRun {
  readonly nodes: readonly string[];
  /** The nodes that must be done before a node starts. Names that are not among `nodes` count as done. */
  readonly dependencies: (node: string) => readonly string[];
  /** How many nodes run at once. */
  readonly maxParallel: number;
  /** Asked before each start: whether the rest shall be left alone. */
  readonly stopped: () => boolean;
  /** Answers whether the node succeeded. What it throws ends the whole run, after the nodes in flight have settled. */
  readonly run: (node: string) => Promise<boolean>;
}

/**
 * Runs every node as soon as its dependencies are done, at most `maxParallel` at once. Nodes behind a failed one are skipped; others
 * go on until `stopped`. A cycle does not hang: when nothing runs and nothing is ready, the first node left is taken. (Cleanups meet
 * cycles when an old and a new version of resources depend on each other the other way round.)
 */
export async function runGraph(graph: GraphRun): Promise<Map<string, NodeOutcome>> {
  const outcomes = new Map<string, NodeOutcome>();
  const waiting = new Set(graph.nodes);
  const running = new Map<string, Promise<void>>();
  let thrown: { error: unknown } | undefined;

  const start = (node: string): void => {
    waiting.delete(node);
    const task = graph.run(node).then(
      (succeeded) => void outcomes.set(node, succeeded ? "done" : "failed"),
      (error: unknown) => {
        thrown ??= { error };
        outcomes.set(node, "failed");
      },
    );
    running.set(
      node,
      task.finally(() => running.delete(node)),
    );
  };

  const state = (node: string): "ready" | "blocked" | "hopeless" => {
    let result: "ready" | "blocked" = "ready";
    for (const dependency of graph.dependencies(node)) {
      const outcome = outcomes.get(dependency);
      if (outcome === "failed" || outcome === "skipped") return "hopeless";
      if (waiting.has(dependency) || running.has(dependency)) result = "blocked";
    }
    return result;
  };

  const skip = (node: string): void => {
    waiting.delete(node);
    outcomes.set(node, "skipped");
  };

  for (;;) {
    if (thrown !== undefined || graph.stopped()) for (const node of waiting) skip(node);
    // A skipped node makes those behind it hopeless, which may stand earlier in the list.
    let settled: boolean;
    do {
      settled = true;
      for (const node of waiting) {
        const current = state(node);
        if (current === "hopeless") {
          skip(node);
          settled = false;
        } else if (current === "ready" && running.size < graph.maxParallel) start(node);
      }
    } while (!settled);
    if (running.size === 0) {
      const [first] = waiting;
      if (first === undefined) break;
      start(first);
    }
    await Promise.race(running.values());
  }
  if (thrown !== undefined) throw thrown.error;
  return outcomes;
}
