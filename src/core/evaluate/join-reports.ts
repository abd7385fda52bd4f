import type { Conclusion, Counts, Report, RuleCounts } from "./verdict.ts";

/**
 * Two reports by one policy as one: what was judged in the second comes behind what was judged in the first, and the worse conclusion
 * is that of both.
 */
export function joinReports(one: Report, other: Report): Report {
  return {
    ...one,
    conclusion: worse(one.conclusion, other.conclusion),
    reasons: [...new Set([...one.reasons, ...other.reasons])],
    counts: addCounts(one.counts, other.counts),
    rules: addRules(one.rules, other.rules),
    contribution: { judgements: [...one.contribution.judgements, ...other.contribution.judgements] },
    commits: [...one.commits, ...other.commits],
    listed: one.listed === "all" && other.listed === "all" ? "all" : "notable",
  };
}

/**
 * Several reports as one, in their order. Neighbours are joined two by two, and what comes of that again: joined one after another, the first would be
 * copied anew with each.
 */
export function joinAllReports(first: Report, others: readonly Report[]): Report {
  let left: readonly Report[] = [first, ...others];
  while (left.length > 1) {
    const pairs: Report[] = [];
    for (let index = 0; index < left.length; index += 2) {
      const [one, other] = left.slice(index, index + 2);
      if (one !== undefined) pairs.push(other === undefined ? one : joinReports(one, other));
    }
    left = pairs;
  }
  return left[0] ?? first;
}

/** The one of several reports that concludes worst, the first of such; undefined: there is none. */
export const worstReport = (reports: readonly Report[]): Report | undefined =>
  [...reports].sort((one, other) => gravity[other.conclusion] - gravity[one.conclusion])[0];

const gravity: { readonly [C in Conclusion]: number } = { pass: 0, undecided: 1, fail: 2 };

const worse = (one: Conclusion, other: Conclusion): Conclusion => (gravity[one] >= gravity[other] ? one : other);

const addCounts = (one: Counts, other: Counts): Counts => ({
  commits: one.commits + other.commits,
  passed: one.passed + other.passed,
  passedUnderException: one.passedUnderException + other.passedUnderException,
  notApplicable: one.notApplicable + other.notApplicable,
  undecided: one.undecided + other.undecided,
  failed: one.failed + other.failed,
  warned: one.warned + other.warned,
  olderThanPolicy: one.olderThanPolicy + other.olderThanPolicy,
});

function addRules(
  one: ReadonlyMap<string, RuleCounts>,
  other: ReadonlyMap<string, RuleCounts>,
): ReadonlyMap<string, RuleCounts> {
  const sums = new Map([...one].map(([id, counts]) => [id, { ...counts }]));
  for (const [id, counts] of other) {
    const sum = sums.get(id) ?? { met: 0, unmet: 0, notApplicable: 0, undecided: 0, warned: 0 };
    sums.set(id, {
      met: sum.met + counts.met,
      unmet: sum.unmet + counts.unmet,
      notApplicable: sum.notApplicable + counts.notApplicable,
      undecided: sum.undecided + counts.undecided,
      warned: sum.warned + counts.warned,
    });
  }
  return sums;
}
