import type { Signature } from "../commit/identity.ts";
import type { Judgement, Report, Verdict } from "../evaluate/verdict.ts";
import type { ProofDetail } from "../evidence/proof.ts";
import type { Clause } from "../policy/policy.ts";
import type { Problem } from "../problem/problem.ts";
import type { Condition, Finding, Outcome, Reliance, SecondOpinion } from "../rules/outcome.ts";
import { type Basis, basisOf } from "./basis.ts";
import { placeOf } from "./places.ts";
import { type Fix, fixOf, type MessageTable, wordsOf } from "./words.ts";

/** A file's line, with its heading where it is the document's, and whether `text` is that line's own words. */
export type PolicyLineValue = Basis;

/** A clause that was switched on, and the line that it rests on. */
export type ClauseValue = {
  readonly rule: string;
  readonly level: Clause["level"];
  readonly policyLine: PolicyLineValue;
};

export type FindingValue = {
  /** The rule's message id; `text` has its words. */
  readonly message: string;
  readonly text: string;
  /** From 1, of the message, line 1 being the subject; columns count code points. Null where it is not about the message. */
  readonly line: number | null;
  readonly column: number | null;
  readonly path: string | null;
  readonly part: "message" | "path" | "author" | "committer" | "commit";
  readonly policyLine: PolicyLineValue;
  readonly fix: Fix | null;
};

export type ConditionValue = Pick<Condition, "text" | "state" | "why"> & {
  readonly source: string;
  readonly line: number;
  /** What a person can check a proof by; null where there is no more than `why`. */
  readonly detail: ProofDetail | null;
};

export type JudgementValue = {
  readonly rule: string;
  /** The place of its clause in the report's list, from 0; an audit, whose commits have many policies, has none. */
  readonly clause?: number;
  readonly level: Clause["level"];
  readonly outcome: Outcome["kind"];
  /** Why it is met or not applicable; null where findings say more. */
  readonly because: string | null;
  readonly findings: readonly FindingValue[];
  readonly exception: string | null;
  readonly secondOpinion: SecondOpinion | null;
  /** The conditions of the exception, one by one; null where none was looked at. */
  readonly evidence: { readonly evident: boolean; readonly conditions: readonly ConditionValue[] } | null;
};

export type AuthorValue = { readonly name: string; readonly email: string; readonly date: string | null };

export type CommitValue = {
  readonly id: string | null;
  readonly subject: string;
  readonly author: AuthorValue;
  readonly conclusion: Verdict["conclusion"];
  readonly damage: string | null;
  readonly judgements: readonly JudgementValue[];
};

export type ProblemValue = {
  readonly code: string;
  readonly severity: Problem["severity"];
  readonly text: string;
  readonly source: string;
  readonly line: number;
  readonly column: number;
  readonly hint: string | null;
};

/** The places of clauses in a report's list. */
export type ClausePlaces = ReadonlyMap<Clause, number>;

/** A commit as the JSON report has it. Keys are in the order of the schema. */
export function commitValue(
  { commit: { id, subject, author }, conclusion, damage, judgements }: Verdict,
  quotationFor: Report["quotationFor"],
  places?: ClausePlaces,
  table?: MessageTable,
): CommitValue {
  return {
    id,
    subject,
    author: authorValue(author),
    conclusion,
    damage,
    judgements: judgements.map((judgement) =>
      // Commits of a history, whose clauses are no list, are not repaired any more.
      judgementValue(judgement, quotationFor, places, table, places === undefined ? null : id),
    ),
  };
}

/** A clause as the JSON report has it. */
export const clauseValue = (clause: Clause, quotationFor: Report["quotationFor"]): ClauseValue => ({
  rule: clause.rule.id,
  level: clause.level,
  policyLine: basisOf(clause, null, quotationFor),
});

/** A judgement as the JSON report has it. */
export function judgementValue(
  judgement: Judgement,
  quotationFor: Report["quotationFor"],
  places?: ClausePlaces,
  table?: MessageTable,
  commit: string | null = null,
): JudgementValue {
  const { clause, outcome } = judgement;
  const reliance = "reliance" in outcome ? outcome.reliance : undefined;
  const opinion = reliance?.secondOpinion ?? null;
  const place = places?.get(judgement.listedAs ?? clause);
  return {
    rule: clause.rule.id,
    ...(place === undefined ? {} : { clause: place }),
    level: clause.level,
    outcome: outcome.kind,
    because: "because" in outcome ? outcome.because : null,
    findings:
      "findings" in outcome
        ? outcome.findings.map((finding) => findingValue(judgement, finding, quotationFor, { table, commit }))
        : [],
    exception: reliance?.exception ?? null,
    secondOpinion: opinion === null ? null : opinionValue(opinion),
    evidence: reliance === undefined ? null : evidenceValue(reliance),
  };
}

/** A problem as the JSON report has it, with its place as people count. */
export function problemValue({ code, severity, text, at, hint }: Problem): ProblemValue {
  return { code, severity, text, source: at.source.name, ...placeOf(at), hint: hint ?? null };
}

function findingValue(
  judgement: Judgement,
  finding: Finding,
  quotationFor: Report["quotationFor"],
  { table, commit }: { readonly table: MessageTable | undefined; readonly commit: string | null },
): FindingValue {
  const { at } = finding;
  const place = at.kind === "message" ? placeOf(at.at) : { line: null, column: null };
  const { source, line, heading, text, quoted } = basisOf(judgement.clause, finding, quotationFor);
  return {
    message: finding.message,
    text: wordsOf(judgement, finding, quotationFor, table).what,
    ...place,
    path: at.kind === "path" ? at.path : null,
    part: at.kind,
    policyLine: { source, line, heading, text, quoted },
    fix: fixOf(judgement.clause.rule, finding, table, commit),
  };
}

/** A second opinion as the JSON report has it. */
export function opinionValue({ by, form, source, verified }: SecondOpinion): SecondOpinion {
  return { by: { name: by.name, email: by.email }, form, source, verified };
}

const evidenceValue = ({ evident, conditions }: Reliance): JudgementValue["evidence"] => ({
  evident,
  conditions: conditions.map(({ text, state, why, at, detail }) => ({
    text,
    state,
    why,
    source: at.source.name,
    line: placeOf(at).line,
    detail: detail ?? null,
  })),
});

function authorValue({ name, email, at }: Signature): AuthorValue {
  return { name, email, date: isoDate(at.seconds) };
}

/** UTC, as ISO 8601 has it; null for a moment outside the calendar's years, which a hostile header can name. */
function isoDate(seconds: number): string | null {
  const inRange = Number.isFinite(seconds) && Math.abs(seconds) <= 62_000_000_000;
  return inRange ? new Date(seconds * 1000).toISOString() : null;
}
