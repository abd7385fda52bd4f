import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

const module = new URL("../../src/cli/heap-growth.ts", import.meta.url).href;

/** Megabytes of memory for new objects in a process that makes many that stay, with the limit and without. */
function youngMegabytes(kept: "new" | "all" | null): number {
  const script = `
    import { getHeapSpaceStatistics } from "node:v8";
    import { createHeapLimit } from ${JSON.stringify(module)};
    const limit = ${kept !== null} ? createHeapLimit(${JSON.stringify(kept)}) : () => {};
    const kept = [];
    for (let round = 0; round < 200; round += 1) {
      limit();
      for (let one = 0; one < 5000; one += 1) kept.push({ one, text: [round, one] });
    }
    console.log(getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space").space_size / (1 << 20));
  `;
  const options = ["--experimental-strip-types", "--no-warnings", "--input-type=module", "--eval", script];
  return Number(execFileSync(process.execPath, options, { encoding: "utf8", env: { PATH: process.env["PATH"] } }));
}

test.each(["new", "all"] as const)("memory for new objects stays small where many are made that stay: %s", (kept) => {
  const limited = youngMegabytes(kept);
  expect(limited).toBeLessThan(youngMegabytes(null));
  expect(limited).toBeLessThanOrEqual(24);
});
