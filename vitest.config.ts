import { defineConfig } from "vitest/config";
import { coreFolders } from "./test/core-folders.ts";

const everywhere = "test/**/*.test.ts";
const ofTheCore = coreFolders.map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    // Half of the time goes into programs that are waited for; left to itself it would keep one core of two idle.
    maxWorkers: "100%",
    globalSetup: ["test/bundle.ts"],
    projects: [
      // What is pure leaves nothing behind, so its tests share a process, and each source is loaded once in it: a quarter of their time.
      { extends: true, test: { name: "core", include: ofTheCore, isolate: false } },
      { extends: true, test: { name: "edges", include: [everywhere], exclude: ofTheCore } },
    ],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
