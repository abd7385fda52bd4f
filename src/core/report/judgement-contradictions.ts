import type { Conclusion } from "../evaluate/verdict.ts";
import type { CommitValue, FindingValue, JudgementValue } from "./json-values.ts";
import { isOpen } from "./report-value.ts";

/**
 * What in judgements contradicts itself, with its place inside a back-tick that the caller opened; null: nothing.
 *
 * @param also what more is wrong with one, from its place on
 */
export function judgementsContradiction(
  judgements: readonly JudgementValue[],
  also: (judgement: JudgementValue) => string | null,
): string | null {
  for (const [index, judgement] of judgements.entries()) {
    const wrong = also(judgement) ?? contradictionIn(judgement);
    if (wrong !== null) return `judgements[${index}]${wrong}`;
  }
  return null;
}

function contradictionIn(judgement: JudgementValue): string | null {
  const { findings, exception, evidence, outcome } = judgement;
  if (isOpen(judgement) !== findings.length > 0)
    return `.findings\` ${isOpen(judgement) ? "is empty" : "has some"}, and the outcome is ${outcome}`;
  if ((exception === null) !== (evidence === null)) return "` has one of `exception` and `evidence`, not both";
  const number = findings.findIndex((finding) => !isPlaced(finding));
  return number === -1 ? null : `.findings[${number}]\` has a place that does not fit its \`part\``;
}

/** A finding about the message has a line and column, one about a path the path, others neither. */
const isPlaced = ({ part, line, column, path }: FindingValue): boolean =>
  (line !== null) === (part === "message") &&
  (column !== null) === (part === "message") &&
  (path !== null) === (part === "path");

/** Does the judgement keep its commit from passing? */
export const blocks = (judgement: JudgementValue): boolean => isOpen(judgement) && judgement.level === "require";

/** What a commit's judgements come to, as `core/evaluate/conclude.ts` has it. */
export function conclusionOf({ judgements, damage }: Pick<CommitValue, "judgements" | "damage">): Conclusion {
  const open = judgements.filter(blocks);
  if (open.some(({ outcome }) => outcome === "unmet")) return "fail";
  return damage !== null || open.length > 0 ? "undecided" : "pass";
}
