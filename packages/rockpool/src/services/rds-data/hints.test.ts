import { describe, expect, test } from "vitest";
import { HINTS, type Hint, hintOn } from "./hints.js";

const ALL: ReadonlyArray<[string, Hint]> = Object.entries(HINTS);
/** What one family has, and the other does not. */
const FAMILIES = {
  postgres: /PostgreSQL|PostGIS|::|\$\$|jsonb|bytea|search_path|string_to_array|unnest|WITH \(FORCE\)|bigint/,
  mysql: /MySQL|MariaDB|FIND_IN_SET|CONVERT_TZ|USING/,
} as const;

describe.each([
  ["postgres", FAMILIES.mysql],
  ["mysql", FAMILIES.postgres],
] as const)("advice for a cluster of %s", (family, foreign) => {
  test.each(ALL.flatMap(([, hint]) => hintOn(hint, family) ?? []).map((text) => [text]))(
    "has nothing of the other family: %s",
    (text) => {
      // Of a type hint, whose it is may be said.
      expect(text.replace("is PostgreSQL's", "")).not.toMatch(foreign);
    },
  );
});

test("a hint is for one family at least", () => {
  expect(ALL.filter(([, hint]) => (hintOn(hint, "postgres") ?? hintOn(hint, "mysql")) === undefined)).toEqual([]);
});
