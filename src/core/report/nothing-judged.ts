import type { ReportValue } from "./report-value.ts";

/**
 * The report where there was nothing to judge, for steps that take its file: no commit, by no policy, since none was read.
 *
 * @param subject what brought no commit, and why
 * @param undecided why that is no pass; null: it is one
 */
export function nothingJudged(subject: string, undecided: string | null): ReportValue {
  return {
    conclusion: undecided === null ? "pass" : "undecided",
    subject,
    reasons: undecided === null ? [] : [undecided],
    policy: {
      revision: null,
      digest: "",
      source: "no policy, since there was nothing to judge",
      kind: "built-in",
      document: null,
      exceptions: 0,
      chosen: false,
    },
    counts: {
      commits: 0,
      passed: 0,
      passedUnderException: 0,
      notApplicable: 0,
      undecided: 0,
      failed: 0,
      warned: 0,
      olderThanPolicy: 0,
    },
    rules: {},
    clauses: [],
    problems: [],
    contribution: { judgements: [] },
    series: [],
    listed: "all",
    commits: [],
  };
}
