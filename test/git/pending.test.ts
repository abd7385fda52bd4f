import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { PendingCommit } from "../../src/ports/pending-commit.ts";
import { ask, expectError, valueOf, withRepository } from "./check.ts";
import type { TestRepository } from "./repository.ts";

const pending = async (
  repository: TestRepository,
  message: string,
  environment = {},
  indexFile: string | null = null,
): Promise<PendingCommit> =>
  valueOf(
    await ask(repository, (opened) => opened.pending({ message: Buffer.from(message), indexFile, committing: null }), {
      environment: { ...repository.environment, ...environment },
    }),
  );

const textOf = ({ bytes }: PendingCommit) => Buffer.from(bytes).toString();

describe("the pending commit", () => {
  test("is what git would make of it", () =>
    withRepository({}, async (repository) => {
      repository.commit({ message: "base\n", files: { a: "1\n", ".gitattributes": "a -diff\n" } });
      repository.write("a", "1\n2\n");
      repository.write("untracked", "x");
      repository.git("add", "a");
      const now = await pending(
        repository,
        "subject\n\nbody  \n\n\n# a comment\nSigned-off-by: Ada <ada@example.org>\n",
      );
      repository.run(["commit", "--quiet", "--cleanup=strip", "--file=-"], {
        input: "subject\n\nbody  \n\n\n# a comment\nSigned-off-by: Ada <ada@example.org>\n",
      });
      const made = repository.run(["cat-file", "commit", "HEAD"]);
      expect(textOf(now).trim()).toBe(made.replace(/^tree [0-9a-f]+/, `tree ${"0".repeat(40)}`));
      expect(now.parents).toEqual([repository.git("rev-parse", "HEAD~1")]);
      expect(valueOf(now.changes).map(({ path, status }) => [path, status])).toEqual([["a", "modified"]]);
    }));

  test("of an unborn branch, in either object format", async () => {
    for (const objectFormat of ["sha1", "sha256"] as const)
      await withRepository({ objectFormat }, async (repository) => {
        repository.write("a", "1\n");
        repository.git("add", "a");
        const now = await pending(repository, "first\n");
        expect(now.parents).toEqual([]);
        expect(textOf(now)).toMatch(new RegExp(`^tree ${"0".repeat(objectFormat === "sha1" ? 40 : 64)}\nauthor Ada`));
        expect(valueOf(now.changes)).toMatchObject([{ path: "a", status: "added", added: 1 }]);
      });
  });

  test("of a merge has all parents", () =>
    withRepository({}, async (repository) => {
      const base = repository.commit({ message: "base\n", files: { a: "1" } });
      repository.git("switch", "--quiet", "--create", "side");
      const side = repository.commit({ message: "side\n", files: { b: "1" } });
      repository.git("switch", "--quiet", "main");
      repository.git("merge", "--no-ff", "--no-commit", "side");
      const now = await pending(repository, "merge\n");
      expect(now.parents).toEqual([base, side]);
      expect(valueOf(now.changes).map(({ path }) => path)).toEqual(["b"]);
    }));

  test("with another index, as `git commit PATH` has one while its hooks run", () =>
    withRepository({}, async (repository) => {
      repository.commit({ message: "base\n", files: { a: "1" } });
      const indexFile = join(repository.home, "index");
      repository.write("b", "two\nlines\n");
      repository.run(["add", "b"], { environment: { GIT_INDEX_FILE: indexFile } });
      expect(valueOf((await pending(repository, "x\n")).changes)).toEqual([]);
      const changes = valueOf((await pending(repository, "x\n", {}, indexFile)).changes);
      expect(changes.map(({ path, status }) => `${status} ${path}`)).toContain("added b");
    }));

  test("nothing staged is no change", () =>
    withRepository({}, async (repository) => {
      repository.commit({ message: "base\n", files: { a: "1" } });
      expect(valueOf((await pending(repository, "x\n")).changes)).toEqual([]);
    }));

  test.each([
    [
      "what `commit --verbose` adds is cut",
      [],
      "s\n# ------------------------ >8 ------------------------\ndiff\n",
      "s\n",
    ],
    ["the comment character is the user's", ["core.commentChar", ";"], "s\n; gone\n#12 stays\n", "s\n#12 stays\n"],
    ["cleaning can be off", ["commit.cleanup", "verbatim"], "s  \n# stays\n\n\n", "s  \n# stays\n\n\n"],
    ["or only white space", ["commit.cleanup", "whitespace"], "s  \n# stays\n\n\n", "s\n# stays\n"],
    ["an empty message", [], "# nothing\n", ""],
  ])("%s", (_, setting, message, cleaned) =>
    withRepository({}, async (repository) => {
      if (setting.length > 0) repository.git("config", "--global", ...setting);
      const text = textOf(await pending(repository, message));
      expect(text.slice(text.indexOf("\n\n") + 2)).toBe(cleaned);
    }),
  );

  const cut = "# ------------------------ >8 ------------------------\n";
  const whole = `subject  \n\n\n# comment\nbody\n\n${cut}below\n`;
  test.each(
    ["default", "strip", "whitespace", "verbatim", "scissors"].flatMap((mode) =>
      [true, false].flatMap((isEdited) => [true, false].map((verbose) => [mode, isEdited, verbose] as const)),
    ),
  )("a message is cleaned as git does with commit.cleanup %s, edited: %s, verbose: %s", (mode, isEdited, verbose) =>
    withRepository({}, async (repository) => {
      repository.git("config", "commit.cleanup", mode);
      const file = join(repository.home, "message");
      repository.run(["config", "core.editor", `cp '${file}'`]);
      writeFileSync(file, whole);
      const how = [...(isEdited ? [] : ["--file", file]), ...(verbose ? ["--verbose"] : [])];
      const editor = { GIT_EDITOR: `cp '${file}'` };
      repository.run(["commit", "--quiet", "--allow-empty", ...how], { environment: editor });
      const committing = { edited: isEdited, amends: false, cleanup: null, verbose, now: 0 };
      const question = { message: Buffer.from(whole), indexFile: null, committing };
      const now = valueOf(await ask(repository, (opened) => opened.pending(question)));
      const text = textOf(now);
      const made = repository.run(["cat-file", "commit", "HEAD"]);
      expect(text.slice(text.indexOf("\n\n")).trim()).toBe(made.slice(made.indexOf("\n\n")).trim());
    }),
  );

  test.each([
    ["another program's second", 0, 1, false],
    ["long ago", 0, 60, true],
    ["another time", 1, 60, false],
  ])("HEAD is amended if its author is the same: %s", (_, later, waited, amends) =>
    withRepository({}, async (repository) => {
      repository.commit({ message: "base\n", files: { a: "1" } });
      const seconds = Number(repository.git("log", "-1", "--format=%at"));
      const environment = { ...repository.environment, GIT_AUTHOR_DATE: `@${seconds + later} +0000` };
      const committing = { edited: true, amends: null, cleanup: null, verbose: null, now: seconds + waited };
      const question = { message: Buffer.from("x\n"), indexFile: null, committing };
      const now = valueOf(await ask(repository, (opened) => opened.pending(question), { environment }));
      expect([now.amends, now.parents.length]).toEqual([amends, amends ? 0 : 1]);
    }),
  );

  test("the encoding that git will note", () =>
    withRepository({}, async (repository) => {
      repository.git("config", "i18n.commitEncoding", "ISO-8859-1");
      expect(textOf(await pending(repository, "x\n"))).toContain("\nencoding ISO-8859-1\n\nx\n");
    }));

  test("bytes that are not UTF-8 stay", () =>
    withRepository({}, async (repository) => {
      const message = Buffer.from("caf\xe9\n", "latin1");
      const now = valueOf(
        await ask(repository, (opened) => opened.pending({ message, indexFile: null, committing: null })),
      );
      expect(Buffer.from(now.bytes).toString("latin1")).toMatch(/\n\ncaf\xe9\n$/);
    }));

  test("somebody git does not know", () =>
    withRepository({}, async (repository) => {
      const { PATH = "", HOME = "", GIT_CONFIG_GLOBAL = "" } = repository.environment;
      repository.git("config", "user.useConfigOnly", "true");
      const answer = await ask(
        repository,
        (opened) => opened.pending({ message: Buffer.from("x"), indexFile: null, committing: null }),
        {
          environment: { PATH, HOME, GIT_CONFIG_GLOBAL },
        },
      );
      expectError(answer, "no-identity", "user.name");
    }));
});
