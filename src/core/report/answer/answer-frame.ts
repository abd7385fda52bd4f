import { shown } from "../words.ts";
import type { Point } from "./answer-points.ts";
import { capital, isSingle, nounOf, patchesWords } from "./answer-words.ts";
import type { AnsweredSeries, ReportedSeries } from "./answered-series.ts";

/** Who writes, and what it comes to. */
export function openingWords({ series, report }: ReportedSeries, points: readonly Point[]): string {
  const policy = shown(report.policy.document ?? report.policy.source);
  const noun = nounOf(series);
  const head = `This is an automatic check of the ${noun} against the project's policy, ${policy}.`;
  const said = points.filter(({ weight }) => weight !== "warning");
  if (report.conclusion === "pass") return `${head} It found nothing to object to.`;
  if (report.conclusion === "fail") {
    const where = partsWords(
      series,
      said.filter(({ weight }) => weight === "error"),
    );
    return `${head} ${capital(where ?? `the ${noun}`)} cannot be taken as posted.`;
  }
  const open = partsWords(series, said);
  if (onlyWaits(said))
    return `${head} Nothing is wrong${open === null ? "" : ` with ${open}`}, but somebody's word is still missing.`;
  return `${head} It could not decide${open === null ? "" : ` about ${open}`}.`;
}

const onlyWaits = (points: readonly Point[]): boolean =>
  points.length > 0 && points.every(({ waitsFor }) => waitsFor !== null);

/** Patches that the first sentence names one by one. */
const namedMax = 5;

/** `patches 1 and 3`; null where all of it is meant, or nothing else can be. */
function partsWords(series: AnsweredSeries, points: readonly Point[]): string | null {
  const positions = [...new Set(points.flatMap(({ position }) => (position === null ? [] : [position])))];
  if (positions.length === 0 || isSingle(series) || points.some(({ position }) => position === null)) return null;
  positions.sort((left, right) => left - right);
  if (positions.length > namedMax && series.total !== null) return `${positions.length} of the ${series.total} patches`;
  return positions.length === 1 && series.total !== null
    ? `${patchesWords(positions)} of ${series.total}`
    : patchesWords(positions);
}

/** What happens next: a new version where something is to be corrected, an answer where only a word is missing. */
export function closingWords({ series }: ReportedSeries, points: readonly Point[]): readonly string[] {
  const said = points.filter(({ weight }) => weight !== "warning");
  const toCorrect = said.filter(({ weight, waitsFor }) => weight === "error" && waitsFor === null);
  const waitsForMaintainer = said.some(({ waitsFor }) => waitsFor === "maintainer");
  return [
    ...(waitsForMaintainer ? [answerWords(toCorrect.length === 0 && onlyWaits(said))] : []),
    ...(toCorrect.length > 0 ? [againWords(series, toCorrect)] : []),
  ];
}

const answerWords = (isAll: boolean): string =>
  `For the missing word an answer in this thread is enough, with the tag and from the address that it names.${isAll ? " No new version is needed." : ""}`;

function againWords(series: AnsweredSeries, points: readonly Point[]): string {
  if (series.kind === "pull-request") return "Please correct the branch and send the pull request again.";
  const next = `v${series.version + 1}`;
  const single = isSingle(series);
  const what = single ? "the corrected patch" : "the corrected series";
  if (points.every(({ ownership }) => ownership === "passed-on")) return `Please send ${what} as ${next} then.`;
  const how = single ? "`git commit --amend`" : "`git commit --amend`, or `git rebase -i` for earlier patches";
  return `Please send ${what} as ${next} (${how}, then \`git format-patch -${next}\`).`;
}
