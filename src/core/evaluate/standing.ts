import type { Clause } from "../policy/policy.ts";
import type { Outcome } from "../rules/outcome.ts";
import type { Counts, RuleCounts } from "./verdict.ts";

/** What a commit's outcomes come to: under which of the counts it is counted, and what is to be said of it. */
export type Standing = {
  readonly kind: keyof Pick<Counts, "failed" | "undecided" | "passed" | "passedUnderException" | "notApplicable">;
  readonly warned: boolean;
  /** The exception that it relies on. */
  readonly relies: string | null;
};

/** Is there something to say of such a commit: is it no ordinary pass? */
export const isNotableStanding = ({ kind, warned, relies }: Standing): boolean =>
  warned || relies !== null || kind === "failed" || kind === "undecided";

/**
 * Outcomes are in the order of the clauses. A commit that cannot be read whole, and one judged by a policy with problems, has not
 * passed.
 */
export function standingOf(
  clauses: readonly Clause[],
  outcomes: readonly Outcome[],
  isDamaged: boolean,
  isUnfit: boolean,
): Standing {
  const relies = relianceIn(outcomes);
  let warned = false;
  let applied = false;
  let unmet = false;
  let undecided = isDamaged;
  for (let index = 0; index < outcomes.length; index += 1) {
    const counted = countedAs(clauses[index] as Clause, outcomes[index] as Outcome);
    applied ||= counted !== "notApplicable";
    warned ||= counted === "warned";
    unmet ||= counted === "unmet";
    undecided ||= counted === "undecided";
  }
  const passed = relies !== null ? "passedUnderException" : applied ? "passed" : "notApplicable";
  return { kind: unmet ? "failed" : undecided || isUnfit ? "undecided" : passed, warned, relies };
}

/** Under which count of its rule an outcome falls. */
export const countedAs = ({ level }: Clause, { kind }: Outcome): keyof RuleCounts =>
  kind === "not-applicable" ? "notApplicable" : kind === "met" || level === "require" ? kind : "warned";

/** The exception that one of the outcomes rests on. */
export function relianceIn(outcomes: readonly Outcome[]): string | null {
  for (const outcome of outcomes) {
    if (outcome.kind === "met" && outcome.reliance !== undefined) return outcome.reliance.exception;
  }
  return null;
}
