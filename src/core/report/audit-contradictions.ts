import type { Period, PeriodCounts } from "../audit/audit.ts";
import { addCounts, noPeriodCounts, yearsOf } from "../audit/audit-tally.ts";
import { noRuleCounts } from "../evaluate/tally.ts";
import type { Conclusion, RuleCounts } from "../evaluate/verdict.ts";
import { countsValue } from "./audit-json.ts";
import { commitsContradiction } from "./audited-commits.ts";
import type { SavedAudit } from "./read-audit.ts";

/**
 * What in a saved audit contradicts itself, as half a sentence; null: nothing. Everything that can be worked out from something else in it
 * is worked out again, so that nobody makes a pass of an audit by changing a number or taking a commit out.
 */
export const contradictionInAudit = (audit: SavedAudit): string | null =>
  sumsContradiction(audit) ??
  rulesContradiction(audit) ??
  placesContradiction(audit) ??
  commitsContradiction(audit) ??
  conclusionContradiction(audit);

function sumsContradiction({ counts, since, years, months }: SavedAudit): string | null {
  const wrong = countsContradiction("counts", counts) ?? (since && countsContradiction("since.counts", since.counts));
  if (wrong !== null) return wrong;
  for (const [name, periods] of [
    ["years", years],
    ["months", months],
  ] as const) {
    for (const [index, period] of periods.entries()) {
      if (index > 0 && period.name <= (periods[index - 1]?.name ?? "")) return `\`${name}\` are not in their order`;
      const inside = countsContradiction(`${name}[${index}].counts`, period.counts);
      if (inside !== null) return inside;
    }
  }
  const picked = months.map(({ name, counts: of }): Period => ({ name, counts: countsValue(of) }));
  const all = noPeriodCounts();
  for (const month of picked) addCounts(all, month.counts);
  if (!isSame(all, countsValue(counts))) return "`months` do not add up to `counts`";
  const inYears = years.map(({ name, counts: of }): Period => ({ name, counts: countsValue(of) }));
  return isSame(yearsOf(picked), inYears) ? null : "`months` do not add up to `years`";
}

function countsContradiction(place: string, counts: PeriodCounts): string | null {
  const { commits, passed, passedUnderException, notApplicable, undecided, failed } = counts;
  if (passed + passedUnderException + notApplicable + undecided + failed !== commits)
    return `\`${place}\` do not add up to ${commits} commits`;
  const { signed, warned, aiUse, undisclosed } = counts;
  const some = {
    warned,
    aiUse,
    undisclosed,
    signed: signed.independent + signed.own + signed.unclear + signed.unsigned,
  };
  const over = Object.entries(some).find(([, count]) => count > commits);
  return over === undefined ? null : `\`${place}.${over[0]}\` is more than ${commits} commits`;
}

/** Both have the same keys, in the same order. */
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function rulesContradiction({ rules, counts }: SavedAudit): string | null {
  for (const [index, rule] of Object.values(rules).entries()) {
    const sum = noRuleCounts();
    for (const year of Object.values(rule.years))
      for (const name of Object.keys(sum) as (keyof RuleCounts)[]) sum[name] += year[name];
    const wrong = (Object.keys(sum) as (keyof RuleCounts)[]).find((name) => sum[name] !== rule[name]);
    if (wrong !== undefined) return `\`rules\` have years that do not add up: of the ${index + 1}. rule, \`${wrong}\``;
  }
  const all = Object.values(rules);
  if (all.some(({ unmet }) => unmet > 0) !== counts.failed > 0)
    return counts.failed > 0
      ? "`counts` have commits that fail, and `rules` none that is unmet"
      : "`rules` have one that is unmet, and `counts` no commit that fails";
  return all.some(({ undecided }) => undecided > 0) && counts.failed + counts.undecided === 0
    ? "`rules` have one that is undecided, and `counts` no commit"
    : null;
}

/** What stands for itself: the commits that are listed of a reason, subsystems, milestones. */
function placesContradiction({ unjudged, subsystems, milestones }: SavedAudit): string | null {
  const reason = unjudged.findIndex(({ commits, listed }) => listed.length > commits);
  if (reason !== -1) return `\`unjudged[${reason}].listed\` has more than its \`commits\``;
  const part = subsystems.findIndex(
    ({ commits, failed, undecided, warned, independent, signable }) =>
      failed + undecided > commits || warned > commits || independent > signable || signable > commits,
  );
  if (part !== -1) return `\`subsystems[${part}]\` has more of something than it has commits`;
  const change = milestones.findIndex(({ commit, day }) => (commit === null) !== (day === null));
  return change === -1 ? null : `\`milestones[${change}]\` has one of \`commit\` and \`day\`, not both`;
}

function conclusionContradiction({ conclusion, counts, baseline, reasons }: SavedAudit): string | null {
  // What is known by a baseline decides nothing.
  const { failed, undecided } = baseline ?? counts;
  const fails = failed > 0 || (baseline?.stale.length ?? 0) > 0;
  const expected: Conclusion = fails ? "fail" : undecided > 0 || reasons.length > 0 ? "undecided" : "pass";
  return conclusion === expected ? null : `\`conclusion\` is ${conclusion}, and by all the rest it is ${expected}`;
}
