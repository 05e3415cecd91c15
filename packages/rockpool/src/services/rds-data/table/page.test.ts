import { expect, test } from "vitest";
import { page } from "./page.js";

test("docs/data-api.md tells what the tests run over", async () => {
  await expect(page()).toMatchFileSnapshot("../../../../../../docs/data-api.md");
});
