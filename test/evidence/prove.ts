import type { Change, CommitFacts } from "../../src/core/commit/facts.ts";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import type { ChangeKind } from "../../src/core/document/document.ts";
import { createPathClasses } from "../../src/core/evidence/classes.ts";
import { type ChangedFile, nothingLearnt } from "../../src/core/evidence/content.ts";
import { evidenceBy } from "../../src/core/evidence/evidence.ts";
import { languageOf } from "../../src/core/evidence/languages.ts";
import type { Proof } from "../../src/core/evidence/proof.ts";
import { learned, unknown } from "../../src/core/text/learned.ts";
import { syntax } from "../syntax/read.ts";

/** Files by path, each with its text before and after; a file of the tree that stays as it is has one text. */
export type Files = { readonly [path: string]: string | readonly [before: string, after: string] };

const evidence = evidenceBy(createPathClasses({}));

/** Proves a kind for a commit of these files, in memory, with the real grammars. */
export async function prove(kind: ChangeKind, files: Files, overrides: Partial<Change> = {}): Promise<Proof> {
  const changed = Object.entries(files).flatMap(([path, texts]) =>
    typeof texts === "string" || texts[0] === texts[1] ? [] : [{ path, before: texts[0], after: texts[1] }],
  );
  const read = await Promise.all(
    changed.map(async ({ path, before, after }): Promise<ChangedFile> => {
      const language = languageOf(path, after);
      const reading = language === null ? unknown("no grammar is at hand") : await syntax.read(language, before, after);
      return { change: { ...changeOf(path), ...overrides }, before, after, language, reading };
    }),
  );
  const commit: CommitFacts = {
    ...parseCommit("c".repeat(40), new TextEncoder().encode(commitText)),
    changes: learned(read.map(({ change }) => change)),
  };
  return evidence(commit, kind, { ...nothingLearnt("nobody has looked"), files: learned(read) });
}

const commitText = `tree ${"a".repeat(40)}\nparent ${"b".repeat(40)}\nauthor A <a@example.org> 1 +0000\ncommitter A <a@example.org> 1 +0000\n\ntopic\n`;

const changeOf = (path: string): Change => ({
  path,
  from: null,
  status: "modified",
  oldMode: "100644",
  newMode: "100644",
  oldBlob: "1".repeat(40),
  newBlob: "2".repeat(40),
  added: 1,
  deleted: 1,
});

/**
 * What people are told of a change: the answer in words, then what is left for them to read and what is shown, a line each. Tests
 * compare it with what stands in `__snapshots__`: which reason is given, and where, is as much of an answer as that there is one.
 */
export function told(proof: Proof): string {
  const shown = "detail" in proof && proof.detail !== undefined ? Object.values(proof.detail).flat() : [];
  const left = "leftovers" in proof ? (proof.leftovers ?? []) : [];
  return [
    `${proof.kind}: ${proof.kind === "proved" ? proof.how : proof.why}`,
    ...[...left, ...shown].map((one) => JSON.stringify(one)),
  ].join("\n");
}
