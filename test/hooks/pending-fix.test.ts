import { expect, test } from "vitest";
import { pendingFix } from "../../src/core/report/pending-fix.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";

test("no remedy amends a commit that is not there", () => {
  const fixes = catalogue.flatMap(({ messages }) => Object.values(messages).flatMap(({ fix }) => fix ?? []));
  const reworded = fixes.map(pendingFix);
  expect(reworded.filter((fix) => /--amend|--reset-author|with *$|,$|git rebase/.test(fix))).toEqual([]);
  expect(reworded).not.toEqual(fixes);
});

test.each([
  [
    "its author certifies it with `git commit --amend --signoff`, or several with `git rebase --signoff BASE`",
    "its author certifies it with `git commit --signoff`",
  ],
  ["move it to the other tags with `git commit --amend`", "move it to the other tags"],
  ["put them in order, oldest first, with `git commit --amend`", "put them in order, oldest first"],
])("%s", (fix, reworded) => expect(pendingFix(fix)).toBe(reworded));
