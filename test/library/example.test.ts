import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildStory } from "../../src/cli/demo/build.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
let repository = "";

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), "proviso-library-"));
  buildStory(repository);
});
afterAll(() => rmSync(repository, { recursive: true, force: true }));

function runExample(branch: string): { status: number | null; output: string } {
  spawnSync("git", ["checkout", "--quiet", branch], { cwd: repository });
  const script = join(root, "examples", "judge-range.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, "main"], {
    cwd: repository,
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}

test("the example of the library judges a range as a CI script would", () => {
  expect(runExample("contributions")).toMatchObject({ status: 1, output: expect.stringContaining("fail: 9 commits") });
});

test("and is quiet about ordinary work but for saying which policy it used", () => {
  const { status, output } = runExample("ordinary");
  expect(status).toBe(0);
  expect(output).not.toContain("fail");
});

test("the page about the library shows the example as it is", () => {
  const page = readFileSync(join(root, "docs", "library.md"), "utf8");
  expect(page).toContain(readFileSync(join(root, "examples", "judge-range.mjs"), "utf8"));
});
