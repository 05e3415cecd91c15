import { readFileSync } from "node:fs";
import type { ResourceSchema } from "../cloudformation/contract.js";
import { RockpoolError } from "../errors.js";

// The build makes these files (scripts/trim-spec.mjs). The path holds from src and from dist, which lie at the same depth.
const GENERATED = new URL("../../generated/", import.meta.url);

/** AWS's resource specification, cut down to what Rockpool runs. */
export interface ResourceSchemas {
  /** The specification of a type in types.json. */
  schema(type: string): ResourceSchema | undefined;
  /** Whether AWS knows the type. */
  exists(type: string): boolean;
}

/**
 * The resource specification; its files are read when they are first needed.
 * @throws RockpoolError `NotBuilt` when the build has not made them
 */
export function resourceSchemas(): ResourceSchemas {
  let schemas: Map<string, ResourceSchema> | undefined;
  let types: Set<string> | undefined;
  return {
    schema: (type) =>
      (schemas ??= new Map(Object.entries(read<Record<string, ResourceSchema>>("resource-schemas.json")))).get(type),
    exists: (type) => (types ??= new Set(read<string[]>("resource-types.json"))).has(type),
  };
}

// Written by our own build, in this shape.
function read<T>(name: string): T {
  const file = new URL(name, GENERATED);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new RockpoolError("NotBuilt", `${file.pathname} is missing`, { hint: "Run npm run build.", cause });
  }
  const value: T = JSON.parse(text);
  return value;
}
