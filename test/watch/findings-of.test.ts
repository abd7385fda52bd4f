import { expect, test } from "vitest";
import type { Verdict } from "../../src/core/evaluate/verdict.ts";
import { reportValue } from "../../src/core/report/report-value.ts";
import { verdictOf } from "../../src/core/watch/findings-of.ts";
import { reportOf } from "../report/sample.ts";
import { failing, warned } from "../report/situations.ts";

const findings = (...commits: readonly Verdict[]) => verdictOf(reportValue(reportOf(commits))).findings;

test("a finding of a commit is known by commit, rule and message, whatever its words are", () => {
  const commit = failing();
  expect(findings(commit)).toEqual([`error ${commit.commit.id}/sign-off-present/otherPerson/0`]);
  expect(findings(warned())).toEqual([]);
});

test("what leaves all undecided is known by its words, but for the numbers of mails", () => {
  const reasons = (reason: string) =>
    verdictOf(reportValue({ ...reportOf([]), conclusion: "undecided", reasons: [reason] }));
  expect(reasons("mail 3 and mail 12 both say that they are patch 1 of 2")).toEqual({
    conclusion: "undecided",
    findings: ["undecided /undecided//0 mail and mail both say that they are patch 1 of 2"],
  });
});
