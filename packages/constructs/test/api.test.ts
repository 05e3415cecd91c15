import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadAssemblyFromPath } from "@jsii/spec";
import { expect, test } from "vitest";
import { reference } from "../scripts/api/render.mts";
import { assertBuilt, ROOT } from "./support/built.ts";

test("API.md says what the compiled library exports; if not: npm run docs:api -w packages/constructs", () => {
  assertBuilt();
  const written = readFileSync(join(ROOT, "API.md"), "utf8").split("\n");
  expect(written).toEqual(reference(loadAssemblyFromPath(ROOT, false)).split("\n"));
});
