import type { Signature } from "../commit/identity.ts";
import type { Clause, PolicyOrigin, Quotation } from "../policy/policy.ts";
import type { Problem } from "../problem/problem.ts";
import type { Outcome } from "../rules/outcome.ts";
import type { Source } from "../text/source.ts";

export type Conclusion = "pass" | "fail" | "undecided";

/** One clause applied to one commit, or to the contribution as a whole. */
export type Judgement = {
  readonly clause: Clause;
  readonly outcome: Outcome;
  /** The clause as the policy lists it, where `clause` has other words for what to do. */
  readonly listedAs?: Clause;
};

/** What a report keeps of a commit. */
export type CommitHead = {
  readonly id: string | null;
  readonly subject: string;
  readonly author: Signature;
  readonly message: Source;
};

/**
 * One commit judged. `conclusion` is `pass` also when nothing applied; `relies` tells a pass under an exception from an
 * ordinary one. In a report that lists only notable commits, `judgements` are those with something to say, and `message`
 * goes no further than they point.
 */
export type Verdict = {
  readonly commit: CommitHead;
  readonly conclusion: Conclusion;
  readonly relies: string | null;
  /** Why the commit could not be read whole (a NUL byte, a limit reached); it is never a pass then. Else null. */
  readonly damage: string | null;
  readonly judgements: readonly Judgement[];
};

/** Commits by what was concluded, kept apart. They add up to `commits`. */
export type Counts = {
  readonly commits: number;
  readonly passed: number;
  readonly passedUnderException: number;
  readonly notApplicable: number;
  readonly undecided: number;
  readonly failed: number;
  /** Commits with at least one warning; not part of the sum. */
  readonly warned: number;
  /** Commits left out because they are older than the policy's `from`; not part of the sum. */
  readonly olderThanPolicy: number;
};

/** How often each outcome came up for a rule. Warnings count under `warned`, not under `unmet`. */
export type RuleCounts = {
  met: number;
  unmet: number;
  notApplicable: number;
  undecided: number;
  warned: number;
};

/** All that was judged, before any renderer. */
export type Report = {
  readonly policy: {
    readonly origin: PolicyOrigin;
    readonly digest: string;
    readonly document: string | null;
    readonly exceptions: number;
    /** Those that are switched on; every judgement is by one of them. */
    readonly clauses: readonly Clause[];
  };
  /** The document's own words behind each clause that was judged; a clause that rests on no line of it has none. */
  readonly quotationFor: (clause: Clause) => Quotation | null;
  /** What was judged, in words: `main..topic`, `the commit about to be made`. */
  readonly subject: string;
  readonly conclusion: Conclusion;
  /** Reasons for an undecided conclusion that belong to no commit: policy problems, missing history, limits reached. */
  readonly reasons: readonly string[];
  readonly counts: Counts;
  readonly rules: ReadonlyMap<string, RuleCounts>;
  readonly problems: readonly Problem[];
  readonly contribution: { readonly judgements: readonly Judgement[] };
  /** Oldest first. */
  readonly commits: readonly Verdict[];
  /** `all`, or only commits with something to say (long ranges). */
  readonly listed: "all" | "notable";
};
