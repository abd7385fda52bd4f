import type { CommitValue, JudgementValue } from "./json-values.ts";
import { counted, fold } from "./layout.ts";
import { opinionWords, relianceHead, relianceWords } from "./reliance-words.ts";
import { type Entry, shortId, subjectWords, wholeEntries } from "./report-entries.ts";
import { isBroken, isNotable, type ReportValue } from "./report-value.ts";
import { type Said, saidOf } from "./report-walk.ts";
import { countWords } from "./summary.ts";
import { isSilent } from "./text.ts";
import { shown } from "./words.ts";

/** The columns of a mail, as people on lists write it. */
const columns = 72;

/** Commits that a mail lists. Who answers a longer series has read enough by then. */
const commitsMax = 50;

/** The body of a mail about a report, in pieces; nothing when all is well. Nothing foreign stands at the beginning of a line. */
export function* renderMailParts(report: ReportValue): Iterable<string> {
  if (isSilent(report)) return;
  yield lines(headLines(report));
  if (isBroken(report)) return;
  const said = new Set<string>();
  const whole = saidLines(null, report.contribution.judgements, said);
  if (whole.length > 0) yield `\n${lines(whole)}`;
  let listed = 0;
  let left = 0;
  for (const commit of report.commits) {
    if (!isNotable(commit)) continue;
    if (listed === commitsMax) left += 1;
    else {
      listed += 1;
      yield `\n${lines(commitLines(commit, said))}`;
    }
  }
  if (left > 0)
    yield `\n${lines(fold("", `There is something to say of ${counted(left, "more commit")}.`, "", columns))}`;
}

const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join("");

function headLines(report: ReportValue): readonly string[] {
  const { conclusion, counts, subject, policy } = report;
  const general = [...wholeEntries(report)];
  return [
    ...fold(`${conclusion}: `, countWords(counts).join("; "), "  ", columns),
    ...fold("judged: ", `${shown(subject)}, by ${shown(policy.source)}`, "  ", columns),
    ...general.flatMap(generalLines),
  ];
}

const generalLines = ({ weight, what, fix }: Entry): readonly string[] => [
  ...fold(`${weight}: `, what, "  ", columns),
  ...(fix === null ? [] : fold("  hint: ", fix, "        ", columns)),
];

function commitLines(commit: CommitValue, said: Set<string>): readonly string[] {
  const { id, damage, judgements } = commit;
  return [
    ...fold(`* ${shortId(id)} `, subjectWords(commit), "  ", columns),
    ...(damage === null ? [] : fold("  - ", `undecided: cannot be read whole: ${shown(damage)}`, "    ", columns)),
    ...saidLines(commit, judgements, said),
  ];
}

const saidLines = (
  commit: CommitValue | null,
  judgements: readonly JudgementValue[],
  said: Set<string>,
): readonly string[] => [...saidOf(commit, judgements, said)].flatMap(oneLines);

function oneLines(one: Said): readonly string[] {
  if (one.kind === "met") return fold("  - ", `${shown(one.rule)} met ${relianceWords(one.reliance)}`, "    ", columns);
  if (one.kind === "open") {
    const { evidence, secondOpinion } = one.reliance;
    return [
      ...fold("  - ", `${relianceHead(one.reliance)}:`, "    ", columns),
      ...evidence.conditions.flatMap(({ state, text, why }) =>
        fold(`    ${state}: `, `${shown(text)}: ${shown(why)}`, "      ", columns),
      ),
      ...(secondOpinion === null ? [] : fold("    second opinion: ", opinionWords(secondOpinion), "      ", columns)),
    ];
  }
  const { entry, mark, place } = one;
  const at = place === "" ? "" : ` (${shown(place)})`;
  return [
    ...fold("  - ", `${mark}${shown(entry.rule)}${at}: ${entry.what}`, "    ", columns),
    ...(entry.why === null ? [] : fold("    why: ", entry.why, "         ", columns)),
    ...(entry.fix === null ? [] : fold("    fix: ", entry.fix, "         ", columns)),
  ];
}
