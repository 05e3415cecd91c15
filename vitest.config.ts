import { defineConfig } from "vitest/config";

// Unit tests are fast and touch no server; integration tests start real ones and take longer.
export default defineConfig({
  test: {
    projects: [
      { test: { name: "constructs", include: ["packages/constructs/test/**/*.test.ts"], testTimeout: 60_000 } },
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
