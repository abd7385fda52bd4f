import { noRuleCounts } from "../evaluate/tally.ts";
import type { RuleCounts } from "../evaluate/verdict.ts";
import { mergeAttested } from "./attested-tally.ts";
import type { Period, RuleHistory, ToolUse, Ungoverned } from "./audit.ts";
import { type AuditSums, addCounts, noPeriodCounts, ungovernedListedMax, yearsOf } from "./audit-tally.ts";
import { byUse } from "./tool-tally.ts";

/** What two parts of a history add up to; the commits of `later` entered after those of `earlier`. */
export function mergeSums(earlier: AuditSums, later: AuditSums): AuditSums {
  const months = mergePeriods(earlier.months, later.months);
  const counts = noPeriodCounts();
  for (const month of months) addCounts(counts, month.counts);
  return {
    counts: { ...counts, olderThanPolicy: earlier.counts.olderThanPolicy + later.counts.olderThanPolicy },
    years: yearsOf(months),
    months,
    rules: mergeRules(earlier.rules, later.rules),
    ledger: [...earlier.ledger, ...later.ledger],
    attested: mergeAttested(earlier.attested, later.attested),
    tools: mergeTools(earlier.tools, later.tools),
    ungoverned: mergeReasons(earlier.ungoverned, later.ungoverned),
    commits: [...earlier.commits, ...later.commits],
  };
}

function mergePeriods(earlier: readonly Period[], later: readonly Period[]): readonly Period[] {
  const merged = new Map<string, Period["counts"]>();
  for (const { name, counts } of [...earlier, ...later]) {
    const sum = merged.get(name) ?? noPeriodCounts();
    merged.set(name, sum);
    addCounts(sum, counts);
  }
  return [...merged].map(([name, counts]) => ({ name, counts })).sort((one, other) => (one.name < other.name ? -1 : 1));
}

function mergeRules(earlier: readonly RuleHistory[], later: readonly RuleHistory[]): readonly RuleHistory[] {
  const merged = new Map<string, { counts: RuleCounts; years: Map<string, RuleCounts> }>();
  for (const { id, counts, years } of [...earlier, ...later]) {
    const sum = merged.get(id) ?? { counts: noRuleCounts(), years: new Map<string, RuleCounts>() };
    merged.set(id, sum);
    add(sum.counts, counts);
    for (const [year, ofYear] of years) {
      const own = sum.years.get(year) ?? noRuleCounts();
      sum.years.set(year, own);
      add(own, ofYear);
    }
  }
  return [...merged].sort(([one], [other]) => (one < other ? -1 : 1)).map(([id, sum]) => ({ id, ...sum }));
}

function add(sum: RuleCounts, counts: RuleCounts): void {
  for (const name of Object.keys(sum) as (keyof RuleCounts)[]) sum[name] += counts[name];
}

function mergeTools(earlier: readonly ToolUse[], later: readonly ToolUse[]): readonly ToolUse[] {
  const merged = new Map<string, ToolUse>();
  for (const use of [...earlier, ...later]) {
    const key = JSON.stringify([use.tool, use.class, use.role.toLowerCase()]);
    const known = merged.get(key);
    merged.set(key, known === undefined ? use : { ...known, commits: known.commits + use.commits, last: use.last });
  }
  return [...merged.values()].sort(byUse);
}

function mergeReasons(earlier: AuditSums["ungoverned"], later: AuditSums["ungoverned"]): AuditSums["ungoverned"] {
  const merged = new Map<string, Ungoverned>();
  for (const one of [...earlier, ...later]) {
    const known = merged.get(one.why);
    const sum = {
      why: one.why,
      commits: (known?.commits ?? 0) + one.commits,
      listed: [...(known?.listed ?? []), ...one.listed].slice(0, ungovernedListedMax),
    };
    merged.set(one.why, sum);
  }
  return [...merged.values()];
}
