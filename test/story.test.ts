import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createRepository, type TestRepository } from "./git/repository.ts";
import { actOut, actsOf, programsIn } from "./story.ts";

/** Pages that act, and how many blocks of commands each has at least. */
const pages = [
  { name: "exception-story.md", commandsMin: 6 },
  { name: "adoption.md", commandsMin: 3 },
];

describe.each(pages)("$name", ({ name: pageName, commandsMin }) => {
  const page = readFileSync(fileURLToPath(new URL(`../docs/${pageName}`, import.meta.url)), "utf8");
  const acts = actsOf(page);
  let repository: TestRepository;
  let programs = "";

  beforeAll(() => {
    repository = createRepository();
    programs = programsIn(join(repository.path, "../programs"), inject("bundle"));
  });
  afterAll(() => repository.remove());

  test("acts", () => expect(acts.filter(({ kind }) => kind === "commands").length).toBeGreaterThanOrEqual(commandsMin));

  /** One after another, in one repository: each builds on those before it. */
  test.each(
    acts.map((act, index) => ({ act, name: act.kind === "file" ? act.path : `${index}: ${act.commands[0]?.command}` })),
  )("$name", ({ act }) => {
    const said = actOut(act, repository, programs);
    if (act.kind === "commands")
      expect(said).toBe(act.commands.map(({ command, output }) => `$ ${command}\n${output}`).join(""));
  });
});
