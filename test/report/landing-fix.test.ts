import { describe, expect, test } from "vitest";
import { type LandingSource, landingFix } from "../../src/core/report/landing-fix.ts";
import { catalogue } from "../../src/core/rules/catalogue.ts";

const sources: readonly LandingSource[] = ["description", "commits", "blank"];
/** Rules about who wrote and handed on what are asked of the commits, never of the squash. */
const ofCommits = /^sign-off-(?:by-|order|independent|one-address)/;

describe.each(sources)("a squash that takes its message from: %s", (source) => {
  test("no remedy amends a commit, or rebases", () => {
    const fixes = catalogue
      .filter(({ id }) => !ofCommits.test(id))
      .flatMap(({ messages }) => Object.values(messages).flatMap(({ fix }) => fix ?? []));
    const reworded = fixes.map((fix) => landingFix(fix, source));
    expect(reworded.filter((fix) => /git (?:commit|rebase|am|config)|with *$|,$| {2}/.test(fix))).toEqual([]);
    expect(reworded).not.toEqual(fixes);
  });
});

test.each([
  [
    "its author certifies it with `git commit --amend --signoff`, or several with `git rebase --signoff BASE`",
    "its author certifies it with a `Signed-off-by: NAME <ADDRESS>` at the end of the request's text",
  ],
  [
    "take the line out with `git commit --amend`, and say in words which listed exception covers it",
    "take the line out in the title or the text of the request, and say in words which listed exception covers it",
  ],
  [
    "write `Signed-off-by: NAME <ADDRESS>`; `git commit --amend --signoff` does",
    "write `Signed-off-by: NAME <ADDRESS>` in the title or the text of the request",
  ],
  [
    "name the person who answers for the work: `git commit --amend --reset-author`, or take the line out",
    "name the person who answers for the work in the title or the text of the request, or take the line out",
  ],
])("%s", (fix, reworded) => expect(landingFix(fix, "description")).toBe(reworded));
