import type { Report, RuleCounts } from "../evaluate/verdict.ts";
import { counted, fold, table } from "./layout.ts";
import { type Looks, painter } from "./paint.ts";
import { isNotable, isOpen, type ReportValue, reportValue } from "./report-value.ts";
import { summaryLines } from "./summary.ts";
import { commitLines, judgementLines, type Style } from "./text-commit.ts";
import { problemLines } from "./text-problem.ts";
import { labelsIn, seriesLines } from "./text-series.ts";
import { beginning, shown } from "./words.ts";

export type TextLooks = Looks & {
  /** Show what passed, and why. */
  readonly verbose: boolean;
};

export type TextOptions = TextLooks & {
  /** Somebody chose the policy, so it is named even where all is well. */
  readonly namesPolicy?: boolean;
};

/** The code points shown of a reason. */
const reasonCodePointsMax = 500;

/** With more commits than this on show, a table by rule closes the report. */
const commitsWithoutTable = 50;

/** The report for people, whole. Empty when everything is in order by the repository's own policy. */
export const renderText = (report: Report, { namesPolicy = false, ...looks }: TextOptions): string =>
  [...renderTextParts(reportValue(report, { policyWasChosen: namesPolicy }), looks)].join("");

/** The report for people, a few lines at a time: a long history's report is never one string. */
export function* renderTextParts(report: ReportValue, options: TextLooks): Iterable<string> {
  const style = styleFor(options);
  if (!options.verbose && isSilent(report) && !hasPatchesInAnswers(report)) return;
  yield text(headerLines(report, style));
  for (const series of report.series) yield text(seriesLines(series, style));
  for (const problem of report.problems) yield text(problemLines(problem, style));
  for (const reason of report.reasons) yield text(reasonLines(reason, style));
  yield text(judgementLines("contribution", report.contribution.judgements, report.clauses, style));
  const labelOf = labelsIn(report.series);
  let onShow = 0;
  for (const commit of report.commits) {
    if (!options.verbose && !isNotable(commit)) continue;
    onShow += 1;
    yield `\n${text(commitLines(commit, report.clauses, style, labelOf(commit)))}`;
  }
  if (onShow > commitsWithoutTable) yield `\n${text(ruleTable(report))}`;
  // Why nothing was judged has been said, and there is nothing to add up.
  if (report.reasons.length > 0 && report.counts.commits === 0 && report.counts.olderThanPolicy === 0) return;
  yield `${onShow === 0 ? "" : "\n"}${text(summaryLines(report, [], style))}`;
}

/**
 * Several reports for people, one behind the other, and at the end what they come to together. Those in which all is well are only counted.
 *
 * @param whole what they were joined to
 */
export function* renderJoinedParts(
  whole: ReportValue,
  apart: readonly ReportValue[],
  options: TextLooks,
): Iterable<string> {
  const style = styleFor(options);
  let between = "";
  for (const report of apart) {
    if (!options.verbose && isClean(report) && !hasPatchesInAnswers(report)) continue;
    if (between !== "") yield between;
    yield* renderTextParts(report, options);
    between = "\n";
  }
  if (between === "" && isSilent(whole)) return;
  yield `${between}${text([...headerLines(whole, { ...style, verbose: false }), ...summaryLines(whole, [], style)])}`;
}

const styleFor = ({ verbose, width, colour, hyperlinks }: TextLooks): Style => ({
  verbose,
  width,
  paint: painter(colour, hyperlinks),
});

const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

/**
 * Nothing to say: everything judged passed in the ordinary way, by the repository's own policy.
 * Where nothing was judged, or not all, or by another policy than the reader expects, silence would mislead.
 */
export const isSilent = (report: ReportValue): boolean => !report.policy.chosen && isOwn(report) && isClean(report);

/** Everything was judged, and passed in the ordinary way. */
function isClean(report: ReportValue): boolean {
  const { commits, counts, contribution, problems, reasons } = report;
  if (report.conclusion !== "pass") return false;
  if (counts.passed === 0 || counts.olderThanPolicy > 0 || problems.length + reasons.length > 0) return false;
  if (contribution.judgements.some(isOpen)) return false;
  for (const commit of commits) if (isNotable(commit)) return false;
  return true;
}

/** Nobody judged those, and whoever applies one must not take the silence for its pass. */
const hasPatchesInAnswers = ({ series }: ReportValue): boolean =>
  series.some(({ patchesInAnswers }) => patchesInAnswers.length > 0);

const isOwn = ({ policy: { kind } }: ReportValue): boolean => kind === "repository" || kind === "dco.yml";

function headerLines({ subject, policy }: ReportValue, { verbose, width }: Style): readonly string[] {
  const lines = fold("", `${beginning(subject)} judged by ${shown(policy.source)}`, "  ", width);
  if (!verbose) return lines;
  const { document, exceptions, digest } = policy;
  const read =
    document === null ? "no document" : `${shown(document)}, which lists ${counted(exceptions, "exception")}`;
  return [...lines, ...fold("  document: ", read, "    ", width), `  digest: ${shown(digest)}`];
}

function reasonLines(reason: string, { paint, width }: Style): readonly string[] {
  const mark = "undecided";
  const [first, ...more] = fold(`${mark}: `, shown(reason, reasonCodePointsMax), "  ", width);
  return [paint.tone("undecided", mark) + first.slice(mark.length), ...more];
}

/** The commits on show, by rule: what is found most often comes first. */
function ruleTable({ rules }: ReportValue): readonly string[] {
  const found = Object.entries(rules).filter(([, { unmet, undecided, warned }]) => unmet + undecided + warned > 0);
  const weight = ({ unmet, undecided, warned }: RuleCounts): number => (unmet * 1e9 + undecided) * 1e9 + warned;
  found.sort(([, one], [, other]) => weight(other) - weight(one));
  const rows = found.map(([id, { unmet, undecided, warned }]) => [shown(id), unmet, undecided, warned] as const);
  return table([["rule", "unmet".padStart(5), "undecided", "warned"], ...rows]);
}
