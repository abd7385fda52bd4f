import { expect, test } from "vitest";
import { mentionedIssues } from "../../src/core/forge/mentioned-issues.ts";

test.each([
  ["Closes #12 and !13, (#14). #12 again", [12, 13, 14], false],
  ["see example/lamps#3 and Example/Lamps!4", [3, 4], false],
  [
    "https://forge.example.org/example/lamps/issues/5#comment-7, https://forge.example.org/example/lamps/pulls/6",
    [5, 6],
    false,
  ],
  ["https://forge.example.org/sub/example/lamps/issues/5", [5], false],
  ["other/lamps#3", [], true],
  ["https://forge.example.org/other/lamps/issues/5", [], true],
  ["https://elsewhere.example.org/other/lamps/issues/5", [], false],
  ["#000000 on #0, and #007", [7], false],
  ["nothing here: 12, # 12, issue 12, example/lamps/12", [], false],
  // No reference there; asked about all the same, since what is one is for the forge to say.
  ["word#12 and `#13`", [12, 13], false],
  [`${"a".repeat(400)}#9`, [9], false],
] as const)("%s", (text, own, hasForeign) => {
  expect(mentionedIssues(text, "example/lamps", "forge.example.org")).toEqual({ own, hasForeign });
});

/** A quadratic search takes an hour for any of these, and the runner's limit ends it. */
test.each<readonly [piece: string, hasForeign: boolean]>([
  ["#1", false],
  ["/issues/1", true],
  ["a/b#1", true],
  ["#", false],
  ["-".repeat(299), false],
])("a megabyte of %s is gone through", (piece, hasForeign) => {
  const text = piece.repeat(1_000_000 / piece.length);
  expect(mentionedIssues(text, "example/lamps", "forge.example.org").hasForeign).toBe(hasForeign);
});
