import { validationError } from "./errors.js";

/** Which resource needs which others first. Orders are stable: names keep the order in which they were given. */
export interface DependencyGraph {
  readonly nodes: readonly string[];
  /** What must exist before `node`. */
  dependencies(node: string): ReadonlySet<string>;
  /** What must be gone before `node` may be deleted. */
  dependents(node: string): ReadonlySet<string>;
  /** Groups in order of creation: every dependency of a node lies in an earlier group. Reverse it to delete. */
  readonly layers: ReadonlyArray<readonly string[]>;
  /** The nodes of all layers, in order of creation. */
  readonly order: readonly string[];
}

const NONE: ReadonlySet<string> = new Set();

/**
 * A graph of named nodes and what each depends on. Dependencies that are no nodes are left out.
 * @throws AwsError ValidationError `Circular dependency between resources: [A, B]`
 */
export function dependencyGraph(edges: ReadonlyMap<string, Iterable<string>>): DependencyGraph {
  const dependencies = new Map<string, Set<string>>();
  const dependents = new Map<string, Set<string>>([...edges.keys()].map((node) => [node, new Set()]));
  for (const [node, needed] of edges) {
    const known = new Set([...needed].filter((name) => edges.has(name)));
    dependencies.set(node, known);
    for (const name of known) dependents.get(name)?.add(node);
  }
  const layers = layersOf(dependencies, dependents);
  return {
    nodes: [...edges.keys()],
    dependencies: (node) => dependencies.get(node) ?? NONE,
    dependents: (node) => dependents.get(node) ?? NONE,
    layers,
    order: layers.flat(),
  };
}

function layersOf(
  dependencies: ReadonlyMap<string, ReadonlySet<string>>,
  dependents: ReadonlyMap<string, ReadonlySet<string>>,
): string[][] {
  const missing = new Map([...dependencies].map(([node, needed]) => [node, needed.size]));
  const layers: string[][] = [];
  let layer = [...missing.keys()].filter((node) => missing.get(node) === 0);
  while (layer.length > 0) {
    layers.push(layer);
    const freed: string[] = [];
    for (const node of layer) {
      missing.delete(node);
      for (const dependent of dependents.get(node) ?? NONE) {
        const left = (missing.get(dependent) ?? 0) - 1;
        missing.set(dependent, left);
        if (left === 0) freed.push(dependent);
      }
    }
    layer = freed;
  }
  if (missing.size > 0) throw circular(new Set(missing.keys()), dependencies, dependents);
  return layers;
}

/** The resources that AWS names: those on a cycle or between two, without what merely depends on them. */
function circular(
  stuck: Set<string>,
  dependencies: ReadonlyMap<string, ReadonlySet<string>>,
  dependents: ReadonlyMap<string, ReadonlySet<string>>,
): Error {
  // Every stuck node has a stuck dependency; dropping those that no stuck node depends on leaves the cycles.
  for (const queue = [...stuck]; queue.length > 0;) {
    const node = queue.pop();
    if (node === undefined || !stuck.has(node) || [...(dependents.get(node) ?? NONE)].some((name) => stuck.has(name)))
      continue;
    stuck.delete(node);
    queue.push(...(dependencies.get(node) ?? NONE));
  }
  return validationError(`Circular dependency between resources: [${[...stuck].join(", ")}]`);
}
