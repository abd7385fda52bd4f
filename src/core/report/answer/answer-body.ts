import { append } from "../../text/long-lists.ts";
import { relianceWords } from "../reliance-words.ts";
import { subjectWords } from "../report-entries.ts";
import { saidOf } from "../report-walk.ts";
import { closingWords, openingWords } from "./answer-frame.ts";
import { type Group, groupsOf, type Variant } from "./answer-groups.ts";
import { pointsOf } from "./answer-points.ts";
import { capital, isSingle, nounOf, patchesWords, sentence } from "./answer-words.ts";
import type { AnsweredSeries, ReportedSeries } from "./answered-series.ts";
import { mailParagraph, quotedLine } from "./mail-line.ts";

/** Groups that an answer has; of the others it says how many there are. */
const groupsMax = 12;

/** Different lines or sentences of one kind that an answer shows. */
const variantsMax = 3;

/** Passes under an exception that an answer shows; of the others it says how many there are. */
const reliancesMax = 12;

/** Commits that are named where no mail carries them. */
const commitsMax = 5;

type Lines = readonly string[];

/** The text of an answer, in lines of 72 columns where it can be folded. No line of it is a tag to those who collect them. */
export function answerBody(reported: ReportedSeries): string {
  const points = pointsOf(reported);
  const groups = groupsOf(points);
  const paragraphs: Lines[] = [mailParagraph(openingWords(reported, points))];
  let heading = "";
  for (const group of groups.slice(0, groupsMax)) {
    const next = headingOf(group, reported.series);
    if (next !== heading)
      paragraphs.push(mailParagraph(next === "" ? `The ${nounOf(reported.series)} as a whole:` : next));
    heading = next;
    append(paragraphs, groupParagraphs(group, reported.series));
  }
  const more = groups.length - groupsMax;
  if (more > 0) paragraphs.push(mailParagraph(`And ${more} more ${more === 1 ? "thing" : "things"} of other kinds.`));
  append(paragraphs, [...reliances(reported), ...closingWords(reported, points).map(mailParagraph)]);
  return paragraphs.map((lines) => lines.map((line) => `${line}\n`).join("")).join("\n");
}

/** `Patch 2/3, "subject":`; of a single patch nothing need be said. */
function headingOf(group: Group, series: AnsweredSeries): string {
  const which = group.commits.length > 0 ? commitsWords(group.commits) : positionsWords(group.positions, series);
  if (group.weight !== "warning") return which === null ? "" : `${capital(which)}:`;
  return `Not required, but worth a look${which === null ? "" : `, ${which}`}:`;
}

function positionsWords(positions: readonly number[], series: AnsweredSeries): string | null {
  const [only] = positions;
  if (only === undefined || isSingle(series)) return null;
  if (positions.length > 1) return patchesWords(positions);
  return `patch ${only}${series.total === null ? "" : `/${series.total}`}${subjectOf(only, series)}`;
}

function commitsWords(commits: readonly string[]): string {
  const left = commits.length - commitsMax;
  const named = commits.slice(0, commitsMax).join(", ");
  return `${commits.length === 1 ? "commit" : "commits"} ${named}${left > 0 ? ` and ${left} more` : ""}`;
}

function subjectOf(position: number, { patches }: AnsweredSeries): string {
  const found = patches.find((one) => one.position === position);
  return found === undefined ? "" : `, "${subjectWords(found.patch)}"`;
}

function groupParagraphs({ positions, variants, why, remedies }: Group, series: AnsweredSeries): readonly Lines[] {
  const told = variants.slice(0, variantsMax).flatMap((variant) => variantParagraphs(variant, positions));
  const left = variants.slice(variantsMax);
  if (left.length > 0) {
    const where = [...new Set(left.flatMap((variant) => variant.positions))].sort((one, other) => one - other);
    const places = where.length === 0 || isSingle(series) ? "" : `, in ${patchesWords(where)}`;
    told.push(mailParagraph(`And ${left.length} more of the same kind${places}.`));
  }
  const reasonAndRemedies = [...(why === null ? [] : [why]), ...remedies].map(sentence).join(" ");
  return reasonAndRemedies === "" ? told : [...told, mailParagraph(reasonAndRemedies)];
}

function variantParagraphs({ quote, what, positions }: Variant, all: readonly number[]): readonly Lines[] {
  const where = positions.length < all.length ? ` (${patchesWords(positions)})` : "";
  return [...(quote === null ? [] : [quotedLine(quote)]), mailParagraph(sentence(what + where))];
}

/** Passes under an exception stay in view. */
function reliances({ report }: ReportedSeries): readonly Lines[] {
  const met: Lines[] = [];
  let more = 0;
  for (const commit of report.commits)
    for (const said of saidOf(commit, commit.judgements, new Set())) {
      if (said.kind !== "met") continue;
      if (met.length === reliancesMax) more += 1;
      else met.push(mailParagraph(sentence(`"${subjectWords(commit)}" is accepted ${relianceWords(said.reliance)}`)));
    }
  return more === 0
    ? met
    : [...met, mailParagraph(`And ${more} more ${more === 1 ? "is" : "are"} accepted under an exception.`)];
}
