import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Reversal } from "../../src/core/audit/exposure.ts";
import { ask, expectError, valueOf, withRepository } from "./check.ts";
import type { TestRepository } from "./repository.ts";

const file = (changed: Readonly<Record<number, string>> = {}): string =>
  Array.from({ length: 20 }, (_, index) => `${changed[index + 1] ?? `line ${index + 1}`}\n`).join("");

/** `clean`, `conflict PATH (KINDS)` and so on, in the order of the commits. */
async function outcomes(repository: TestRepository, ids: readonly string[]): Promise<string[]> {
  const commits = ids.map((id) => ({ id, subject: "subject" }));
  const rehearsal = { revision: "HEAD", commits, patchesAt: null, step: () => {} };
  const { reversals } = valueOf(await ask(repository, (opened) => opened.rehearseReverts(rehearsal)));
  expect(reversals.map(({ id }) => id)).toEqual(ids);
  return reversals.map(({ reversal }) => words(reversal));
}

const words = (reversal: Reversal): string =>
  reversal.kind === "conflict"
    ? `conflict ${reversal.paths.map(({ path, kinds }) => `${path} (${kinds.join(", ")})`).join(", ")}`
    : reversal.kind;

describe("reverts", () => {
  test("clean, in conflict, and with nothing left", () =>
    withRepository({}, async (repository) => {
      repository.commit({ message: "base\n", files: { a: file(), b: file(), c: file() } });
      const clean = repository.commit({ message: "clean\n", files: { a: file({ 3: "three" }) } });
      const overwritten = repository.commit({ message: "conflict\n", files: { b: file({ 3: "three" }) } });
      const undone = repository.commit({ message: "undone\n", files: { c: file({ 3: "three" }) } });
      repository.commit({ message: "later\n", files: { b: file({ 3: "THREE" }), c: file() } });
      expect(await outcomes(repository, [undone, overwritten, clean])).toEqual([
        "nothing-left",
        "conflict b (contents)",
        "clean",
      ]);
    }));

  test("one that builds on another is clean after it, and not before", () =>
    withRepository({}, async (repository) => {
      repository.commit({ message: "base\n", files: { a: file() } });
      const first = repository.commit({ message: "first\n", files: { a: file({ 3: "three" }) } });
      const second = repository.commit({ message: "second\n", files: { a: file({ 3: "THREE" }) } });
      expect(await outcomes(repository, [second, first])).toEqual(["clean", "clean"]);
      expect(await outcomes(repository, [first, second])).toEqual(["conflict a (contents)", "clean"]);
    }));

  test("a root commit, kinds of conflicts, odd paths", () =>
    withRepository({}, async (repository) => {
      const odd = 'two\nlines "quoted"';
      const root = repository.commit({ message: "root\n", files: { a: file(), "-x": "x\n" } });
      const more = repository.commit({ message: "more\n", files: { [odd]: "1\n", bin: Buffer.of(0, 1), "-x": "y\n" } });
      repository.commit({ message: "later\n", files: { [odd]: "2\n", bin: Buffer.of(0, 2) } });
      expect(await outcomes(repository, [more, root])).toEqual([
        `conflict bin (modify/delete), ${odd} (modify/delete)`,
        "conflict -x (modify/delete)",
      ]);
      expect(await outcomes(repository, [root])).toEqual(["conflict -x (modify/delete)"]);
    }));

  test("follows a file that was renamed since", () =>
    withRepository({}, async (repository) => {
      repository.commit({ message: "base\n", files: { old: file() } });
      const change = repository.commit({ message: "change\n", files: { old: file({ 3: "three" }) } });
      repository.git("mv", "old", "new");
      repository.commit({ message: "rename\n", files: { x: "" } });
      expect(await outcomes(repository, [change])).toEqual(["clean"]);
    }));

  test("neither the repository's attributes nor its merge drivers have a say", () =>
    withRepository({}, async (repository) => {
      repository.commit({ message: "base\n", files: { a: file(), ".gitattributes": "a merge=evil\n" } });
      const change = repository.commit({ message: "change\n", files: { a: file({ 3: "three" }) } });
      repository.commit({ message: "later\n", files: { a: file({ 3: "three", 12: "twelve" }) } });
      repository.git("config", "merge.evil.driver", "touch ../driver-ran; exit 1");
      repository.git("config", "merge.renames", "false");
      mkdirSync(join(repository.path, ".git", "info"), { recursive: true });
      writeFileSync(join(repository.path, ".git", "info", "attributes"), "a merge=evil\n");
      expect(await outcomes(repository, [change])).toEqual(["clean"]);
    }));

  test("in bare repositories and with SHA-256", () =>
    withRepository({ objectFormat: "sha256" }, async (repository) => {
      repository.commit({ message: "base\n", files: { a: file() } });
      const change = repository.commit({ message: "change\n", files: { a: file({ 3: "three" }) } });
      expect(await outcomes(repository.clone("--bare"), [change])).toEqual(["clean"]);
    }));

  test("a shallow clone says what it lacks", () =>
    withRepository({}, async (repository) => {
      repository.commit({ message: "base\n", files: { a: file() } });
      const border = repository.commit({ message: "border\n", files: { a: file({ 3: "three" }) } });
      const change = repository.commit({ message: "change\n", files: { a: file({ 3: "three", 12: "twelve" }) } });
      expect(await outcomes(repository.clone("--depth=2"), [change, border])).toEqual(["clean", "unknown"]);
    }));

  test("says that git is too old", () =>
    withRepository({}, async (repository) => {
      const id = repository.commit({ message: "base\n", files: { a: file() } });
      const programs = join(repository.home, "bin");
      mkdirSync(programs);
      const script = `#!/bin/sh\ncase "$*" in *" version") echo git version 2.30.2;; *) PATH='${process.env["PATH"]}' exec git "$@";; esac\n`;
      writeFileSync(join(programs, "git"), script);
      chmodSync(join(programs, "git"), 0o755);
      const environment = { ...repository.environment, PATH: `${programs}:${repository.environment["PATH"]}` };
      const rehearsal = { revision: "HEAD", commits: [{ id, subject: "" }], patchesAt: null, step: () => {} };
      const answer = await ask(repository, (opened) => opened.rehearseReverts(rehearsal), { environment });
      expectError(
        answer,
        "git-too-old",
        "git 2.30.2 cannot merge without a work tree: version 2.38 or newer is needed",
      );
    }));
});
