import type { NormalizedSchema } from "@smithy/core/schema";
import { requiredMembers } from "../gateway/codec/model.js";

/** A small seeded generator (mulberry32): the same seed gives the same values on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const TEXTS = [
  "plain",
  "a b+c=d&e",
  "<tag attr='x'>\"&amp;</tag>",
  "naïve ☂ 😀",
  "100%25 %zz",
  "line\nbreak\ttab",
  "x.member.1",
  "0012",
  "true",
  '[{"k":null}]',
];
const HEADER_TEXTS = ["plain", "a b;c=d", "0012", "W/x", "arn:aws:x:y"];

export interface ValueOptions {
  readonly random: () => number;
  /** Values for members by name, where clients check or rewrite them; `undefined` leaves the member out. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** How deep structures nest; deeper members are left out. */
  readonly depth?: number;
}

/** A random value of a schema: every member set (of a union one), texts with characters that need escaping. Undefined when nothing can be made. */
export function randomValue(
  schema: NormalizedSchema,
  options: ValueOptions,
  depth: number = options.depth ?? 4,
): unknown {
  const { random, fixed = {} } = options;
  const pick = <T>(values: readonly T[]): T | undefined => values[Math.floor(random() * values.length)];
  const traits = schema.getMergedTraits();
  if (schema.isStructSchema()) {
    const made: Array<[string, unknown]> = [];
    const required = requiredMembers(schema);
    for (const [name, member] of schema.structIterator()) {
      // At the bottom only what must be there: the required members, or else one scalar.
      const wanted = required.includes(name) || (required.length === 0 && made.length === 0 && !isContainer(member));
      if (depth <= 0 && !wanted && !(name in fixed)) continue;
      const isFixed = name in fixed && (!isContainer(member) || fixed[name] === undefined);
      const value = isFixed ? fixed[name] : randomValue(member, options, depth - 1);
      if (value !== undefined) made.push([name, value]);
    }
    const chosen = schema.isUnionSchema() ? [pick(made)].filter((entry) => entry !== undefined) : made;
    return chosen.length === 0 ? undefined : Object.fromEntries(chosen);
  }
  if (schema.isUnitSchema()) return undefined;
  if (schema.isListSchema()) {
    const items = [0, 1]
      .map(() => randomValue(schema.getValueSchema(), options, depth - 1))
      .filter((item) => item !== undefined);
    if (items.length === 0) return undefined;
    return traits.sparse === 1 ? [...items, null] : items;
  }
  if (schema.isMapSchema()) {
    const value = randomValue(schema.getValueSchema(), options, depth - 1);
    return value === undefined ? undefined : { "key-1": value, "key-2": value };
  }
  if (schema.isBooleanSchema()) return random() < 0.5;
  if (schema.isNumericSchema()) return Math.floor(random() * 2 ** 31);
  if (schema.isTimestampSchema()) {
    const milliseconds = traits.httpHeader === undefined && schema.getSchema() !== 6 ? Math.floor(random() * 1000) : 0;
    return new Date(Math.floor(random() * 2e9) * 1000 + milliseconds);
  }
  if (schema.isBlobSchema()) return new Uint8Array([0, 255, 10, Math.floor(random() * 256)]);
  if (schema.isBigIntegerSchema()) return 2n ** 70n;
  if (schema.isDocumentSchema()) return { nested: [1, "two", { three: true }] };
  const headerBound = traits.httpHeader !== undefined || traits.httpPrefixHeaders !== undefined;
  return pick(headerBound ? HEADER_TEXTS : TEXTS);
}

function isContainer(schema: NormalizedSchema): boolean {
  return schema.isStructSchema() || schema.isListSchema() || schema.isMapSchema();
}
