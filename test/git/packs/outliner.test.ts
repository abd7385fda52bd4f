import { expect, test } from "vitest";
import { createObjectModule } from "../../../src/adapters/git/packs/object-module.ts";
import { createOutliner } from "../../../src/adapters/git/packs/outliner.ts";
import { PlainScanner } from "../../../src/core/evaluate/plain-commit.ts";
import { lineIn, othersIn, parentsIn, placeIn } from "../../../src/core/evaluate/plain-outline.ts";
import { commitText, nearlyPlainText } from "../../evaluate/commit-texts.ts";
import * as fc from "../../random-cases.ts";

/** What the core's scanner tells of a commit, in order; null: it is not plain, or has a line that must be read each time. */
function createByCore(): (commit: Uint8Array) => string | null {
  let parents = "";
  const told: string[] = [];
  const scanner = new PlainScanner({
    begin(count) {
      parents = `${count} parents`;
      return told.splice(0).length >= 0;
    },
    person(bytes, start, end, place) {
      const line = Buffer.from(bytes.subarray(start, end)).toString("latin1");
      // As long as an outline may be.
      const isKept = line.length <= 200 && !/\n|exception/i.test(line) && told.length < 255;
      return isKept && told.push(`${place}: ${line}`) > 0;
    },
    others(bits) {
      told.unshift(`${parents}, others ${bits}`);
      return true;
    },
  });
  return (commit) => (scanner.scan(commit) ? told.join("\n") : null);
}

/** The same of the outline that the module makes; null: none. */
function createByModule(): (commit: Uint8Array) => string | null {
  const outliner = createOutliner(createObjectModule());
  const lines: string[] = [];
  const outlines: (string | null)[] = [null];
  function note(): void {
    const fresh = outliner.fresh();
    for (const [index, end] of fresh.lineEnds.entries())
      lines.push(Buffer.from(fresh.lines.subarray(fresh.lineEnds[index - 1] ?? 0, end)).toString("latin1"));
    for (const [index, end] of fresh.tokenEnds.entries()) {
      const [first = 0, ...others] = fresh.tokens.subarray(fresh.tokenEnds[index - 1] ?? 0, end);
      const people = others.map((token) => `${placeIn(token)}: ${lines[lineIn(token)] ?? "none"}`);
      outlines.push([`${parentsIn(first)} parents, others ${othersIn(first)}`, ...people].join("\n"));
    }
  }
  return (commit) => {
    const kind = outliner.outline(commit);
    note();
    return outlines[kind] ?? null;
  };
}

const byCore = createByCore();
const byModule = createByModule();

/** Both say the same; gives what they say. */
function both(text: string): string | null {
  const commit = Buffer.from(text);
  const told = byCore(commit);
  expect(byModule(commit)).toBe(told);
  return told;
}

test("the module reads plain commits as the core does", () => {
  let plain = 0;
  fc.assert(
    fc.property(fc.oneof(commitText, nearlyPlainText), (text) => {
      if (both(text) !== null) plain += 1;
    }),
    { numRuns: 6000 },
  );
  expect(plain).toBeGreaterThan(100);
});

const commit = (change: Partial<Record<"name" | "body" | "header" | "trailers", string>> = {}): string => {
  const { name = "Ada Example", body = "Words.", header = "", trailers = "" } = change;
  const who = `${name} <ada@example.org>`;
  return (
    `tree ${"0".repeat(40)}\nparent ${"1".repeat(40)}\nauthor ${who} 1700000000 +0000\ncommitter ${who} 1700000000 +0000\n${header}\n` +
    `topic: title\n\n${body}\n\n${trailers}Signed-off-by: ${who}\n`
  );
};

test("and commits that were changed in any one byte", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 255 }), fc.boolean(), (where, byte, isCut) => {
      const bytes = Buffer.from(
        commit({
          body: "Dwa słowa: a\n  Some-key: b\nan exception",
          trailers: "Fixes: 0123\n[lin: a\nb]\nReviewed-by: Lin <lin@example.org>\n- words\nKey: x\n",
        }),
      );
      const at = where % bytes.length;
      bytes[at] = byte;
      const changed = isCut ? bytes.subarray(0, at) : bytes;
      expect(byModule(changed)).toBe(byCore(changed));
    }),
    { numRuns: 4000 },
  );
});

const merge = (message: string, header = ""): string =>
  commit({ header })
    .replace("\nauthor ", `\nparent ${"2".repeat(40)}\nauthor `)
    .replace(/\n\n[^]*$/, `\n\n${message}\n`);

const keptPlain = [
  ["as it is", commit()],
  ["a name that is almost too long", commit({ name: "A".repeat(167) })],
  ["a link", commit({ body: "See https://example.org/." })],
  ["a link in a trailer", commit({ trailers: "Link: https://example.org/\n" })],
  ["a note", commit({ trailers: "[lin: changed a word]\n" })],
  ["notes of several lines", commit({ trailers: "[lin: changed\na word]\n" })],
  ["as many notes as git lets stand", commit({ trailers: "[lin: changed a word]\n".repeat(3) })],
  ["an exception in any case", commit({ body: "By EXCEPTION." })],
  ["letters beyond ASCII", commit({ body: "Dwa słowa: “tak”.", trailers: "Cc: Łin <lin@example.org>\n" })],
  ["keys that nobody hears of", commit({ body: "  linux-user: words", trailers: "Resolves: 1\n" })],
  ["a merge with a trailer that is not usual", merge("Merge branch 'topic'\n\nNote: word")],
  ["a merge with an empty line at the end", merge("Merge branch 'topic'\n\nNote: word\n")],
  ["a merge without words", merge("Merge branch 'topic'")],
  ["a merge with words and lists", merge("Merge branch 'topic'\n\nWords\n  * one: 1\n- two")],
  ["a merge of a tag", merge("Merge tag", "mergetag object 0\n tagger Łin <lin@example.org>\n \n Words: \x01\n")],
  ["a signature", commit({ header: "gpgsig -----BEGIN\n abc\n -----END\n" })],
  ["many people", commit({ trailers: "Reviewed-by: Lin <lin@example.org>\n".repeat(240) })],
  ["a message of many lines", commit({ body: "words and words\n".repeat(3000) })],
] as const;

const notPlain = [
  ["a name that is too long", commit({ name: "A".repeat(168) })],
  ["a name that is far too long", commit({ name: "A".repeat(1100) })],
  ["a name of two lines", commit({ name: "A\nB" })],
  ["an exception in a name", commit({ name: "An Exception" })],
  ["a message that is too long", commit({ body: "words and words\n".repeat(5000) })],
  ["an exception to a policy", commit({ body: "By the POLICY Exception." })],
  ["a tool's link", commit({ body: "https://claude.ai/code/session_0" })],
  ["more notes than git lets stand", commit({ trailers: "[lin: changed a word]\n".repeat(4) })],
  ["a merge with a comment", merge("Merge branch 'topic'\n\nNote: word\n\n# words")],
  ["a merge with a note", merge("Merge branch 'topic'\n\n [lin: changed a word]")],
  ["a zero in a tag", merge("Merge tag", "mergetag object 0\n \0\n")],
  ["a tag in the body", commit({ body: "Reviewed-by: Lin" })],
  ["no line feed at the end", commit().trimEnd()],
  ["nothing", ""],
] as const;

test.each(keptPlain)("%s is plain to both", (_, text) => {
  expect(both(text)).not.toBeNull();
});

test.each(notPlain)("%s is plain to none", (_, text) => {
  expect(both(text)).toBeNull();
});

test("the same outline has one number, another one another, and each is told once", () => {
  const outliner = createOutliner(createObjectModule());
  const numberOf = (name: string): number => outliner.outline(Buffer.from(commit({ name })));
  const names = Array.from({ length: 5000 }, (_, place) => `Person ${place}`);
  expect(names.map(numberOf)).toEqual(names.map((_, place) => place + 1));
  expect(outliner.fresh().tokenEnds.length).toBe(5000);
  expect(["Person 7", "Person 4999", "Somebody Else"].map(numberOf)).toEqual([8, 5000, 5001]);
  const { tokenEnds, lineEnds } = outliner.fresh();
  // His author's, his committer's line, and that of his sign-off.
  expect([...tokenEnds, lineEnds.length]).toEqual([4, 3]);
});

test("where there is no room for more lines commits have no outline, and others keep theirs", () => {
  const outliner = createOutliner(createObjectModule());
  const numberOf = (place: number): number =>
    outliner.outline(Buffer.from(commit({ name: `${place}`.padStart(160, "A") })));
  let place = 0;
  while (place < 60_000 && numberOf(place) === place + 1) place += 1;
  expect(place).toBeGreaterThan(8000);
  expect(place).toBeLessThan(60_000);
  expect([numberOf(place), numberOf(place + 1), numberOf(0), numberOf(place - 1)]).toEqual([0, 0, 1, place]);
});
