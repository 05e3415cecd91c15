import type { NormalizedSchema } from "@smithy/core/schema";
import { requiredMembers } from "./model.js";
import { isRecord } from "../../record.js";

/** The paths of required members that are missing, in the services' own notation: `tags.1.member.key`. */
export function missingMembers(schema: NormalizedSchema, value: unknown, path = ""): string[] {
  if (schema.isStructSchema() && isRecord(value)) {
    const missing = requiredMembers(schema)
      .filter((name) => value[name] === undefined)
      .map((name) => path + lowerFirst(name));
    for (const [name, member] of schema.structIterator()) {
      if (value[name] !== undefined && isContainer(member))
        missing.push(...missingMembers(member, value[name], `${path}${lowerFirst(name)}.`));
    }
    return missing;
  }
  if (schema.isListSchema() && Array.isArray(value)) {
    const item = schema.getValueSchema();
    if (!isContainer(item)) return [];
    return value.flatMap((element: unknown, index) => missingMembers(item, element, `${path}${index + 1}.member.`));
  }
  if (schema.isMapSchema() && isRecord(value)) {
    const item = schema.getValueSchema();
    if (!isContainer(item)) return [];
    return Object.entries(value).flatMap(([key, element]) => missingMembers(item, element, `${path}${key}.member.`));
  }
  return [];
}

/** The services' wording for missing members. */
export function missingMessage(paths: readonly string[]): string {
  const problems = paths.map((path) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`);
  return `${paths.length} validation error${paths.length === 1 ? "" : "s"} detected: ${problems.join("; ")}`;
}

function isContainer(schema: NormalizedSchema): boolean {
  return schema.isStructSchema() || schema.isListSchema() || schema.isMapSchema();
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
