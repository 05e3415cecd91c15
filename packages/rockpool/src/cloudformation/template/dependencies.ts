import type { Json } from "../contract.js";
import { formatError } from "./errors.js";
import { type DependencyGraph, dependencyGraph } from "./graph.js";
import { isObject } from "./json.js";
import type { ResourceDeclaration, Template } from "./model.js";
import { references } from "./references.js";

/** Logical ids of the resources whose condition holds (or that have none), in the template's order. */
function liveResources(template: Pick<Template, "resources">, conditions: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(template.resources).flatMap(([id, { condition }]) =>
    condition === undefined || conditions[condition] === true ? [id] : [],
  );
}

/**
 * The graph of the live resources: by Ref, Fn::GetAtt, Fn::Sub and DependsOn. A branch of Fn::If that is not taken counts for nothing,
 * and so does DependsOn on a resource whose condition is false.
 * @throws AwsError ValidationError for a cycle, and when a live resource refers to one whose condition is false.
 */
export function resourceGraph(
  template: Pick<Template, "resources">,
  conditions: Readonly<Record<string, boolean>>,
): DependencyGraph {
  const live = new Set(liveResources(template, conditions));
  const edges = new Map<string, Set<string>>();
  const absent = new Set<string>();
  for (const [id, resource] of Object.entries(template.resources)) {
    if (!live.has(id)) continue;
    const needed = new Set(resource.dependsOn.filter((name) => live.has(name)));
    for (const name of mentionedResources(template, resourceValues(resource), conditions)) {
      if (live.has(name)) needed.add(name);
      else absent.add(name);
    }
    edges.set(id, needed);
  }
  if (absent.size > 0)
    throw formatError(
      `Unresolved resource dependencies [${[...absent].join(", ")}] in the Resources block of the template`,
    );
  return dependencyGraph(edges);
}

/** The resources of the template that a value (a property, an output) refers to under these conditions. */
export function mentionedResources(
  template: Pick<Template, "resources">,
  value: Json,
  conditions: Readonly<Record<string, boolean>>,
): Set<string> {
  const mentioned = new Set<string>();
  for (const { kind, name } of references(value, conditions)) {
    if (kind !== "condition" && Object.hasOwn(template.resources, name)) mentioned.add(name);
  }
  return mentioned;
}

/** Every part of a resource that may hold intrinsic functions. */
export function resourceValues(resource: ResourceDeclaration): Json {
  const parts: Array<Json | undefined> = [
    resource.properties,
    resource.metadata,
    resource.creationPolicy,
    resource.updatePolicy,
  ];
  return parts.filter(isObject);
}
