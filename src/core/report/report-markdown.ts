import type { CommitValue, JudgementValue } from "./json-values.ts";
import { counted } from "./layout.ts";
import { markdownCode, markdownProse } from "./markdown.ts";
import { opinionWords, relianceHead, relianceWords } from "./reliance-words.ts";
import { type Entry, shortId, subjectCodePointsMax, wholeEntries } from "./report-entries.ts";
import { isBroken, isNotable, type ReportValue } from "./report-value.ts";
import { type Said, saidOf } from "./report-walk.ts";
import { countWords } from "./summary.ts";
import { isSilent } from "./text.ts";
import { shown } from "./words.ts";

/** Characters after which no further commit is listed. GitHub takes 65,536 in a comment. */
const charactersMax = 56_000;

/**
 * A report as Markdown for a comment or a job's summary, in pieces, a commit each; nothing when all is well. Nothing in it mentions,
 * refers or links, so nobody is called by it.
 */
export function* renderMarkdownParts(report: ReportValue): Iterable<string> {
  if (isSilent(report)) return;
  const head = headText(report);
  yield head;
  if (isBroken(report)) return;
  let characters = head.length;
  let left = 0;
  const said = new Set<string>();
  let separator = "\n";
  const whole = saidText(null, report.contribution.judgements, said);
  if (whole !== "") {
    yield `${separator}- the contribution as a whole\n${whole}`;
    separator = "";
  }
  for (const commit of report.commits) {
    if (!isNotable(commit)) continue;
    const text = characters > charactersMax ? "" : commitText(commit, said);
    characters += text.length;
    if (characters > charactersMax) left += 1;
    else {
      yield separator + text;
      separator = "";
    }
  }
  if (left > 0)
    yield `\nThere is something to say of ${counted(left, "more commit")}; this is as much as fits a comment, and the other formats have all.\n`;
}

/** What came of it, what was judged, and what belongs to no commit. */
function headText(report: ReportValue): string {
  const { conclusion, counts, subject, policy } = report;
  const judged = `${markdownCode(subject)} judged by ${markdownCode(policy.source)}`;
  const whole = [...wholeEntries(report)].map(wholeLine);
  const lines = [`**${conclusion}**: ${countWords(counts).join("; ")}`, "", ...whole];
  return `${[...lines, ...(whole.length === 0 ? [] : [""]), judged].join("\n")}\n`;
}

const wholeLine = ({ weight, what, fix }: Entry): string =>
  `- ${weight}: ${markdownProse(what)}${fix === null ? "" : `\n  - hint: ${markdownProse(fix)}`}`;

function commitText(commit: CommitValue, said: Set<string>): string {
  const { id, subject, damage, judgements } = commit;
  const words = subject.trim() === "" ? "(no subject)" : markdownCode(subject, subjectCodePointsMax);
  const lines = [`- ${markdownCode(shortId(id))} ${words}\n`];
  if (damage !== null) lines.push(`  - undecided: cannot be read whole: ${markdownProse(shown(damage))}\n`);
  return lines.join("") + saidText(commit, judgements, said);
}

const saidText = (commit: CommitValue | null, judgements: readonly JudgementValue[], said: Set<string>): string =>
  [...saidOf(commit, judgements, said)]
    .flatMap(saidLines)
    .map((line) => `  ${line}\n`)
    .join("");

function saidLines(one: Said): readonly string[] {
  if (one.kind === "met") return [`- ${markdownCode(one.rule)} met ${markdownProse(relianceWords(one.reliance))}`];
  if (one.kind === "open") {
    const { evidence, secondOpinion } = one.reliance;
    return [
      `- ${markdownProse(relianceHead(one.reliance))}:`,
      ...evidence.conditions.map(
        ({ state, text, why }) => `  - **${state}** ${markdownProse(shown(text))}: ${markdownProse(shown(why))}`,
      ),
      ...(secondOpinion === null ? [] : [`  - second opinion: ${markdownProse(opinionWords(secondOpinion))}`]),
    ];
  }
  const { entry, mark, place } = one;
  const at = place === "" ? "" : ` (${markdownProse(shown(place))})`;
  return [
    `- ${mark}${markdownCode(entry.rule)}${at}: ${markdownProse(entry.what)}`,
    ...(entry.why === null ? [] : [`  - why: ${markdownProse(entry.why)}`]),
    ...(entry.fix === null ? [] : [`  - fix: ${markdownProse(entry.fix)}`]),
  ];
}
