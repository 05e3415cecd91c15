import { join } from "node:path";
import { expect, test } from "vitest";
import { templatesOf } from "../support/python.ts";
import { apps } from "./page.ts";

test("after the switch, the page's Python app makes the same template", { timeout: 600_000 }, async () => {
  const { before, after } = apps("python");
  expect(after).not.toBe(before);
  const templates = await templatesOf(join(import.meta.dirname, "run.py"), before, after);
  expect(templates["after"]).toEqual(templates["before"]);
  expect(JSON.stringify(templates["after"])).toContain("AWS::RDS::DBCluster");
});
