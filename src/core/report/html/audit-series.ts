import type { Period, PeriodCounts, ToolUse } from "../../audit/audit.ts";
import type { RuleCounts } from "../../evaluate/verdict.ts";
import type { ColumnsChart, RowsChart, SharesChart, SpansChart } from "../chart.ts";
import { counted, grouped } from "../layout.ts";
import { shown } from "../words.ts";

/** Names longer than this are clipped in a chart; the table has more of them. */
const nameCodePointsMax = 40;

/** Rows of a chart; the table has all that the page has. */
const rowsMax = 20;

/** Commits of each year, by what was concluded. */
export function conclusionsChart(years: readonly Period[]): ColumnsChart | null {
  const judged = withCommits(years);
  if (judged.length === 0) return null;
  const kinds = [
    { name: "failed", tone: "failed", of: (counts: PeriodCounts) => counts.failed },
    { name: "undecided", tone: "undecided", of: (counts: PeriodCounts) => counts.undecided },
    { name: "passed under an exception", tone: "exception", of: (counts: PeriodCounts) => counts.passedUnderException },
    { name: "passed", tone: "passed", of: (counts: PeriodCounts) => counts.passed },
    { name: "nothing to judge", tone: "plain", of: (counts: PeriodCounts) => counts.notApplicable },
  ] as const;
  const series = kinds.map(({ name, tone, of }) => ({ name, tone, values: judged.map(({ counts }) => of(counts)) }));
  const kept = series.filter(({ values }) => sum(values) > 0);
  const sums = kept.map(({ name, values }) => `${grouped(sum(values))} ${name}`).join(", ");
  return {
    kind: "columns",
    id: "chart-conclusions",
    title: "Commits of each year, by conclusion",
    description: `From ${judged[0]?.name} to ${judged.at(-1)?.name}: ${sums}.`,
    unit: "commits",
    categories: judged.map(({ name }) => name),
    series: kept,
  };
}

/** Of all that are no merges, how many were signed off by somebody who is not an author. */
export function independenceChart(years: readonly Period[]): SharesChart | null {
  const points = years.flatMap(({ name, counts }) => {
    const share = independentShare(counts);
    return share === null ? [] : [{ at: name, share }];
  });
  if (points.length === 0) return null;
  return {
    kind: "shares",
    id: "chart-independence",
    title: "Share of commits that somebody other than an author signed off, by year",
    description: `${endsOf(points)} Merges are not counted.`,
    points,
    threshold: null,
    whole: true,
  };
}

export function independentShare({ signed }: PeriodCounts): number | null {
  const all = signed.independent + signed.own + signed.unclear + signed.unsigned;
  return all === 0 ? null : signed.independent / all;
}

/** From the month on in which the first commit with AI use entered. */
export function aiUseChart(months: readonly Period[], threshold: SharesChart["threshold"]): SharesChart | null {
  const judged = withCommits(months);
  const first = judged.findIndex(({ counts }) => counts.aiUse > 0);
  if (first === -1) return null;
  const points = judged.slice(first).map(({ name, counts }) => ({ at: name, share: counts.aiUse / counts.commits }));
  return {
    kind: "shares",
    id: "chart-ai-use",
    title: "Share of commits with AI use, by month",
    description: endsOf(points),
    points,
    threshold,
    whole: false,
  };
}

/** A rule's id, and how often each outcome came up for it. */
export type NamedRule = readonly [id: string, counts: RuleCounts];

/** Rules with something found, the heaviest first. */
export function rulesChart(rules: readonly NamedRule[]): RowsChart | null {
  const found = foundFirst(rules).slice(0, rowsMax);
  if (found.length === 0) return null;
  const kinds = [
    { name: "unmet", tone: "failed", of: ([, counts]: NamedRule) => counts.unmet },
    { name: "undecided", tone: "undecided", of: ([, counts]: NamedRule) => counts.undecided },
    { name: "warned", tone: "warned", of: ([, counts]: NamedRule) => counts.warned },
  ] as const;
  const series = kinds.map(({ name, tone, of }) => ({ name, tone, values: found.map(of) }));
  return {
    kind: "rows",
    id: "chart-rules",
    title: "Findings by rule",
    description: `${counted(found.length, "rule")} with findings, the most of ${shown(found[0]?.[0] ?? "", nameCodePointsMax)}.`,
    unit: "findings",
    categories: found.map(([id]) => shown(id, nameCodePointsMax)),
    series: series.filter(({ values }) => sum(values) > 0),
  };
}

/** Rules of which something was found, the heaviest first. */
export function foundFirst(rules: readonly NamedRule[]): readonly NamedRule[] {
  const found = rules.filter(([, { unmet, undecided, warned }]) => unmet + undecided + warned > 0);
  const compare = ([, one]: NamedRule, [, other]: NamedRule): number =>
    other.unmet - one.unmet || other.undecided - one.undecided || other.warned - one.warned;
  return [...found].sort(compare);
}

/** When each tool was first and last seen. */
export function toolsChart(tools: readonly ToolUse[]): SpansChart | null {
  if (tools.length === 0) return null;
  return {
    kind: "spans",
    id: "chart-tools",
    title: "Tools, from the first to the last commit in which they stand",
    description: `${counted(Math.min(tools.length, rowsMax), "tool")}, each with the role in which its identity stands.`,
    spans: tools.slice(0, rowsMax).map(({ tool, role, commits, first, last }) => ({
      name: `${shown(tool, nameCodePointsMax)}, ${shown(role, nameCodePointsMax)}: ${counted(commits, "commit")}`,
      from: first.day < last.day ? first.day : last.day,
      to: first.day < last.day ? last.day : first.day,
    })),
  };
}

/** `21.4 %`. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const withCommits = (periods: readonly Period[]): readonly Period[] =>
  periods.filter(({ counts }) => counts.commits > 0);

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

function endsOf(points: readonly { readonly at: string; readonly share: number }[]): string {
  const [first] = points;
  const last = points.at(-1);
  const highest = points.reduce(
    (one, other) => (other.share > one.share ? other : one),
    points[0] ?? { at: "", share: 0 },
  );
  return `${percent(first?.share ?? 0)} in ${first?.at}, ${percent(last?.share ?? 0)} in ${last?.at}; at most ${percent(highest.share)}, in ${highest.at}.`;
}
