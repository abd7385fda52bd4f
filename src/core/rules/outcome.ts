import type { ProofDetail } from "../evidence/proof.ts";
import type { Span } from "../text/source.ts";

/** Values for a message's `{placeholders}`. Foreign text stays as written here: renderers neutralise it. */
export type FindingData = { readonly [name: string]: string | number };

/** Where a finding points: a stretch of the commit's message, a path, a header, or the commit as a whole. */
export type Place =
  | { readonly kind: "message"; readonly at: Span }
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "author" | "committer" | "commit" };

/** Something a rule found: a message id of that rule with its data and places. The words are the renderer's. */
export type Finding = {
  readonly message: string;
  readonly data: FindingData;
  readonly at: Place;
  /** The line of the policy or its document that says so, where it is more exact than the clause's own. */
  readonly policyAt?: Span;
};

/** How one condition of an exception stands. */
export type ConditionState = "holds" | "fails" | "unknown" | "judgement";

/** One condition of an exception, decided. `text` is for people: the field as listed; `why` says what decided it. */
export type Condition = {
  readonly text: string;
  readonly state: ConditionState;
  readonly why: string;
  readonly at: Span;
  /** What a person can check it by, where the contents prove it, or show it and leave it to people. */
  readonly detail?: ProofDetail;
};

/** A second opinion found in a commit, or in an answer to it. */
export type SecondOpinion = {
  readonly by: { readonly name: string; readonly email: string };
  readonly form: string;
  /** Where it was given: in the commit's message, in a forge's review, or in a mail, which is named by its `<Message-Id>` if it has one. */
  readonly source: "trailer" | "review" | "mail" | `<${string}>`;
  /** Did somebody other than the committer vouch that the named person gave it? A typed trailer is not verified, a mail that its sender's domain signed is. */
  readonly verified: boolean;
};

/** Something that somebody states and nobody can check: which of the policy's statements, where, and who speaks there. */
export type Attestation = {
  /** The policy's name for it. */
  readonly statement: string;
  /** `trailer`, `message`, or a place of the pull request. */
  readonly place: string;
  /** The author of a message, the sender of a pull request; null where the sender is not known. */
  readonly by: { readonly name: string; readonly email: string } | null;
};

/** Why a clause was met, when that is more than "nothing wrong": the exception relied on and who agreed. */
export type Reliance = {
  readonly exception: string;
  readonly evident: boolean;
  readonly conditions: readonly Condition[];
  readonly secondOpinion: SecondOpinion | null;
};

/** The answer of a rule. Never a boolean: "nothing to judge" and "nobody could tell" are answers of their own. */
export type Outcome =
  | {
      readonly kind: "met";
      readonly because: string;
      readonly reliance?: Reliance;
      /** What was stated. It is recorded, and proves nothing. */
      readonly attested?: readonly Attestation[];
    }
  | {
      readonly kind: "unmet" | "undecided";
      readonly findings: readonly [Finding, ...Finding[]];
      readonly reliance?: Reliance;
      readonly attested?: readonly Attestation[];
    }
  | { readonly kind: "not-applicable"; readonly because: string };

export type OutcomeKind = Outcome["kind"];

/** Nothing is wrong, and why. Outcomes that say always the same are made once, at the top of a rule's file: histories are long. */
export const met = (because: string): Extract<Outcome, { kind: "met" }> => ({ kind: "met", because });

/** The rule has nothing to judge here, and why. */
export const notApplicable = (because: string): Outcome => ({ kind: "not-applicable", because });

/** Something is wrong. */
export const unmet = (finding: Finding): Outcome => ({ kind: "unmet", findings: [finding] });

/** Nobody can tell, or a person must; the finding says what is missing. `reliance` is the exception that it is about. */
export const undecided = (finding: Finding, reliance: Reliance | null = null): Outcome =>
  reliance === null ? { kind: "undecided", findings: [finding] } : { kind: "undecided", findings: [finding], reliance };

/** Unmet if there is a finding, else the answer given. */
export function unmetIfAny(findings: readonly Finding[], otherwise: Outcome): Outcome {
  const [first, ...rest] = findings;
  return first === undefined ? otherwise : { kind: "unmet", findings: [first, ...rest] };
}
