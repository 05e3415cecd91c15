import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

// The CDK makes a directory for every app that names none, and leaves them all when a test worker ends.
const scratch = mkdtempSync(join(tmpdir(), "rockpool-constructs-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

// Unit tests are fast and touch no server; integration tests start real ones and take longer.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "constructs",
          include: ["packages/constructs/test/**/*.test.ts"],
          exclude: ["**/*.python.test.ts"],
          testTimeout: 60_000,
          env: { TMPDIR: scratch },
        },
      },
      {
        // They share one virtual environment, which the first of them makes.
        test: {
          name: "python",
          include: ["packages/constructs/test/**/*.python.test.ts"],
          fileParallelism: false,
          testTimeout: 60_000,
          env: { TMPDIR: scratch },
        },
      },
      {
        test: {
          name: "unit",
          include: ["packages/rockpool/src/**/*.test.ts"],
          exclude: ["**/*.integration.test.ts"],
          testTimeout: 15_000,
        },
      },
      {
        test: {
          name: "integration",
          include: ["packages/rockpool/src/**/*.integration.test.ts", "examples/*/test/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
