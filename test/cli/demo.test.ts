import { existsSync, rmSync } from "node:fs";
import { expect, test } from "vitest";
import { createRepository } from "../git/repository.ts";
import { proviso, using } from "./proviso.ts";

/** What the story is told for: each kind of commit with what is said of it, in the order of the story. */
const told: readonly (readonly [subject: string, ...words: string[]])[] = [
  [
    "docs: mend the grammar of the lamp page",
    "met ai-content-permitted: under exception documentation-fixes (docs/provenance.rst:22), evident\n",
  ],
  ["lamp: follow the new name of dim()", "undecided: ai-content-permitted: ", "no sentence in the message says why"],
  ["hall: follow the new name of dim()", "judged by people, Acked-by from `Lin Maintainer <lin@example.org>`\n"],
  [
    "stairs: follow the new name of dim()",
    "ai-self-grant: `Acked-by: Ada Maintainer <ada@example.org>` is given by a contributor",
  ],
  ["docs: say how to change the bulb", "undecided: ai-second-opinion: the author is a maintainer"],
  ["lamp: say more", "sign-off-human: `Codex <codex@openai.com>` is a tool"],
  ["docs: list the switches", "no-tool-advertising: `Assisted-by: LLM`"],
  ["tests: scaffold the lamp's tests", "it was withdrawn on 2026-06-30"],
  [
    "docs/provenance: allow whole drivers",
    "policy-self-reliance: the exception `whole-drivers` is only listed by this contribution itself",
  ],
];

test("the demo acts out the story, and leaves nothing behind", () =>
  using(createRepository(), (repository) => {
    const elsewhere = { path: repository.home, environment: repository.environment };
    const run = proviso(elsewhere, ["demo"], { environment: { TMPDIR: repository.home } });
    expect(run).toMatchObject({ status: 0, stderr: "" });
    const [list = "", ordinary = "", contributions = "", mechanical = "", evidence = "", one = ""] = run.stdout
      .split(/^# .*$/m)
      .slice(1);
    expect(list).toContain("test-scaffolding     Scaffolding of tests              withdrawn 2026-06-30");
    expect(ordinary).toBe("\n$ proviso check main..ordinary --day 2026-07-02\n(exit status 0)\n\n");
    expect(contributions).toContain(
      "fail: 9 commits: 6 failed, 1 undecided, 2 passed under an exception\n(exit status 1)\n",
    );
    expect(mechanical).toContain("undecided: 3 commits: 1 undecided, 2 passed under an exception\n(exit status 2)\n");
    expect(mechanical.match(/under exception mechanical-changes \(docs\/provenance.rst:51\), evident/g)).toHaveLength(
      2,
    );
    expect(evidence).toContain("also changes src/house.c:13:\n        - attic_watts\n        + 0\n");
    expect(one).toContain("uniform-changes: Uniform changes\n");
    const blocks = contributions.split("\n\n").filter((block) => /^[0-9a-f]{12} /.test(block));
    expect(blocks.map((block) => block.split("\n")[0]?.slice(13))).toEqual(told.map(([subject]) => subject));
    for (const [index, [, ...words]] of told.entries())
      for (const word of words) expect(`${blocks[index]}\n`).toContain(word);
    expect(run.stdout).toContain("It is gone now");
    const { stdout } = proviso(elsewhere, ["demo", "--keep"], { environment: { TMPDIR: repository.home } });
    const kept = /It is in (\S+)\.\n$/.exec(stdout)?.[1] ?? "";
    expect(existsSync(`${kept}/docs/provenance.rst`)).toBe(true);
    rmSync(kept, { recursive: true });
  }));

test("nothing is said twice of a commit", () =>
  using(createRepository(), (repository) => {
    const { stdout } = proviso(repository, ["demo"]);
    for (const block of stdout.split("\n\n")) {
      const lines = block.split("\n").map((line) => line.replace(/^.*?(?:met [a-z-]+|[0-9a-f]{12}:\d+:\d+): /, ""));
      const saying = lines.filter((line) => line.length > 30 && !line.startsWith("$"));
      expect(new Set(saying).size).toBe(saying.length);
    }
  }));
