import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { OPEN_POINTS } from "./open-points.js";

test.each(OPEN_POINTS)("the place that holds the choice is there: $point", ({ home }) => {
  const missing = home.split(", ").filter((file) => !existsSync(new URL(`../${file}`, import.meta.url)));
  expect(missing).toEqual([]);
});
