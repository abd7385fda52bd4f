import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Half of the time goes into programs that are waited for; left to itself it would keep one core of two idle.
    maxWorkers: "100%",
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/bundle.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
