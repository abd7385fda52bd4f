import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { evidenceSchema } from "../../scripts/write-report-schema.ts";
import { createRepository, type TestRepository } from "../git/repository.ts";
import { declining, decliningDocument, expectRefusal, proviso, repositoryWith, signOff, using } from "./proviso.ts";

let repository: TestRepository;
let original = "";

const source = (name: string, last: string): string =>
  `int use(int a)\n{\n    int ${name} = a + 1;\n\n    return ${name} * ${name}${last};\n}\n`;

beforeAll(() => {
  repository = createRepository();
  repository.commit({ message: "one\n", files: { "a.c": source("old_name", ""), "b.h": "int b;\n" } });
  repository.commit({ message: "rename\n", files: { "a.c": source("new_name", "") } });
  original = repository.commit({ message: "sneak\n", files: { "a.c": source("newer_name", " + 1") } });
  const body = `Revert "sneak"\n\nThis reverts commit ${original}.\n`;
  repository.commit({ message: body, files: { "a.c": source("new_name", "") } });
  repository.commit({ message: "taken\n", files: { "b.h": "int b, taken_name;\n" } });
  repository.commit({ message: "outside\n", files: { "b.h": "int b, other_name;\n" } });
  repository.commit({ message: "unread\n", files: { "a.pl": "my $a;\n" } });
  repository.commit({ message: "unread again\n", files: { "a.pl": "my  $a;\n" } });
});
afterAll(() => repository.remove());

describe("proviso evidence", () => {
  test("shows a renaming, with the names, and proves nothing by it", () => {
    const { status, stdout } = proviso(repository, ["evidence", "HEAD~6", "--kind", "identifiers"]);
    expect(stdout).toContain(
      "  identifiers: not proved: the tokens are equal under one renaming of one name in 3 places; ",
    );
    expect(stdout).toContain("\n      `old_name` → `new_name`, in 3 places\n");
    expect(status).toBe(2);
  });

  test("shows a renaming beside what is proved", () => {
    const { status, stdout } = proviso(repository, ["evidence", "HEAD~6"]);
    expect(stdout.match(/^ {2}\w+: (?:not )?proved/gm)).toEqual([
      "  identifiers: not proved",
      "  substitution: proved",
    ]);
    expect(status).toBe(0);
  });

  test("says what a change is besides", () => {
    const { status, stdout } = proviso(repository, ["evidence", "HEAD~5", "--kind", "substitution"]);
    expect(stdout).toMatch(/substitution: not proved: also changes one place: `a.c`:5:/);
    expect(stdout).toMatch(/in 2 places, such as a.c:3 and a.c:5:\n {8}- new_name\n {8}\+ newer_name\n/);
    expect(status).toBe(2);
  });

  test("finds the commit that is reverted", () => {
    const { stdout } = proviso(repository, ["evidence", "HEAD~4", "--kind", "revert"]);
    expect(stdout).toContain(`revert: proved: the exact inverse of ${original.slice(0, 12)} ("sneak")\n`);
  });

  test("shows a name as renamed that can be seen elsewhere", () => {
    const { stdout } = proviso(repository, ["evidence", "HEAD~2", "--kind", "identifiers"]);
    expect(stdout).toContain("`taken_name` → `other_name`, in one place\n");
  });

  test("says what it cannot read, once for all kinds", () => {
    const { status, stdout } = proviso(repository, ["evidence", "HEAD"]);
    expect(stdout).toContain(
      "  format, comments, identifiers, move, substitution: not proved: no grammar is at hand for `a.pl`\n",
    );
    expect(status).toBe(2);
  });

  test("takes ranges, newest first, and kinds one by one", () => {
    const { stdout } = proviso(repository, ["evidence", "HEAD~7..HEAD~5", "--kind", "format", "--kind", "move"]);
    expect(stdout.match(/^[0-9a-f]{12} .*$/gm)?.map((line) => line.slice(13))).toEqual(["sneak", "rename"]);
  });

  test("JSON follows the published schema", () => {
    const { stdout } = proviso(repository, ["evidence", "HEAD~7..", "--format", "json"]);
    const validate = new Ajv2020.default({ strict: true, allErrors: true }).compile(evidenceSchema);
    const value = JSON.parse(stdout) as { commits: readonly unknown[] };
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
    expect(value.commits).toHaveLength(7);
    expect(validate({ ...value, more: 1 })).toBe(false);
  });

  test("proves patches from mails where nobody sees them", () => {
    const mails = repository.git("format-patch", "--stdout", "--thread", "HEAD~7..HEAD~5");
    const ids = [...mails.matchAll(/^Message-Id: (<.*>)$/gim)].map(([, id = ""]) => id);
    writeFileSync(join(repository.path, "series.mbox"), `${mails}\n`);
    const options = ["--onto", "HEAD~7", "--kind", "identifiers"];
    const run = proviso(repository, ["evidence", "series.mbox", ...options]);
    expect(run.stdout.split("\n").filter((line) => !line.startsWith("   "))).toEqual([
      expect.stringMatching(/^series\.mbox: patches applied to [0-9a-f]{12}$/),
      "mail 1 rename",
      expect.stringMatching(/^ {2}identifiers: not proved: the tokens are equal under one renaming /),
      "mail 2 sneak",
      expect.stringMatching(/^ {2}identifiers: not proved: `a\.c`:/),
      "",
    ]);
    expect(run.status).toBe(2);
    const piped = proviso(repository, ["evidence", "-", "--format", "json", ...options], { input: `${mails}\n` });
    const commits = (JSON.parse(piped.stdout) as { commits: readonly { id: string; mail: unknown }[] }).commits;
    expect(commits.map(({ id }) => id)).toEqual(ids);
    expect(commits[1]?.mail).toMatchObject({ file: "standard input", number: 2, ontoBy: "caller", without: [] });
    expectRefusal(
      proviso(repository, ["evidence", "series.mbox"]),
      3,
      "series.mbox: mail 1 (rename) does not apply to HEAD: ",
    );
    expectRefusal(proviso(repository, ["evidence", "series.mbox", "--onto", "nosuch"]), 3, "`nosuch` names no commit");
    expectRefusal(proviso(repository, ["evidence", "nosuch.mbox"]), 3, "`nosuch.mbox` cannot be read");
    expectRefusal(proviso(repository, ["evidence", "HEAD", "--onto", "HEAD"]), 3, "no file of mails is named");
    expectRefusal(proviso(repository, ["evidence", "a.c"]), 3, "for the mails in the file of that name, say `./a.c`");
    const broken = proviso(repository, ["evidence", "series.mbox", "--format", "json"]);
    expect(broken).toMatchObject({ status: 3, stdout: "" });
    expect(proviso(repository, ["replay", "series.mbox", "--onto", "HEAD~7"]).stdout).toContain("mail 2 sneak");
    expectRefusal(proviso(repository, ["evidence", "./a.c"]), 3, "./a.c: there is no mail with a patch in it");
  });

  test("says that a range is empty", () => {
    expect(proviso(repository, ["evidence", "HEAD..HEAD"])).toMatchObject({
      status: 2,
      stdout: "undecided: the range has no commit\n",
    });
    const { stdout } = proviso(repository, ["evidence", "HEAD..HEAD", "--format", "json"]);
    expect(JSON.parse(stdout)).toEqual({ evidence: 1, commits: [] });
  });

  test("refuses what it does not know", () => {
    expectRefusal(proviso(repository, ["evidence", "HEAD", "--kind", "formt"]), 3, "did you mean `format`?");
    expectRefusal(
      proviso(repository, ["evidence", "HEAD", "--templates", "0"]),
      3,
      "--templates takes a number from 1 on",
    );
    expectRefusal(proviso(repository, ["evidence", "nowhere"]), 3, "nowhere");
    expect(proviso(repository, ["evidence"]).status).toBe(3);
  });
});

describe("an exception for renamings", () => {
  const entry = "\n#### Renamings\n\n- **Exception:** plain-renamings\n- **Covers:** code\n- **Change:** identifiers\n";
  const files = { ...declining, "doc.md": decliningDocument + entry, "a.c": source("old_name", "") };
  const said = "This falls under the exception plain-renamings, as one name becomes another and nothing else changes.";

  test("is left to people, who are shown the names", () =>
    using(repositoryWith(files), (project) => {
      const renamed = { "a.c": source("new_name", "") };
      project.commit({ message: `a: rename\n\n${said}\n\n${signOff}`, files: renamed });
      const check = proviso(project, ["check", "base..", "-v"]);
      expect(check.stdout).toContain(
        "undecided: ai-content-permitted: the exception plain-renamings may cover the change",
      );
      expect(check.stdout).toMatch(
        /judgement {2}Change: identifiers +identifiers: the tokens are equal under one renaming/,
      );
      expect(check.stdout).toContain("`old_name` → `new_name`, in 3 places\n");
      expect(check.status).toBe(2);
      const tag = "Acked-by: Lin Example <lin@example.org>\n";
      project.git("reset", "--hard", "base");
      project.commit({ message: `a: rename\n\n${said}\n\n${tag}${signOff}`, files: renamed });
      const acked = proviso(project, ["check", "base.."]);
      expect(acked.stdout).toContain("under exception plain-renamings (doc.md:18), judged by people, Acked-by from");
      expect(acked.status).toBe(0);
    }));
});
