import { expect, test } from "vitest";
import { parentIdAt, readCommitHeader, readId, treeIdAt } from "../../../src/adapters/git/packs/commit-header.ts";
import { createObjectModule } from "../../../src/adapters/git/packs/object-module.ts";
import { createOutliner } from "../../../src/adapters/git/packs/outliner.ts";
import { createSurveyedCommit } from "../../../src/adapters/git/packs/surveyed-commit.ts";
import { commitText } from "../../evaluate/commit-texts.ts";
import * as fc from "../../random-cases.ts";

type Read = { readonly seconds: number; readonly kind: number; readonly ids: readonly string[] } | null;

const module = createObjectModule();
const outliner = createOutliner(module);
const surveyed = createSurveyedCommit(outliner, module);

/** What a survey keeps. */
function bySurvey(commit: Uint8Array): Read {
  const parents = surveyed.read(commit);
  if (parents === null) return null;
  const ids = Buffer.from(surveyed.ids())
    .toString("hex")
    .slice(0, 40 * (parents + 1));
  return { seconds: surveyed.seconds(), kind: surveyed.kind(), ids: ids.match(/.{40}/g) ?? [] };
}

/** The same by the reader that has the last word. */
function byReader(commit: Uint8Array): Read {
  const header = readCommitHeader(commit);
  if (header === null) return null;
  const id = Buffer.alloc(20);
  const idAt = (start: number): string => {
    readId(commit, start, id);
    return id.toString("hex");
  };
  const parents = Array.from({ length: header.parents }, (_, parent) => idAt(parentIdAt(parent)));
  return { seconds: header.seconds, kind: outliner.outline(commit), ids: [idAt(treeIdAt), ...parents] };
}

const digits = fc.string({ unit: fc.constantFrom(...Array.from("0123456789abcdef")), minLength: 40, maxLength: 40 });

const headed = fc
  .record({
    tree: digits,
    parents: fc.array(digits, { maxLength: 66 }),
    name: fc.constantFrom("Ada Example", "", "A < B", "A > B", "Ł", "<>"),
    date: fc.constantFrom("0", "1700000000", "17179869183", "17179869184", "999999999999", "-1", "", "1x"),
    zone: fc.constantFrom(" +0000", " -0700", "", " ", " <", " a>b", "+0000"),
  })
  .map(({ tree, parents, name, date, zone }) => {
    const who = `${name} <ada@example.org>`;
    const lines = [`tree ${tree}`, ...parents.map((id) => `parent ${id}`), `author ${who} 1 +0000`];
    return [...lines, `committer ${who} ${date}${zone}`, "", "topic: title", "", `Signed-off-by: ${who}`, ""].join(
      "\n",
    );
  });

test("a survey reads headers as the reader does that has the last word", () => {
  let known = 0;
  fc.assert(
    fc.property(fc.oneof(headed, commitText), (text) => {
      const commit = Buffer.from(text);
      const read = bySurvey(commit);
      expect(read).toEqual(byReader(commit));
      if (read !== null) known += 1;
    }),
    { numRuns: 3000 },
  );
  expect(known).toBeGreaterThan(300);
});

const usual = (parents: number): string =>
  [
    `tree ${"0123456789abcdef".repeat(3).slice(0, 40)}`,
    ...Array.from({ length: parents }, (_, parent) => `parent ${`${parent}f`.padStart(40, "ace")}`),
    "author Ada Example <ada@example.org> 1700000000 +0000",
    "committer Lin Example <lin@example.org> 1700000001 +0100",
    "",
    "topic: title",
    "",
    "Signed-off-by: Ada Example <ada@example.org>",
    "",
  ].join("\n");

test("and of commits that were changed in any one byte, or cut", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 255 }), fc.boolean(), (where, byte, isCut) => {
      const commit = Buffer.from(usual(2));
      const at = where % commit.length;
      commit[at] = byte;
      const changed = isCut ? commit.subarray(0, at) : commit;
      expect(bySurvey(changed)).toEqual(byReader(changed));
    }),
    { numRuns: 4000 },
  );
});

/** Does the module itself say so, or leave it to the other reader? */
test.each([
  [0, 0],
  [1, 1],
  [2, 2],
  [64, 64],
  [65, -1],
])("of a commit with %i parents the module says %i", (parents, said) => {
  const commit = Buffer.from(usual(parents));
  module.bytes.set(commit, module.exports.objectAt());
  expect(module.exports.survey(commit.length)).toBe(said);
  expect(bySurvey(commit)).toEqual(byReader(commit));
});

test("a commit that does not fit into the module is read by the other, too", () => {
  const commit = Buffer.from(usual(1).replace("topic: title", `topic: ${"word ".repeat(20_000)}`));
  expect(bySurvey(commit)).toEqual(byReader(commit));
  expect(bySurvey(commit)?.seconds).toBe(1_700_000_001);
});
