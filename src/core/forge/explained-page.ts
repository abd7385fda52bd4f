import { basisWords } from "../report/basis.ts";
import type { CommitValue, JudgementValue } from "../report/json-values.ts";
import { markdownCode, markdownProse } from "../report/markdown.ts";
import { shortId, subjectCodePointsMax } from "../report/report-entries.ts";
import { isBroken, isOpen, type ReportValue } from "../report/report-value.ts";
import { shown } from "../report/words.ts";

/** Code points of a reason. */
const reasonCodePointsMax = 500;

/** Commits of which it is said one by one what each rule came to; of the others, only what they came to. */
const explainedMax = 200;

/**
 * Every pass and every failure with its reason, in Markdown, in pieces: first the rules with the line of the policy that each rests on, then commit by
 * commit what each came to. It says what the short form leaves out, so that nobody has to believe a green mark.
 */
export function* explainedParts(report: ReportValue): Iterable<string> {
  if (isBroken(report)) return;
  yield* ruleParts(report);
  if (report.contribution.judgements.length > 0) {
    yield "\n### The contribution as a whole\n\n";
    yield* report.contribution.judgements.map(judgementText);
  }
  yield "\n### Commit by commit\n";
  let place = 0;
  for (const commit of report.commits) {
    yield commitText(commit, place < explainedMax);
    place += 1;
  }
  if (report.listed !== "all") yield "\nOf the other commits there is nothing to say: they passed.\n";
}

function* ruleParts({ clauses, rules }: ReportValue): Iterable<string> {
  if (clauses.length === 0) return;
  yield "\n### Rules\n\n| Rule | Level | Met | Unmet | Undecided | Not applicable | Because of |\n|---|---|---|---|---|---|---|\n";
  for (const { rule, level, policyLine } of clauses) {
    const counts = rules[rule];
    const numbers =
      counts === undefined ? ["", "", "", ""] : [counts.met, counts.unmet, counts.undecided, counts.notApplicable];
    const cells = [markdownCode(rule), level, ...numbers, markdownProse(basisWords(policyLine))];
    // A bar ends a cell, in code, too.
    yield `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |\n`;
  }
}

function commitText(commit: CommitValue, whole: boolean): string {
  const { id, subject, conclusion, damage, judgements } = commit;
  const words = subject.trim() === "" ? "(no subject)" : markdownCode(subject, subjectCodePointsMax);
  const head = `\n- **${conclusion}** ${markdownCode(shortId(id))} ${words}\n`;
  if (!whole) return head;
  const broken = damage === null ? "" : `  - cannot be read whole: ${markdownProse(shown(damage))}\n`;
  return head + broken + judgements.map((judgement) => `  ${judgementText(judgement)}`).join("");
}

/** `- met rule: why`. Of what is open, the findings say why. */
function judgementText(judgement: JudgementValue): string {
  const { rule, outcome, because, findings, level, exception } = judgement;
  const mark = level === "warn" && isOpen(judgement) ? "warning: " : "";
  const reasons = [...(because === null ? [] : [because]), ...findings.map(({ text }) => text)];
  const under = exception === null ? "" : ` (exception ${markdownCode(exception)})`;
  const said = reasons.map((reason) => markdownProse(shown(reason, reasonCodePointsMax))).join("; ");
  return `- ${mark}${outcome} ${markdownCode(rule)}${under}${said === "" ? "" : `: ${said}`}\n`;
}
