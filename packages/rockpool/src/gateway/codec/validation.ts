import type { NormalizedSchema } from "@smithy/core/schema";
import { Compiled, lazily } from "./compiled.js";
import { requiredMembers } from "./model.js";
import { isRecord } from "../../record.js";

/** Finds the required members that are missing in a value, by their paths below `path`. */
type Check = (value: unknown, path: string) => readonly string[];

const NONE: readonly string[] = [];
const CHECKS = new Compiled(check);

/** The paths of required members that are missing, in the services' own notation: `tags.1.member.key`. */
export function missingMembers(schema: NormalizedSchema, value: unknown): readonly string[] {
  return CHECKS.of(schema)(value, "");
}

function check(schema: NormalizedSchema): Check {
  if (!canMiss(schema)) return () => NONE;
  if (schema.isStructSchema()) {
    const required = requiredMembers(schema);
    const containers = lazily(() =>
      [...schema.structIterator()]
        .filter(([, member]) => canMiss(member))
        .map(([name, member]) => ({ name, missing: CHECKS.of(member) })),
    );
    return (value, path) => {
      if (!isRecord(value)) return NONE;
      const missing = required.filter((name) => value[name] === undefined).map((name) => path + lowerFirst(name));
      for (const { name, missing: within } of containers()) {
        if (value[name] !== undefined) missing.push(...within(value[name], `${path}${lowerFirst(name)}.`));
      }
      return missing;
    };
  }
  const within = lazily(() => CHECKS.of(schema.getValueSchema()));
  return schema.isListSchema()
    ? (value, path) =>
        Array.isArray(value)
          ? value.flatMap((element, index) => within()(element, `${path}${index + 1}.member.`))
          : NONE
    : (value, path) =>
        isRecord(value)
          ? Object.entries(value).flatMap(([key, element]) => within()(element, `${path}${key}.member.`))
          : NONE;
}

/** The services' wording for missing members. */
export function missingMessage(paths: readonly string[]): string {
  const problems = paths.map((path) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`);
  return `${paths.length} validation error${paths.length === 1 ? "" : "s"} detected: ${problems.join("; ")}`;
}

/** Whether a value can lack a required member anywhere below; thousands of values in a list are not looked at for nothing. */
function canMiss(schema: NormalizedSchema, seen = new Set<unknown>()): boolean {
  // What was seen before is under way, or cannot: else the search would have ended there.
  const raw: unknown = schema.getSchema();
  if (seen.has(raw)) return false;
  seen.add(raw);
  if (schema.isStructSchema())
    return (
      requiredMembers(schema).length > 0 || [...schema.structIterator()].some(([, member]) => canMiss(member, seen))
    );
  return (schema.isListSchema() || schema.isMapSchema()) && canMiss(schema.getValueSchema(), seen);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
