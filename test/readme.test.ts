import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildStory } from "../src/cli/demo/build.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Pages whose commands are run in other repositories: by `test/story.test.ts`, and by `test/cli/fix.test.ts`. */
const runElsewhere = ["docs/exception-story.md", "docs/fix.md"];

/** Every page that shows a command of the demo's repository with what it prints. */
const pages = ["README.md", ...readdirSync(join(root, "docs")).map((name) => `docs/${name}`)].filter(
  (page) =>
    page.endsWith(".md") &&
    !runElsewhere.includes(page) &&
    /^```console(?: excerpt)?\n\$ proviso /m.test(readFileSync(join(root, page), "utf8")),
);
let repository = "";

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), "proviso-readme-"));
  buildStory(repository);
  for (const { path, text } of files) writeFileSync(join(repository, path), text);
  cpSync(join(root, "docs/examples"), join(repository, "examples"), { recursive: true });
});
afterAll(() => rmSync(repository, { recursive: true, force: true }));

/** Files that a page shows, in blocks that name them: ` ```markdown file=NAME `. Its commands find them. */
const files = pages.flatMap((page) =>
  [...readFileSync(join(root, page), "utf8").matchAll(/^```\w* file=([\w.-]+)\n(.*?)^```$/gms)].map(
    ([, path = "", text = ""]) => ({ path, text }),
  ),
);

/** Blocks of the form `$ proviso …` with the output below. */
const blocks = pages.flatMap((page) =>
  [
    ...readFileSync(join(root, page), "utf8").matchAll(/^```console\n\$ proviso (.*)\n([^`]*(?:`(?!``)[^`]*)*)```$/gm),
  ].map(([, command = "", output = ""]) => ({ page, command, output })),
);

test.each(pages)("%s shows commands", (name) =>
  expect([...blocks, ...excerpts].filter(({ page }) => page === name).length).toBeGreaterThan(
    name === "README.md" ? 3 : 0,
  ),
);

test.each(blocks)("$page: proviso $command", ({ command, output }) => {
  const bundle = join(root, "dist", "proviso.cjs");
  const { stdout, stderr } = spawnSync(process.execPath, [bundle, ...command.split(" ")], {
    cwd: repository,
    encoding: "utf8",
  });
  expect(stdout + stderr).toBe(output);
});

/** Blocks in which `…` stands for what is left out: every other line stands in the output, in that order. */
const excerpts = pages.flatMap((page) =>
  [...readFileSync(join(root, page), "utf8").matchAll(/^```console excerpt\n\$ proviso ([^\n]*)\n(.*?)^```$/gms)].map(
    ([, command = "", lines = ""]) => ({ page, command, lines: lines.split("\n").filter((line) => line !== "") }),
  ),
);

test.each(excerpts)("$page: proviso $command, in part", ({ command, lines }) => {
  const bundle = join(root, "dist", "proviso.cjs");
  const { stdout } = spawnSync(process.execPath, [bundle, ...command.split(" ")], {
    cwd: repository,
    encoding: "utf8",
  });
  expect(lines.length).toBeGreaterThan(1);
  let from = 0;
  for (const part of lines.flatMap((line) => line.split("…")).filter((text) => text !== "")) {
    const at = stdout.indexOf(part, from);
    expect(at === -1 ? `not in the output: ${part}` : part).toBe(part);
    from = at + part.length;
  }
});
