import { expect, test } from "vitest";
import type { Change } from "../../src/core/commit/facts.ts";
import generatedAcknowledged from "../../src/core/rules/generated/generated-acknowledged.ts";
import { learned } from "../../src/core/text/learned.ts";
import { judgeExample, situationOf } from "../../src/testing/situations.ts";

/** What comes of a commit that adds a binary file, or changes one, by the words of its message. */
const outcomeOf = (words: string, changes: string, when: string): string =>
  judgeExample(generatedAcknowledged, { text: `lamp: brighter\n\n${words}\n`, changes }, { when }).outcome.kind;

test.each<[words: string, path: string, outcome: string]>([
  ["It holds boot.bin, too.", "a/boot.bin", "met"],
  ["It holds boot, too.", "a/boot.bin", "met"],
  ["It holds boot.x, too.", "a/boot.x.bin", "met"],
  ["It is a .bin, too.", "a/boot.bin", "met"],
  ["It is a bin, too.", "a/boot.bin", "met"],
  ["It is an x64, too.", "a/boot.x64.bin", "met"],
  ["It is of meson, too.", "a/meson-1.9.0-py3.whl", "met"],
  ["It stands in data, too.", "a/data/x.o", "met"],
  ["It has no word for it.", "a/data/boot.bin", "unmet"],
  // Two letters are no name, but where they are all of it.
  ["See ab, and aa.", "aa/ab.o", "unmet"],
  ["See ab-1.", "aa/ab-1", "met"],
  ["See o.", "data/boot.o", "unmet"],
  ["See me.", "data/meson-1.whl", "unmet"],
  ["See a.", "a/boot.bin", "unmet"],
  // A name without an extension is not cut.
  ["See 7boo.", "data/7boot", "unmet"],
  ["See 7boot.", "data/7boot.bin", "met"],
  ["See 7boot.", "data/7boot.x.bin", "unmet"],
  ["See .hidden.", "data/.hidden.bin", "met"],
])("%s of %s: %s", (words, path, outcome) => {
  expect(outcomeOf(words, `A ${path} binary`, "added")).toBe(outcome);
});

test.each<[what: string, changes: string, when: string, outcome: string]>([
  ["adds", "A boot.bin binary", "changed", "unmet"],
  ["changes", "M boot.bin binary", "changed", "unmet"],
  ["copies", "C old.bin -> boot.bin binary", "added", "unmet"],
  ["gives another name", "R old.bin -> boot.bin binary", "added", "not-applicable"],
  ["takes out", "D boot.bin binary", "changed", "not-applicable"],
  ["changes, where only new ones count,", "M boot.bin binary", "added", "not-applicable"],
])("a file that a commit %s is brought in or not", (_, changes, when, outcome) => {
  expect(outcomeOf("Words.", changes, when)).toBe(outcome);
});

test.each<[what: string, Partial<Change>, outcome: string]>([
  ["under another name", { status: "renamed", from: "old.bin", newBlob: "1" }, "not-applicable"],
  ["under another name, and changed", { status: "renamed", from: "old.bin" }, "unmet"],
  ["under another mode", { newMode: "100755", newBlob: "1" }, "not-applicable"],
  ["as a copy", { status: "copied", from: "old.bin", newBlob: "1" }, "unmet"],
])("a file %s", (_, change, outcome) => {
  const old = { path: "boot.bin", from: null, oldMode: "100644", newMode: "100644", oldBlob: "1", newBlob: "2" };
  const changes = learned([{ ...old, status: "modified", added: null, deleted: null, ...change } as const]);
  const settings = { when: "changed", words: [] };
  const situation = situationOf({ text: "lamp: brighter\n" }, settings, []);
  const of = { ...situation, commit: { ...situation.commit, changes } };
  expect(generatedAcknowledged.check(of, settings).kind).toBe(outcome);
});
