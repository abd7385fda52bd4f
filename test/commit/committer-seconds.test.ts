import { expect, test } from "vitest";
import { committerSeconds } from "../../src/core/commit/committer-seconds.ts";
import { parseCommit } from "../../src/core/commit/parse-commit.ts";
import * as fc from "../random-cases.ts";

const piece = fc.constantFrom(
  "tree 1\n",
  "parent 2\n",
  "author A <a@example.org> 1 +0000\n",
  "committer ",
  "committer",
  "Ada <ada@example.org>",
  "<>",
  " > ",
  " 1700000000",
  " 17",
  " 00000000000017",
  " -1",
  " 1700000000000",
  " +0000",
  " -0130",
  "+0000",
  "\n",
  "\n\n",
  " ",
  "\0",
  "x",
);

test("what is read quickly is what the reader of commits reads, or left to it", () => {
  let read = 0;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const bytes = new TextEncoder().encode(pieces.join(""));
      const seconds = committerSeconds(bytes);
      if (seconds === null) return;
      read += 1;
      expect(seconds).toBe(parseCommit("1".repeat(40), bytes).committer.at.seconds);
    }),
    { numRuns: 50_000 },
  );
  expect(read).toBeGreaterThan(20);
});

test.each([
  ["tree 1\nauthor A <a> 1 +0000\ncommitter B <b> 1700000000 +0130\n\nsubject\n", 1_700_000_000],
  ["tree 1\nauthor A <a> 1 +0000\n\ncommitter B <b> 1700000000 +0130\n", null],
  ["tree 1\ncommitter B <b> -5 +0000\n\n", null],
  ["", null],
])("%j", (text, seconds) => expect(committerSeconds(new TextEncoder().encode(text))).toBe(seconds));
