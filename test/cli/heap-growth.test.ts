import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  return Number(run(script));
}

function run(script: string): string {
  const options = ["--experimental-strip-types", "--no-warnings", "--input-type=module", "--eval", script];
  return execFileSync(process.execPath, options, { encoding: "utf8", env: { PATH: process.env["PATH"] } });
}

test.each(["new", "all"] as const)("memory for new objects stays small where many are made that stay: %s", (kept) => {
  const limited = youngMegabytes(kept);
  expect(limited).toBeLessThan(youngMegabytes(null));
  expect(limited).toBeLessThanOrEqual(24);
});

test("code that is kept when such a process ends is taken by the next", () => {
  const directory = mkdtempSync(join(tmpdir(), "proviso-heap-"));
  const file = JSON.stringify(join(directory, "code"));
  try {
    run(`
      import { writeFileSync } from "node:fs";
      import { Script } from "node:vm";
      import { createHeapLimit } from ${JSON.stringify(module)};
      const script = new Script("1 + 1");
      process.once("exit", () => writeFileSync(${file}, script.createCachedData()));
      const limit = createHeapLimit("all");
      const kept = [];
      for (let one = 0; one < 1000000; one += 1) {
        if (one % 1000 === 0) limit();
        kept.push({ one });
      }
    `);
    const rejected = run(`
      import { readFileSync } from "node:fs";
      import { Script } from "node:vm";
      console.log(new Script("1 + 1", { cachedData: readFileSync(${file}) }).cachedDataRejected);
    `);
    expect(rejected).toBe("false\n");
  } finally {
    rmSync(directory, { recursive: true });
  }
});
