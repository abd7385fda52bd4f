import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { findDivider, parseTrailers } from "../../src/core/commit/trailers.ts";
import { appended, changedLines, draftOf, moved, newLine, removed, textOf } from "../../src/core/fix/draft.ts";
import { git, inDirectory } from "../commit/git.ts";
import { messages } from "../commit/messages.ts";
import { createRepository } from "../git/repository.ts";
import * as fc from "../random-cases.ts";
import { lins, mine, planOf, signOffRules } from "./planning.ts";

/** git before 2.45 loops for ever over scissors below a divider; a message ends in a line feed wherever git writes one. */
const random = fc
  .sample(messages, { numRuns: fc.fuzzCases(1500) })
  .map((message) => (message.includes(" >8 ") ? message.slice(0, findDivider(message)) : message))
  .filter((message) => message.endsWith("\n") && message.trim() !== "");

describe("a sign-off is added as git adds it", () => {
  test("git interpret-trailers --trailer", () => {
    const cases = random.slice(0, 400);
    const add = ["--if-exists", "add", "--where", "end", "--trailer", mine];
    const same = rewrittenByGit(cases, []);
    const added = rewrittenByGit(cases, add);
    // git also writes the trailers that are there in its own spelling; where it does, nothing can be compared.
    const comparable = cases.flatMap((message, index) =>
      same[index] === message ? [{ message, git: added[index] }] : [],
    );
    expect(comparable.length).toBeGreaterThan(cases.length / 5);
    const differences = comparable
      .map((one) => ({ ...one, ours: textOf(appended(draftOf(one.message), [newLine(draftOf(one.message), mine)])) }))
      .filter((one) => one.ours.replaceAll(`${mine}\r`, mine) !== one.git)
      .sort((one, other) => one.message.length - other.message.length);
    expect(differences.slice(0, 3)).toEqual([]);
  });
});

/** What `git interpret-trailers` makes of each message, in the place of which it writes it. */
function rewrittenByGit(cases: readonly string[], more: readonly string[]): readonly string[] {
  return inDirectory((directory) => {
    for (const [index, message] of cases.entries()) writeFileSync(join(directory, `${index}`), message);
    git(directory, ["interpret-trailers", "--in-place", ...more, ...cases.map((_, index) => `${index}`)]);
    return cases.map((_, index) => readFileSync(join(directory, `${index}`), "utf8"));
  });
}

describe("git commit --amend --signoff", () => {
  const repository = createRepository();
  afterAll(() => repository.remove());

  test.each([
    "title\n",
    "title\n\nbody\n",
    "title\n\nbody\n\nAcked-by: X <x@example.org>\n",
    "title\n\nbody\nAcked-by: X <x@example.org>\n",
    `title\n\n${lins}\n[ada: rebased]\n`,
    `title\n\nFixes: one\n  two\n${lins}\n`,
    `title\n\n(cherry picked from commit ${"d".repeat(40)})\n`,
    "title\nsecond line of the title\n",
    "title\n\nfür\n",
    `title\n\none\ntwo\nthree\n${lins}\nfour\n`,
  ])("%j", (message) => {
    repository.commit({ message });
    const order = ["-c", "user.name=Ada Example", "-c", "user.email=ada@example.org", "commit", "--quiet", "--amend"];
    const how = ["--no-edit", "--allow-empty", "--cleanup=verbatim", "--signoff", "--no-verify"];
    repository.run([...order, ...how], {
      environment: { GIT_COMMITTER_NAME: "Ada Example", GIT_COMMITTER_EMAIL: "ada@example.org" },
    });
    const draft = draftOf(message);
    const stored = repository.git("cat-file", "commit", "HEAD");
    expect(textOf(appended(draft, [newLine(draft, mine)])).trim()).toBe(stored.slice(stored.indexOf("\n\n") + 2));
  });
});

describe("drafts", () => {
  const message = fc.oneof(messages, fc.string({ unit: fc.constantFrom("a", "\n", " ", "\r", ":", "-", "#") }));

  test("a draft that nobody touched is the message", () => {
    fc.assert(
      fc.property(message, (text) => {
        expect(textOf(draftOf(text))).toBe(text);
      }),
    );
  });

  test("what goes and what comes makes the new message of the old one", () => {
    fc.assert(
      fc.property(message, fc.nat(), fc.nat(), (text, from, to) => {
        const old = draftOf(text);
        if (old.lines.length === 0) return;
        const start = from % old.lines.length;
        const now = moved(removed(old, { start, end: start + 1 }), { start: 0, end: 1 }, to % old.lines.length);
        const changes = changedLines(old, now);
        const gone = changes.filter(({ sign }) => sign === "-").length;
        const come = changes.filter(({ sign }) => sign === "+").length;
        expect(old.lines.length - gone + come).toBe(now.lines.length);
      }),
    );
  });
});

describe("plans for any message", () => {
  test("keep every line that is not the user's own sign-off, and what they repair is repaired", () => {
    let planned = 0;
    for (const message of random.slice(0, 400)) {
      const plan = planOf(message, { rules: signOffRules });
      if (plan.message === null) continue;
      planned += 1;
      const now = Buffer.from(plan.message).toString();
      const kept = (text: string): readonly string[] => text.split("\n").filter((line) => line.trim() !== "");
      const changed = new Set(plan.changes.map(({ text }) => text));
      const before = new Set(message.split("\n"));
      const strange = plan.changes.filter(
        ({ sign, text }) =>
          sign === "+" && text.trim() !== "" && !before.has(text) && !text.includes("<ada@example.org>"),
      );
      expect({ message, now, strange }).toEqual({ message, now, strange: [] });
      expect(kept(now).filter((line) => !changed.has(line))).toEqual(
        kept(message).filter((line) => !changed.has(line)),
      );
      expect(parseTrailers(now).some(({ value }) => value.includes("<ada@example.org>"))).toBe(true);
      const again = planOf(now, { rules: signOffRules });
      expect(again.repairs).toEqual([]);
    }
    expect(planned).toBeGreaterThan(100);
  });
});
