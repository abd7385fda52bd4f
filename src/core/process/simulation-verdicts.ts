import { conclude } from "../evaluate/conclude.ts";
import type { Conclusion } from "../evaluate/verdict.ts";
import type { Clause } from "../policy/policy.ts";
import type { Outcome, OutcomeKind } from "../rules/outcome.ts";

/** How one policy judged a commit: the clauses that are switched on, and an outcome for each; null: it does not judge it. */
export type JudgedBy = { readonly clauses: readonly Clause[]; readonly outcomes: readonly Outcome[] | null };

/** What one clause of a rule said of a commit. */
export type Said = {
  readonly outcome: Exclude<OutcomeKind, "not-applicable">;
  /** Is it only a warning? */
  readonly warns: boolean;
  /** The exception that a commit is met under. */
  readonly exception: string | null;
  /** Ids of the messages of what was found. */
  readonly messages: readonly string[];
};

/** What a rule said before and after, clause by clause; nothing where it has nothing to judge or is not asked. */
export type RuleChange = { readonly rule: string; readonly before: readonly Said[]; readonly after: readonly Said[] };

export type ConclusionOrNone = Conclusion | "not-judged";

/** What becomes of a commit's verdict; there is at least one rule. */
export type VerdictChange = {
  readonly id: string;
  readonly subject: string;
  readonly before: ConclusionOrNone;
  readonly after: ConclusionOrNone;
  readonly rules: readonly RuleChange[];
};

/** The rules of which two policies say different things of one commit, and the conclusions; null when all is the same. */
export function verdictChange(
  before: JudgedBy,
  after: JudgedBy,
  damage: string | null,
): Pick<VerdictChange, "before" | "after" | "rules"> | null {
  const earlier = saidBy(before);
  const later = saidBy(after);
  const rules = [...new Set([...earlier.keys(), ...later.keys()])].flatMap((rule): readonly RuleChange[] => {
    const change = { rule, before: earlier.get(rule) ?? [], after: later.get(rule) ?? [] };
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change];
  });
  const conclusions = { before: concludedBy(before, damage), after: concludedBy(after, damage) };
  if (rules.length === 0 && conclusions.before === conclusions.after) return null;
  return { ...conclusions, rules };
}

function concludedBy({ clauses, outcomes }: JudgedBy, damage: string | null): ConclusionOrNone {
  if (outcomes === null) return "not-judged";
  return conclude(
    outcomes.map((outcome, index) => ({ clause: clauses[index] as Clause, outcome })),
    damage,
  );
}

/** By rule, in an order that does not depend on that of the clauses. */
function saidBy({ clauses, outcomes }: JudgedBy): ReadonlyMap<string, readonly Said[]> {
  const said = new Map<string, Said[]>();
  for (const [index, outcome] of (outcomes ?? []).entries()) {
    if (outcome.kind === "not-applicable") continue;
    const { rule, level } = clauses[index] as Clause;
    const isOpen = outcome.kind !== "met";
    const one: Said = {
      outcome: outcome.kind,
      warns: isOpen && level === "warn",
      exception: outcome.kind === "met" ? (outcome.reliance?.exception ?? null) : null,
      messages: isOpen ? [...new Set(outcome.findings.map(({ message }) => message))] : [],
    };
    const known = said.get(rule.id);
    if (known === undefined) said.set(rule.id, [one]);
    else known.push(one);
  }
  for (const several of said.values()) if (several.length > 1) several.sort(byWords);
  return said;
}

const byWords = (one: Said, other: Said): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
