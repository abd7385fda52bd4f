import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildStory } from "../src/cli/demo/build.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");
let repository = "";

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), "proviso-readme-"));
  buildStory(repository);
});
afterAll(() => rmSync(repository, { recursive: true, force: true }));

/** Blocks of the form `$ proviso …` with the output below. */
const blocks = [...readme.matchAll(/^```console\n\$ proviso (.*)\n([^`]*(?:`(?!``)[^`]*)*)```$/gm)].map(
  ([, command = "", output = ""]) => ({ command, output }),
);

test("the README shows commands", () => expect(blocks.length).toBeGreaterThan(3));

test.each(blocks)("README: proviso $command", ({ command, output }) => {
  const bundle = join(root, "dist", "proviso.cjs");
  const { stdout, stderr } = spawnSync(process.execPath, [bundle, ...command.split(" ")], {
    cwd: repository,
    encoding: "utf8",
  });
  expect(stdout + stderr).toBe(output);
});
