import { shortObjectId } from "../commit/object-id.ts";
import { counted } from "../report/layout.ts";
import { markdownCode, markdownProse } from "../report/markdown.ts";
import { commitWords, type Entry, entriesOf } from "../report/report-entries.ts";
import { renderMarkdownParts } from "../report/report-markdown.ts";
import type { ReportValue } from "../report/report-value.ts";
import { countWords } from "../report/summary.ts";
import { shown } from "../report/words.ts";
import { explainedParts } from "./explained-page.ts";
import { limited } from "./limited-text.ts";
import { noteMarker } from "./note-marker.ts";

/** What is told of a head. `could-not`: nothing was judged. Like `undecided` it blocks. */
export type PublishedConclusion = "pass" | "fail" | "undecided" | "could-not";

/** One thing that was judged and has this head: a request, or what was pushed. A head may belong to several. */
export type JudgedPart = {
  readonly conclusion: PublishedConclusion;
  /** What it came to, in a sentence; for `could-not`, what stood in the way. */
  readonly why: string;
  /** Null: nothing was judged. */
  readonly report: ReportValue | null;
  /** Who can decide what is undecided. */
  readonly deciders: readonly string[];
};

/** A place in the contribution that something is said of. Forges show it beside the changed lines. */
export type Annotation = {
  readonly path: string;
  readonly level: "failure" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
};

/** What stands at the forge for one head. Written anew as often as it likes, it is the same as long as the verdict is. */
export type Publication = {
  readonly head: string;
  /** The request that a note belongs to; null: there is none, so no note. */
  readonly number: number | null;
  readonly conclusion: PublishedConclusion;
  /** A line, for lists. */
  readonly title: string;
  /** Markdown: what is wrong, why, and what to do. */
  readonly summary: string;
  /** Markdown: every pass and every failure with its reason. */
  readonly details: string;
  readonly annotations: readonly Annotation[];
  /** What a note says; null: there is nothing to say, and a note that stands from before is said to be resolved. */
  readonly note: string | null;
  /** What a note from before says when there is nothing to say any more. */
  readonly resolved: string;
  /** A page with all of it; null: there is none. */
  readonly page: string | null;
};

/** Under which name the forges list it. Whoever makes it a condition of merging names it so. */
export const checkName = "proviso";

/** Bytes of the summary and of the details of a check run: GitHub takes 65,535 of each. */
export const checkTextBytesMax = 65_535;

/** What is left of these for the text itself, when what was left out has been said. */
const textBytesMax = 63_000;

/** Code points of a line for lists; GitHub takes 140 in a status, GitLab 255. */
const titleCodePointsMax = 140;

/** Annotations of one head. Each batch of fifty is a request. */
export const annotationsMax = 500;

/** People who are named in a title or a note. */
const decidersShownMax = 10;

/**
 * What is published of a head, from all that was judged with it: the worst of them counts, so that what passes into one branch does not pass for
 * another.
 *
 * @param parts at least one; without any nothing was judged, which is no pass
 */
export function publicationOf(
  { head, number, page }: Pick<Publication, "head" | "number" | "page">,
  parts: readonly JudgedPart[],
): Publication {
  const worst =
    parts.toSorted((one, other) => weightOf(other.conclusion) - weightOf(one.conclusion))[0] ?? nothingJudged;
  const said = parts.flatMap((part) => Array.from(saidParts(part)));
  const summary = limited(said, textBytesMax);
  const entries = parts.flatMap(({ report }) => (report === null ? [] : [...entriesOf(report)]));
  const annotations = entries.flatMap(annotationOf);
  const more = moreWords(summary.leftOut, annotations.length - annotationsMax, page);
  const clean = worst.conclusion === "pass";
  return {
    head,
    number,
    page,
    conclusion: worst.conclusion,
    title: titleOf(worst),
    summary: `${summary.text || cleanWords(parts)}${more}`,
    details: detailsOf(parts),
    annotations: annotations.slice(0, annotationsMax),
    note: clean ? null : `${noteMarker}\n${summary.text}${more}${pageWords(page)}`,
    resolved: `${noteMarker}\n**pass**: what was said here before is resolved, as of ${markdownCode(shortObjectId(head))}.\n`,
  };
}

const nothingJudged: JudgedPart = { conclusion: "could-not", why: "nothing was judged", report: null, deciders: [] };

const weights: { readonly [C in PublishedConclusion]: number } = { pass: 0, undecided: 1, "could-not": 2, fail: 3 };

const weightOf = (conclusion: PublishedConclusion): number => weights[conclusion];

/** `fail: 12 commits: 1 failed, 11 passed`; of what waits, for whom. */
function titleOf({ conclusion, why, report, deciders }: JudgedPart): string {
  if (conclusion === "could-not" || report === null) return shown(`nothing was judged: ${why}`, titleCodePointsMax);
  const reason =
    report.counts.commits === 0 && report.reasons[0] !== undefined
      ? report.reasons[0]
      : countWords(report.counts).join("; ");
  const [first, ...others] = deciders;
  const waits = conclusion === "undecided" && first !== undefined ? `waits for ${namesOf(first, others)}; ` : "";
  return shown(`${conclusion}: ${waits}${reason}`, titleCodePointsMax);
}

function* saidParts({ conclusion, why, report, deciders }: JudgedPart): Iterable<string> {
  if (report === null || conclusion === "could-not") {
    yield `**undecided**: nothing was judged: ${markdownProse(shown(why, 500))}\n`;
    yield "\nIt is tried again as soon as that can help; until then nothing passes.\n";
    return;
  }
  yield* renderMarkdownParts(report);
  if (conclusion !== "undecided") return;
  yield deciders.length === 0
    ? "\nA person has to decide.\n"
    : `\nWho can decide: ${deciders
        .slice(0, decidersShownMax)
        .map((name) => markdownCode(name))
        .join(", ")}${othersOf(deciders)}.\n`;
}

const namesOf = (first: string, others: readonly string[]): string =>
  others.length === 0 ? first : `${first} or ${counted(others.length, "other")}`;

const othersOf = (deciders: readonly string[]): string =>
  deciders.length > decidersShownMax ? ` and ${counted(deciders.length - decidersShownMax, "other")}` : "";

const cleanWords = (parts: readonly JudgedPart[]): string =>
  parts
    .flatMap(({ report }) =>
      report === null
        ? []
        : [
            `${markdownCode(report.subject)}: ${countWords(report.counts).join("; ")}, judged by ${markdownCode(report.policy.source)}.\n`,
          ],
    )
    .join("");

function detailsOf(parts: readonly JudgedPart[]): string {
  const pieces = parts.flatMap(({ report }) =>
    report === null ? [] : [`## ${markdownCode(report.subject)}\n`, ...explainedParts(report)],
  );
  const { text, leftOut } = limited(pieces, textBytesMax);
  if (leftOut === 0) return text;
  return `${text}\nThere is more than a check may hold (${checkTextBytesMax} bytes): ${counted(leftOut, "further part")} would follow. \`proviso check -v\` says all of it.\n`;
}

function moreWords(leftOut: number, annotations: number, page: string | null): string {
  const where = page === null ? "`proviso check` says all of it" : "the page of this contribution has all of it";
  const texts =
    leftOut > 0
      ? `\n${counted(leftOut, "more part")} would not fit (${checkTextBytesMax} bytes at most); ${where}.\n`
      : "";
  const marks =
    annotations > 0
      ? `\n${counted(annotations, "more place")} in files are not marked (${annotationsMax} at most); ${where}.\n`
      : "";
  return texts + marks;
}

const pageWords = (page: string | null): string => (page === null ? "" : `\n[All that was judged](${page})\n`);

const levels = { error: "failure", undecided: "warning", warning: "notice" } as const;

/** Code points of an annotation's title; GitHub takes 255. */
const annotationTitleMax = 200;

/** A finding about a path. A path that is no UTF-8 cannot be named to a forge; the summary has it all the same. */
function annotationOf(entry: Entry): readonly Annotation[] {
  const { path, weight, rule, what, why, fix } = entry;
  if (path === null || /\p{Cs}/u.test(path)) return [];
  const head = commitWords(entry);
  const mark = weight === "undecided" ? "undecided: " : "";
  const lines = [what, ...(why === null ? [] : [`why: ${why}`]), ...(fix === null ? [] : [`fix: ${fix}`])];
  const title = shown(`${mark}${rule}${head === null ? "" : `: ${head}`}`, annotationTitleMax);
  return [{ path, level: levels[weight], title, message: lines.join("\n") }];
}
