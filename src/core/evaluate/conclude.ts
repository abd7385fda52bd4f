import type { Problem } from "../problem/problem.ts";
import type { Conclusion, Judgement } from "./verdict.ts";

/**
 * The conclusion of judgements. Fails closed: what nobody could decide is never a pass.
 * A warning never changes it. No judgement at all is a pass only for a commit that nothing applies to.
 */
export function conclude(judgements: readonly Judgement[], damage: string | null = null): Conclusion {
  const required = judgements.filter(({ clause }) => clause.level === "require");
  if (required.some(({ outcome }) => outcome.kind === "unmet")) return "fail";
  if (damage !== null || required.some(({ outcome }) => outcome.kind === "undecided")) return "undecided";
  return "pass";
}

/** A policy that cannot be read, or has no clause, leaves everything undecided. */
export const whyUnfit = (clauses: number, problems: readonly Problem[]): string | null => {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  if (errors > 0) return `the policy has ${errors === 1 ? "a problem" : `${errors} problems`}`;
  return clauses === 0 ? "the policy has no clause" : null;
};
