import { expect, test } from "vitest";
import { type Rewriting, rewriteCommit } from "../../src/core/fix/commit-bytes.ts";

const [one, other, anew] = ["1", "2", "3"].map((digit) => digit.repeat(40)) as [string, string, string];
const author = "author Ada Example <ada@example.org> 1700000000 +0130";
const committer = "committer Ada Example <ada@example.org> 1700000060 +0000";
const tagOf = (object: string): string => `mergetag object ${object}\n type commit\n tag v1`;
const nothing: Rewriting = { parents: new Map(), committer: null, message: null };
const parents = new Map([[one, anew]]);

/** A merge with these headers behind its committer, and what becomes of it. */
const header = (first: string, by: string, more: readonly string[]): string =>
  [`tree ${"0".repeat(40)}`, `parent ${first}`, `parent ${other}`, author, by, ...more].join("\n");

test.each<[what: string, more: readonly string[], Rewriting, lost: readonly string[], written: string]>([
  ["nothing", [], nothing, [], `${header(one, committer, [])}\n\ntitle\n`],
  ["its parent", [], { ...nothing, parents }, [], `${header(anew, committer, [])}\n\ntitle\n`],
  [
    "its message",
    ["encoding latin1", "unknown"],
    { ...nothing, message: Buffer.from("other\n") },
    [],
    `${header(one, committer, ["encoding latin1", "unknown"])}\n\nother\n`,
  ],
  [
    "its committer",
    [],
    { ...nothing, committer: "Lin <lin@example.org> 1 +0000" },
    [],
    `${header(one, "committer Lin <lin@example.org> 1 +0000", [])}\n\ntitle\n`,
  ],
  [
    "nothing, and is signed",
    ["gpgsig a\n b", "gpgsig-sha256 a"],
    nothing,
    ["gpgsig", "gpgsig-sha256"],
    `${header(one, committer, [])}\n\ntitle\n`,
  ],
  [
    "the parent that a tag names",
    [tagOf(one), tagOf(other)],
    { ...nothing, parents },
    ["mergetag"],
    `${header(anew, committer, [tagOf(other)])}\n\ntitle\n`,
  ],
  [
    "a parent that a tag of another one speaks of",
    [`mergetag type commit\n object ${one}`],
    { ...nothing, parents },
    [],
    `${header(anew, committer, [`mergetag type commit\n object ${one}`])}\n\ntitle\n`,
  ],
])("a commit that changes %s", (_, more, rewriting, lost, written) => {
  const rewritten = rewriteCommit(Buffer.from(`${header(one, committer, more)}\n\ntitle\n`), rewriting);
  expect(rewritten?.lost).toEqual(lost);
  expect(Buffer.from(rewritten?.bytes ?? []).toString()).toBe(written);
});

test.each([
  ["latin1", "Åsa", true],
  ["latin1", "Ася", false],
  ["KOI8-R", "Ася", true],
  ["unheard-of", "Åsa", false],
])("in %s, %s can commit it anew: %s", (encoding, name, can) => {
  const bytes = Buffer.from(`${header(one, committer, [`encoding ${encoding}`])}\n\ntitle\n`);
  const rewritten = rewriteCommit(bytes, { ...nothing, committer: `${name} <a@example.org> 1 +0000` });
  expect(rewritten !== null).toBe(can);
});
